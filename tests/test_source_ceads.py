"""The readers of CEADs' inventories: 30 provinces and the nation, by sector and by fuel."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipelines.catalog import CATALOG, read_yaml
from pipelines.errors import (
    DuplicateRow,
    LayoutChanged,
    LowCarbonError,
    NotANumber,
    RawFileMissing,
    RawFileUnreadable,
    UnknownRegion,
)
from pipelines.snapshots import checked
from pipelines.sources import ceads_layout, ceads_nation, ceads_provinces
from tests.publisher_workbooks import (
    CHINA_2019,
    NINGXIA_2001,
    POWER,
    SHANGHAI_1997,
    SHANGHAI_2019,
    STEEL,
    Cells,
    inventory_from_2018,
    inventory_until_2017,
    note,
    row_of,
    write_workbook,
)

EDITION = "1997-2019"
FILE_1997, FILE_2019 = "Emission_inventories_1997.xlsx", "Emission_Inventories_2019.xlsx"
NATION_FILE = ceads_nation.EDITIONS[EDITION][0]


@pytest.fixture(autouse=True)
def _two_provinces_and_two_years(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shrink what the readers expect: two provinces in two workbooks, two years of the nation."""
    monkeypatch.setattr(ceads_provinces, "EDITIONS", {EDITION: (FILE_1997, FILE_2019)})
    monkeypatch.setattr(ceads_provinces, "PROVINCES", {"Shanghai": "310000", "InnerMongolia": "150000"})
    monkeypatch.setattr(ceads_nation, "YEARS", ("2018", "2019"))


def provinces() -> dict[str, dict[str, Cells]]:
    """Return two workbooks, in the layouts of 1997 and of 2019. Inner Mongolia borrows Shanghai's rows."""
    old, new = inventory_until_2017, inventory_from_2018
    return {
        FILE_1997: {
            "NOTE": note(), "Shanghai1997": old(SHANGHAI_1997), "InnerMongolia1997": old(SHANGHAI_1997),
        },
        FILE_2019: {
            "NOTE": note(), "InnerMongolia2019": new(SHANGHAI_2019), "Shanghai2019": new(SHANGHAI_2019),
        },
    }  # fmt: skip


def tidied(folder: Path, workbooks: dict[str, dict[str, Cells]]) -> pd.DataFrame:
    for name, sheets in workbooks.items():
        write_workbook(folder / name, sheets)
    raw = ceads_provinces.read(folder, EDITION)
    return checked(ceads_provinces.tidy(raw, EDITION), ceads_provinces.TABLE, "test")


def figure(frame: pd.DataFrame, code: str, year: str, *, sector: str = "", fuel: str = "") -> pd.Series:
    key = ["region_code", "period", "sector_id", "fuel_id"]
    return frame.set_index(key).loc[(code, year, sector, fuel)]


def exactly(value: float) -> object:
    """Return the value up to the sixteenth digit: the writer of the small workbooks rounds there."""
    return pytest.approx(value, rel=1e-15)


def fails(
    folder: Path, workbooks: dict[str, dict[str, Cells]], error: type[LowCarbonError], place: str
) -> LowCarbonError:
    with pytest.raises(error) as caught:
        tidied(folder, workbooks)
    assert place in caught.value.where
    assert caught.value.remedy
    return caught.value


def test_two_margins_and_the_total_are_kept_and_nothing_of_the_crossed_matrix(tmp_path: Path) -> None:
    frame = tidied(tmp_path, provinces())
    kinds = frame.groupby(["region_code", "period"]).apply(
        lambda part: ((part.sector_id != "").sum(), (part.fuel_id != "").sum(), len(part)),
        include_groups=False,
    )
    assert set(kinds) == {(47, 19, 67)}
    assert not ((frame["sector_id"] != "") & (frame["fuel_id"] != "")).any()
    assert set(frame["value_status"]) == {"estimated"}
    assert set(frame["unit"]) == {"Mt"}


def test_a_sector_is_read_from_the_scope_1_column_and_a_fuel_from_the_total_row(tmp_path: Path) -> None:
    frame = tidied(tmp_path, provinces())
    for key, value, cell in [
        ({}, 192.91218220216575, "W4"),
        ({"sector": "ferrous_metals"}, 22.9804414884468, "W32"),
        ({"sector": "power_and_heat_supply"}, 62.82900067381786, "W43"),
        ({"fuel": "kerosene"}, 22.869393390268478, "L4"),
        ({"fuel": "process"}, 1.2495509400000002, "V4"),
    ]:
        one = figure(frame, "310000", "2019", **key)
        assert (one["value"], one["locator"]) == (exactly(value), f"{FILE_2019}|Shanghai2019|{cell}")


def test_names_of_1997_and_of_2019_lead_to_the_same_ids(tmp_path: Path) -> None:
    frame = tidied(tmp_path, provinces())
    ids = frame.groupby("period")[["sector_id", "fuel_id"]].agg(set)
    assert ids.loc["1997"].equals(ids.loc["2019"])
    assert figure(frame, "310000", "1997", fuel="cleaned_coal")["value"] == exactly(3.0809962827932194)
    assert figure(frame, "310000", "1997")["value"] == exactly(103.18735515339742)


@pytest.mark.parametrize("printed", ["Total Consumption", "TotalEmissions", "Total Emissions"])
def test_the_total_row_is_never_a_sector_whatever_it_is_called(tmp_path: Path, printed: str) -> None:
    workbooks = provinces()
    workbooks[FILE_2019]["Shanghai2019"][3][0] = printed
    frame = tidied(tmp_path, workbooks)
    assert figure(frame, "310000", "2019")["value"] == exactly(192.91218220216575)
    assert len(frame[(frame["region_code"] == "310000") & (frame["period"] == "2019")]) == 67


def test_the_margins_of_a_whole_sheet_add_up_to_its_total(tmp_path: Path) -> None:
    frame = tidied(tmp_path, provinces())
    fuels = frame[frame["fuel_id"] != ""].groupby(["region_code", "period"])["value"].sum()
    assert fuels["310000", "2019"] == pytest.approx(192.91218220216575, rel=1e-12)
    assert fuels["310000", "1997"] == pytest.approx(103.18735515339742, rel=1e-12)


def test_rows_and_columns_in_another_order_give_the_same_figures(tmp_path: Path) -> None:
    workbooks = provinces()
    sheet = workbooks[FILE_2019]["Shanghai2019"]
    shuffled = [[row[0], *reversed(row[1:])] for row in [*sheet[:3], *reversed(sheet[3:])]]
    first = tidied(tmp_path / "a", workbooks)
    workbooks[FILE_2019]["Shanghai2019"] = shuffled
    second = tidied(tmp_path / "b", workbooks)
    columns = [column for column in first if column != "locator"]
    pd.testing.assert_frame_equal(first[columns], second[columns])


def test_a_province_without_energy_data_is_marked_because_its_zeros_are_missing_figures(
    tmp_path: Path,
) -> None:
    workbooks = provinces()
    workbooks[FILE_1997]["InnerMongolia1997"] = inventory_until_2017(NINGXIA_2001)
    frame = tidied(tmp_path, workbooks)
    marked = frame["caveats"].str.contains("ceads_no_energy_data")
    assert (marked == ((frame["region_code"] == "150000") & (frame["period"] == "1997"))).all()


def test_a_printed_zero_is_kept_and_marked(tmp_path: Path) -> None:
    frame = tidied(tmp_path, provinces())
    assert ((frame["value"] == 0) == frame["caveats"].str.contains("ceads_zero")).all()
    assert figure(frame, "310000", "2019", fuel="cleaned_coal")["value"] == 0


def test_figures_out_of_line_with_their_years_are_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ceads_layout, "OUT_OF_LINE", {("310000", "2019"): ("process", "")})
    frame = tidied(tmp_path, provinces())
    marked = frame[frame["caveats"].str.contains("ceads_out_of_line")]
    assert set(marked["locator"]) == {f"{FILE_2019}|Shanghai2019|{cell}" for cell in ("W4", "V4")}


def test_every_sector_and_fuel_of_the_layout_is_in_the_catalogue_and_in_one_of_seven_groups() -> None:
    sectors, fuels = read_yaml(CATALOG, "sectors"), read_yaml(CATALOG, "fuels")
    assert set(ceads_layout.SECTORS) == set(sectors["sectors"])
    assert set(ceads_layout.FUELS) <= set(fuels["fuels"])
    assert len(ceads_layout.SECTORS) == 47
    assert {entry["group"] for entry in sectors["sectors"].values()} == set(sectors["groups"])
    assert {entry["group"] for entry in fuels["fuels"].values()} <= set(fuels["groups"])
    assert len(sectors["groups"]) == 7


def test_a_missing_workbook_is_named(tmp_path: Path) -> None:
    workbooks = provinces()
    del workbooks[FILE_2019]
    fails(tmp_path, workbooks, RawFileMissing, FILE_2019)


def test_a_truncated_workbook_is_named(tmp_path: Path) -> None:
    tidied(tmp_path, provinces())
    path = tmp_path / FILE_2019
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(RawFileUnreadable, match=FILE_2019):
        ceads_provinces.read(tmp_path, EDITION)


@pytest.mark.parametrize(
    ("sheet", "renamed", "error", "place"),
    [
        ("Shanghai2019", "Shanghai", LayoutChanged, f"{FILE_2019}|Shanghai"),
        ("Shanghai2019", "Shanghai2018", LayoutChanged, f"{FILE_2019}|Shanghai2018"),
        ("Shanghai2019", "Taiwan2019", UnknownRegion, f"{FILE_2019}|Taiwan2019"),
        ("NOTE", "README2019", LayoutChanged, FILE_2019),
    ],
)
def test_a_renamed_sheet_is_refused(
    tmp_path: Path, sheet: str, renamed: str, error: type[LowCarbonError], place: str
) -> None:
    workbooks = provinces()
    workbooks[FILE_2019][renamed] = workbooks[FILE_2019].pop(sheet)
    fails(tmp_path, workbooks, error, place)


def test_a_new_sheet_is_refused_and_a_missing_one_is_named(tmp_path: Path) -> None:
    workbooks = provinces()
    workbooks[FILE_2019]["Revisions"] = note()
    fails(tmp_path / "a", workbooks, LayoutChanged, f"{FILE_2019}|Revisions")
    del workbooks[FILE_2019]["Revisions"], workbooks[FILE_2019]["Shanghai2019"]
    assert "Shanghai" in fails(tmp_path / "b", workbooks, LayoutChanged, FILE_2019).what


@pytest.mark.parametrize(
    ("row", "column", "printed", "cell"),
    [
        (0, 1, "Hard_Coal", "B1"),
        (0, 0, "Activity_Data", "A1"),
        (0, 2, "Raw_Coal", "C1"),
        (1, 5, "kt CO2", "F2"),
        (1, 0, "year", "A2"),
        (31, 0, "Steel", "A32"),
    ],
)
def test_a_name_or_unit_that_is_not_known_is_refused_with_its_cell(
    tmp_path: Path, row: int, column: int, printed: str, cell: str
) -> None:
    workbooks = provinces()
    workbooks[FILE_2019]["Shanghai2019"][row][column] = printed
    fails(tmp_path, workbooks, LayoutChanged, f"{FILE_2019}|Shanghai2019|{cell}")


def test_a_column_or_a_row_that_was_dropped_is_named(tmp_path: Path) -> None:
    workbooks = provinces()
    whole = workbooks[FILE_2019]["Shanghai2019"]
    workbooks[FILE_2019]["Shanghai2019"] = [row[:-2] for row in whole]
    assert "process" in fails(tmp_path / "a", workbooks, LayoutChanged, "Shanghai2019").what
    workbooks[FILE_2019]["Shanghai2019"] = [row for row in whole if row[0] != POWER]
    assert POWER in fails(tmp_path / "b", workbooks, LayoutChanged, "Shanghai2019").what
    workbooks[FILE_2019]["Shanghai2019"] = [row for row in whole if row[0] != "TotalEmissions"]
    assert "the total" in fails(tmp_path / "c", workbooks, LayoutChanged, "Shanghai2019").what
    workbooks[FILE_2019]["Shanghai2019"] = []
    fails(tmp_path / "d", workbooks, LayoutChanged, "Shanghai2019")


def test_a_figure_under_scope_2_is_refused(tmp_path: Path) -> None:
    workbooks = provinces()
    workbooks[FILE_2019]["Shanghai2019"][10][18] = 0.7
    fails(tmp_path, workbooks, LayoutChanged, f"{FILE_2019}|Shanghai2019|S11")


@pytest.mark.parametrize(("row", "column", "cell"), [(3, 4, "E4"), (20, 22, "W21"), (20, 18, "S21")])
@pytest.mark.parametrize("planted", ["12.3*", None])
def test_a_cell_that_is_no_number_is_named(
    tmp_path: Path, row: int, column: int, cell: str, planted: object
) -> None:
    workbooks = provinces()
    workbooks[FILE_2019]["Shanghai2019"][row][column] = planted
    fails(tmp_path, workbooks, NotANumber, f"{FILE_2019}|Shanghai2019|{cell}")


@pytest.mark.parametrize("label", [STEEL, "TotalEmissions"])
def test_a_row_that_stands_twice_is_named(tmp_path: Path, label: str) -> None:
    workbooks = provinces()
    sheet = workbooks[FILE_2019]["Shanghai2019"]
    sheet.append(list(sheet[row_of(sheet, label)]))
    fails(tmp_path, workbooks, DuplicateRow, f"{FILE_2019}|Shanghai2019|A52")


def nation() -> dict[str, Cells]:
    """Return the national workbook in small; 2018 borrows the rows of 2019."""
    sheet = inventory_until_2017(CHINA_2019)
    header, total = sheet[0], sheet[3][1:]
    return {
        "NOTE": note(), "sum": [header, [2018, *total], [2019, *total]],
        "Sum-Sec-Scope 1": [["", 2018, 2019], [None] * 3, ["Total Consumption", total[-1], total[-1]]],
        "2018": inventory_until_2017(CHINA_2019), "2019": sheet,
    }  # fmt: skip


def nation_tidied(folder: Path, sheets: dict[str, Cells]) -> pd.DataFrame:
    write_workbook(folder / NATION_FILE, sheets)
    return checked(ceads_nation.tidy(ceads_nation.read(folder, EDITION), EDITION), ceads_nation.TABLE, "test")


def test_the_nation_has_9794_8_mt_in_2019_and_its_own_code(tmp_path: Path) -> None:
    frame = nation_tidied(tmp_path, nation())
    total = figure(frame, "100000", "2019")
    assert round(total["value"], 1) == 9794.8
    assert total["locator"] == f"{NATION_FILE}|2019|W4"
    assert figure(frame, "100000", "2019", sector="ferrous_metals")["value"] == exactly(1853.1014566862875)
    assert set(frame["region_code"]) == {"100000"}
    assert len(frame) == 2 * 67


def test_a_total_that_is_not_the_one_in_the_sheet_of_sums_is_refused(tmp_path: Path) -> None:
    sheets = nation()
    sheets["sum"][2][22] += 1
    with pytest.raises(LayoutChanged) as caught:
        nation_tidied(tmp_path, sheets)
    assert caught.value.where == f"{NATION_FILE}|sum|W3"


def test_sums_of_a_year_without_a_sheet_are_refused(tmp_path: Path) -> None:
    sheets = nation()
    sheets["sum"][2][0] = 2020
    with pytest.raises(LayoutChanged, match="2020"):
        nation_tidied(tmp_path, sheets)


@pytest.mark.parametrize(("sheet", "renamed"), [("2019", "2020"), ("sum", "total"), ("NOTE", "readme")])
def test_a_renamed_sheet_of_the_nation_is_refused(tmp_path: Path, sheet: str, renamed: str) -> None:
    sheets = nation()
    sheets[renamed] = sheets.pop(sheet)
    with pytest.raises(LayoutChanged, match=renamed):
        nation_tidied(tmp_path, sheets)


def test_a_missing_national_workbook_is_named(tmp_path: Path) -> None:
    with pytest.raises(RawFileMissing, match="China_CO2_Inventory"):
        ceads_nation.read(tmp_path, EDITION)

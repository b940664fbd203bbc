"""The reader of Chen et al. (2020): counties' CO2, 1997-2017."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

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
from pipelines.sources import chen2020_county_co2 as reader
from tests.publisher_workbooks import COUNTY_SHEET, Cells, county_table, write_workbook

EDITION = "1997-2017"


def tidied(folder: Path, cells: Cells, sheet: str = COUNTY_SHEET) -> pd.DataFrame:
    write_workbook(folder / "co2.xlsx", {sheet: cells})
    return checked(reader.tidy(reader.read(folder, EDITION), EDITION), reader.TABLE, "test")


def value(frame: pd.DataFrame, code: str, year: str) -> float:
    return frame.set_index(["region_code", "period"])["value"][code, year]


def test_every_county_gets_21_years_in_mt_marked_as_modelled(tmp_path: Path) -> None:
    frame = tidied(tmp_path, county_table())
    assert frame.groupby("region_code").size().to_dict() == {"310113": 21, "320211": 21, "320211(2)": 21}
    assert set(frame["period"]) == {str(year) for year in range(1997, 2018)}
    assert value(frame, "310113", "2010") == 17.1135646742285
    assert set(frame["unit"]) == {"Mt"}
    assert set(frame["value_status"]) == {"modelled"}
    assert set(frame["indicator_id"]) == {"co2_energy"}


def test_the_locator_leads_to_the_cell_of_the_value(tmp_path: Path) -> None:
    frame = tidied(tmp_path, county_table()).set_index(["region_code", "period"])
    assert frame["locator"]["310113", "1997"] == "co2.xlsx|Unit (Million tons)|H2"
    assert frame["locator"]["320211", "2017"] == "co2.xlsx|Unit (Million tons)|AB3"


def test_a_full_width_suffix_keeps_a_zone_apart_from_the_district_whose_code_it_carries(
    tmp_path: Path,
) -> None:
    frame = tidied(tmp_path, county_table())
    zone = frame[frame["region_code"] == "320211(2)"]
    assert set(zone["region_name"]) == {"新吴区"}
    assert set(zone["note"]) == {"320211（2）"}
    assert zone["caveats"].str.contains("chen2020_suffixed_code").all()
    assert value(frame, "320211", "1997") == 2.02038061808633
    assert value(frame, "320211(2)", "1997") == 1.1961805126247


def test_blank_rows_and_the_note_are_recognised_wherever_they_stand(tmp_path: Path) -> None:
    cells = county_table()
    moved = [*cells[:2], [None] * 28, cells[5], *cells[2:4], [None] * 28, [None] * 28]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    columns = ["region_code", "period", "value"]
    pd.testing.assert_frame_equal(
        tidied(tmp_path / "a", cells)[columns], tidied(tmp_path / "b", moved)[columns]
    )


def test_columns_in_another_order_give_the_same_figures(tmp_path: Path) -> None:
    cells = county_table()
    order = [27, 2, 1, 0, 4, 3, 6, 5, *range(26, 6, -1)]
    shuffled = [[row[column] for column in order] for row in cells]
    first, second = tidied(tmp_path / "a", cells), tidied(tmp_path / "b", shuffled)
    columns = [column for column in first if column != "locator"]
    pd.testing.assert_frame_equal(first[columns], second[columns])
    assert "co2.xlsx|Unit (Million tons)|A2" in set(second.query("period == '2017'")["locator"])


def fails(
    folder: Path, cells: Cells, error: type[LowCarbonError], place: str, sheet: str = COUNTY_SHEET
) -> None:
    with pytest.raises(error) as caught:
        tidied(folder, cells, sheet)
    assert place in caught.value.where
    assert caught.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RawFileMissing, match=r"co2\.xlsx"):
        reader.read(tmp_path, EDITION)


@pytest.mark.parametrize("kept", [0, 200, -200])
def test_a_truncated_workbook_is_unreadable(tmp_path: Path, kept: int) -> None:
    path = write_workbook(tmp_path / "co2.xlsx", {COUNTY_SHEET: county_table()})
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(RawFileUnreadable, match=r"co2\.xlsx"):
        reader.read(tmp_path, EDITION)


def test_a_renamed_sheet_is_refused_because_it_states_the_unit(tmp_path: Path) -> None:
    fails(tmp_path, county_table(), LayoutChanged, "co2.xlsx", sheet="Unit (kt)")


def test_a_second_sheet_is_refused(tmp_path: Path) -> None:
    write_workbook(tmp_path / "co2.xlsx", {COUNTY_SHEET: county_table(), "sequestration": county_table()})
    with pytest.raises(LayoutChanged, match="sequestration"):
        reader.read(tmp_path, EDITION)


@pytest.mark.parametrize(("column", "printed"), [(27, "C2018"), (27, "C2016"), (0, "CODE"), (1, "Name")])
def test_a_header_that_is_not_known_is_refused(tmp_path: Path, column: int, printed: str) -> None:
    cells = county_table()
    cells[0][column] = printed
    fails(tmp_path, cells, LayoutChanged, "row 1")


def test_two_english_name_columns_are_refused(tmp_path: Path) -> None:
    cells = county_table()
    cells[1][1] = "Baoshan"
    fails(tmp_path, cells, LayoutChanged, "B2")


@pytest.mark.parametrize("cell", ["12.3*", "12.3", "-", None, True])
def test_a_cell_that_is_no_number_is_named(tmp_path: Path, cell: object) -> None:
    cells = county_table()
    cells[2][9] = cell
    fails(tmp_path, cells, NotANumber, "co2.xlsx|Unit (Million tons)|J3")


def test_a_county_that_stands_twice_is_named(tmp_path: Path) -> None:
    cells = county_table()
    cells.insert(4, list(cells[1]))
    fails(tmp_path, cells, DuplicateRow, "A5")


@pytest.mark.parametrize("code", [999999, 31011, "310113A", "合计", None, 310113.5])
def test_a_code_that_is_no_county_of_its_province_is_refused(tmp_path: Path, code: object) -> None:
    cells = county_table()
    cells[1][0] = code
    fails(tmp_path, cells, UnknownRegion, "A2")


def test_a_row_of_another_province_than_its_code_says_is_refused(tmp_path: Path) -> None:
    cells = county_table()
    cells[1][5] = "浙江省"
    fails(tmp_path, cells, UnknownRegion, "A2")

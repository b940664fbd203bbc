"""County GDP and generation: English names without codes, mapped one by one, and modelled."""

from __future__ import annotations

import re

import pytest
from openpyxl import Workbook

from pipelines.catalog import CATALOG, read_csv
from pipelines.errors import (
    DuplicateRow,
    LayoutChanged,
    NotANumber,
    RawFileMissing,
    RawFileUnreadable,
    UnknownRegion,
)
from pipelines.snapshots import checked
from pipelines.sources import xing2021_county as reader

REAL = {
    "Shanghai, Baoshan Qu (Shanghai Shi)": (22227904327.862183, 11528930.915958),
    "Shanghai, Fengxia Qu": (10322999484.048077, 2296603.217911),
    "Shanghai, Jiading Qu": (28924601513.58173, 12945067.685992),
    "Shanghai, Qingpu Qu": (14028006779.376587, 10820796.514996),
    "Shanghai, Yangpu Qu": (23386092522.46474, 0.0),
    "Gansu, Jonee Xian": (1e8, 0.0),
}
HEADER = [f"column {index}" for index in range(22)]
for index, name in reader.HEADER.items():
    HEADER[index] = name


def rows() -> list[list]:
    """Return every name of the three provinces, blank but for the real ones, and one county elsewhere."""
    found = []
    for number, name in enumerate([*reader.codes(), "Inner-Monglia, Hailar Qu"]):
        province, county = name.split(", ")
        padded = province + " " if province == "Anhui" else province
        gdp, generation = REAL.get(name, (None, None))
        found.append([number, county, padded, *[0.0] * 13, gdp, generation, *[0.0] * 4])
    return found


@pytest.fixture
def tidied(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "COUNTIES", len(reader.codes()) + 1)

    def tidy(table=None, header=None, sheet=reader.SHEET):
        workbook = Workbook()
        workbook.active.title = "Cover"
        data = workbook.create_sheet(sheet)
        for row in [header or HEADER, *(table or rows())]:
            data.append(row)
        workbook.save(tmp_path / reader.FILE)
        return checked(reader.tidy(reader.read(tmp_path, "2016"), "2016"), "figure", "xing")

    return tidy


def test_fengxia_is_fengxian_and_a_suffix_tells_baoshan_from_the_others(tidied):
    gdp = tidied().query("indicator_id == 'gdp_usd'").set_index("region_code")["value"]
    assert gdp["310120"] == pytest.approx(10322999484.048077)
    assert gdp["310113"] == pytest.approx(22227904327.862183)


def test_generation_keeps_the_unit_of_the_header(tidied):
    figures = tidied()
    units = figures.groupby("indicator_id")["unit"].agg(set).to_dict()
    assert units == {"gdp_usd": {"USD"}, "power_generation": {"MWh"}}


def test_generation_of_jiading_and_qingpu_is_doubtful_and_of_no_other(tidied):
    figures = tidied()
    marked = figures[figures["caveats"].str.contains("xing2021_generation_doubtful")]
    assert set(marked["region_code"]) == {"310114", "310118"}
    assert set(marked["indicator_id"]) == {"power_generation"}


def test_every_value_is_modelled(tidied):
    figures = tidied()
    assert set(figures["value_status"]) == {"modelled"}
    assert figures["caveats"].str.startswith("modelled ").all()


def test_a_blank_is_absent_and_a_zero_is_a_value(tidied):
    generation = tidied().query("indicator_id == 'power_generation'").set_index("region_code")["value"]
    assert generation["310110"] == 0
    assert "310101" not in generation


def test_counties_of_other_provinces_are_no_figures(tidied):
    assert {code[:2] for code in tidied()["region_code"]} <= {"31", "34", "62"}


def test_the_locator_is_the_cell(tidied):
    figures = tidied()
    row = list(reader.codes()).index("Shanghai, Fengxia Qu") + 2
    found = figures.query("region_code == '310120' and indicator_id == 'gdp_usd'")["locator"].item()
    assert found == f"{reader.FILE}|{reader.SHEET}|Q{row}"


def test_a_county_whose_name_changed_is_refused_and_not_guessed(tidied):
    table = rows()
    table[3][1] = "Atlantis Qu"
    with pytest.raises(UnknownRegion, match=r"B5.*Atlantis Qu"):
        tidied(table)


def test_an_unknown_province_is_refused(tidied):
    table = rows()
    table[-1][2] = "Atlantis"
    with pytest.raises(UnknownRegion, match="Atlantis"):
        tidied(table)


def test_a_county_given_twice_is_refused(tidied):
    table = rows()
    with pytest.raises(DuplicateRow, match=re.escape(f"B{len(table) + 2}")):
        tidied([*table, [len(table), *table[0][1:]]])


def test_a_number_with_a_unit_behind_it_is_refused_at_its_cell(tidied):
    table = rows()
    table[2][16] = "1.2e9 USD"
    with pytest.raises(NotANumber, match=r"Q4.*1.2e9 USD"):
        tidied(table)


def test_columns_in_another_order_are_refused(tidied):
    header = HEADER.copy()
    header[16], header[17] = header[17], header[16]
    with pytest.raises(LayoutChanged, match=r"Q1.*MWh"):
        tidied(header=header)


def test_generation_in_another_unit_is_refused(tidied):
    header = [name.replace("MWh", "GWh") for name in HEADER]
    with pytest.raises(LayoutChanged, match=r"R1.*GWh"):
        tidied(header=header)


def test_a_renamed_sheet_is_refused(tidied):
    with pytest.raises(LayoutChanged, match="Supplementary Data 2"):
        tidied(sheet="Supplementary Data 2")


def test_fewer_counties_than_the_edition_has_are_refused(tidied):
    with pytest.raises(RawFileUnreadable, match=reader.FILE):
        tidied(rows()[:-1])


def test_a_workbook_that_is_missing_or_cut_off_is_named(tidied, tmp_path):
    with pytest.raises(RawFileMissing, match=reader.FILE):
        reader.read(tmp_path, "2016")
    tidied()
    path = tmp_path / reader.FILE
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(RawFileUnreadable, match=reader.FILE):
        reader.read(tmp_path, "2016")


def stem(name: str) -> str:
    """Return a name without its kind and its marks: `Jing'an Qu` and `Jingan District` are both `jingan`."""
    name = re.sub(r" \(.*\)| (Qu|Xian|Shi|District|County|City)$", "", name)
    name = re.sub(r" (Qu|Xian|Shi|District|County|City)$", "", name)
    return re.sub("[^a-z]", "", name.lower())


def test_each_mapped_name_reads_like_the_region_it_stands_for_or_says_why_not():
    regions = {row["region_id"]: row for row in read_csv(CATALOG, "regions")}
    for row in read_csv(CATALOG, "county_names_xing2021"):
        region = regions[row["region_code"]]
        assert region["name_zh"] == row["name_zh"]
        if row["how"] in {"name", "merged_later"}:
            assert stem(row["county_name"]) == stem(region["name_en"]), row


def test_no_two_names_stand_for_one_code():
    codes = list(reader.codes().values())
    assert len(codes) == len(set(codes)) == 208


def test_a_unit_that_was_merged_later_has_a_successor_in_the_crosswalk():
    successors = {row["from_id"]: row["to_id"] for row in read_csv(CATALOG, "region_changes")}
    today = {row["region_id"] for row in read_csv(CATALOG, "regions") if not row["valid_to"]}
    for row in read_csv(CATALOG, "county_names_xing2021"):
        assert row["region_code"] in today or row["region_code"] in successors, row

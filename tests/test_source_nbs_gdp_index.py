"""Real GDP indices in two vintages: kept apart, with the layout of the statistics office's exports."""

from __future__ import annotations

import pytest

from pipelines.errors import DuplicateRow, LayoutChanged, UnknownRegion
from pipelines.snapshots import checked
from pipelines.sources import nbs_gdp_index
from tests.publishers import gdp_index_2000, gdp_index_2016, write

FILES = {"2000-2019": gdp_index_2000, "2016-2024": gdp_index_2016}


def tidied(folder, edition, files=None):
    raw = nbs_gdp_index.read(write(folder, files or FILES[edition]()), edition)
    return checked(nbs_gdp_index.tidy(raw, edition), "figure", edition)


def by_indicator(figures, region_code, year):
    rows = figures[(figures["region_code"] == region_code) & (figures["period"] == year)]
    return dict(zip(rows["indicator_id"], rows["value"], strict=True))


def test_the_older_vintage_gives_the_whole_and_three_sectors(tmp_path):
    figures = tidied(tmp_path, "2000-2019")
    assert by_indicator(figures, "310000", "2018") == {
        "gdp_index": 106.8, "va_primary_index": 90.2, "va_secondary_index": 103.5, "va_tertiary_index": 108.2,
    }  # fmt: skip


def test_the_nation_stands_beside_the_provinces_without_national_income(tmp_path):
    figures = tidied(tmp_path, "2000-2019")
    assert by_indicator(figures, "100000", "2018")["gdp_index"] == 106.749773832541
    assert set(figures["indicator_id"]) == {
        "gdp_index", "va_primary_index", "va_secondary_index", "va_tertiary_index",
    }  # fmt: skip


def test_the_export_is_read_past_its_text_lines_tabs_and_notes(tmp_path):
    figures = tidied(tmp_path, "2016-2024")
    gdp = figures[figures["indicator_id"] == "gdp_index"].set_index("period")["value"]
    assert gdp["2022"] == 100.2
    assert gdp["2024"] == 104.9
    assert gdp["2016"] == 107.1


def test_the_empty_column_of_2025_gives_no_figure(tmp_path):
    assert set(tidied(tmp_path, "2016-2024")["period"]) == {str(year) for year in range(2016, 2025)}


def test_sectors_of_the_newer_vintage_exist_for_2024_alone(tmp_path):
    figures = tidied(tmp_path, "2016-2024")
    sectors = figures[figures["indicator_id"] != "gdp_index"]
    assert set(sectors["period"]) == {"2024"}
    assert by_indicator(figures, "310000", "2024")["va_primary_index"] == 98.7


def test_the_two_vintages_differ_and_each_says_which_it_is(tmp_path):
    older, newer = (tidied(tmp_path, edition) for edition in FILES)
    assert set(older["caveats"]) == {"gdp_index_census4"}
    assert set(newer["caveats"]) == {"gdp_index_census5"}
    assert (
        by_indicator(older, "310000", "2019")["gdp_index"]
        != by_indicator(newer, "310000", "2019")["gdp_index"]
    )


def test_two_exports_that_contradict_each_other_on_2024_are_refused(tmp_path):
    files = gdp_index_2016()
    name = nbs_gdp_index.SECTORS_2024
    files[name] = files[name].replace("上海市\t,104.9", "上海市\t,105.0")
    with pytest.raises(DuplicateRow, match=f"{name} line 12.*105.0, but 104.9"):
        tidied(tmp_path, "2016-2024", files)


def test_an_export_of_other_years_is_refused(tmp_path):
    files = gdp_index_2016()
    name = nbs_gdp_index.PROVINCES_2016
    files[name] = files[name].replace("2016年-2025年", "2017年-2026年")
    with pytest.raises(LayoutChanged, match=f"{name} lines 1-2"):
        tidied(tmp_path, "2016-2024", files)


def test_a_code_beside_another_provinces_name_is_refused(tmp_path):
    files = gdp_index_2000()
    name = nbs_gdp_index.PROVINCES_2000
    files[name] = files[name].replace("310000,上海市,2018", "320000,上海市,2018")
    with pytest.raises(UnknownRegion, match=r"column 省份编码.*320000"):
        tidied(tmp_path, "2000-2019", files)

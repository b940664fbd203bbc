"""Provinces' GDP, residents and cars: units in a comment, years descending, one province in two spellings."""

from __future__ import annotations

import pytest

from pipelines.errors import LayoutChanged
from pipelines.snapshots import checked
from pipelines.sources import nbs_province
from pipelines.sources.nbs_province import ADCODES
from tests.publishers import provinces, write


def tidied(folder, files):
    return nbs_province.tidy(nbs_province.read(write(folder, files), "2005-2024"), "2005-2024")


@pytest.fixture
def figures(tmp_path):
    return checked(tidied(tmp_path, provinces()), "figure", "nbs")


def value(figures, region_code, indicator_id, year):
    keyed = figures.set_index(["region_code", "indicator_id", "period"])["value"]
    return keyed[region_code, indicator_id, year]


def test_inner_mongolia_is_one_region_in_either_spelling(figures):
    assert value(figures, "150000", "gdp_current", "2024") == 26314.6
    assert value(figures, "150000", "population_resident", "2005") == 2403
    assert set(ADCODES.values()) == {code for code in ADCODES.values() if len(code) == 6}
    assert len(set(ADCODES.values())) == 31


def test_a_value_keeps_its_year_although_the_years_descend(figures):
    assert value(figures, "310000", "gdp_current", "2024") == 53926.7
    assert value(figures, "310000", "gdp_current", "2005") == 9197.1
    assert value(figures, "310000", "private_cars", "2023") == 421.85


def test_a_blank_cell_is_an_absent_row_and_not_zero(figures):
    assert set(figures["region_code"]) == {"310000", "150000"}
    cars = figures[figures["indicator_id"] == "private_cars"]
    assert set(cars["region_code"]) == {"310000"}
    assert "2024" not in set(cars["period"])


def test_each_indicator_carries_the_unit_of_its_comment_line(figures):
    units = figures.groupby("indicator_id")["unit"].agg(set).to_dict()
    assert units == {
        "gdp_current": {"100M yuan"}, "population_resident": {"10k person"}, "private_cars": {"10k vehicle"},
    }  # fmt: skip


@pytest.mark.parametrize("file", nbs_province.FILES)
def test_a_comment_with_another_unit_is_refused(file, tmp_path):
    files = provinces()
    unit = nbs_province.FILES[file].printed_unit
    files[file] = files[file].replace(unit, "1e4 " + unit.split()[1], 1)
    with pytest.raises(LayoutChanged, match=f"{file} line 1.*does not end in {unit!r}"):
        tidied(tmp_path, files)


def test_only_the_gdp_of_2024_is_marked_as_after_the_fifth_census(figures):
    gdp = figures[figures["indicator_id"] == "gdp_current"]
    marked = gdp["caveats"].str.contains("gdp_2024_census5")
    assert set(gdp[marked]["period"]) == {"2024"}
    assert gdp["caveats"].str.contains("current_prices").all()
    assert gdp["price_year"].isna().all()

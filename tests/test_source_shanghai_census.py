"""Shanghai's census: 16 districts, transcribed, that add up to the city."""

from __future__ import annotations

import pytest

from pipelines.errors import UnknownRegion
from pipelines.snapshots import checked
from pipelines.sources import shanghai_census
from tests.publishers import census, write


@pytest.fixture
def districts(tmp_path):
    return shanghai_census.tidy(shanghai_census.read(write(tmp_path, census()), "2020"), "2020")


def test_sixteen_districts_add_up_to_the_city(districts):
    assert len(districts) == 16
    assert districts["value"].sum() == 24_870_895


def test_the_figures_fit_the_table_and_carry_unit_and_status(districts):
    figures = checked(districts, "figure", "census")
    assert set(figures["unit"]) == {"person"}
    assert set(figures["value_status"]) == {"transcribed"}
    assert set(figures["indicator_id"]) == {"population_resident"}


def test_the_locator_leads_to_the_line_of_the_district(districts, tmp_path):
    baoshan = districts.set_index("region_code").loc["310113"]
    line = int(baoshan["locator"].split("line ")[1].split(",")[0])
    assert (
        (tmp_path / shanghai_census.FILE)
        .read_text("utf-8")
        .splitlines()[line - 1]
        .startswith("310113,宝山区")
    )


def test_a_code_that_is_not_the_one_of_the_name_is_refused(tmp_path):
    files = census()
    files[shanghai_census.FILE] = files[shanghai_census.FILE].replace("310113,宝山区", "130113,宝山区")
    raw = shanghai_census.read(write(tmp_path, files), "2020")
    with pytest.raises(UnknownRegion, match=r"line 10.*130113"):
        shanghai_census.tidy(raw, "2020")

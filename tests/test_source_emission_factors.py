"""Emission factors: two accounting books side by side, units read and never guessed."""

from __future__ import annotations

import pytest

from pipelines.errors import LayoutChanged, UnknownRegion
from pipelines.snapshots import checked
from pipelines.sources import emission_factors
from tests.publishers import factors, write


def tidied(folder, files):
    raw = emission_factors.read(write(folder, files), "2021-2022")
    return checked(emission_factors.tidy(raw, "2021-2022"), "factor", "factors")


@pytest.fixture
def books(tmp_path):
    return tidied(tmp_path, factors())


def test_shanghai_has_two_factors_for_electricity_in_2022_one_a_book(books):
    shanghai = books.query("region_code == '310000' and carrier == 'electricity' and period == '2022'")
    assert dict(zip(shanghai["factor_book"], shanghai["value"], strict=True)) == {
        "mee_location_based": 0.5849, "shanghai_accounting_rules": 0.42,
    }  # fmt: skip


def test_each_book_keeps_the_units_it_prints(books):
    units = books.groupby(["factor_book", "carrier"])["unit"].agg(set).to_dict()
    assert units == {
        ("mee_location_based", "electricity"): {"kgCO2/kWh"},
        ("shanghai_accounting_rules", "electricity"): {"tCO2/MWh"},
        ("shanghai_accounting_rules", "green_electricity"): {"tCO2/MWh"},
        ("shanghai_accounting_rules", "heat"): {"tCO2/GJ"},
    }


def test_a_regional_grid_is_no_territory(books):
    grids = books[books["region_code"].str.startswith("grid:")]
    assert set(grids["region_code"]) == {"grid:east_china"}
    assert sorted(grids["value"]) == [0.5617, 0.5992]


def test_the_name_of_a_province_is_not_taken_for_a_grid(tmp_path):
    files = factors()
    name = emission_factors.AVERAGES
    files[name] = files[name].replace("grid_region,华东", "grid_region,上海")
    with pytest.raises(UnknownRegion, match="上海"):
        tidied(tmp_path, files)


def test_a_factor_read_in_a_copy_says_that_it_is_not_confirmed(books):
    marked = books[books["caveats"].str.contains("factor_not_confirmed")]
    assert set(marked["carrier"]) == {"green_electricity"}


def test_a_factor_in_another_unit_is_refused(tmp_path):
    files = factors()
    name = emission_factors.SHANGHAI
    files[name] = files[name].replace("electricity,t CO2/MWh,0.42", "electricity,t CO2/10^4 kWh,4.2")
    with pytest.raises(LayoutChanged, match=f"{name} line 2, column unit"):
        tidied(tmp_path, files)


def test_an_unpublished_factor_is_absent(books):
    assert "110000" not in set(books["region_code"])

"""China's growth of GDP by the World Bank: one row of the world table, falls included."""

from __future__ import annotations

import pytest

from pipelines.errors import LayoutChanged
from pipelines.snapshots import checked
from pipelines.sources import wdi_gdp_growth
from tests.publishers import world_bank, write


@pytest.fixture(autouse=True)
def three_countries(monkeypatch):
    monkeypatch.setattr(wdi_gdp_growth, "COUNTRIES", 3)


def tidied(folder, files):
    return checked(
        wdi_gdp_growth.tidy(wdi_gdp_growth.read(write(folder, files), "2025-12"), "2025-12"), "figure", "wdi"
    )


def test_china_alone_is_kept_and_a_fall_is_a_fall(tmp_path):
    growth = tidied(tmp_path, world_bank()).set_index("period")["value"]
    assert growth.to_dict() == {"1961": -27.2700000038883, "1962": -5.57999999019671, "2024": 4.9773565917572}


def test_hong_kong_is_not_the_nation(tmp_path):
    figures = tidied(tmp_path, world_bank())
    assert set(figures["region_code"]) == {"100000"}
    assert set(figures["region_name"]) == {"China"}


def test_growth_is_in_percent_and_not_an_index(tmp_path):
    figures = tidied(tmp_path, world_bank())
    assert set(figures["unit"]) == {"percent"}
    assert set(figures["indicator_id"]) == {"gdp_growth"}


def test_another_release_of_the_world_bank_is_not_this_edition(tmp_path):
    files = world_bank()
    files[wdi_gdp_growth.FILE] = files[wdi_gdp_growth.FILE].replace("2025-12-15", "2026-06-30")
    with pytest.raises(LayoutChanged, match=r"above the header.*2026-06-30"):
        tidied(tmp_path, files)


def test_another_indicator_in_the_same_layout_is_refused(tmp_path):
    files = world_bank()
    files[wdi_gdp_growth.FILE] = files[wdi_gdp_growth.FILE].replace("NY.GDP.MKTP.KD.ZG", "NY.GDP.PCAP.KD.ZG")
    with pytest.raises(LayoutChanged, match=r"Indicator Code.*NY.GDP.PCAP.KD.ZG"):
        tidied(tmp_path, files)

"""The committed snapshots of official statistics, plants, factors and balances obey their subject."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from pipelines import snapshots
from pipelines.catalog import CATALOG, catalogue, checked_yaml, read_csv, read_yaml
from pipelines.geography.provinces import PROVINCES
from pipelines.sources import wri_power_plants

SOURCES = (
    "emission_factors", "nbs_gdp_index", "nbs_province", "shanghai_census", "shanghai_energy_balance",
    "wdi_gdp_growth", "wri_power_plants", "xing2021_county",
)  # fmt: skip
EDITIONS = {
    (snapshot.source_id, snapshot.edition): snapshot
    for snapshot in snapshots.snapshots(snapshots.SNAPSHOTS)
    if snapshot.source_id in SOURCES
}


def rows(source_id: str, edition: str) -> pd.DataFrame:
    return snapshots.read(EDITIONS[source_id, edition])


@pytest.mark.parametrize("snapshot", EDITIONS.values(), ids=lambda s: f"{s.source_id} {s.edition}")
def test_a_passport_is_whole_and_every_caveat_has_a_text(snapshot):
    passport = checked_yaml(snapshot.passport_path, "passport")
    frame = snapshots.read(snapshot)
    used = set(" ".join(frame["caveats"]).split())
    assert used <= set(passport["caveats"])
    assert set(passport["caveats"]) <= set(catalogue().caveats)
    assert passport["rows"] == len(frame)
    if passport["address"]["status"] != "read":
        assert "not_read_at_source" in passport["caveats"]


def test_the_districts_add_up_to_the_city():
    assert rows("shanghai_census", "2020")["value"].sum() == 24_870_895


def test_all_31_provinces_have_every_year():
    frame = rows("nbs_province", "2005-2024")
    years = frame.groupby(["indicator_id", "region_code"])["period"].agg(lambda column: len(set(column)))
    assert years.groupby("indicator_id").size().eq(len(PROVINCES)).all()
    assert years["gdp_current"].eq(20).all()
    assert years["population_resident"].eq(20).all()
    assert years["private_cars"].eq(19).all()


def chained(edition: str, first: int, last: int) -> pd.Series:
    """Return by region what the index of one vintage grows to over the years first to last."""
    frame = rows("nbs_gdp_index", edition).query("indicator_id == 'gdp_index'")
    frame = frame[frame["period"].astype(int).between(first, last)]
    return frame.groupby("region_code")["value"].agg(lambda column: math.prod(column / 100))


def test_the_two_vintages_are_within_one_percent_over_2016_to_2019():
    ratio = (chained("2016-2024", 2016, 2019) / chained("2000-2019", 2016, 2019)).dropna() - 1
    assert len(ratio) == len(PROVINCES)
    assert ratio.abs().max() < 0.008
    assert round(ratio["310000"], 4) == 0.0075
    assert round(ratio["340000"], 4) == -0.0046
    assert round(ratio["620000"], 4) == -0.0019


def test_the_nations_index_and_the_world_banks_growth_tell_one_story():
    index = rows("nbs_gdp_index", "2000-2019").query(
        "region_code == '100000' and indicator_id == 'gdp_index'"
    )
    growth = rows("wdi_gdp_growth", "2025-12").set_index("period")["value"]
    difference = index.set_index("period")["value"] - 100 - growth
    assert difference.dropna().abs().max() < 0.2


def test_a_provinces_growth_lies_between_that_of_its_sectors():
    frame = rows("nbs_gdp_index", "2000-2019")
    wide = frame.pivot(index=["region_code", "period"], columns="indicator_id", values="value")
    sectors = wide.drop(columns="gdp_index")
    outside = (wide["gdp_index"] < sectors.min(axis=1) - 0.5) | (
        wide["gdp_index"] > sectors.max(axis=1) + 0.5
    )
    assert not outside.any(), wide[outside]


def test_factors_of_one_book_lie_where_a_grid_can_lie():
    frame = rows("emission_factors", "2021-2022")
    average = frame[frame["factor_book"] == "mee_location_based"]
    assert average["value"].between(0.05, 1.0).all()
    assert average.groupby("period").size().to_dict() == {"2021": 37, "2022": 37}


def test_consumption_by_sector_does_not_exceed_the_total_of_2009():
    frame = rows("shanghai_energy_balance", "2009-2013").query(
        "period == '2009' and fuel_id == 'total_energy'"
    )
    value = frame.set_index("sector_id")["value"]
    items = read_yaml(CATALOG, "balance_items")["processes"]
    parts = [
        key for key in value.index if items[key]["group"] == "consumption" and not items[key].get("subtotal")
    ]
    # Agriculture of 2009 is not in the excerpt; in 2010 it is 0.51.
    assert 0.4 < value["total_consumption"] - value[parts].sum() < 0.6
    # Rural and urban exceed the whole by 0.6 % in the source.
    assert value[["residential_rural", "residential_urban"]].sum() == pytest.approx(
        value["residential"], rel=0.01
    )


def test_plants_are_counted_once():
    frame = rows("wri_power_plants", "2018")
    dropped = {row["dropped_id"] for row in read_csv(CATALOG, "plants_listed_twice")}
    assert not dropped & set(frame["plant_id"])
    assert len(frame) == wri_power_plants.ROWS - 13 - len(dropped)


def test_the_counties_of_anhui_have_a_gdp_of_the_size_of_their_province():
    county = rows("xing2021_county", "2016").query("indicator_id == 'gdp_usd'")
    official = rows("nbs_province", "2005-2024").query("indicator_id == 'gdp_current' and period == '2016'")
    yuan_per_dollar = 6.6423  # average of 2016
    for code in ("310000", "340000", "620000"):
        dollars = county[county["region_code"].str[:2] == code[:2]]["value"].sum()
        yuan = official.set_index("region_code")["value"][code] * 1e8
        assert 0.7 < dollars * yuan_per_dollar / yuan < 1.1

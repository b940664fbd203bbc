"""Power plants: entries of one plant become one plant, fuels are mapped, each stands in its district."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely import box

from pipelines.catalog import CATALOG, read_csv
from pipelines.errors import DuplicateRow, LayoutChanged, NotANumber, RawFileMissing, RawFileUnreadable
from pipelines.snapshots import checked
from pipelines.sources import wri_power_plants
from pipelines.sources.plant_places import county_borders
from tests.publishers import plants, write

# Two squares of one degree side by side, and the open sea east of them.
COUNTIES = gpd.GeoDataFrame(
    {"region_id": ["310115", "310120"]}, geometry=[box(121, 31, 122, 32), box(120, 31, 121, 32)], crs=4326
)


def plant(plant_id: str = "1029838", name: str = "Zhabei Gas", **cells: str) -> dict[str, str]:
    return {
        "Power Plant ID": plant_id, "Name": name, "Fuel": "Natural Gas", "Capacity (MW)": "454",
        "Operational Status": "Operational", "Latitude": "31.34", "Longitude": "121.52",
        "Source": "Shanghai Power", "Country": "China",
    } | cells  # fmt: skip


CAOJING = plant(
    "1029815", "Caojing Gas", **{"Capacity (MW)": "600", "Latitude": "31.2", "Longitude": "121.41"}
)
CAOJING_CDM = plant(
    "1061045", "Shanghai Caojing Jinshan", Source="UNFCCC CDM",
    Owner="Shanghai Caojing Thermal Power Co., Ltd.",
    **{"Capacity (MW)": "600", "Latitude": "31.23", "Longitude": "121.45", "Operational Status": ""},
)  # fmt: skip


@pytest.fixture
def tidied(tmp_path, monkeypatch):
    def tidy(*rows, twice=None):
        monkeypatch.setattr(wri_power_plants, "ROWS", len(rows))
        monkeypatch.setattr(wri_power_plants, "listed_twice", lambda: twice or {})
        raw = wri_power_plants.read(write(tmp_path, plants(*rows)), "2018")
        return checked(wri_power_plants.tidy(raw, "2018", COUNTIES), "plant", "plants").set_index("plant_id")

    return tidy


def test_six_rows_that_are_alike_are_one_plant_of_the_same_size(tidied):
    found = tidied(*[plant(**{"Capacity (MW)": "120"})] * 6).loc["1029838"]
    assert found["capacity_mw"] == 120
    assert found["note"] == "×6"


def test_units_under_one_id_add_up_to_one_plant(tidied):
    units = [("630", "2007"), ("630", "2008"), ("660", "2016"), ("660", "2016")]
    rows = [plant(Fuel="Coal", **{"Capacity (MW)": mw, "Commissioning Date": year}) for mw, year in units]
    found = tidied(*rows).loc["1029838"]
    assert found["capacity_mw"] == 2580
    assert found["commissioned"] == "2007; 2008; 2016"
    assert found["note"] == "630 + 630 + 660 + 660 MW"
    assert found["locator"].count("line") == 4


def test_a_plant_of_several_units_loses_their_number_from_its_name(tidied):
    found = tidied(plant(name="Binhai Port Unit 1"), plant(name="Binhai Port Unit 2"))
    assert list(found["name"]) == ["Binhai Port"]


def test_the_fuel_of_a_plant_with_two_is_that_of_the_larger_part(tidied):
    small, large = plant(Fuel="Fuel Oil", **{"Capacity (MW)": "103.5"}), plant(**{"Capacity (MW)": "180"})
    found = tidied(small, large).loc["1029838"]
    assert (found["fuel_id"], found["capacity_mw"]) == ("gas", 283.5)


def test_a_gas_plant_listed_under_two_ids_is_one_plant(tidied):
    found = tidied(CAOJING, CAOJING_CDM, twice={"1029815": "1061045"})
    assert list(found.index) == ["1061045"]
    assert found["capacity_mw"].sum() == 600
    assert found["note"].item() == "= 1029815 Caojing Gas (600 MW)"


def test_the_kept_entry_takes_from_the_other_only_what_it_lacks(tidied):
    found = tidied(CAOJING, CAOJING_CDM, twice={"1029815": "1061045"}).loc["1061045"]
    assert found["operational_status"] == "operational"  # from the dropped one
    assert found["name"] == "Shanghai Caojing Jinshan"
    assert found["owner"].startswith("Shanghai Caojing Thermal")


def test_the_order_of_the_rows_does_not_matter(tidied):
    rows = [CAOJING, CAOJING_CDM, plant(), plant("1029817", "Chongming Gas", Latitude="31.59")]
    forth = tidied(*rows, twice={"1029815": "1061045"}).drop(columns="locator")
    back = tidied(*rows[::-1], twice={"1029815": "1061045"}).drop(columns="locator")
    assert forth.equals(back)


def test_an_id_that_is_listed_twice_but_gone_is_refused(tidied):
    with pytest.raises(LayoutChanged, match="1061045"):
        tidied(CAOJING, twice={"1029815": "1061045"})


def test_neighbours_of_one_fuel_from_two_sources_are_marked_and_both_kept(tidied):
    found = tidied(plant(), plant("1061060", "Another Gas", Source="CLP Group", Latitude="31.35"))
    assert len(found) == 2
    assert found["caveats"].eq("plant_maybe_twice").all()
    assert found.loc["1029838", "note"] == "? 1061060 Another Gas (454 MW)"


@pytest.mark.parametrize(
    "other",
    [{"Source": "Shanghai Power"}, {"Fuel": "Coal"}, {"Latitude": "31.37"}],
    ids=["same source", "other fuel", "over 3 km away"],
)
def test_other_neighbours_are_not_marked(other, tidied):
    found = tidied(plant(), plant("1061060", **{"Source": "CLP Group", "Latitude": "31.35"} | other))
    assert found["caveats"].eq("").all()


def test_a_plant_stands_in_the_district_its_coordinate_lies_in(tidied):
    found = tidied(plant(Longitude="120.99"), plant("1029817", Longitude="121.01"))
    assert found["region_code"].to_dict() == {"1029838": "310120", "1029817": "310115"}
    assert found["caveats"].eq("").all()


def test_a_plant_off_the_coast_goes_to_the_nearest_district_and_says_how_far(tidied):
    found = tidied(plant(Longitude="122.02", Latitude="31.5")).loc["1029838"]
    assert found["region_code"] == "310115"
    assert found["caveats"] == "plant_offshore"
    assert found["note"] == "1.9 km"


@pytest.mark.parametrize("place", [{"Longitude": "122.5"}, {"Longitude": "", "Latitude": ""}])
def test_a_plant_far_out_or_without_coordinates_is_in_no_district(place, tidied):
    found = tidied(plant(**place)).loc["1029838"]
    assert found["region_code"] == ""
    assert found["caveats"] == "plant_not_located"


@pytest.mark.parametrize(
    ("fuel", "technology", "fuel_id"),
    [
        ("Hydro", "Pumped Storage", "storage"), ("Hydro", "Dam with Reservoir", "hydro"), ("LNG", "", "gas"),
        ("Coal Mine Methane", "", "gas"), ("Landfill gas", "MSW Combustion", "waste"), ("Diesel", "", "oil"),
        ("Heavy Fuel Oil", "", "oil"), ("Geothermal", "", "geothermal"), ("Nuclear", "PWR", "nuclear"),
    ],
)  # fmt: skip
def test_each_fuel_of_the_list_has_an_id(fuel, technology, fuel_id, tidied):
    found = tidied(plant(Fuel=fuel, **{"Generator Technology": technology}))
    assert list(found["fuel_id"]) == [fuel_id]


def test_a_capacity_that_is_not_given_stays_empty(tidied):
    assert tidied(plant(**{"Capacity (MW)": ""}))["capacity_mw"].isna().all()


@pytest.mark.parametrize(
    ("column", "word", "error"),
    [
        ("Fuel", "Hydrogen", LayoutChanged), ("Operational Status", "Mothballed", LayoutChanged),
        ("Capacity (MW)", "454 MW", NotANumber), ("Latitude", "31.34N", NotANumber),
    ],
)  # fmt: skip
def test_a_cell_the_reader_does_not_know_is_refused_at_its_place(column, word, error, tidied):
    with pytest.raises(error) as caught:
        tidied(plant("1029817"), plant(**{column: word}))
    assert caught.value.where == f"WRI_China.csv line 3, column {column}"
    assert word in caught.value.what


def test_a_list_that_is_missing_cut_off_or_re_ordered_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(wri_power_plants, "ROWS", 2)
    with pytest.raises(RawFileMissing, match=r"WRI_China\.csv"):
        wri_power_plants.read(tmp_path, "2018")
    whole = plants(plant(), plant("1029817"))["WRI_China.csv"]
    for content, error in {
        whole[: whole.rindex('"1029817"')]: RawFileUnreadable,
        whole[:-40]: RawFileUnreadable,
        whole.replace("Power Plant ID,Name", "Name,Power Plant ID"): LayoutChanged,
    }.items():
        with pytest.raises(error, match=r"WRI_China\.csv"):
            wri_power_plants.read(write(tmp_path, {"WRI_China.csv": content}), "2018")


def test_two_plants_never_share_an_id(tidied):
    with pytest.raises(DuplicateRow):
        checked(tidied(plant(), plant("1029817")).reset_index().assign(plant_id="1"), "plant", "plants")


def test_a_dropped_id_is_dropped_once_and_never_kept():
    rows = read_csv(CATALOG, "plants_listed_twice")
    dropped = [row["dropped_id"] for row in rows]
    assert len(dropped) == len(set(dropped))
    assert not set(dropped) & {row["kept_id"] for row in rows}


def test_the_full_borders_give_shanghai_sixteen_districts_and_every_county_once():
    borders = county_borders()
    assert borders["region_id"].is_unique
    assert borders["region_id"].str.startswith("31").sum() == 16
    assert borders.geometry.is_valid.all()

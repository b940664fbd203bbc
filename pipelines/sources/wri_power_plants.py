"""Power plants in China, with fuel, capacity and place, from WRI's Global Power Plant Database.

The raw list of the database (raw_source_files/WRI/China.csv) enters some plants more than once:

* One id on several rows. Rows that are alike in every column are one entry repeated: one is kept. Rows that
  differ are units or phases of the plant: their capacities add up, all else is that of the largest, without
  the number of the unit in its name.
* One plant under two ids, mostly gas plants that came from two earlier lists. Which ids those are stands with
  the evidence, in data/catalog/plants_listed_twice.csv. Name, capacity and coordinate of the kept one stay; a
  year, an owner or a status that it lacks comes from the other.

`note` says what was merged: `630 + 660 MW`, `×6`, `= id name (MW)`. A plant of the same fuel within 3 km from
another source may be the same one, or an extension: it is kept and marked `? id name (MW)`. The list knows no
rooftop solar and few plants after 2018; it is no census.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from pipelines.catalog import CATALOG, read_csv
from pipelines.errors import LayoutChanged
from pipelines.reading.delivered import Row, Table, demand_whole, number, read_table
from pipelines.sources.plant_places import KM_PER_DEGREE, counties_of, county_borders

TABLE = "plant"
FILE = "WRI_China.csv"
EDITIONS = {"2018": (FILE,)}
ROWS = 3137
NEIGHBOUR_KM = 3.0

HEADER = (
    "Power Plant ID", "Name", "Fuel", "Secondary Fuel", "Generator Technology", "Units", "Capacity (MW)",
    "Commissioning Date", "Owner", "Operational Status", "Location", "Annual Generation (GWh)",
    "Year of Data", "Generation Data Source", "Cooling Technology", "Cooling Source",
    "Fuel Consumption (g/kWh)", "CO2 Annual Reported", "CO2 Specific Emissions (tCO2/MWh)", "Efficiency",
    "Latitude", "Longitude", "Other", "Source", "URL", "Source 2", "URL 2", "Peak Load (MW)", "Load Factor",
    "Capacity Factor", "Availability", "Grid Connection (kV)", "Grid Balancing Area", "Address",
    "Municipality", "Postal Code", "Country", "Natural Language", "Geolocation Source",
)  # fmt: skip
FUELS = {
    "Coal": "coal",
    "Natural Gas": "gas",
    "LNG": "gas",
    "Coal Mine Methane": "gas",
    "Hydro": "hydro",
    "Wind": "wind",
    "Solar": "solar",
    "Nuclear": "nuclear",
    "Geothermal": "geothermal",
    "Landfill gas": "waste",  # also the burning of municipal waste
    "Diesel": "oil",
    "Fuel Oil": "oil",
    "Oil": "oil",
    "Distillate Oil": "oil",
    "Heavy Fuel Oil": "oil",
}
PUMPED_STORAGE = "Pumped Storage"  # a technology of Fuel "Hydro": it stores, it does not generate
STATUSES = {
    "": "",
    "Operational": "operational",
    "Shutdown": "shutdown",
    "Under Construction": "under_construction",
}
# Qingcaosha lies on Changxing Island in the Yangtze estuary; the coordinate is in Jiading, on the mainland.
COORDINATE_DOUBTFUL = ("1072520",)


def read(folder: Path, edition: str) -> Table:
    """Return the list as delivered."""
    table = read_table(folder, EDITIONS[edition][0], HEADER)
    demand_whole(len(table.rows), ROWS, table.file, "rows")
    return table


def tidy(raw: Table, edition: str, counties: gpd.GeoDataFrame | None = None) -> pd.DataFrame:
    """Return one row a plant, each in the county it stands in: of `counties`, else of all of today's."""
    plants = pd.DataFrame([_plant(raw, row) for row in raw.rows]).assign(caveats="", note="")
    plants = plants.astype(dict.fromkeys(("capacity_mw", "latitude", "longitude"), "float64"))
    plants = _one_row_an_id(plants)
    plants = _one_id_a_plant(plants, EDITIONS[edition][0])
    plants = _with_neighbours(plants)
    doubtful = plants["plant_id"].isin(COORDINATE_DOUBTFUL)
    plants.loc[doubtful, "caveats"] = plants.loc[doubtful, "caveats"] + " plant_coordinate_doubtful"
    return _in_counties(plants, county_borders() if counties is None else counties)


def _plant(table: Table, row: Row) -> dict:
    cells = row.cells
    return {
        "plant_id": cells["Power Plant ID"],
        "name": cells["Name"],
        "fuel_id": _fuel(table, row),
        "capacity_mw": _number_or_none(table, row, "Capacity (MW)"),
        "commissioned": cells["Commissioning Date"],
        "owner": cells["Owner"],
        "operational_status": _known(STATUSES, table, row, "Operational Status"),
        "latitude": _number_or_none(table, row, "Latitude"),
        "longitude": _number_or_none(table, row, "Longitude"),
        "data_source": cells["Source"],
        "locator": f"{table.file} line {row.line}",
        "as_printed": "\t".join(cells.values()),
    }


def _one_row_an_id(plants: pd.DataFrame) -> pd.DataFrame:
    merged = [_merged(rows) for _, rows in plants.groupby("plant_id", sort=False)]
    return pd.DataFrame(merged).drop(columns="as_printed").reset_index(drop=True)


def _merged(rows: pd.DataFrame) -> pd.Series:
    """Return the one plant that the rows of one id stand for."""
    plant = rows.loc[rows["capacity_mw"].fillna(0).idxmax()].copy()
    if len(rows) == 1:
        return plant
    plant["caveats"] = "plant_entries_merged"
    if rows["as_printed"].nunique() == 1:
        plant["note"] = f"×{len(rows)}"
        return plant
    plant["name"] = re.sub(r" (Unit|Phase) \d+$", "", plant["name"])
    plant["commissioned"] = "; ".join(sorted(set(rows["commissioned"]) - {""}))
    plant["capacity_mw"] = rows["capacity_mw"].sum()
    plant["locator"] = "; ".join(rows["locator"])
    plant["note"] = " + ".join(f"{capacity:g}" for capacity in rows["capacity_mw"]) + " MW"
    return plant


def _one_id_a_plant(plants: pd.DataFrame, file: str) -> pd.DataFrame:
    plants = plants.set_index("plant_id", drop=False)
    for dropped_id, kept_id in listed_twice().items():
        if not {dropped_id, kept_id} <= set(plants.index):
            raise LayoutChanged(
                file, f"{dropped_id} or {kept_id} is gone", "Mend data/catalog/plants_listed_twice.csv."
            )
        dropped, kept = plants.loc[dropped_id], plants.loc[kept_id].copy()
        for column in ("commissioned", "owner", "operational_status"):
            kept[column] = kept[column] or dropped[column]
        kept["caveats"] = "plant_entries_merged"
        kept["note"] = _joined(kept["note"], f"= {_said(dropped)}")
        plants.loc[kept_id] = kept
        plants = plants.drop(index=dropped_id)
    return plants.reset_index(drop=True)


def _with_neighbours(plants: pd.DataFrame) -> pd.DataFrame:
    """Mark each plant that another source's plant of the same fuel stands within NEIGHBOUR_KM of."""
    for _, group in plants[plants["latitude"].notna()].groupby("fuel_id"):
        latitude, longitude = group["latitude"].to_numpy(), group["longitude"].to_numpy()
        for index, plant in group.iterrows():
            east = (longitude - plant["longitude"]) * np.cos(np.radians(plant["latitude"]))
            km = KM_PER_DEGREE * np.hypot(latitude - plant["latitude"], east)
            near = group[(km <= NEIGHBOUR_KM) & (group["data_source"] != plant["data_source"])]
            if len(near):
                marks = [f"? {_said(other)}" for _, other in near.iterrows()]
                plants.loc[index, "note"] = _joined(plant["note"], *marks)
                plants.loc[index, "caveats"] = f"{plant['caveats']} plant_maybe_twice".strip()
    return plants


def _in_counties(plants: pd.DataFrame, counties: gpd.GeoDataFrame) -> pd.DataFrame:
    """Add region_code, and mark a plant that is off the coast or nowhere. The source names no county."""
    placed = counties_of(plants["longitude"], plants["latitude"], counties)
    offshore, nowhere = placed["km_outside"] > 0, placed["region_id"] == ""
    caveats = (
        pd.Series("", index=plants.index).mask(offshore, "plant_offshore").mask(nowhere, "plant_not_located")
    )
    distances = placed["km_outside"].map("{:.1f} km".format).where(offshore, "")
    return plants.assign(
        region_code=placed["region_id"],
        region_name="",
        caveats=(plants["caveats"] + " " + caveats).str.strip(),
        note=[_joined(*pair) for pair in zip(plants["note"], distances, strict=True)],
    )


@cache
def listed_twice() -> dict[str, str]:
    """Return the kept id of each id that names a plant listed under another id as well."""
    return {row["dropped_id"]: row["kept_id"] for row in read_csv(CATALOG, "plants_listed_twice")}


def _fuel(table: Table, row: Row) -> str:
    fuel = _known(FUELS, table, row, "Fuel")
    return "storage" if fuel == "hydro" and row.cells["Generator Technology"] == PUMPED_STORAGE else fuel


def _known(words: dict[str, str], table: Table, row: Row, column: str) -> str:
    word = row.cells[column]
    if word not in words:
        raise LayoutChanged(table.place(row, column), f"{word!r} is new", "Say in the reader what it is.")
    return words[word]


def _number_or_none(table: Table, row: Row, column: str) -> float | None:
    text = row.cells[column]
    return None if text == "" else number(text, table.place(row, column))


def _said(plant: pd.Series) -> str:
    capacity = "" if pd.isna(plant["capacity_mw"]) else f" ({plant['capacity_mw']:g} MW)"
    return f"{plant['plant_id']} {plant['name']}{capacity}"


def _joined(*notes: str) -> str:
    return "; ".join(filter(None, notes))

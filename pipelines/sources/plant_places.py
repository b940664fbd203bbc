"""In which county or district a plant stands: point in polygon on the full borders of the boundary package.

The maps of data/geo are simplified for the screen: on them 157 of 3,047 plants fell into a neighbour, 16 of
them into another province. So plants are placed on the borders those maps are made from, the finer set for
Shanghai and the official line elsewhere. A coordinate up to OFFSHORE_KM outside every county goes to the
nearest one: wind farms stand off the coast, and coordinates are rounded.
"""

from __future__ import annotations

from functools import cache

import geopandas as gpd
import pandas as pd
import shapely

from pipelines.geography.divisions import china_folder, shapes, units

OFFSHORE_KM = 3.0
KM_PER_DEGREE = 111.195  # of a great circle on a sphere of 6,371 km
SHANGHAI = "310000"
# Equal-area projection of China, in metres: distances near the coast are true to 2 %.
ALBERS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84 +units=m"


def counties_of(longitude: pd.Series, latitude: pd.Series, counties: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return region_id and km_outside (0 inside) for each point, in the points' index.

    `counties` has region_id and a geometry. region_id is empty for a point without coordinates or more than
    OFFSHORE_KM from every county; of two counties as near, as on a shared border, it is the lower code.
    """
    points = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy(longitude, latitude, crs=4326), index=longitude.index
    )
    located = points[longitude.notna() & latitude.notna()].to_crs(ALBERS)
    joined = gpd.sjoin_nearest(
        located, counties.to_crs(ALBERS), max_distance=OFFSHORE_KM * 1000, distance_col="metres"
    )
    nearest = joined.sort_values("region_id").groupby(level=0).first().reindex(longitude.index)
    return pd.DataFrame(
        {
            "region_id": nearest["region_id"].fillna(""),
            "km_outside": nearest["metres"].fillna(0) / 1000,
        }
    )


@cache
def county_borders() -> gpd.GeoDataFrame:
    """Return region_id and the full border of every county; raises RawFileMissing without the package."""
    finer = _borders("amap")
    official = _borders("tianditu")
    both = pd.concat(
        [official[official["province_id"] != SHANGHAI], finer[finer["province_id"] == SHANGHAI]],
        ignore_index=True,
    )
    return both[["region_id", "geometry"]]


def _borders(boundary_set: str) -> gpd.GeoDataFrame:
    drawn = shapely.make_valid(shapes(china_folder() / boundary_set / "cn_district.bin"))
    table = units(boundary_set).rename(columns={"county_id": "region_id"})
    return gpd.GeoDataFrame(table, geometry=drawn, crs=4326)

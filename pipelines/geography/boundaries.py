"""data/geo: the shapes that maps are drawn from, made by the recipes of boundaries.yml.

`tianditu` follows the official line and is the default for showing. Shanghai's districts are taken from
`amap`: no national border is in that map, and tianditu spends 780 vertices on all sixteen, amap 6,437. Nine
polygons of tianditu overlap or leave a gap along an edge; they are mended before anything else. Counties
are simplified as a coverage (a plain simplification would tear shared borders) and dissolved upwards.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from ruamel.yaml import YAML

from pipelines.errors import BoundaryInvalid
from pipelines.geography.divisions import china_folder, shapes, units
from pipelines.snapshots import ROOT

GEO = ROOT / "data" / "geo"
RECIPES = GEO / "boundaries.yml"
COLUMN_OF_LEVEL = {
    "province": "province", "prefecture": "prefecture", "county": "county", "district": "county",
}  # fmt: skip
DECIMALS = 5  # of a degree: one metre

# The lines of the package by position; the others are provincial borders at sea.
LINES = {2: ("south_china_sea_dashed_line", "南海断续线"), 3: ("undefined_border", "未定国界")}


def make_boundaries(out: Path = GEO) -> list[Path]:
    """Write a GeoParquet for every recipe, and the recipes with their counts; return the paths.

    A row has region_id, name_zh, label_lon, label_lat (inside the largest part) and geometry; a line has
    line_id, name_zh and geometry. Same package and recipes, same bytes. Raises RawFileMissing and
    RawFileUnreadable for the package, BoundaryInvalid where shapes would overlap or leave gaps.
    """
    yaml = YAML()
    yaml.width = 1000  # no folded lines: they would leave blanks at line ends
    recipes = yaml.load(RECIPES.read_text("utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for boundary_id, recipe in recipes.items():
        table = lines() if recipe["level"] == "line" else boundary(boundary_id, recipe)
        paths.append(out / f"{boundary_id}.parquet")
        table.to_parquet(paths[-1], index=False, compression="zstd")
        recipe["regions"] = len(table)
        recipe["vertices"] = int(shapely.get_num_coordinates(table.geometry.values).sum())
        print(f"{boundary_id}: {recipe['regions']} shapes, {recipe['vertices']:,} vertices", flush=True)
    with (out / RECIPES.name).open("w", encoding="utf-8") as stream:
        yaml.dump(recipes, stream)
    return paths


def boundary(boundary_id: str, recipe: dict) -> gpd.GeoDataFrame:
    """Return the shapes of one recipe in the order of region_id."""
    source, simplification = recipe["source"], recipe["simplification"]
    counties = simplified_counties(
        source["boundary_set"],
        source.get("province_id", ""),
        simplification["degrees"],
        simplification.get("inner_degrees", 0.0),
        simplification.get("large_from_square_degrees", 0.0),
    )
    table = dissolved(counties, COLUMN_OF_LEVEL[recipe["level"]])
    found = np.asarray(table.geometry)
    if not (shapely.is_valid(found).all() and shapely.coverage_is_valid(found)):
        raise BoundaryInvalid(
            boundary_id, "shapes overlap, leave gaps or cross themselves",
            "Try other degrees in boundaries.yml.",
        )  # fmt: skip
    points = label_points(found)
    table.insert(2, "label_lon", points[:, 0])
    table.insert(3, "label_lat", points[:, 1])
    return table


@cache
def coverage(boundary_set: str) -> gpd.GeoDataFrame:
    """Return the units of one set with their mended shapes at full resolution, one row a county."""
    drawn = shapes(china_folder() / boundary_set / "cn_district.bin")
    if not shapely.coverage_is_valid(drawn):
        drawn = shapely.coverage_clean(drawn)
    return gpd.GeoDataFrame(units(boundary_set), geometry=drawn, crs="EPSG:4326")


@cache
def simplified_counties(
    boundary_set: str, province_id: str, degrees: float, inner_degrees: float, large_from: float
) -> gpd.GeoDataFrame:
    """Return the counties of the nation or of one province, simplified and rounded.

    With `inner_degrees` the borders between counties over `large_from` square degrees are simplified once
    more and the rest is left alone: small city districts, the coast and the national border keep their form.
    """
    counties = coverage(boundary_set)
    if province_id:
        counties = counties[counties["province_id"].eq(province_id)]
    drawn = np.asarray(counties.geometry)
    large = shapely.area(drawn) >= large_from
    drawn = shapely.coverage_simplify(drawn, degrees)
    if inner_degrees:
        drawn[large] = shapely.coverage_simplify(drawn[large], inner_degrees, simplify_boundary=False)
    drawn = shapely.transform(drawn, lambda points: np.round(points, DECIMALS))
    return counties.set_geometry(gpd.GeoSeries(drawn, index=counties.index, crs=counties.crs))


def dissolved(counties: gpd.GeoDataFrame, column: str) -> gpd.GeoDataFrame:
    """Return the union of the counties of each unit of a level: region_id, name_zh, geometry."""
    rows = [
        (region_id, group[f"{column}_zh"].iloc[0], shapely.coverage_union_all(np.asarray(group.geometry)))
        for region_id, group in counties.groupby(f"{column}_id", sort=True)
    ]
    table = pd.DataFrame(rows, columns=["region_id", "name_zh", "geometry"])
    table["geometry"] = shapely.normalize(table["geometry"].to_numpy())
    return gpd.GeoDataFrame(table, geometry="geometry", crs=counties.crs)


def label_points(drawn: np.ndarray) -> np.ndarray:
    """Return longitude and latitude of a point well inside the largest part of each shape, as (n, 2)."""
    parts, owner = shapely.get_parts(drawn, return_index=True)
    by_area = pd.DataFrame({"owner": owner, "area": shapely.area(parts)}).groupby("owner")["area"].idxmax()
    circles = shapely.maximum_inscribed_circle(parts[by_area.to_numpy()], tolerance=0.002)
    return np.round(shapely.get_coordinates(shapely.get_point(circles, 0)), 4)


def lines() -> gpd.GeoDataFrame:
    """Return the dashed line in the South China Sea and the undefined border, as the package has them."""
    drawn = shapes(china_folder() / "cn_line.bin")
    rows = [(line_id, name_zh, drawn[position]) for position, (line_id, name_zh) in LINES.items()]
    columns = ["line_id", "name_zh", "geometry"]
    return gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs="EPSG:4326")

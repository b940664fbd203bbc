"""Boundaries as a browser reads them: compact files with names that change when their content does.

A boundary file of data/geo (GeoParquet, WGS 84) becomes two files in a cache folder, both in the order of
region_id: the shapes as GeoJSON whose only property is region_id, and the places, where each region
is labelled, how large it is and what it is called. The order is what numbers sent later refer to.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from pipelines.errors import BoundaryInvalid, UnknownRegion

FORMAT = 2  # raise it when the content of the files changes for the same boundary
KM_PER_DEGREE = 111.32
COLUMNS = ("region_id", "label_lon", "label_lat")
KIND = re.compile(r"(?<!Autonomous) (?:New Area|County|District|City|Prefecture|League|Banner|Province)$")
AUTONOMOUS = re.compile(r"^(.+?) (?:[\w'-]+, )*(?:[\w'-]+ and )?[\w'-]+ Autonomous \w+$")
AGAIN = "Take it from the repository again."

Address = Callable[[Path], str]


@dataclass(frozen=True)
class Geometry:
    """The files of one boundary and the order of its regions."""

    boundary_id: str
    shapes: str  # address of the GeoJSON
    places: str  # address of the label points and names
    region_ids: tuple[str, ...] = field(repr=False)  # order of shapes, places and of all numbers sent
    bounds: tuple[float, float, float, float]  # degrees: west, south, east, north


def prepare(
    boundary: Path, names: pd.DataFrame, folder: Path, address: Address, *, decimals: int = 5
) -> Geometry:
    """Return the geometry of a boundary file, writing its browser files into `folder` if they are not there.

    `names` is indexed by region_id and has name_zh, short_zh, name_en. Same input, same bytes and names of
    files. `decimals` of a degree: 5 is one metre; 4 (eleven metres) is enough for the whole country. Raises
    BoundaryInvalid for a file that cannot be read or lacks a column, UnknownRegion for a region without a
    name.
    """
    stem = f"{boundary.stem}.{_digest(boundary, names, decimals)}"
    shapes, places, index = (folder / f"{stem}.{part}.json" for part in ("shapes", "places", "index"))
    if not (shapes.exists() and places.exists() and index.exists()):
        regions = _read(boundary)
        _check_names(boundary, regions, names)
        folder.mkdir(parents=True, exist_ok=True)
        _write(shapes, feature_collection(regions, decimals))
        _write(places, _places(regions, names, decimals))
        bounds = regions.total_bounds.round(decimals).tolist()
        _write(index, {"region_ids": regions["region_id"].tolist(), "bounds": bounds})
    known = json.loads(index.read_text("utf-8"))
    ids, bounds = tuple(known["region_ids"]), tuple(known["bounds"])
    return Geometry(boundary.stem, address(shapes), address(places), ids, bounds)


def prepare_lines(lines: Path, folder: Path, address: Address, *, decimals: int = 4) -> str:
    """Return the address of a file of lines as GeoJSON, such as the dashed line in the South China Sea."""
    digest = _digest(lines, pd.DataFrame(), decimals)
    target = folder / f"{lines.stem}.{digest}.lines.json"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        found = _parquet(lines)
        rounded = shapely.transform(found.geometry.values, lambda points: points.round(decimals))
        features = [_feature({}, shapely.geometry.mapping(line)) for line in rounded]
        _write(target, {"type": "FeatureCollection", "features": features})
    return address(target)


def feature_collection(regions: gpd.GeoDataFrame, decimals: int) -> dict[str, Any]:
    """Return regions as GeoJSON, coordinates rounded, points that fall together written once."""
    features = [
        _feature({"region_id": region_id}, _polygons(shape, decimals))
        for region_id, shape in zip(regions["region_id"], regions.geometry, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _read(boundary: Path) -> gpd.GeoDataFrame:
    regions = _parquet(boundary)
    lacking = [name for name in COLUMNS if name not in regions.columns]
    if lacking:
        raise BoundaryInvalid(str(boundary), f"has no column {lacking}", AGAIN)
    twice = regions.loc[regions["region_id"].duplicated(), "region_id"].tolist()
    if twice:
        raise BoundaryInvalid(
            str(boundary), f"has more than one shape of {twice[:5]}", "Merge them into one row."
        )
    return regions.sort_values("region_id", ignore_index=True)


def _parquet(path: Path) -> gpd.GeoDataFrame:
    try:
        return gpd.read_parquet(path).to_crs(4326)
    except (OSError, ValueError) as error:  # pyarrow's own errors are among the latter
        raise BoundaryInvalid(
            str(path), f"cannot be read ({error})", "Take it from the repository again."
        ) from error


def _check_names(boundary: Path, regions: gpd.GeoDataFrame, names: pd.DataFrame) -> None:
    unnamed = sorted(set(regions["region_id"]) - set(names.index))
    if unnamed:
        what = f"has regions without a name: {unnamed[:5]}"
        raise UnknownRegion(str(boundary), what, "Add them to data/catalog/regions.csv.")


def _places(regions: gpd.GeoDataFrame, names: pd.DataFrame, decimals: int) -> list[dict[str, Any]]:
    points = regions[["label_lon", "label_lat"]].to_numpy(float).round(decimals)
    shrink = np.cos(np.radians(points[:, 1]))
    areas_km2 = shapely.area(np.asarray(regions.geometry)) * shrink * KM_PER_DEGREE**2
    called = names.loc[regions["region_id"], ["name_zh", "short_zh", "name_en"]].fillna("").to_numpy()
    return [
        {
            "region_id": region_id,
            "name_zh": zh,
            "short_zh": short or zh,
            "name_en": en,
            "short_en": short_english(en),
            "position": [float(x) for x in point],
            "km2": round(float(area), 1),
        }
        for region_id, point, area, (zh, short, en) in zip(
            regions["region_id"], points, areas_km2, called, strict=True
        )
    ]


def short_english(name: str) -> str:
    """Return an English name without the word for its kind, as a map has room for.

    >>> short_english("Pudong New Area"), short_english("Jinggu Dai and Yi Autonomous County")
    ('Pudong', 'Jinggu')
    """
    return AUTONOMOUS.sub(r"\1", KIND.sub("", name) or name)


def _polygons(shape: Any, decimals: int) -> dict[str, Any]:
    polygons = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    drawn = [
        [_ring(p.exterior, decimals), *(_ring(hole, decimals) for hole in p.interiors)] for p in polygons
    ]
    kept = [[rings[0], *(r for r in rings[1:] if len(r) > 3)] for rings in drawn if len(rings[0]) > 3]
    if not kept:  # smaller than the rounding: kept as it is, for a region must not vanish
        kept = [[[list(c) for c in p.exterior.coords]] for p in polygons]
    if len(kept) == 1:
        return {"type": "Polygon", "coordinates": kept[0]}
    return {"type": "MultiPolygon", "coordinates": kept}


def _ring(ring: Any, decimals: int) -> list[list[float]]:
    points = shapely.get_coordinates(ring).round(decimals)
    moved = np.ones(len(points), dtype=bool)
    moved[1:] = (points[1:] != points[:-1]).any(axis=1)
    return points[moved].tolist()


def _feature(properties: dict[str, str], geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _digest(source: Path, names: pd.DataFrame, decimals: int) -> str:
    try:
        content = source.read_bytes()
    except OSError as error:
        raise BoundaryInvalid(str(source), "is not there", AGAIN) from error
    told = pd.util.hash_pandas_object(names.sort_index()).to_numpy().tobytes() if len(names) else b""
    return hashlib.sha256(b"%d %d " % (FORMAT, decimals) + told + content).hexdigest()[:12]


def _write(path: Path, content: Any) -> None:
    # In one step: another server process may be reading the same cache.
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    aside.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")
    aside.replace(path)

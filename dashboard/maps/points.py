"""Places that are no regions, such as power plants, drawn as circles whose area is their size."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pandas as pd
import pydeck as pdk

from dashboard.maps.classes import rgb
from dashboard.maps.geometry import Address
from dashboard.theme import Mode, tokens

LARGEST_PX = 22


def points(
    places: pd.DataFrame, folder: Path, address: Address, *, mode: Mode, full: float | None = None
) -> pdk.Layer:
    """Return a layer of circles, its rows written once into `folder` under a name made of their content.

    `places` has lon, lat (degrees), size (any unit, area on the map), colour (hex), title and lines (the
    tooltip, in the page's language; `lines` are parted by newlines). `full` is the size of the largest
    circle, by default that of the largest place.
    """
    rows = [
        {
            "position": [round(p.lon, 5), round(p.lat, 5)],
            "size": round(float(p.size), 3),
            "colour": [*rgb(p.colour), 215],
            "title": p.title,
            "lines": p.lines.splitlines(),
        }
        for p in places.sort_values("size", ascending=False)[
            ["lon", "lat", "size", "colour", "title", "lines"]
        ].itertuples(index=False, name="Place")
    ]
    content = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    target = folder / f"points.{hashlib.sha256(content).hexdigest()[:12]}.json"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        aside = target.with_suffix(".tmp")
        aside.write_bytes(content)
        aside.replace(target)
    return _circles(address(target), mode, full or float(places["size"].max()))


def _circles(address: str, mode: Mode, full: float) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer",
        id="points",
        data=address,
        pickable=True,
        get_position="position",
        get_fill_color="colour",
        get_radius=pdk.types.Function("radius", full=full, largest=LARGEST_PX),
        radius_units=pdk.types.String("pixels"),
        radius_min_pixels=2,
        stroked=True,
        get_line_color=rgb(tokens(mode)["paper"]),
        get_line_width=1,
        line_width_units=pdk.types.String("pixels"),
    )

"""A map on paper: the map page's measure as filled shapes, with the same classes, hatching and insets.

Shapes are projected here (Albers' equal-area conic on the map's own parallels) to the pixels of a sheet, so that
Vega has only to fit the sheet into the column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import geopandas as gpd
import numpy as np
import shapely
from shapely import affinity

from dashboard.charts.labels import width_px
from dashboard.charts.sheet import sheet
from dashboard.maps.classes import NO_DATA
from dashboard.maps.spec import Box, Inset, Measure
from dashboard.text import Text, format_value
from dashboard.theme import Mode, readable_on, tokens

WIDTH_PX, HEIGHT_PX = 720, 540
LABEL_PX = 12
HATCH_PX = 7  # between two slanting lines
MARGIN_PX = 10
SWATCH_PX, SWATCH_HIGH_PX = 54, 12
NAMED_MISSING = 6  # so many regions without data are named, more are counted


@dataclass(frozen=True)
class _Window:
    """A part of the sheet and the part of the projected world that it shows."""

    left: float
    top: float
    width: float
    height: float
    world: Box  # projected units: west, south, east, north

    def place(self, shapes: Sequence[shapely.Geometry]) -> list[shapely.Geometry]:
        """Return projected shapes in pixels of the sheet, cut at the edge of the window."""
        west, south, east, north = self.world
        scale = min(self.width / (east - west), self.height / (north - south))
        x = self.left + (self.width - scale * (east - west)) / 2 - scale * west
        y = self.top + (self.height - scale * (north - south)) / 2 + scale * north
        edge = shapely.box(self.left, self.top, self.left + self.width, self.top + self.height)
        moved = [affinity.affine_transform(shape, [scale, 0, 0, -scale, x, y]) for shape in shapes]
        return [shape if edge.contains(shape) else shapely.intersection(shape, edge) for shape in moved]


def chart(
    regions: gpd.GeoDataFrame, measure: Measure, names: Mapping[str, str], *, t: Text, mode: Mode,
    insets: Sequence[Inset] = (), frame: Box | None = None, lines: gpd.GeoDataFrame | None = None,
    labelled: bool = True, height: int = HEIGHT_PX,
) -> alt.LayerChart:  # fmt: skip
    """Return the map with its legend below.

    `regions` has region_id, label_lon, label_lat, geometry (a file of data/geo); `names` says what each is called
    in the page's language. `frame` (degrees) is what the main view holds, by default everything. `lines` are drawn
    on top (the dashed line in the South China Sea). A region without a value is hatched, and named in the legend.
    """
    crs = _conic(frame or tuple(regions.total_bounds))
    flat = regions.to_crs(crs).set_index("region_id").sort_index()
    anchors = gpd.GeoSeries.from_xy(regions["label_lon"], regions["label_lat"], index=regions["region_id"], crs=4326)
    flat["anchor"] = anchors.to_crs(crs)
    windows = _windows(flat, insets, frame, crs, height)
    drawn = [_Part(window, flat.loc[ids] if ids else flat, bool(ids)) for window, ids in windows]
    elsewhere = {region for _, ids in windows[1:] for region in ids}
    strokes = lines.to_crs(crs).geometry if lines is not None else None
    layers = []
    for place, part in enumerate(drawn):
        if place:
            layers.append(_ground(part.window, insets[place - 1].title, mode))
        layers += _shapes(part, measure, names, t, mode)
        if strokes is not None:
            layers.append(_lines(part.window, strokes, mode))
        if labelled:
            layers += _labels(part, measure, names, set() if place else elsewhere, mode)
    layers = [layer for layer in layers if layer is not None]
    projection = alt.Projection(type="identity")
    return sheet(
        [_edge(height).project(type="identity"), *(layer for layer in layers), *_legend(measure, flat, names, t, mode, height)],
        mode, height=height, top=4,
    ).properties(projection=projection)  # fmt: skip


@dataclass(frozen=True)
class _Part:
    window: _Window
    regions: gpd.GeoDataFrame
    is_inset: bool

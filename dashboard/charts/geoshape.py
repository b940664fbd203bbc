"""A map on paper: the map page's measure as filled shapes, with the same classes, hatching and insets.

Shapes are projected here (Albers' equal-area conic, as on the page) to the pixels of a sheet; Vega has only to fit
the sheet into the column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import geopandas as gpd
import numpy as np
import shapely
from shapely import affinity

from dashboard.charts.labels import width_px
from dashboard.charts.sheet import haloed, sheet
from dashboard.maps.classes import NO_DATA
from dashboard.maps.spec import Box, Inset, Measure, conic
from dashboard.text import Text, format_value
from dashboard.theme import Mode, readable_on, tokens

WIDTH_PX, HEIGHT_PX = 720, 540  # the sheet
LABEL_PX, HATCH_PX, MARGIN_PX = 12, 6, 8
NAMED_MISSING = 5  # so many regions without data are named in the legend, more are counted
SWATCH_PX = 58


@dataclass(frozen=True)
class _Window:
    """A part of the sheet (px) and the part of the projected world that it shows."""

    sheet: Box  # left, top, right, bottom
    world: Box  # west, south, east, north
    regions: tuple[str, ...] = ()  # what it shows; empty: everything
    title: str = ""

    def place(self, shapes: Sequence[shapely.Geometry]) -> list[shapely.Geometry]:
        """Return projected shapes in pixels of the sheet, cut at the edge of the window."""
        (left, top, right, bottom), (west, south, east, north) = self.sheet, self.world
        scale = min((right - left) / (east - west), (bottom - top) / (north - south))
        x = (left + right) / 2 - scale * (west + east) / 2
        y = (top + bottom) / 2 + scale * (south + north) / 2
        moved = [affinity.affine_transform(shape, [scale, 0, 0, -scale, x, y]) for shape in shapes]
        edge = shapely.box(*self.sheet)
        return [shape if edge.contains(shape) else shapely.intersection(shape, edge) for shape in moved]


def chart(
    regions: gpd.GeoDataFrame, measure: Measure, names: Mapping[str, str], *, t: Text, mode: Mode,
    insets: Sequence[Inset] = (), frame: Box | None = None, lines: gpd.GeoDataFrame | None = None,
    labelled: bool = True, height: int = HEIGHT_PX,
) -> alt.LayerChart:  # fmt: skip
    """Return the map with its legend below.

    `regions` has region_id, label_lon, label_lat, geometry (a file of data/geo); `names` says what each is called
    in the page's language. `frame` (degrees) is what the main view holds, by default everything. `lines` are drawn
    on top, such as the dashed line in the South China Sea. A region without a value is hatched and the legend
    names it. Labels that do not fit into their region are left out.
    """
    flat, crs = _projected(regions, frame)
    strokes = [] if lines is None else list(lines.to_crs(crs).geometry)
    main, *others = _windows(flat, insets, frame, crs, height)
    moved_out = {region for window in others for region in window.regions}
    layers = [_extent(height)]
    for window in (main, *others):
        shown = flat.loc[list(window.regions)] if window.regions else flat
        placed = shown.assign(geometry=window.place(shown.geometry), anchor=window.place(shown["anchor"]))
        placed = placed[~shapely.is_empty(np.asarray(placed.geometry))]
        if window is not main:
            layers.append(_frame(window, mode))
        layers += _fills(placed, measure, names, t, mode)
        layers += _strokes(window.place(strokes), mode)
        if labelled and (window is main or window.regions):
            unlabelled = moved_out if window is main else set()
            layers += _labels(placed.drop(index=unlabelled, errors="ignore"), measure, names, mode)
        layers += _title(window, mode)
    layers += _legend(measure, flat.index, names, t, mode, height)
    return sheet(layers, mode, height=height, top=4).project(type="identity")


def _projected(regions: gpd.GeoDataFrame, frame: Box | None) -> tuple[gpd.GeoDataFrame, str]:
    cone = conic(frame or tuple(regions.total_bounds))
    crs = f"+proj=aea +lat_1={cone['south']} +lat_2={cone['north']} +lon_0={cone['meridian']} +datum=WGS84"
    anchors = gpd.GeoSeries.from_xy(regions["label_lon"], regions["label_lat"], index=regions.index, crs=4326)
    flat = regions.assign(anchor=anchors.to_crs(crs)).to_crs(crs)
    return flat.set_index("region_id").sort_index(), crs


def _windows(
    flat: gpd.GeoDataFrame, insets: Sequence[Inset], frame: Box | None, crs: str, height: int
) -> list[_Window]:
    """Return the main window and one for each inset, in the corner it asks for."""
    world = tuple(flat.total_bounds) if frame is None else _box(frame, crs)
    windows = [_Window((MARGIN_PX, MARGIN_PX, WIDTH_PX - MARGIN_PX, height - MARGIN_PX), world)]
    for inset in insets:
        left = 0 if inset.corner.endswith("left") else WIDTH_PX - inset.width
        top = 0 if inset.corner.startswith("top") else height - inset.height
        held = _box(inset.frame, crs) if inset.frame else tuple(flat.loc[list(inset.regions)].total_bounds)
        place = (left + 1.0, top + 1.0, left + inset.width - 1.0, top + inset.height - 1.0)
        windows.append(_Window(place, held, inset.regions, inset.title))
    return windows


def _box(frame: Box, crs: str) -> Box:
    outline = shapely.segmentize(shapely.box(*frame), 0.5)
    return tuple(gpd.GeoSeries([outline], crs=4326).to_crs(crs).total_bounds)


def _extent(height: int) -> alt.Chart:
    """Return the unseen edge of the sheet, so that Vega fits the sheet and not what happens to be drawn."""
    return _geoshapes([{}], [shapely.box(0, 0, WIDTH_PX, height)]).mark_geoshape(fillOpacity=0, strokeOpacity=0)


def _frame(window: _Window, mode: Mode) -> alt.Chart:
    colour = tokens(mode)
    ground = _geoshapes([{}], [shapely.box(*window.sheet)])
    return ground.mark_geoshape(fill=colour["paper"], stroke=colour["border"])


def _title(window: _Window, mode: Mode) -> list[alt.Chart]:
    if not window.title:
        return []
    left, top, _, _ = window.sheet
    place = alt.Chart(alt.Data(values=[{"x": left + 7, "y": top + 13, "said": window.title}]))
    words = place.encode(longitude="x:Q", latitude="y:Q", text="said:N")
    return haloed(words, mode, align="left", color=tokens(mode)["muted"], fontSize=LABEL_PX)


def _fills(
    placed: gpd.GeoDataFrame, measure: Measure, names: Mapping[str, str], t: Text, mode: Mode
) -> list[alt.Chart]:
    """Return the coloured shapes, their borders, and the hatching of those without a value."""
    colour = tokens(mode)
    fills = _fill_of(placed.index, measure, mode)
    told = [
        {"name": names[region], "value": value, "said": said, "fill": fill}
        for region, fill, (value, said) in zip(placed.index, fills, _values(placed.index, measure, t), strict=True)
    ]
    layers = [
        _geoshapes(told, placed.geometry)
        .mark_geoshape(stroke=colour["paper"], strokeWidth=0.7)
        .encode(
            fill=alt.Fill("fill:N", scale=None),
            tooltip=[
                alt.Tooltip("name:N", title=t("charts.place")),
                alt.Tooltip("said:N", title=measure.name),
            ],
        )
    ]
    bare = placed.geometry[[entry["value"] is None for entry in told]]
    if len(bare):
        layers.append(
            _geoshapes([{}], [_hatching(shapely.union_all(np.asarray(bare)))]).mark_geoshape(
                filled=False, stroke=colour["border"], strokeWidth=0.8
            )
        )
        layers.append(
            _geoshapes([{}] * len(bare), bare).mark_geoshape(filled=False, stroke=colour["hairline"], strokeWidth=0.7)
        )
    return layers


def _fill_of(region_ids: Sequence[str], measure: Measure, mode: Mode) -> list[str]:
    classes = measure.classes.of(measure.values.reindex(list(region_ids)))
    return [tokens(mode)["surface"] if c == NO_DATA else measure.colours[c] for c in classes]


def _values(region_ids: Sequence[str], measure: Measure, t: Text) -> list[tuple[float | None, str]]:
    numbers = measure.values.reindex(list(region_ids)).to_numpy(float)
    return [
        (float(n), f"{format_value(n, measure.decimals)} {measure.unit}") if np.isfinite(n)
        else (None, t("charts.map.missing"))
        for n in numbers
    ]  # fmt: skip


def _hatching(shape: shapely.Geometry) -> shapely.Geometry:
    """Return slanting lines over a shape (px)."""
    west, south, east, north = shape.bounds
    high = north - south
    starts = np.arange(west - high, east, HATCH_PX)
    lines = shapely.multilinestrings([[(x, south), (x + high, north)] for x in starts])
    return shapely.intersection(lines, shape)


def _strokes(lines: Sequence[shapely.Geometry], mode: Mode) -> list[alt.Chart]:
    drawn = [line for line in lines if not line.is_empty]
    if not drawn:
        return []
    return [_geoshapes([{}] * len(drawn), drawn).mark_geoshape(filled=False, stroke=tokens(mode)["border"])]


def _labels(placed: gpd.GeoDataFrame, measure: Measure, names: Mapping[str, str], mode: Mode) -> list[alt.Chart]:
    """Return the names of the regions that their names fit into."""
    values = []
    for region, shape, anchor, fill in zip(
        placed.index, placed.geometry, placed["anchor"], _fill_of(placed.index, measure, mode), strict=True
    ):
        if anchor.is_empty or _room_at(anchor, shape) < width_px(names[region], LABEL_PX):
            continue
        values.append({"x": anchor.x, "y": anchor.y, "name": names[region], "colour": readable_on(fill)})
    base = alt.Chart(alt.Data(values=values)).encode(longitude="x:Q", latitude="y:Q", text="name:N")
    return [base.mark_text(fontSize=LABEL_PX).encode(color=alt.Color("colour:N", scale=None))] if values else []


def _room_at(anchor: shapely.Point, shape: shapely.Geometry) -> float:
    """Return how wide (px) a shape is over the height of a line of words at the anchor, the same to both sides."""
    west, _, east, _ = shape.bounds
    rooms = []
    for y in (anchor.y - LABEL_PX / 3, anchor.y + LABEL_PX / 3):
        chord = shapely.intersection(shape, shapely.LineString([(west - 1, y), (east + 1, y)]))
        around = [part.bounds for part in shapely.get_parts(chord) if part.bounds[0] <= anchor.x <= part.bounds[2]]
        rooms.append(min((2 * min(anchor.x - b[0], b[2] - anchor.x) for b in around), default=0.0))
    return min(rooms)


def _legend(
    measure: Measure, region_ids: Sequence[str], names: Mapping[str, str], t: Text, mode: Mode, height: int
) -> list[alt.Chart]:
    """Return the classes with their ends under them, their unit above, and the sign for what has no data."""
    colour, top = tokens(mode), height + 40
    words = t("charts.joint").join(filter(None, [measure.name, measure.unit, measure.status]))
    swatches = [
        {"x": i * SWATCH_PX, "x2": (i + 1) * SWATCH_PX, "y": top, "y2": top + 12, "fill": fill}
        for i, fill in enumerate(measure.colours)
    ]
    ends = [{"x": i * SWATCH_PX, "y": top + 24, "said": end} for i, end in enumerate(measure.classes.ends())]
    layers = [
        _rects(swatches).encode(fill=alt.Fill("fill:N", scale=None)),
        _words([{"x": 0, "y": top - 12, "said": words}], align="left", color=colour["muted"]),
        _words(ends, align="center", color=colour["muted"]),
    ]
    bare = [names[region] for region in region_ids if not np.isfinite(measure.values.get(region, np.nan))]
    if not bare:
        return layers
    key = "charts.map.missing_named" if len(bare) <= NAMED_MISSING else "charts.map.missing_count"
    left = len(swatches) * SWATCH_PX + 40
    strokes = [{"x": left + x, "x2": left + x + 8, "y": top + 12, "y2": top} for x in range(0, 24, 6)]
    return [
        *layers,
        _rects([{"x": left, "x2": left + 30, "y": top, "y2": top + 12}]).encode(
            fill=alt.value(colour["surface"]), stroke=alt.value(colour["border"])
        ),
        alt.Chart(alt.Data(values=strokes)).mark_rule(color=colour["border"]).encode(**_pixels(), x2="x2", y2="y2"),
        _words(
            [{"x": left + 38, "y": top + 6, "said": t(key, names=t("charts.map.comma").join(bare), count=len(bare))}],
            align="left", color=colour["muted"],
        ),
    ]  # fmt: skip


def _geoshapes(told: Sequence[dict[str, Any]], shapes: Sequence[shapely.Geometry]) -> alt.Chart:
    """Return shapes as features whose properties lie beside the geometry, coordinates to a tenth of a pixel."""
    features = [
        {"type": "Feature", "geometry": shapely.geometry.mapping(shape)} | entry
        for entry, shape in zip(told, shapely.set_precision(np.asarray(shapes), 0.1), strict=True)
    ]
    return alt.Chart(alt.Data(values=features))


def _rects(values: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.Data(values=values)).mark_rect().encode(**_pixels(), x2="x2", y2="y2")


def _words(values: list[dict[str, Any]], **mark: Any) -> alt.Chart:
    return alt.Chart(alt.Data(values=values)).mark_text(baseline="middle", **mark).encode(**_pixels(), text="said:N")


def _pixels() -> dict[str, Any]:
    return {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}

"""Regions as columns: heights are totals, which areas of colour would distort."""

from __future__ import annotations

import math

import pydeck as pdk

from dashboard.maps import layers
from dashboard.maps.choropleth import deck_of
from dashboard.maps.geometry import Geometry
from dashboard.maps.spec import MapSpec, Measure, Stage, legend, revision

PITCH_DEGREES = 48
TALLEST = 0.2  # height of the highest column as a share of the map's diagonal
SLENDER = 0.11  # radius of a column as a share of the mean distance between regions
METRES_PER_DEGREE = 111_320
# Mostly its own colour, or the legend would not name it.
MATTE = {"ambient": 0.75, "diffuse": 0.35, "shininess": 1, "specularColor": [0, 0, 0]}


def columns(geometry: Geometry, measure: Measure, stage: Stage) -> MapSpec:
    """Return a map that stands a column on each region, as high as its value, in the colour of its class.

    The highest value of `measure.classes` is the full height, so heights compare over the years that the
    classes were made of. Raises ValueError for a negative value: it has no height.
    """
    if (measure.values.dropna() < 0).any():
        raise ValueError(f"{measure.name}: a column cannot show a negative value; draw a choropleth")
    drawn = [
        layers.ground(geometry, measure, stage.mode),
        *layers.borders(geometry, stage, between="hairline"),
        *([layers.lines(stage.lines, stage.mode)] if stage.lines else []),
        *layers.marks(geometry, stage.mode),
        _columns(geometry, measure),
        *(layers.labels(geometry, measure, stage, on_fills=False) if stage.labelled else []),
    ]
    deck = deck_of(drawn, geometry, stage, pitch=PITCH_DEGREES)
    return MapSpec(deck, "columns", geometry, measure, stage, legend(geometry, measure, stage.words))


def _columns(geometry: Geometry, measure: Measure) -> pdk.Layer:
    west, south, east, north = geometry.bounds
    width_m = (east - west) * METRES_PER_DEGREE * math.cos(math.radians((south + north) / 2))
    height_m = (north - south) * METRES_PER_DEGREE
    apart_m = math.sqrt(width_m * height_m / len(geometry.region_ids))
    seen = revision(geometry, measure)
    return pdk.Layer(
        "ColumnLayer",
        id="columns",
        data=geometry.places,
        only=pdk.types.String("valued"),
        pickable=True,
        extruded=True,
        disk_resolution=20,
        material=MATTE,
        radius=round(apart_m * SLENDER),
        get_position="position",
        get_fill_color=pdk.types.Function("fill"),
        get_elevation=pdk.types.Function(
            "height", full=measure.classes.high, metres=round(math.hypot(width_m, height_m) * TALLEST)
        ),
        update_triggers={"getFillColor": seen, "getElevation": seen},
    )

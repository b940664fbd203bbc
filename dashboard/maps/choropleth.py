"""Regions coloured by class. For rates and shares; for totals when the legend says that they are totals."""

from __future__ import annotations

import math

import pydeck as pdk

from dashboard.maps import layers
from dashboard.maps.geometry import Geometry
from dashboard.maps.spec import Box, Inset, MapSpec, Measure, Stage, legend

MARGIN_PX = 14  # between an inset and the edge of the map


def choropleth(geometry: Geometry, measure: Measure, stage: Stage) -> MapSpec:
    """Return a flat map of a measure: fills, hatching where there is no data, borders and names."""
    drawn = [
        layers.fills(geometry, measure, stage.mode),
        *layers.borders(geometry, stage),
        *([layers.lines(stage.lines, stage.mode)] if stage.lines else []),
        *layers.marks(geometry, stage.mode),
        *([stage.points] if stage.points else []),
        *(layers.labels(geometry, measure, stage, on_fills=True) if stage.labelled else []),
    ]
    deck = deck_of(drawn, geometry, stage, pitch=0)
    return MapSpec(deck, "choropleth", geometry, measure, stage, legend(geometry, measure, stage.words))


def deck_of(drawn: list[pdk.Layer], geometry: Geometry, stage: Stage, *, pitch: float) -> pdk.Deck:
    """Return the deck of these layers: one view to move about in, and one fixed view for each inset.

    No base map: `map_style` stays unset, or the page would ask a server outside for one.
    """
    # A second click is not waited for, so that the first one answers at once; keys are the page's own affair.
    turns = pitch > 0
    moves = {"keyboard": False, "doubleClickZoom": False, "dragRotate": turns, "touchRotate": turns}
    main = pdk.View(type="MapView", id="main", controller=moves)
    views = [main, *(_inset_view(place, inset) for place, inset in enumerate(stage.insets))]
    state = _over(stage.frame or geometry.bounds, pitch)
    return pdk.Deck(layers=drawn, views=views, initial_view_state=state, map_provider=None)


def _inset_view(place: int, inset: Inset) -> pdk.View:
    bottom, right = inset.corner.startswith("bottom"), inset.corner.endswith("right")
    return pdk.View(
        type="MapView",
        id=f"inset-{place}",
        controller=False,
        clear=True,
        x=f"calc(100% - {inset.width + MARGIN_PX}px)" if right else MARGIN_PX,
        y=f"calc(100% - {inset.height + MARGIN_PX}px)" if bottom else MARGIN_PX,
        width=inset.width,
        height=inset.height,
    )


def _over(box: Box, pitch: float) -> pdk.ViewState:
    # Near enough to begin with; the page fits the box to its own size.
    west, south, east, north = box
    zoom = math.log2(360 / max(east - west, (north - south) * 1.3)) + 0.6
    return pdk.ViewState(
        longitude=round((west + east) / 2, 4),
        latitude=round((south + north) / 2, 4),
        zoom=round(zoom, 2),
        pitch=pitch,
        bearing=0,
    )

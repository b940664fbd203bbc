"""A map as a value: the deck that pydeck writes, the numbers of its regions, its legend and its words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

import numpy as np
import pandas as pd
import pydeck as pdk

from dashboard.maps.classes import NO_DATA, Classes, rgb, shades
from dashboard.maps.geometry import Geometry
from dashboard.maps.packing import Detail, pack_classes
from dashboard.theme import Mode, tokens

Box = tuple[float, float, float, float]  # degrees: west, south, east, north
DRAWN_TOKENS = ("paper", "surface", "ink", "muted", "hairline", "border", "jade")


@dataclass(frozen=True)
class Words:
    """Every sentence the map itself says, in the page's language."""

    label: str  # what the map shows, for those who do not see it
    zoom_in: str
    zoom_out: str
    reset: str
    regions: str  # names the list in which a region is chosen by keyboard
    keys: str  # how to move about with the keyboard
    no_data: str
    no_data_count: str  # with {count}
    loading: str
    failed: str  # a file of the map did not arrive
    no_webgl: str  # this browser cannot draw it

    @classmethod
    def of(cls, say: Callable[[str], str], label: str) -> Words:
        """Return the words from the texts of a page (`map_words.<name>`), with what this map shows."""
        said = {f.name: say(f"map_words.{f.name}") for f in fields(cls) if f.name != "label"}
        return cls(label=label, **said)


@dataclass(frozen=True, eq=False)
class Measure:
    """What is drawn: a value for each region that has one, its classes and colours."""

    name: str
    unit: str  # as the page's language writes it
    decimals: int
    values: pd.Series = field(repr=False)  # by region_id; a region that is absent or NaN has no data
    classes: Classes
    scale: tuple[str, ...]  # colours from little to much
    status: str = ""  # the word for its source class, such as 模型估算; empty: plainly reported
    details: tuple[Detail, ...] = ()  # further lines of the tooltip

    @property
    def colours(self) -> tuple[str, ...]:
        return shades(self.scale, self.classes.count)


@dataclass(frozen=True)
class Inset:
    """A second, fixed view of a part of the map that is too small, or too far away, in the first."""

    title: str
    corner: Literal["top left", "top right", "bottom left", "bottom right"]
    width: int  # px
    height: int  # px
    regions: tuple[str, ...] = ()  # it holds these, and they are labelled in it and not in the main view
    frame: Box | None = None  # or it holds this part of the world


@dataclass(frozen=True)
class Stage:
    """Where and how a measure is drawn."""

    mode: Mode
    lang: Literal["zh", "en"]
    words: Words
    selected: str | None = None  # region_id
    insets: tuple[Inset, ...] = ()
    frame: Box | None = None  # what the main view holds; by default the whole geometry
    parent_digits: int = 0  # borders between regions whose codes differ in so many first digits are heavier
    lines: str = ""  # address of lines drawn on top, from `prepare_lines`
    labelled: bool = True
    parents: Geometry | None = None  # regions whose names stand on the map until the reader comes nearer
    points: pdk.Layer | None = None  # from `dashboard.maps.points`


@dataclass(frozen=True)
class Legend:
    """What stands beside the map."""

    title: str
    unit: str
    labels: tuple[str, ...]  # the range of each class
    ends: tuple[str, ...]  # the ends of the classes in order
    colours: tuple[str, ...]
    status: str
    no_data: str  # empty when every region has data


@dataclass(frozen=True, eq=False)
class MapSpec:
    """One map, ready for the page. Nothing in it is drawn yet, and no geometry is in it."""

    deck: pdk.Deck = field(repr=False)
    kind: Literal["choropleth", "columns"]
    geometry: Geometry
    measure: Measure
    stage: Stage
    legend: Legend

    @property
    def classes(self) -> np.ndarray:
        """The class of each region in the order of the geometry, uint8; NO_DATA without a value."""
        return self.measure.classes.of(self.measure.values.reindex(list(self.geometry.region_ids)))

    def payload(self) -> dict[str, Any]:
        """Return what the page sends to the browser: the deck and the numbers, ready for JSON."""
        deck = json.loads(self.deck.to_json())
        first = Detail(self.measure.name, self.measure.values, self.measure.unit, self.measure.decimals)
        return {
            "kind": self.kind,
            "lang": self.stage.lang,
            "deck": {part: deck[part] for part in ("views", "layers", "initialViewState")},
            "shapes": self.geometry.shapes,
            "places": self.geometry.places,
            "parents": self.stage.parents.places if self.stage.parents else None,
            "count": len(self.geometry.region_ids),
            "conic": conic(self.geometry.bounds),
            "frame": self.stage.frame or self.geometry.bounds,
            "insets": [asdict(inset) for inset in self.stage.insets],
            "classes": pack_classes(self.classes),
            "colours": [rgb(colour) for colour in self.measure.colours],
            "details": [d.packed(self.geometry.region_ids) for d in (first, *self.measure.details)],
            "legend": asdict(self.legend),
            "look": {name: tokens(self.stage.mode)[name] for name in DRAWN_TOKENS},
            "words": asdict(self.stage.words),
            "selected": self.stage.selected,
        }


def legend(geometry: Geometry, measure: Measure, words: Words) -> Legend:
    """Return the legend of a measure on a geometry."""
    found = measure.classes.of(measure.values.reindex(list(geometry.region_ids)))
    missing = int((found == NO_DATA).sum())
    said = words.no_data_count.format(count=missing) if missing else ""
    return Legend(
        measure.name, measure.unit, measure.classes.labels(), measure.classes.ends(), measure.colours,
        measure.status, said,
    )  # fmt: skip


def revision(geometry: Geometry, measure: Measure) -> str:
    """Return a short name of everything that colours depend on: a layer recolours when it changes."""
    values = measure.values.reindex(list(geometry.region_ids))
    told = (measure.classes.of(values).tobytes(), values.to_numpy(float).tobytes(), repr(measure.colours))
    return hashlib.sha256(b"".join(p if isinstance(p, bytes) else p.encode() for p in told)).hexdigest()[:8]


def conic(bounds: Box) -> dict[str, float]:
    """Return the parallels and the meridian of the equal-area conic projection that suits the bounds.

    Albers: the area of a region on the map is its area on the ground, which a coloured map owes its reader.
    The whole country takes the parallels in common use for it, 25 and 47 degrees about 105 degrees east.
    """
    west, south, east, north = bounds
    if east - west > 40:
        return {"meridian": 105.0, "south": 25.0, "north": 47.0}
    sixth = (north - south) / 6
    return {
        "meridian": round((west + east) / 2, 3),
        "south": round(south + sixth, 3),
        "north": round(north - sixth, 3),
    }

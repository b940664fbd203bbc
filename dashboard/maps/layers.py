"""The layers that maps share, as pydeck writes them.

A layer's `data` is the address of a file. What the numbers of the moment decide is left to functions that
the page's renderer knows: `fill` (the colour of a region's class), `height`. `only` narrows a layer to some
of the regions (valued, hovered, selected, on_light, on_dark, parents); a LineLayer draws each border
of the shapes once, a HairlineLayer (ours) as well and one pixel wide.
"""

from __future__ import annotations

from typing import Any

import pydeck as pdk

from dashboard.exports.fonts import FAMILY
from dashboard.maps.classes import rgb
from dashboard.maps.geometry import Geometry
from dashboard.maps.spec import Measure, Stage, revision
from dashboard.theme import Mode, tokens

LABEL_PX = 13
PATTERNS = {
    "missing": {"type": "hatch", "angle": 45, "strokeWidth": 1, "gap": 4.5},
    "soft": {"type": "dots", "radius": 0.7, "gap": 4.2, "angle": 45},
}
OUTLINE_PX = 1.1
COLUMN_FOOT_PX = 16  # a name stands in front of the column on its region
DEEPER = 0.8  # of a dark fill's brightness keeps the halo of a light name
# Letters as distance fields, which take a halo; a little thicker, for they are drawn at a quarter the size.
GLYPHS = {"sdf": True, "fontSize": 48, "buffer": 9, "radius": 9, "cutoff": 0.18, "smoothing": 0.16}


def fills(geometry: Geometry, measure: Measure, mode: Mode) -> pdk.Layer:
    """Return the regions in the colours of their classes.

    A region without data keeps the ground's colour and is hatched. Where values are not plainly reported, fine
    dots lie on the colours. One pass over the shapes draws all three.
    """
    soft = [*rgb(tokens(mode)["paper"]), 105] if measure.status else None
    return _regions(geometry, mode, pdk.types.Function("fill"), soft, revision(geometry, measure))


def ground(geometry: Geometry, measure: Measure, mode: Mode) -> pdk.Layer:
    """Return the regions in one quiet colour, to stand something on; those without data are hatched."""
    colour = rgb(tokens(mode)["surface"])
    return _regions(geometry, mode, colour, None, revision(geometry, measure), plain=colour)


def _regions(
    geometry: Geometry, mode: Mode, behind: Any, soft: list[int] | None, seen: str, plain: Any = None
) -> pdk.Layer:
    missing = [*rgb(tokens(mode)["border"]), 190]
    drawn = pdk.types.Function("figure", missing=missing, soft=soft, plain=plain)
    recoloured = ("getFillColor", "getFillPattern", "getFillPatternBackgroundColor")
    return pdk.Layer(
        "GeoJsonLayer",
        id="fills",
        data=geometry.shapes,
        filled=True,
        stroked=False,
        pickable=True,
        get_fill_color=drawn,
        get_fill_pattern=pdk.types.Function("pattern", soft=soft is not None),
        get_fill_pattern_background_color=behind,
        fill_pattern_mapping=PATTERNS,
        fill_pattern_size_units=pdk.types.String("pixels"),
        extensions=[{"@@type": "FillStyleExtension", "proceduralPattern": True}],
        update_triggers=dict.fromkeys(recoloured, seen),
    )


def borders(geometry: Geometry, stage: Stage, *, between: str = "paper") -> list[pdk.Layer]:
    """Return hairlines between regions, and heavier lines round their parents and the whole.

    `between` is the token of the hairlines' colour: the ground's, which parts fills, or one seen on it.
    """
    colour = tokens(stage.mode)
    inner = pdk.Layer(
        "HairlineLayer",
        id="borders",
        data=geometry.shapes,
        part=pdk.types.String("inner"),
        parent_digits=stage.parent_digits,
        color=[*rgb(colour[between]), 230],
    )
    outer = pdk.Layer(
        "LineLayer",
        id="outlines",
        data=geometry.shapes,
        part=pdk.types.String("outer"),
        parent_digits=stage.parent_digits,
        get_color=[*rgb(colour["muted"]), 200],
        get_width=OUTLINE_PX,
        width_units=pdk.types.String("pixels"),
    )
    return [inner, outer]


def lines(address: str, mode: Mode) -> pdk.Layer:
    """Return lines that belong to the map and to no region."""
    return pdk.Layer(
        "GeoJsonLayer",
        id="lines",
        data=address,
        filled=False,
        stroked=True,
        get_line_color=[*rgb(tokens(mode)["muted"]), 255],
        get_line_width=1.6,
        line_width_units=pdk.types.String("pixels"),
        line_cap_rounded=True,
    )


def marks(geometry: Geometry, mode: Mode) -> list[pdk.Layer]:
    """Return the outlines of the region under the pointer and of the one selected, each on a casing."""
    colour = tokens(mode)
    wanted = (
        ("selected", "casing", colour["paper"], 6.0),
        ("selected", "line", colour["jade"], 3.0),
        ("hovered", "line", colour["ink"], 2.0),
    )
    return [
        pdk.Layer(
            "GeoJsonLayer",
            id=f"{which}-{part}",
            data=geometry.shapes,
            only=pdk.types.String(which),
            filled=False,
            stroked=True,
            get_line_color=rgb(hex_colour),
            get_line_width=width_px,
            line_width_units=pdk.types.String("pixels"),
            line_joint_rounded=True,
        )
        for which, part, hex_colour, width_px in wanted
    ]


def labels(geometry: Geometry, measure: Measure, stage: Stage, *, on_fills: bool) -> list[pdk.Layer]:
    """Return the names of regions: dark on light fills, light on dark ones, each with a halo of its ground.

    Names that would overlap are left out, the smaller region's first, until the reader comes nearer. With
    `stage.parents` a reader who is far away reads their names instead.
    """
    colour, print_ink, print_paper = tokens(stage.mode), tokens("light")["ink"], tokens("light")["paper"]
    ink, ground = rgb(colour["ink"]), rgb(colour["paper"])
    parents = [_names(stage.parents, stage, "parents", ink, ground, weight=700)] if stage.parents else []
    if not on_fills:
        names = _names(geometry, stage, "all", ink, ground, below=COLUMN_FOOT_PX)
        names.parameters = {"depthCompare": "always"}  # the ground would cut the lower half off
        return [*parents, names]
    drawn = sorted((*measure.colours, colour["surface"]), key=lambda shade: sum(rgb(shade)))
    return [
        *parents,
        _names(geometry, stage, "on_light", rgb(print_ink), rgb(drawn[-1])),
        _names(geometry, stage, "on_dark", rgb(print_paper), [round(c * DEEPER) for c in rgb(drawn[0])]),
    ]


def _names(
    geometry: Geometry,
    stage: Stage,
    only: str,
    ink: list[int],
    halo: list[int],
    *,
    below: int = 0,
    weight: int = 400,
) -> pdk.Layer:
    string: Any = pdk.types.String
    return pdk.Layer(
        "TextLayer",
        id=f"names-{only}",
        data=geometry.places,
        only=string(only),
        get_position="position",
        get_text="short_zh" if stage.lang == "zh" else "short_en",
        update_triggers={"getText": stage.lang},
        get_pixel_offset=pdk.types.Function("nudge", below=below),
        get_size=LABEL_PX,
        get_color=ink,
        outline_color=[*halo, 225],
        outline_width=3,
        font_settings=GLYPHS,
        font_family=string(FAMILY),
        font_weight=weight,
        character_set=string("auto"),
        get_text_anchor=string("middle"),
        get_alignment_baseline=string("center"),
    )

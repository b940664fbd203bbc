"""Colours by meaning, type sizes and the look of charts, for light paper and for a dark ground.

Everything comes from data/catalog/palette.yml; a colour in code anywhere else is a mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from dashboard.exports.fonts import FAMILY
from pipelines.catalog import CATALOG, read_yaml

Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")
SIZES_PX = {"small": 13, "body": 15, "title": 18, "question": 24, "headline": 40}


@dataclass(frozen=True)
class StatusStyle:
    """How a value of one status is drawn."""

    dash: tuple[int, ...]  # px on, px off; empty: solid
    filled: bool  # whether a point is filled
    opacity: float  # 0-1
    colour: str  # hex


def tokens(mode: Mode) -> dict[str, str]:
    """Return the colours of the page by name: paper, surface, ink, muted, hairline, jade, ember and so on."""
    return {name: pair[mode] for name, pair in _palette()["tokens"].items()}


def scale(name: str, mode: Mode) -> list[str]:
    """Return five class colours from little to much: emissions, good, neutral or diverging."""
    return list(_palette()["scales"][name][mode])


def sector_colours(mode: Mode) -> dict[str, str]:
    """Return the colour of each sector group, and of `rest`."""
    return {name: pair[mode] for name, pair in _palette()["sectors"].items()}


def fuel_colours(mode: Mode) -> dict[str, str]:
    """Return the colour of each fuel group and kind of power plant."""
    return {name: pair[mode] for name, pair in _palette()["fuels"].items()}


def status_style(status: str, mode: Mode) -> StatusStyle:
    """Return how a value of this status is drawn; solid, dashed, hollow as on every other page."""
    entry = _palette()["statuses"][status]
    colour = tokens(mode)[entry["colour"]]
    return StatusStyle(tuple(entry["dash"]), entry["filled"], entry["opacity"], colour)


def readable_on(ground: str) -> str:
    """Return the text colour, dark or light, that stands out more on a filled area."""
    paper = tokens("light")
    return max((paper["ink"], paper["paper"]), key=lambda text: contrast(text, ground))


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1-21 (WCAG 2.1, relative luminance)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def altair_theme(mode: Mode) -> dict[str, Any]:
    """Return the Vega-Lite `config` of every chart, on screen and on paper.

    Pass charts to Streamlit with `theme=None`, or its own look comes over this one.
    """
    colour = tokens(mode)
    text = {"labelColor": colour["muted"], "titleColor": colour["muted"], "labelFontSize": SIZES_PX["small"]}
    axis = text | {
        "titleFontSize": SIZES_PX["small"], "titleFontWeight": "normal", "domain": False, "ticks": False,
        "grid": False, "gridColor": colour["hairline"], "labelPadding": 6, "labelLimit": 220,
    }  # fmt: skip
    # The unit stands once, lying, above the axis: a Chinese title turned on its side is hard to read.
    above = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -10}
    return {
        "background": colour["paper"],
        "font": FAMILY,
        "padding": {"left": 4, "right": 12, "top": 4, "bottom": 4},
        "view": {"stroke": None},
        "title": {
            "anchor": "start", "frame": "bounds", "offset": 16, "subtitlePadding": 6,
            "color": colour["ink"], "fontSize": SIZES_PX["title"], "fontWeight": 700,
            "subtitleColor": colour["muted"], "subtitleFontSize": SIZES_PX["small"],
        },
        "axis": axis,
        "axisX": {"ticks": True, "tickColor": colour["hairline"], "tickSize": 4},
        "axisY": above,
        "axisYQuantitative": {"grid": True, "tickCount": 6},
        "axisXQuantitative": {"tickCount": 8},
        "legend": text | {
            "titleFontWeight": "normal", "titleFontSize": SIZES_PX["small"], "symbolStrokeWidth": 0,
        },
        "line": {"color": colour["ink"], "strokeWidth": 2.25, "strokeCap": "round"},
        "point": {"color": colour["ink"], "size": 28, "filled": True},
        "bar": {"color": colour["ember"], "cornerRadiusEnd": 1},
        "area": {"line": False},
        "rule": {"color": colour["muted"]},
        "text": {"color": colour["ink"], "fontSize": SIZES_PX["small"]},
        "range": {
            "category": list(sector_colours(mode).values()),
            "ramp": scale("emissions", mode),
            "heatmap": scale("emissions", mode),
            "diverging": scale("diverging", mode),
        },
    }  # fmt: skip


def css_variables() -> str:
    """Return the page colours as CSS variables; `data-theme` of the document picks the set."""
    return "\n".join(
        f"{selector} {{ color-scheme: {mode}; "
        + " ".join(f"--{name}: {value};" for name, value in tokens(mode).items())
        + " }"
        for mode, selector in (("light", ":root"), ("dark", ":root[data-theme=dark]"))
    )


@cache
def _palette() -> dict[str, Any]:
    return read_yaml(CATALOG, "palette")


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

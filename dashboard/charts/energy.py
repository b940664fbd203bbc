"""Energy figures as documents give them: an account with its parts, yearly changes in several editions, a balance."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.labels import FONT_PX, number, width_px
from dashboard.charts.sheet import haloed, rows, sheet
from dashboard.text import Text
from dashboard.theme import Mode, readable_on, scale, tokens

LEVEL_PX, LEVEL_GAP_PX = 62, 6
NARROW = 0.09  # a block under this share of the total has its words below, at a hairline
DRAWN_PX = 700  # width that the room for words is judged by


def account(items: pd.DataFrame, *, unit: str, t: Text, mode: Mode, decimals: int = 2) -> alt.LayerChart:
    """Return a total over its parts over their parts, as blocks whose widths are the values.

    `items` has item_id, parent_id (empty for the total), label, value, in the order of drawing. Where the parts of a
    block do not fill it, the room stays open: an outline without a number.
    """
    blocks = _blocks(items)
    total = float(blocks["until"].max())
    deepest = int(blocks["level"].max())
    height = (deepest + 1) * (LEVEL_PX + LEVEL_GAP_PX) + 34
    blocks["words"] = [f"{row.label} {number(row.value, decimals)}" for row in blocks.itertuples()]
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, total], nice=False), axis=None)
    wide = blocks[_fits(blocks, total)]
    return sheet(
        [
            *_open_room(blocks, x, mode),
            *_filled(blocks, x, unit, t, mode),
            *_inside(wide, x),
            *_below(blocks.drop(wide.index), x, height, mode),
            _unit(unit, mode),
        ],
        mode,
        height=height,
    )


def _blocks(items: pd.DataFrame) -> pd.DataFrame:
    """Return the items with level, start and until: each starts where the sibling before it ends."""
    placed: dict[str, tuple[int, float, float]] = {}
    filled: dict[str, float] = {}
    for row in items.itertuples():
        level, start, _ = placed.get(row.parent_id, (-1, 0.0, 0.0))
        start = filled.get(row.parent_id, start)
        placed[row.item_id] = (level + 1, start, start + row.value)
        filled[row.parent_id] = start + row.value
    places = pd.DataFrame.from_dict(placed, orient="index", columns=["level", "start", "until"])
    blocks = items.set_index("item_id").join(places).reset_index()
    return blocks.assign(
        low=blocks["level"] * (LEVEL_PX + LEVEL_GAP_PX), high=blocks["level"] * (LEVEL_PX + LEVEL_GAP_PX) + LEVEL_PX
    )


def _fits(blocks: pd.DataFrame, total: float) -> pd.Series:
    return (blocks["until"] - blocks["start"]) / total >= NARROW


def _open_room(blocks: pd.DataFrame, x: alt.X, mode: Mode) -> list[alt.Chart]:
    """Return the outline of what the parts of a block leave unsaid, one level below it."""
    filled = blocks.groupby("parent_id")["until"].max()
    parents = blocks[blocks["item_id"].isin(filled.index)].assign(known=lambda f: f["item_id"].map(filled))
    gaps = parents[parents["until"] - parents["known"] > 1e-6 * parents["until"]]
    if gaps.empty:
        return []
    step = LEVEL_PX + LEVEL_GAP_PX
    gaps = gaps.assign(start=gaps["known"], low=gaps["low"] + step, high=gaps["high"] + step)
    return [
        alt.Chart(rows(gaps[["start", "until", "low", "high"]]))
        .mark_rect(fill=None, stroke=tokens(mode)["border"], strokeDash=[3, 3], strokeWidth=1)
        .encode(x=x, x2="until", **_heights())
    ]


def _filled(blocks: pd.DataFrame, x: alt.X, unit: str, t: Text, mode: Mode) -> list[alt.Chart]:
    shades = scale("neutral", mode)
    coloured = blocks.assign(
        colour=[shades[max(1, 4 - level)] for level in blocks["level"]],
        said=[f"{number(row.value, 2)} {unit}" for row in blocks.itertuples()],
    )
    return [
        alt.Chart(rows(coloured[["start", "until", "low", "high", "colour", "label", "value", "said"]]))
        .mark_rect(stroke=tokens(mode)["paper"], strokeWidth=1.5)
        .encode(
            x=x, x2="until", **_heights(), color=alt.Color("colour:N", scale=None),
            tooltip=[alt.Tooltip("label:N", title=t("charts.part")), alt.Tooltip("said:N", title=t("charts.value"))],
        )
    ]  # fmt: skip


def _inside(blocks: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """Return name and value in the upper left of each block that is wide enough."""
    return [blocks]


def _below(blocks: pd.DataFrame, x: alt.X, height: int, mode: Mode) -> list[alt.Chart]:
    return [blocks]


def _heights() -> dict[str, object]:
    return {"y": alt.Y("low:Q", scale=None, axis=None), "y2": alt.Y2("high")}


def _unit(unit: str, mode: Mode) -> alt.Chart:
    return alt.Chart(alt.Data(values=[{"unit": unit}])).mark_text(
        align="left", x=0, y=-10, color=tokens(mode)["muted"]
    ).encode(text="unit:N")  # fmt: skip

"""An energy account: a total over its parts over their parts, as blocks whose widths are the values."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.labels import decimals_of, number
from dashboard.charts.sheet import rows, sheet, unit_above
from dashboard.text import Text
from dashboard.theme import Mode, readable_on, scale, tokens

LEVEL_PX, GAP_PX = 62, 6
NARROW = 0.09  # a block under this share of the total has its words below, at a hairline
ROUNDING = 1e-3  # of the whole: parts that differ by less add up


def chart(items: pd.DataFrame, *, unit: str, t: Text, mode: Mode) -> alt.LayerChart:
    """Return one row of blocks a level, the total on top.

    `items` has item_id, parent_id (empty for the total), label, value, parents before their parts. Where the parts
    of a block do not fill it the room stays open: an outline without a number, for no source gives one.
    """
    blocks = placed(items)
    digits = decimals_of(blocks["value"])
    blocks["said"] = [number(value, digits) for value in blocks["value"]]
    shades = scale("neutral", mode)
    blocks["colour"] = [shades[max(1, 4 - level)] for level in blocks["level"]]
    blocks["text_colour"] = blocks["colour"].map(readable_on)
    total = float(blocks["until"].max())
    narrow = (blocks["until"] - blocks["start"]) / total < NARROW
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, total], nice=False, zero=True), axis=None)
    height = (int(blocks["level"].max()) + 1) * (LEVEL_PX + GAP_PX) + (40 if narrow.any() else 0)
    return sheet(
        [
            *_open_room(blocks, x, t, mode),
            _blocks(blocks, x, unit, t, mode),
            *_inside(blocks[~narrow], x),
            *_below(blocks[narrow], x, height, mode),
            unit_above(unit, mode),
        ],
        mode,
        height=height,
    )


def table(items: pd.DataFrame, *, unit: str, t: Text) -> pd.DataFrame:
    """Return part, what it belongs to, and value with its unit in the heading."""
    labels = items.set_index("item_id")["label"]
    return tabulated(
        items.assign(of=items["parent_id"].map(labels).fillna("")),
        {"label": t("charts.part"), "of": t("charts.part_of"), "value": t("charts.value_in", unit=unit)},
    )


def placed(items: pd.DataFrame) -> pd.DataFrame:
    """Return the items with level (0 for the total), start and until: each starts where its sibling ends."""
    places: dict[str, tuple[int, float, float]] = {}
    filled: dict[str, float] = {}
    for row in items.itertuples():
        level, parent_start, _ = places.get(row.parent_id, (-1, 0.0, 0.0))
        start = filled.get(row.parent_id, parent_start)
        places[row.item_id] = (level + 1, start, start + row.value)
        filled[row.parent_id] = start + row.value
    found = pd.DataFrame.from_dict(places, orient="index", columns=["level", "start", "until"])
    blocks = items.merge(found, left_on="item_id", right_index=True)
    low = blocks["level"] * (LEVEL_PX + GAP_PX)
    return blocks.assign(low=low, high=low + LEVEL_PX, middle=(blocks["start"] + blocks["until"]) / 2)


def _open_room(blocks: pd.DataFrame, x: alt.X, t: Text, mode: Mode) -> list[alt.Chart]:
    """Return the outline of what the parts of a block leave unsaid, one level below it."""
    reached = blocks.groupby("parent_id")["until"].max()
    gaps = blocks[blocks["item_id"].isin(reached.index)].copy()
    gaps["start"] = gaps["item_id"].map(reached)
    gaps = gaps[gaps["until"] - gaps["start"] > ROUNDING * gaps["value"]]
    step = LEVEL_PX + GAP_PX
    shifted = gaps.assign(low=gaps["low"] + step, high=gaps["high"] + step)
    outline = alt.Chart(rows(shifted[["start", "until", "low", "high"]]))
    words = alt.Chart(rows(shifted[["start", "low"]])).encode(x=x, y=alt.Y("low:Q", scale=None, axis=None))
    return [
        outline.mark_rect(fillOpacity=0, stroke=tokens(mode)["border"], strokeDash=[3, 3], strokeWidth=1).encode(
            x=x, x2="until", **_heights()
        ),
        words.mark_text(align="left", baseline="middle", dx=10, dy=20, color=tokens(mode)["muted"]).encode(
            text=alt.value(t("charts.not_given"))
        ),
    ]


def _blocks(blocks: pd.DataFrame, x: alt.X, unit: str, t: Text, mode: Mode) -> alt.Chart:
    words = blocks.assign(words=blocks["said"] + f" {unit}")
    return (
        alt.Chart(rows(words[["start", "until", "low", "high", "colour", "label", "value", "words"]]))
        .mark_rect(stroke=tokens(mode)["paper"], strokeWidth=1.5)
        .encode(
            x=x, x2="until", color=alt.Color("colour:N", scale=None), **_heights(),
            tooltip=[alt.Tooltip("label:N", title=t("charts.part")), alt.Tooltip("words:N", title=t("charts.value"))],
        )
    )  # fmt: skip


def _inside(blocks: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """Return name and value in the upper left of each block."""
    base = alt.Chart(rows(blocks[["start", "low", "label", "said", "text_colour"]])).encode(
        x=x, y=alt.Y("low:Q", scale=None, axis=None), color=alt.Color("text_colour:N", scale=None)
    )
    words = {"align": "left", "baseline": "middle", "dx": 10}
    return [
        base.mark_text(**words, dy=20).encode(text="label:N"),
        base.mark_text(**words, dy=42, fontSize=18, fontWeight=700).encode(text="said:N"),
    ]


def _below(blocks: pd.DataFrame, x: alt.X, height: int, mode: Mode) -> list[alt.Chart]:
    """Return name and value under each block that is too narrow for them, with a hairline to it."""
    if blocks.empty:
        return []
    words = blocks.assign(words=blocks["label"] + " " + blocks["said"], foot=height - 20)
    base = alt.Chart(rows(words[["middle", "high", "foot", "words"]])).encode(
        x=alt.X("middle:Q", scale=x["scale"], axis=None)
    )
    return [
        base.mark_rule(color=tokens(mode)["border"]).encode(
            y=alt.Y("high:Q", scale=None, axis=None), y2=alt.Y2("foot")
        ),
        base.mark_text(align="center", dy=11).encode(y=alt.Y("foot:Q", scale=None, axis=None), text="words:N"),
    ]


def _heights() -> dict[str, object]:
    return {"y": alt.Y("low:Q", scale=None, axis=None), "y2": alt.Y2("high")}

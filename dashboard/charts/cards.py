"""Figures that do not compare, each for itself: number, place and year, and the definition that sets it apart.

No bars: a common scale would compare what has no common definition.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.labels import as_printed, wrapped
from dashboard.charts.sheet import rows, sheet
from dashboard.text import Text
from dashboard.theme import Mode, tokens

ROW_PX, NUMBER_PX = 76, 200  # a card's height; the room left for its number
WORDS_PX = 430  # width that definitions break at


def chart(cards: pd.DataFrame, *, mode: Mode) -> alt.LayerChart:
    """Return a row a figure.

    `cards` has value, unit, place, period, definition, note (scope or kind of source), in the order of drawing.
    """
    drawn = cards.reset_index(drop=True)
    drawn = drawn.assign(
        top=drawn.index * ROW_PX,
        said=[as_printed(value) for value in drawn["value"]],
        head=drawn["place"] + " · " + drawn["period"].astype(str),
        lines=[wrapped(text, WORDS_PX)[:1] for text in drawn["definition"]],
        more=[wrapped(text, WORDS_PX)[:1] for text in drawn["note"]],
    )
    colour = tokens(mode)
    base = alt.Chart(rows(drawn[["value", "unit", "said", "head", "lines", "more", "top"]])).encode(
        y=alt.Y("top:Q", scale=None, axis=None)
    )
    left = {"align": "left", "baseline": "middle"}
    return sheet(
        [
            base.transform_filter("datum.top > 0").mark_rule(color=colour["hairline"], x=0, x2="width"),
            base.mark_text(
                align="right", baseline="middle", x=NUMBER_PX - 78, dy=34, fontSize=24, fontWeight=700,
                color=colour["ink"],
            ).encode(text="said:N"),
            base.mark_text(**left, x=NUMBER_PX - 70, dy=36, color=colour["muted"]).encode(text="unit:N"),
            base.mark_text(**left, x=NUMBER_PX + 24, dy=18, fontWeight=700, color=colour["ink"]).encode(text="head:N"),
            base.mark_text(**left, x=NUMBER_PX + 24, dy=38, color=colour["ink"]).encode(text="lines:N"),
            base.mark_text(**left, x=NUMBER_PX + 24, dy=57, color=colour["muted"]).encode(text="more:N"),
        ],
        mode,
        height=ROW_PX * len(drawn),
        top=4,
    )  # fmt: skip


def table(cards: pd.DataFrame, *, t: Text) -> pd.DataFrame:
    """Return place, period, definition, value, unit and note."""
    return tabulated(
        cards,
        {"place": t("charts.place"), "period": t("charts.period"), "definition": t("charts.definition"),
         "value": t("charts.value"), "unit": t("charts.unit"), "note": t("charts.note")},
    )  # fmt: skip

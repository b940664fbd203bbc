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

NUMBER_PX = 200  # room left for the number
HEAD_PX, FIRST_PX, LINE_PX = 44, 36, 18  # a card without its words; the first line of these; each of them
WORDS_PX = 470  # width that definitions and notes break at


def chart(cards: pd.DataFrame, *, mode: Mode) -> alt.LayerChart:
    """Return a row a figure. Made for paper: its lines do not break with a window.

    `cards` has value, unit, place, period, definition, note (scope or kind of source), in the order of drawing.
    """
    words = [_words(row) for row in cards.itertuples()]
    heights = [HEAD_PX + LINE_PX * len(lines) for lines, _ in words]
    tops = [sum(heights[:place]) for place in range(len(heights))]
    colour = tokens(mode)
    drawn = cards.assign(
        top=tops,
        said=[as_printed(value) for value in cards["value"]],
        head=cards["place"] + " · " + cards["period"].astype(str),
    )
    lines = [
        {
            "line": line,
            "top": top + HEAD_PX - 8 + place * LINE_PX,
            "colour": colour["ink" if place < count else "muted"],
        }
        for top, (found, count) in zip(tops, words, strict=True)
        for place, line in enumerate(found)
    ]
    y = alt.Y("top:Q", scale=None, axis=None)
    base = alt.Chart(rows(drawn[["value", "unit", "said", "head", "top"]])).encode(y=y)
    left = {"align": "left", "baseline": "middle"}
    return sheet(
        [
            base.transform_filter("datum.top > 0").mark_rule(color=colour["hairline"], x=0, x2="width"),
            base.mark_text(
                align="right", baseline="middle", x=NUMBER_PX - 78, dy=28, fontSize=24, fontWeight=700,
                color=colour["ink"],
            ).encode(text="said:N"),
            base.mark_text(**left, x=NUMBER_PX - 70, dy=30, color=colour["muted"]).encode(text="unit:N"),
            base.mark_text(**left, x=NUMBER_PX + 24, dy=18, fontWeight=700, color=colour["ink"]).encode(text="head:N"),
            alt.Chart(alt.Data(values=lines))
            .mark_text(**left, x=NUMBER_PX + 24)
            .encode(y=y, text="line:N", color=alt.Color("colour:N", scale=None)),
        ],
        mode,
        height=sum(heights),
        top=4,
    )  # fmt: skip


def _words(row: tuple) -> tuple[list[str], int]:
    """Return the lines of a card's definition and note, and how many belong to the definition."""
    definition = wrapped(row.definition, WORDS_PX)
    return [*definition, *wrapped(row.note, WORDS_PX)], len(definition)


def table(cards: pd.DataFrame, *, t: Text) -> pd.DataFrame:
    """Return place, period, definition, value, unit and note."""
    return tabulated(
        cards,
        {"place": t("charts.place"), "period": t("charts.period"), "definition": t("charts.definition"),
         "value": t("charts.value"), "unit": t("charts.unit"), "note": t("charts.note")},
    )  # fmt: skip

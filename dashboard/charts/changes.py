"""Yearly changes in percent, several editions of one year side by side where they differ, unknown years left open."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.labels import as_printed
from dashboard.charts.sheet import (
    HEIGHT_PX,
    baseline,
    key_above,
    nice_top,
    rows,
    sheet,
    value_axis,
    year_axis,
)
from dashboard.text import Text
from dashboard.theme import Mode, tokens

COLUMN_YEARS, CROWDED_YEARS = 0.74, 0.92  # what one column, or several, take of their year


def chart(
    changes: pd.DataFrame, *, unit: str, t: Text, mode: Mode, first: int | None = None, last: int | None = None,
    height: int = HEIGHT_PX,
) -> alt.LayerChart:  # fmt: skip
    """Return columns from zero, down for a fall.

    `changes` has year, value (percent), source (title of the document) and is_read (False: quoted at second hand,
    drawn hollow). Equal values of one year are one column. Years from `first` to `last` without a value say so.
    """
    drawn = _side_by_side(changes, t)
    years = range(first or int(drawn["year"].min()), (last or int(drawn["year"].max())) + 1)
    bottom, lower = nice_top(max(0.0, -drawn["value"].min()))
    top, upper = nice_top(drawn["value"].max()) if drawn["value"].max() > 0 else (0.0, [])
    ticks = sorted({-tick for tick in lower} | set(upper))
    if drawn["value"].min() >= 0:
        bottom, ticks = 0.0, upper
    y = alt.Y(
        "value:Q", scale=alt.Scale(domain=[-bottom, top], nice=False, zero=True), axis=value_axis(unit, ticks)
    )
    x = year_axis(years[0], years[-1])
    drawn["said"] = [as_printed(value) for value in drawn["value"]]
    return sheet(
        [
            baseline(mode),
            *_columns(drawn, x, y, unit, t, mode),
            *_words(drawn, x, y, mode),
            *_unknown(sorted(set(years) - set(drawn["year"])), x, t, mode, above=bottom == 0),
            *key_above(_key(drawn, t, mode), mode),
        ],
        mode,
        height=height,
    )


def table(changes: pd.DataFrame, *, unit: str, t: Text) -> pd.DataFrame:
    """Return year, value with its unit in the heading, document, and whether it was read at its source."""
    said = {True: t("charts.changes.read"), False: t("charts.changes.second_hand")}
    return tabulated(
        changes.sort_values("year").assign(is_read=changes["is_read"].map(said)),
        {"year": t("charts.year"), "value": t("charts.value_in", unit=unit), "source": t("charts.document"),
         "is_read": t("charts.changes.reading")},
    )  # fmt: skip


def _side_by_side(changes: pd.DataFrame, t: Text) -> pd.DataFrame:
    """Return one row for each different value of a year with the stretch of the year that it is drawn on."""
    once = changes.groupby(["year", "value"], as_index=False, sort=False).agg(
        source=("source", lambda s: t("charts.joint").join(dict.fromkeys(s))), is_read=("is_read", "any")
    )
    count = once.groupby("year")["value"].transform("size")
    taken = pd.Series(COLUMN_YEARS, once.index).where(count == 1, CROWDED_YEARS)
    start = once["year"] - taken / 2 + once.groupby("year").cumcount() * taken / count
    until = start + taken / count
    return once.assign(
        start=start + 0.03, until=until - 0.03, middle=(start + until) / 2, is_crowded=count > 1
    )


def _columns(drawn: pd.DataFrame, x: alt.X, y: alt.Y, unit: str, t: Text, mode: Mode) -> list[alt.Chart]:
    blue, paper = tokens(mode)["blue"], tokens(mode)["paper"]
    words = drawn.assign(
        words=drawn["said"] + f" {unit}", fill=[blue if read else paper for read in drawn["is_read"]]
    )
    return [
        alt.Chart(rows(words[["year", "start", "until", "value", "fill", "words", "source"]]))
        .mark_rect(stroke=blue, strokeWidth=1.25)
        .encode(
            x=alt.X("start:Q", scale=x["scale"], axis=x["axis"]), x2="until", y=y, y2=alt.Y2Datum(0),
            fill=alt.Fill("fill:N", scale=None),
            tooltip=[
                alt.Tooltip("year:Q", title=t("charts.year"), format="d"),
                alt.Tooltip("words:N", title=t("charts.value")),
                alt.Tooltip("source:N", title=t("charts.document")),
            ],
        )
    ]  # fmt: skip


def _words(drawn: pd.DataFrame, x: alt.X, y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return each value at the end of its column, upright where columns crowd."""
    layers = []
    for is_fall, part in drawn.groupby(drawn["value"] < 0):
        for is_crowded, words in part.groupby("is_crowded"):
            base = alt.Chart(rows(words[["middle", "value", "said"]])).encode(
                x=alt.X("middle:Q", scale=x["scale"]), y=y, text="said:N"
            )
            side = 1 if is_fall else -1
            turned = {"angle": 270, "align": "right" if is_fall else "left", "dx": -side * 6, "dy": 0}
            level = {"dy": side * 11}
            layers.append(
                base.mark_text(
                    color=tokens(mode)["ink"],
                    fontSize=11 if is_crowded else 13,
                    **(turned if is_crowded else level),
                )
            )
    return layers


def _unknown(years: list[int], x: alt.X, t: Text, mode: Mode, *, above: bool) -> list[alt.Chart]:
    """Return the word for a year without a value at the line of zero: Chinese stacked, English turned on its side."""
    if not years:
        return []
    base = alt.Chart(alt.Data(values=[{"year": year, "zero": 0} for year in years])).encode(x=x, y="zero:Q")
    word = t("charts.not_in_hand")
    side = -1 if above else 1
    if t.lang == "en":
        mark = {"angle": 270, "align": "left" if above else "right", "dx": -6 * side}
        return [base.mark_text(**mark, color=tokens(mode)["muted"], fontSize=12).encode(text=alt.value(word))]
    lift = -(14 * (len(word) - 1) + 12) if above else 12
    stacked = {"align": "center", "baseline": "middle", "lineHeight": 14, "dy": lift}
    return [
        base.mark_text(**stacked, color=tokens(mode)["muted"], fontSize=12).encode(text=alt.value(list(word)))
    ]


def _key(drawn: pd.DataFrame, t: Text, mode: Mode) -> list[tuple[str, str, bool]]:
    """Return the key of full and hollow columns, where both stand."""
    if drawn["is_read"].all():
        return []
    blue = tokens(mode)["blue"]
    return [(t("charts.changes.read"), blue, True), (t("charts.changes.second_hand"), blue, False)]

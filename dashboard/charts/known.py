"""What is in hand and what is not: a row a kind of figure, a place a year. Empty places are the message."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.sheet import key_above, row_band, row_names, rows, sheet, year_axis
from dashboard.text import Text
from dashboard.theme import Mode, tokens

ROW_PX = 34
KINDS = ("read", "second_hand", "span")
HALF_YEAR = 0.44  # half of what a year's place takes


def chart(
    known: pd.DataFrame, labels: Sequence[str], *, first: int, last: int, none: str, t: Text, mode: Mode
) -> alt.LayerChart:
    """Return a place for every row of `labels` and every year from `first` to `last`, filled where a figure is known.

    `known` has label, first_year, last_year, kind: read (full), second_hand (hollow), span (a total over several
    years, pale). Rows without any figure say `none` behind their last place.
    """
    y = row_band(list(labels), inner=0.24)
    x = year_axis(first, last)
    drawn = known.assign(
        name=known["label"],
        start=known["first_year"] - HALF_YEAR,
        until=known["last_year"] + HALF_YEAR,
        words=[_years(row.first_year, row.last_year, t) for row in known.itertuples()],
        said=[t(f"charts.in_hand.{kind}") for kind in known["kind"]],
    )
    return sheet(
        [
            _places(labels, first, last, x, y, mode),
            *_marks(drawn, x, y, t, mode),
            _counts(known, labels, none, y, t, mode),
            *row_names(list(labels), y, mode),
            *key_above(_key(drawn, t, mode), mode),
        ],
        mode,
        height=ROW_PX * len(labels),
    )


def table(known: pd.DataFrame, labels: Sequence[str], *, none: str, t: Text) -> pd.DataFrame:
    """Return kind of figure, years, and how they are known; a row that says so where there is none."""
    found = known.assign(
        years=[_years(row.first_year, row.last_year, t) for row in known.itertuples()],
        said=[t(f"charts.in_hand.{kind}") for kind in known["kind"]],
    )[["label", "years", "said"]]
    absent = [label for label in labels if label not in set(known["label"])]
    empty = pd.DataFrame({"label": absent, "years": "", "said": none})
    return tabulated(
        pd.concat([found, empty]) if absent else found,
        {"label": t("charts.series"), "years": t("charts.year"), "said": t("charts.changes.reading")},
    )


def _places(labels: Sequence[str], first: int, last: int, x: alt.X, y: alt.Y, mode: Mode) -> alt.Chart:
    grid = pd.DataFrame(
        [(label, year - HALF_YEAR, year + HALF_YEAR) for label in labels for year in range(first, last + 1)],
        columns=["name", "start", "until"],
    )
    return (
        alt.Chart(rows(grid))
        .mark_rect(fillOpacity=0, stroke=tokens(mode)["hairline"], strokeWidth=1)
        .encode(x=alt.X("start:Q", scale=x["scale"], axis=x["axis"]), x2="until", y=y)
    )


def _marks(drawn: pd.DataFrame, x: alt.X, y: alt.Y, t: Text, mode: Mode) -> list[alt.Chart]:
    """Return the known years, and over them the totals of several years."""
    blue, paper = tokens(mode)["blue"], tokens(mode)["paper"]
    tooltip = [
        alt.Tooltip("name:N", title=t("charts.series")),
        alt.Tooltip("words:N", title=t("charts.year")),
        alt.Tooltip("said:N", title=t("charts.changes.reading")),
    ]
    looks = {
        "span": {"fill": blue, "fillOpacity": 0.28},
        "read": {"fill": blue, "stroke": blue, "strokeWidth": 1.25},
        "second_hand": {"fill": paper, "stroke": blue, "strokeWidth": 1.25},
    }
    at = alt.X("start:Q", scale=x["scale"], axis=x["axis"])
    return [
        alt.Chart(rows(part[["name", "start", "until", "words", "said"]]))
        .mark_rect(**look)
        .encode(x=at, x2="until", y=y, tooltip=tooltip)
        for kind, look in looks.items()
        if len(part := drawn[drawn["kind"] == kind])
    ]


def _counts(
    known: pd.DataFrame, labels: Sequence[str], none: str, y: alt.Y, t: Text, mode: Mode
) -> alt.Chart:
    """Return how many years each row holds, right of the last place."""
    single = known[known["kind"] != "span"].groupby("label")["first_year"].nunique()
    spanned = set(known["label"])
    said = [
        t("charts.in_hand.years", count=int(single[label]))
        if label in single
        else (t("charts.in_hand.only_span") if label in spanned else none)
        for label in labels
    ]
    counts = pd.DataFrame({"name": list(labels), "said": said})
    return (
        alt.Chart(rows(counts))
        .mark_text(align="left", x="width", dx=8, color=tokens(mode)["muted"])
        .encode(y=y, text="said:N")
    )


def _key(drawn: pd.DataFrame, t: Text, mode: Mode) -> list[tuple[str, str, bool]]:
    """Return the key of the kinds that are drawn."""
    blue = tokens(mode)["blue"]
    return [
        (t(f"charts.in_hand.{kind}"), blue, kind != "second_hand")
        for kind in KINDS
        if kind != "span" and kind in set(drawn["kind"])
    ]


def _years(first: int, last: int, t: Text) -> str:
    if first == last:
        return str(int(first))
    return t("charts.fan.unknown_years", first=int(first), last=int(last))

"""What a green industry consists of, when a document gives some parts in figures and others only as a bound.

A part that is "over 100" is drawn full up to 100 and fades out beyond: nobody reads a figure that nobody gave.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.labels import as_printed
from dashboard.charts.sheet import row_band, row_names, rows, sheet, unit_above
from dashboard.text import Text
from dashboard.theme import Mode, scale, tokens

# What each fact on Baoshan's green industry of 2024 is to the total (data/catalog/facts/document_facts.csv).
BAOSHAN_2024 = {
    "S186": "total", "S187": "part", "S192": "together", "S189": "bounded", "S190": "bounded", "S191": "bounded",
}  # fmt: skip
STEP_PX = 46
FADE = 0.16  # how far, as a share of the total, a bounded bar fades out


def segments(facts: pd.DataFrame, roles: dict[str, str], lang: str) -> pd.DataFrame:
    """Return role, label, value, comparator of the facts named in `roles`, in its order.

    `facts` has fact_id, indicator_zh, indicator_en, value, comparator (the rows of queries/facts.sql).
    """
    found = facts[facts["fact_id"].isin(list(roles))].set_index("fact_id").reindex(roles)
    found = found.dropna(subset=["value"])
    return pd.DataFrame(
        {
            "role": [roles[key] for key in found.index],
            "label": found[f"indicator_{lang}"].to_numpy(),
            "value": found["value"].astype(float).to_numpy(),
            "comparator": found["comparator"].to_numpy(),
        }
    )


def chart(parts: pd.DataFrame, *, unit: str, t: Text, mode: Mode) -> alt.LayerChart:
    """Return the total, the part that is known, what is left, and the bounded parts, a row each, from zero.

    `parts` has role (total, part, together, bounded), label, value in `unit`. `together` is drawn behind the known
    part and hatched, as a remainder: it holds only if the parts are exhaustive, and its words say so.
    """
    drawn = parts.assign(
        name=parts["label"],
        start=_starts(parts),
        said=[_words(row.role, row.value, t) for row in parts.itertuples()],
    )
    drawn["until"] = drawn["start"] + drawn["value"]
    total = float(drawn["until"].max())
    y = row_band(drawn["name"])
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, total], nice=False, zero=True), axis=None)
    return sheet(
        [
            _solid(drawn[drawn["role"].isin(["total", "part"])], x, y, mode),
            *_remainder(drawn[drawn["role"] == "together"], x, y, mode),
            *_bounded(drawn[drawn["role"] == "bounded"], total, x, y, mode),
            *_said(drawn, total, x, y, mode),
            *row_names(drawn["name"], y, mode),
            unit_above(unit, mode),
        ],
        mode,
        height=STEP_PX * len(drawn),
    )


def table(parts: pd.DataFrame, *, unit: str, t: Text) -> pd.DataFrame:
    """Return part, what is said of it (exactly, more than, about), value with its unit in the heading."""
    said = {key: t(f"charts.comparator.{key}") for key in ("exactly", "over", "derived")}
    kinds = parts["role"].map({"total": "exactly", "part": "exactly", "bounded": "over", "together": "derived"})
    return tabulated(
        parts.assign(kind=kinds.map(said)),
        {"label": t("charts.part"), "kind": t("charts.comparator.heading"),
         "value": t("charts.value_in", unit=unit)},
    )  # fmt: skip


def _starts(parts: pd.DataFrame) -> list[float]:
    known = float(parts.loc[parts["role"] == "part", "value"].sum())
    return [known if role == "together" else 0.0 for role in parts["role"]]


def _words(role: str, value: float, t: Text) -> str:
    key = {"bounded": "charts.green.over", "together": "charts.green.together"}.get(role, "charts.green.exactly")
    return t(key, value=as_printed(value))


def _solid(drawn: pd.DataFrame, x: alt.X, y: alt.Y, mode: Mode) -> alt.Chart:
    shades = {"total": tokens(mode)["ink"], "part": tokens(mode)["jade"]}
    coloured = drawn.assign(colour=drawn["role"].map(shades))
    return (
        alt.Chart(rows(coloured[["name", "start", "until", "value", "colour", "said"]]))
        .mark_bar()
        .encode(x=x, x2="until", y=y, color=alt.Color("colour:N", scale=None))
    )


def _remainder(drawn: pd.DataFrame, x: alt.X, y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return what is left of the total as an outline, open in the middle."""
    return [
        alt.Chart(rows(drawn[["name", "start", "until", "value", "said"]]))
        .mark_bar(fill=scale("good", mode)[0], stroke=tokens(mode)["jade"], strokeDash=[4, 3], strokeWidth=1.25)
        .encode(x=x, x2="until", y=y)
    ]


def _bounded(drawn: pd.DataFrame, total: float, x: alt.X, y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return bars that are full up to their bound and fade out beyond it."""
    jade = tokens(mode)["jade"]
    fading = drawn.assign(start=drawn["until"], until=drawn["until"] + FADE * total)
    stops = [{"offset": 0, "color": f"{jade}"}, {"offset": 1, "color": f"{jade}00"}]
    gradient = {"x1": 0, "x2": 1, "y1": 0, "y2": 0, "gradient": "linear", "stops": stops}
    return [
        alt.Chart(rows(drawn[["name", "start", "until", "value", "said"]]))
        .mark_bar(color=jade, cornerRadiusEnd=0)
        .encode(x=x, x2="until", y=y),
        alt.Chart(rows(fading[["name", "start", "until"]]))
        .mark_bar(fill=gradient, cornerRadiusEnd=0)
        .encode(x=x, x2="until", y=y),
    ]


def _said(drawn: pd.DataFrame, total: float, x: alt.X, y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return the words of each bar: behind it, or on it where there is no room behind."""
    colour = tokens(mode)
    ends = drawn.assign(
        start=drawn["until"] + FADE * total * (drawn["role"] == "bounded"),
        text_colour=drawn["role"].map({"total": colour["paper"], "together": colour["ink"]}).fillna(colour["ink"]),
    )
    is_inside = drawn["role"].isin(["total", "together"])
    layers = []
    for inside, part in ends.groupby(is_inside):
        base = alt.Chart(rows(part[["name", "start", "said", "text_colour"]]))
        mark = {"align": "right", "dx": -10} if inside else {"align": "left", "dx": 8}
        layers.append(
            base.mark_text(**mark, fontWeight=700).encode(
                x=x, y=y, text="said:N", color=alt.Color("text_colour:N", scale=None)
            )
        )
    return layers

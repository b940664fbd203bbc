"""What each source covers: a bar from its first to its last year, hollow where its values are modelled."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.sheet import key_above, row_band, row_names, rows, sheet, year_axis
from dashboard.text import Text
from dashboard.theme import Mode, tokens

ROW_PX = 34


def chart(coverage: pd.DataFrame, *, t: Text, mode: Mode, row_px: int = ROW_PX) -> alt.LayerChart:
    """Return one row a label, with the number of regions behind its bar.

    `coverage` has label, first_year, last_year, regions, figures, method_class (of the passport). Several stretches
    of years may share a row: one with fewer regions is paler. Years outside a bar hold no value.
    """
    most = coverage.groupby("label")["regions"].transform("max")
    drawn = coverage.assign(
        name=coverage["label"],
        start=coverage["first_year"].astype(int) - 0.42,
        until=coverage["last_year"].astype(int) + 0.42,
        said=[t("charts.coverage.regions", count=f"{int(n):,}") for n in coverage["regions"]],
        words=[_years(row, t) for row in coverage.itertuples()],
        fill=[_fill(kind, mode) for kind in coverage["method_class"]],
        strength=0.2 + 0.8 * coverage["regions"] / most,
    )
    names = list(dict.fromkeys(drawn["name"]))
    x = year_axis(int(coverage["first_year"].min()), int(coverage["last_year"].max()))
    x.axis = alt.Axis(**{**x["axis"].to_dict(), "grid": True, "orient": "top"})
    y = row_band(names, inner=0.55)
    blue = tokens(mode)["blue"]
    base = alt.Chart(rows(drawn[["name", "start", "until", "said", "words", "fill", "strength", "label"]]))
    entries = [(t("charts.coverage.counted"), blue, True), (t("charts.status.modelled"), blue, False)]
    fullest = drawn[coverage["regions"] == most].drop_duplicates("name")
    is_mixed = (coverage["method_class"] == "modelled").any()
    return sheet(
        [
            base.mark_rect(stroke=blue, strokeWidth=1.25).encode(
                x=alt.X("start:Q", scale=x["scale"], axis=x["axis"]), x2="until", y=y,
                fill=alt.Fill("fill:N", scale=None), fillOpacity=alt.FillOpacity("strength:Q", scale=None),
                tooltip=[alt.Tooltip("label:N", title=t("charts.series")),
                         alt.Tooltip("words:N", title=t("charts.coverage.years")),
                         alt.Tooltip("said:N", title=t("charts.coverage.heading"))],
            ),
            alt.Chart(rows(fullest[["name", "said"]]))
            .mark_text(align="left", x="width", dx=8, color=tokens(mode)["muted"])
            .encode(y=y, text="said:N"),
            *row_names(names, y, mode),
            *([layer.encode(y=alt.value(-44)) for layer in key_above(entries, mode)] if is_mixed else []),
        ],
        mode,
        height=row_px * len(names),
    )  # fmt: skip


def table(coverage: pd.DataFrame, *, t: Text) -> pd.DataFrame:
    """Return source, first and last year, number of regions and of figures."""
    return tabulated(
        coverage,
        {"label": t("charts.series"), "first_year": t("charts.coverage.first"),
         "last_year": t("charts.coverage.last"), "regions": t("charts.coverage.heading"),
         "figures": t("charts.coverage.figures")},
    )  # fmt: skip


def _fill(method_class: str, mode: Mode) -> str:
    return tokens(mode)["paper" if method_class == "modelled" else "blue"]


def _years(row: tuple, t: Text) -> str:
    if row.first_year == row.last_year:
        return str(int(row.first_year))
    return t("charts.fan.unknown_years", first=int(row.first_year), last=int(row.last_year))

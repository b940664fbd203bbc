"""How probable it is, seen from the last year of the data, that the peak has passed by each year."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.sheet import (
    EDGE_PX,
    HEIGHT_PX,
    baseline,
    felt_years,
    haloed,
    rows,
    sheet,
    value_axis,
    value_scale,
    year_axis,
)
from dashboard.charts.unknown import unknown_years
from dashboard.text import Text
from dashboard.theme import Mode, tokens

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def chart(
    probability: pd.DataFrame, *, origin: int, today: int, t: Text, mode: Mode, marked: Sequence[int] = (2030,),
    height: int = HEIGHT_PX - 60,
) -> alt.LayerChart:  # fmt: skip
    """Return the rising line of P(the year of the highest value is this one or earlier), with the line of one half.

    `probability` has year and p_peaked (0-1, non-decreasing), one row a year; the years from the origin to
    `today` are hatched as not known to the data. The years in `marked` carry their
    probability in words, in steps of five percent: simulated paths bear no more.
    """
    drawn = probability.sort_values("year")[["year", "p_peaked"]]
    x = year_axis(min(origin, int(drawn["year"].min())), int(drawn["year"].max()))
    y = alt.Y("p_peaked:Q", scale=value_scale(1.0),
              axis=value_axis(t("charts.probability.axis", origin=origin), TICKS, form=".0%"))  # fmt: skip
    colour = tokens(mode)
    base = alt.Chart(rows(drawn)).encode(x=x)
    words = drawn[drawn["year"].isin(list(marked))]
    words = words.assign(
        said=[
            t("charts.probability.by_year", year=int(row.year), percent=rounded(row.p_peaked))
            for row in words.itertuples()
        ]
    )
    points = alt.Chart(rows(words)).encode(x=x, y=y)
    return sheet(
        [
            baseline(mode),
            *unknown_years(
                origin, min(today, int(drawn["year"].max())), x, 1.0, t=t, mode=mode,
                at_top=bool(drawn.loc[drawn["year"] <= today, "p_peaked"].max() < 0.6),
            ),
            *_half(t, mode),
            base.mark_area(color=colour["jade"], opacity=0.12, line=False).encode(y=y),
            base.mark_line(color=colour["jade"], strokeWidth=2.25, strokeDash=[6, 4]).encode(y=y),
            points.mark_point(size=60, filled=True, color=colour["jade"], opacity=1),
            *haloed(points.encode(text="said:N"), mode, align="right", dx=-6, dy=-14, color=colour["jade"],
                    fontWeight=700),
            felt_years(
                drawn.assign(said=[rounded(p) for p in drawn["p_peaked"]]),
                {"year": t("charts.probability.year"), "said": t("charts.probability.about")},
                x,
            ),
        ],
        mode,
        height=height,
    )  # fmt: skip


def rounded(p: float) -> str:
    """Return a probability as a page says it: in steps of five percent, and no certainty at either end.

    >>> rounded(0.312), rounded(0.004), rounded(0.999), rounded(1.0)
    ('30%', '<5%', '>95%', '>95%')
    """
    if p < 0.05:
        return "<5%"
    if p > 0.95:
        return ">95%"
    return f"{5 * round(p * 20)}%"


def table(probability: pd.DataFrame, *, t: Text) -> pd.DataFrame:
    """Return year and probability (0-1) under the page's headings."""
    return tabulated(
        probability.sort_values("year"),
        {"year": t("charts.year"), "p_peaked": t("charts.probability.heading")},
    )


def _half(t: Text, mode: Mode) -> list[alt.Chart]:
    base = alt.Chart(alt.Data(values=[{"half": 0.5, "said": t("charts.probability.half")}])).encode(y=alt.Y("half:Q"))
    muted = tokens(mode)["muted"]
    return [
        base.mark_rule(color=muted, strokeDash=[2, 3], strokeWidth=1),
        base.mark_text(x="width", align="left", dx=EDGE_PX, color=muted).encode(text="said:N"),
    ]

"""Carbon intensity over years, at constant prices of one year, which stands with the unit."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboard.charts import history
from dashboard.text import Text
from dashboard.theme import Mode
from pipelines.errors import SeriesUnfit


def chart(
    series: pd.DataFrame, labels: Mapping[str, str], *, unit: str, t: Text, mode: Mode,
    decimals: int | None = None,
) -> alt.LayerChart:  # fmt: skip
    """Return lines of a ratio to money, the unit followed by its price year.

    `series` as in history.chart, with price_year. Raises SeriesUnfit where a value has no price year or another
    one than its neighbours: such values do not stand on one axis.
    """
    priced = priced_unit(series, unit, t)
    return history.chart(series, labels, unit=priced, t=t, mode=mode, decimals=decimals, ring=())


def priced_unit(series: pd.DataFrame, unit: str, t: Text) -> str:
    """Return the unit with its price year, for the axis and for the heading of the table."""
    years = series["price_year"].dropna().unique()
    if len(years) != 1 or series["price_year"].isna().any():
        raise SeriesUnfit(
            "intensity", f"price years {sorted(map(int, years))} and {int(series['price_year'].isna().sum())} without",
            "Draw values of one price year only.",
        )  # fmt: skip
    return t("charts.intensity.unit", unit=unit, year=int(years[0]))

"""Power plants of a region: capacity by fuel."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.labels import number
from dashboard.charts.sheet import label_bars
from dashboard.text import Text
from dashboard.theme import Mode


def by_fuel(
    plants: pd.DataFrame,
    names: Mapping[str, str],
    colours: Mapping[str, str],
    *,
    unit: str,
    t: Text,
    mode: Mode,
) -> alt.LayerChart:
    """Return one bar a fuel: the capacity of its plants, with their number.

    `plants` has fuel_id and capacity_mw, one row a plant (queries/plants.sql); `names` and `colours` know every
    fuel_id. A list of plants is no census: the figure's notes say so.
    """
    fuels = sums(plants)
    said = [
        t("charts.plants.said", capacity=number(row.capacity_mw, 0), count=row.plants) for row in fuels.itertuples()
    ]
    bars = pd.DataFrame(
        {"name": fuels["fuel_id"].map(names), "value": fuels["capacity_mw"], "colour": fuels["fuel_id"].map(colours),
         "said": said}
    )  # fmt: skip
    return label_bars(bars, unit=unit, mode=mode)


def sums(plants: pd.DataFrame) -> pd.DataFrame:
    """Return fuel_id, capacity_mw, plants: capacity and number of plants by fuel, the largest first."""
    grouped = plants.groupby("fuel_id").agg(capacity_mw=("capacity_mw", "sum"), plants=("capacity_mw", "size"))
    return grouped.reset_index().sort_values("capacity_mw", ascending=False, ignore_index=True)


def table(plants: pd.DataFrame, names: Mapping[str, str], *, unit: str, t: Text) -> pd.DataFrame:
    """Return name, fuel, capacity with its unit in the heading and year of commissioning of each plant."""
    frame = plants.assign(fuel=plants["fuel_id"].map(names)).sort_values("capacity_mw", ascending=False)
    return tabulated(
        frame,
        {"name": t("charts.plants.name"), "fuel": t("charts.plants.fuel"),
         "capacity_mw": t("charts.value_in", unit=unit), "commissioned": t("charts.plants.commissioned")},
    )  # fmt: skip

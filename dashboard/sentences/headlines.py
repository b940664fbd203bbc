"""The figures that head a region's page: which value leads, how it changed, what it ranks, and why there is none.

What was not read at its source never leads; what is modelled leads only where nobody counted, and never changes or
ranks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.sentences.fair import is_fair

# The figures of the page by their place, each with the indicators that can fill it.
HEADS = {
    "population": ("population_resident",),
    "gdp": ("gdp_current",),
    "co2": ("co2_scope_1", "co2_energy"),
    "per_head": ("co2_per_head",),
    "intensity": ("co2_per_gdp_constant",),
}
SECOND_HAND = {"not_read_at_source", "check_before_use", "fact_not_confirmed", "superseded_figure"}
WEAK_SOURCES = {"encyclopedia", "document site", "code"}  # kinds of source that nobody vouches for
NO_CHANGE = {"current_prices"}  # years that do not compare
BREAKS = {"population_break_2010": 2010}  # a year that does not compare with the one before


@dataclass(frozen=True)
class Headline:
    """One leading figure."""

    indicator_id: str
    value: float
    unit: str  # a word of pipelines/units.py
    price_year: int | None
    year: int
    status: str  # the weakest of its inputs
    source_id: str
    edition: str
    caveats: frozenset[str]
    change: float | None  # against the year before in the same source, as a share; None where none may be told


def with_status(series: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of queries/series.sql with the column `status`, the weakest of a value's inputs."""
    return series.assign(status=series["input_status"].fillna(series["value_status"]))


def headline(series: pd.DataFrame, indicators: Sequence[str]) -> Headline | None:
    """Return the figure that leads for these indicators, or None where none may.

    `series` as with_status makes it. Counted before modelled, then the newest year, then what was counted or
    transcribed, then a statistical table before a document.
    """
    rows = series[series["indicator_id"].isin(indicators) & ~doubted(series)]
    if rows.empty:
        return None
    ordered = rows.assign(
        is_counted=rows["status"] != "modelled",
        is_solid=rows["status"].isin(["reported", "transcribed"]),
        is_table=rows["source_id"] != "documents",
    ).sort_values(["is_counted", "year", "is_solid", "is_table", "edition"], kind="stable")
    best = ordered.iloc[-1]
    caveats = frozenset(str(best["caveats"] or "").split())
    return Headline(
        best["indicator_id"], float(best["value"]), best["unit"],
        None if pd.isna(best["price_year"]) else int(best["price_year"]), int(best["year"]), best["status"],
        best["source_id"], best["edition"], caveats, _change(series, best, caveats),
    )  # fmt: skip


def newer_second_hand(series: pd.DataFrame, indicators: Sequence[str], after: int | None) -> pd.Series | None:
    """Return the newest figure that was not read at its source and is newer than `after`, or None."""
    rows = series[series["indicator_id"].isin(indicators) & second_hand(series)]
    rows = rows[rows["year"] > (after or 0)].sort_values("year", kind="stable")
    return None if rows.empty else rows.iloc[-1]


def real_growth(series: pd.DataFrame, year: int) -> float | None:
    """Return the real growth of GDP in a year, in percent, as an index or a document read at its source gives it."""
    of_year = series[(series["year"] == year) & ~doubted(series)]
    index = of_year[of_year["indicator_id"] == "gdp_index"].sort_values("edition")
    if len(index):
        return float(index.iloc[-1]["value"]) - 100
    said = of_year[of_year["indicator_id"] == "gdp_growth"]["value"].unique()
    return float(said[0]) if len(said) == 1 else None


def place(peers: pd.DataFrame, region_id: str) -> tuple[int, int] | None:
    """Return a region's place from the top and the number of regions, where ranking them is fair; else None.

    `peers` has region_id, value and what `is_fair` looks at, all of one indicator and year.
    """
    if region_id not in set(peers["region_id"]) or not is_fair(peers):
        return None
    own = peers.loc[peers["region_id"] == region_id, "value"].iloc[0]
    return int((peers["value"] > own).sum()) + 1, len(peers)


def hole(series: pd.DataFrame, parts: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the indicators of the first part of a ratio that has no value at all; empty where each has some.

    `parts` are the indicators of what is divided and of what it is divided by.
    """
    return next((indicators for indicators in parts if not years_of(series, indicators)), ())


def years_of(series: pd.DataFrame, indicators: Sequence[str]) -> list[int]:
    """Return the years that any of the indicators has a value for."""
    return sorted({int(year) for year in series.loc[series["indicator_id"].isin(indicators), "year"]})


def runs(years: Sequence[int]) -> list[tuple[int, int]]:
    """Return years as stretches without a gap.

    >>> runs([1997, 1998, 1999, 2003])
    [(1997, 1999), (2003, 2003)]
    """
    stretches: list[tuple[int, int]] = []
    for year in years:
        if stretches and stretches[-1][1] == year - 1:
            stretches[-1] = (stretches[-1][0], year)
        else:
            stretches.append((year, year))
    return stretches


def doubted(series: pd.DataFrame) -> pd.Series:
    """Return which rows may not lead: not read at their source, unconfirmed, replaced, or of a weak kind of source."""
    return second_hand(series) | series["source_class"].isin(WEAK_SOURCES)


def second_hand(series: pd.DataFrame) -> pd.Series:
    """Return which rows were not read at their source, are unconfirmed or were replaced by a later figure."""
    return series["caveats"].fillna("").map(lambda caveats: bool(SECOND_HAND & set(caveats.split())))


def _change(series: pd.DataFrame, row: pd.Series, caveats: frozenset[str]) -> float | None:
    if row["status"] == "modelled" or caveats & NO_CHANGE:
        return None
    if any(BREAKS[caveat] == row["year"] for caveat in caveats & set(BREAKS)):
        return None
    key = ["indicator_id", "source_id", "edition"]
    same = (series[key] == row[key]).all(axis=1)
    before = series.loc[same & (series["year"] == row["year"] - 1), "value"]
    return float(row["value"] / before.iloc[0] - 1) if len(before) == 1 and before.iloc[0] else None

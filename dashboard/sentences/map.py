"""What the map page says of a map: its question, its answer, what is missing. Every number is in the rows given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.charts.labels import number
from dashboard.sentences.fair import FEWEST, is_fair
from dashboard.sentences.quantities import parts, spoken
from dashboard.text import Text, format_share
from pipelines.catalog import Indicator

NAMED = 12  # so many regions without data are named, more are counted


def question(values: pd.DataFrame, *, area: str, measure: str, year: int, t: Text) -> str:
    """Return the page's question; only where ranking is fair does it ask who is high."""
    key = "map.question.ranked" if is_fair(values) else "map.question.spread"
    return t(key, area=area, measure=measure, year=year)


def answer(values: pd.DataFrame, names: Mapping[str, str], indicator: Indicator, *, level: str, t: Text) -> str:
    """Return one or two sentences on a map's values.

    `values` has region_id, value, status, source_id, edition, caveats, one row a region, at least one. A ranking is
    told only where it is fair; else the middle half of the regions, or each of them where they are few.
    """
    if is_fair(values):
        first = _ranked(values, names, indicator.unit, t)
    elif len(values) < FEWEST:
        first = _listed(values, names, indicator.unit, level, t)
    else:
        first = _spread(values, indicator.unit, level, t)
    if indicator.kind != "total" or len(values) < FEWEST:
        return first
    return t("map.answer.with_sum", first=first, total=spoken(values["value"].sum(), indicator.unit, t))


def missing(absent: Sequence[str], drawn: int, *, level: str, t: Text) -> str:
    """Return which regions of a map have no data: by name while they are few, else how many; empty for none."""
    if not absent:
        return ""
    noun, share = t(f"map.units.{level}"), format_share(len(absent) / drawn, 0)
    if len(absent) > NAMED:
        return t("map.missing.counted", count=f"{len(absent):,}", noun=noun, share=share)
    return t("map.missing.named", count=len(absent), noun=noun, names=t("map.comma").join(absent))


def not_drawn(units: int, share: float, *, t: Text) -> str:
    """Return what a national map of counties leaves out, and how much of the emissions that is (share, 0-1)."""
    return t("map.not_drawn", units=units, share=format_share(share, 1))


def _ranked(values: pd.DataFrame, names: Mapping[str, str], unit: str, t: Text) -> str:
    ordered = values.sort_values("value", ascending=False, kind="stable")
    high, low = ordered.iloc[0], ordered.iloc[-1]
    said = {
        "high": names[high["region_id"]], "high_value": spoken(high["value"], unit, t),
        "low": names[low["region_id"]], "low_value": spoken(low["value"], unit, t),
    }  # fmt: skip
    if high["value"] <= 0:
        falls = {key: spoken(-row["value"], unit, t) for key, row in (("high_value", high), ("low_value", low))}
        return t("map.answer.falls", **said | falls)
    if low["value"] > 0 and unit != "percent" and high["value"] / low["value"] >= 1.5:
        return t("map.answer.ranked_times", **said, times=number(high["value"] / low["value"], _decimals(high, low)))
    return t("map.answer.ranked", **said)


def _decimals(high: pd.Series, low: pd.Series) -> int:
    return 0 if high["value"] / low["value"] >= 10 else 1


def _listed(values: pd.DataFrame, names: Mapping[str, str], unit: str, level: str, t: Text) -> str:
    told = [
        t("map.answer.one", name=names[row.region_id], value=spoken(row.value, unit, t))
        for row in values.sort_values("region_id").itertuples()
    ]
    noun = t(f"map.units.{level}")
    return t("map.answer.few", count=len(values), noun=noun, listed=t("map.comma").join(told))


def _spread(values: pd.DataFrame, unit: str, level: str, t: Text) -> str:
    low, high = values["value"].quantile([0.25, 0.75])
    kinds = set(values["status"])
    kind = next((soft for soft in ("projected", "modelled", "nowcast", "estimated") if soft in kinds), "doubted")
    return t(
        f"map.answer.spread_{kind}", count=f"{len(values):,}", noun=t(f"map.units.{level}"),
        low=parts(low, unit, t)[0], high=spoken(high, unit, t),
    )  # fmt: skip

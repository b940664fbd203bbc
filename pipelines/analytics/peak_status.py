"""Has it peaked? What a series says of itself by the rules in use: labels, not forecasts.

Five-year rule: the maximum lies five years back or more (Levin and Rich, Turning Points, WRI 2017). Active
and passive: falling for five years while the economy grows, or with a recession or a shrinking population
(Shan et al., Science Bulletin 67, 2022, 1910). A label says nothing of years to come: the projection does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pymannkendall

from pipelines.analytics.series import History, checked

CONFIRMED_AFTER_YEARS = 5
TREND_POINTS = 8  # Mann-Kendall is not computed on fewer years after the record
TREND_ALPHA = 0.05
PLATEAU_YEARS = 5
PLATEAU_BELOW_RECORD = 0.03  # every year of a plateau is within this share of the record
PLATEAU_SLOPE = 0.005  # and its slope is smaller than this share of the record a year


@dataclass(frozen=True)
class TrendAfterRecord:
    """The years after the record, without it."""

    sen_slope: float | None  # share of the record a year; None with fewer than two years
    mann_kendall_z: float | None  # with Hamed and Rao's correction; None with fewer than eight years
    mann_kendall: str | None  # falling, rising or no_trend at 5 %


@dataclass(frozen=True)
class PeakStatus:
    """The status in a word, and what it rests on."""

    status: str  # rising, plateau, peaked_unconfirmed, peaked_active, peaked_passive, undetermined
    reason: str | None  # of undetermined: rebound or drivers_unknown
    record_year: int
    years_since: int  # from the record to the last year
    drop: float  # 0-1: how far the last year lies below the record
    five_year_rule: bool
    trend: TrendAfterRecord
    drivers_since: dict[str, float | None]  # change of population and gdp since the record year, a share


def peak_status(
    years: Sequence, co2: Sequence, *, drivers: pd.DataFrame | None = None, where: str = "series"
) -> PeakStatus:
    """Return the peak status of a yearly series at its last year.

    `drivers`: index year, columns population and gdp (constant prices), either or both; only the record year
    and the last year count. Raises SeriesTooShort under ten years and SeriesUnfit as project does.
    """
    history = checked(years, co2, where=where)
    trend = _trend_after_record(history)
    since = {name: _change_since_record(history, drivers, name) for name in ("population", "gdp")}
    status, reason = _status(history, trend, since)
    years_since = history.origin - history.record_year
    return PeakStatus(
        status=status,
        reason=reason,
        record_year=history.record_year,
        years_since=years_since,
        drop=float(1 - history.co2[-1] / history.record),
        five_year_rule=years_since >= CONFIRMED_AFTER_YEARS,
        trend=trend,
        drivers_since=since,
    )


def _status(
    history: History, trend: TrendAfterRecord, since: dict[str, float | None]
) -> tuple[str, str | None]:
    years_since = history.origin - history.record_year
    if _is_plateau(history):
        return "plateau", None
    if years_since == 0:
        return "rising", None
    if years_since < CONFIRMED_AFTER_YEARS:
        return "peaked_unconfirmed", None
    if trend.sen_slope >= 0:
        return "undetermined", "rebound"
    known = [change for change in since.values() if change is not None]
    if any(change < 0 for change in known):
        return "peaked_passive", None
    return ("peaked_active", None) if len(known) == len(since) else ("undetermined", "drivers_unknown")


def _is_plateau(history: History) -> bool:
    """Five years or more up to the last lie near the record, and nearly level."""
    shares = history.co2 / history.record
    far = np.flatnonzero(shares < 1 - PLATEAU_BELOW_RECORD)
    near = shares[far[-1] + 1 :] if far.size else shares
    return len(near) >= PLATEAU_YEARS and abs(_sen_slope(near)) < PLATEAU_SLOPE


def _trend_after_record(history: History) -> TrendAfterRecord:
    after = history.co2[history.years > history.record_year] / history.record
    slope = _sen_slope(after) if len(after) >= 2 else None
    if len(after) < TREND_POINTS:
        return TrendAfterRecord(slope, None, None)
    test = pymannkendall.hamed_rao_modification_test(after, alpha=TREND_ALPHA)
    if not np.isfinite(test.z):  # the correction can leave no variance; the plain test always has some
        test = pymannkendall.original_test(after, alpha=TREND_ALPHA)
    words = {"decreasing": "falling", "increasing": "rising", "no trend": "no_trend"}
    return TrendAfterRecord(slope, float(test.z), words[test.trend])


def _sen_slope(values: np.ndarray) -> float:
    """The median of the slopes between all pairs of years (Sen 1968)."""
    return float(pymannkendall.sens_slope(values).slope)


def _change_since_record(history: History, drivers: pd.DataFrame | None, name: str) -> float | None:
    """A driver's change from the record year to the last year, as a share; None where either is unknown."""
    if drivers is None or name not in drivers.columns:
        return None
    then, now = (
        pd.to_numeric(drivers[name].get(year), errors="coerce")
        for year in (history.record_year, history.origin)
    )
    known = all(value is not None and np.isfinite(value) and value > 0 for value in (then, now))
    return float(now / then - 1) if known else None

"""What simulated futures say about the peak: probabilities and windows, never a single year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipelines.analytics.series import History

YEARS_BEYOND = 10  # a peak by year T is judged on a path that runs to T + 10
RECORD_YEARS = 10  # "no new record" looks this far ahead, whatever the horizon
PLATEAU_SHARE = 0.01  # a record exceeded by less than this is a plateau
WINDOW = {"q10": 0.10, "q50": 0.50, "q90": 0.90}


@dataclass(frozen=True)
class Peak:
    """The peak as seen from the origin.

    Its year in a path is the year of the maximum of history and path, up to ten years past the horizon; of
    equal maxima the earliest. A longer horizon asks more of a peak, so a peak by 2030 that is judged on paths
    to 2070 is a little less likely than one that is judged on paths to 2040.
    """

    p_no_new_record: float  # 0-1: the next ten years stay at or below the record
    p_plateau: float  # 0-1: they exceed the record, by less than 1 %
    p_peaked_by: pd.Series  # 0-1 by year, origin to horizon: the peak is in that year or before
    p_in_last_year: float  # 0-1: the maximum is in the last simulated year, so the peak is later still
    year: pd.Series  # Int64, q10 q50 q90; empty where the quantile falls into the last simulated year
    level: pd.Series  # q10 q50 q90 of the maximum up to the last simulated year, in the unit of the series


def peak_events(history: History, log_to_record: np.ndarray, *, horizon: int) -> Peak:
    """Return the peak of paths given as ln(value / record), shape (horizon + 10, paths)."""
    steps, paths = log_to_record.shape
    highest = log_to_record.max(axis=0)
    step = np.where(highest > 0, log_to_record.argmax(axis=0) + 1, 0)  # 0: the peak is in the history
    p_by_step = np.cumsum(np.bincount(step, minlength=steps + 1)) / paths
    next_high = log_to_record[:RECORD_YEARS].max(axis=0)
    peak_levels = history.record * np.exp(np.maximum(highest, 0))
    years = pd.RangeIndex(history.origin, history.origin + horizon + 1, name="year")
    return Peak(
        p_no_new_record=float(np.mean(next_high <= 0)),
        p_plateau=float(np.mean((next_high > 0) & (next_high < np.log1p(PLATEAU_SHARE)))),
        p_peaked_by=pd.Series(p_by_step[: horizon + 1], years, name="p_peaked"),
        p_in_last_year=float(np.mean(step == steps)),
        year=_window(history, p_by_step),
        level=pd.Series(np.quantile(peak_levels, list(WINDOW.values())), list(WINDOW)),
    )


def _window(history: History, p_by_step: np.ndarray) -> pd.Series:
    """The first year by which the peak has come with 10, 50 and 90 %."""
    last_step = len(p_by_step) - 1
    years: dict[str, int | None] = {}
    for name, share in WINDOW.items():
        step = int(np.searchsorted(p_by_step, share))
        years[name] = None if step >= last_step else history.origin + step if step else history.record_year
    return pd.Series(years, dtype="Int64")

"""The first projection of a region's emissions: a distribution of futures, seen from its last year of data.

docs/methods/projection.md explains it in words and says how good it was where the outcome is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipelines.analytics.damped_drift import DampedDrift
from pipelines.analytics.drivers import log_drivers
from pipelines.analytics.peak_events import RECORD_YEARS, YEARS_BEYOND, Peak, peak_events
from pipelines.analytics.series import History, checked

# Columns of every fan. 50 % lies between q25 and q75, 80 % between q10 and q90, 95 % between q025 and q975.
QUANTILES = {
    "q05": 0.05,
    "q10": 0.10,
    "q25": 0.25,
    "q50": 0.50,
    "q75": 0.75,
    "q90": 0.90,
    "q95": 0.95,
    "q025": 0.025,
    "q975": 0.975,
}
FAN_COLUMNS = ("q05", "q10", "q25", "q50", "q75", "q90", "q95", "mean", "q025", "q975")
PATHS = 4000
SEED = 2060
FARTHEST_LOG = 300.0  # a series that jumps by twenty orders of magnitude must not end in infinity


@dataclass(frozen=True)
class Projection:
    """Futures of one series after its origin, in the unit of the series."""

    history: History
    form: str  # kaya, per_head or alone: which drivers were at hand
    driver_years: int  # how many years up to the origin the drivers cover
    quantiles: pd.DataFrame  # index year, the horizon's years; columns FAN_COLUMNS
    paths: np.ndarray  # (paths, horizon + 10)
    peak: Peak

    @property
    def origin(self) -> int:
        return self.history.origin


def project(
    years: Sequence,
    co2: Sequence,
    *,
    horizon: int,
    drivers: pd.DataFrame | None = None,
    paths: int = PATHS,
    seed: int = SEED,
    where: str = "series",
) -> Projection:
    """Return simulated futures of a yearly series for the `horizon` years after its last year.

    `drivers`: index year, columns population and gdp (constant prices), either or both; see log_drivers.
    The unit does not matter, nor does what year it is; the same input and seed give the same numbers, and so
    the same draws serve every region. Raises SeriesTooShort under ten years, SeriesUnfit for a gap, a year
    given twice, a value not over zero, or a series that never changes.
    """
    return project_history(
        checked(years, co2, where=where), horizon=horizon, drivers=drivers, paths=paths, seed=seed
    )


def project_history(
    history: History,
    *,
    horizon: int,
    drivers: pd.DataFrame | None = None,
    paths: int = PATHS,
    seed: int = SEED,
) -> Projection:
    """Return simulated futures of a series that has been checked."""
    if horizon < 1 or paths < 1:
        raise ValueError(f"horizon {horizon} and paths {paths} must be at least 1")
    form, logs = log_drivers(history, drivers)
    steps = max(horizon + YEARS_BEYOND, RECORD_YEARS)
    log_to_record = DampedDrift().simulate(logs, form, steps=steps, paths=paths, seed=seed)
    log_to_record += history.log_to_record[-1]
    np.clip(log_to_record, -FARTHEST_LOG, FARTHEST_LOG, out=log_to_record)
    levels = history.record * np.exp(log_to_record)
    return Projection(
        history=history,
        form=form.name,
        driver_years=len(logs),
        quantiles=_fan(history.origin, levels[:horizon]),
        paths=levels.T,
        peak=peak_events(history, log_to_record, horizon=horizon),
    )


def _fan(origin: int, levels: np.ndarray) -> pd.DataFrame:
    """Quantiles and mean of levels (years, paths); linear between order statistics."""
    ordered = np.sort(levels, axis=1)
    place = np.array(list(QUANTILES.values())) * (ordered.shape[1] - 1)
    below = np.floor(place).astype(int)
    above = np.ceil(place).astype(int)
    values = ordered[:, below] + (place - below) * (ordered[:, above] - ordered[:, below])
    years = pd.RangeIndex(origin + 1, origin + 1 + len(levels), name="year")
    return pd.DataFrame(values, years, list(QUANTILES)).assign(mean=levels.mean(axis=1))[list(FAN_COLUMNS)]

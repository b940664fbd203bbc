"""What emissions are made of, in logarithms: the drivers that a projection moves separately.

ln C = ln P + ln(G/P) + ln(C/G): population, GDP per head at constant prices, CO2 per GDP (Kaya 1990).
Where GDP is not known, ln C = ln P + ln(C/P); where population is not known either, ln C alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipelines.analytics.series import MINIMUM_POINTS, History
from pipelines.errors import SeriesUnfit


@dataclass(frozen=True)
class Driver:
    """How one driver's yearly log change goes on after the origin.

    Its expected change h years ahead is (kept x own drift + (1 - kept) x prior) x damping^h. docs/methods/
    projection.md says where each number comes from and what was measured with it.
    """

    name: str
    memory: (
        float  # 0-1: the weight of a yearly change in the own drift, relative to that of the year after it
    )
    kept: float  # share of the region's own drift, 0-1
    prior: float  # log change a year that a region tends to have
    damping: float  # 0-1 a year
    spread: float  # log change a year: standard deviation of a drift beyond what its history shows


@dataclass(frozen=True)
class Form:
    """A set of drivers whose logs add up to the log of emissions, and the columns it needs for that."""

    name: str
    needs: tuple[str, ...]
    drivers: tuple[Driver, ...]

    def column(self, attribute: str) -> np.ndarray:
        """One number of each driver, shape (drivers,)."""
        return np.array([getattr(driver, attribute) for driver in self.drivers])


POPULATION = Driver("population", memory=0.70, kept=1.0, prior=0.0, damping=0.98, spread=0.0)

KAYA = Form(
    "kaya",
    ("population", "gdp"),
    (
        POPULATION,
        Driver("gdp_per_head", memory=0.92, kept=0.5, prior=0.018, damping=0.90, spread=0.015),
        Driver("co2_per_gdp", memory=0.92, kept=0.5, prior=-0.012, damping=0.90, spread=0.015),
    ),
)
PER_HEAD = Form(
    "per_head",
    ("population",),
    (POPULATION, Driver("co2_per_head", memory=0.92, kept=0.5, prior=0.006, damping=0.90, spread=0.02)),
)
ALONE = Form("alone", (), (Driver("co2", memory=0.92, kept=0.5, prior=0.006, damping=0.90, spread=0.02),))


def log_drivers(history: History, drivers: pd.DataFrame | None) -> tuple[Form, np.ndarray]:
    """Return the richest form that the drivers allow, and its logs, shape (years, drivers).

    `drivers` has years as index and any of the columns population and gdp (constant prices); units do not
    matter. A form is used when all it needs is positive in every one of the last ten years or more up to the
    origin; its logs cover that unbroken run. Years after the origin are not looked at.
    """
    table = _aligned(history, drivers)
    for form in (KAYA, PER_HEAD):
        run = _unbroken_run(table.reindex(columns=form.needs).to_numpy(float))
        if run >= MINIMUM_POINTS:
            return form, _logs(form, history.log_to_record[-run:], table.iloc[-run:])
    return ALONE, history.log_to_record[:, None]


def _aligned(history: History, drivers: pd.DataFrame | None) -> pd.DataFrame:
    """The drivers in the history's years, as logs to their last value; what is not positive is missing."""
    if drivers is None:
        return pd.DataFrame(index=history.years)
    if drivers.index.duplicated().any():
        raise SeriesUnfit("drivers", "a year is given twice", "Keep one figure for each year.")
    known = drivers.reindex(index=history.years, columns=list(KAYA.needs))
    numbers = known.apply(pd.to_numeric, errors="coerce").astype(float)
    numbers = numbers.where(np.isfinite(numbers) & (numbers > 0))
    return np.log(numbers / numbers.iloc[-1]).round(12)


def _unbroken_run(values: np.ndarray) -> int:
    """How many rows at the end have a number in every column."""
    broken = np.flatnonzero(np.isnan(values).any(axis=1))
    return len(values) - (broken[-1] + 1 if broken.size else 0)


def _logs(form: Form, co2: np.ndarray, table: pd.DataFrame) -> np.ndarray:
    population = table["population"].to_numpy()
    if form is PER_HEAD:
        return np.column_stack([population, co2 - population])
    gdp = table["gdp"].to_numpy()
    return np.column_stack([population, gdp - population, co2 - gdp])

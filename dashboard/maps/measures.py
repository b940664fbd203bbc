"""From figures to what a map draws: classes that hold over the years, the colours of the meaning, the tooltip."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from dashboard.maps.classes import Classes, classify
from dashboard.maps.packing import Detail
from dashboard.maps.spec import Measure
from dashboard.theme import Mode, scale
from pipelines.catalog import Indicator

CENTRES = {"index_previous_year": 100.0, "percent": 0.0}  # where a diverging measure turns, by its unit
STRADDLES = 0.1  # share of values on the smaller side from which a scale that diverges says something
MOST_DECIMALS = 3


def classes_of(values: Sequence[float], indicator: Indicator) -> Classes:
    """Return classes of all years' values: by quantiles, or about the centre where values lie on both sides."""
    return classify(values, "quantile", centre=_centre(values, indicator))


def measure(
    values: pd.DataFrame, classes: Classes, indicator: Indicator, *, name: str, unit: str, mode: Mode, status: str,
    details: tuple[Detail, ...],
) -> Measure:  # fmt: skip
    """Return what a map draws of one year. `values` has region_id and value; `name`, `unit`, `status` are words."""
    numbers = values.set_index("region_id")["value"]
    is_diverging = _centre_was_used(classes, indicator)
    colours = indicator.colours if indicator.colours != "diverging" or is_diverging else "neutral"
    return Measure(
        name,
        unit,
        decimals_for(numbers, indicator.decimals),
        numbers,
        classes,
        tuple(scale(colours, mode)),
        status,
        details,
    )


def decimals_for(numbers: pd.Series, printed: int) -> int:
    """Return decimals that leave the middle value two figures, at least those that the indicator is printed with.

    >>> decimals_for(pd.Series([0.031, 0.04]), 1), decimals_for(pd.Series([196.2]), 1)
    (3, 1)
    """
    middle = float(np.nanmedian(numbers.abs())) if numbers.notna().any() else 0.0
    needed = 1 - math.floor(math.log10(middle)) if middle > 0 else 0
    return min(max(printed, needed), max(printed, MOST_DECIMALS))


def worded(values: pd.DataFrame, column: str, words: Mapping[str, str]) -> pd.Series:
    """Return a column of codes in words, by region_id; a code without a word is left out."""
    return values.set_index("region_id")[column].map(words).dropna()


def _centre(values: Sequence[float], indicator: Indicator) -> float | None:
    centre = CENTRES.get(indicator.unit) if indicator.colours == "diverging" else None
    if centre is None:
        return None
    numbers = np.asarray(values, dtype=float)
    above = float(np.mean(numbers > centre)) if len(numbers) else 0.0
    return centre if STRADDLES <= above <= 1 - STRADDLES else None


def _centre_was_used(classes: Classes, indicator: Indicator) -> bool:
    centre = CENTRES.get(indicator.unit)
    return centre is not None and math.isclose((classes.low + classes.high) / 2, centre, abs_tol=1e-6)

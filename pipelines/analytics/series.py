"""One yearly series, checked: what a method may rely on before it computes anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipelines.errors import SeriesTooShort, SeriesUnfit

MINIMUM_POINTS = 10

# What can be wrong with a series, and what to do about it. The first that applies is named.
REMEDIES = {
    "duplicate_year": ("a year is given twice", "Keep one figure for each year."),
    "too_short": (f"there are fewer than {MINIMUM_POINTS} years", "Bring in more years of the same source."),
    "non_positive": (
        "a value is zero or negative",
        "Leave unknown years empty; a logarithm needs values over zero.",
    ),
    "gap": (
        "a year between the first and the last has no number",
        "Fill in the year, or start after the gap.",
    ),
    "constant": (
        "every year has the same value",
        "Check the source: a measured series does not stand still.",
    ),
}


@dataclass(frozen=True)
class History:
    """A series without gaps: at least ten consecutive years of positive numbers that are not all the same."""

    years: np.ndarray  # int, ascending, one apart
    co2: np.ndarray  # float, in the unit it came in

    @property
    def origin(self) -> int:
        """The last year with a value: nothing later is known."""
        return int(self.years[-1])

    @property
    def record(self) -> float:
        return float(self.co2.max())

    @property
    def record_year(self) -> int:
        """The year of the maximum; of equal maxima the earliest."""
        return int(self.years[self.co2.argmax()])

    @property
    def log_to_record(self) -> np.ndarray:
        """ln(value / record): 0 at the record, below 0 elsewhere, whatever the unit.

        Rounded to twelve decimals, so that the same history in t and in Mt gives the same numbers.
        """
        return np.round(np.log(self.co2) - np.log(self.record), 12)


def examine(years: Sequence, co2: Sequence) -> tuple[str, History | None]:
    """Return ("ok", history), or the name of what is wrong (a key of REMEDIES) and None.

    Rows may come in any order. An empty value before the first or after the last figure is not a point;
    what is written but is not a finite number (text, infinity) is a gap, so that it never moves the origin.
    """
    rows = pd.DataFrame({"year": _numbers(years), "co2": _numbers(co2), "blank": _blank(co2)})
    written = rows[~rows.blank.to_numpy()]
    if rows.year[written.index].isna().any() or (written.year % 1 != 0).any():
        return ("too_short" if len(written) < MINIMUM_POINTS else "gap"), None
    known = rows[rows.year.le(written.year.max())]
    if known.year.duplicated().any():
        return "duplicate_year", None
    if len(written) < MINIMUM_POINTS:
        return "too_short", None
    if (written.co2 <= 0).any():
        return "non_positive", None
    written = written.sort_values("year")
    if not np.isfinite(written.co2).all() or (written.year.diff().iloc[1:] != 1).any():
        return "gap", None
    history = History(written.year.to_numpy(dtype=int), written.co2.to_numpy(dtype=float))
    return ("ok", history) if history.log_to_record.any() else ("constant", None)


def checked(years: Sequence, co2: Sequence, *, where: str = "series") -> History:
    """Return the history, or raise SeriesTooShort or SeriesUnfit, naming `where` and what is wrong."""
    status, history = examine(years, co2)
    if history is not None:
        return history
    what, remedy = REMEDIES[status]
    raise (SeriesTooShort if status == "too_short" else SeriesUnfit)(where, what, remedy)


def last_year(years: Sequence, co2: Sequence) -> int | None:
    """The last year with a figure, for a series that may be unfit; None where there is no such year."""
    year = pd.Series(_numbers(years))[~_blank(co2)].max()
    return int(year) if np.isfinite(year) else None


def _numbers(values: Sequence) -> np.ndarray:
    return pd.to_numeric(pd.Series(values).reset_index(drop=True), errors="coerce").to_numpy(
        float, na_value=np.nan
    )


def _blank(values: Sequence) -> np.ndarray:
    column = pd.Series(values).reset_index(drop=True)
    return (column.isna() | column.astype("string").str.strip().eq("").fillna(True)).to_numpy(bool)

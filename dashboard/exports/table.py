"""A figure's table as a CSV file that Excel opens with its Chinese intact."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.labels import decimals_of
from dashboard.text import MISSING, Text, format_value

# A cell that starts so is a formula to a spreadsheet; a text cell is made text again by an apostrophe.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
PUBLISHED_DECIMALS = 3  # statistics are hardly printed with more


def csv(figure: Figure, *, t: Text, build_id: str) -> bytes:
    """Return the table as UTF-8 with a byte-order mark: one heading row, raw numbers, empty cells where none is.

    Source, edition and build follow as columns of every row, so that no row loses them when it is copied.
    """
    frame = figure.table.copy()
    semicolon = t("figure.semicolon")
    for heading, parts in (
        ("figure.csv_source", [source.text for source in figure.sources]),
        ("figure.csv_edition", [source.edition for source in figure.sources if source.edition]),
        ("figure.csv_build", [build_id]),
    ):
        frame[t(heading)] = semicolon.join(dict.fromkeys(parts))
    frame = frame.rename(columns=harmless).map(harmless)
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def harmless(cell: Any) -> Any:
    """Return a text cell that no spreadsheet takes for a formula; anything else as it is.

    >>> harmless("=1+1"), harmless("−3.3"), harmless(-3.3)
    ("'=1+1", '−3.3', -3.3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def shown(column: pd.Series) -> list[str]:
    """Return a column's cells as a page writes them, decimals under each other and a dash where there is no value.

    Published figures keep their digits; computed ones, which have more than three decimals, are cut to four
    significant figures of the largest. Whole numbers, which may be years, are written without marks.
    """
    missing = column.isna()
    if pd.api.types.is_float_dtype(column):
        digits = _decimals(column[~missing])
        return [format_value(None if bare else value, digits) for value, bare in zip(column, missing, strict=True)]
    return [MISSING if bare else str(value) for value, bare in zip(column, missing, strict=True)]


def _decimals(values: pd.Series) -> int:
    needed = decimals_of(values)
    if needed <= PUBLISHED_DECIMALS:
        return needed
    largest = values.abs().max()
    return max(0, 3 - math.floor(math.log10(largest))) if largest else 0

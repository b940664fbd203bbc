"""A figure's table as a CSV file that Excel opens with its Chinese intact."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.text import Text

# A cell that starts so is a formula to a spreadsheet; a text cell is made text again by an apostrophe.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


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


def shown(value: Any, *, is_year: bool = False) -> str:
    """Return a cell as a page writes it: seven significant figures at most, a dash where there is none."""
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return "—"
    if isinstance(value, str | bool) or is_year:
        return str(value)
    return f"{float(f'{value:.7g}'):,.10g}".replace("-", "−")

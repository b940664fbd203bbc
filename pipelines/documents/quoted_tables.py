"""Rows of printed tables, quoted without their heads: one figure stands in one column, in every row.

A bare number in such a row says nothing of what it is. That the same figure of the other regions is quoted
from the same column of their rows is the check that can be made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pipelines.documents.quotations import readings

ROWS_NEEDED = 3  # with fewer rows there is no column to compare with


@dataclass(frozen=True)
class _Cell:
    from_start: int  # number of cells before it
    from_end: int  # number of cells from it to the end
    start: int  # characters of the quotation
    end: int


def in_one_column(facts: list[dict]) -> list[dict]:
    """Return the facts, those confirmed by a cell of another column than their fellows' made unconfirmed.

    Fellows have table, source, indicator and period in common. Columns are counted from either end of the
    row: a blank first cell is not printed, and a row may be cut. A value that stands in two columns is marked
    in the right one.
    """
    rows: dict[tuple, list[tuple[int, list[_Cell]]]] = defaultdict(list)
    for number, fact in enumerate(facts):
        if cells := _cells_with_value(fact):
            key = tuple(fact[column] for column in ("fact_table", "source_title", "indicator", "period"))
            rows[key].append((number, cells))
    checked = list(facts)
    for members in rows.values():
        if len(members) < ROWS_NEEDED:
            continue
        cells = [cell for _, candidates in members for cell in candidates]
        usual_first = Counter(cell.from_start for cell in cells).most_common(1)[0][0]
        usual_last = Counter(cell.from_end for cell in cells).most_common(1)[0][0]
        for number, candidates in members:
            right = [c for c in candidates if c.from_start == usual_first or c.from_end == usual_last]
            checked[number] = _placed(facts[number], right[0] if right else None)
    return checked


def _cells_with_value(fact: dict) -> list[_Cell]:
    """Return the cells that hold the value of a fact confirmed by a cell; none for any other fact."""
    row = [reading for reading in readings(fact["quote"]) if not reading.unit]
    confirming = [cell.value for cell in row if cell.start == fact["confirmed_start"]]
    if fact["confirmation"] != "confirmed_literal" or len(row) < 2 or not confirming:
        return []
    return [
        _Cell(i, len(row) - i, cell.start, cell.end)
        for i, cell in enumerate(row)
        if cell.value == confirming[0]
    ]


def _placed(fact: dict, cell: _Cell | None) -> dict:
    if cell is None:
        refused = {"confirmation": "unconfirmed", "confirmed_start": None, "confirmed_end": None}
        return fact | refused | {"confirmation_note": "other_column"}
    return fact | {"confirmed_start": cell.start, "confirmed_end": cell.end}

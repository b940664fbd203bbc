"""Publishers' workbooks as delivered: a sheet's cells by row and column, and places a person can find."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from pipelines.errors import NotANumber, RawFileUnreadable
from pipelines.reading.delivered import raw_path

Cell = object  # str, float, bool, date or time; "" is an empty cell or an error value


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, from cell A1 on."""

    file: str  # name of the workbook
    name: str
    rows: tuple[tuple[Cell, ...], ...]

    def locator(self, row: int, column: int) -> str:
        """Return file, sheet and cell for a row and column counted from 0, as `co2.xlsx|Sheet1|H12`."""
        return f"{self.file}|{self.name}|{get_column_letter(column + 1)}{row + 1}"

    def number(self, row: int, column: int) -> float:
        """Return the number in a cell; raise NotANumber for text, a date, an error or nothing."""
        cell = self.rows[row][column]
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            found = "the cell is empty or an error value" if cell == "" else f"{cell!r} is not a number"
            raise NotANumber(
                self.locator(row, column), found, "Mend the cell, or teach the reader what it means."
            )
        return float(cell)


def read_sheets(folder: Path, name: str) -> dict[str, Sheet]:
    """Return every sheet of the workbook `name` by its name, in the workbook's order.

    Raises RawFileMissing, and RawFileUnreadable for a file that is cut off or is no workbook.
    """
    path = raw_path(folder, name)
    try:
        workbook = CalamineWorkbook.from_path(path)
        return {
            sheet: Sheet(name, sheet, tuple(map(tuple, _cells(workbook, sheet))))
            for sheet in workbook.sheet_names
        }
    except (CalamineError, OSError) as error:
        raise RawFileUnreadable(str(path), str(error), "It is cut off or damaged: get it again.") from error


def text(cell: Cell) -> str:
    """Return a label without the white space that publishers pad it with; a number as it would be typed."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def is_blank(row: tuple[Cell, ...]) -> bool:
    return all(text(cell) == "" for cell in row)


def _cells(workbook: CalamineWorkbook, sheet: str) -> list[list[Cell]]:
    return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)

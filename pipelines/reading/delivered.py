"""Publishers' tables as delivered: cells as text with their line, and errors that name the place."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import (
    DuplicateRow,
    LayoutChanged,
    NotANumber,
    RawFileMissing,
    RawFileUnreadable,
    UnknownRegion,
)

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class Row:
    """One row of a publisher's table."""

    line: int  # 1-based line of the file
    cells: dict[str, str]  # column name -> text without surrounding white space


@dataclass(frozen=True)
class Table:
    """One publisher's text table."""

    file: str  # name of the file
    preamble: tuple[str, ...]  # lines above the header
    rows: tuple[Row, ...]
    footer: tuple[str, ...]  # notes below the rows

    def place(self, row: Row, column: str) -> str:
        return f"{self.file} line {row.line}, column {column}"


def read_table(
    folder: Path, name: str, header: tuple[str, ...], *,
    preamble_lines: int = 0, footer: tuple[str, ...] = (),
) -> Table:  # fmt: skip
    """Return the comma-separated file `name` as text; blank lines are passed over.

    `header` is the one this reader knows, in its order; `footer` are the beginnings of notes that may follow
    the rows. Raises RawFileMissing, RawFileUnreadable (truncated, not UTF-8, not a table) and LayoutChanged
    (another header).
    """
    lines = list(_lines(folder / name))
    preamble = tuple(",".join(cells).strip() for _, cells in lines[:preamble_lines])
    if len(lines) <= preamble_lines:
        raise RawFileUnreadable(name, "there is no header", "The file is cut off: get it again.")
    line, found = lines[preamble_lines]
    if tuple(found) != header:
        raise LayoutChanged(
            f"{name} line {line}", f"the header is {','.join(found)!r}",
            f"This reader knows {','.join(header)!r}: compare the two and extend the reader.",
        )  # fmt: skip
    rows, notes = [], []
    for line, cells in lines[preamble_lines + 1 :]:
        if footer and cells[0].startswith(footer):
            notes.append(",".join(cells))
        elif len(cells) != len(found):
            raise RawFileUnreadable(
                f"{name} line {line}", f"{len(cells)} cells stand where {len(found)} belong",
                "The file is cut off or damaged: get it again.",
            )  # fmt: skip
        else:
            rows.append(Row(line, dict(zip(header, cells, strict=True))))
    return Table(name, preamble, tuple(rows), tuple(notes))


def number(text: str, where: str) -> float:
    """Return the number that the cell holds; raise NotANumber for anything beside digits."""
    if not _NUMBER.fullmatch(text):
        raise NotANumber(where, f"{text!r} is not a number", "Mend the cell, or teach the reader to read it.")
    return float(text)


def region_code(name: str, codes: Mapping[str, str], where: str) -> str:
    """Return the code that the reader's mapping holds for a publisher's name."""
    if name not in codes:
        raise UnknownRegion(where, f"the name {name!r} is not mapped", "Add it to this reader's mapping.")
    return codes[name]


def demand_once(keys: Iterable[tuple[str, str]]) -> None:
    """Raise DuplicateRow when one key, given with its place, comes twice."""
    seen: dict[str, str] = {}
    for key, where in keys:
        if key in seen:
            raise DuplicateRow(where, f"{key} stood already at {seen[key]}", "Keep one of the two rows.")
        seen[key] = where


def demand_whole(found: int, expected: int, file: str, noun: str) -> None:
    """Raise RawFileUnreadable when a file holds fewer of something than its edition is known to hold."""
    if found < expected:
        raise RawFileUnreadable(
            file, f"{found} {noun} stand where {expected} belong",
            "The file is cut off: get it again.",
        )  # fmt: skip


def raw_path(folder: Path, name: str) -> Path:
    """Return the path of a publisher's file; raise RawFileMissing when there is none."""
    path = folder / name
    if not path.is_file():
        raise RawFileMissing(str(path), "the file is not there", "Put the publisher's file there.")
    return path


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    raw_path(path.parent, path.name)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield reader.line_num, [cell.strip() for cell in cells]
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise RawFileUnreadable(path.name, str(error), "It is cut off or damaged: get it again.") from error

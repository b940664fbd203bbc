"""Panels as files: `python -m pipelines project` reads one and writes the fans and the summary of its units.

What concerns the whole file stops with a named error: no such file, not text, nothing in it, a column missing or
given twice. What concerns one cell is named with its line and spoils only the unit it stands in.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipelines.analytics.panel import DRIVERS, REQUIRED, PanelProjection, project_panel
from pipelines.errors import LayoutChanged, NotANumber, OutputNotWritten, RawFileMissing, RawFileUnreadable
from pipelines.snapshots import replace_file

ENCODINGS = ("utf-8-sig", "gb18030")  # Excel's Chinese edition saves CSV in the second
BLANK_WORDS = {"", "NA", "N/A", "NaN", "nan"}  # how R, Excel and pandas write an empty number
NAMED_CELLS = 20
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)

Say = Callable[[str], None]


@dataclass(frozen=True)
class PanelFile:
    """A panel as read, and what an analyst has to know of how it was read."""

    panel: pd.DataFrame  # unit, year, co2, drivers; None where empty, text where it should be a number
    notices: tuple[str, ...]


def project_file(path: Path, *, out: Path, horizon: int, paths: int, seed: int, say: Say = print) -> int:
    """Project every unit of the panel, write `out` and its summary; return how many units were projected.

    Raises RawFileMissing, RawFileUnreadable and LayoutChanged for the panel, OutputNotWritten for the results.
    """
    if path.resolve() in (out.resolve(), summary_path(out).resolve()):
        raise OutputNotWritten(str(out), "it would take the panel's place", "Give --out another name.")
    read = read_panel(path)
    for notice in read.notices:
        say(notice)
    projection = project_panel(read.panel, horizon=horizon, paths=paths, seed=seed)
    write_projection(projection, out)
    units = projection.summary.groupby("status", sort=True)["unit"].agg(list)
    for status, names in units.drop("ok", errors="ignore").items():
        say(f"{status}: {', '.join(names[:NAMED_CELLS])}{' …' if len(names) > NAMED_CELLS else ''}")
    return len(units.get("ok", []))


def read_panel(path: Path) -> PanelFile:
    """Return a CSV file of unit, year, co2 and, where known, population and gdp; other columns are left out."""
    text, encoding = _decoded(path)
    rows = list(_rows(text, path.name))
    if not rows:
        raise RawFileUnreadable(
            path.name, "the file is empty", "Save the panel again, with a header and rows."
        )
    header = _checked_header(rows[0][1], path.name)
    notices = [f"{path.name}: read as GB18030"] if encoding == "gb18030" else []
    if unused := [name for name in header if name and name not in (*REQUIRED, *DRIVERS)]:
        notices.append(f"{path.name}: columns not used: {', '.join(unused)}")
    if len(rows) == 1:
        raise RawFileUnreadable(path.name, "there are no rows under the header", "Save the panel again.")
    panel, wrong = _panel(header, rows[1:], path.name)
    notices += wrong[:NAMED_CELLS]
    if len(wrong) > NAMED_CELLS:
        notices.append(f"{path.name}: {len(wrong) - NAMED_CELLS} more cells that are not numbers")
    return PanelFile(panel, tuple(notices))


def write_projection(projection: PanelProjection, out: Path) -> None:
    """Write the fans to `out` and the summary beside it, each whole or not at all."""
    for frame, path in ((projection.summary, summary_path(out)), (projection.fans, out)):
        try:
            replace_file(path, frame.to_csv(index=False, lineterminator="\n").encode("utf-8"))
        except OSError as error:
            raise OutputNotWritten(
                str(path), str(error.strerror or error), "Give --out a file in a folder that can be written."
            ) from error


def summary_path(out: Path) -> Path:
    """Return OUT.summary.csv for OUT.csv."""
    return out.with_name(f"{out.name.removesuffix('.csv')}.summary.csv")


def _decoded(path: Path) -> tuple[str, str]:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise RawFileMissing(str(path), "there is no such file", "Name the panel's CSV file.") from error
    except OSError as error:
        raise RawFileUnreadable(str(path), str(error.strerror), "Name a file that can be read.") from error
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise RawFileUnreadable(path.name, "it is not text in UTF-8 or GB18030", "Save it as CSV, UTF-8.")


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells, without surrounding white space; empty rows are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise RawFileUnreadable(
            f"{name} line {reader.line_num}", f"it is not CSV ({error})", "Save it as CSV, UTF-8."
        ) from error


def _checked_header(cells: list[str], name: str) -> list[str]:
    header = [cell.lower() for cell in cells]
    if missing := [column for column in REQUIRED if column not in header]:
        raise LayoutChanged(
            f"{name} line 1", f"no column {', '.join(missing)} among {', '.join(cells)}",
            f"Name the columns {', '.join(REQUIRED)}, separated by commas.",
        )  # fmt: skip
    if twice := sorted({column for column in (*REQUIRED, *DRIVERS) if header.count(column) > 1}):
        raise LayoutChanged(
            f"{name} line 1", f"column {', '.join(twice)} is given twice", "Keep one of them."
        )
    return header


def _panel(header: list[str], rows: list[tuple[int, list[str]]], name: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the panel, and a sentence for each cell that should hold a number and does not."""
    columns = [column for column in (*REQUIRED, *DRIVERS) if column in header]
    numeric = [column for column in columns if column != "unit"]
    records, wrong = [], []
    for line, cells in rows:
        place = f"{name} line {line}"
        texts = dict(zip(header, [*cells, *[""] * len(header)], strict=False))
        crowded = any(cells[len(header) :])  # a comma too many: no telling which cell is which
        if crowded:
            texts |= dict.fromkeys(numeric, ",".join(cells))
            wrong.append(_not_a_number(place, f"{len(cells)} cells stand under {len(header)} columns"))
        record = {column: _number(texts[column]) for column in numeric}
        wrong += [
            _not_a_number(f"{place}, column {column}", f"{value!r} is not a number")
            for column, value in record.items()
            if isinstance(value, str) and not crowded
        ]
        records.append({"unit": texts["unit"], **record})
    return pd.DataFrame(records, columns=columns), wrong


def _number(text: str) -> float | str | None:
    """The number, None for an empty cell, or the text itself, which makes the unit's status a gap."""
    if text in BLANK_WORDS:
        return None
    number = float(text) if _NUMBER.fullmatch(text) else math.inf
    return number if math.isfinite(number) else text


def _not_a_number(where: str, what: str) -> str:
    remedy = "Write it without thousands separators and units, such as 1234.5."
    return f"{NotANumber.__name__}: {NotANumber(where, what, remedy)}"

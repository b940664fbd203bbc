"""`make bench`: measure what the atlas has to reach, beside a floor in the same run, into docs/bench.md.

Each line has a bound; the command ends with 1 when one is missed. Times are medians on the machine that ran it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import map_paint, page_repaint
from tests.tree import copy_tree

REPORT = Path(__file__).resolve().parents[2] / "docs" / "bench.md"


@dataclass(frozen=True)
class Line:
    """One measured thing and the bound it has to keep under."""

    what: str
    value: float
    unit: str
    bound: float | None  # None: measured beside, not bound

    @property
    def holds(self) -> bool:
        return self.bound is None or self.value <= self.bound


def main() -> int:
    """Measure everything, write the report, and say what is over its bound."""
    lines = [*build_lines(), *repaint_lines(), *map_lines()]
    REPORT.write_text(report(lines), "utf-8")
    print(REPORT.read_text("utf-8"))
    return 0 if all(line.holds for line in lines) else 1


def build_lines() -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_tree(Path(folder) / "tree")
        started = time.monotonic()
        status, output = tree.run("build")
        seconds = time.monotonic() - started
    if status:
        raise RuntimeError(output)
    return [Line("build from snapshots to published", seconds, "s", 60)]


def repaint_lines() -> list[Line]:
    found = page_repaint.measure()
    return [
        Line("change of year on the map page, chosen to painted, median", found["year_ms"], "ms", 500),
        Line("change of indicator on the map page, chosen to painted, median", found["indicator_ms"], "ms", 500),
        Line("run of the map page's script, warm, median", found["script_ms"], "ms", None),
    ]


def map_lines() -> list[Line]:
    found = map_paint.measure()
    return [
        Line("national county geometry, gzip", found["geometry_gzip_bytes"] / 1000, "kB", 500),
        Line("one recolour of 2,891 counties on the socket", found["recolour_socket_bytes"] / 1000, "kB", 20),
        Line("county map painted, against a bare deck.gl page", found["paint_ratio"], "x", 1.5),
        Line("bare deck.gl page painted", found["bare_paint_ms"], "ms", None),
        Line("county map recoloured, against a bare deck.gl page", found["recolour_ratio"], "x", None),
        Line("bare deck.gl page recoloured", found["bare_recolour_ms"], "ms", None),
    ]


def report(lines: list[Line]) -> str:
    rows = "\n".join(
        f"| {line.what} | {line.value:,.2f} {line.unit} | "
        f"{'' if line.bound is None else f'at most {line.bound:g} {line.unit}'} | "
        f"{'' if line.bound is None else 'yes' if line.holds else '**no**'} |"
        for line in lines
    )
    return (
        "# Speed\n\nWritten by `make bench` on a machine with "
        f"{os.cpu_count()} cores, drawing in software. Ratios are against a floor in the same run.\n\n"
        f"| what | measured | bound | kept |\n|---|---|---|---|\n{rows}\n"
    )




if __name__ == "__main__":
    sys.exit(main())

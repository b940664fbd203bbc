"""The generated part of docs/sources.md: the table of sources, written from their passports."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import LayoutChanged
from pipelines.snapshots import ROOT, SNAPSHOTS, replace_file, snapshots

PAGE = ROOT / "docs" / "sources.md"
BEGIN = "<!-- written by `python -m pipelines describe`, begin -->"
END = "<!-- written by `python -m pipelines describe`, end -->"
COLUMNS = ("Source, edition", "What", "Producer", "Method class", "Rows", "Licence", "Address")


def describe(page: Path = PAGE) -> Path:
    """Write the table of sources anew, between its marks; return the page. Raises LayoutChanged without marks."""
    replace_file(page, described(page).encode("utf-8"))
    return page


def described(page: Path = PAGE) -> str:
    """Return the page as it should be: today's table between the marks, everything else as it is."""
    text = page.read_text("utf-8")
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise LayoutChanged(
            str(page), "the marks of the table are not there once", f"Put back {BEGIN} and {END}."
        )
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{table_of_sources()}{END}{rest.split(END)[1]}"


def table_of_sources() -> str:
    """Return one Markdown row for every committed snapshot, in the order of their ids."""
    rows = [COLUMNS, ("---",) * len(COLUMNS)]
    rows += [_row(snapshot.passport) for snapshot in snapshots(SNAPSHOTS)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(passport: dict) -> tuple[str, ...]:
    licence, address = passport["licence"], passport["address"]
    return tuple(
        cell.replace("|", "\\|")
        for cell in (
            f"`{passport['source_id']}` {passport['edition']}",
            f"{passport['title']['zh']}<br>{passport['title']['en']}",
            f"{passport['producer']['zh']}<br>{passport['producer']['en']}",
            passport["method_class"],
            f"{passport['rows']:,}",
            _linked(licence["name"], licence.get("url")),
            _linked(address["status"], address.get("url")),
        )
    )


def _linked(text: str, url: str | None) -> str:
    return f"[{text}]({url})" if url else text

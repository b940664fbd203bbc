"""CO2 of China by 47 sectors and by 19 fuels, 1997-2019: the two margins of CEADs' national inventory.

Shan et al. 2018, 2020; Guan et al. 2021. One workbook: a sheet a year, a NOTE, and two sheets of sums that
must say the same as the years.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipelines.errors import LayoutChanged
from pipelines.geography.provinces import NATION
from pipelines.reading.workbooks import Sheet, read_sheets, text
from pipelines.sources.ceads_layout import SCOPE_1_TOTAL, Inventory, figures, inventory

TABLE = "figure"
EDITIONS = {"1997-2019": ("China_CO2_Inventory_1997-2019_(IPCC_Sectoral_Emissions).xlsx",)}
YEARS = tuple(str(year) for year in range(1997, 2020))
NOTE, SUMS, SECTOR_SUMS = "NOTE", "sum", "Sum-Sec-Scope 1"
CAVEATS = "ceads_estimate"


@dataclass(frozen=True)
class Workbook:
    """The national workbook as delivered."""

    inventories: tuple[Inventory, ...]  # one a year
    sums: Sheet  # the total row of every year, a year a row


def read(folder: Path, edition: str) -> Workbook:
    """Return the inventory of each year and the sheet of sums.

    Raises RawFileMissing, RawFileUnreadable, LayoutChanged with workbook, sheet and cell.
    """
    (name,) = EDITIONS[edition]
    sheets = read_sheets(folder, name)
    if odd := sorted(set(sheets) ^ {NOTE, SUMS, SECTOR_SUMS, *YEARS}):
        raise LayoutChanged(
            name, f"sheets are missing or new: {odd}",
            "Compare them with the publisher's workbook and extend the reader.",
        )  # fmt: skip
    inventories = (
        inventory(sheets[year], region_code=NATION, region_name="中国", year=year) for year in YEARS
    )
    return Workbook(tuple(inventories), sheets[SUMS])


def tidy(raw: Workbook, edition: str) -> pd.DataFrame:  # noqa: ARG001 - one layout so far
    """Return co2_scope_1 in Mt: total, sectors and fuels of China by year.

    Raises DuplicateRow and NotANumber with workbook, sheet and cell, LayoutChanged when a year's total is not
    the one in the sheet of sums.
    """
    frame = pd.DataFrame([figure for one in raw.inventories for figure in figures(one, CAVEATS)])
    totals = frame[(frame["sector_id"] == "") & (frame["fuel_id"] == "")].set_index("period")["value"]
    _demand_same_totals(raw.sums, totals.to_dict())
    return frame


def _demand_same_totals(sums: Sheet, totals: dict[str, float]) -> None:
    header = [text(cell) for cell in sums.rows[0]]
    column = next((header.index(name) for name in SCOPE_1_TOTAL if name in header), None)
    if column is None:
        raise LayoutChanged(
            f"{sums.file}|{sums.name}|row 1", f"there is no column {SCOPE_1_TOTAL[0]!r}",
            "Compare it with the publisher's workbook.",
        )  # fmt: skip
    for row, cells in enumerate(sums.rows[1:], start=1):
        year, stated = text(cells[0]), sums.number(row, column)
        if not math.isclose(stated, totals.get(year, math.nan), rel_tol=1e-9):
            raise LayoutChanged(
                sums.locator(row, column), f"{stated} is not the total of sheet {year!r}, {totals.get(year)}",
                "One of the two sheets was changed: get the workbook again.",
            )  # fmt: skip

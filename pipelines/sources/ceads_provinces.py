"""CO2 of 30 provinces by 47 sectors and by 19 fuels, 1997-2019: the two margins of CEADs' inventories.

Shan et al. 2016, 2018, 2020; Guan et al. 2021. One workbook a year, one sheet a province beside a NOTE. The
publisher grants use with citation but no open licence: the crossed matrix of sectors and fuels stays with it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from pipelines.errors import LayoutChanged, UnknownRegion
from pipelines.geography.provinces import ADCODE_BY_EN
from pipelines.reading.workbooks import Sheet, read_sheets
from pipelines.sources.ceads_layout import Inventory, figures, inventory

TABLE = "figure"
EDITIONS = {
    "1997-2019": (
        "Emission_inventories_for_30_provinces_1997.xlsx",
        *(f"Emission_Inventories_for_30_Provinces_{year}.xlsx" for year in range(1998, 2020)),
    )
}
NOTE = "NOTE"
# The publisher has no sheet for Tibet.
PROVINCES = {name.replace(" ", ""): code for name, code in ADCODE_BY_EN.items() if name != "Tibet"}
CAVEATS = "ceads_estimate ceads_provinces_exceed_nation"


def read(folder: Path, edition: str) -> tuple[Inventory, ...]:
    """Return the inventories of all provinces and years as delivered.

    Raises RawFileMissing, RawFileUnreadable, UnknownRegion for the sheet of a province that is not known,
    LayoutChanged with workbook, sheet and cell for everything else that is not where it was.
    """
    return tuple(one for name in EDITIONS[edition] for one in _workbook(folder, name))


def tidy(raw: tuple[Inventory, ...], edition: str) -> pd.DataFrame:  # noqa: ARG001 - one layout so far
    """Return co2_scope_1 in Mt: total, sectors and fuels of each province and year.

    Raises DuplicateRow and NotANumber with workbook, sheet and cell.
    """
    return pd.DataFrame([figure for one in raw for figure in figures(one, CAVEATS)])


def _workbook(folder: Path, name: str) -> list[Inventory]:
    year = re.search(r"(\d{4})\.xlsx$", name)[1]
    sheets = read_sheets(folder, name)
    if NOTE not in sheets:
        raise LayoutChanged(name, f"there is no sheet {NOTE!r}", "Compare it with the publisher's workbook.")
    found = {sheet: _region_code(sheet, name, year) for sheet in sheets if sheet != NOTE}
    if missing := sorted(set(PROVINCES.values()) - set(found.values())):
        names = [province for province, code in PROVINCES.items() if code in missing]
        raise LayoutChanged(name, f"no sheet for {names}", "The workbook is cut or its sheets were renamed.")
    return [_inventory(sheets[sheet], code, year) for sheet, code in found.items()]


def _region_code(sheet: str, workbook: str, year: str) -> str:
    province = sheet.removesuffix(year)
    if province == sheet:
        raise LayoutChanged(
            f"{workbook}|{sheet}", f"the sheet's name does not end in {year}",
            "A sheet was added or renamed, or the workbook is of another year.",
        )  # fmt: skip
    if province not in PROVINCES:
        raise UnknownRegion(
            f"{workbook}|{sheet}", f"the province {province!r} is not mapped",
            "Add it to PROVINCES in pipelines/sources/ceads_provinces.py.",
        )  # fmt: skip
    return PROVINCES[province]


def _inventory(sheet: Sheet, code: str, year: str) -> Inventory:
    return inventory(sheet, region_code=code, region_name=sheet.name.removesuffix(year), year=year)

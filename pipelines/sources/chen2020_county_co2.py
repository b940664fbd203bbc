"""Energy-related CO2 of 2,735 counties and districts, 1997-2017, modelled from night lights.

Chen, J. et al. (2020), Scientific Data 7:391, doi:10.1038/s41597-020-00736-3. One sheet, whose name states
the unit; a row a county of the division of 2010, a column a year; below the rows a blank one and a note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipelines.errors import LayoutChanged, UnknownRegion
from pipelines.geography.provinces import ADCODE_BY_FULL_ZH
from pipelines.reading.delivered import demand_once
from pipelines.reading.workbooks import Sheet, is_blank, read_sheets, text

TABLE = "figure"
EDITIONS = {"1997-2017": ("co2.xlsx",)}

SHEET = "Unit (Million tons)"  # the only place where the publisher states the unit
CODE = "DISTCODE地区代码"
# Each of these headers stands twice, over the Chinese name and over the English one.
COUNTY, CITY, PROVINCE = "County Name", "City Name", "Province Name"
YEARS = {f"C{year}": str(year) for year in range(1997, 2018)}
NOTE = "Note:"

# Three development zones carry the code of a neighbour and "（2）" behind it. They stay apart, under
# the printed code in half-width brackets as 320211(2): the neighbour has a row of its own.
_CODE = re.compile(r"(\d{6})(\(\d\))?")
CAVEATS = "modelled chen2020_night_lights division_2010"
SUFFIX_CAVEAT = "chen2020_suffixed_code"


@dataclass(frozen=True)
class CountyTable:
    """The sheet as delivered, and where its columns stand (counted from 0)."""

    sheet: Sheet
    code: int
    county_zh: int
    province_zh: int
    years: dict[str, int]  # year -> column


def read(folder: Path, edition: str) -> CountyTable:
    """Return the sheet with its columns found by header, in whatever order they stand.

    Raises RawFileMissing, RawFileUnreadable, and LayoutChanged for another sheet or header.
    """
    (name,) = EDITIONS[edition]
    sheets = read_sheets(folder, name)
    if list(sheets) != [SHEET]:
        raise LayoutChanged(
            name, f"the sheets are {list(sheets)}",
            f"This reader knows one, {SHEET!r}, which states the unit: compare before reading on.",
        )  # fmt: skip
    sheet = sheets[SHEET]
    header = [text(cell) for cell in sheet.rows[0]] if sheet.rows else []
    known = sorted([CODE, *2 * [COUNTY, CITY, PROVINCE], *YEARS])
    if sorted(header) != known:
        odd = sorted(set(header) ^ set(known)) or sorted(c for c in set(header) if header.count(c) > 1)
        raise LayoutChanged(
            f"{name}|{SHEET}|row 1", f"headers are missing, new or repeated: {odd}",
            "Compare the header with the publisher's and extend the reader.",
        )  # fmt: skip
    return CountyTable(
        sheet=sheet,
        code=header.index(CODE),
        county_zh=_chinese_column(sheet, header, COUNTY),
        province_zh=_chinese_column(sheet, header, PROVINCE),
        years={year: header.index(column) for column, year in YEARS.items()},
    )


def tidy(raw: CountyTable, edition: str) -> pd.DataFrame:  # noqa: ARG001 - one layout so far
    """Return co2_energy in Mt by county and year; blank rows and the note are passed over.

    Raises UnknownRegion, DuplicateRow and NotANumber with the cell.
    """
    counties = [(row, _region_code(raw, row)) for row in _county_rows(raw)]
    demand_once((code, raw.sheet.locator(row, raw.code)) for row, code in counties)
    return pd.DataFrame([figure for row, code in counties for figure in _figures(raw, row, code)])


def _county_rows(raw: CountyTable) -> Iterator[int]:
    for row, cells in enumerate(raw.sheet.rows[1:], start=1):
        alone = sum(text(cell) != "" for cell in cells) == 1
        if not (is_blank(cells) or (alone and any(text(cell).startswith(NOTE) for cell in cells))):
            yield row


def _region_code(raw: CountyTable, row: int) -> str:
    """Return the publisher's code in half-width characters, once it agrees with the province in its row."""
    printed, province = text(raw.sheet.rows[row][raw.code]), text(raw.sheet.rows[row][raw.province_zh])
    code = unicodedata.normalize("NFKC", printed)
    adcode = ADCODE_BY_FULL_ZH.get(province, "none")
    if not _CODE.fullmatch(code) or code[:2] != adcode[:2]:
        raise UnknownRegion(
            raw.sheet.locator(row, raw.code), f"{printed!r} is no county code of {province!r}",
            "Compare the row with the publisher's; a new form of code has to be taught to the reader.",
        )  # fmt: skip
    return code


def _figures(raw: CountyTable, row: int, code: str) -> Iterator[dict]:
    printed = text(raw.sheet.rows[row][raw.code])
    for year, column in raw.years.items():
        yield {
            "region_code": code, "region_name": text(raw.sheet.rows[row][raw.county_zh]),
            "indicator_id": "co2_energy", "sector_id": "", "fuel_id": "", "period": year,
            "frequency": "annual", "value": raw.sheet.number(row, column), "unit": "Mt", "price_year": None,
            "value_status": "modelled", "locator": raw.sheet.locator(row, column),
            "caveats": CAVEATS if printed == code else f"{CAVEATS} {SUFFIX_CAVEAT}",
            "note": "" if printed == code else printed,
        }  # fmt: skip


def _chinese_column(sheet: Sheet, header: list[str], name: str) -> int:
    """Return which of two columns of one name holds Chinese, going by the first row below the header."""
    columns = [column for column, printed in enumerate(header) if printed == name]
    first = sheet.rows[1] if len(sheet.rows) > 1 else ("",) * len(header)
    chinese = [column for column in columns if re.search(r"[\u4e00-\u9fff]", text(first[column]))]
    if len(chinese) != 1:
        raise LayoutChanged(
            sheet.locator(1, columns[0]), f"{len(chinese)} of the columns {name!r} hold Chinese, not one",
            "Compare the first row with the publisher's.",
        )  # fmt: skip
    return chinese[0]

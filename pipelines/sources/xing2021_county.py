"""GDP and power generation of counties in Shanghai, Anhui and Gansu, one cross-section of about 2016.

Xing, X. et al. (2021), Nature Communications 12:3159, doi:10.1038/s41467-021-23282-x, supplement MOESM4:
2,836 counties, modelled by the authors. The file gives English names and no code. Each name of the three
provinces is mapped by hand in data/catalog/county_names_xing2021.csv: `name` reads like today's,
`transliterated` and `misspelt` do not (Fengxia Qu is Fengxian), `upgraded` is today's code of the same area,
`merged_later` the code of a unit that has since been merged and that the crosswalk adds up. Other provinces
are not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from pipelines.catalog import CATALOG, read_csv
from pipelines.errors import LayoutChanged
from pipelines.geography.provinces import ADCODE_BY_EN
from pipelines.reading.delivered import demand_once, demand_whole, region_code
from pipelines.reading.workbooks import Sheet, read_sheets, text

TABLE = "figure"
FILE = "41467_2021_23282_MOESM4_ESM.xlsx"
EDITIONS = {"2016": (FILE,)}
SHEET = "supplementary data 1"
COUNTIES = 2836
KEPT_PROVINCES = ("Shanghai", "Anhui", "Gansu")
PROVINCES = ADCODE_BY_EN | {"Inner-Monglia": "150000"}  # as misspelt in the file

COUNTY, PROVINCE = 1, 2  # columns, from 0


@dataclass(frozen=True)
class Column:
    """One of the columns that are read."""

    indicator_id: str
    unit: str  # as the header prints it
    period: str  # see the caveat xing2021_year


COLUMNS = {
    16: Column("gdp_usd", "USD", "2016"),
    17: Column("power_generation", "MWh", "2015"),
}
HEADER = {
    0: "FID",
    COUNTY: "County name",
    PROVINCE: "Province name",
    16: "Gross Domestic Product (GDP) ($ yr-1)",
    17: "Electricity generation by power plants (MWh yr-1)",
}
# No plants of the size that the generation in these two districts would need are known there.
DOUBTFUL = {("310114", "power_generation"), ("310118", "power_generation")}


def read(folder: Path, edition: str) -> Sheet:
    """Return the sheet of counties as delivered."""
    name = EDITIONS[edition][0]
    sheets = read_sheets(folder, name)
    if SHEET not in sheets:
        raise LayoutChanged(name, f"the sheets are {list(sheets)}", f"This reader knows {SHEET!r}.")
    sheet = sheets[SHEET]
    header = [text(cell) for cell in sheet.rows[0]] if sheet.rows else []
    for column, known in HEADER.items():
        found = header[column] if column < len(header) else None
        if found != known:
            raise LayoutChanged(
                sheet.locator(0, column), f"the header is {found!r}",
                f"This reader knows {known!r} there: compare and extend it.",
            )  # fmt: skip
    demand_whole(len({text(row[0]) for row in sheet.rows[1:]} - {""}), COUNTIES, name, "counties")
    return sheet


def tidy(raw: Sheet, edition: str) -> pd.DataFrame:
    """Return gdp_usd and power_generation of the three provinces' counties, edition by name only."""
    rows = [
        (index, text(row[PROVINCE]), text(row[COUNTY]))
        for index, row in enumerate(raw.rows[1:], start=1)
        if text(row[0]) != ""
    ]
    for index, province, _ in rows:
        region_code(province, PROVINCES, raw.locator(index, PROVINCE))
    kept = [row for row in rows if row[1] in KEPT_PROVINCES]
    demand_once((f"{province} {county}", raw.locator(index, COUNTY)) for index, province, county in kept)
    demand_whole(len(kept), len(codes()), EDITIONS[edition][0], "counties of the three provinces")
    return pd.DataFrame(
        figure for index, province, county in kept for figure in _figures(raw, index, f"{province}, {county}")
    )


@cache
def codes() -> dict[str, str]:
    """Return the adcode of each "province, county" of the three provinces."""
    rows = read_csv(CATALOG, "county_names_xing2021")
    return {f"{row['province']}, {row['county_name']}": row["region_code"] for row in rows}


def _figures(sheet: Sheet, index: int, name: str) -> list[dict]:
    code = region_code(name, codes(), sheet.locator(index, COUNTY))
    return [
        {
            "region_code": code, "region_name": name.split(", ")[1], "indicator_id": column.indicator_id,
            "sector_id": "", "fuel_id": "", "period": column.period, "frequency": "annual",
            "value": sheet.number(index, position), "unit": column.unit, "price_year": None,
            "value_status": "modelled", "locator": sheet.locator(index, position),
            "caveats": "modelled xing2021_gridded xing2021_year"
            + (" xing2021_generation_doubtful" if (code, column.indicator_id) in DOUBTFUL else ""),
            "note": "",
        }
        for position, column in COLUMNS.items()
        if sheet.rows[index][position] != ""
    ]  # fmt: skip

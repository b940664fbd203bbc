"""China's real growth of GDP in percent a year, World Bank, World Development Indicators NY.GDP.MKTP.KD.ZG.

One row of the world table is kept. Negative years (1961, 1962, 1967, 1968, 1976) are falls, not errors.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines.errors import LayoutChanged
from pipelines.geography.provinces import NATION
from pipelines.reading.delivered import Table, demand_once, demand_whole, number, read_table

TABLE = "figure"
FILE = "wdi_NY.GDP.MKTP.KD.ZG_2025-12-15.csv"
EDITIONS = {"2025-12": (FILE,)}
CODE = "NY.GDP.MKTP.KD.ZG"
YEARS = tuple(str(year) for year in range(1960, 2025))
HEADER = ("Country Name", "Country Code", "Indicator Name", "Indicator Code", *YEARS, "")
PREAMBLE = ("Data Source,World Development Indicators", "Last Updated Date,2025-12-15")
COUNTRIES = 266


def read(folder: Path, edition: str) -> Table:
    """Return the table of all countries as delivered."""
    table = read_table(folder, EDITIONS[edition][0], HEADER, preamble_lines=len(PREAMBLE))
    said = tuple(line.rstrip(",") for line in table.preamble)
    if said != PREAMBLE:
        raise LayoutChanged(
            f"{table.file} above the header", f"it says {said}",
            f"This edition says {PREAMBLE}: give another release an edition of its own.",
        )  # fmt: skip
    demand_whole(len({row.cells["Country Code"] for row in table.rows}), COUNTRIES, table.file, "countries")
    return table


def tidy(raw: Table, edition: str) -> pd.DataFrame:
    """Return gdp_growth in percent by year for China; a blank cell is no row."""
    demand_once((row.cells["Country Code"], raw.place(row, "Country Code")) for row in raw.rows)
    china = [row for row in raw.rows if row.cells["Country Code"] == "CHN"]
    demand_whole(len(china), 1, EDITIONS[edition][0], "rows of CHN")
    (row,) = china
    if row.cells["Indicator Code"] != CODE:
        raise LayoutChanged(
            raw.place(row, "Indicator Code"), f"it is {row.cells['Indicator Code']!r}",
            f"Get the file of {CODE}.",
        )  # fmt: skip
    return pd.DataFrame(
        {
            "region_code": NATION, "region_name": row.cells["Country Name"], "indicator_id": "gdp_growth",
            "sector_id": "", "fuel_id": "", "period": year, "frequency": "annual",
            "value": number(row.cells[year], raw.place(row, year)), "unit": "percent", "price_year": None,
            "value_status": "reported", "locator": raw.place(row, year), "caveats": "", "note": "",
        }
        for year in YEARS
        if row.cells[year] != ""
    )  # fmt: skip

"""Provinces' GDP at current prices, residents at the year's end and private cars, 2005-2024.

Three tables of the National Bureau of Statistics (data.stats.gov.cn, E0103) as PyPSA-China-PIK carries them:
a comment line with the unit, English names (Inner Mongolia in two spellings), the years descending.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipelines.errors import LayoutChanged
from pipelines.geography.provinces import ADCODE_BY_EN, PROVINCES
from pipelines.reading.delivered import Table, demand_once, demand_whole, number, read_table, region_code

TABLE = "figure"


@dataclass(frozen=True)
class Series:
    """What one of the three files holds."""

    indicator_id: str
    printed_unit: str  # the end of the comment line
    unit: str
    first_year: int
    last_year: int
    caveats: tuple[str, ...]

    @property
    def header(self) -> tuple[str, ...]:
        return ("region", *(str(year) for year in range(self.last_year, self.first_year - 1, -1)))


FILES = {
    "historical_gdp.csv": Series(
        "gdp_current", "1e8 yuan", "100M yuan", 2005, 2024, ("current_prices",)
    ),
    "historical_population.csv": Series(
        "population_resident", "10000 persons", "10k person", 2005, 2024, ("population_break_2010",)
    ),
    "History_private_car.csv": Series("private_cars", "10000 vehicles", "10k vehicle", 2005, 2023, ()),
}  # fmt: skip
EDITIONS = {"2005-2024": tuple(FILES)}

ADCODES = ADCODE_BY_EN | {"Innermongolia": "150000", "InnerMongolia": "150000"}


def read(folder: Path, edition: str) -> dict[str, Table]:
    """Return the three tables as delivered, by file name; each holds 31 provinces."""
    tables = {}
    for name in EDITIONS[edition]:
        series = FILES[name]
        table = read_table(folder, name, series.header, preamble_lines=1)
        comment = table.preamble[0]
        if not (comment.startswith("#") and comment.endswith(" " + series.printed_unit)):
            raise LayoutChanged(
                f"{name} line 1", f"the comment {comment!r} does not end in {series.printed_unit!r}",
                "The unit may have changed: compare with the publisher's table before reading on.",
            )  # fmt: skip
        demand_whole(len({row.cells["region"] for row in table.rows}), len(PROVINCES), name, "provinces")
        tables[name] = table
    return tables


def tidy(raw: dict[str, Table], edition: str) -> pd.DataFrame:
    """Return gdp_current, population_resident, private_cars by province and year; a blank cell is no row."""
    return pd.DataFrame([figure for name in EDITIONS[edition] for figure in _figures(raw[name], FILES[name])])


def _figures(table: Table, series: Series) -> list[dict]:
    codes = [region_code(row.cells["region"], ADCODES, table.place(row, "region")) for row in table.rows]
    demand_once(zip(codes, (table.place(row, "region") for row in table.rows), strict=True))
    return [
        {
            "region_code": code, "region_name": row.cells["region"], "indicator_id": series.indicator_id,
            "sector_id": "", "fuel_id": "", "period": year, "frequency": "annual",
            "value": number(row.cells[year], table.place(row, year)), "unit": series.unit, "price_year": None,
            "value_status": "reported", "locator": table.place(row, year),
            "caveats": " ".join(_caveats(series, year)), "note": "",
        }
        for code, row in zip(codes, table.rows, strict=True)
        for year in series.header[1:]
        if row.cells[year] != ""
    ]  # fmt: skip


def _caveats(series: Series, year: str) -> tuple[str, ...]:
    # The levels of 2024 hold the fifth economic census, those before it do not: no growth between them.
    revised = ("gdp_2024_census5",) if (series.indicator_id, year) == ("gdp_current", "2024") else ()
    return series.caveats + revised

"""CO2 factors of bought-in electricity and heat, in two accounting books that are never mixed.

mee_location_based: average factors of the provinces' and grids' electricity, 2021 and 2022, by the Ministry
of Ecology and Environment and the National Bureau of Statistics. shanghai_accounting_rules: default factors
of the city's rules since notice 沪环气〔2022〕34号; before it 7.88 tCO2 per 10,000 kWh and 0.11 tCO2/GJ.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines.errors import LayoutChanged
from pipelines.geography.provinces import ADCODE_BY_SHORT_ZH, PROVINCES
from pipelines.reading.delivered import Table, demand_once, demand_whole, number, read_table, region_code

TABLE = "factor"
AVERAGES = "china_electricity_average_co2_factor_2021_2022.csv"
SHANGHAI = "shanghai_local_accounting_factors_2022.csv"
EDITIONS = {"2021-2022": (AVERAGES, SHANGHAI)}

HEADERS = {
    AVERAGES: ("level", "name_zh", "kgco2_per_kwh_2021", "kgco2_per_kwh_2022"),
    SHANGHAI: ("carrier", "unit", "factor", "source"),
}
# Regional grids are no territories; their codes carry a prefix.
GRIDS = {
    "华北": "grid:north_china", "东北": "grid:northeast", "华东": "grid:east_china",
    "华中": "grid:central_china", "西北": "grid:northwest", "南方": "grid:south", "西南": "grid:southwest",
}  # fmt: skip
CODES_BY_LEVEL = {"province": ADCODE_BY_SHORT_ZH, "grid_region": GRIDS}
REGIONS = len(PROVINCES) - 1 + len(GRIDS)  # without Tibet
CARRIERS = {
    "electricity": "electricity",
    "heat": "heat",
    "green electricity (purchased)": "green_electricity",
}
UNITS = {"t CO2/MWh": "tCO2/MWh", "t CO2/GJ": "tCO2/GJ"}
NOTICE = "沪环气〔2022〕34号"
NOTICE_YEAR = "2022"


def read(folder: Path, edition: str) -> dict[str, Table]:
    """Return the two tables as delivered, by file name."""
    tables = {name: read_table(folder, name, HEADERS[name]) for name in EDITIONS[edition]}
    averages, shanghai = tables[AVERAGES], tables[SHANGHAI]
    found = {(row.cells["level"], row.cells["name_zh"]) for row in averages.rows}
    demand_whole(len(found), REGIONS, AVERAGES, "provinces and grids")
    demand_whole(len({row.cells["carrier"] for row in shanghai.rows}), len(CARRIERS), SHANGHAI, "carriers")
    return tables


def tidy(raw: dict[str, Table], edition: str) -> pd.DataFrame:
    """Return one row for each book, region, carrier and year."""
    books = {AVERAGES: _averages, SHANGHAI: _shanghai}
    return pd.DataFrame([factor for name in EDITIONS[edition] for factor in books[name](raw[name])])


def _averages(table: Table) -> list[dict]:
    demand_once((f"{r.cells['level']} {r.cells['name_zh']}", table.place(r, "name_zh")) for r in table.rows)
    factors = []
    for row in table.rows:
        level, name = row.cells["level"], row.cells["name_zh"]
        codes = _known(CODES_BY_LEVEL, level, table.place(row, "level"), "level")
        code = region_code(name, codes, table.place(row, "name_zh"))
        for column in HEADERS[AVERAGES][2:]:
            if row.cells[column] != "":
                where = table.place(row, column)
                factors.append(
                    {
                        "factor_book": "mee_location_based", "region_code": code, "region_name": name,
                        "carrier": "electricity", "period": column[-4:],
                        "value": number(row.cells[column], where), "unit": "kgCO2/kWh",
                        "value_status": "transcribed", "locator": where, "caveats": "factor_location_based",
                        "note": "",
                    }
                )  # fmt: skip
    return factors


def _shanghai(table: Table) -> list[dict]:
    demand_once((row.cells["carrier"], table.place(row, "carrier")) for row in table.rows)
    factors = []
    for row in table.rows:
        source, where = row.cells["source"], table.place(row, "factor")
        caveats = "factor_shanghai_2022" + ("" if source.startswith(NOTICE) else " factor_not_confirmed")
        factors.append(
            {
                "factor_book": "shanghai_accounting_rules", "region_code": "310000", "region_name": "上海",
                "carrier": _known(CARRIERS, row.cells["carrier"], table.place(row, "carrier"), "carrier"),
                "period": NOTICE_YEAR, "value": number(row.cells["factor"], where),
                "unit": _known(UNITS, row.cells["unit"], table.place(row, "unit"), "unit"),
                "value_status": "transcribed", "locator": where, "caveats": caveats, "note": source,
            }
        )  # fmt: skip
    return factors


def _known(words: dict, word: str, where: str, noun: str):
    if word not in words:
        raise LayoutChanged(where, f"the {noun} {word!r} is new", f"This reader knows {sorted(words)}.")
    return words[word]

"""Real GDP as published indices with the year before = 100, in two vintages that are never mixed.

"2000-2019": after the fourth economic census, 31 provinces and China, whole and by three sectors.
"2016-2024": after the fifth, 31 provinces; by sector for 2024 alone. The exports of this vintage carry two
lines of text above the header, tabs after every cell, an empty column for 2025 and notes below.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines.errors import DuplicateRow, LayoutChanged
from pipelines.geography.provinces import ADCODE_BY_FULL_ZH, NATION, PROVINCES
from pipelines.reading.delivered import Row, Table, demand_once, demand_whole, number, read_table, region_code

TABLE = "figure"
PROVINCES_2000 = "nbs_province_gdp_index_2000_2019.csv"
CHINA_2000 = "nbs_china_gdp_index_2000_2019.csv"
PROVINCES_2016 = "nbs_province_gdp_index_2016_2024_5thcensus.csv"
SECTORS_2024 = "nbs_province_gdp_index_2024_by_sector.csv"
EDITIONS = {"2000-2019": (PROVINCES_2000, CHINA_2000), "2016-2024": (PROVINCES_2016, SECTORS_2024)}

_SECTORS = {
    "第一产业增加值指数(上年=100)": "va_primary_index",
    "第二产业增加值指数(上年=100)": "va_secondary_index",
    "第三产业增加值指数(上年=100)": "va_tertiary_index",
}
_YEARS_2016 = tuple(f"{year}年" for year in range(2025, 2015, -1))
HEADERS = {
    PROVINCES_2000: ("省份编码", "省份", "年份", "地区生产总值指数(上年=100)", *_SECTORS),
    CHINA_2000: (
        "年份", "国民总收入指数(上年=100)", "国内生产总值指数(上年=100)", *_SECTORS,
        "人均国内生产总值指数(上年=100)",
    ),
    PROVINCES_2016: ("地区", *_YEARS_2016, ""),
    SECTORS_2024: (
        "地区", "地区生产总值指数 (上年=100)", *(name.replace("(", " (") for name in _SECTORS), "",
    ),
}  # fmt: skip
# What the two lines above the header of an export say.
PREAMBLES = {
    PROVINCES_2016: ("数据库：分省年度数据", "时间：2016年-2025年"),
    SECTORS_2024: ("数据库：分省年度数据", "时间：2024年"),
}
FOOTER = ("注：", "数据来源：")
VINTAGE_CAVEATS = {"2000-2019": "gdp_index_census4", "2016-2024": "gdp_index_census5"}
YEARS_2000 = 20


def read(folder: Path, edition: str) -> dict[str, Table]:
    """Return the edition's two tables as delivered, by file name."""
    tables = {}
    for name in EDITIONS[edition]:
        preamble = PREAMBLES.get(name, ())
        table = read_table(
            folder, name, HEADERS[name], preamble_lines=len(preamble), footer=FOOTER if preamble else ()
        )
        said = tuple(line.rstrip(",").strip() for line in table.preamble)
        if said != preamble:
            raise LayoutChanged(
                f"{name} lines 1-2", f"they say {said}", f"This reader knows the export that says {preamble}."
            )
        tables[name] = table
    if edition == "2000-2019":
        expected = {PROVINCES_2000: len(PROVINCES) * YEARS_2000, CHINA_2000: YEARS_2000}
    else:
        expected = {PROVINCES_2016: len(PROVINCES), SECTORS_2024: len(PROVINCES)}
    for name, rows in expected.items():
        keys = ("省份编码", "省份", "年份", "地区")
        found = {tuple(row.cells.get(key) for key in keys) for row in tables[name].rows}
        demand_whole(len(found), rows, name, "rows")
    return tables


def tidy(raw: dict[str, Table], edition: str) -> pd.DataFrame:
    """Return gdp_index and the three sectors' indices by region and year; a blank cell is no row."""
    figures = []
    if edition == "2000-2019":
        figures += _provinces_2000(raw[PROVINCES_2000])
        figures += _china_2000(raw[CHINA_2000])
    else:
        figures += _provinces_2016(raw[PROVINCES_2016])
        figures += _sectors_2024(raw[SECTORS_2024], figures)
    return pd.DataFrame(figures).assign(caveats=VINTAGE_CAVEATS[edition])


def _provinces_2000(table: Table) -> list[dict]:
    demand_once((f"{row.cells['省份']} {row.cells['年份']}", table.place(row, "年份")) for row in table.rows)
    columns = {HEADERS[PROVINCES_2000][3]: "gdp_index", **_SECTORS}
    figures = []
    for row in table.rows:
        name = row.cells["省份"]
        code = region_code(name, ADCODE_BY_FULL_ZH, table.place(row, "省份"))
        region_code(row.cells["省份编码"], {code: code}, table.place(row, "省份编码"))
        figures += _of_row(table, row, columns, code=code, name=name, period=row.cells["年份"])
    return figures


def _china_2000(table: Table) -> list[dict]:
    demand_once((row.cells["年份"], table.place(row, "年份")) for row in table.rows)
    columns = {"国内生产总值指数(上年=100)": "gdp_index", **_SECTORS}
    return [
        figure
        for row in table.rows
        for figure in _of_row(table, row, columns, code=NATION, name="中国", period=row.cells["年份"])
    ]


def _provinces_2016(table: Table) -> list[dict]:
    demand_once((row.cells["地区"], table.place(row, "地区")) for row in table.rows)
    figures = []
    for row in table.rows:
        name = row.cells["地区"]
        code = region_code(name, ADCODE_BY_FULL_ZH, table.place(row, "地区"))
        for column in _YEARS_2016:
            figures += _of_row(
                table, row, {column: "gdp_index"}, code=code, name=name, period=column.removesuffix("年")
            )
    return figures


def _sectors_2024(table: Table, decade: list[dict]) -> list[dict]:
    """Return the sectors of 2024; the whole stands in the other file too and has to agree with it."""
    demand_once((row.cells["地区"], table.place(row, "地区")) for row in table.rows)
    whole = {figure["region_code"]: figure for figure in decade if figure["period"] == "2024"}
    _, gdp, *sectors, _ = HEADERS[SECTORS_2024]
    figures = []
    for row in table.rows:
        name = row.cells["地区"]
        code = region_code(name, ADCODE_BY_FULL_ZH, table.place(row, "地区"))
        other = whole.get(code)
        if other and number(row.cells[gdp], table.place(row, gdp)) != other["value"]:
            raise DuplicateRow(
                table.place(row, gdp),
                f"{name} 2024 is {row.cells[gdp]}, but {other['value']} at {other['locator']}",
                "The two exports are of different days: get both again.",
            )  # fmt: skip
        columns = dict(zip(sectors, _SECTORS.values(), strict=True))
        figures += _of_row(table, row, columns, code=code, name=name, period="2024")
    return figures


def _of_row(
    table: Table, row: Row, columns: dict[str, str], *, code: str, name: str, period: str
) -> list[dict]:
    return [
        {
            "region_code": code, "region_name": name, "indicator_id": indicator_id, "sector_id": "",
            "fuel_id": "", "period": period, "frequency": "annual",
            "value": number(row.cells[column], table.place(row, column)), "unit": "index_previous_year",
            "price_year": None, "value_status": "reported", "locator": table.place(row, column), "note": "",
        }
        for column, indicator_id in columns.items()
        if row.cells[column] != ""
    ]  # fmt: skip

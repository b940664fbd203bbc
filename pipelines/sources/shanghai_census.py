"""Shanghai's residents by district at the seventh national census (1 November 2020).

The district totals were transcribed from a public file; they add up to 24,870,895, the city's total.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines.reading.delivered import Table, demand_once, demand_whole, number, read_table, region_code

TABLE = "figure"
FILE = "shanghai_16_districts_population_2020.csv"
EDITIONS = {"2020": (FILE,)}

HEADER = ("adcode", "district_zh", "district_en", "population_2020_census")
DISTRICTS = {
    "310101": "黄浦区", "310104": "徐汇区", "310105": "长宁区", "310106": "静安区", "310107": "普陀区",
    "310109": "虹口区", "310110": "杨浦区", "310112": "闵行区", "310113": "宝山区", "310114": "嘉定区",
    "310115": "浦东新区", "310116": "金山区", "310117": "松江区", "310118": "青浦区", "310120": "奉贤区",
    "310151": "崇明区",
}  # fmt: skip


def read(folder: Path, edition: str) -> Table:
    """Return the table of 16 districts as delivered."""
    table = read_table(folder, EDITIONS[edition][0], HEADER)
    demand_whole(len({row.cells["adcode"] for row in table.rows}), len(DISTRICTS), table.file, "districts")
    return table


def tidy(raw: Table, edition: str) -> pd.DataFrame:
    """Return population_resident in persons, one row a district."""
    demand_once((row.cells["adcode"], raw.place(row, "adcode")) for row in raw.rows)
    figures = []
    for row in raw.rows:
        name = row.cells["district_zh"]
        where = raw.place(row, "population_2020_census")
        code = region_code(name, {zh: code for code, zh in DISTRICTS.items()}, raw.place(row, "district_zh"))
        region_code(row.cells["adcode"], {code: code}, raw.place(row, "adcode"))
        figures.append(
            {
                "region_code": code, "region_name": name, "indicator_id": "population_resident",
                "sector_id": "", "fuel_id": "", "period": edition, "frequency": "annual",
                "value": number(row.cells["population_2020_census"], where), "unit": "person",
                "price_year": None, "value_status": "transcribed", "locator": where,
                "caveats": "census_day_2020", "note": "",
            }
        )  # fmt: skip
    return pd.DataFrame(figures)

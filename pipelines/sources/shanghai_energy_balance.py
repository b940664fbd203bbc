"""Cells of Shanghai's energy balance, 2009 nearly whole, 2010, 2012 and 2013 in part, in Mtce.

Official statistics in the China Energy Databook (LBNL) as GCAM-China carries it. Calorific basis: electricity
counts 0.1229 kgce per kWh. Exports to other provinces are negative. Totals and of-which lines stand beside
their parts; data/catalog/balance_items.yml says which.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines.errors import LayoutChanged
from pipelines.reading.delivered import Row, Table, demand_once, demand_whole, number, read_table, region_code

TABLE = "figure"
FILE = "shanghai_energy_balance_excerpt_mtce.csv"
EDITIONS = {"2009-2013": (FILE,)}
CELLS = 126
HEADER = ("province.name", "year", "EBMaterial", "EBProcess", "value_mtce")
REGIONS = {"Shanghai": "310000"}

PROCESSES = {
    "Agriculture": "agriculture",
    "Construction": "construction",
    "Industry": "industry",
    "Industry - NonEnergy Use": "industry_non_energy",
    "Interprovincial Exports": "interprovincial_exports",
    "Interprovincial Imports": "interprovincial_imports",
    "Other": "other_services",
    "Petroleum Refineries": "petroleum_refineries",
    "Residential consumption": "residential",
    "Residential consumption - Rural": "residential_rural",
    "Residential consumption - Urban": "residential_urban",
    "Total Consumption": "total_consumption",
    "Total Primary Energy Supply": "total_primary_supply",
    "Transportation, Telecommunications, Postal": "transport_post",
    "Wholesale, Retail Trade, and Catering Service": "trade_catering",
}
MATERIALS = {
    "Coal Briquettes": "coal_briquettes",
    "Coal Cleaned": "coal_cleaned",
    "Coal Gas not Coke Source": "coal_gas_other",
    "Coal Raw": "coal_raw",
    "Coke": "coke",
    "Coke Other Products": "coke_other_products",
    "Coke Oven Gas": "coke_oven_gas",
    "Crude Oil": "crude_oil",
    "Diesel Oil": "diesel",
    "Electricity": "electricity",
    "Fuel Oil": "fuel_oil",
    "Gasoline": "gasoline",
    "Heat": "heat",
    "Kerosene": "kerosene",
    "Liquid Petroleum Gas": "lpg",
    "Natural Gas": "natural_gas",
    "Other Energy": "other_energy",
    "Petroleum Other Products": "petroleum_other_products",
    "Refinery Gas": "refinery_gas",
    "Total Coal": "total_coal",
    "Total Energy": "total_energy",
    "Total Petroleum": "total_petroleum",
}
# 212.85 Mtce of refinery gas is twice the city's whole supply; data/catalog/corrections.yml drops it.
MISPRINT = ("2010", "petroleum_refineries", "refinery_gas")


def read(folder: Path, edition: str) -> Table:
    """Return the cells as delivered."""
    table = read_table(folder, EDITIONS[edition][0], HEADER)
    demand_whole(len({_key(row) for row in table.rows}), CELLS, table.file, "cells")
    return table


def tidy(raw: Table, edition: str) -> pd.DataFrame:
    """Return energy_balance in Mtce, sector_id the process and fuel_id the material; no cell is made up."""
    demand_once((_key(row), raw.place(row, "EBProcess")) for row in raw.rows)
    first, last = edition.split("-")
    figures = []
    for row in raw.rows:
        year, where = row.cells["year"], raw.place(row, "value_mtce")
        process = _item(PROCESSES, raw, row, "EBProcess")
        material = _item(MATERIALS, raw, row, "EBMaterial")
        if not first <= year <= last:
            raise LayoutChanged(raw.place(row, "year"), f"{year!r} is outside {edition}", "Add an edition.")
        misprint = (year, process, material) == MISPRINT
        figures.append(
            {
                "region_code": region_code(
                    row.cells["province.name"], REGIONS, raw.place(row, "province.name")
                ),
                "region_name": row.cells["province.name"], "indicator_id": "energy_balance",
                "sector_id": process, "fuel_id": material, "period": year, "frequency": "annual",
                "value": number(row.cells["value_mtce"], where), "unit": "Mtce", "price_year": None,
                "value_status": "transcribed", "locator": where,
                "caveats": "balance_excerpt balance_calorific"
                + (" refinery_gas_2010_misprint" if misprint else ""),
                "note": "",
            }
        )  # fmt: skip
    return pd.DataFrame(figures)


def _key(row: Row) -> str:
    return " ".join(row.cells[column] for column in ("province.name", "year", "EBMaterial", "EBProcess"))


def _item(items: dict[str, str], table: Table, row: Row, column: str) -> str:
    name = row.cells[column]
    if name not in items:
        raise LayoutChanged(
            table.place(row, column), f"{name!r} is no item this reader knows",
            "Add it to the mapping of the reader and to data/catalog/balance_items.yml.",
        )  # fmt: skip
    return items[name]

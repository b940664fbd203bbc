"""The sheet that CEADs' inventories share: CO2 in Mt, sectors down, fuels across, and the names they go by.

Names drift between workbooks (Raw Coal, Raw_Coal; Total Consumption, TotalEmissions, Total Emissions) and are
padded with blanks until 2017. Every printed form stands below; what does not is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.errors import DuplicateRow, LayoutChanged
from pipelines.reading.workbooks import Sheet, is_blank, text

UNIT = "Mt CO2"
# Above the labels of the rows, in the header and in the row of units.
CORNERS = ("", "Emission_Inventory")
UNIT_LABELS = ("", "unit")
ALL_SECTORS = ("Total Consumption", "TotalEmissions", "Total Emissions")
SCOPE_1_TOTAL = ("Scope 1 Total", "Scope_1_Total")
# Bought-in energy: columns that the publisher keeps empty, as zeros.
SCOPE_2 = ("Scope 2 Heat", "Scope_2_Heat", "Scope 2 Electricity", "Scope_2_Electricity")

FUELS = {
    "raw_coal": ("Raw Coal", "Raw_Coal"),
    "cleaned_coal": ("Cleaned Coal", "CleanedCoal"),
    "other_washed_coal": ("Other Washed Coal", "Other_Washed_Coal"),
    "briquettes": ("Briquettes",),
    "coke": ("Coke",),
    "coke_oven_gas": ("Coke Oven Gas", "Coke_Oven_Gas"),
    "other_gas": ("Other Gas", "Other_Gas"),
    "other_coking_products": ("Other Coking Products", "Other_Coking_Products"),
    "crude_oil": ("Crude Oil", "Crude_Oil"),
    "gasoline": ("Gasoline",),
    "kerosene": ("Kerosene",),
    "diesel": ("Diesel Oil", "Diesel_Oil"),
    "fuel_oil": ("Fuel Oil", "Fuel_Oil"),
    "lpg": ("LPG",),
    "refinery_gas": ("Refinery Gas", "Refinery_Gas"),
    "other_petroleum_products": ("Other Petroleum Products", "Other_Petroleum_Products"),
    "natural_gas": ("Natural Gas", "Natural_Gas"),
    "other_energy": ("Other Energy", "Other_Energy"),
    "process": ("Process",),
}

SECTORS = {
    "agriculture": "Farming, Forestry, Animal Husbandry, Fishery and Water Conservancy",
    "coal_mining": "Coal Mining and Dressing",
    "oil_and_gas_extraction": "Petroleum and Natural Gas Extraction",
    "ferrous_metals_mining": "Ferrous Metals Mining and Dressing",
    "nonferrous_metals_mining": "Nonferrous Metals Mining and Dressing",
    "nonmetal_minerals_mining": "Nonmetal Minerals Mining and Dressing",
    "other_minerals_mining": "Other Minerals Mining and Dressing",
    "logging": "Logging and Transport of Wood and Bamboo",
    "food_processing": "Food Processing",
    "food_production": "Food Production",
    "beverages": "Beverage Production",
    "tobacco": "Tobacco Processing",
    "textiles": "Textile Industry",
    "garments": "Garments and Other Fiber Products",
    "leather": "Leather, Furs, Down and Related Products",
    "timber_processing": "Timber Processing, Bamboo, Cane, Palm Fiber & Straw Products",
    "furniture": "Furniture Manufacturing",
    "paper": "Papermaking and Paper Products",
    "printing": "Printing and Record Medium Reproduction",
    "cultural_and_sports_articles": "Cultural, Educational and Sports Articles",
    "petroleum_processing_and_coking": "Petroleum Processing and Coking",
    "chemicals": "Raw Chemical Materials and Chemical Products",
    "pharmaceuticals": "Medical and Pharmaceutical Products",
    "chemical_fibre": "Chemical Fiber",
    "rubber": "Rubber Products",
    "plastics": "Plastic Products",
    "nonmetal_mineral_products": "Nonmetal Mineral Products",
    "ferrous_metals": "Smelting and Pressing of Ferrous Metals",
    "nonferrous_metals": "Smelting and Pressing of Nonferrous Metals",
    "metal_products": "Metal Products",
    "ordinary_machinery": "Ordinary Machinery",
    "special_equipment": "Equipment for Special Purposes",
    "transport_equipment": "Transportation Equipment",
    "electric_equipment": "Electric Equipment and Machinery",
    "electronic_equipment": "Electronic and Telecommunications Equipment",
    "instruments": "Instruments, Meters, Cultural and Office Machinery",
    "other_manufacturing": "Other Manufacturing Industry",
    "scrap_and_waste": "Scrap and waste",
    "power_and_heat_supply": "Production and Supply of Electric Power, Steam and Hot Water",
    "gas_supply": "Production and Supply of Gas",
    "water_supply": "Production and Supply of Tap Water",
    "construction": "Construction",
    "transport_storage_post": "Transportation, Storage, Post and Telecommunication Services",
    "trade_and_catering": "Wholesale, Retail Trade and Catering Services",
    "other_services": "Others",
    "urban_households": "Urban",
    "rural_households": "Rural",
}

# Figures that break with the years around them by more than a real change could: cement's process CO2 of
# Beijing and Shanghai is zero for one year, Yunnan's falls from 35.22 to 0.0037 Mt, the nation's other coking
# products from 18.87 to 0.03 and back. Kept as printed and marked; "" is the total, where the break shows.
OUT_OF_LINE = {
    ("110000", "2017"): ("process", "nonmetal_mineral_products"),
    ("310000", "2017"): ("process", "nonmetal_mineral_products"),
    ("530000", "2019"): ("process", "nonmetal_mineral_products", ""),
    ("100000", "2018"): ("other_coking_products",),
}

# "" stands for the whole.
_COLUMNS = {
    **{printed: fuel for fuel, forms in FUELS.items() for printed in forms},
    **dict.fromkeys(SCOPE_1_TOTAL, ""),
}
_ROWS = {**{printed: sector for sector, printed in SECTORS.items()}, **dict.fromkeys(ALL_SECTORS, "")}


@dataclass(frozen=True)
class Inventory:
    """One sheet as delivered: the inventory of one region and year, its rows and columns found by name."""

    sheet: Sheet
    region_code: str
    region_name: str  # as printed in the sheet's name; of the nation, which has none, its Chinese name
    year: str
    columns: dict[str, int]  # fuel_id -> column; "" is the scope 1 total
    rows: tuple[tuple[str, int], ...]  # sector_id and its row; "" is the total; a repeated row is still here


def inventory(sheet: Sheet, *, region_code: str, region_name: str, year: str) -> Inventory:
    """Return the sheet with its names resolved.

    Raises LayoutChanged with the cell: an unknown, missing or repeated column, an unknown or missing row,
    another unit, a figure in a column that has always been zero.
    """
    if len(sheet.rows) < 3:
        raise LayoutChanged(_place(sheet), "the sheet is empty", "Compare it with the publisher's workbook.")
    columns, zeros = _columns(sheet)
    _demand_unit(sheet)
    rows = tuple(_rows(sheet))
    missing = [printed for printed, sector in _ROWS.items() if sector and sector not in dict(rows)]
    if missing or "" not in dict(rows):
        raise LayoutChanged(
            _place(sheet), f"rows are missing: {missing or 'the total'}", "A sector was dropped or cut off."
        )
    for _, row in rows:
        for column in zeros:
            _demand_zero(sheet, row, column)
    return Inventory(sheet, region_code, region_name, year, columns, rows)


def figures(raw: Inventory, caveats: str) -> Iterator[dict]:
    """Yield the total and the two margins as rows of the figure table, co2_scope_1 in Mt.

    A fuel is read from the total row, a sector from the column of the scope 1 total. A sheet without any
    energy (Hainan 2002, Ningxia 2000-2002) is marked on every row: its zeros are missing figures and its
    total is cement alone. Raises DuplicateRow for a sector that stands twice, NotANumber with the cell.
    """
    rows: dict[str, int] = {}
    for sector, row in raw.rows:
        if sector in rows:
            printed = text(raw.sheet.rows[row][0])
            raise DuplicateRow(
                raw.sheet.locator(row, 0), f"{printed!r} stood already in row {rows[sector] + 1}",
                "Keep one of the two rows.",
            )  # fmt: skip
        rows[sector] = row
    total_row, total_column = rows[""], raw.columns[""]
    fuels = {fuel: column for fuel, column in raw.columns.items() if fuel}
    if not any(raw.sheet.number(total_row, column) for fuel, column in fuels.items() if fuel != "process"):
        caveats = f"{caveats} ceads_no_energy_data"
    for sector, row in rows.items():  # the total is among them
        yield _figure(raw, sector, "", row, total_column, caveats)
    for fuel, column in fuels.items():
        yield _figure(raw, "", fuel, total_row, column, caveats)


def _figure(raw: Inventory, sector: str, fuel: str, row: int, column: int, caveats: str) -> dict:
    value = raw.sheet.number(row, column)
    if value == 0:
        caveats = f"{caveats} ceads_zero"
    if (sector or fuel) in OUT_OF_LINE.get((raw.region_code, raw.year), ()):
        caveats = f"{caveats} ceads_out_of_line"
    return {
        "region_code": raw.region_code, "region_name": raw.region_name, "indicator_id": "co2_scope_1",
        "sector_id": sector, "fuel_id": fuel, "period": raw.year, "frequency": "annual", "value": value,
        "unit": "Mt", "price_year": None, "value_status": "estimated",
        "locator": raw.sheet.locator(row, column),
        "caveats": caveats, "note": "",
    }  # fmt: skip


def _columns(sheet: Sheet) -> tuple[dict[str, int], list[int]]:
    """Return where each fuel and the total stand, and the columns that must be zero."""
    header = [text(cell) for cell in sheet.rows[0]]
    if header[0] not in CORNERS:
        raise _unknown(sheet, 0, 0, "corner")
    columns: dict[str, int] = {}
    zeros = []
    for column, printed in enumerate(header[1:], start=1):
        if printed in SCOPE_2:
            zeros.append(column)
        elif printed not in _COLUMNS:
            raise _unknown(sheet, 0, column, "column")
        elif _COLUMNS[printed] in columns:
            raise LayoutChanged(
                sheet.locator(0, column), f"the column {printed!r} stands twice", "Keep one of the two."
            )
        else:
            columns[_COLUMNS[printed]] = column
    if missing := sorted({*FUELS, ""} - set(columns)):
        names = [fuel or SCOPE_1_TOTAL[0] for fuel in missing]
        raise LayoutChanged(_place(sheet), f"columns are missing: {names}", "A fuel was dropped or renamed.")
    return columns, zeros


def _rows(sheet: Sheet) -> Iterator[tuple[str, int]]:
    for row, cells in enumerate(sheet.rows[2:], start=2):
        if is_blank(cells):
            continue
        if text(cells[0]) not in _ROWS:
            raise _unknown(sheet, row, 0, "row")
        yield _ROWS[text(cells[0])], row


def _demand_unit(sheet: Sheet) -> None:
    if text(sheet.rows[1][0]) not in UNIT_LABELS:
        raise _unknown(sheet, 1, 0, "label of the units")
    for column, cell in enumerate(sheet.rows[1][1:], start=1):
        if text(cell) != UNIT:
            raise LayoutChanged(
                sheet.locator(1, column), f"the unit is {text(cell)!r}, not {UNIT!r}",
                "Convert it in the reader if the publisher has changed it.",
            )  # fmt: skip


def _demand_zero(sheet: Sheet, row: int, column: int) -> None:
    if (value := sheet.number(row, column)) != 0:
        raise LayoutChanged(
            sheet.locator(row, column), f"{value} stands in a scope 2 column, so far always zero",
            "Decide what bought-in energy is worth here before it is read.",
        )  # fmt: skip


def _unknown(sheet: Sheet, row: int, column: int, what: str) -> LayoutChanged:
    return LayoutChanged(
        sheet.locator(row, column), f"the {what} {text(sheet.rows[row][column])!r} is not known",
        "Compare it with the publisher's workbook and add the name to pipelines/sources/ceads_layout.py.",
    )  # fmt: skip


def _place(sheet: Sheet) -> str:
    return f"{sheet.file}|{sheet.name}"

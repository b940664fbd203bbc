"""Small workbooks in the layouts of Chen et al. (2020) and CEADs, with a few of their real figures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from pipelines.sources.ceads_layout import SECTORS

Cells = list[list[object]]

COUNTY_SHEET = "Unit (Million tons)"
_BAOSHAN = """
        9.89720356903266 9.47809605372422 9.4317658735317 9.92715906026485 9.34763734346058
        9.98931851768877 11.2623282028076 12.0720819936258 13.2935825054746 14.530434971586
        14.5683049191368 14.8951921499389 16.3282133783141 17.1135646742285 16.2946213680256
        16.7193306649816 14.8054688645828 14.8437602650291 13.4228661774552 13.7327689416312
        13.2714830686795"""
_BINHU = """
        2.02038061808633 1.77571300175417 1.88343897832836 1.97506071534146 1.95810419367366
        2.19310271787768 2.66002309113818 3.09240786188667 3.82715413395397 4.45806486398561
        4.69601360624587 5.06199649199443 5.3733198395496 6.01491353172418 6.80395388536067
        6.82956614951104 6.75436432862261 6.7756032729385 6.42689592664235 6.58742243458775
        6.54353372862952"""
_XINWU = """
        1.1961805126247 1.08198885495487 1.16075262988899 1.22999253439458 1.31599946870341
        1.78579378008004 2.24772945478434 2.59506056684288 3.04923237337785 3.36421334915107
        3.51349264675288 3.70137327120254 3.92640287877444 4.22174368707416 4.63252518573001
        4.64996349597421 4.59646934893396 4.4188205073031 4.04930941954684 4.01483435354584
        3.87086505469031"""


def county_table() -> Cells:
    """Return Chen's header, three counties, the blank row and the note, as lists that a test may bend."""
    names = ["County Name", "County Name", "City Name", "City Name", "Province Name", "Province Name"]
    shanghai = ["上海市", "Shanghai City", "上海市", "Shanghai City"]
    jiangsu = ["无锡市", "Wuxi City", "江苏省", "Jiangsu Province"]
    return [
        ["DISTCODE地区代码", *names, *(f"C{year}" for year in range(1997, 2018))],
        [310113, "宝山区", "Baoshan District", *shanghai, *_row(_BAOSHAN)],
        [320211, "滨湖区", "Binhu District ", *jiangsu, *_row(_BINHU)],
        ["320211（2）", "新吴区", "Xinwu District", *jiangsu, *_row(_XINWU)],
        [None] * 28,
        ["Note: County name is based on the division of China's counties in 2010", *[None] * 27],
    ]


_FUELS = (
    "Raw Coal", "Cleaned Coal", "Other Washed Coal", "Briquettes", "Coke", "Coke Oven Gas", "Other Gas",
    "Other Coking Products", "Crude Oil", "Gasoline", "Kerosene", "Diesel Oil", "Fuel Oil", "LPG",
    "Refinery Gas", "Other Petroleum Products", "Natural Gas", "Scope 2 Heat", "Scope 2 Electricity",
    "Other Energy", "Process", "Scope 1 Total",
)  # fmt: skip
STEEL = "Smelting and Pressing of Ferrous Metals"
POWER = "Production and Supply of Electric Power, Steam and Hot Water"
CEMENT = "Nonmetal Mineral Products"

# Real rows, in the order of the header above; sectors that are not named here are zero in the small sheets.
SHANGHAI_1997 = {
    "total": """
        49.43465629387946 3.0809962827932194 0 0 18.582765206674697 1.9554375630927576
        3.4700860689262454 1.298402582660713 0.003904091843186493 2.8336754695996302 1.4161535243790595
        6.133496993651543 11.278587985585318 1.1715681105360605 1.5440311597754959 0 0 0 0 0
        0.9835938200000002 103.18735515339742""",
    STEEL: """
        1.0946943325759404 2.648452450033896 0 0 17.28818407562932 1.6925603435260426 0.0047900863485484
        1.2337466121620106 0 0.041852467687745 4.654935863162387e-05 0.07858301318474109
        1.6649525216093841 0 0 0 0 0 0 0 0 25.747862452116266""",
}
SHANGHAI_2019 = {
    "total": """
        55.48468381947469 0 0 0 17.88720597649297 2.7290806083965546 13.65687144797918 1.249092970918512
        0.05555823007611549 14.45285705843513 22.869393390268478 13.899293111565658 20.857688754060696
        2.5963391886222835 5.197671906369874 1.0340107372582292 19.692884062247384 0 0 0
        1.2495509400000002 192.91218220216575""",
    STEEL: """
        0.4951432041395053 0 0 0 17.697009048197536 2.0426265534579686 0.40262354461931915
        0.22793889244556195 0 0.002222411082411238 0 0.019769735748752557 0.0009827522668504993
        0.004849530703736087 0 0 2.0872758157851585 0 0 0 0 22.9804414884468""",
    POWER: """
        49.144898788581294 0 0 0 0 0.08301385881054159 5.282301719897344 0 0 0.008334041559042112 0
        0.09436515001136878 0.0007487636318860945 0 0.01202880799651977 1.0340107372582292
        7.169298806071627 0 0 0 0 62.82900067381786""",
}
# A province and year without energy data: all there is is cement.
NINGXIA_2001 = {
    "total": "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.9261131400000001 0.9261131400000001",
    CEMENT: "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.9261131400000001 0.9261131400000001",
}
CHINA_2019 = {
    "total": """
        4911.8516153620785 0 241.79522868160876 63.507369955118165 1292.5860806146457 113.12367718328179
        745.6072569027167 17.235218781809753 10.286080747767738 397.9575547668144 119.55614292573134
        458.43257032968734 74.08230799386287 155.2828684187928 67.0535877759331 18.52696093941622
        426.61649354116577 0 0 0 681.2553817200001 9794.756396640432""",
    STEEL: """
        140.80135239554772 0 8.216914901200216 2.30946813270512 1128.9866515939686 39.58318601475439
        513.6233920420354 7.662680657494844 0 0.08928259479529106 0.000608693411164462
        1.6251695467591218 0.02027725240399631 0.30056131077196147 0.05279339016272066 0
        9.829118160277213 0 0 0 0 1853.1014566862875""",
}


def inventory_until_2017(rows: dict[str, str]) -> Cells:
    """Return a CEADs sheet with empty corner, blanks in the headers and padded sectors."""
    sectors = (f"{printed:<57}" for printed in SECTORS.values())
    return _inventory(rows, ["", *_FUELS], "", "Total Consumption", sectors)


def inventory_from_2018(rows: dict[str, str]) -> Cells:
    """Return a CEADs sheet as of 2018: underscores in the headers, another total, no padding."""
    header = ["Emission_Inventory", *(fuel.replace(" ", "_") for fuel in _FUELS)]
    header[2] = "CleanedCoal"
    return _inventory(rows, header, "unit", "TotalEmissions", SECTORS.values())


def note() -> Cells:
    return [["Introduction/简介", "This spreadsheet provides CO2 emission inventory for China."]]


def write_workbook(path: Path, sheets: dict[str, Cells]) -> Path:
    """Write the sheets; None is an empty cell."""
    workbook = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path


def row_of(cells: Cells, label: str) -> int:
    """Return the row, counted from 0, whose first cell is the label, padded or not."""
    return next(number for number, row in enumerate(cells) if str(row[0]).strip() == label)


def _inventory(
    rows: dict[str, str], header: list[str], corner: str, total: str, sectors: Iterable[str]
) -> Cells:
    width = len(_FUELS)
    return [
        header,
        [corner, *["Mt CO2"] * width],
        [None] * (width + 1),
        [total, *_row(rows["total"])],
        *(
            [sector, *(_row(rows[name]) if (name := sector.strip()) in rows else [0.0] * width)]
            for sector in sectors
        ),
    ]


def _row(text: str) -> list[float]:
    return [float(word) for word in text.split()]

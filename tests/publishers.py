"""Publishers' text files rebuilt small: their layout, a few real rows, blank cells where a row fills up."""

from __future__ import annotations

from pathlib import Path

from pipelines.geography.provinces import PROVINCES
from pipelines.sources import (
    emission_factors,
    nbs_gdp_index,
    nbs_province,
    shanghai_census,
    shanghai_energy_balance,
    wdi_gdp_growth,
    wri_power_plants,
)


def write(folder: Path, files: dict[str, str], encoding: str = "utf-8") -> Path:
    for name, content in files.items():
        (folder / name).write_text(content, encoding)
    return folder


def census() -> dict[str, str]:
    rows = """310101,黄浦区,Huangpu,662030
310104,徐汇区,Xuhui,1113078
310105,长宁区,Changning,693051
310106,静安区,Jing'an,975707
310107,普陀区,Putuo,1239800
310109,虹口区,Hongkou,757498
310110,杨浦区,Yangpu,1242548
310112,闵行区,Minhang,2653489
310113,宝山区,Baoshan,2235218
310114,嘉定区,Jiading,1834258
310115,浦东新区,Pudong,5681512
310116,金山区,Jinshan,822776
310117,松江区,Songjiang,1909713
310118,青浦区,Qingpu,1271424
310120,奉贤区,Fengxian,1140872
310151,崇明区,Chongming,637921
"""
    return {shanghai_census.FILE: "adcode,district_zh,district_en,population_2020_census\n" + rows}


def provinces() -> dict[str, str]:
    """Return GDP, residents and cars: real rows of Shanghai and Inner Mongolia, the other provinces blank."""
    real = {
        "historical_gdp.csv": {
            "Shanghai": "53926.7,47218.7,44809.1,43653.2,38963.3,37987.6,36011.8,32925,29887,26887,25269.8,"
            "23204.1,21305.6,20009.7,17915.4,15742.4,14536.9,12878.7,10598.9,9197.1",
            "Innermongolia": "26314.6,24627,23388.9,21166,17258,17212.5,16140.8,14898.1,13789.3,12949,"
            "12158.2,11392.4,10470.1,9458.1,8199.9,7104.2,6242.4,5166.9,4161.8,3523.7",
        },
        "historical_population.csv": {
            "Shanghai": "2480,2487,2475,2489,2488,2481,2475,2466,2467,2458,2467,2448,2399,2356,2303,2210,"
            "2141,2064,1964,1890",
            "InnerMongolia": "2388,2396,2401,2400,2403,2415,2422,2433,2436,2440,2449,2455,2464,2470,2472,"
            "2458,2444,2429,2415,2403",
        },
        "History_private_car.csv": {
            "Shanghai": "421.85,395.72,362.91,347.59,321.27,302.14,274.38,242.66,208.65,183.3,163.23,141.16,"
            "119.75,103.71,85.03,72.04,61.29,50.94,41",
            "Innermongolia": "",
        },
    }
    files = {}
    for name, series in nbs_province.FILES.items():
        years = len(series.header) - 1
        blank = {
            province.en: "," * (years - 1) for province in PROVINCES if province.en not in real[name]
        } | {key: "," * (years - 1) for key, cells in real[name].items() if not cells}
        rows = blank | {key: cells for key, cells in real[name].items() if cells}
        rows.pop("Inner Mongolia")
        lines = [f"# NBS https://data.stats.gov.cn/easyquery.htm?cn=E0103 {series.printed_unit}"]
        lines += [",".join(series.header), *(f"{region},{cells}" for region, cells in rows.items())]
        files[name] = "\r\n".join(lines) + "\r\n"
    return files


def gdp_index_2000() -> dict[str, str]:
    """Return the tables after the fourth census: real rows of Shanghai and China, the others blank."""
    real = {("310000", 2019): "106.0,95.2,100.5,108.2", ("310000", 2018): "106.8,90.2,103.5,108.2"}
    rows = [
        f"{p.adcode},{p.full_zh},{year},{real.get((p.adcode, year), ',,,')}"
        for p in PROVINCES
        for year in range(2019, 1999, -1)
    ]
    china = ["2019,106.3,106,103.1,104.9,107.2,105.6"]
    china += [
        "2018,106.258114373931,106.749773832541,103.482917499675,105.792406826881,107.983510024507,106.264209640466"
    ]
    china += [f"{year},,,,,," for year in range(2017, 1999, -1)]
    tables = {nbs_gdp_index.PROVINCES_2000: rows, nbs_gdp_index.CHINA_2000: china}
    return {
        name: "\n".join([",".join(nbs_gdp_index.HEADERS[name]), *lines]) + "\n"
        for name, lines in tables.items()
    }


def gdp_index_2016() -> dict[str, str]:
    """Return the exports after the fifth census: byte order mark, two lines of text, tabs, no 2025, notes."""
    decade = {"上海市": "\t,104.9\t,105.3\t,100.2\t,108.7\t,102.0\t,106.3\t,106.9\t,107.2\t,107.1\t,"}
    sectors = {"上海市": "104.9\t,98.7\t,102.1\t,105.7\t,"}
    note = "注：1. 在第五次全国经济普查后，对1992年-2023年历史数据进行了系统修订。\n数据来源：国家统计局"
    head = "\t,".join(["地区", *(f"{year}年" for year in range(2025, 2015, -1)), ""])
    by_sector = "\t,".join(nbs_gdp_index.HEADERS[nbs_gdp_index.SECTORS_2024])
    return {
        nbs_gdp_index.PROVINCES_2016: "\ufeff数据库：分省年度数据 \n时间：2016年-2025年 \n"
        + "\n".join([head, *(f"{p.full_zh}\t,{decade.get(p.full_zh, ',' * 10)}" for p in PROVINCES), note]),
        nbs_gdp_index.SECTORS_2024: "\ufeff数据库：分省年度数据 \n时间：2024年 \n"
        + "\n".join(
            [by_sector, *(f"{p.full_zh}\t,{sectors.get(p.full_zh, ',' * 4)}" for p in PROVINCES), note]
        ),
    }


def factors() -> dict[str, str]:
    real = {"上海": "0.5834,0.5849", "甘肃": "0.4955,0.4772"}
    rows = [f"province,{p.short_zh},{real.get(p.short_zh, ',')}" for p in PROVINCES if p.short_zh != "西藏"]
    rows += [
        f"grid_region,{grid},{'0.5992,0.5617' if grid == '华东' else ','}" for grid in emission_factors.GRIDS
    ]
    return {
        emission_factors.AVERAGES: "\n".join(
            [",".join(emission_factors.HEADERS[emission_factors.AVERAGES]), *rows]
        ),
        emission_factors.SHANGHAI: """carrier,unit,factor,source
electricity,t CO2/MWh,0.42,沪环气〔2022〕34号 (2022-02-14)
heat,t CO2/GJ,0.06,沪环气〔2022〕34号 (2022-02-14)
green electricity (purchased),t CO2/MWh,0.0,as quoted in the copy read; confirm in the notice
""",
    }


def balance() -> dict[str, str]:
    return {
        shanghai_energy_balance.FILE: """province.name,year,EBMaterial,EBProcess,value_mtce
Shanghai,2009,Total Energy,Total Consumption,78.8182109
Shanghai,2009,Total Energy,Industry,42.0169001
Shanghai,2009,Total Energy,"Transportation, Telecommunications, Postal",18.7559971
Shanghai,2010,Refinery Gas,Petroleum Refineries,212.85479
Shanghai,2010,Total Coal,Interprovincial Exports,-13.3312368
"""
    }


def world_bank() -> dict[str, str]:
    def row(name: str, code: str, values: dict[int, str]) -> str:
        cells = [name, code, "GDP growth (annual %)", wdi_gdp_growth.CODE]
        cells += [values.get(year, "") for year in range(1960, 2025)]
        return ",".join(f'"{cell}"' for cell in cells) + ","

    china = {1961: "-27.2700000038883", 1962: "-5.57999999019671", 2024: "4.9773565917572"}
    header = ",".join(f'"{name}"' for name in wdi_gdp_growth.HEADER[:-1]) + ","
    return {
        wdi_gdp_growth.FILE: "\r\n".join(
            [
                '\ufeff"Data Source","World Development Indicators",',
                "",
                '"Last Updated Date","2025-12-15",',
                "",
                header,
                row("Aruba", "ABW", {1987: "16.0784313755902"}),
                row("China", "CHN", china),
                row("Hong Kong SAR, China", "HKG", {1962: "14.2914823397233"}),
            ]
        )
    }


def plants(*rows: dict[str, str]) -> dict[str, str]:
    """Return the plant list with the given cells; the columns that a row does not name are blank."""
    header = wri_power_plants.HEADER
    lines = [",".join(f'"{row.get(column, "")}"' for column in header) for row in rows]
    return {wri_power_plants.FILE: "\n".join([",".join(header), *lines]) + "\n"}

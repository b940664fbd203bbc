"""data/catalog/regions.csv and region_levels.csv: names of regions, where they belong, the maps they are on.

regions.csv is the truth: a row that stands in it stays as it is, so that a name may be mended by hand. The
program adds what it does not have yet: the units of today's division, and the units of the county CO2 source
(division of 2010) that are no more. Those end with the year of their change in region_changes.csv; a code
that only that source ever used ends with the source's last year. region_levels.csv is made anew.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from ruamel.yaml import YAML

from pipelines.catalog import CATALOG
from pipelines.geography.boundaries import COLUMN_OF_LEVEL, RECIPES
from pipelines.geography.divisions import GANSU_SPECIAL_AREAS, units
from pipelines.geography.place_names import english_name, pinyin_initials, short_name
from pipelines.snapshots import read, snapshots

NATION = "100000"
SHANGHAI = "310000"
COUNTY_SOURCE = "chen2020_county_co2"
LAST_YEAR_OF_COUNTY_SOURCE = "2017"
REGION_COLUMNS = [
    "region_id", "level", "parent_id", "name_zh", "short_zh", "name_en", "pinyin_initials",
    "valid_from", "valid_to", "land_km2", "land_document", "aliases",
]  # fmt: skip


def units_of_2010() -> pd.DataFrame:
    """Return the 2,735 units of the county CO2 source as it names them: code, name_zh (division of 2010)."""
    edition = next(snapshot for snapshot in snapshots() if snapshot.source_id == COUNTY_SOURCE)
    named = read(edition)[["region_code", "region_name"]].drop_duplicates()
    return named.set_axis(["code", "name_zh"], axis=1).reset_index(drop=True)


def add_regions(gone_by: pd.DataFrame, catalog: Path = CATALOG) -> int:
    """Add the missing rows to regions.csv, write region_levels.csv anew; return how many rows were added.

    `gone_by` has code and name_zh of the units whose codes may have gone by since: those of units_of_2010().
    """
    standing = _read(catalog / "regions.csv", REGION_COLUMNS)
    today = todays_regions()
    changes = _read(catalog / "region_changes.csv", ["from_id", "to_id", "year"])
    rows = pd.concat([today, former_regions(gone_by, today, changes)], ignore_index=True)
    rows = rows[~rows["region_id"].isin(standing["region_id"])]
    rows = rows.merge(land_areas(catalog / "facts" / "official_stats.csv"), on="region_id", how="left")
    table = pd.concat([standing, rows], ignore_index=True)[REGION_COLUMNS].fillna("").sort_values("region_id")
    table.to_csv(catalog / "regions.csv", index=False, lineterminator="\n")
    region_levels().to_csv(catalog / "region_levels.csv", index=False, lineterminator="\n")
    return len(rows)


def todays_regions() -> pd.DataFrame:
    """Return one row a territory of today's division, each at its highest level, with its names."""
    table = units().assign(nation_id=NATION)
    province = _named_units(table, "province", "nation")
    prefecture = _named_units(table, "prefecture", "province")
    prefecture = prefecture[~prefecture["region_id"].isin(GANSU_SPECIAL_AREAS)]
    county = _named_units(table, "county", "prefecture")
    of_province = county["region_id"].isin(GANSU_SPECIAL_AREAS)
    county["parent_id"] = county["parent_id"].mask(of_province, county["region_id"].str[:2] + "0000")
    county["level"] = county["parent_id"].eq(SHANGHAI).map({True: "district", False: "county"})
    nation = pd.DataFrame([{"region_id": NATION, "level": "nation", "parent_id": "", "name_zh": "中国"}])
    rows = [
        nation,
        province.assign(level="province"),
        prefecture.assign(level="prefecture"),
        county,
    ]
    return _named(pd.concat(rows, ignore_index=True).drop_duplicates("region_id", ignore_index=True))


def former_regions(gone_by: pd.DataFrame, today: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return the units whose codes are not in today's division, below today's prefecture or province."""
    gone = gone_by[~gone_by["code"].isin(today["region_id"])]
    prefecture = gone["code"].str[:4] + "00"
    ended = changes[changes["year"].ne("")].drop_duplicates("from_id").set_index("from_id")["year"]
    rows = pd.DataFrame(
        {
            "region_id": gone["code"],
            "level": gone["code"].str[:2].eq(SHANGHAI[:2]).map({True: "district", False: "county"}),
            "parent_id": prefecture.where(prefecture.isin(today["region_id"]), gone["code"].str[:2] + "0000"),
            "name_zh": gone["name_zh"],
            "valid_to": gone["code"].map(ended).fillna(LAST_YEAR_OF_COUNTY_SOURCE),
        }
    )
    return _named(rows)


def land_areas(official_stats: Path) -> pd.DataFrame:
    """Return the official land areas of Shanghai's 16 districts: region_id, land_km2, land_document.

    Sources differ for Xuhui, Songjiang and Fengxian (where one counts the sea). Taken is the one document
    that has all sixteen, which add up to 6,340.50 km2; what others say is named beside it.
    """
    table = pd.read_csv(official_stats, dtype=str).query("indicator == 'area' and adcode != '310000'")
    table = table[table["adcode"].str.startswith(SHANGHAI[:2])]
    by_document = table.groupby("source_title")["adcode"].nunique()
    document = by_document[by_document.eq(16)].index[0]
    taken, others = table[table["source_title"].eq(document)], table[table["source_title"].ne(document)]
    said = (others["source_title"] + ": " + others["value"]).groupby(others["adcode"]).agg("；".join)
    besides = taken["adcode"].map("；" + said).fillna("")
    return pd.DataFrame(
        {
            "region_id": taken["adcode"],
            "land_km2": taken["value"],
            "land_document": taken["source_title"] + besides,
        }
    )


def region_levels() -> pd.DataFrame:
    """Return the maps each region of today is drawn on: region_id, level of the map, parent_id, boundary_id.

    The maps are those of data/geo/boundaries.yml. One code may stand at several levels: Dongguan is a
    prefecture without counties and fills its own county.
    """
    table = units()
    province, prefecture, county = table["province_id"], table["prefecture_id"], table["county_id"]
    above_prefecture = province.mask(prefecture.eq(province), NATION)
    above_county = prefecture.mask(prefecture.eq(county), province).mask(county.eq(province), NATION)
    drawn = {
        "province": pd.DataFrame({"region_id": province, "parent_id": NATION}),
        "prefecture": pd.DataFrame({"region_id": prefecture, "parent_id": above_prefecture}),
        "county": pd.DataFrame({"region_id": county, "parent_id": above_county}),
    }
    maps = []
    for boundary_id, recipe in YAML(typ="safe").load(RECIPES.read_text("utf-8")).items():
        if recipe["level"] != "line":
            inside = province.str.startswith(recipe["source"].get("province_id", ""))
            rows = drawn[COLUMN_OF_LEVEL[recipe["level"]]][inside].drop_duplicates().sort_values("region_id")
            maps.append(rows.assign(level=recipe["level"], boundary_id=boundary_id))
    return pd.concat(maps, ignore_index=True)[["region_id", "level", "parent_id", "boundary_id"]]


def _named_units(table: pd.DataFrame, level: str, above: str) -> pd.DataFrame:
    rows = table[[f"{level}_id", f"{level}_zh", f"{above}_id"]].drop_duplicates()
    return rows.set_axis(["region_id", "name_zh", "parent_id"], axis=1)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    english = [english_name(name, level) for name, level in zip(rows["name_zh"], rows["level"], strict=True)]
    return rows.assign(
        short_zh=rows["name_zh"].map(short_name),
        name_en=english,
        pinyin_initials=rows["name_zh"].map(pinyin_initials),
    )


def _read(path: Path, columns: list[str]) -> pd.DataFrame:
    if not path.exists():
        return pd.DataFrame(columns=columns, dtype="string")
    return pd.read_csv(path, dtype=str, keep_default_na=False)

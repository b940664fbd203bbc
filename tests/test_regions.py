"""What the catalogue says of regions: one row a territory, official names, official land areas."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from pipelines.catalog import CATALOG
from pipelines.geography.place_names import english_name, pinyin_initials, short_name
from pipelines.geography.regions import add_regions, land_areas, units_of_2010

ABOVE = {
    "province": {"nation"},
    "prefecture": {"province"},
    "county": {"province", "prefecture"},
    "district": {"province"},
}


@pytest.fixture(scope="module")
def regions() -> pd.DataFrame:
    return pd.read_csv(CATALOG / "regions.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def today(regions) -> pd.DataFrame:
    return regions[regions["valid_to"].eq("")]


def test_a_territory_has_one_row(regions):
    assert regions["region_id"].is_unique


def test_every_region_belongs_to_one_of_a_level_above(regions):
    level = regions.set_index("region_id")["level"]
    below = regions[regions["level"].ne("nation")]
    for own, parent_id in zip(below["level"], below["parent_id"], strict=True):
        assert level[parent_id] in ABOVE[own]


def test_anhui_has_16_prefectures_gansu_14_and_the_nation_34_provinces(today):
    prefectures = today[today["level"].eq("prefecture")]["parent_id"].value_counts()
    assert (prefectures["340000"], prefectures["620000"]) == (16, 14)
    assert today["level"].eq("province").sum() == 34


def test_only_shanghai_has_districts_of_its_own_level(today):
    assert set(today.loc[today["level"].eq("district"), "parent_id"]) == {"310000"}


def test_a_city_without_counties_stands_once_at_its_highest_level(regions):
    level = regions.set_index("region_id")["level"]
    assert [level[code] for code in ("441900", "620200", "419001", "820000")] == [
        "prefecture", "prefecture", "prefecture", "province",
    ]  # fmt: skip


def test_land_areas_of_the_districts_add_up_to_the_city(today):
    areas = today[today["parent_id"].eq("310000")].set_index("region_id")["land_km2"].astype(float)
    assert len(areas) == 16
    assert areas.sum() == pytest.approx(6340.50, abs=0.005)
    city = today.set_index("region_id").loc["310000", "land_km2"]
    assert float(city) == 6340.5


def test_land_areas_come_from_the_document_that_has_all_sixteen_and_name_the_others():
    areas = land_areas(CATALOG / "facts" / "official_stats.csv").set_index("region_id")
    assert areas["land_km2"].astype(float).sum() == pytest.approx(6340.50, abs=0.005)
    assert "733.38" in areas.loc["310120", "land_document"]
    assert "54.93" in areas.loc["310104", "land_document"]


def test_no_area_stands_without_its_document(regions):
    assert regions["land_km2"].ne("").equals(regions["land_document"].ne(""))


def test_english_names_are_written_in_latin_letters_and_two_provinces_never_share_one(today):
    assert not today["name_en"].str.contains(r"[一-鿿]").any()
    named = today[today["level"].eq("province")].set_index("region_id")["name_en"]
    assert named.is_unique
    assert [named[code] for code in ("140000", "610000", "150000", "540000", "810000")] == [
        "Shanxi", "Shaanxi", "Inner Mongolia", "Tibet", "Hong Kong",
    ]  # fmt: skip


def test_districts_that_came_later_say_since_when(today):
    since = today.set_index("region_id")["valid_from"]
    assert [since[code] for code in ("310151", "340281", "620881", "340506")] == [
        "2016",
        "2019",
        "2018",
        "2012",
    ]


@pytest.mark.parametrize(
    ("name_zh", "level", "name_en"),
    [
        ("义安区", "county", "Yi'an District"),
        ("合肥市", "prefecture", "Hefei"),
        ("长丰县", "county", "Changfeng County"),
        ("浦东新区", "district", "Pudong New Area"),
        ("清新区", "county", "Qingxin District"),
        ("天祝藏族自治县", "county", "Tianzhu Tibetan Autonomous County"),
        (
            "积石山保安族东乡族撒拉族自治县",
            "county",
            "Jishishan Bonan, Dongxiang and Salar Autonomous County",
        ),
        ("恩施土家族苗族自治州", "prefecture", "Enshi Tujia and Miao Autonomous Prefecture"),
    ],
)
def test_an_english_name_says_what_kind_of_unit_it_is(name_zh, level, name_en):
    assert english_name(name_zh, level) == name_en


def test_short_names_keep_two_characters():
    assert [short_name(name) for name in ("宝山区", "和县", "浦东新区", "天祝藏族自治县")] == [
        "宝山", "和县", "浦东", "天祝",
    ]  # fmt: skip


def test_a_region_is_found_by_its_first_letters():
    assert [pinyin_initials(name) for name in ("宝山区", "长宁区", "重庆市")] == ["bsq", "cnq", "cqs"]


def test_a_name_mended_by_hand_stays_and_a_missing_region_comes_back(tmp_path: Path, regions):
    (tmp_path / "facts").mkdir()
    shutil.copy(CATALOG / "facts" / "official_stats.csv", tmp_path / "facts")
    shutil.copy(CATALOG / "region_changes.csv", tmp_path)
    mended = regions[regions["region_id"].ne("310230")].copy()
    mended.loc[mended["region_id"].eq("310113"), "name_en"] = "Baoshan"
    mended.to_csv(tmp_path / "regions.csv", index=False)
    assert add_regions(units_of_2010(), tmp_path) == 1
    found = pd.read_csv(tmp_path / "regions.csv", dtype=str, keep_default_na=False).set_index("region_id")
    assert found.loc["310113", "name_en"] == "Baoshan"
    assert found.loc["310230", ["level", "parent_id", "valid_to"]].tolist() == ["district", "310000", "2016"]
    levels = (tmp_path / "region_levels.csv").read_text("utf-8")
    assert levels == (CATALOG / "region_levels.csv").read_text("utf-8")

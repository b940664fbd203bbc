"""The map page: which map an address means, what can be chosen on it, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from dashboard import data
from dashboard.maps.areas import area_of, areas
from dashboard.maps.measures import classes_of, decimals_for
from dashboard.maps.offers import Offer, good_year, offer
from dashboard.sentences import map as said
from dashboard.sentences.fair import is_fair
from dashboard.sentences.quantities import spoken
from dashboard.text import LANGS, text
from pipelines.catalog import catalogue
from tests.conftest import settle

ZH = text("zh")
KNOWN = areas(
    [
        ("china_provinces", "100000", "province", "全国省级行政区", "Provinces of China"),
        ("china_counties", "100000", "county", "全国县级行政区", "Counties of China"),
        ("gansu_prefectures", "620000", "prefecture", "甘肃省市州", "Prefectures of Gansu"),
        ("gansu_counties", "620000", "county", "甘肃省县区", "Counties of Gansu"),
        ("shanghai_districts", "310000", "district", "上海市各区", "Districts of Shanghai"),
    ]
)


def values(numbers: list[float], **columns: object) -> pd.DataFrame:
    given = {
        "region_id": [f"3101{place:02}" for place in range(1, len(numbers) + 1)], "value": numbers,
        "status": "transcribed", "source_id": "shanghai_census", "edition": "2020", "caveats": "census_day_2020",
    }  # fmt: skip
    return pd.DataFrame(given | columns)


def names(rows: pd.DataFrame) -> dict[str, str]:
    return {region_id: f"区{place}" for place, region_id in enumerate(rows["region_id"])}


def choices(*rows: tuple[str, str, int, int, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["indicator_id", "source_id", "year", "regions", "kind"])


SHANGHAI = choices(
    ("population_resident", "shanghai_census", 2020, 16, "counted"),
    ("population_resident", "documents", 2024, 16, "counted"),
    ("population_per_land_km2", "shanghai_census", 2020, 16, "counted"),
    ("co2_energy", "chen2020_county_co2", 2016, 16, "modelled"),
    ("co2_energy", "chen2020_county_co2", 2017, 16, "modelled"),
    ("co2_per_land_km2", "chen2020_county_co2", 2017, 16, "modelled"),
    ("energy_total", "documents", 2016, 1, "counted"),
)


def of_shanghai() -> Offer:
    return offer(SHANGHAI, catalogue().indicators, drawn=16)


# Which map


@pytest.mark.parametrize(("region", "level", "meant"), [
    ("310000", None, "shanghai_districts"),
    ("310113", None, "shanghai_districts"),
    ("310113", "county", "china_counties"),
    ("620000", "county", "gansu_counties"),
    ("620000", "province", "china_provinces"),
    ("110101", "county", "china_counties"),
    ("100000", None, "china_provinces"),
    ("100000", "district", "china_provinces"),
])  # fmt: skip
def test_region_and_level_mean_one_map(region, level, meant):
    assert area_of(KNOWN, region, level).boundary_id == meant


def test_the_product_starts_in_shanghai():
    assert KNOWN[0].boundary_id == "shanghai_districts"


def test_every_national_map_has_the_south_china_sea_beside_it():
    for area in KNOWN:
        frames = [inset.frame for inset in area.insets(ZH) if inset.frame]
        assert bool(frames) == area.is_national
        for west, south, east, north in frames:
            assert west < 109
            assert south < 4
            assert east > 118
            assert north > 23


# What can be chosen


def test_a_ratio_is_offered_as_a_total_and_a_divisor():
    offered = of_shanghai()
    assert offered.indicators() == ["co2_energy", "population_resident"]
    assert offered.divisors("population_resident") == ["total", "land_km2"]
    assert offered.indicator_id("co2_energy", "land_km2") == "co2_per_land_km2"


def test_an_indicator_of_one_district_is_no_map():
    assert "energy_total" not in of_shanghai().indicators()


def test_a_map_starts_with_a_counted_rate():
    offered = of_shanghai()
    assert offered.start() == ("population_resident", "land_km2")
    assert offered.sources("population_resident", "total") == ["shanghai_census", "documents"]


def test_a_measure_of_few_regions_is_not_where_a_large_map_starts():
    rows = choices(
        ("population_resident", "shanghai_census", 2020, 200, "counted"),
        ("co2_energy", "chen2020_county_co2", 2017, 2600, "modelled"),
    )
    assert offer(rows, catalogue().indicators, drawn=2891).start() == ("co2_energy", "total")


def test_the_newest_full_year_comes_before_a_newer_one_with_few_regions():
    assert good_year({2018: 30, 2020: 30, 2021: 4}) == 2020


def test_the_id_of_a_ratio_in_the_address_is_understood():
    codes = of_shanghai().fitting({"indicator": "population_per_land_km2", "per": None, "source": None, "year": None})
    assert of_shanghai().chosen(codes) == ("population_resident", "land_km2", "shanghai_census", 2020)


def test_codes_that_fit_are_kept_and_others_taken_away():
    asked = {"indicator": "co2_energy", "per": "head", "source": "shanghai_census", "year": "2016"}
    assert of_shanghai().fitting(asked) == {"indicator": "co2_energy", "per": None, "source": None, "year": "2016"}


def test_what_fits_is_chosen():
    codes = {"indicator": "co2_energy", "per": None, "source": None, "year": "2016"}
    assert of_shanghai().chosen(codes) == ("co2_energy", "total", "chen2020_county_co2", 2016)


def test_modelled_figures_are_known_as_such():
    assert of_shanghai().kind("co2_energy") == "modelled"
    assert of_shanghai().kind("population_resident") == "counted"


# Ranking


def test_ten_counted_regions_of_one_source_may_be_ranked():
    assert is_fair(values([float(n) for n in range(10)]))


@pytest.mark.parametrize("columns", [
    {"status": "modelled"},
    {"status": "estimated"},
    {"status": ["transcribed"] * 9 + ["modelled"]},
    {"source_id": ["shanghai_census"] * 9 + ["documents"]},
    {"edition": ["2020"] * 9 + ["2010"]},
    {"caveats": [""] * 9 + ["not_read_at_source"]},
    {"caveats": "plants_not_a_census"},
])  # fmt: skip
def test_anything_softer_is_not_ranked(columns):
    assert not is_fair(values([float(n) for n in range(10)], **columns))


def test_nine_regions_are_not_ranked():
    assert not is_fair(values([float(n) for n in range(9)]))


# Sentences


def test_the_highest_and_the_lowest_are_named_where_ranking_is_fair():
    rows = values([600.0, *[100.0] * 8, 60.0])
    told = said.answer(rows, names(rows), catalogue().indicators["population_per_land_km2"], level="district", t=ZH)
    assert told == "区0最高，为600 人/平方公里；区9最低，为60.0 人/平方公里，前者是后者的10倍。"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("status", ["modelled", "estimated", "projected", "nowcast"])
def test_no_region_is_named_where_ranking_is_not_fair(lang, status):
    rows = values([float(n) for n in range(1, 17)], status=status)
    told = said.answer(rows, names(rows), catalogue().indicators["co2_energy"], level="district", t=text(lang))
    assert not any(name in told for name in names(rows).values())


def test_the_middle_half_holds_half_of_the_regions():
    rows = values([float(n) for n in range(1, 17)], status="modelled")
    told = said.answer(rows, names(rows), catalogue().indicators["co2_energy"], level="district", t=ZH)
    low, high = (float(n) for n in re.search(r"在([\d.]+)至([\d.]+)", told).groups())
    assert rows["value"].between(low, high).mean() == 0.5
    assert "模型估算" in told


def test_a_total_tells_the_sum_and_a_rate_does_not():
    rows = values([2.0] * 10)
    total = said.answer(rows, names(rows), catalogue().indicators["population_resident"], level="district", t=ZH)
    rate = said.answer(rows, names(rows), catalogue().indicators["population_per_land_km2"], level="district", t=ZH)
    assert "合计20.0 万人" in total
    assert "合计" not in rate


def test_few_figures_are_told_one_by_one():
    rows = values([3107.5, 2846.0, 16715.0])
    told = said.answer(rows, names(rows), catalogue().indicators["gdp_current"], level="district", t=ZH)
    assert told == "有数的只有3个区：区03,108 亿元、区12,846 亿元、区216,715 亿元。"


def test_falls_are_told_by_their_size():
    rows = values([-1.0, *[-2.0] * 8, -6.0])
    told = said.answer(rows, names(rows), catalogue().indicators["energy_intensity_change"], level="province", t=ZH)
    assert told == "区9降幅最大，为6.00%；区0降幅最小，为1.00%。"


def test_regions_without_data_are_named_while_they_are_few():
    assert said.missing([], 16, level="district", t=ZH) == ""
    assert said.missing(["西藏", "台湾"], 34, level="province", t=ZH) == "没有数据的2个省级行政区：西藏、台湾。"
    many = said.missing([f"县{n}" for n in range(204)], 2891, level="county", t=ZH)
    assert "204" in many
    assert "7%" in many
    assert "县3" not in many


def test_an_english_sentence_counts_in_millions_and_a_chinese_one_in_its_own_unit():
    assert spoken(2480.26, "10k person", text("en")) == "24.8 million people"
    assert spoken(2480.26, "10k person", ZH) == "2,480 万人"
    assert spoken(53926.71, "100M yuan", text("en")) == "5,393 billion yuan"


# Drawing


def test_a_scale_diverges_only_where_values_lie_on_both_sides():
    change = catalogue().indicators["energy_intensity_change"]
    both, falls = classes_of([-3.0, -1.0, 2.0, 4.0], change), classes_of([-3.0, -2.0, -1.0, -4.0], change)
    assert both.low == -both.high
    assert falls.high < 0


def test_small_values_are_not_rounded_to_nothing():
    assert decimals_for(pd.Series([0.031, 0.04]), 1) == 3
    assert decimals_for(pd.Series([196.2]), 1) == 1


# The page on the published build


@pytest.fixture(scope="module")
def build() -> data.Build:
    return data.latest()


def test_what_a_national_map_leaves_out_is_what_the_drawn_counties_lack(build):
    row = build.frame(
        "map_not_drawn", boundary_id="china_counties", indicator_id="co2_energy", source_id="chen2020_county_co2",
        year=2017,
    ).iloc[0]  # fmt: skip
    drawn = build.frame(
        "map_values", boundary_id="china_counties", indicator_id="co2_energy", source_id="chen2020_county_co2",
        year=2017,
    )["value"].sum()  # fmt: skip
    provinces = build.frame(
        "map_values", boundary_id="china_provinces", indicator_id="co2_energy", source_id="chen2020_county_co2",
        year=2017,
    )["value"].sum()  # fmt: skip
    assert row["share"] == pytest.approx(1 - drawn / provinces)
    assert 0 < row["share"] < 0.05
    assert row["units"] > 0


def test_one_region_has_one_value_on_a_map(build):
    found = build.frame(
        "map_values", boundary_id="china_provinces", indicator_id="energy_intensity_change", source_id="documents",
        year=2020,
    )  # fmt: skip
    assert found["region_id"].is_unique
    assert found["edition"].nunique() == 1  # one communique gives them all


def in_browser(test: Callable) -> Callable:
    return pytest.mark.browser(pytest.mark.xdist_group("browser")(test))


def painted(page: Page) -> Page:
    page.locator(".map[data-state=painted]").wait_for(timeout=30_000)
    return page


@in_browser
def test_the_first_page_shows_shanghai_and_leads_to_baoshans_green_industry(visit):
    page = painted(visit("/"))
    expect(page.locator("h1")).to_contain_text("上海市各区")
    door = page.locator(".tantu-door")
    expect(door).to_contain_text("1,003.69")
    expect(door).to_contain_text("经转引，未核对原文")
    door.click()
    page.wait_for_url("**/green-industry?*region=310113*")


@in_browser
def test_modelled_emissions_are_marked_and_not_ranked(visit):
    page = painted(visit("/?indicator=co2_energy"))
    expect(page.locator(".map .status")).to_have_text("模型估算")
    assert page.locator(".tantu-bars").count() == 0


@in_browser
def test_a_region_chosen_by_keyboard_opens_its_page_and_keeps_language_and_theme(visit):
    page = painted(visit("/?lang=en&theme=dark"))
    chooser = page.locator(".chooser select")
    chooser.focus()
    page.wait_for_timeout(600)  # the names are filled in after the map
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url("**/region?*", timeout=15_000)
    settle(page)
    assert "region=310101" in page.url
    assert "lang=en" in page.url
    assert "theme=dark" in page.url
    expect(page.locator("h1")).to_contain_text("Huangpu")


@in_browser
def test_another_area_and_year_stand_in_the_address(visit):
    page = painted(visit("/?region=100000&level=province&indicator=population_resident&year=2010"))
    expect(page.locator("h1")).to_contain_text("2010年")
    page.locator("[data-testid=stSelectbox] input").first.click()
    page.get_by_role("option", name="甘肃省市州").click()
    settle(page)
    assert "region=620000" in page.url
    assert "level=prefecture" in page.url
    assert "indicator=" not in page.url  # this map has no population: nothing of it stays in the address
    assert page.get_by_role("alert").count() == 0


@in_browser
def test_a_year_of_another_map_is_told_quietly_and_an_unknown_one_aloud(visit):
    page = visit("/?year=2010")
    expect(page.get_by_text("这张地图没有2010年的数据")).to_be_visible()
    assert page.get_by_role("alert").count() == 0
    expect(visit("/?per=acre").get_by_role("alert").first).to_contain_text("acre")


@in_browser
def test_the_national_map_names_what_it_lacks_and_draws_the_islands(visit):
    page = painted(visit("/?region=100000&level=county"))
    expect(page.get_by_text("南海诸岛")).to_be_visible()
    expect(page.get_by_text(re.compile("占排放总量的"))).to_be_visible()
    expect(page.get_by_text(re.compile("没有数据的有"))).to_be_visible()
    assert "审图号" not in page.content()

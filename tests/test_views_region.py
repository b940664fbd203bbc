"""The region page: which figure leads, what is said of its change and rank, why one is missing, what documents say."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest
from playwright.sync_api import expect

from dashboard import data
from dashboard.sentences import headlines
from dashboard.sentences import region as said
from dashboard.sentences.headlines import HEADS, Headline, headline, place, runs, with_status
from dashboard.text import LANGS, text
from dashboard.views.region_documents import all_written, grouped, label, matching
from dashboard.views.region_place import labels
from tests.conftest import settle

ZH, EN = text("zh"), text("en")
DISTRICT = "区级数据为夜间灯光降尺度结果，不足以单独判断达峰。"


def series(*rows: tuple[str, int, float], **columns: object) -> pd.DataFrame:
    """Return rows of queries/series.sql: indicator_id, year, value and what is given for all of them."""
    given = {
        "source_id": "nbs_province", "edition": "2005-2024", "unit": "10k person", "price_year": pd.NA,
        "value_status": "reported", "input_status": None, "caveats": "", "source_class": None,
    }  # fmt: skip
    frame = pd.DataFrame(rows, columns=["indicator_id", "year", "value"])
    return with_status(frame.assign(**given | columns))


def modelled(*rows: tuple[str, int, float]) -> pd.DataFrame:
    return series(*rows, source_id="chen2020_county_co2", edition="1997-2017", unit="Mt", value_status="modelled")


POPULATION = series(("population_resident", 2023, 2487.45), ("population_resident", 2024, 2480.26))


# Which figure leads


def test_the_newest_figure_leads_with_its_change():
    head = headline(POPULATION, HEADS["population"])
    assert (head.year, head.value) == (2024, 2480.26)
    assert head.change == pytest.approx(2480.26 / 2487.45 - 1)


@pytest.mark.parametrize("caveat", ["not_read_at_source", "check_before_use", "fact_not_confirmed"])
def test_what_was_not_read_at_its_source_never_leads(caveat):
    newer = series(("population_resident", 2025, 2500.0), source_id="documents", edition="报道", caveats=caveat)
    head = headline(pd.concat([POPULATION, newer]), HEADS["population"])
    assert head.year == 2024
    assert headlines.newer_second_hand(pd.concat([POPULATION, newer]), HEADS["population"], 2024)["year"] == 2025


def test_a_figure_of_an_encyclopedia_never_leads():
    assert headline(series(("gdp_current", 2013, 6448.0), source_class="encyclopedia"), HEADS["gdp"]) is None


def test_what_is_modelled_leads_only_where_nobody_counted():
    newer = modelled(("co2_energy", 2017, 192.5))
    counted = series(("co2_scope_1", 2013, 207.6), source_id="ceads_provinces", unit="Mt", value_status="estimated")
    assert headline(pd.concat([newer, counted]), HEADS["co2"]).status == "estimated"
    assert headline(newer, HEADS["co2"]).status == "modelled"


def test_modelled_figures_and_current_prices_have_no_change():
    assert headline(modelled(("co2_energy", 2016, 13.0), ("co2_energy", 2017, 13.3)), HEADS["co2"]).change is None
    gdp = series(("gdp_current", 2023, 47200.0), ("gdp_current", 2024, 53926.7), caveats="current_prices")
    assert headline(gdp, HEADS["gdp"]).change is None


def test_no_change_is_told_across_sources():
    before = series(("population_resident", 2023, 2400.0), source_id="documents", edition="报道")
    now = series(("population_resident", 2024, 2480.0))
    assert headline(pd.concat([before, now]), HEADS["population"]).change is None


def test_the_broken_year_of_a_series_has_no_change():
    rows = series(
        ("population_resident", 2009, 6131.0), ("population_resident", 2010, 5957.0), caveats="population_break_2010"
    )
    assert headline(rows, HEADS["population"]).change is None


def test_the_growth_of_gdp_is_real():
    index = series(("gdp_index", 2024, 105.0), source_id="nbs_gdp_index", unit="index_previous_year")
    assert headlines.real_growth(index, 2024) == pytest.approx(5.0)
    assert headlines.real_growth(index, 2023) is None


# Rank


def peers(count: int, **columns: object) -> pd.DataFrame:
    given = {
        "region_id": [str(n) for n in range(count)], "value": [float(n) for n in range(count)], "status": "reported",
        "source_id": "nbs_province", "edition": "2005-2024", "caveats": "",
    }  # fmt: skip
    return pd.DataFrame(given | columns)


def test_the_largest_is_number_one_and_ties_share_a_place():
    assert place(peers(31), "30") == (1, 31)
    tied = peers(12, value=[5.0, 5.0, *[1.0] * 10])
    assert place(tied, "0") == place(tied, "1") == (1, 12)


@pytest.mark.parametrize("rows", [peers(9), peers(31, status="modelled"), peers(31, caveats="not_read_at_source")])
def test_no_place_is_told_where_ranking_is_not_fair(rows):
    assert place(rows, "0") is None
    assert said.rank(place(rows, "0"), "province", ZH) == ""


# Sentences


def head(indicator_id: str, value: float, unit: str, year: int, status: str = "reported", **more: object) -> Headline:
    given = {"price_year": None, "source_id": "s", "edition": "e", "caveats": frozenset(), "change": None}
    return Headline(indicator_id, value, unit, year=year, status=status, **given | more)


def test_the_answer_tells_people_money_and_emissions():
    heads = {
        "population": head("population_resident", 2480.26, "10k person", 2024),
        "gdp": head("gdp_current", 53926.71, "100M yuan", 2024),
        "co2": head("co2_scope_1", 192.9, "Mt", 2019, "estimated"),
        "per_head": head("co2_per_head", 7.78, "t/person", 2019, "estimated"),
    }
    assert said.answer("上海市", heads, ZH) == (
        "2024年常住人口2,480 万人，地区生产总值53,927 亿元（现价）。2019年二氧化碳排放193 百万吨，人均7.78 吨/人。"
    )


def test_emissions_per_head_of_another_year_are_not_put_beside():
    heads = {
        "co2": head("co2_scope_1", 192.9, "Mt", 2019, "estimated"),
        "per_head": head("co2_per_head", 7.8, "t/person", 2017, "estimated"),
    }
    assert "7.8" not in said.answer("上海市", heads, ZH)


@pytest.mark.parametrize("lang", LANGS)
def test_modelled_emissions_are_said_to_be_modelled(lang):
    told = said.answer("宝山区", {"co2": head("co2_energy", 13.3, "Mt", 2017, "modelled")}, text(lang))
    assert {"zh": "模型估算", "en": "modelled"}[lang] in told


@pytest.mark.parametrize("lang", LANGS)
def test_a_region_without_figures_gets_a_sentence(lang):
    assert "卡若区" in said.answer("卡若区", {}, text(lang))


def test_a_change_is_an_arrow_and_words():
    assert said.change(head("co2_scope_1", 1, "Mt", 2019, change=0.012), ZH) == "↑ 比2018年上升1.2%"
    assert said.change(head("co2_scope_1", 1, "Mt", 2019, change=-0.048), ZH) == "↓ 比2018年下降4.8%"
    assert said.change(head("co2_scope_1", 1, "Mt", 2019), ZH) == ""


def test_a_ratio_whose_parts_do_not_meet_says_which_years_they_have():
    rows = pd.concat(
        [modelled(("co2_energy", 2016, 1.0), ("co2_energy", 2017, 1.1)), series(("population_resident", 2020, 66.2))]
    )
    assert said.why_not("per_head", rows, ZH) == "二氧化碳为2016—2017年，常住人口为2020年，没有同一年份，无法相除。"


def test_current_prices_are_named_as_the_reason_why_there_is_no_intensity():
    rows = pd.concat([modelled(("co2_energy", 2017, 1.1)), series(("gdp_current", 2024, 3344.4), unit="100M yuan")])
    told = said.why_not("intensity", rows, ZH)
    assert "2017年" in told
    assert "2024年的现价数" in told


def test_a_missing_part_is_named():
    assert "常住人口" in said.why_not("per_head", modelled(("co2_energy", 2017, 1.1)), ZH)


def test_years_are_drawn_together():
    assert runs([1997, 1998, 1999, 2003]) == [(1997, 1999), (2003, 2003)]
    assert said.years([2020, 2023, 2024], ZH) == "2020、2023—2024年"


def test_the_title_tells_how_far_two_sources_lie_apart_in_their_last_common_year():
    counted = series(
        ("co2_scope_1", 2017, 196.2), ("co2_scope_1", 2019, 192.9), source_id="ceads_provinces", unit="Mt",
        value_status="estimated",
    )  # fmt: skip
    both = pd.concat([counted, modelled(("co2_energy", 2017, 192.5))])
    names = {"ceads_provinces": "甲", "chen2020_county_co2": "乙"}
    assert said.emissions_title(both, names, ZH) == "各来源分列，不相接：2017年甲比乙高1.9%"


def test_no_title_tells_a_year_of_the_peak():
    rows = modelled(*[("co2_energy", 2000 + n, 10.0 - abs(n - 5)) for n in range(11)])
    assert "2005" not in said.emissions_title(rows, {"chen2020_county_co2": "乙"}, ZH)


# On the published build


@pytest.fixture(scope="module")
def build() -> data.Build:
    return data.latest()


def test_a_region_is_found_by_both_names_its_initials_and_its_code(build):
    for lang in LANGS:
        found_by = labels(build, lang)["310113"]
        assert all(words in found_by for words in ("宝山区", "Baoshan District", "bsq", "310113"))


def test_every_region_of_today_can_be_chosen(build):
    assert set(labels(build, "zh")) == set(build.frame("regions")["region_id"])


@pytest.mark.parametrize("region_id", ["310000", "310113", "620000", "340100", "540302", "100000"])
def test_every_number_of_the_answer_is_a_value_of_the_region(build, region_id):
    rows = with_status(build.frame("series", region_id=region_id))
    heads = {key: found for key, indicators in HEADS.items() if (found := headline(rows, indicators))}
    told = said.answer("此地", heads, ZH)
    known = {f"{said.spoken(h.value, h.unit, ZH).split(' ')[0]}" for h in heads.values()}
    known |= {str(h.year) for h in heads.values()}
    assert set(re.findall(r"\d[\d,.]*\d|\d", told)) <= known


def test_no_figure_that_was_not_read_at_its_source_leads_in_any_district(build):
    districts = build.frame("regions").query("level == 'district'")["region_id"]
    for region_id in districts:
        rows = with_status(build.frame("series", region_id=region_id))
        for indicators in HEADS.values():
            found = headline(rows, indicators)
            assert found is None or not found.caveats & headlines.SECOND_HAND


def test_documents_stand_with_all_their_facts(build):
    facts = build.frame("facts", region_id="310101")
    assert sum(len(rows) for rows in grouped(facts)) == len(facts)
    assert grouped(facts)[0]["source_title"].iloc[0] == "黄浦区碳达峰实施方案"
    written = "".join(all_written(build, "310101", "zh"))
    assert written.count("<dt>") == len(facts)
    assert "<mark>" in written


@pytest.mark.parametrize("region_id", ["310000", "310115", "620000", "340000", "100000"])
@pytest.mark.parametrize("lang", LANGS)
def test_every_document_can_be_written_in_both_languages(build, region_id, lang):
    documents = build.frame("facts", region_id=region_id)["source_title"].nunique()
    assert len(all_written(build, region_id, lang)) == documents


def test_a_target_that_is_not_public_is_a_value(build):
    facts = build.frame("facts", region_id="310101")
    silent = facts[(facts["kind"] == "target") & (facts["comparator"] == "qualitative")]
    written = "".join(all_written(build, "310101", "zh"))
    assert written.count("目标未公开") >= len(silent) > 0
    for quote in silent["quote"]:
        assert quote[:10] in written


def test_a_search_finds_words_of_quotations_and_nothing_else(build):
    facts = build.frame("facts", region_id="310101")
    found = matching(facts, "光伏")
    assert 0 < len(found) < len(facts)
    assert matching(facts, "(不是正则").empty


def test_a_fact_says_its_period_and_a_target_by_when(build):
    facts = build.frame("facts", region_id="310113")
    target = next(row for row in facts.itertuples() if row.kind == "target" and row.year == 2015)
    assert "目标年" in label(target, ZH)
    assert label(target, EN).isascii()


# In the browser


def in_browser(test: Callable) -> Callable:
    return pytest.mark.browser(pytest.mark.xdist_group("browser")(test))


@in_browser
def test_a_district_shows_hollow_emissions_and_why_they_say_little(visit):
    page = visit("/region?region=310113")
    expect(page.locator(".tantu-banner")).to_have_text(DISTRICT)
    expect(page.locator(".tantu-heads .modelled")).to_contain_text("模型估算")
    assert page.locator(".tantu-heads .modelled").inner_text().count("居第") == 0


@in_browser
def test_the_page_leads_up_and_down(visit):
    page = visit("/region?region=310113&lang=en")
    page.locator(".tantu-crumbs a", has_text="Shanghai").click()
    page.wait_for_url("**/region?region=310000&lang=en")
    settle(page)
    page.locator(".tantu-children a", has_text="Huangpu").click()
    page.wait_for_url("**/region?region=310101&lang=en")
    settle(page)
    expect(page.locator("h1")).to_contain_text("Huangpu")


@in_browser
def test_a_region_without_data_says_so_and_how_to_bring_a_table_in(visit):
    page = visit("/region?region=540302")
    expect(page.locator(".tantu-heads")).to_contain_text("未公布")
    expect(page.locator(".tantu-empty")).to_contain_text("data/user")
    expect(page.locator(".tantu-empty")).to_contain_text("540302")


@in_browser
def test_a_former_district_leads_to_todays(visit):
    page = visit("/region?region=310103")
    expect(page.get_by_text("卢湾区已不存在")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("黄浦区")


@in_browser
def test_a_search_opens_the_documents_that_hold_the_words(visit):
    page = visit("/region?region=310101")
    box = page.get_by_label("在原文中查找")
    box.fill("光伏")
    box.press("Enter")
    page.locator("details.tantu-details[open]").first.wait_for()
    for quote in page.locator("details.tantu-details[open] .tantu-fact").all_inner_texts()[:3]:
        assert "光伏" in quote


@in_browser
def test_shanghai_lists_its_24_plants(visit):
    page = visit("/region?region=310000")
    expect(page.get_by_role("heading", name="在册电厂 24 座")).to_be_visible()
    expect(page.locator(".st-key-figure-plant-list .tantu-table tbody tr")).to_have_count(24)

"""The green industry page says what was published, as bounds where it was a bound, and leads with nothing unread."""

import re
import sys
from types import ModuleType

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.charts.green_industry import BAOSHAN_2024, segments
from dashboard.components.quotations import listed, quotation, spans_of
from dashboard.sentences import facts as told
from dashboard.sentences import green_industry as said
from dashboard.text import LANGS, text
from dashboard.views import green_industry as view

BAOSHAN, PUDONG, MINHANG, SHANGHAI = "310113", "310115", "310112", "310000"
WITH_DOCUMENTS = ("100000", SHANGHAI, "310101", "310114", BAOSHAN, PUDONG, "340000", "620000")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def build():
    return data.latest()


@pytest.fixture(scope="module")
def baoshan(build):
    return build.frame("green_industry_facts", region_id=BAOSHAN)


@pytest.fixture
def run(monkeypatch):
    """Return a function that runs the page on the published build, as the root of the app."""

    def at(region_id, lang="zh"):
        root = ModuleType("dashboard.views.map")
        root.page = view.page
        monkeypatch.setitem(sys.modules, "dashboard.views.map", root)
        app = AppTest.from_file("../dashboard/app.py", default_timeout=30)
        app.query_params["region"], app.query_params["lang"] = region_id, lang
        return app.run()

    return at


def parts_of(facts, lang="zh"):
    roles = said.roles(facts)
    parts = segments(facts, roles, lang)
    return parts.assign(label=said.short(parts["label"], lang), kind="press", is_read=False)


def numbers_in(sentence):
    return {float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*\.?\d*", sentence)}


def test_the_facts_themselves_say_what_is_whole_part_and_bound(baoshan):
    assert said.roles(baoshan) == BAOSHAN_2024


def test_a_region_whose_documents_give_no_whole_has_no_segments(build):
    for region_id in (PUDONG, MINHANG, SHANGHAI, "340000", "620000"):
        assert said.roles(build.frame("green_industry_facts", region_id=region_id)) == {}


def test_a_figure_that_somebody_adds_is_taken_up(baoshan):
    added = baoshan[baoshan["fact_id"] == "S186"].assign(
        fact_id="X1", value=80.5, year=2025, region_id=MINHANG
    )
    assert said.roles(added) == {"X1": "total"}
    parts = parts_of(added)
    assert said.question("闵行区", parts, text("zh")) == "闵行区的绿色低碳产业由什么构成？"
    assert "80.5 亿元" in said.answer("闵行区", parts, added[:0], added, 2025, text("zh"))


def test_only_the_latest_year_is_drawn(baoshan):
    later = baoshan[baoshan["fact_id"] == "S186"].assign(fact_id="X1", year=2025)
    assert set(said.roles(pd.concat([baoshan, later]))) == {"X1"}


def test_the_bounded_segments_together_are_the_whole_less_what_is_known(baoshan):
    values = parts_of(baoshan).set_index("role")["value"]
    assert values["together"] == pytest.approx(values["total"] - values["part"])
    assert set(values["bounded"]) == {100.0}


@pytest.mark.parametrize("lang", LANGS)
def test_the_answer_holds_no_number_that_is_not_in_the_facts(baoshan, lang):
    parts = parts_of(baoshan, lang)
    known = {2024.0, *parts["value"], *(parts["value"] / 10).round(4)}
    share = round(100 * said.value_of(parts, "part") / said.value_of(parts, "total"), 1)
    assert numbers_in(said.composition("X", parts, 2024, text(lang))) <= known | {share}
    count = float((parts["role"] == "bounded").sum())
    assert numbers_in(said.title("X", parts, 2024, text(lang))) <= known | {share, count}


def test_what_was_not_read_at_its_source_is_told_as_second_hand(baoshan):
    parts = parts_of(baoshan)
    assert said.composition("宝山区", parts, 2024, text("zh")).startswith("据转引的报道，")
    assert not said.composition("宝山区", parts.assign(is_read=True), 2024, text("zh")).startswith("据转引")


def test_no_card_is_led_by_a_figure_that_was_not_read_at_its_source(run):
    cards = next(block.proto.body for block in run(BAOSHAN).get("html") if "tantu-cards" in block.proto.body)
    assert "1,003.69" not in cards
    assert "已读原文" in cards
    assert "未核对原文" not in cards


def test_each_figure_of_another_definition_stands_once(build):
    figures = build.frame("green_industry_figures")
    assert not figures.duplicated(["region_id", "indicator_id", "period", "value"]).any()
    assert set(figures["region_id"]) >= {SHANGHAI, PUDONG, "310114"}


def test_a_second_copy_agrees_only_where_it_prints_the_same_figure(baoshan):
    parts = parts_of(baoshan)
    assert list(said.agreeing(baoshan, parts)["indicator"]) == ["green_industry_scale"]
    assert said.agreeing(baoshan, parts.assign(value=parts["value"] + 1)).empty


def test_all_21_facts_of_the_document_are_on_the_page(run, baoshan):
    whole_page = "".join(block.proto.body for block in run(BAOSHAN).get("html"))
    quotes = baoshan.loc[baoshan["document_id"] == "baoshan_green_industry_2024", "quote"]
    assert len(quotes) == 21
    written = re.sub("<[^>]*>", "", whole_page)
    assert [quote for quote in quotes.unique() if quote not in written] == []


def test_a_number_is_marked_where_it_was_confirmed_and_nothing_of_the_quotation_changes(baoshan):
    fact = baoshan[baoshan["fact_id"] == "S186"]
    html = quotation(fact["quote"].iloc[0], spans_of(fact))
    assert "<mark>1003.69亿元</mark>" in html
    assert re.sub("<[^>]*>", "", html) == fact["quote"].iloc[0]


def test_a_counted_fact_marks_nothing_and_says_that_it_was_counted(baoshan):
    counted = baoshan[baoshan["fact_id"] == "S203"]
    assert spans_of(counted) == []
    assert "按清单清点" in listed(counted, text("zh"))


def test_markup_in_a_quotation_is_text():
    assert "<b>" not in quotation("<b>26</b>家", [(3, 5)])


@pytest.mark.parametrize(
    ("value", "comparator", "unit", "words"),
    [
        (100.0, ">=", "亿元", "不低于 100 亿元"),
        (26.0, "=", "家", "26 家"),
        (1.0, "=", "%/年", "1%/年"),
        (2030.0, "<=", "年", "不超过 2030年"),
    ],
)
def test_an_amount_says_bound_and_unit(value, comparator, unit, words):
    fact = pd.Series({"value": value, "value_text": "", "comparator": comparator, "unit": unit})
    assert told.amount(fact, text("zh")) == words


def test_a_target_without_a_number_says_so():
    fact = pd.Series(
        {"value": None, "value_text": "完成市下达指标", "comparator": "qualitative", "unit": "%"}
    )
    assert told.amount(fact, text("zh")) == "无数字，见原文"


def test_every_unit_of_the_documents_is_said_in_english(build):
    facts = pd.concat(build.frame("facts", region_id=code) for code in WITH_DOCUMENTS)
    units = set(facts["unit"].dropna()) - {"", "年月"}
    assert {unit for unit in units if HAN.search(told.unit_word(unit, text("en")))} == set()


def test_every_statistic_the_page_may_show_has_a_name(build):
    named = {
        key.rpartition(".")[2]
        for key in text("zh")._sentences
        if key.startswith("green_industry.statistics.")
    }
    shown = pd.concat(build.frame("green_industry_facts", region_id=code) for code in WITH_DOCUMENTS)
    assert set(shown["indicator"]) - {""} - set(said.SCALE) <= named


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "region_id", [BAOSHAN, PUDONG, "310101", "310114", MINHANG, SHANGHAI, "620000", "340000"]
)
def test_every_region_has_a_page_with_a_question_and_an_answer(run, region_id, lang):
    app = run(region_id, lang)
    assert not app.exception
    answer = next(block.proto.body for block in app.get("html") if "tantu-answer" in block.proto.body)
    assert app.title[0].value.endswith("？" if lang == "zh" else "?")
    is_told_missing = any("tantu-empty" in block.proto.body for block in app.get("html"))
    assert is_told_missing == (region_id != BAOSHAN)
    assert ("未公布绿色低碳产业规模" in answer or "has not published" in answer) == (region_id != BAOSHAN)


def test_a_county_of_gansu_is_shown_by_its_province_and_that_is_said(run):
    app = run("620102")
    assert "以下为甘肃省" in app.info[0].value
    assert app.selectbox[0].value == "620000"


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("lang", LANGS)
def test_the_page_draws_without_complaint_and_marks_the_number(visit, lang):
    page = visit(f"/green-industry?region={BAOSHAN}&lang={lang}")
    page.locator("[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas").first.wait_for()
    assert page.locator("mark", has_text="1003.69亿元").count() == 1
    assert page.locator(".tantu-fact").count() >= 10

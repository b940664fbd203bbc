"""The carbon peak page claims no more than its figures: windows, an origin, and silence where data are modelled."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.charts.probability import rounded
from dashboard.sentences import carbon_peak as said
from dashboard.sentences import peak_past
from dashboard.text import LANGS, sentences, text
from dashboard.views.carbon_peak import RIVALS
from pipelines.analytics import peak_histories
from pipelines.analytics.peak_events import RECORD_YEARS, YEARS_BEYOND
from pipelines.analytics.rivals import MODELS
from tests.conftest import settle

METHODS = Path(__file__).resolve().parent.parent / "docs" / "methods" / "projection.md"
END = 2050
OWN = [20.0, 21.0, 22.0, 23.0, 23.5, 24.0, 24.2, 23.9, 22.5, 23.1, 22.8, 22.2]  # a made series, 2012 to 2023
KEYS = {"region_id": "310113", "indicator_id": "co2_scope_1", "source_id": "own", "edition": "2024"}


def row(**values) -> pd.Series:
    """A row of results.peak_status whose record was 2013, but for `values`."""
    usual = {
        "origin": 2019, "record_year": 2013, "record_mt": 207.6, "years_since": 6, "drop": 0.071,
        "status": "peaked_active", "reason": None, "five_year_rule": True, "sen_slope": -0.0029, "mann_kendall": None,
        "population_change": 0.0135, "gdp_change": 0.495, "p_no_new_record": 0.447, "p_plateau": 0.03,
        "peak_year_q10": 2013, "peak_year_q50": 2039, "peak_year_q90": None,
        "peak_mt_q10": 207.6, "peak_mt_q50": 238.3, "peak_mt_q90": 352.8,
    }  # fmt: skip
    return pd.Series({**usual, **values}, dtype=object)


def curve(p: float = 0.38) -> pd.DataFrame:
    return pd.DataFrame({"year": range(2019, 2041), "p_peaked": p})


def statuses() -> pd.DataFrame:
    rows = data.latest().connection.cursor().execute("SELECT * FROM results.peak_status WHERE unfit IS NULL").df()
    assert len(rows) >= 31
    return rows


def numbers(sentence: str) -> set[float]:
    return {float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", sentence)}


# The answer


@pytest.mark.parametrize("lang", LANGS)
def test_the_answer_of_every_region_holds_only_numbers_of_its_figures(lang):
    for _, status in statuses().iterrows():
        which = {key: status[key] for key in ("region_id", "source_id", "edition")}
        p_by_year = data.latest().frame("peak_probability", **which)
        answer = said.answer(status, p_by_year, "Mt", text(lang))
        near = said.near_year(p_by_year)
        p = p_by_year.loc[p_by_year["year"] == near, "p_peaked"].iloc[0]
        known = [status["peak_year_q10"], status["peak_year_q90"], status["origin"], near]
        known += [float(f"{status[key]:.3g}") for key in ("peak_mt_q10", "peak_mt_q90")]
        known += [float(rounded(p).strip("<>%")), p_by_year["year"].max() + YEARS_BEYOND]
        strays = numbers(answer) - {float(value) for value in known if pd.notna(value)} - {80, 2}  # 80 % band of CO2
        assert not strays, (status["region_id"], answer)


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_names_the_median_peak_year(lang):
    status = row(peak_year_q10=2022, peak_year_q50=2037, peak_year_q90=2046)
    assert "2037" not in said.answer(status, curve(), "Mt", text(lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("first", "last", "told"), [
    (2013, None, {2013, END}), (2022, None, {2022, END}), (2022, 2046, {2022, 2046}), (2013, 2041, {2013, 2041}),
    (None, None, {END}), (2013, 2013, {2013}),
])  # fmt: skip
def test_a_window_has_two_ends_or_says_that_the_peak_is_later(lang, first, last, told):
    window = said.window(row(peak_year_q10=first, peak_year_q90=last), END, text(lang))
    assert numbers(window) == told
    later = {"zh": "或更晚", "en": "later"}[lang]
    assert (later in window) == (last is None)


@pytest.mark.parametrize("lang", LANGS)
def test_a_window_that_starts_at_the_record_says_that_this_year_is_past(lang):
    record = {"zh": "已有的纪录", "en": "the record so far"}[lang]
    assert record in said.window(row(), END, text(lang))
    assert record not in said.window(row(peak_year_q10=2022), END, text(lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("p", [0.0, 0.001, 0.3126, 0.5, 0.9996, 1.0])
def test_a_chance_is_never_certain_and_goes_in_steps_of_five(lang, p):
    (percent,) = numbers(said.chance(p, text(lang)))
    assert percent % 5 == 0
    assert 5 <= percent <= 95


def test_a_simulated_value_has_three_figures():
    assert said.rough(10343.3) == "10,300"
    assert said.rough(0.45678) == "0.457"


def test_data_that_reach_beyond_the_target_year_are_judged_at_their_end():
    assert said.near_year(pd.DataFrame({"year": range(2020, 2041)})) == 2030
    assert said.near_year(pd.DataFrame({"year": range(2032, 2041)})) == 2040


# The past


@pytest.mark.parametrize("lang", LANGS)
def test_every_status_has_its_word_and_its_reason(lang):
    words = ("rising", "plateau", "peaked_unconfirmed", "peaked_active", "peaked_passive")
    told = {peak_past.because(row(status=word), text(lang)) for word in words}
    told |= {
        peak_past.because(row(status="undetermined", reason=why), text(lang)) for why in ("rebound", "drivers_unknown")
    }
    assert len(told) == 7
    assert set(statuses()["status"]) <= {*words, "undetermined"}


def test_a_record_in_the_last_year_has_nothing_after_it():
    basis = peak_past.basis(row(record_year=2019, years_since=0), "Mt", text("zh"))
    assert [term for term, _ in basis] == ["纪录"]


@pytest.mark.parametrize("lang", LANGS)
def test_an_unknown_driver_is_left_out_and_not_zero(lang):
    known = peak_past.basis(row(), "Mt", text(lang))
    unknown = peak_past.basis(row(population_change=None), "Mt", text(lang))
    assert len(unknown) == len(known) - 1
    assert not any("0.0%" in words for _, words in unknown)


def test_a_test_that_was_not_made_says_so():
    told = dict(peak_past.basis(row(), "Mt", text("zh")))
    assert told["曼-肯德尔趋势检验"] == "纪录之后不足八年，未检验"
    assert "未" not in dict(peak_past.basis(row(mann_kendall="falling"), "Mt", text("zh")))["曼-肯德尔趋势检验"]


# Other models, and how good it is


@pytest.mark.parametrize("lang", LANGS)
def test_a_model_without_a_fan_says_why(lang):
    assert set(RIVALS) == set(MODELS)
    fans = pd.DataFrame({"model": ["theta"], "reason": ["did_not_converge"], "year": [None], "q10": None, "q90": None})
    (line,) = said.rivals(fans, ["theta"], "Mt", text(lang))
    assert text(lang)("carbon_peak.rivals.reasons.did_not_converge") in line
    assert not numbers(line)


@pytest.mark.parametrize("lang", LANGS)
def test_every_claim_about_quality_stands_in_the_methods_page(lang):
    """Shares may stand there as 86 % or as .86."""
    doc = METHODS.read_text("utf-8").replace(",", "")
    known = {float(found) for found in re.findall(r"\d*\.?\d+", doc)}
    claims = {key: words for key, words in sentences(lang).items() if key.startswith("carbon_peak.trust.")}
    claims["warning"] = sentences(lang)["carbon_peak.rivals.warning"]
    for key, words in claims.items():
        strays = {n for n in numbers(words) if not {n, n / 100} & known}
        assert strays <= {0.0, 80.0}, key  # the best score, and the 80 % band


# The page


def page_of(region_id: str, build=None, monkeypatch=None, lang: str = "zh") -> AppTest:
    if build is not None:
        monkeypatch.setattr(data, "latest", lambda: build)
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.query_params["region"], app.query_params["lang"] = region_id, lang
    app.run()
    assert not app.exception, app.exception[0].value
    return app


PAGE = """
from dashboard import data
from dashboard.context import Context
from dashboard.selection import read
from dashboard.text import text
from dashboard.views import carbon_peak

selection = read()
carbon_peak.page(Context("carbon_peak", selection, text(selection.lang), "light", data.latest()))
"""


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def charts(app: AppTest) -> int:
    return len(app.get("vega_lite_chart"))


@pytest.mark.parametrize(
    ("region_id", "origin"), [("100000", 2019), ("140000", 2019), ("310000", 2019), ("530000", 2018)]
)
def test_the_origin_stands_in_the_title_and_the_probability_beside_the_fan(region_id, origin):
    app = page_of(region_id)
    assert str(origin) in app.title[0].value
    assert charts(app) == 2


def test_yunnan_says_why_its_last_year_is_not_used():
    assert "云南2019年水泥过程排放印为0.0037百万吨" in html(page_of("530000"))


@pytest.mark.parametrize("region_id", ["460000", "640000"])
def test_ningxia_and_hainan_say_that_their_history_begins_in_2003(region_id):
    told = html(page_of(region_id))
    assert "推演所用的历史从2003年起" in told
    assert "实为缺数" in told


def test_a_district_gets_the_citys_fan_and_no_probability_of_its_own():
    app = page_of("310113")
    assert "区级数据为夜间灯光降尺度结果，不足以单独判断达峰" in html(app)
    assert [header.value for header in app.header if "概率" in header.value or "过去" in header.value] == []
    assert "上海市：" in app.header[0].value
    assert charts(app) == 2  # the city's fan and the district's own hollow line
    assert "data/user" in " ".join(words.value for words in app.markdown)


def test_a_county_gets_the_fan_of_its_province():
    app = page_of("620102")
    assert "甘肃省：" in app.header[0].value
    assert "区县级数据为夜间灯光降尺度结果" in html(app)


@pytest.mark.parametrize("region_id", ["540000", "710000", "810000", "820000", "540102"])
def test_without_an_inventory_there_is_no_curve_and_nothing_stands_in(region_id):
    app = page_of(region_id)
    assert charts(app) == 0
    assert "未公布" in html(app)


class WithOwnTable:
    """The published build with a person's own yearly figures of Baoshan, as its models would compute them."""

    def __init__(self, values: list[float]) -> None:
        self.real = data.latest()
        self.build_id, self.built_at = "own", self.real.built_at
        history = pd.DataFrame({**KEYS, "year": range(2012, 2012 + len(values)), "co2_mt": values}).assign(
            population_10k=float("nan"), gdp_100m_yuan_2020=float("nan")
        )
        fans = [result for _, result in peak_histories.project_all(history)]
        self.own = {
            "peak_status": pd.DataFrame(peak_histories.describe_all(history)),
            "series": history.rename(columns={"co2_mt": "value"}).assign(
                unit="Mt", value_status="reported", input_status=None, caveats="", locator=""
            ),
        }
        if fans:
            p_by_year = fans[0].peak.p_peaked_by.rename("p_peaked").rename_axis("year").reset_index()
            self.own["peak_projection"] = fans[0].quantiles.reset_index()
            self.own["peak_probability"] = p_by_year
            self.own["peak_rivals"] = pd.concat(peak_histories.rivals_of_all(history))

    def frame(self, query: str, **parameters) -> pd.DataFrame:
        if parameters.get("region_id") == KEYS["region_id"] and query in self.own:
            return self.own[query]
        return self.real.frame(query, **parameters)


def test_a_district_with_ten_years_of_its_own_gets_its_own_projection(monkeypatch):
    app = page_of("310113", WithOwnTable(OWN), monkeypatch)
    assert "从2023年看，宝山区" in app.title[0].value
    assert charts(app) == 2
    assert "夜间灯光" not in html(app)


def test_a_series_under_ten_years_gets_a_sentence_instead_of_a_curve(monkeypatch):
    app = page_of("310113", WithOwnTable(OWN[:9]), monkeypatch)
    assert "宝山区自己的排放序列不足十年" in html(app)
    assert "上海市：" in app.header[0].value


def test_what_is_asked_of_a_region_stands_before_what_is_asked_above_it():
    told = html(page_of("310101"))
    assert told.index("黄浦区：碳达峰年份") < told.index("上海市：碳达峰年份") < told.index("中国：碳达峰年份")
    assert "不晚于 2030 年" in told


def test_the_years_of_no_new_record_are_the_ten_after_the_origin():
    told = said.records(row(), text("en"))
    assert {2020.0, 2019.0 + RECORD_YEARS, 2013.0} <= numbers(told)


# In the browser


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_unit_that_is_chosen_stands_in_the_address(visit):
    page = visit("/carbon-peak?region=310000")
    page.get_by_role("combobox").nth(1).click()
    page.get_by_role("option", name="宝山区").click()
    settle(page)
    page.get_by_role("heading", name="宝山区何时达峰").wait_for()
    assert "region=310113" in page.url


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_another_model_comes_on_demand_with_its_warning(visit):
    page = visit("/carbon-peak?region=510000")
    assert page.get_by_text("区间往往过窄").count() == 0
    page.get_by_role("button", name="Theta模型").click()
    page.get_by_text("区间往往过窄").wait_for()
    assert page.get_by_text("此处没有结果，拟合不收敛").count() == 1

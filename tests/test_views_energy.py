"""The energy page shows what was published and leaves open what was not: nothing joined, averaged or filled."""

import re
import sys
from types import ModuleType

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.charts import known as known_chart
from dashboard.sentences import energy as said
from dashboard.text import LANGS, text
from dashboard.theme import tokens
from dashboard.views import energy as view

NATION, SHANGHAI, JIADING, CHANGNING, CHONGMING = "100000", "310000", "310114", "310105", "310151"
ZH = text("zh")


@pytest.fixture(scope="module")
def rows():
    """Return a function that asks the published build for one region's rows."""
    return lambda query, region_id: data.latest().frame(query, region_id=region_id)


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


def html_of(app):
    return "".join(block.proto.body for block in app.get("html"))


def account_of(rows, region_id):
    found = rows("energy_account", region_id)
    return found[found["year"] == found["year"].max()].assign(label=found["item_id"])


# The account


def test_the_parts_of_jiadings_account_add_up_where_all_are_given(rows):
    value = account_of(rows, JIADING).set_index("item_id")["value"]
    assert value["industry"] + value["tertiary"] == pytest.approx(value["total"])
    assert value["transport_storage"] + value["other_tertiary"] == pytest.approx(value["tertiary"])
    assert value["above_scale_industry"] < value["industry"]


def test_every_part_follows_what_it_is_part_of(rows):
    account = account_of(rows, JIADING)
    place = {item: i for i, item in enumerate(account["item_id"])}
    assert all(place[row.parent_id] < place[row.item_id] for row in account.itertuples() if row.parent_id)


def test_growth_and_change_of_intensity_stand_beside_every_part(rows):
    account = account_of(rows, JIADING)
    assert account[["growth_percent", "intensity_change_percent"]].notna().all(axis=None)
    assert said.growth(account, ZH) == "各项用能都在增长，单位增加值能耗都在下降"
    one_fell = account.assign(growth_percent=[-1.0, *account["growth_percent"].iloc[1:]])
    assert said.growth(one_fell, ZH) == "6项中5项用能增长，6项单位增加值能耗下降"


def test_shares_of_the_parts_fill_the_whole(rows):
    shares = [float(share) for share in re.findall(r"([\d.]+)%", said.shares(account_of(rows, JIADING), ZH))]
    assert sum(shares) == pytest.approx(100)


def test_the_footnote_on_electricity_and_the_warning_of_one_year_stand_under_the_account(run):
    written = html_of(run(JIADING))
    assert "2.88吨标准煤/万千瓦时" in written
    assert "不是序列" in written
    assert "不含第一产业和居民生活" in written


def test_a_whole_that_was_read_leads_and_one_at_second_hand_does_not(run):
    assert "<strong>70.62</strong>" in html_of(run(CHANGNING))
    assert "tantu-headline" not in html_of(run("340000"))


# What is known


@pytest.mark.parametrize("region_id", [NATION, SHANGHAI, JIADING, CHANGNING, "620000", "340000"])
def test_the_answer_holds_no_number_that_is_not_in_the_rows(rows, region_id):
    known, totals = rows("energy_known", region_id), rows("energy_totals", region_id)
    account = rows("energy_account", region_id)
    account = account[account["year"] == account.loc[account["item_id"] == "total", "year"].max()]
    account = account.assign(label=account["item_id"])
    answer = said.answer("某地", account, totals, known, said.ITEMS, ZH)
    told = {float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*\.?\d*", answer)}
    whole = account["value"].max() if len(account) else 1.0
    counts = set(known.groupby("item")["first_year"].nunique())
    years = {*known["first_year"], *known["last_year"]}
    shares = {round(100 * value / whole, 1) for value in account["value"]}
    assert told <= {float(n) for n in {*counts, *years, *shares, *totals["value"], *account["value"]}}


def test_a_district_without_figures_is_told_so(rows):
    nothing = rows("energy_known", CHONGMING)
    assert nothing.empty
    totals = rows("energy_totals", CHONGMING)
    answer = said.answer("崇明区", rows("energy_account", CHONGMING), totals, nothing, said.ITEMS, ZH)
    assert answer == "在已收录的公报、统计资料和报道中，未见崇明区的能源消费、用电量或能耗强度。"


def test_a_rounded_total_counts_as_known_and_says_that_it_is_rounded(rows):
    totals = rows("energy_totals", SHANGHAI)
    about = next(row for row in totals.itertuples() if row.comparator == "about")
    assert (about.year, said.stated(about, ZH)) == (2015, "约 11,400 万吨标准煤")
    known = rows("energy_known", SHANGHAI)
    assert set(known.loc[known["item"] == "energy_total", "first_year"]) == {2015}


def test_only_districts_are_said_not_to_publish():
    assert said.absence("district", ZH) == "未公布"
    assert said.absence("province", ZH) == said.absence("nation", ZH) == "未收录"


def layers_of(chart, kind):
    return [layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == kind]


KNOWN = pd.DataFrame(
    [("用电量", 2003, 2003, "second_hand"), ("总量", 2015, 2015, "read"), ("总量", 2011, 2015, "span")],
    columns=["label", "first_year", "last_year", "kind"],
)
LABELS = ["总量", "用电量", "平衡表"]


def drawn(known=KNOWN):
    return known_chart.chart(known, LABELS, first=2001, last=2020, none="未公布", t=ZH, mode="light")


def test_every_year_of_every_kind_of_figure_has_a_place():
    places = layers_of(drawn(), "rect")[0]
    assert len(places["data"]["values"]) == 20 * len(LABELS)
    assert places["mark"]["fillOpacity"] == 0


def test_a_figure_quoted_at_second_hand_is_hollow_and_a_total_of_years_is_pale():
    marks = {layer["data"]["values"][0]["said"]: layer["mark"] for layer in layers_of(drawn(), "rect")[1:]}
    assert marks["经转引，未核对原文"]["fill"] == tokens("light")["paper"]
    assert marks["多年累计"]["fillOpacity"] < 0.5
    assert marks["已读原文"]["fill"] == tokens("light")["blue"]


def test_each_row_says_how_many_years_it_holds_or_that_there_is_none():
    said_right = next(
        layer for layer in layers_of(drawn(), "text") if layer["data"]["values"][0].get("name") == LABELS[0]
        and "said" in layer["data"]["values"][0]
    )  # fmt: skip
    assert [row["said"] for row in said_right["data"]["values"]] == ["1 年", "1 年", "未公布"]
    table = known_chart.table(KNOWN, LABELS, none="未公布", t=ZH)
    assert table.iloc[-1].tolist() == ["平衡表", "", "未公布"]


# Changes and levels


def test_the_levels_that_do_not_belong_together_are_found_by_their_ratio(rows):
    pairs = rows("energy_breaks", SHANGHAI)[["first_level", "last_level"]].to_numpy().tolist()
    assert pairs == [[0.801, 0.727], [0.463, 0.438]]
    words = said.unjoined(next(rows("energy_breaks", SHANGHAI).itertuples()), ZH)
    assert words.startswith("2008年的0.801与2009年的0.727不可相连：两数相除为−9.2%，公布的变化为−6.17%")


def test_yearly_changes_multiply_only_where_all_five_years_have_one_value(rows):
    periods = rows("energy_plan_periods", NATION).set_index("first_year")["product_percent"]
    yearly = rows("energy_changes", NATION)
    product = 1.0
    for change in yearly[yearly["year"].between(2011, 2015)].groupby("year")["value"].first():
        product *= 1 + change / 100
    assert periods[2011] == pytest.approx(100 * (product - 1))
    assert pd.isna(periods[2006]), "2007, 2008 and 2009 have several editions"
    assert pd.isna(periods[2016]), "2018 and 2019 are missing"


def test_years_that_are_missing_from_a_period_are_named():
    assert said.years_apart([2008, 2009], 2006, 2010, ZH) == ("2008、2009", "2006、2007、2010")


def test_editions_of_one_year_all_stay_and_are_named(rows):
    changes = rows("energy_changes", NATION)
    assert sorted(changes.loc[changes["year"] == 2007, "value"]) == [-5.04, -4.04, -3.66]
    assert said.editions(changes, ZH) == "2007、2008、2009年有数值不同的多个版本，并列不取平均。"
    assert said.editions(rows("energy_changes", SHANGHAI), ZH) == ""


def test_a_year_counts_as_a_fall_only_if_all_its_editions_fall():
    changes = pd.DataFrame({"year": [2007, 2007, 2008], "value": [-1.0, 0.5, -2.0]})
    assert said.changes_title(changes, ZH).endswith("2008年的2年中见到2年，其中1年下降")


def test_a_caveat_of_some_years_names_them():
    some = pd.DataFrame({"year": [2008, 2009], "caveats": ["superseded_figure", ""]})
    assert said.caveats(some, ZH) == ["2008年：已被后来的修订数取代，按当时公布数列示。"]
    every = some.assign(caveats="superseded_figure")
    assert said.caveats(every, ZH) == ["已被后来的修订数取代，按当时公布数列示。"]
    assert said.caveats(every, ZH, but=("superseded_figure",)) == []


# Targets, balance, factors


def test_districts_that_publish_no_number_keep_their_row():
    targets = data.latest().frame("energy_intensity_targets")
    silent = targets.loc[targets["value"].isna(), "name_zh"].tolist()
    assert silent == ["静安区", "普陀区"]
    assert said.targets_title(targets, ZH).endswith(f"{len(targets) - 2}处有数，2处目标未公开")


def test_districts_whose_target_was_not_found_are_named_and_get_no_citys_number(run):
    written = html_of(run(SHANGHAI))
    targets = set(data.latest().frame("energy_intensity_targets")["region_id"])
    regions = data.latest().frame("regions")
    districts = regions[regions["parent_id"] == SHANGHAI]
    absent = districts.loc[~districts["region_id"].isin(targets), "name_zh"]
    assert len(absent) == 7
    assert "、".join(absent) in written


def test_the_misprint_of_2010_is_dropped_and_that_is_said(rows, run):
    cells = rows("energy_balance", SHANGHAI)
    assert cells[(cells["material_id"] == "refinery_gas") & (cells["year"] == 2010)].empty
    assert cells["value"].max() < 200
    written = html_of(run(SHANGHAI))
    assert "212.85" in written
    assert "该格已剔除" in written


def test_subtotals_of_the_balance_are_starred():
    assert said.line_name("消费量合计", is_subtotal=True, t=ZH) == "消费量合计*"
    assert said.line_name("工业", is_subtotal=False, t=ZH) == "工业"


def test_two_books_of_factors_are_two_tables_and_the_turn_of_2022_is_no_reduction(run):
    app = run(SHANGHAI)
    titles = [header.value for header in app.header]
    books = [title for title in titles if "因子" in title]
    assert len(books) == 3, "a heading of the section and one for each book"
    assert "不代表减排" in "".join(caption.value for caption in app.caption)
    tables = re.findall(r"<table.*?</table>", html_of(app), flags=re.S)
    assert not any("7.88" in table and "0.5834" in table for table in tables)


# The page


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "region_id", [NATION, SHANGHAI, JIADING, CHANGNING, CHONGMING, "340000", "620000", "540000"]
)
def test_every_region_has_a_page_that_says_what_is_known_and_what_is_not(run, region_id, lang):
    app = run(region_id, lang)
    assert not app.exception
    assert app.selectbox[0].value == region_id
    assert "tantu-answer" in html_of(app)
    assert app.title[0].value.endswith("？" if lang == "zh" else "?")


def test_a_county_elsewhere_is_shown_by_its_province_and_that_is_said(run):
    app = run("620102")
    assert "以下为甘肃省" in app.info[0].value
    assert app.selectbox[0].value == "620000"


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("lang", LANGS)
def test_the_page_draws_without_complaint(visit, lang):
    page = visit(f"/energy?region={JIADING}&lang={lang}")
    page.locator("[data-testid=stVegaLiteChart]").nth(1).wait_for()
    assert page.locator(".tantu-headline strong").inner_text() == "215.30"

"""The sources page shows every passport, every disagreement and every doubt of the build, in both languages."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.sentences import known_errors
from dashboard.sentences import sources as said
from dashboard.text import LANGS, text

PAGE = """
from dashboard import data
from dashboard.context import Context
from dashboard.selection import read
from dashboard.text import text
from dashboard.views import sources

selection = read()
sources.page(Context("sources", selection, text(selection.lang), "light", data.latest()))
"""
TAGS = re.compile(r"<[^>]+>")


def page_of(lang: str = "zh", **query: str) -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.query_params["lang"] = lang
    for name, code in query.items():
        app.query_params[name] = code
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def frame(query: str, **parameters) -> pd.DataFrame:
    return data.latest().frame(query, **parameters)


# What the build holds, and what the page says of it


@pytest.mark.parametrize("lang", LANGS)
def test_every_passport_is_on_the_page_with_its_citation_and_its_checksums(lang):
    told = html(page_of(lang))
    for _, passport in frame("sources").iterrows():
        assert passport[f"title_{lang}"] in told.replace("&#x27;", "'").replace("&amp;", "&")
        files = said.raw_files(passport["raw_files"])
        assert files, passport["source_id"]
        assert all(digest in told for _, digest in files)


def test_the_published_list_of_raw_files_is_read_back_whole():
    for listed in frame("sources")["raw_files"]:
        assert " ".join(f"{name}:{digest}" for name, digest in said.raw_files(listed)) == listed


@pytest.mark.parametrize("lang", LANGS)
def test_every_licence_of_the_build_is_named_in_the_language_of_the_page(lang):
    for name in frame("sources")["licence_name"].unique():
        named, _ = said.licence(name, None, text(lang))
        assert name == "CC BY 4.0" or (lang == "en") == named.isascii(), name


def test_a_licence_nobody_has_translated_keeps_its_name_and_its_note():
    assert said.licence("ODbL", "share alike", text("en")) == ("ODbL", "share alike")


def test_a_copy_names_its_repository_and_commit_and_anything_else_has_no_address():
    copy = f"owner/name@{'0' * 40} data/file.csv"
    assert said.carrier(copy, text("zh")) == copy
    assert said.carrier("transcribed from somewhere", text("zh")) == text("zh")("sources.carrier_unknown")


def test_stretches_of_coverage_hold_every_figure_that_has_a_year_once():
    yearly = (
        data.latest()
        .connection.cursor()
        .execute(
            "SELECT source_id, COUNT(*) AS figures FROM marts.observation WHERE year IS NOT NULL GROUP BY source_id"
        )
    )
    counted = yearly.df().set_index("source_id")["figures"]
    held = frame("source_coverage").groupby("source_id")["figures"].sum()
    assert held.to_dict() == counted.to_dict()


def test_stretches_of_coverage_do_not_overlap():
    held = frame("source_coverage").sort_values(["source_id", "level", "first_year"])
    before = held.groupby(["source_id", "level"])["last_year"].shift()
    assert (held["first_year"] > before.fillna(0)).all()


@pytest.mark.parametrize("lang", LANGS)
def test_every_check_of_the_build_has_a_sentence(lang):
    for audit in frame("audits")["audit"]:
        assert f"sources.audits.names.{audit}" in text(lang)


def test_a_check_that_nobody_has_translated_keeps_its_own_name():
    assert said.audit_name("water_balances", text("zh")) == "water balances"


def test_the_answer_counts_what_the_build_holds():
    answer = TAGS.sub("", page_of().get("html")[0].proto.body)
    numbers = {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", answer)}
    audits, facts = frame("audits"), frame("source_facts")
    assert {len(frame("sources")), len(audits), int((audits["count"] == 0).sum())} <= numbers
    assert {int(facts["facts"].sum()), int(facts["unconfirmed"].sum())} <= numbers


# Disagreements


@pytest.mark.parametrize("lang", LANGS)
def test_the_nation_and_its_provinces_are_said_with_their_largest_difference(lang):
    pairs = frame("disagreements", region_id="100000")
    words = said.nation(pairs, text(lang))
    above = (pairs["value_b"] / pairs["value_a"] - 1) * 100
    assert f"{above.max():.1f}%" in words["title"]
    assert str(int(pairs.loc[above.idxmax(), "year"])) in words["title"]
    assert str(int(pairs.loc[above.idxmin(), "year"])) in words["why"]


def test_a_sum_below_the_nation_is_not_called_above():
    pairs = pd.DataFrame({"year": [2000, 2001], "value_a": [100.0, 100.0], "value_b": [103.0, 99.0]})
    words = said.nation(pairs, text("en"))
    assert "1.0% lower" in words["why"]
    assert "higher" in said.nation(pairs.assign(value_b=[103.0, 101.0]), text("en"))["why"]


def test_two_sources_that_are_highest_in_one_year_are_not_said_to_differ_in_it():
    pairs = pd.DataFrame({"year": [2010, 2011], "value_a": [100.0, 110.0], "value_b": [90.0, 95.0]})
    assert "2011" in said.region("X", pairs, text("en"))["why"]
    assert "differ as well" not in said.region("X", pairs, text("en"))["why"]
    assert "differ as well" in said.region("X", pairs.assign(value_b=[99.0, 95.0]), text("en"))["why"]


def test_growth_is_compared_between_editions_of_one_source_and_never_averaged():
    pairs = frame("growth_vintages")
    assert set(zip(pairs["edition_earlier"], pairs["edition_later"], strict=True)) == {("2000-2019", "2016-2024")}
    assert len(pairs) == 31 * 4
    words = said.growth("上海市", "310000", pairs, text("zh"))
    assert f"{(pairs['revised_by'] != 0).sum()}个不同" in words["why"]


@pytest.mark.parametrize(("region", "shown"), [("620102", "甘肃省"), ("540000", "上海市"), ("100000", "上海市")])
def test_the_disagreement_of_the_addresss_province_is_shown_where_two_sources_speak(region, shown):
    headers = [header.value for header in page_of(region=region).header]
    assert any(header.startswith(f"{shown}：两个来源") for header in headers)


# Errors, facts, units


@pytest.mark.parametrize("lang", LANGS)
def test_every_known_error_stands_with_what_was_done(lang):
    told = html(page_of(lang)).replace("&#x27;", "'")
    assert len(known_errors.corrections()) >= 4
    for entry in known_errors.corrections():
        assert entry["reason"][lang] in told
        assert text(lang)(f"sources.errors.{entry['action']}") in told


def test_an_error_is_told_of_the_series_it_concerns_and_of_no_other():
    assert known_errors.of_series("ceads_provinces", "530000", "co2_scope_1", "zh")
    assert not known_errors.of_series("ceads_provinces", "310000", "co2_scope_1", "zh")
    assert not known_errors.of_series("chen2020_county_co2", "530000", "co2_scope_1", "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_figures_that_could_not_be_confirmed_stand_with_their_quotation_and_the_reason(lang):
    told = html(page_of(lang)).replace("&#x27;", "'")
    facts = frame("unconfirmed_facts")
    assert len(facts)
    for fact in facts.itertuples():
        assert fact.quote in told
        assert said.why_unconfirmed(fact.confirmation_note, text(lang)) in told


def test_a_unit_without_a_region_of_today_stands_once_with_its_evidence():
    units = frame("unplaced_units")
    assert units["from_id"].is_unique
    told = html(page_of())
    assert all(evidence in told for evidence in units["evidence_zh"])


def test_a_jump_of_emissions_is_one_between_neighbouring_years():
    rows = frame("audits").set_index("audit").at["a_province_moves_by_more_than_a_quarter_in_a_year", "rows"]
    series = frame("series", region_id="640000").query("indicator_id == 'co2_scope_1'").set_index("year")["value"]
    jumps = [jump for jump in json.loads(rows) if jump["region_id"] == "640000"]
    assert jumps
    for jump in jumps:
        assert jump["change"] == pytest.approx(series[jump["year"]] / series[jump["year"] - 1] - 1)


# In the browser


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("lang", LANGS)
def test_a_passport_opens_where_it_stands(visit, lang):
    page = visit(f"/sources?lang={lang}")
    first = page.locator(".tantu-details").first
    citation = frame("sources")["citation"].iloc[0][:40]
    assert not first.get_by_text(citation).is_visible()
    first.locator("summary").click()
    first.get_by_text(citation).wait_for()
    assert page.locator(".tantu-details").count() == len(frame("sources"))

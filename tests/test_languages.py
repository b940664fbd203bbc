"""Each page speaks one language: no English of ours on the Chinese pages, no Chinese of ours on the English ones.

What may stand in the other language is what is quoted: document words, names of sources, codes and units. Words
of Streamlit itself that cannot be hidden are in tests/known/streamlit_words.txt, a file that may only shrink.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from dashboard.data import latest
from dashboard.text import sentences
from pipelines.catalog import catalogue
from tests.walk import EVERY_ADDRESS, unfold, visible_text, with_choice

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KNOWN = Path(__file__).parent / "known"
LATIN_WORD = re.compile(r"[A-Za-z]{2,}(?:[’'.\-][A-Za-z]+)*")
CHINESE = re.compile(r"[㐀-鿿]+")
# Addresses, file paths, commands, hashes and build ids are the same in every language.
CODE = re.compile(r"https?://\S+|[\w.\-]*/[\w./\-<>]+|\b[0-9a-f]{12,}\b|\bmake [a-z]+\b|[\w\-]*\.(?:csv|yml|md)\b")


def listed(name: str) -> set[str]:
    lines = (KNOWN / name).read_text("utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


@cache
def quoted() -> tuple[str, ...]:
    """Texts of the data that a page quotes as they are, longest first."""
    build = latest()
    texts: set[str] = set()
    frames = (
        build.connection.cursor().execute("SELECT * FROM marts.source").df(),
        build.connection.cursor().execute("SELECT * FROM marts.document").df(),
        build.connection.cursor().execute(
            "SELECT quote, value_text, source_title, source_address, region_zh, indicator_zh, indicator_en, unit, "
            "note, street_zh, scope, price_basis, electricity_basis, vintage FROM marts.fact"
        ).df(),
        build.connection.cursor().execute(
            "SELECT name, owner, data_source, note FROM marts.plant "
            "WHERE region_code LIKE '31%' OR region_code LIKE '6201%'"
        ).df(),
        pd.DataFrame({"region": [r.land_document for r in catalogue().regions.values()]}),
    )  # fmt: skip
    for frame in frames:
        for column in frame:
            texts.update(str(value).strip() for value in frame[column].dropna().unique())
    for delivered in frames[0]["raw_files"]:
        texts.update(name.strip() for name in re.split(r":[0-9a-f]{64}", delivered))
    return tuple(sorted((text for text in texts if len(text) > 1), key=len, reverse=True))


def without_quotations(said: str) -> str:
    for text in quoted():
        if text in said:
            said = said.replace(text, " ")
    return CODE.sub(" ", said)


@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_a_chinese_page_says_nothing_in_english(visit, address):
    page = visit(with_choice(address, lang="zh"))
    unfold(page)
    allowed = listed("latin_words_on_chinese_pages.txt") | listed("streamlit_words.txt")
    foreign = {
        word
        for said in visible_text(page)
        for word in LATIN_WORD.findall(without_quotations(said))
        if word not in allowed
    }
    assert not foreign, sorted(foreign)


@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_an_english_page_says_nothing_in_chinese(visit, address):
    page = visit(with_choice(address, lang="en"))
    unfold(page)
    allowed = listed("chinese_words_on_english_pages.txt")
    foreign = {
        word
        for said in visible_text(page)
        for word in CHINESE.findall(without_quotations(said))
        if word not in allowed
    }
    assert not foreign, sorted(foreign)


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_the_document_says_its_language(visit, lang, tag):
    assert visit(f"/?lang={lang}").evaluate("document.documentElement.lang") == tag


def test_both_languages_have_the_same_sentences():
    assert sentences("zh").keys() == sentences("en").keys()

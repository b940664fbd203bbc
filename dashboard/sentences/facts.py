"""How a fact from a document is said: its amount in words, what kind of source it stands in, and in what language."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from dashboard.charts.labels import as_printed
from dashboard.text import Text

COMPARATORS = {">=": "at_least", "<=": "at_most", "about": "about"}
SECOND_HAND = "not_read_at_source"  # id of the caveat that says so
# Words that count things one by one; English says what is counted and needs no word for it.
COUNTERS = set("个家项条座幢位步种级批起环类人") | {"家/年", "个/街道", "项/年", "份/年"}
KANA, HAN = re.compile(r"[\u3041-\u30ff]"), re.compile(r"[\u4e00-\u9fff]")


def amount(fact: Any, t: Text) -> str:
    """Return what a fact states, "26 家", "不低于 100 亿元", "2024-04"; words that say so where it has no number.

    `fact` has value, value_text, comparator, unit (the word of the document).
    """
    if pd.isna(fact.value):
        return str(fact.value_text) if fact.comparator == "=" and fact.value_text else t("facts.no_number")
    said = _with_unit(float(fact.value), str(fact.unit or ""), t)
    key = COMPARATORS.get(fact.comparator)
    return t(f"facts.{key}", amount=said) if key else said


def source(fact: Any, t: Text) -> str:
    """Return document, issuer where known, kind of source, and whether it was read at its source.

    `fact` has source_title, source_class, address_status, and issuer_zh where a document is known by its issuer.
    """
    issuer = getattr(fact, "issuer_zh", None)
    title = fact.source_title
    parts = [title, issuer if isinstance(issuer, str) and issuer not in title else ""]
    parts += [t(f"facts.source_class.{kind_of(fact.source_class)}"), reading(fact.address_status, t)]
    return t("facts.join").join(part for part in parts if part)


def kind_of(source_class: str) -> str:
    """Return the text key of a kind of source, such as press or official, without what stands in brackets."""
    return source_class.partition(" (")[0].replace(" ", "_")


def reading(address_status: str, t: Text) -> str:
    """Return whether a source was read where it was published."""
    return t("facts.read" if address_status == "read" else "facts.second_hand")


def language(quote: str) -> str:
    """Return the language tag of a quotation, for a screen reader.

    >>> language("2024年8月"), language("exceeded 300 billion yuan"), language("エネルギー消費")
    ('zh-CN', 'en', 'ja')
    """
    if KANA.search(quote):
        return "ja"
    return "zh-CN" if HAN.search(quote) else "en"


def unit_word(unit: str, t: Text) -> str:
    """Return the unit of a document in the page's language; a unit that nobody has translated stays as printed."""
    key = f"fact_units.{unit}"
    if key in t:
        return t(key)
    return "" if t.lang == "en" and unit in COUNTERS else unit


def _with_unit(value: float, unit: str, t: Text) -> str:
    if unit == "年" and value > 1000:
        return t("facts.year", year=int(value))
    said, word = as_printed(value), unit_word(unit, t)
    return f"{said}{word}" if word.startswith("%") else f"{said} {word}".strip()

"""Every sentence stands in both languages, and numbers are written one way."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from dashboard.selection import PARAMETERS, Unknown
from dashboard.text import LANGS, Text, format_quantity, format_share, format_value, sentences

DASHBOARD = Path(__file__).resolve().parent.parent / "dashboard"
CHINESE = re.compile(r"[⺀-鿿＀-￯]")
CHINESE_WIDE = re.compile(r"[“”‘’—…，。：；（）]")
# Said in the other language on purpose: the product's two names and the switch to the other language.
CHINESE_IN_ENGLISH = {"product.full_name", "shell.other_language"}


def holes(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def keys_asked(tree: ast.AST) -> Iterator[str]:
    """Yield the keys that code writes out: `t("a.b")`, `ctx.t("a.b")` and the words of a header."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("t", "words"):
                yield node.args[0].value


def test_both_languages_have_the_same_sentences():
    assert set(sentences("zh")) == set(sentences("en"))


def test_a_sentence_asks_for_the_same_values_in_both_languages():
    differing = [k for k in sentences("zh") if holes(sentences("zh")[k]) != holes(sentences("en")[k])]
    assert differing == []


def test_no_sentence_is_empty():
    assert [key for lang in LANGS for key, said in sentences(lang).items() if not said.strip()] == []


def test_every_sentence_that_code_asks_for_is_there():
    trees = (ast.parse(path.read_text("utf-8")) for path in DASHBOARD.rglob("*.py"))
    asked = {key for tree in trees for key in keys_asked(tree)}
    assert asked - set(sentences("zh")) == set()
    assert asked, "the code asks for no sentence at all: the pattern no longer fits"


def test_every_unknown_code_has_a_sentence():
    keys = {Unknown(param, "x").text_key for param in (*PARAMETERS, "stray")}
    assert keys <= set(sentences("zh"))


def test_english_sentences_hold_no_chinese():
    told = {k for k, said in sentences("en").items() if CHINESE.search(said)}
    assert told - CHINESE_IN_ENGLISH == set()


def test_english_sentences_use_narrow_punctuation():
    """The family draws curly quotation marks, long dashes and dots as wide as a Chinese character."""
    assert {k: said for k, said in sentences("en").items() if CHINESE_WIDE.search(said)} == {}


def test_chinese_sentences_are_chinese():
    bare = {key: re.sub(r"\{[^}]*\}", "", said) for key, said in sentences("zh").items()}
    latin = {
        key for key, said in bare.items() if re.search(r"[A-Za-z]{2}", said) and not CHINESE.search(said)
    }
    assert latin - {"shell.other_language"} == set()


def test_a_missing_key_is_an_error_and_not_a_word_on_the_page():
    with pytest.raises(KeyError, match=r"no\.such"):
        Text("zh")("no.such")


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError, match="code"):
        Text("zh")("unknown.region")


def test_thousands_are_marked_and_decimals_kept():
    assert format_value(1003.69, 2) == "1,003.69"
    assert format_value(482.6, 2) == "482.60"


def test_a_missing_number_is_a_dash_and_not_zero():
    assert format_value(None, 1) == format_value(float("nan"), 1) == format_quantity(None, 1, "亿元") == "—"
    assert format_value(0, 1) == "0.0"


def test_a_fall_has_a_minus_sign_and_zero_has_none():
    assert format_value(-3.34, 2) == "−3.34"
    assert format_value(-0.04, 1) == "0.0"


def test_a_unit_stands_apart_and_a_percent_sign_does_not():
    assert format_quantity(1003.69, 2, "亿元") == "1,003.69 亿元"
    assert format_quantity(12.5, 1, "%") == format_share(0.125, 1) == "12.5%"
    assert format_share(None, 1) == "—"

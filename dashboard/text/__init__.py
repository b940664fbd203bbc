"""Every visible sentence of the product, in Chinese and in English, and how numbers are written in each."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
HTML_LANG = {"zh": "zh-CN", "en": "en"}
MISSING = "—"


class Text:
    """The sentences of one language: `t("map.title", region="上海")`.

    Raises KeyError for a key that zh.yml and en.yml do not have, or a value that the sentence asks for and
    does not get: a page never shows a key for a sentence.
    """

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._sentences = sentences(lang)

    def __call__(self, key: str, /, **values: Any) -> str:
        return self._sentences[key].format(**values)

    def __contains__(self, key: str) -> bool:
        return key in self._sentences


@cache
def text(lang: Lang) -> Text:
    return Text(lang)


@cache
def sentences(lang: Lang) -> dict[str, str]:
    """Return all sentences of a language by dotted key."""
    path = Path(__file__).parent / f"{lang}.yml"
    return dict(_flat(YAML(typ="safe").load(path.read_text("utf-8")), ""))


def _flat(node: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


def format_value(value: float | None, decimals: int) -> str:
    """Return a number with its thousands marked, as both languages write it here; a dash where there is none.

    >>> format_value(1003.69, 2), format_value(-0.04, 1), format_value(None, 1)
    ('1,003.69', '0.0', '—')
    """
    if value is None or math.isnan(value):
        return MISSING
    written = f"{value:,.{decimals}f}"
    return written.replace("-", "−") if float(written.replace(",", "")) else written.lstrip("-")


def format_quantity(value: float | None, decimals: int, unit: str) -> str:
    """Return a number with its unit, "1,003.69 亿元" or "12.5%"; a dash alone where there is no number.

    `unit` is the unit's name in the language of the page, from data/catalog/units.yml.
    """
    written = format_value(value, decimals)
    if written == MISSING or not unit:
        return written
    return f"{written}%" if unit == "%" else f"{written} {unit}"


def format_share(share: float | None, decimals: int) -> str:
    """Return a share (0-1) as a percentage."""
    return format_quantity(None if share is None else share * 100, decimals, "%")

"""Every number that a quotation says, with its unit and its place.

Reads Arabic, full-width and Chinese numerals with 万 and 亿, ranges and lists that share a unit, percentages
in signs and words, ordinals, classes in Roman numerals, and what English, German and Japanese reports of the
same figures write. A plan period (十四五) and a name (CO2, PM2.5, 零碳, 二氧化碳) are no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.documents.measures import ENGLISH_SCALE, SCALE, UNIT, english_scale
from pipelines.documents.numerals import SCALES, chinese_number, plain, scale_of


@dataclass(frozen=True)
class Reading:
    """One number said in a text."""

    value: float  # in `unit`: 6万条 is 60000 条, 百兆瓦 is 100 兆瓦
    unit: str  # as said, in simplified characters; empty for a bare number
    start: int  # first character of the number
    end: int  # character after its unit
    kind: str = "amount"  # amount | year | ordinal | sum (三省一市 is four)
    digits: float | None = None  # the Arabic digits before any 万, with a printed sign

    @property
    def has_scale(self) -> bool:
        """Whether the number says its own size, as 千亿 and 3.25 billion do."""
        return self.digits is None or self.value != self.digits


_DIGIT = "[一二两三四五六七八九]"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = r"[零一二三四五六七八九十百千万亿两0]+(?:点[零一二三四五六七八九0]+[十百千万亿]*)?"
_SIGN = r"(?<![\dA-Za-z%万亿年月日])[-–]\s?(?=\d)|マイナス|负(?=[\d零一二三四五六七八九十百])"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ROMAN = {sign: value for value, sign in enumerate("ⅠⅡⅢⅣⅤⅥ", 1)}
_NO_PARTS = (
    "零一二两三四五六七八九体个大项家条类种级步环批起份位座幢栋台辆次届期版名年月日人倍元吨度点万亿千百十"
)

# Looked for at each place in this order; a name of None is read over in silence.
_PATTERNS: list[tuple[str | None, re.Pattern]] = [
    (None, re.compile(r"十[一二三四五]五(?!\d)|(?<=[“‘\"])[六七八九]五(?=[”’\"])")),  # five-year plans
    (None, re.compile(r"[A-Za-z]+\d[\d.]*")),  # PM2.5, CO2, GB37483
    (None, re.compile(r"[一二三四]氧化|一次(?:性|能源)|一体|三角|进一步|(?<=[每/])[万千百][元人]")),
    ("stage", re.compile(r"国(?P<chinese>[一二三四五六])(?=[及以、或和标排])")),
    ("fraction", re.compile(rf"(?P<per>[百千]|[一二三四五六七八九十]+)分之(?P<share>{_CHINESE}|{_ARABIC})")),
    ("doubling", re.compile(r"翻(?P<chinese>[一二两三四\d])番|doubl(?:ed|ing|e)\b")),
    ("tenths", re.compile(rf"(?P<chinese>{_DIGIT})成(?P<rest>{_DIGIT}|半)?(?=\W|以|左|的|$)")),
    ("half", re.compile(r"(?<=[近过超大])半(?=[数份。,])|一半|半数")),
    ("ordinal", re.compile(rf"第(?P<chinese>{_CHINESE}|\d+)\s?(?P<unit>{UNIT})?")),
    ("roman", re.compile(rf"(?P<roman>[ⅠⅡⅢⅣⅤⅥ])\s?(?P<unit>{UNIT})")),
    ("sum", re.compile(rf"(?:{_DIGIT}[^\W\da-zA-Z{_NO_PARTS}]){{2,}}")),  # 三省一市
    ("amount", re.compile(
        rf"(?P<sign>{_SIGN})?(?P<dollar>US\$|\$)?(?<![A-Za-z\d])(?P<arabic>{_ARABIC})"
        rf"\s?(?P<scale>{SCALE})(?:(?<=[万亿])(?P<more>\d+)(?P<scale2>[百千]?万|千))?"
        rf"(?:[\s-]?(?P<english>{ENGLISH_SCALE})\b)?[余多来]?(?:[\s-]?(?P<unit>{UNIT}))?"
    )),
    ("amount", re.compile(rf"(?P<sign>{_SIGN})?(?P<chinese>{_CHINESE})[余多来几]?(?P<unit>{UNIT})?")),
    ("word", re.compile(rf"\b(?P<word>{'|'.join(_WORDS)})\s(?P<unit>{UNIT})")),
]  # fmt: skip
_SHARED_UNIT = re.compile(r"\s?(?:、|・|和|与|及|至|到|—|–|-|~|～|－|to|or|and)\s?")


@lru_cache(maxsize=4096)  # one quotation often bears several facts, and each rule reads it anew
def readings(text: str) -> tuple[Reading, ...]:
    """Return every number said in the text, in order."""
    text = plain(text)
    return tuple(_with_shared_units(list(_scanned(text)), text))


def _scanned(text: str) -> Iterator[Reading]:
    place = 0
    while place < len(text):
        for name, pattern in _PATTERNS:
            match = pattern.match(text, place)
            if match and match.end() > place:
                reading = _read(name, match)
                if reading:
                    yield reading
                place = match.end()
                break
        else:
            place += 1


def _read(name: str | None, match: re.Match) -> Reading | None:
    found = match.groupdict()
    unit, start, end = found.get("unit") or "", match.start(), match.start() + len(match[0].rstrip())
    match name:
        case "amount" if found.get("arabic"):
            return _arabic(found, unit, start, end)
        case "amount":
            return _chinese(found, unit, start, end)
        case "word":
            return Reading(_WORDS.index(found["word"]) + 1.0, unit, start, end)
        case "roman":
            return Reading(float(_ROMAN[found["roman"]]), unit, start, end)
        case "ordinal":
            return Reading(_number(found["chinese"]), unit, start, end, kind="ordinal")
        case "stage":
            return Reading(chinese_number(found["chinese"]), "国标阶段", start, end)
        case "sum":
            return Reading(sum(chinese_number(n) for n in match[0][::2]), "", start, end, kind="sum")
        case "fraction":
            return _fraction(found["per"], found["share"], start, end)
        case "doubling":
            return Reading(2.0 ** _number(found["chinese"] or "一"), "倍", start, end)
        case "tenths":
            rest = 5 if found["rest"] == "半" else _number(found["rest"] or "零")
            return Reading(10 * _number(found["chinese"]) + rest, "%", start, end)
        case "half":
            return Reading(50.0, "%", start, end)
    return None


def _arabic(found: dict, unit: str, start: int, end: int) -> Reading:
    sign = -1 if found["sign"] else 1
    digits = sign * float(found["arabic"].replace(",", ""))
    scale = scale_of(found["scale"]) * english_scale(found["english"])
    more = sign * float(found["more"] or 0) * scale_of(found["scale2"] or "")
    unit = "US$" if found["dollar"] else unit
    if scale == 1 and found["arabic"].isdigit() and 1900 <= digits <= 2100 and unit in ("", "年", "年度"):
        return Reading(digits, "年" if unit else "", start, end, kind="year", digits=digits)
    value = digits if scale == 1 else _clean(digits * scale + more)
    return Reading(value, unit, start, end, digits=None if more else digits)


def _chinese(found: dict, unit: str, start: int, end: int) -> Reading | None:
    """Return what Chinese numerals say; None where they count nothing, as the 五 of 五基 or a lone 万."""
    numeral = found["chinese"]
    scales = set(numeral) & set(SCALES)
    only_scales = scales == set(numeral)
    if numeral in ("万", "亿") or (only_scales and len(numeral) == 1 and not unit):
        return None
    if unit == "级" and numeral[-1] in "万亿":  # 千亿级 is a size, not a rank
        unit, end = "", end - 1
    if not unit and not (len(numeral) > 1 and scales & {"万", "亿"}):
        return None
    try:
        value = chinese_number(numeral) * (-1 if found["sign"] else 1)
    except ValueError:
        return None
    year = unit in ("年", "年度") and len(numeral) == 4 and not scales
    return Reading(_clean(value), unit, start, end, kind="year" if year else "amount")


def _fraction(per: str, share: str, start: int, end: int) -> Reading:
    if per in ("百", "千"):
        return Reading(_clean(_number(share) * {"百": 1, "千": 0.1}[per]), "%", start, end)
    return Reading(100 * _number(share) / chinese_number(per), "%", start, end)


def _number(numeral: str) -> float:
    try:
        return float(numeral.replace(",", ""))
    except ValueError:
        return chinese_number(numeral)


def _clean(value: float) -> float:
    """Return the value without the dust of binary fractions: 1.14 x 10^8 is 114000000."""
    return float(f"{value:.12g}")


def _with_shared_units(found: list[Reading], text: str) -> list[Reading]:
    """Return the readings with the unit at the end of a list or range given to its other members.

    407、262、84万千瓦 are three powers in 万千瓦; 90亿-100亿立方米 shares the unit, each with its own 亿.
    """
    for index in range(len(found) - 2, -1, -1):
        this, following = found[index], found[index + 1]
        if this.unit or not following.unit or not _SHARED_UNIT.fullmatch(text[this.end : following.start]):
            continue
        scale = following.value / following.digits if following.digits else 1.0
        value = this.value if this.has_scale else _clean(this.value * scale)
        kind = this.kind if following.unit in ("年", "年度") else "amount"
        found[index] = replace(this, value=value, unit=following.unit, kind=kind)
    return found

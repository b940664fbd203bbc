"""Units and measure words as quotations and fact tables write them: what they measure, and in which size.

Wider than pipelines.units, which knows the units of figures only: here a text may count in 幢 and 家, in
`billion yuan` or in `tce/10^4 yuan`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.documents.numerals import plain, scale_of

# What is measured -> its words -> how many of the smallest unit one of them is.
_WORDS: dict[str, dict[str, float]] = {
    "share": {"%": 1, "percent": 1, "per cent": 1, "个百分点": 1, "percentage points": 1},
    "yuan": {"元": 1, "yuan": 1, "Yuan": 1},
    "dollar": {"美元": 1, "US$": 1},
    "coal equivalent": {
        "吨标准煤": 1, "吨标煤": 1, "tce": 1, "tons of coal equivalent": 1, "tons of standard coal": 1,
        "kgce": 1e-3, "千克标准煤": 1e-3,
    },
    "mass": {"吨": 1, "t": 1, "トン": 1, "キロ": 1e-3},
    "CO2": {"吨二氧化碳": 1, "吨的二氧化碳": 1, "吨CO2当量": 1, "tCO2": 1, "t CO2": 1},
    "power": {
        "瓦": 1, "千瓦": 1e3, "兆瓦": 1e6, "吉瓦": 1e9, "kW": 1e3, "MW": 1e6, "GW": 1e9,
        "kilowatts": 1e3, "megawatts": 1e6, "gigawatts": 1e9,
    },
    "work": {"千瓦时": 1, "度": 1, "kWh": 1},
    "heat": {"GJ": 1},
    "steam": {"蒸吨": 1},
    "concentration": {"微克/立方米": 1},
    "area": {"平方米": 1, "m2": 1, "平方公里": 1e6, "平方千米": 1e6, "km2": 1e6, "亩": 2000 / 3},
    "volume": {"立方米": 1, "m3": 1, "cubic metres": 1},
    "length": {"米": 1, "公里": 1e3, "千米": 1e3},
    "times": {"倍": 1, "times": 1},
    "year": {"年": 1, "年度": 1},
    "month": {"月": 1, "个月": 1},
    "minute": {"分钟": 1},
    "person": {"人": 1, "persons": 1, "person": 1},
    "emission stage": {"国标阶段": 1},
    # measure words: each counts things of its own kind
    **{word: {word: 1} for word in "类种级步环批起份条次届期版名"},
    "thing": {word: 1 for word in ("个", "大", "项", "piles", "units")},
    "firm": {"家": 1, "firms": 1, "factories": 1, "parks": 1},
    "building": {"幢": 1, "栋": 1, "buildings": 1},
    "site": {"座": 1},
    "machine": {"台": 1},
    "vehicle": {"辆": 1, "vehicles": 1},
    "place": {"位": 1},
    "county": {"县": 1, "县市区": 1},
}  # fmt: skip
_MEASURED = {word: (kind, size) for kind, words in _WORDS.items() for word, size in words.items()}
# Measure words that may stand for any other: eight of something are 八个, 八大 or 八项.
COUNTED = {"thing", "firm", "building", "site", "machine", "place", "county", *"类种级步环批起份条次届期版名"}
_ENGLISH_SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "Milliarden": 1e9, "Millionen": 1e6,
}  # fmt: skip

_WORD = "|".join(re.escape(word) for word in sorted(_MEASURED, key=len, reverse=True))
# A unit after a number; a Latin one must end there, so that "t" is not found in "the".
UNIT = rf"(?:(?:{_WORD})(?![a-z])(?:/(?:10\^?\d|[十百千万亿]*)?(?:{_WORD})(?:·a)?)?)"
SCALE = r"(?:百(?!分)|千(?![瓦米克])|[十万亿])*"  # the 千 of 千瓦 belongs to the unit
ENGLISH_SCALE = "|".join(_ENGLISH_SCALES)


@dataclass(frozen=True)
class Measure:
    """A unit taken apart: what it measures, how many smallest units one is, and per what."""

    kind: str  # empty for a bare number, ? for words that are no unit known here
    size: float
    per: str = ""  # what the denominator measures, empty for none
    per_size: float = 1.0


def measure(unit: str) -> Measure:
    """Return the unit taken apart: `万吨标准煤`, `10^4 tce`, `tce/10^4 yuan`, `台/万人`, `%/年`."""
    unit = plain(unit.strip()).removesuffix("·a")
    whole = _scaled(unit)
    if whole.kind != "?":
        return whole
    numerator, _, denominator = unit.partition("/")
    over, under = _scaled(numerator), _scaled(re.sub(r"^10(?=\d)", "10^", denominator))
    return Measure(over.kind, over.size, under.kind, under.size) if denominator else Measure("?", 1.0)


def _scaled(unit: str) -> Measure:
    """Return a unit without denominator; a scale in front of it multiplies its size."""
    if unit in _MEASURED:
        return Measure(*_MEASURED[unit])
    power = re.match(r"10\^(\d+)\s*", unit)
    scale = power or re.match(SCALE, unit)
    size = 10.0 ** int(power[1]) if power else float(scale_of(scale[0]))
    rest = unit[scale.end() :]
    if rest and rest not in _MEASURED:
        return Measure("?", 1.0)
    kind, base = _MEASURED[rest] if rest else ("", 1.0)
    return Measure(kind, size * base)


def english_scale(word: str) -> float:
    """Return what million, billion, Milliarden and the like multiply by; 1 for no word."""
    return _ENGLISH_SCALES[word] if word else 1.0

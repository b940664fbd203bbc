"""A value that was written down from a quotation, and whether one number said there is it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.documents.measures import COUNTED, Measure, measure
from pipelines.documents.quotations import Reading, readings

TOLERANCE = 1e-9

_FALL = re.compile(
    r"下降|降低|降幅|降至|减少|缩减|收窄|减|负增长|回落|降(?=\d)|低下|下げ|下がった|削減|省エネ率|マイナス"
    r"|drop|fell|declin|reduc|decreas|went down"
)
_RISE = re.compile(
    r"增长|增加|增幅|增(?=\d)|上升|上涨|上漲|提升|提高|上昇|伸び率|rise|rose|rising|grew|grow|increas|up "
)
_CHANGE = re.compile("change|growth|变化|增长|增速|增幅")
_SENTENCE_END = re.compile(r"[。;；]|\. ")
_CLAUSE_END = re.compile(r"[。;；,，]|\. ")
_ENERGY = re.compile("标准煤|标煤|标准石炭|能源消耗|能源消费|能耗")
# Words by which a quotation says per what, where the number itself has no denominator.
_PER = {"yuan": "万元|单位", "year": "年|year|annual", "person": "人", "次": "次", "area": "单位|平方"}
_RANKED = ("批", "place", "名", "届", "期", "版")  # what an ordinal may number: 第三批, 第一位


@dataclass(frozen=True)
class Claim:
    """A value that was written down, with what helps to find it."""

    value: float
    decimals: int
    unit: Measure
    comparator: str
    quote: str  # in simplified, half-width characters
    indicator: str
    note: str
    year: int | None

    @property
    def is_change(self) -> bool:
        """Whether a fall is written as a negative number. One that is aimed at (下降率) is not."""
        return bool(_CHANGE.search(self.indicator)) and "下降" not in self.indicator

    def rounds_from(self, number: float) -> bool:
        """Return whether the number is the value to the value's decimals."""
        return abs(number - self.value) <= 0.5 * 10.0**-self.decimals + TOLERANCE


@dataclass(frozen=True)
class Found:
    """Where a quotation confirms a claim, and how."""

    status: str
    start: int
    end: int
    reason: str


def said_by(reading: Reading, claim: Claim) -> Found | None:
    """Return how one number of the quotation confirms the claim, or None."""
    expected = expected_in(reading, claim)
    if expected is None:
        return None
    falls = claim.is_change and direction(claim.quote, reading) == "fall"
    if claim.value < 0 < reading.value and falls:
        if same(reading.value, -expected):
            return Found("confirmed_reading", reading.start, reading.end, "sign_in_words")
    elif same(reading.value, expected):
        if claim.value > 0 and falls:
            return None
        if reading.digits is not None and same(reading.digits, claim.value):
            return Found("confirmed_literal", reading.start, reading.end, "printed")
        return Found("confirmed_reading", reading.start, reading.end, _reason(reading))
    elif claim.decimals >= 2 and expected and claim.rounds_from(reading.value * claim.value / expected):
        return Found("confirmed_reading", reading.start, reading.end, "rounded")
    return None


def _reason(reading: Reading) -> str:
    if reading.kind in ("ordinal", "sum"):
        return {"ordinal": "ordinal", "sum": "sum_of_parts"}[reading.kind]
    return "other_unit" if reading.digits is not None else "in_words"


def expected_in(reading: Reading, claim: Claim) -> float | None:
    """Return the claimed value in the unit of the reading, or None when the two measure different things."""
    unit = claim.unit
    if reading.kind == "ordinal":
        return claim.value if unit.kind in _RANKED else None
    if reading.kind == "sum":
        return claim.value if unit.kind in COUNTED else None
    if reading.kind == "year" and (unit.kind == "year" or not _is_named(claim.quote, reading)):
        return claim.value if unit.kind == "year" else None
    if not reading.unit:
        if reading.has_scale:
            return claim.value * unit.size
        return claim.value if not unit.kind or _is_cell(claim, reading) else None
    return _converted(claim, reading)


def _converted(claim: Claim, reading: Reading) -> float | None:
    said, unit = measure(reading.unit), claim.unit
    if said.kind in COUNTED and unit.kind in COUNTED:
        alike = said.kind == unit.kind or "thing" in (said.kind, unit.kind)
    elif said.kind == "mass" and unit.kind == "coal equivalent":
        alike = bool(_ENERGY.search(_sentence_before(claim.quote, reading.start)))
    else:
        alike = said.kind == unit.kind
    if not alike:
        return None
    if said.per:
        per = unit.per_size / said.per_size
        return claim.value * unit.size / said.size / per if said.per == unit.per else None
    if unit.per and not re.search(_PER.get(unit.per, "每"), claim.quote):
        return None
    return claim.value * unit.size / said.size


def _is_cell(claim: Claim, reading: Reading) -> bool:
    """Return whether a bare number can be a cell: no word follows, and no other number has the unit."""
    word_follows = re.match(r"\s?[^\W\d_]", claim.quote[reading.end :])
    others = [measure(other.unit).kind for other in readings(claim.quote) if other.unit]
    return not word_follows and claim.unit.kind not in others


def _is_named(text: str, reading: Reading) -> bool:
    """Return whether a name and a colon stand before the number: 1922 may be a density then, and no year."""
    return bool(re.search(r"\w\"?: $", text[: reading.start]))


def direction(text: str, reading: Reading) -> str | None:
    """Return fall or rise: the word for either that stands nearest the number in its sentence.

    The 6.4% of 从6.4%下降至4.6% is a level and moves nowhere.
    """
    if re.match("(?:下降|降|提升|增加|上升)(?:至|到)", text[reading.end :]):
        return None
    begin = reading.start - len(_sentence_before(text, reading.start))
    sentence_end = _SENTENCE_END.search(text, reading.end)
    end = sentence_end.start() if sentence_end else len(text)
    distances = []
    for name, pattern in (("fall", _FALL), ("rise", _RISE)):
        for word in pattern.finditer(text, begin, end):
            before = word.end() <= reading.start
            distance = reading.start - word.end() if before else word.start() - reading.end + 3
            distances.append((abs(distance), name))
    return min(distances)[1] if distances else None


def _sentence_before(text: str, place: int) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, place)]
    return text[ends[-1] if ends else 0 : place]


def nearness(claim: Claim, reading: Reading) -> int:
    """Return how many pairs of characters the indicator's name shares with the clause up to the number."""
    begins = [match.end() for match in _CLAUSE_END.finditer(claim.quote, 0, reading.start)]
    return shared_pairs(claim.indicator, claim.quote[begins[-1] if begins else 0 : reading.end])


def shared_pairs(name: str, words: str) -> int:
    """Return how many pairs of neighbouring characters of the name stand in the words."""
    return sum(name[i : i + 2] in words for i in range(len(name) - 1))


def same(a: float, b: float) -> bool:
    """Return whether two numbers are one, but for the dust of binary fractions."""
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))

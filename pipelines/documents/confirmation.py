"""Whether a quotation says the number that was written down from it, and where.

Nothing is edited and nothing guessed: what these rules do not find stays `unconfirmed`, with the reason, an
id of data/catalog/confirmations.yml. What is confirmed is that the quotation says this number in this unit,
not that it says it of this indicator: that takes a reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipelines.documents.claims import Claim, Found, nearness, said_by, same
from pipelines.documents.counting import counted, counted_though_stated, derived
from pipelines.documents.measures import COUNTED, measure
from pipelines.documents.numerals import plain
from pipelines.documents.quotations import readings


@dataclass(frozen=True)
class Confirmation:
    """What the quotation says of a value, and where."""

    status: str  # confirmed_literal | confirmed_reading | counted | derived | words_only | unconfirmed
    start: int | None  # first character of the number in the quotation
    end: int | None  # character after its last
    said: str  # the words found
    reason: str  # how it was confirmed, or why it was not: an id of confirmations.yml


def confirm(
    value: str | float | None,
    comparator: str,
    unit: str,
    how: str,
    quote: str,
    *,
    indicator: str = "",
    note: str = "",
    year: int | None = None,
) -> Confirmation:
    """Return where and how the quotation confirms the value.

    `value` as it was written down, so that 215.30 keeps its two decimals; a month is 2024-08, a period
    2024-2027. `indicator` is its name, by which the nearest of several equal numbers is chosen; `note` names
    the inputs of a computed value; `year` picks the column of a table row that names its years.
    """
    if comparator == "qualitative":
        return Confirmation("words_only", None, None, quote, "words_only")
    text = plain(quote)
    if re.fullmatch(r"\d{4}-\d{2}(?:\d{2})?", str(value)):
        return _confirmation(_period(str(value), text) or "not_in_quotation", quote)
    number = Decimal(str(value))
    decimals = max(0, -int(number.as_tuple().exponent))
    claim = Claim(float(number), decimals, measure(unit), comparator, text, indicator, note, year)
    rules, refusal = _RULES[how]
    answers = (rule(claim) for rule in rules)
    return _confirmation(next(filter(None, answers), refusal), quote)


def _confirmation(answer: Found | str, quote: str) -> Confirmation:
    if isinstance(answer, str):
        return Confirmation("unconfirmed", None, None, "", answer)
    return Confirmation(
        answer.status, answer.start, answer.end, quote[answer.start : answer.end], answer.reason
    )


def _period(value: str, text: str) -> Found | None:
    """Find a month (2024-08) or a period of years (2024-2027)."""
    first, last = value.split("-")
    if len(last) == 2:
        match = re.search(rf"{first}年0?{int(last)}月", text)
    else:
        match = re.search(rf"{first}\s?年?\s?[-—–~至到]+\s?{last}", text)
    return Found("confirmed_reading", *match.span(), "period") if match else None


def _by_column_of_year(claim: Claim) -> Found | str | None:
    """Confirm a number that stands under its year in a row of bare numbers; refuse one under another year."""
    found = readings(claim.quote)
    if claim.year is None or claim.unit.kind not in ("share", "work"):
        return None
    if any(reading.unit and reading.kind != "year" for reading in found):
        return None
    named = [int(reading.value) for reading in found if reading.kind == "year"]
    cells = [reading for reading in found if reading.kind != "year"]
    years = named or [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", claim.note)]
    if not years or len(years) > len(cells) or (not named and len(years) != len(cells)):
        return None
    if claim.year not in years:
        return "other_year" if named else None
    cell = dict(zip(years, cells[-len(years) :], strict=True))[claim.year]
    is_index = "指数" in claim.quote or "ndices" in claim.quote or "index" in claim.note
    if same(cell.value, claim.value):
        return Found("confirmed_literal", cell.start, cell.end, "column_of_year")
    if is_index and claim.rounds_from(cell.value - 100):
        return Found("confirmed_reading", cell.start, cell.end, "index_minus_100")
    if claim.rounds_from(cell.value):
        return Found("confirmed_reading", cell.start, cell.end, "rounded")
    return "other_year"


_RANK = ("printed", "sign_in_words", "other_unit", "in_words", "ordinal", "sum_of_parts", "rounded")


def _by_number(claim: Claim) -> Found | None:
    """Confirm a number said in the same or an equivalent unit: of several the plainest, then the nearest."""
    found = [(said_by(reading, claim), nearness(claim, reading)) for reading in readings(claim.quote)]
    saying = [(_RANK.index(said.reason), -near, said) for said, near in found if said]
    return min(saying, key=lambda candidate: candidate[:2])[2] if saying else None


def _by_words(claim: Claim) -> Found | None:
    """Confirm what is said without a number: 全部 is 100 %, 未发生 is 0, 年度 is once a year, A或B is one."""
    is_one = claim.value == 1
    for applies, words, reason in (
        (
            claim.unit.kind == "share" and claim.value == 100,
            "全面执行|全面替代|全覆盖|全部|所有|应装尽装|整个|禁止",
            "all_in_words",
        ),
        (claim.value == 0, "未发生|没有发生", "none_in_words"),
        (is_one and claim.unit.per == "year", "年度|每年", "once_a_year"),
        (is_one and claim.unit.kind in COUNTED and claim.comparator == ">=", "或", "alternatives"),
    ):
        if applies and (match := re.search(words, claim.quote)):
            return Found("confirmed_reading", *match.span(), reason)
    return None


def _why_not(claim: Claim) -> str | None:
    """Return why the quotation does not confirm the number, where it comes near to it."""
    if re.search(r"\d\s?(?:Mil|mil|bil)$", claim.quote):
        return "quotation_cut"
    for reading in readings(claim.quote):
        said = measure(reading.unit)
        if (
            reading.digits is None
            or said.kind != claim.unit.kind
            or not same(abs(reading.digits), abs(claim.value))
        ):
            continue
        is_same_size = same(abs(reading.value) * said.size, abs(claim.value) * claim.unit.size)
        return "direction_differs" if is_same_size else "unit_differs"
    return None


_Rule = Callable[[Claim], Found | str | None]
# What is tried in which order, and the reason given when nothing holds.
_RULES: dict[str, tuple[tuple[_Rule, ...], str]] = {
    "stated": (
        (_by_column_of_year, _by_number, _by_words, counted_though_stated, _why_not),
        "not_in_quotation",
    ),
    "counted": ((counted,), "not_countable"),
    "derived": ((derived,), "not_recomputed"),
}

"""Values that a quotation does not say but holds: the length of a list, a result of the numbers in it."""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.documents.claims import Claim, Found, expected_in, shared_pairs
from pipelines.documents.measures import COUNTED
from pipelines.documents.quotations import readings

_JOINS = ("以及", "和", "及", "与")
_SEPARATORS = re.compile("、|—|" + "|".join(_JOINS))
_CLAUSE = re.compile(r"[^,，;；。:：“”\"()]+")
_NUMBERED = re.compile(r"\((\d+|[一二三四五六七八九十]+)\)")
_FORMULA = re.compile(r"(\d+(?:\.\d+)?)\s?([/-])\s?(\d+(?:\.\d+)?)")


def counted(claim: Claim) -> Found | None:
    """Confirm a count: the members of a list, the number a numbered list has reached, or one of several.

    Where there are several lists, the one nearest to the indicator's name is counted.
    """
    if not claim.value.is_integer() or claim.unit.kind not in COUNTED:
        return None
    if numbered := _NUMBERED.match(claim.quote):
        reached = readings(f"第{numbered[1]}")[0].value
        return Found("counted", *numbered.span(), "enumeration") if reached == claim.value else None
    one = re.search("之一", claim.quote)
    if one and claim.value == 1:
        return Found("counted", *one.span(), "one_of_several")
    lists = _lists(claim.quote)
    near = [shared_pairs(claim.indicator, claim.quote[start : end + 9]) for start, end, _ in lists]
    for (start, end, counts), nearness in zip(lists, near, strict=True):
        if nearness == max(near) and int(claim.value) in counts:
            return Found("counted", start, end, "list_counted")
    return None


def counted_though_stated(claim: Claim) -> Found | None:
    """Confirm by counting where the quotation lists three or more and says no number of such things."""
    united = [reading for reading in readings(claim.quote) if reading.unit]
    is_stated = any(expected_in(reading, claim) is not None for reading in united)
    return None if is_stated or claim.value < 3 else counted(claim)


def _lists(text: str) -> list[tuple[int, int, set[int]]]:
    """Return each list of the text: where it stands and how many members it may have.

    、 separates members. A 和, 及, 与 or 以及 after the last 、 joins two members or two words of one member,
    so both counts are possible; words in brackets do not count.
    """
    bracketed = re.sub(r"\([^()]*\)", lambda match: "·" * len(match[0]), text)
    found = []
    for clause in _CLAUSE.finditer(bracketed):
        separators = _SEPARATORS.findall(clause[0])
        commas, dashes = separators.count("、"), separators.count("—")
        if commas:
            found.append((*clause.span(), {commas + 1, commas + 1 + (separators[-1] in _JOINS)}))
        elif dashes:
            found.append((*clause.span(), {dashes + 1}))
        elif separators:
            found.append((*clause.span(), {2}))
    return found


def derived(claim: Claim) -> Found | None:
    """Confirm a computed value: from two numbers its note names, or as growth between two quoted indices."""
    found = readings(claim.quote)
    if formula := _FORMULA.search(claim.note):
        a, b = float(formula[1]), float(formula[3])
        percent = 100 if claim.unit.kind == "share" else 1
        result = a / b * percent if formula[2] == "/" else a - b
        inputs = [reading for reading in found if reading.digits in (a, b)]
        if claim.rounds_from(result) and inputs:
            return Found("derived", inputs[0].start, inputs[0].end, "recomputed")
    index_of = {reading.value: following for reading, following in pairwise(found) if reading.kind == "year"}
    if claim.year in index_of and claim.year - 1 in index_of:
        this, before = index_of[claim.year], index_of[claim.year - 1]
        if claim.rounds_from((this.value / before.value - 1) * 100):
            return Found("derived", this.start, this.end, "recomputed")
    return None

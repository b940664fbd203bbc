"""Numbers with their units as a sentence says them: three significant figures, and no powers of ten in English."""

from __future__ import annotations

from dashboard.charts.labels import as_printed, number
from dashboard.text import Text
from pipelines.catalog import catalogue

# Chinese counts in 10^4 and 10^8; an English sentence in millions and billions. Factor and key of the words.
IN_ENGLISH = {
    "10k person": (0.01, "million_people"),
    "10k vehicle": (0.01, "million_cars"),
    "100M yuan": (0.1, "billion_yuan"),
    "10k tce": (0.01, "million_tce"),
}
BARE = "index_previous_year"  # the base of an index stands in its name


def spoken(value: float, unit: str, t: Text, *, decimals: int | None = None) -> str:
    """Return a value with its unit (a word of pipelines/units.py) as a sentence of the page's language says it.

    At three significant figures, or with the decimals that its source prints.
    """
    figures, words = parts(value, unit, t, decimals=decimals)
    if unit == BARE:
        return figures
    return f"{figures}%" if words == "%" else f"{figures} {words}"


def parts(value: float, unit: str, t: Text, *, decimals: int | None = None) -> tuple[str, str]:
    """Return the number and the words of its unit, to be set apart."""
    if t.lang == "en" and unit in IN_ENGLISH:
        factor, key = IN_ENGLISH[unit]
        return number(value * factor, None if decimals is None else decimals + 1), t(f"quantities.{key}")
    return number(value, decimals), catalogue().units[unit][t.lang]


def printed(value: float, unit: str, t: Text) -> str:
    """Return a value with its unit and all the digits that its document gives, neither more nor fewer."""
    figures, words = printed_parts(value, unit, t)
    return f"{figures}%" if words == "%" else f"{figures} {words}"


def printed_parts(value: float, unit: str, t: Text) -> tuple[str, str]:
    """Return the number with the digits of its document and the words of its unit, to be set apart."""
    if t.lang == "en" and unit in IN_ENGLISH:
        factor, key = IN_ENGLISH[unit]
        return as_printed(value * factor), t(f"quantities.{key}")
    return as_printed(value), catalogue().units[unit][t.lang]

"""What the carbon peak page says. No sentence names a single peak year to come: a window, or "later than simulated".

`status` is a row of results.peak_status, `curve` the rows of results.peak_probability of the same inventory.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts.labels import number
from dashboard.charts.probability import rounded
from dashboard.charts.targets import YEARS
from dashboard.charts.targets import said as in_words
from dashboard.text import Text
from pipelines.analytics.peak_events import RECORD_YEARS, YEARS_BEYOND

TARGET_YEAR = 2030  # by which the national target asks for the peak
CHANCES = {"<5%": "below", ">95%": "above"}


def question(region: str, origin: int, t: Text) -> str:
    """Return the page's question, with the year it is asked from."""
    return t("carbon_peak.question", region=region, origin=origin)


def answer(status: pd.Series, curve: pd.DataFrame, unit: str, t: Text) -> str:
    """Return the probability by the target year, the window of years and that of levels, in one sentence."""
    return t(
        "carbon_peak.answer",
        origin=int(status["origin"]),
        year=near_year(curve),
        chance=chance(probability_by(curve, near_year(curve)), t),
        window=window(status, int(curve["year"].max()) + YEARS_BEYOND, t),
        low=rough(status["peak_mt_q10"]),
        high=rough(status["peak_mt_q90"]),
        unit=unit,
    )


def window(status: pd.Series, end: int, t: Text) -> str:
    """Return when the middle 80 % of paths are highest; `end` is the last simulated year.

    An empty quantile fell into that year, so that the peak is then or later.
    """
    first, last = status["peak_year_q10"], status["peak_year_q90"]
    if pd.isna(first):
        return t("carbon_peak.window.later", end=end)
    record = int(status["record_year"])
    if not pd.isna(last) and int(last) == record:
        return t("carbon_peak.window.within_record", first=record)
    said = t("carbon_peak.window.or_later", end=end) if pd.isna(last) else t("carbon_peak.window.year", year=int(last))
    key = "from_record" if int(first) == record else "within"
    return t(f"carbon_peak.window.{key}", first=int(first), last=said)


def chance(p: float, t: Text) -> str:
    """Return a probability (0-1) in words, in steps of five percent; no certainty at either end."""
    said = rounded(p)
    return t(f"carbon_peak.chance.{CHANCES.get(said, 'about')}", percent=said)


def near_year(simulated: pd.DataFrame) -> int:
    """Return the target year, or the last simulated one where the data already reach beyond it."""
    years = set(simulated["year"].astype(int))
    return TARGET_YEAR if TARGET_YEAR in years else max(years)


def probability_by(curve: pd.DataFrame, year: int) -> float:
    """Return the probability (0-1) that the peak lies in that year or before; the year is one of the curve."""
    return float(curve.loc[curve["year"] == year, "p_peaked"].iloc[0])


def probability_title(curve: pd.DataFrame, t: Text) -> str:
    return t("carbon_peak.probability.title", **_two_chances(curve, t))


def probability_alt(region: str, origin: int, curve: pd.DataFrame, t: Text) -> str:
    return t("carbon_peak.probability.alt", region=region, origin=origin, **_two_chances(curve, t))


def records(status: pd.Series, t: Text) -> str:
    """Return how probable it is that the next ten years set no new record, or one by less than 1 %."""
    origin = int(status["origin"])
    return t(
        "carbon_peak.probability.records",
        first=origin + 1,
        last=origin + RECORD_YEARS,
        record_year=int(status["record_year"]),
        none=chance(status["p_no_new_record"], t),
        plateau=chance(status["p_plateau"], t),
    )


def fan_title(region: str, projection: pd.DataFrame, unit: str, t: Text) -> str:
    return t("carbon_peak.fan.title", region=region, unit=unit, **_middle(projection))


def fan_alt(region: str, history: pd.DataFrame, projection: pd.DataFrame, indicator: str, unit: str, t: Text) -> str:
    """Return the fan in a sentence; `history` has year and value and is the projected series."""
    record = history.loc[history["value"].idxmax()]
    return t(
        "carbon_peak.fan.alt",
        region=region,
        indicator=indicator,
        unit=unit,
        first=int(history["year"].min()),
        origin=int(history["year"].max()),
        record_year=int(record["year"]),
        record=number(record["value"]),
        **_middle(projection),
    )


def borrowed(region: str, host: str, level: str, unfit: str | None, is_modelled: bool, t: Text) -> str:
    """Return why a region has no projection of its own; `unfit` is the error that its own inventory met."""
    words = {"region": region, "host": host}
    if unfit:
        return t(f"carbon_peak.borrowed.{'too_short' if unfit == 'SeriesTooShort' else 'unfit'}", **words)
    if not is_modelled:
        return t("carbon_peak.borrowed.nothing", **words)
    return t("carbon_peak.borrowed.answer", sentence=t(f"carbon_peak.borrowed.modelled.{level}"), **words)


def target_years(targets: pd.DataFrame, curve: pd.DataFrame) -> tuple[int, ...]:
    """Return the years of the curve by which documents ask for the peak, replaced statements left out."""
    standing = targets[~targets["is_superseded"].astype(bool)]
    within = standing["value"].between(curve["year"].min(), curve["year"].max())
    return tuple(sorted(set(standing.loc[within, "value"].astype(int))))


def with_years_in_words(targets: pd.DataFrame, t: Text) -> pd.DataFrame:
    """Return targets with those that are years as words: no later than 2030, rather than at most."""
    is_year = targets["unit"].isin(YEARS) & targets["value"].notna()
    words = [
        in_words(row.value, row.comparator, row.unit, t) if one else row.value_text
        for row, one in zip(targets.itertuples(), is_year, strict=True)
    ]
    return targets.assign(
        value=targets["value"].mask(is_year), value_text=words, comparator=targets["comparator"].mask(is_year, "=")
    )


def rivals(fans: pd.DataFrame, chosen: list[str], unit: str, t: Text) -> list[str]:
    """Return one line for each chosen model: its band, or why it gave none.

    `fans` has model, reason, year, q10, q50, q90.
    """
    lines = []
    for model in chosen:
        rows, name = fans[fans["model"] == model], t(f"carbon_peak.rivals.{model}")
        reason = rows["reason"].iloc[0]
        if pd.isna(reason):
            lines.append(t("carbon_peak.rivals.band", model=name, unit=unit, **_middle(rows)))
        else:
            lines.append(t("carbon_peak.rivals.none", model=name, reason=t(f"carbon_peak.rivals.reasons.{reason}")))
    return lines


def tested(form: str, t: Text) -> str:
    """Return how good the projection was where the outcome is known, with the drivers of this form."""
    return t(f"carbon_peak.trust.tested_{form}")


def rough(value: float) -> str:
    """Return a simulated value at three significant figures: it bears no more.

    >>> rough(10343.3), rough(207.63), rough(43.067)
    ('10,300', '208', '43.1')
    """
    return number(float(f"{value:.3g}"))


def _two_chances(curve: pd.DataFrame, t: Text) -> dict[str, Any]:
    first, last = near_year(curve), int(curve["year"].max())
    said = {"first": chance(probability_by(curve, first), t), "last": chance(probability_by(curve, last), t)}
    return {**said, "first_year": first, "last_year": last}


def _middle(fan: pd.DataFrame) -> dict[str, Any]:
    year = near_year(fan)
    row = fan.loc[fan["year"] == year].iloc[0]
    return {"year": year, "low": rough(row["q10"]), "high": rough(row["q90"])}

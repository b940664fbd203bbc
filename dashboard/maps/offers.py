"""What a map can show: totals and what they are divided by, their sources and years.

A ratio such as emissions per head is offered as a total and a divisor, because that is how a reader asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pipelines.catalog import Indicator

TOTAL = "total"  # stands for no divisor
DIVISORS = {"population_resident": "head", "land_area": "land_km2", "gdp_constant": "gdp_constant"}
PER = (TOTAL, *DIVISORS.values())
DOCUMENTS = "documents"  # figures read in bulletins, plans and reports: many places, one id
FEWEST_REGIONS, FEWEST_SHARE = 3, 0.05  # a map of fewer regions, or of a smaller share of those drawn, says nothing
MOST = 0.6  # share of the regions that a map should begin with
BROAD = 0.8  # a year is a good start when it has this share of the regions of the fullest year
# What a map starts with, the first that it has.
FIRST = (("population_resident", "land_km2"), ("population_resident", TOTAL), ("co2_energy", TOTAL))


@dataclass(frozen=True)
class Offer:
    """Every choice of one map, in the order of the catalogue."""

    rows: pd.DataFrame  # base_id, per, indicator_id, source_id, year, regions, kind
    drawn: int  # regions on the map

    def indicators(self) -> list[str]:
        """Return the indicators that can be chosen: totals, rates and shares that are no ratio of totals."""
        return list(dict.fromkeys(self.rows["base_id"]))

    def divisors(self, base_id: str) -> list[str]:
        """Return what an indicator can be divided by on this map, `total` first where it has figures itself."""
        found = set(self.rows.loc[self.rows["base_id"] == base_id, "per"])
        return [per for per in PER if per in found]

    def sources(self, base_id: str, per: str) -> list[str]:
        """Return the sources of a measure: statistical tables first, the one with most figures before the others."""
        counts = self._of(base_id, per).groupby("source_id")["regions"].sum()
        return sorted(counts.index, key=lambda source_id: (source_id == DOCUMENTS, -counts[source_id]))

    def years(self, base_id: str, per: str, source_id: str) -> dict[int, int]:
        """Return the years of a measure in one source with their number of regions, the first year first."""
        rows = self._of(base_id, per)
        rows = rows[rows["source_id"] == source_id].sort_values("year")
        return dict(zip(rows["year"].astype(int), rows["regions"].astype(int), strict=True))

    def indicator_id(self, base_id: str, per: str) -> str:
        """Return the indicator under which a measure stands in the data."""
        return str(self._of(base_id, per)["indicator_id"].iloc[0])

    def kind(self, base_id: str) -> str:
        """Return modelled or estimated where all figures of an indicator on this map are, else counted."""
        kinds = set(self.rows.loc[self.rows["base_id"] == base_id, "kind"])
        return kinds.pop() if len(kinds) == 1 else "counted"

    def asked(self, indicator_id: str) -> tuple[str, str] | None:
        """Return the total and the divisor that an indicator's id means here, or None where it has no figures."""
        rows = self.rows[(self.rows["base_id"] == indicator_id) | (self.rows["indicator_id"] == indicator_id)]
        if rows.empty:
            return None
        own = rows[rows["base_id"] == indicator_id]
        first = (own if len(own) else rows).iloc[0]
        return str(first["base_id"]), str(first["per"])

    def start(self) -> tuple[str, str]:
        """Return the measure that a map begins with: one that has figures for most of its regions."""
        broad = self.rows[self.rows["regions"] >= MOST * self.drawn]
        known = dict.fromkeys(zip(broad["base_id"], broad["per"], strict=True))
        first = self.rows.iloc[0]
        return next((pair for pair in (*FIRST, *known) if pair in known), (str(first["base_id"]), str(first["per"])))

    def fitting(self, codes: Mapping[str, str | None]) -> dict[str, str | None]:
        """Return the codes of indicator, per, source and year; None for one that this map has no figures for.

        Each is judged after those before it, as a reader chooses them. An id of a ratio counts as its total.
        """
        base, per, source_id, year = (codes.get(name) for name in ("indicator", "per", "source", "year"))
        asked = self.asked(base) if base else None
        now_base, now_per = asked or self.start()
        if per in self.divisors(now_base):
            now_per = per
        else:
            per = None
        now_source = source_id if source_id in self.sources(now_base, now_per) else None
        years = self.years(now_base, now_per, now_source or self.sources(now_base, now_per)[0])
        now_year = year if year in map(str, years) else None
        return {"indicator": base if asked else None, "per": per, "source": now_source, "year": now_year}

    def chosen(self, codes: Mapping[str, str | None]) -> tuple[str, str, str, int]:
        """Return total, divisor, source and year for codes that fit, filled up with what is a good start."""
        asked = self.asked(codes["indicator"]) if codes["indicator"] else None
        base_id, per = asked or self.start()
        per = codes["per"] or per
        source_id = codes["source"] or self.sources(base_id, per)[0]
        return base_id, per, source_id, int(codes["year"] or good_year(self.years(base_id, per, source_id)))

    def _of(self, base_id: str, per: str) -> pd.DataFrame:
        return self.rows[(self.rows["base_id"] == base_id) & (self.rows["per"] == per)]


def offer(choices: pd.DataFrame, indicators: Mapping[str, Indicator], *, drawn: int) -> Offer:
    """Return what can be chosen from the rows of queries/map_choices.sql on a map of `drawn` regions.

    Years and sources that hold hardly any of its regions are left out, and so are indicators that have no others.
    """
    rows = choices[choices["regions"] >= max(FEWEST_REGIONS, FEWEST_SHARE * drawn)]
    had = set(zip(rows["indicator_id"], rows["source_id"], strict=True))
    pairs = [_as_asked(indicators[row.indicator_id], row.source_id, had) for row in rows.itertuples(index=False)]
    order = {key: place for place, key in enumerate(indicators)}
    asked = rows.assign(base_id=[base for base, _ in pairs], per=[per for _, per in pairs])
    place = asked["base_id"].map(order) * len(PER) + asked["per"].map(PER.index)
    return Offer(asked.assign(place=place).sort_values(["place", "source_id", "year"]).drop(columns="place"), drawn)


def good_year(years: Mapping[int, int]) -> int:
    """Return the newest year that has nearly as many regions as the fullest.

    >>> good_year({2018: 30, 2020: 30, 2021: 4})
    2020
    """
    fullest = max(years.values())
    return max(year for year, regions in years.items() if regions >= BROAD * fullest)


def _as_asked(indicator: Indicator, source_id: str, had: set[tuple[str, str]]) -> tuple[str, str]:
    """Return an indicator as a total and a divisor; one that is no ratio of a total shown here stays itself."""
    numerators = indicator.formula.get("numerator", ())
    base = next((total for total in numerators if (total, source_id) in had), None)
    divisor = DIVISORS.get(indicator.formula.get("denominator", ""))
    return (base, divisor) if base and divisor else (indicator.indicator_id, TOTAL)

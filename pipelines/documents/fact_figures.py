"""Which facts become figures of marts.observation, of which indicator and in which unit.

data/catalog/fact_indicators.csv is the map. Only what was observed and is stated with `=` becomes a figure: a
bound (">= 100"), an approximation, a target, a street's share and a value that was computed when it was noted
do not. Several facts on one figure from different documents are all kept, each with its own fact_id.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pandas as pd

from pipelines.catalog import CATALOG, catalogue, read_csv
from pipelines.errors import DanglingId, DuplicateRow
from pipelines.units import factor

KEY = ["fact_table", "indicator", "indicator_zh", "unit", "frequency"]
COLUMNS = [
    "source_id", "edition", "region_id", "indicator_id", "sector_id", "fuel_id", "period", "frequency",
    "value", "unit", "price_year", "value_status", "document_id", "fact_id", "quote", "locator", "caveats",
    "boundary_note",
]  # fmt: skip

# Words in the note of a fact that every reader of its figure has to know.
_NOTED = {
    "preliminary_figure": r"preliminary|初步",
    "superseded_figure": r"superseded|later revised",
    "district_gdp_scope": r"district scope of that time",
    "unit_corrected": r"Unit CORRECTED",
    "check_before_use": r"check before use",
    "area_with_water": r"sea area",
}


def fact_observations(facts: pd.DataFrame, mapping: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return one figure for each fact that the map names, with the columns of COLUMNS, ordered by fact_id.

    Values stay as published, in units of pipelines.units. `edition` is the vintage or the source's title.
    `value_status` is reported when an official source was read at its address, else transcribed.
    """
    mapping = fact_indicators() if mapping is None else mapping
    figures = facts[_is_figure(facts)].merge(mapping, on=KEY, suffixes=("", "_of_indicator"), validate="m:1")
    if figures.empty:
        return pd.DataFrame(columns=COLUMNS)
    figures["source_id"] = "documents"
    figures["edition"] = figures["vintage"].where(figures["vintage"] != "", figures["source_title"])
    figures["fuel_id"] = ""
    figures["value_status"] = _statuses(figures)
    figures["price_year"] = pd.to_numeric(figures["price_basis"].str.extract(r"^(\d{4}) prices$")[0]).astype(
        "Int64"
    )
    figures["period"] = [
        _period(*row) for row in figures[["period", "year", "years", "months"]].itertuples(index=False)
    ]
    figures["caveats"] = [_caveats(fact) for fact in figures.to_dict("records")]
    figures["locator"] = figures["fact_id"]
    figures["boundary_note"] = figures["scope"]
    figures = figures.drop(columns=["unit", "frequency"])
    figures = figures.rename(columns={"figure_unit": "unit", "figure_frequency": "frequency"})
    figures["value"] = figures["value"].astype("float64")
    return figures[COLUMNS].sort_values("fact_id", ignore_index=True)


def _is_figure(facts: pd.DataFrame) -> pd.Series:
    return (
        facts["kind"].eq("observed")
        & facts["comparator"].eq("=")
        & facts["how"].ne("derived")
        & facts["value"].notna()
        & facts["region_id"].str.fullmatch(r"\d{6}")
        & facts["street_zh"].eq("")
    )


def _statuses(facts: pd.DataFrame) -> pd.Series:
    read_at_source = facts["source_class"].eq("official") & facts["address_status"].eq("read")
    return pd.Series("transcribed", index=facts.index).mask(read_at_source, "reported")


def _period(period: str, year: int, years: str, months: str) -> str:
    """Return the period of a fact that names its last year only: 2011-2015, or 2021-01..10 of ten months."""
    if years:
        return f"{year - int(years) + 1}-{year}"
    return f"{year}-{months}" if months else period


def _caveats(fact: dict) -> str:
    found = fact["caveats"].split()
    if fact["address_status"] != "read":
        found.append("not_read_at_source")
    if fact["confirmation"] == "unconfirmed":
        found.append("fact_not_confirmed")
    if fact["electricity_basis"]:
        found.append("district_managed_energy_scope")
    if fact["indicator_id"].endswith("_intensity") and not re.match(r"\d{4} prices$", fact["price_basis"]):
        found.append("price_basis_not_stated")
    if "without Nanhui" in fact["scope"]:
        found.append("pudong_without_nanhui")
    found += [caveat for caveat, words in _NOTED.items() if re.search(words, fact["note"])]
    return " ".join(found)


@cache
def fact_indicators(folder: Path = CATALOG) -> pd.DataFrame:
    """Return the map from facts to figures, as text.

    Raises CatalogueInvalid, DanglingId, DuplicateRow or UnitUnknown with file and line.
    """
    known = catalogue(folder)
    seen: dict[tuple[str, ...], int] = {}
    rows = read_csv(folder, "fact_indicators")
    for line, row in enumerate(rows, start=2):
        where = f"fact_indicators.csv line {line}"
        for column, home in (
            ("indicator_id", known.indicators),
            ("sector_id", known.sectors),
            ("caveats", known.caveats),
        ):
            if unknown := [word for word in row[column].split() if word not in home]:
                raise DanglingId(
                    where, f"{column} names {unknown[0]!r}, which nothing defines", "Add it to data/catalog."
                )
        factor(row["figure_unit"], known.indicators[row["indicator_id"]].unit)
        first = seen.setdefault(tuple(row[column] for column in KEY), line)
        if first != line:
            raise DuplicateRow(where, f"the same kind of fact stands at line {first}", "Keep one of the two.")
    return pd.DataFrame(rows, dtype="string")

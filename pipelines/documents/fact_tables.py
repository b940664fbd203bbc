"""The tables of data/catalog/facts as they were written down, and how a row of each becomes a fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

DOCUMENT_COLUMNS = ("document_id", "region_zh", "title_zh", "document_number", "issuer_zh", "issued")


@dataclass(frozen=True)
class FactTable:
    """One table of facts."""

    columns: tuple[str, ...]
    id_prefix: str  # before a hash of the row; empty where the table names its own ids
    unify: Callable[[dict[str, str]], dict]  # a row -> columns of a fact, with the value as `said`


def _year_of(period: str) -> str | None:
    """Return the last year that a period names: 2021 of 2021-01..10, 2010 of 2006-2010."""
    years = [part for part in period.replace("..", "-").split("-") if len(part) == 4 and part.isdigit()]
    return years[-1] if years else None


def _document_fact(row: dict[str, str]) -> dict:
    return {
        "region_id": row["adcode"],
        "region_zh": row["region_zh"],
        "indicator": "",
        "indicator_zh": row["indicator_zh"],
        "indicator_en": row["indicator_en"],
        "said": row["value"],
        "comparator": row["comparator"],
        "unit": row["unit"],
        "base_year": row["base_year"],
        "year": row["year"] or None,
        "period": row["period"] or row["year"],
        "kind": row["kind"],
        "sector": row["sector"],
        "how": row["how"],
        "document_id": row["document_id"],
        "quote": row["quote_zh"],
        "note": row["note"],
    }


def _policy_target(row: dict[str, str]) -> dict:
    return _sourced(row) | {
        "indicator": "",
        "indicator_en": row["indicator_en"],
        "said": row["value"],
        "base_year": row["base_year"],
        "year": row["target_year"] or None,
        "period": row["period"] or row["target_year"],
        "kind": "target",
        "sector": row["sector"],
        "address_status": "not_known",  # the table does not say whether the address itself was read
    }


def _official_statistic(row: dict[str, str]) -> dict:
    return _sourced(row) | {
        "indicator": row["indicator"],
        "said": row["value"],
        "year": row["year"] or None,
        "period": row["year"],
        "frequency": "annual",
        "kind": "observed",
        "address_status": row["address_status"],
    }


def _energy_figure(row: dict[str, str]) -> dict:
    return _sourced(row) | {
        "street_zh": row["street_zh"],
        "indicator": row["indicator"],
        "said": row["value"],
        "year": _year_of(row["period"]),
        "period": row["period"],
        "frequency": row["frequency"],
        "kind": "target" if row["indicator"].endswith("_target") else "observed",
        "scope": row["scope"],
        "price_basis": row["price_basis"],
        "electricity_basis": row["electricity_basis"],
        "address_status": row["address_status"],
    }


def _growth_rate(row: dict[str, str]) -> dict:
    return _sourced(row | {"comparator": "=", "unit": "%", "indicator_zh": "地区生产总值可比增长"}) | {
        "indicator": "gdp_growth_real",
        "indicator_en": "Real growth of GDP",
        "said": row["growth_percent"],
        "year": row["year"],
        "period": row["year"],
        "frequency": "annual",
        "kind": "observed",
        "how": "derived" if row["note"].startswith("computed here") else "stated",
        "vintage": row["vintage"],
        "address_status": row["address_status"],
    }


def _sourced(row: dict[str, str]) -> dict:
    """Return what the four tables without document ids have in common."""
    return {
        "region_id": row["adcode"],
        "region_zh": row["region_zh"],
        "indicator_zh": row["indicator_zh"],
        "comparator": row["comparator"],
        "unit": row["unit"],
        "how": "stated",
        "source_title": row["source_title"],
        "source_address": row["source_address"],
        "source_class": row["source_class"],
        "quote": row["quote"],
        "note": row["note"],
    }


TABLES = {
    "document_facts": FactTable(
        (
            "fact_id", "region_zh", "region_en", "adcode", "indicator_zh", "indicator_en", "value",
            "comparator", "unit", "value_norm", "unit_norm", "base_year", "year", "period", "kind",
            "sector", "how", "document_id", "quote_zh", "note",
        ), "", _document_fact,
    ),
    "policy_targets": FactTable(
        (
            "region_zh", "region_en", "adcode", "indicator_zh", "indicator_en", "value", "comparator", "unit",
            "base_year", "target_year", "period", "sector", "source_class", "source_title", "source_address",
            "quote", "note",
        ), "T", _policy_target,
    ),
    "official_stats": FactTable(
        (
            "region_zh", "region_en", "adcode", "indicator", "indicator_zh", "year", "comparator", "value",
            "unit", "source_class", "source_title", "source_address", "address_status", "quote", "note",
        ), "O", _official_statistic,
    ),
    "official_energy": FactTable(
        (
            "region_zh", "region_en", "adcode", "street_zh", "indicator", "indicator_zh", "period",
            "frequency", "comparator", "value", "unit", "scope", "price_basis", "electricity_basis",
            "source_class", "source_title", "source_address", "address_status", "quote", "note",
        ), "E", _energy_figure,
    ),
    "real_gdp_growth": FactTable(
        (
            "region_zh", "region_en", "adcode", "year", "growth_percent", "vintage", "source_class",
            "address_status", "source_title", "source_address", "quote", "note",
        ), "G", _growth_rate,
    ),
}  # fmt: skip

"""What the sources page says of passports, disagreements, facts and checks. Every number is in the rows given."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pandas as pd

from dashboard.text import MISSING, Text, format_share
from pipelines.catalog import CATALOG, read_yaml

RAW_FILE = re.compile(r"(\S.*?):([0-9a-f]{64})")
REPOSITORY = re.compile(r"^[\w.-]+/[\w.-]+@[0-9a-f]{40}")


def short(source_id: str, attribution: str, t: Text) -> str:
    """Return the name of a source for the row of a chart; its attribution where nobody has given it a short one."""
    key = f"sources.short.{source_id}"
    return t(key) if key in t else attribution


def licence(name: str, note: str | None, t: Text) -> tuple[str, str]:
    """Return the name of a licence and what it asks, in the page's language where that is known."""
    slug = re.sub(r"[^a-z]+", "_", name.lower()).strip("_")
    named = t(f"sources.licence_names.{slug}") if f"sources.licence_names.{slug}" in t else name
    noted = f"sources.licence_notes.{slug}"
    own = note if isinstance(note, str) and t.lang == "en" else ""
    return named, own or (t(noted) if noted in t else "")


def carrier(found: str | None, t: Text) -> str:
    """Return the repository, commit and file a copy was taken from, or that its address is not known."""
    if not isinstance(found, str) or not found:
        return ""
    return found if REPOSITORY.match(found) else t("sources.carrier_unknown")


def raw_files(listed: str | None) -> list[tuple[str, str]]:
    """Return name and SHA-256 of a passport's raw files, from the published list `name:hash name:hash`.

    >>> raw_files("a b.csv:" + "0" * 64)
    [('a b.csv', '0000000000000000000000000000000000000000000000000000000000000000')]
    """
    return RAW_FILE.findall(listed) if isinstance(listed, str) else []


def years(first: float, last: float) -> str:
    """Return a span of years as a page writes it; a dash where there is none."""
    if pd.isna(first):
        return MISSING
    return f"{int(first)}" if first == last else f"{int(first)}–{int(last)}"


def nation(pairs: pd.DataFrame, t: Text) -> dict[str, str]:
    """Return title and reason of the nation's inventory beside the sum of the provinces.

    `pairs` has year, value_a (nation) and value_b (provinces), of queries/disagreements.sql.
    """
    above = (pairs["value_b"] / pairs["value_a"] - 1).set_axis(pairs["year"])
    least = above.min()
    said = t(f"sources.disagree.{'above' if least >= 0 else 'below'}", share=format_share(abs(least), 1))
    return {
        "title": t("sources.disagree.nation_title", most=format_share(above.max(), 1), year=int(above.idxmax())),
        "why": t("sources.disagree.nation_why", least_year=int(above.idxmin()), least_said=said),
    }


def region(name: str, pairs: pd.DataFrame, t: Text) -> dict[str, str]:
    """Return title and reason of an inventory (value_a) beside the sum of the county table (value_b)."""
    apart = (pairs["value_a"] / pairs["value_b"] - 1).abs().set_axis(pairs["year"])
    peaks = {key: int(pairs.loc[pairs[f"value_{key}"].idxmax(), "year"]) for key in ("a", "b")}
    alike = "same_peak" if peaks["a"] == peaks["b"] else "two_peaks"
    most = {"most": format_share(apart.max(), 0), "year": int(apart.idxmax())}
    return {
        "title": t("sources.disagree.region_title", region=name, **most),
        "why": t("sources.disagree.region_why") + t(f"sources.disagree.{alike}", **peaks),
    }


def growth(name: str, region_id: str, pairs: pd.DataFrame, t: Text) -> dict[str, str]:
    """Return title and reason of two editions of real growth; `pairs` are the rows of queries/growth_vintages.sql."""
    own = int((pairs.loc[pairs["region_id"] == region_id, "revised_by"] != 0).sum())
    return {
        "title": t(f"sources.disagree.{'growth_title' if own else 'growth_same'}", region=name, count=own),
        "why": t(
            "sources.disagree.growth_why",
            first=int(pairs["year"].min()),
            last=int(pairs["year"].max()),
            count=len(pairs),
            differing=int((pairs["revised_by"] != 0).sum()),
            most=f"{pairs['revised_by'].abs().max():.1f}",
        ),
    }


@cache
def _confirmations() -> dict[str, Any]:
    return read_yaml(CATALOG, "confirmations")


def why_unconfirmed(note: str, t: Text) -> str:
    """Return why the number of a fact was not found in its quotation."""
    return _confirmations()[note]["text"][t.lang]


def audit_name(audit: str, t: Text) -> str:
    """Return what a check holds, as a sentence; a check that nobody has translated has its own name for one."""
    key = f"sources.audits.names.{audit}"
    return t(key) if key in t else audit.replace("_", " ")

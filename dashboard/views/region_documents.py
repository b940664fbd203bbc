"""What documents say of a region, document by document, each number marked in its quotation."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.figure import plain
from dashboard.components.quotations import listed
from dashboard.context import Context
from dashboard.data import Build
from dashboard.sentences import facts as told
from dashboard.sentences.source_kinds import kind_of_source
from dashboard.text import Lang, Text, text

ORDER = ("document_facts", "policy_targets", "official_stats", "official_energy", "real_gdp_growth")
USED = [
    "indicator_zh", "indicator_en", "value", "value_text", "comparator", "unit", "year", "period", "kind", "how",
    "source_title", "source_class", "address_status", "issuer_zh", "issued", "quote", "confirmed_start",
    "confirmed_end", "fact_table",
]  # fmt: skip
SEARCH_FROM = 12  # so many facts can be searched
SHOWN = 10  # so many documents stand in the open


@st.fragment
def documents(ctx: Context, region_id: str, name: str) -> None:
    """Write the documents of a region, closed, with a search over what they say where they say much."""
    facts, t = ctx.build.frame("facts", region_id=region_id), ctx.t
    if facts.empty:
        return
    title = t("region.documents.title", region=name, documents=facts["source_title"].nunique(), count=len(facts))
    st.header(plain(title), anchor=False)
    wanted = ""
    if len(facts) >= SEARCH_FROM:
        wanted = st.text_input(t("region.documents.search"), key="document-search", width=360).strip()
    if wanted:
        found = matching(facts, wanted)
        key = "region.documents.found" if len(found) else "region.documents.none"
        st.caption(plain(t(key, words=wanted, count=len(found))))
        written = [_document(rows, t, is_open=True) for rows in grouped(found)]
    else:
        written = all_written(ctx.build, region_id, ctx.lang)
    if written:
        st.html("".join(written[:SHOWN]))
    if len(written) > SHOWN:
        with st.expander(t("region.documents.rest", count=len(written) - SHOWN), expanded=bool(wanted)):
            st.html("".join(written[SHOWN:]))


@st.cache_data(max_entries=60, show_spinner=False, hash_funcs={Build: lambda build: build.build_id})
def all_written(build: Build, region_id: str, lang: Lang) -> list[str]:
    """Return the documents of a region as HTML, closed, one text each. Made once: a province has hundreds of facts."""
    facts = build.frame("facts", region_id=region_id)
    return [_document(rows, text(lang), is_open=False) for rows in grouped(facts)]


def matching(facts: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """Return the facts that hold the words in their indicator, quotation or document, in either language."""
    columns = ["indicator_zh", "indicator_en", "quote", "source_title", "value_text", "note"]
    words = facts[columns].fillna("").agg(" ".join, axis=1).str.lower()
    return facts[words.str.contains(wanted.lower(), regex=False)]


def grouped(facts: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the facts of each document: plans, targets, statistics, energy, growth; those that say most first."""
    place = facts["fact_table"].map({table: i for i, table in enumerate(ORDER)})
    groups = [rows for _, rows in facts[USED].assign(place=place).groupby("source_title", sort=False)]
    return sorted(groups, key=lambda rows: (int(rows["place"].min()), -len(rows)))


def _document(rows: pd.DataFrame, t: Text, *, is_open: bool) -> str:
    first = rows.iloc[0]
    about = [
        first["issuer_zh"] if isinstance(first["issuer_zh"], str) else "",
        first["issued"].partition(" ")[0] if isinstance(first["issued"], str) else "",
        kind_of_source(first["source_class"], t),
        told.reading(first["address_status"], t),
        t("region.documents.count", count=len(rows)),
    ]
    summary = (
        f'<strong lang="{told.language(first["source_title"])}">{escape(first["source_title"])}</strong>'
        f"<span>{escape(t('facts.join').join(filter(None, about)))}</span>"
    )
    opened = " open" if is_open else ""
    body = listed(_with_words(rows, t), t, labels=[label(row, t) for row in rows.itertuples()])
    return f'<details class="tantu-details"{opened}><summary>{summary}</summary>{body}</details>'


def _with_words(rows: pd.DataFrame, t: Text) -> pd.DataFrame:
    """Return the facts with their units in words, and with a target that has no number saying so: that is a value."""
    silent = (rows["kind"] == "target") & (rows["comparator"] == "qualitative")
    return rows.assign(
        value_text=rows["value_text"].mask(silent, t("region.documents.not_public")),
        comparator=rows["comparator"].mask(silent, "="),
        unit=[t(key) if (key := f"region.further_units.{unit}") in t else unit for unit in rows["unit"]],
    )


def label(fact: tuple, t: Text) -> str:
    """Return what a fact is about with its period; a target says by when."""
    name = (fact.indicator_en if t.lang == "en" else fact.indicator_zh) or fact.indicator_zh
    period = str(fact.period or "") or (str(int(fact.year)) if pd.notna(fact.year) else "")
    if not period:
        return name
    return t(f"region.documents.label_{'target' if fact.kind == 'target' else 'stated'}", name=name, period=period)

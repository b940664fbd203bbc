"""What documents say of a region, document by document, each number marked in its quotation."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.figure import plain
from dashboard.components.quotations import listed
from dashboard.context import Context
from dashboard.sentences import facts as told
from dashboard.text import Text

ORDER = ("document_facts", "policy_targets", "official_stats", "official_energy", "real_gdp_growth")
SEARCH_FROM = 12  # so many facts can be searched


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
    found = matching(facts, wanted)
    if found.empty:
        st.caption(plain(t("region.documents.none", words=wanted)))
        return
    if wanted:
        st.caption(plain(t("region.documents.found", words=wanted, count=len(found))))
    st.html("".join(_document(rows, t, is_open=bool(wanted)) for rows in grouped(found)))


def matching(facts: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """Return the facts that hold the words in their indicator, quotation or document, in either language."""
    if not wanted:
        return facts
    columns = ["indicator_zh", "indicator_en", "quote", "source_title", "value_text", "note"]
    text = facts[columns].fillna("").agg(" ".join, axis=1).str.lower()
    return facts[text.str.contains(wanted.lower(), regex=False)]


def grouped(facts: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the facts of each document: plans first, then targets, statistics, energy, growth rates; long ones first."""
    place = facts["fact_table"].map({table: i for i, table in enumerate(ORDER)})
    groups = [rows for _, rows in facts.assign(place=place).groupby("source_title", sort=False)]
    return sorted(groups, key=lambda rows: (int(rows["place"].min()), -len(rows)))


def _document(rows: pd.DataFrame, t: Text, *, is_open: bool) -> str:
    first = rows.iloc[0]
    about = [
        first["issuer_zh"] if isinstance(first["issuer_zh"], str) else "",
        first["issued"] if isinstance(first["issued"], str) else "",
        t(f"facts.source_class.{told.kind_of(first['source_class'])}"),
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
    """Return the facts with a target that has no number saying so: that a target is not public is a value."""
    silent = (rows["kind"] == "target") & (rows["comparator"] == "qualitative")
    return rows.assign(
        value_text=rows["value_text"].mask(silent, t("region.documents.not_public")),
        comparator=rows["comparator"].mask(silent, "="),
    )


def label(fact: tuple, t: Text) -> str:
    """Return what a fact is about with its period; a target says by when."""
    name = (fact.indicator_en if t.lang == "en" else fact.indicator_zh) or fact.indicator_zh
    period = str(fact.period or "") or (str(int(fact.year)) if pd.notna(fact.year) else "")
    if not period:
        return name
    return t(f"region.documents.label_{'target' if fact.kind == 'target' else 'stated'}", name=name, period=period)

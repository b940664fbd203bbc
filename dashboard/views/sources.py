"""Where do the figures come from? Every passport, what it covers, and what could not be confirmed."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.context import Context
from dashboard.text import MISSING
from pipelines.catalog import catalogue

DOCUMENTS = "documents"  # the source id under which facts from documents stand


def page(ctx: Context) -> None:
    passports, coverage = ctx.build.frame("sources"), ctx.build.frame("coverage")
    t = ctx.t
    st.title(t("sources.title", editions=len(passports)), anchor=False)
    from_documents = int(coverage.loc[coverage["source_id"] == DOCUMENTS, "figures"].sum())
    answer = t(
        "sources.answer", producers=passports[f"producer_{ctx.lang}"].nunique(),
        figures=f"{int(coverage['figures'].sum()):,}", documents=f"{from_documents:,}",
    )  # fmt: skip
    st.html(f'<p class="tantu-answer">{escape(answer)}</p>')
    st.html("".join(_passport(ctx, row, coverage) for _, row in passports.iterrows()))
    st.header(t("sources.unconfirmed.title"), anchor=False)
    st.html(_unconfirmed(ctx))


def _passport(ctx: Context, row: pd.Series, coverage: pd.DataFrame) -> str:
    """Return one source as a row that opens."""
    t, lang = ctx.t, ctx.lang
    status = t(f"charts.status.{row['method_class']}")
    summary = (
        f"<strong>{escape(row[f'title_{lang}'])}</strong>"
        f"<span>{escape(row[f'producer_{lang}'])} · {escape(row['edition'])} · {escape(status)}</span>"
    )
    caveats = [catalogue().caveats[caveat][lang] for caveat in str(row["caveats"] or "").split()]
    terms = {
        "scope": escape(row[f"scope_{lang}"]),
        "coverage": "<br>".join(_covered(ctx, coverage[coverage["source_id"] == row["source_id"]])),
        "caveats": "<br>".join(map(escape, caveats)),
        "citation": escape(row["citation"]),
        "licence": _linked(row["licence_name"], row["licence_url"]),
        "address": _linked(row["address_url"], row["address_url"]),
        "checked": escape(t(f"sources.address_status.{row['address_status']}")),
        "rows": f"{int(row['rows']):,}",
    }
    listed = "".join(
        f"<dt>{escape(t(f'sources.{key}'))}</dt><dd>{said}</dd>" for key, said in terms.items() if said
    )
    return f'<details class="tantu-details"><summary>{summary}</summary><dl>{listed}</dl></details>'


def _covered(ctx: Context, rows: pd.DataFrame) -> list[str]:
    """Say what a source covers, one line an indicator and level."""
    return [
        escape(
            ctx.t(
                "sources.covered", indicator=catalogue().indicators[row.indicator_id].name[ctx.lang],
                level=ctx.t(f"levels.{row.level}"), regions=f"{row.regions:,}", figures=f"{row.figures:,}",
                years=_years(row.first_year, row.last_year),
            )
        )
        for row in rows.itertuples()
    ]  # fmt: skip


def _years(first: int, last: int) -> str:
    if pd.isna(first):
        return MISSING
    return f"{first}" if first == last else f"{first}–{last}"


def _linked(name: str | None, url: str | None) -> str:
    if not isinstance(name, str):
        return ""
    if not isinstance(url, str):
        return escape(name)
    return f'<a href="{escape(url, quote=True)}" rel="noreferrer">{escape(name)}</a>'


def _unconfirmed(ctx: Context) -> str:
    """Return the facts whose number was not found in their quotation, each with its quotation."""
    facts = ctx.build.frame("unconfirmed_facts")
    names = facts[f"indicator_{ctx.lang}"].fillna("")
    rows = "".join(
        f"<tr><td>{escape(fact.region_zh)}</td><td>{escape(name)}</td>"
        f'<td class="number">{escape(_value(fact))}</td><td lang="zh-CN">{escape(fact.quote)}</td></tr>'
        for fact, name in zip(facts.itertuples(), names, strict=True)
    )
    columns = ("region", "indicator", "value", "quote")
    heads = "".join(f"<th>{escape(ctx.t(f'sources.unconfirmed.{key}'))}</th>" for key in columns)
    note = escape(ctx.t("sources.unconfirmed.what", count=len(facts)))
    table = f'<table class="tantu-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<p class="tantu-muted">{note}</p><div class="tantu-scroll">{table}</div>'


def _value(fact: tuple) -> str:
    if pd.isna(fact.value):
        return fact.value_text or MISSING
    return f"{fact.value:,g} {fact.unit or ''}".strip()

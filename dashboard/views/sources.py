"""Where does each figure come from? Passports, coverage, disagreements, known errors, and what was checked."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.components.figure import plain, remembered, show
from dashboard.context import Context
from dashboard.views import sources_figures as figures
from dashboard.views import sources_lists as lists
from dashboard.views.sources_passports import passport

SHANGHAI = "310000"


def page(ctx: Context) -> None:
    t = ctx.t
    st.title(t("sources.question"), anchor=False)
    st.html(f'<p class="tantu-answer">{escape(lists.answer(ctx))}</p>')
    st.caption(plain(lists.build(ctx)))
    show(remembered(ctx, "sources-coverage", make=lambda: figures.coverage_figure(ctx)), ctx)
    tables(ctx)
    documents(ctx)
    disagreements(ctx)
    unconfirmed(ctx)
    left, right = st.columns(2, gap="large")
    with left:
        divisions(ctx)
    with right:
        audits(ctx)


def tables(ctx: Context) -> None:
    """List every passport, each folded."""
    passports = ctx.build.frame("sources")
    section(ctx, "tables", count=len(passports))
    st.html("".join(passport(ctx, row) for _, row in passports.iterrows()))


def documents(ctx: Context) -> None:
    """List the documents and what kinds of facts were taken from documents at large."""
    section(ctx, "documents", count=len(ctx.build.frame("source_documents")))
    left, right = st.columns([14, 10], gap="large")
    with left:
        st.html(lists.documents(ctx))
    with right:
        st.html(lists.facts(ctx))


def disagreements(ctx: Context) -> None:
    """Show where two sources speak of one thing, and beside that the known errors of publishers."""
    st.header(ctx.t("sources.disagree.title"), anchor=False)
    region_id = province(ctx)
    left, right = st.columns(2, gap="large")
    with left:
        reasoned(ctx, "sources-nation", lambda: figures.nation_figure(ctx))
    with right:
        reasoned(ctx, "sources-region", lambda: figures.region_figure(ctx, region_id), region_id)
    left, right = st.columns(2, gap="large")
    with left:
        reasoned(ctx, "sources-growth", lambda: figures.growth_figure(ctx, region_id), region_id)
    with right:
        errors(ctx)


def province(ctx: Context) -> str:
    """Return the province that the address names where two sources speak of it, else Shanghai."""
    asked = f"{(ctx.selection.get('region') or SHANGHAI)[:2]}0000"
    known = asked != figures.NATION and len(ctx.build.frame("disagreements", region_id=asked)) > 0
    return asked if known else SHANGHAI


def reasoned(ctx: Context, name: str, make: Callable[[], Figure], *key: str) -> None:
    """Show a figure and below it why the sources differ."""
    figure = remembered(ctx, name, *key, make=make)
    show(figure, ctx)
    st.html("".join(f'<p class="tantu-note">{escape(note)}</p>' for note in figure.notes))


def errors(ctx: Context) -> None:
    """List the known errors of publishers and what was done about each."""
    section(ctx, "errors", count=lists.count_of_errors())
    st.html(lists.errors(ctx))


def unconfirmed(ctx: Context) -> None:
    """List the facts whose number was not found in their quotation."""
    facts = ctx.build.frame("unconfirmed_facts")
    total = int(ctx.build.frame("source_facts")["facts"].sum())
    st.header(plain(ctx.t("sources.unconfirmed.title", count=len(facts), facts=f"{total:,}")), anchor=False)
    st.markdown(plain(ctx.t("sources.unconfirmed.what")))
    st.html(lists.unconfirmed(ctx))


def divisions(ctx: Context) -> None:
    """Say what became of former units, and list those without a region of today."""
    units = ctx.build.frame("unplaced_units")
    section(ctx, "divisions", count=len(units))
    st.html(lists.divisions(ctx))
    with st.expander(ctx.t("sources.divisions.list")):
        st.html(lists.unplaced(ctx))


def audits(ctx: Context) -> None:
    """Say which checks hold, and what the warnings found."""
    results = ctx.build.frame("audits")
    found = int((results["count"] > 0).sum())
    st.header(plain(ctx.t("sources.audits.title", held=len(results) - found, found=found)), anchor=False)
    st.markdown(plain(ctx.t("sources.audits.about")))
    st.html(lists.audits(ctx, results[results["count"] > 0]))
    count, jumps = lists.jumps(ctx)
    if jumps:
        with st.expander(ctx.t("sources.audits.jumps", count=count, shown=len(jumps))):
            st.html(lists.jumps_table(ctx, jumps))
    with st.expander(ctx.t("sources.audits.list")):
        st.html(lists.audits(ctx, results))


def section(ctx: Context, name: str, **values: int) -> None:
    st.header(plain(ctx.t(f"sources.{name}.title", **values)), anchor=False)
    st.markdown(plain(ctx.t(f"sources.{name}.about")))

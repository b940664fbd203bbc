"""How much of a region's energy account is known? What was published, year by year, and what was not."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts.labels import as_printed
from dashboard.components.figure import plain, remembered, show
from dashboard.components.quotations import quotation
from dashboard.context import Context
from dashboard.selection import bind
from dashboard.sentences import energy as said
from dashboard.sentences import facts as told
from dashboard.views import energy_figures as figures
from pipelines.catalog import catalogue

NATION, SHANGHAI = "100000", "310000"


def page(ctx: Context) -> None:
    regions = ctx.build.frame("regions").set_index("region_id")
    region_id = choose(ctx, regions)
    name, level = regions.at[region_id, f"name_{ctx.lang}"], regions.at[region_id, "level"]
    known, account = ctx.build.frame("energy_known", region_id=region_id), account_of(ctx, region_id)
    items = said.items_for(level)
    st.title(plain(ctx.t("energy.question", region=name)), anchor=False)
    st.html(f'<p class="tantu-answer">{escape(said.answer(name, account, known, items, ctx.t))}</p>')
    show(remembered(ctx, "energy-known", region_id, make=lambda: figures.known(ctx, name, known, items)), ctx)
    accounts(ctx, region_id, name, account)
    changes(ctx, region_id, name)
    electricity(ctx, region_id, name)
    aims(ctx, region_id, name, regions)
    balance(ctx, region_id, name)
    factors(ctx, region_id, name, regions)
    st.html(
        f'<div class="tantu-empty"><strong>{escape(ctx.t("energy.how.title"))}</strong>{escape(ctx.t("energy.how.what"))}</div>'
    )
    st.html(f'<p><a href="{ctx.href("region")}">{escape(ctx.t("energy.doors.region"))}</a></p>')


def choose(ctx: Context, regions: pd.DataFrame) -> str:
    """Return the region of the page: the nation, a province or one of Shanghai's districts.

    A county or a prefecture elsewhere has no energy figures here; its province is shown, and that is said.
    """
    is_offered = regions["level"].isin(["nation", "province"]) | (regions["parent_id"] == SHANGHAI)
    offered = [
        NATION,
        SHANGHAI,
        *(code for code in regions.index[is_offered] if code not in (NATION, SHANGHAI)),
    ]
    asked = ctx.selection.get("region")
    if asked in regions.index and asked not in offered:
        region_id = f"{asked[:2]}0000"
        names = regions[f"name_{ctx.lang}"]
        st.info(ctx.t("energy.of_the_province", region=names[asked], province=names[region_id]))
    else:
        region_id = ctx.choose("region", among=offered, otherwise=SHANGHAI)
    names = regions[f"name_{ctx.lang}"].to_dict()
    column, _ = st.columns([1, 3])
    with column:
        st.selectbox(ctx.t("energy.choose"), offered, format_func=names.get, **bind("region", region_id))
    return region_id


def account_of(ctx: Context, region_id: str) -> pd.DataFrame:
    """Return the latest year's account with its branches named; empty where no whole was published."""
    rows = ctx.build.frame("energy_account", region_id=region_id)
    years = rows.loc[rows["item_id"] == "total", "year"]
    rows = rows[rows["year"] == years.max()] if len(years) else rows.iloc[:0]
    branches = catalogue().sectors
    labels = [
        ctx.t("energy.whole") if key == "total" else branches[key].name[ctx.lang] for key in rows["item_id"]
    ]
    return rows.assign(label=labels)


def missing(ctx: Context, section: str, name: str) -> None:
    """Say in a section's place that nothing was published, and why."""
    t = ctx.t
    st.header(plain(t(f"energy.{section}.section")), anchor=False)
    reason = t(f"energy.{section}.missing", region=name)
    st.html(f'<p class="tantu-muted"><b>{escape(t("charts.not_published"))}</b> {escape(reason)}</p>')


def notes(lines: tuple[str, ...]) -> None:
    """Say under a figure what to know about it."""
    if lines:
        st.html("".join(f'<p class="tantu-muted">{escape(line)}</p>' for line in lines))


def accounts(ctx: Context, region_id: str, name: str, account: pd.DataFrame) -> None:
    """Show the account as nested blocks where there is one, and every total that was published."""
    totals = ctx.build.frame("energy_totals", region_id=region_id)
    if len(account) > 1:
        account_in_full(ctx, region_id, name, account)
    elif totals.empty:
        missing(ctx, "account", name)
    else:
        show(remembered(ctx, "energy-totals", region_id, make=lambda: figures.totals(ctx, name, totals)), ctx)


def account_in_full(ctx: Context, region_id: str, name: str, account: pd.DataFrame) -> None:
    t, whole = ctx.t, next(account.itertuples())
    left, right = st.columns([15, 9], gap="large")
    with left:
        figure = remembered(
            ctx, "energy-account", region_id, make=lambda: figures.account(ctx, name, account)
        )
        show(figure, ctx)
    with right:
        unit = catalogue().units[whole.unit][ctx.lang]
        st.header(plain(t("energy.whole_of_year", year=whole.year)), anchor=False)
        st.html(
            f'<p class="tantu-headline"><strong>{escape(as_printed(whole.value))}</strong>'
            f"<small>{escape(unit)}</small></p>"
            f"{quotation(whole.quote, [(int(whole.confirmed_start), int(whole.confirmed_end))])}"
            f'<p class="tantu-muted">{escape(told.source(whole, t))}</p>'
        )
    notes(figure.notes)
    show(remembered(ctx, "energy-growth", region_id, make=lambda: figures.growth(ctx, name, account)), ctx)


def changes(ctx: Context, region_id: str, name: str) -> None:
    """Show yearly changes, totals of plan periods and levels, none of them joined to another."""
    yearly = ctx.build.frame("energy_changes", region_id=region_id)
    periods = ctx.build.frame("energy_plan_periods", region_id=region_id)
    levels = ctx.build.frame("energy_levels", region_id=region_id)
    if yearly.empty and periods.empty:
        missing(ctx, "changes", name)
        return
    if yearly["year"].nunique() >= said.FEWEST:
        figure = remembered(ctx, "energy-changes", region_id, make=lambda: figures.changes(ctx, name, yearly))
        show(figure, ctx)
        notes(figure.notes)
    show(remembered(ctx, "energy-periods", region_id, make=lambda: figures.periods(ctx, name, periods)), ctx)
    if len(levels) > 1:
        breaks = ctx.build.frame("energy_breaks", region_id=region_id)
        figure = remembered(
            ctx, "energy-levels", region_id, make=lambda: figures.levels(ctx, name, levels, breaks)
        )
        show(figure, ctx)
        notes(figure.notes)


def electricity(ctx: Context, region_id: str, name: str) -> None:
    rows = ctx.build.frame("energy_electricity", region_id=region_id)
    if rows.empty:
        missing(ctx, "electricity", name)
        return
    figure = remembered(
        ctx, "energy-electricity", region_id, make=lambda: figures.electricity(ctx, name, rows)
    )
    show(figure, ctx)
    notes(figure.notes)


def aims(ctx: Context, region_id: str, name: str, regions: pd.DataFrame) -> None:
    """Show one target over the districts, and the timetable of the region's own."""
    intensity = ctx.build.frame("energy_intensity_targets")
    own = ctx.build.frame("energy_targets", region_id=region_id)
    in_shanghai = region_id == SHANGHAI or regions.at[region_id, "parent_id"] == SHANGHAI
    beside = intensity if in_shanghai else intensity[intensity["region_id"].isin([NATION, region_id])]
    if region_id not in set(beside["region_id"]) and own.empty:
        missing(ctx, "targets", name)
    if len(beside) > 1:
        districts = regions[regions["parent_id"] == SHANGHAI]
        figure = remembered(
            ctx, "energy-targets-by-place", make=lambda: figures.targets_by_place(ctx, beside, districts)
        )
        show(figure, ctx)
        notes(figure.notes)
    dated = own[own["target_year"].notna() & own["value"].notna()]
    if len(dated):
        show(
            remembered(ctx, "energy-targets", region_id, make=lambda: figures.timetable(ctx, name, dated)),
            ctx,
        )


def balance(ctx: Context, region_id: str, name: str) -> None:
    cells = ctx.build.frame("energy_balance", region_id=region_id)
    if cells.empty:
        missing(ctx, "balance", name)
        return
    figure = remembered(ctx, "energy-balance", region_id, make=lambda: figures.balance(ctx, name, cells))
    show(figure, ctx)
    notes(figure.notes)


def factors(ctx: Context, region_id: str, name: str, regions: pd.DataFrame) -> None:
    """Show emission factors, each accounting book for itself. A district reads its province's."""
    province = f"{region_id[:2]}0000" if regions.at[region_id, "level"] == "district" else region_id
    rows = ctx.build.frame("energy_factors", region_id=province)
    if rows.empty:
        missing(ctx, "factors", name)
        return
    former = ctx.build.frame("energy_former_factors", region_id=province)
    st.header(plain(ctx.t("energy.factors.section")), anchor=False)
    notes((ctx.t("energy.factors.apart"),))
    books = list(dict.fromkeys(rows["factor_book"]))
    for column, book in zip(st.columns(max(2, len(books)), gap="large"), books, strict=False):
        with column:
            part = rows[rows["factor_book"] == book]
            make = lambda book=book, part=part: figures.factors(ctx, book, part, former, regions)  # noqa: E731
            figure = remembered(ctx, "energy-factors", province, book, make=make)
            show(figure, ctx)
            notes(figure.notes)

"""How much of a region's energy account is known? What was published, year by year, and what was not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.charts.labels import decimals_of, number
from dashboard.components.figure import plain, remembered, show
from dashboard.components.quotations import quotation
from dashboard.context import Context
from dashboard.selection import bind
from dashboard.sentences import energy as said
from dashboard.sentences import facts as told
from dashboard.views import energy_figures as figures
from dashboard.views import energy_measures as measures
from pipelines.catalog import catalogue

NATION, SHANGHAI = "100000", "310000"


@dataclass(frozen=True)
class Place:
    """The region of the page."""

    region_id: str
    name: str  # in the page's language
    level: str  # nation | province | district
    is_shanghai: bool  # the city or one of its districts


def page(ctx: Context) -> None:
    place = choose(ctx)
    known = rows_of(ctx, "energy_known", place)
    account, totals = account_of(ctx, place), rows_of(ctx, "energy_totals", place)
    items = said.items_for(place.level)
    st.title(plain(ctx.t("energy.question", region=place.name)), anchor=False)
    answer = said.answer(place.name, account, totals, known, items, ctx.t)
    st.html(f'<p class="tantu-answer">{escape(answer)}</p>')
    figure(ctx, place, "known", partial(figures.known, ctx, place.name, place.level, known))
    accounts(ctx, place, account, totals)
    changes(ctx, place)
    electricity(ctx, place)
    aims(ctx, place)
    balance(ctx, place)
    factors(ctx, place)
    bring_in(ctx)


def choose(ctx: Context) -> Place:
    """Return the region of the page: the nation, a province or one of Shanghai's districts.

    A county or a prefecture elsewhere has no energy figures here; its province is shown, and that is said.
    """
    regions = regions_of(ctx)
    names = regions[f"name_{ctx.lang}"]
    is_offered = regions["level"].isin(["nation", "province"]) | (regions["parent_id"] == SHANGHAI)
    rest = (code for code in regions.index[is_offered] if code not in (NATION, SHANGHAI))
    offered = [NATION, SHANGHAI, *rest]
    asked = ctx.selection.get("region")
    if asked in regions.index and asked not in offered:
        region_id = f"{asked[:2]}0000"
        st.info(plain(ctx.t("energy.of_the_province", region=names[asked], province=names[region_id])))
    else:
        region_id = ctx.choose("region", among=offered, otherwise=SHANGHAI)
    column, _ = st.columns([1, 3])
    with column:
        st.selectbox(ctx.t("energy.choose"), offered, format_func=names.get, **bind("region", region_id))
    region = regions.loc[region_id]
    is_shanghai = SHANGHAI in (region_id, region["parent_id"])
    return Place(region_id, region[f"name_{ctx.lang}"], region["level"], is_shanghai)


def regions_of(ctx: Context) -> pd.DataFrame:
    return ctx.build.frame("regions").set_index("region_id")


def rows_of(ctx: Context, query: str, place: Place) -> pd.DataFrame:
    return ctx.build.frame(query, region_id=place.region_id)


def account_of(ctx: Context, place: Place) -> pd.DataFrame:
    """Return the latest year's account with its branches named; empty where no whole was published."""
    rows = rows_of(ctx, "energy_account", place)
    years = rows.loc[rows["item_id"] == "total", "year"]
    rows = rows[rows["year"] == years.max()] if len(years) else rows.iloc[:0]
    branches, whole = catalogue().sectors, ctx.t("energy.whole")
    return rows.assign(
        label=[whole if key == "total" else branches[key].name[ctx.lang] for key in rows["item_id"]]
    )


def figure(ctx: Context, place: Place, key: str, make: partial[Figure]) -> Figure:
    """Show one figure of the place and return it."""
    shown = remembered(ctx, f"energy-{key}", place.region_id, make=make)
    show(shown, ctx)
    return shown


def notes(lines: tuple[str, ...]) -> None:
    """Say under a figure what to know about it."""
    if lines:
        st.html(f'<p class="tantu-muted">{"<br>".join(map(escape, lines))}</p>')


def missing(ctx: Context, section: str, place: Place) -> None:
    """Say in a section's place that nothing was found, and where it was looked for."""
    t = ctx.t
    st.header(plain(t(f"energy.{section}.section")), anchor=False)
    reason = t(f"energy.{section}.missing", region=place.name)
    if place.level == "district":
        reason += t("energy.of_districts")
    st.html(f'<p class="tantu-muted"><b>{escape(said.absence(place.level, t))}</b> {escape(reason)}</p>')


def accounts(ctx: Context, place: Place, account: pd.DataFrame, totals: pd.DataFrame) -> None:
    """Show the account as nested blocks where there is one, else every total that was published."""
    if totals.empty:
        missing(ctx, "account", place)
        return
    is_full = len(account) > 1
    make = figures.account if is_full else figures.totals
    if account.empty:
        shown = figure(ctx, place, "account", partial(make, ctx, place.name, totals))
    else:
        left, right = st.columns([15, 9], gap="large")
        with left:
            shown = figure(
                ctx, place, "account", partial(make, ctx, place.name, account if is_full else totals)
            )
        with right:
            whole_of(ctx, account)
    notes(shown.notes)
    if is_full:
        figure(ctx, place, "growth", partial(figures.growth, ctx, place.name, account))


def whole_of(ctx: Context, account: pd.DataFrame) -> None:
    """Write the whole in the words it was published in; what was not read at its source leads nothing."""
    whole = next(account.itertuples())
    st.header(plain(ctx.t("energy.whole_of_year", year=whole.year)), anchor=False)
    if whole.address_status == "read":
        value = number(whole.value, decimals_of(account["value"]))
        unit = catalogue().units[whole.unit][ctx.lang]
        st.html(
            f'<p class="tantu-headline"><strong>{escape(value)}</strong><small>{escape(unit)}</small></p>'
        )
    spans = (
        [(int(whole.confirmed_start), int(whole.confirmed_end))] if pd.notna(whole.confirmed_start) else []
    )
    source = escape(told.source(whole, ctx.t))
    st.html(f'{quotation(whole.quote, spans)}<p class="tantu-muted">{source}</p>')


def changes(ctx: Context, place: Place) -> None:
    """Show yearly changes, totals of plan periods and levels, none of them joined to another."""
    yearly, periods = rows_of(ctx, "energy_changes", place), rows_of(ctx, "energy_plan_periods", place)
    if yearly.empty and periods.empty:
        missing(ctx, "changes", place)
        return
    if yearly["year"].nunique() >= said.FEWEST:
        notes(figure(ctx, place, "changes", partial(figures.changes, ctx, place.name, yearly)).notes)
    elif len(yearly):
        st.header(plain(ctx.t("energy.changes.section")), anchor=False)
        notes((ctx.t("energy.changes.few", changes=said.only_years(yearly, ctx.t)),))
    if periods[["published_percent", "product_percent"]].notna().any(axis=None):
        figure(ctx, place, "periods", partial(figures.periods, ctx, place.name, periods, yearly))
    levels, breaks = rows_of(ctx, "energy_levels", place), rows_of(ctx, "energy_breaks", place)
    if len(levels) > 1:
        notes(figure(ctx, place, "levels", partial(figures.levels, ctx, place.name, levels, breaks)).notes)


def electricity(ctx: Context, place: Place) -> None:
    rows = rows_of(ctx, "energy_electricity", place)
    if rows.empty:
        missing(ctx, "electricity", place)
    else:
        notes(figure(ctx, place, "electricity", partial(figures.electricity, ctx, place.name, rows)).notes)


def aims(ctx: Context, place: Place) -> None:
    """Show one target over Shanghai's districts, and the timetable of the region's own."""
    own = rows_of(ctx, "energy_targets", place)
    dated = own[own["target_year"].notna() & own["value"].notna()]
    if place.is_shanghai:
        districts_target(ctx)
        dated_elsewhere = dated[dated["indicator_zh"] != said.TARGET]
    else:
        dated_elsewhere = dated
    if len(dated_elsewhere):
        figure(ctx, place, "targets", partial(measures.timetable, ctx, place.name, dated))
    elif not place.is_shanghai:
        missing(ctx, "targets", place)


def districts_target(ctx: Context) -> None:
    """Show the target of every district, and say beside it which have none in hand."""
    regions = regions_of(ctx)
    rows = ctx.build.frame("energy_intensity_targets")
    districts = regions[regions["parent_id"] == SHANGHAI]
    beside = rows[rows["region_id"].isin([NATION, SHANGHAI, *districts.index])]
    make = partial(measures.targets_by_place, ctx, beside, districts)
    left, right = st.columns([15, 9], gap="large")
    with left:
        shown = remembered(ctx, "energy-targets-by-place", make=make)
        show(shown, ctx)
    with right:
        st.header(plain(ctx.t("energy.targets.silence")), anchor=False)
        notes(shown.notes)


def balance(ctx: Context, place: Place) -> None:
    cells = rows_of(ctx, "energy_balance", place)
    if cells.empty:
        missing(ctx, "balance", place)
    else:
        notes(figure(ctx, place, "balance", partial(measures.balance, ctx, place.name, cells)).notes)


def factors(ctx: Context, place: Place) -> None:
    """Show emission factors, each accounting book for itself. A district reads its province's."""
    province = f"{place.region_id[:2]}0000" if place.level == "district" else place.region_id
    rows = ctx.build.frame("energy_factors", region_id=province)
    if rows.empty:
        missing(ctx, "factors", place)
        return
    former = ctx.build.frame("energy_former_factors", region_id=province)
    books = list(dict.fromkeys(rows["factor_book"]))
    section = "section" if len(books) > 1 else "section_one"
    st.header(plain(ctx.t(f"energy.factors.{section}")), anchor=False)
    notes((ctx.t("energy.factors.apart"),))
    for column, book in zip(st.columns(2, gap="large"), books, strict=False):
        with column:
            part = rows[rows["factor_book"] == book]
            make = partial(measures.factors, ctx, book, part, former, regions_of(ctx))
            shown = remembered(ctx, "energy-factors", province, book, make=make)
            show(shown, ctx)
            notes(shown.notes)


def bring_in(ctx: Context) -> None:
    """Say how an account that somebody holds comes in, and lead on."""
    t = ctx.t
    title, what = escape(t("energy.how.title")), escape(t("energy.how.what"))
    st.html(f'<div class="tantu-empty"><strong>{title}</strong>{what}</div>')
    pages = ("region", "green_industry", "carbon_peak")
    links = (f'<a href="{ctx.href(page_id)}">{escape(t(f"energy.doors.{page_id}"))}</a>' for page_id in pages)
    st.html(f'<p class="tantu-doors">{"".join(links)}</p>')

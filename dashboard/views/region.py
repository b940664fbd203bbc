"""What is known of a region: its emissions, its people and its economy, and what documents say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.figure import plain, remembered, show
from dashboard.context import Context
from dashboard.sentences import region as said
from dashboard.sentences.headlines import HEADS, Headline, headline, with_status
from dashboard.views import region_figures as figures
from dashboard.views.region_documents import documents
from dashboard.views.region_heads import heads_row
from dashboard.views.region_place import breadcrumb, children, choose, doors

PLANTS_LISTED = 40  # so many are listed one by one
CHART_COLUMNS = 3


@dataclass(frozen=True, eq=False)
class Known:
    """What the build holds of one region."""

    region: pd.Series  # row of queries/regions.sql
    name: str  # in the page's language
    series: pd.DataFrame = field(repr=False)  # as headlines.with_status makes it
    heads: dict[str, Headline] = field(repr=False)  # by the place on the page


def page(ctx: Context) -> None:
    regions = ctx.build.frame("regions").set_index("region_id")
    region_id = choose(ctx, regions)
    known = load(ctx, regions, region_id)
    breadcrumb(ctx, regions, region_id)
    st.title(plain(ctx.t("region.question", region=known.name)), anchor=False)
    st.html(f'<p class="tantu-answer">{escape(said.answer(known.name, known.heads, ctx.t))}</p>')
    children(ctx, regions, region_id)
    heads_row(ctx, known.region, known.series, known.heads)
    emissions(ctx, known)
    people_and_money(ctx, known)
    power(ctx, known)
    doors(ctx, known.region)
    documents(ctx, region_id, known.name)
    bring_in(ctx, known)


def load(ctx: Context, regions: pd.DataFrame, region_id: str) -> Known:
    series = with_status(ctx.build.frame("series", region_id=region_id))
    found = {key: headline(series, indicators) for key, indicators in HEADS.items()}
    heads = {key: head for key, head in found.items() if head}
    region = regions.loc[region_id]
    return Known(region, region[f"name_{ctx.lang}"], series, heads)


def emissions(ctx: Context, known: Known) -> None:
    """Show the history of each source and, where an inventory has them, the sectors."""
    region_id, name = known.region.name, known.name
    if not known.series["indicator_id"].isin(said.CO2).any():
        return
    key = (known.region.name, "emissions")
    figure = remembered(ctx, *key, make=lambda: figures.emissions(ctx, name, known.series))
    show(figure, ctx)
    if known.heads["co2"].status == "modelled":
        level = "district" if known.region["level"] == "district" else "county"
        st.html(f'<p class="tantu-banner">{escape(ctx.t(f"region.emissions.only_modelled_{level}"))}</p>')
    small_print(figure.notes)
    rows = ctx.build.frame("sectors", region_id=region_id)
    if rows.empty:
        return
    left, right = st.columns(2, gap="large")
    with left:
        show(remembered(ctx, region_id, "sectors", make=lambda: figures.sectors_over_time(ctx, name, rows)), ctx)
    with right:
        make = lambda: figures.sectors_of_last_year(ctx, name, rows)  # noqa: E731
        show(remembered(ctx, region_id, "sectors-last", make=make), ctx)


def people_and_money(ctx: Context, known: Known) -> None:
    """Show population, GDP and carbon intensity over the years; published GDP as a table where it is no series."""
    made = [
        remembered(
            ctx, known.region.name, indicator,
            make=lambda indicator=indicator: figures.course(ctx, known.name, known.series, indicator),
        )
        for indicator in ("population_resident", "gdp_constant", "co2_per_gdp_constant")
    ]  # fmt: skip
    drawn = [figure for figure in made if figure]
    for column, figure in zip(st.columns(CHART_COLUMNS, gap="large"), drawn, strict=False):
        with column:
            show(figure, ctx)
    has_series = known.series["indicator_id"].eq("gdp_constant").any()
    if not has_series and known.series["indicator_id"].eq("gdp_current").any():
        make = lambda: figures.published_gdp(ctx, known.name, known.series)  # noqa: E731
        show(remembered(ctx, known.region.name, "gdp", make=make), ctx)


def power(ctx: Context, known: Known) -> None:
    """Show the listed power plants of a region by fuel, and each of them while they are few."""
    region_id = known.region.name
    rows = ctx.build.frame("plants", region_id=region_id, is_province=known.region["level"] == "province")
    if rows.empty:
        return
    few = len(rows) <= PLANTS_LISTED
    left, right = st.columns([1, 1], gap="large") if few else (st.container(), None)
    with left:
        show(remembered(ctx, region_id, "plants", make=lambda: figures.power_plants(ctx, known.name, rows)), ctx)
    if few:
        with right:
            show(remembered(ctx, region_id, "plant-list", make=lambda: figures.plant_list(ctx, known.name, rows)), ctx)


def bring_in(ctx: Context, known: Known) -> None:
    """Say how a region's own table comes onto this page."""
    t = ctx.t
    title = t("region.bring_in.title" if known.heads else "region.bring_in.nothing", region=known.name)
    st.html(
        f'<div class="tantu-empty"><strong>{escape(title)}</strong>'
        f"{escape(t('region.bring_in.how', code=known.region.name))}</div>"
    )


def small_print(lines: tuple[str, ...]) -> None:
    if lines:
        st.html("".join(f'<p class="tantu-note">{escape(line)}</p>' for line in lines))

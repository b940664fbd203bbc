"""What is known of a region: its emissions, its people and its economy, and what documents say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
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
COURSES = ("population_resident", "gdp_constant", "co2_per_gdp_constant")  # lines beside each other


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
    figure = remembered(ctx, region_id, "emissions", make=partial(figures.emissions, ctx, name, known.series))
    show(figure, ctx)
    if "co2" in known.heads and known.heads["co2"].status == "modelled":
        level = "district" if known.region["level"] == "district" else "county"
        st.html(f'<p class="tantu-banner">{escape(ctx.t(f"region.emissions.only_modelled_{level}"))}</p>')
    small_print(figure.notes)
    rows = ctx.build.frame("sectors", region_id=region_id)
    if rows.empty:
        return
    for column, make in zip(
        st.columns(2, gap="large"), (figures.sectors_over_time, figures.sectors_of_last_year), strict=True
    ):
        with column:
            show(remembered(ctx, region_id, make.__name__, make=partial(make, ctx, name, rows)), ctx)


def people_and_money(ctx: Context, known: Known) -> None:
    """Show population, GDP and carbon intensity over the years; published GDP as a table where it is no series."""
    region_id, name, series = known.region.name, known.name, known.series
    made = [
        remembered(ctx, region_id, indicator, make=partial(figures.course, ctx, name, series, indicator))
        for indicator in COURSES
    ]
    drawn = [figure for figure in made if figure]
    if drawn:
        for column, figure in zip(st.columns(len(COURSES), gap="large"), drawn, strict=False):
            with column:
                show(figure, ctx)
    given = set(series["indicator_id"])
    if "gdp_current" in given and "gdp_constant" not in given:
        show(remembered(ctx, region_id, "gdp", make=partial(figures.published_gdp, ctx, name, series)), ctx)


def power(ctx: Context, known: Known) -> None:
    """Show the listed power plants of a region by fuel, and each of them while they are few."""
    region_id, name = known.region.name, known.name
    rows = ctx.build.frame("plants", region_id=region_id, is_province=known.region["level"] == "province")
    if rows.empty:
        return
    made = [("plants", figures.power_plants)]
    if len(rows) <= PLANTS_LISTED:
        made.append(("plant-list", figures.plant_list))
    drawn = [remembered(ctx, region_id, key, make=partial(make, ctx, name, rows)) for key, make in made]
    shown = [figure for figure in drawn if figure]
    for column, figure in zip(st.columns(len(shown), gap="large") if shown else [], shown, strict=True):
        with column:
            show(figure, ctx)


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

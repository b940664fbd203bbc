"""What does a region's green industry consist of? What was published, in whose words, and what was not."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts import green_industry
from dashboard.components.figure import plain, remembered, show
from dashboard.components.quotations import cited, listed, quotation, spans_of
from dashboard.context import Context
from dashboard.selection import bind
from dashboard.sentences import facts as told
from dashboard.sentences import green_industry as said
from dashboard.views import green_industry_figures as figures

BAOSHAN, SHANGHAI = "310113", "310000"
WITH_PLANS = ("620000", "340000")  # Gansu and Anhui, whose plans are among the documents
# What the targets beside the figures are on.
AIMS = ("industry", "parks", "innovation", "finance", "renewables")


def page(ctx: Context) -> None:
    region_id = choose(ctx)
    name = names(ctx)[region_id]
    facts = ctx.build.frame("green_industry_facts", region_id=region_id)
    roles = said.roles(facts)
    parts = segments(ctx, facts, roles)
    everywhere = ctx.build.frame("green_industry_figures")
    near = everywhere[
        (everywhere["region_id"] == region_id) & everywhere["indicator_id"].ne("green_low_carbon_industry")
    ]
    other = facts[~facts["fact_id"].isin(roles) & ~facts["indicator"].isin(said.SCALE)]
    year = int(facts.loc[facts["fact_id"].isin(roles), "year"].max()) if roles else None
    st.title(plain(said.question(name, parts, ctx.t)), anchor=False)
    st.html(f'<p class="tantu-answer">{escape(said.answer(name, parts, near, other, year, ctx.t))}</p>')
    if roles:
        composition(ctx, name, parts, facts[facts["fact_id"].isin(roles)], said.agreeing(facts, parts), year)
    else:
        not_published(ctx, name)
    stated(ctx, name, other)
    elsewhere(ctx, everywhere)
    aims(ctx, region_id, name, other)
    doors(ctx)


def choose(ctx: Context) -> str:
    """Return the region of the page, Baoshan unless the address says otherwise.

    A county is shown by its province where that has a plan; a region that the page does not know is named.
    """
    offered = names(ctx)
    regions = ctx.build.frame("regions").set_index("region_id")[f"name_{ctx.lang}"]
    asked = ctx.selection.get("region")
    if asked in regions.index and asked not in offered:
        province = f"{asked[:2]}0000"
        region_id = province if province in offered else BAOSHAN
        st.info(plain(ctx.t("green_industry.not_here", region=regions[asked], other=offered[region_id])))
    else:
        region_id = ctx.choose("region", among=offered, otherwise=BAOSHAN)
    column, _ = st.columns([1, 3])
    with column:
        st.selectbox(
            ctx.t("green_industry.choose"),
            list(offered),
            format_func=offered.get,
            **bind("region", region_id),
        )
    return region_id


def names(ctx: Context) -> dict[str, str]:
    """Return the regions the page knows of: the districts of Shanghai, the city, and provinces with a plan."""
    regions = ctx.build.frame("regions").set_index("region_id")
    districts = sorted(regions.index[regions["parent_id"] == SHANGHAI], key=lambda code: code != BAOSHAN)
    return {code: regions.at[code, f"name_{ctx.lang}"] for code in [*districts, SHANGHAI, *WITH_PLANS]}


def segments(ctx: Context, facts: pd.DataFrame, roles: dict[str, str]) -> pd.DataFrame:
    """Return the segments of the region's green industry, none where no document gives them."""
    parts = green_industry.segments(facts, roles, ctx.lang)
    sources = facts.set_index("fact_id").loc[list(roles)]
    return parts.assign(
        label=said.short(parts["label"], ctx.lang),
        kind=[told.kind_of(kind) for kind in sources["source_class"]],
        is_read=(sources["address_status"] == "read").to_numpy(),
    )


def composition(
    ctx: Context, name: str, parts: pd.DataFrame, used: pd.DataFrame, copies: pd.DataFrame, year: int
) -> None:
    """Show the segments beside the words they were published in, and other copies of the same figures."""
    left, right = st.columns([15, 9], gap="large")
    with left:
        show(
            remembered(ctx, "green", name, make=lambda: figures.composition(ctx, name, parts, used, year)),
            ctx,
        )
    with right:
        st.header(ctx.t("green_industry.quotation"), anchor=False)
        quotes = "".join(
            quotation(quote, spans_of(group)) for quote, group in used.groupby("quote", sort=False)
        )
        st.html(quotes + cited(used, ctx.t) + "".join(second_copy(ctx, row) for row in copies.itertuples()))
    st.html(f'<p class="tantu-muted">{escape(said.remainder(parts, ctx.t))}</p>')


def second_copy(ctx: Context, copy: tuple) -> str:
    line = ctx.t("green_industry.second_copy", source=told.source(copy, ctx.t))
    return f'<p class="tantu-muted">{escape(line)}</p>'


def not_published(ctx: Context, name: str) -> None:
    """Say that no figure was published, why none stands in for it, how to bring one in, and who has one."""
    t = ctx.t
    title = escape(t("green_industry.empty.title", region=name))
    why, how = escape(t("green_industry.empty.why")), escape(t("green_industry.empty.how"))
    example = escape(t("green_industry.empty.example", region=names(ctx)[BAOSHAN]))
    link = f'<a href="{ctx.href(region=BAOSHAN)}">{example}</a>'
    st.html(f'<div class="tantu-empty"><strong>{title}</strong>{why}<br>{how}<br>{link}</div>')


def stated(ctx: Context, name: str, facts: pd.DataFrame) -> None:
    """List what documents say, observed and aimed at, with their words; admission criteria fold away."""
    t = ctx.t
    criteria = facts[facts["kind"] == "criterion"]
    plainly = facts[facts["kind"] != "criterion"]
    if len(plainly):
        st.header(plain(t("green_industry.stated.title", region=name, count=len(plainly))), anchor=False)
        st.html(listed(plainly, t, labels=said.labels(plainly, t)) + cited(plainly, t))
    if len(criteria):
        with st.expander(t("green_industry.stated.criteria", count=len(criteria))):
            st.html(listed(criteria, t, labels=said.labels(criteria, t)) + cited(criteria, t))


def elsewhere(ctx: Context, everywhere: pd.DataFrame) -> None:
    """Show figures of neighbouring definitions, each for itself. What was not read at its source leads no card."""
    read = everywhere[everywhere["address_status"] == "read"]
    figure = remembered(ctx, "green-elsewhere", make=lambda: figures.elsewhere(ctx, read))
    show(figure, ctx, picture=lambda: st.html(figures.cards_html(ctx, read)))


def aims(ctx: Context, region_id: str, name: str, facts: pd.DataFrame) -> None:
    """Show the targets of the region, and for a district those of the city that are still ahead."""
    today = ctx.build.built_at.year
    own = facts[is_dated_aim(facts)]
    frames = [own.assign(place="")]
    if region_id.startswith("31") and region_id != SHANGHAI:
        city = ctx.build.frame("green_industry_facts", region_id=SHANGHAI)
        ahead = city[is_dated_aim(city) & (city["year"] >= today)]
        frames.append(ahead.assign(place=names(ctx)[SHANGHAI]))
    rows = pd.concat([frame for frame in frames if len(frame)]) if any(map(len, frames)) else own
    if len(rows):
        show(
            remembered(ctx, "green-targets", region_id, make=lambda: figures.aims(ctx, name, rows, today)),
            ctx,
        )


def is_dated_aim(facts: pd.DataFrame) -> pd.Series:
    """Return which facts are targets on industry with a number and a year."""
    is_target = (facts["kind"] == "target") & facts["sector"].isin(AIMS)
    return is_target & facts["value"].notna() & facts["year"].notna()


def doors(ctx: Context) -> None:
    """Lead on to the other pages with the same region."""
    links = (("region", "green_industry.doors.region"), ("energy", "green_industry.doors.energy"))
    said_links = (f'<a href="{ctx.href(page_id)}">{escape(ctx.t(key))}</a>' for page_id, key in links)
    st.html(f'<p class="tantu-doors">{"".join(said_links)}</p>')

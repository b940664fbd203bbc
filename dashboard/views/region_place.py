"""Where the region page stands: the choice of a region, what it lies in, what lies in it, and where one goes on."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.context import Context
from dashboard.data import Build
from dashboard.selection import bind
from dashboard.text import Lang
from pipelines.catalog import catalogue

START = "310000"
WITH_GREEN_INDUSTRY = ("31", "62", "34")  # provinces of which documents on green industry are in hand


def choose(ctx: Context, regions: pd.DataFrame) -> str:
    """Draw the choice of a region, found by name, initials, English name or code, and return its code."""
    region_id = successor(ctx, regions) or ctx.choose("region", among=regions.index, otherwise=START)
    found_by = labels(ctx.build, ctx.lang)
    column, _ = st.columns([5, 7])
    with column:
        st.selectbox(ctx.t("region.choose"), list(found_by), format_func=found_by.get, **bind("region", region_id))
    return region_id


def successor(ctx: Context, regions: pd.DataFrame) -> str | None:
    """Return today's region for a former one that went into it whole, and say so; None for any other code."""
    asked = ctx.selection.get("region")
    former = catalogue().regions.get(asked or "")
    if former is None or asked in regions.index:
        return None
    found = ctx.build.frame("region_successors", region_id=asked)
    if len(found) != 1:
        return None
    today = found.iloc[0]["to_id"]
    said = {"former": former.name[ctx.lang], "region": regions.at[today, f"name_{ctx.lang}"]}
    st.info(ctx.t("region.former", **said))
    return today


@st.cache_resource(max_entries=6, show_spinner=False, hash_funcs={Build: lambda build: build.build_id})
def labels(build: Build, lang: Lang) -> dict[str, str]:
    """Return what each region is found by, Shanghai's first: name, what it lies in, code, initials, other name."""
    regions = build.frame("regions")
    regions = regions.assign(is_far=regions["region_id"].str[:2] != START[:2]).sort_values(["is_far", "region_id"])
    other_lang = "en" if lang == "zh" else "zh"
    columns = ["region_id", f"name_{lang}", f"parent_{lang}", "pinyin_initials", f"name_{other_lang}"]
    return {
        code: f"{name}{f' · {parent}' if isinstance(parent, str) else ''}　{code} {initials} {other}"
        for code, name, parent, initials, other in regions[columns].itertuples(index=False)
    }


def breadcrumb(ctx: Context, regions: pd.DataFrame, region_id: str) -> None:
    """Write what the region lies in, each a link, and its own level."""
    above, code = [], regions.at[region_id, "parent_id"]
    while isinstance(code, str) and code in regions.index:
        above.insert(0, _link(ctx, regions, code))
        code = regions.at[code, "parent_id"]
    level = ctx.t(f"region.level.{regions.at[region_id, 'level']}")
    own = f"<span>{escape(level)} · {escape(region_id)}</span>"
    where = escape(ctx.t("region.within"))
    st.html(f'<nav class="tantu-crumbs" aria-label="{where}">{"<i>›</i>".join([*above, own])}</nav>')


def children(ctx: Context, regions: pd.DataFrame, region_id: str) -> None:
    """Write what lies in the region, each a link."""
    inside = regions.index[regions["parent_id"] == region_id]
    if len(inside):
        count = escape(ctx.t("region.children", count=len(inside)))
        links = " ".join(_link(ctx, regions, code) for code in inside)
        st.html(f'<p class="tantu-children"><span>{count}</span>{links}</p>')


def doors(ctx: Context, region: pd.Series) -> None:
    """Lead to the other pages on the same region."""
    pages = ["map", "carbon_peak", "energy"]
    if region.name[:2] in WITH_GREEN_INDUSTRY:
        pages.append("green_industry")
    links = "".join(
        f'<a href="{escape(ctx.href(page_id, region=region.name, level=None), quote=True)}">'
        f"{escape(ctx.t(f'region.doors.{page_id}', region=region[f'name_{ctx.lang}']))}</a>"
        for page_id in pages
    )
    st.html(f'<p class="tantu-doors">{links}</p>')


def _link(ctx: Context, regions: pd.DataFrame, code: str) -> str:
    href = escape(ctx.href("region", region=code), quote=True)
    return f'<a href="{href}">{escape(regions.at[code, f"name_{ctx.lang}"])}</a>'

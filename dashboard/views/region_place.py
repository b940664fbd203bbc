"""Where the region page stands: the choice of a region, what it lies in, what lies in it, and where one goes on."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.context import Context
from dashboard.selection import bind

START = "310000"
WITH_GREEN_INDUSTRY = ("31", "62", "34")  # provinces of which documents on green industry are in hand


def choose(ctx: Context, regions: pd.DataFrame) -> str:
    """Draw the choice of a region, found by name, initials, English name or code, and return its code."""
    region_id = ctx.choose("region", among=regions.index, otherwise=START)
    column, _ = st.columns([5, 7])
    with column:
        st.selectbox(
            ctx.t("region.choose"), list(regions.index), format_func=lambda code: label(regions, code, ctx.lang),
            **bind("region", region_id),
        )  # fmt: skip
    return region_id


def label(regions: pd.DataFrame, code: str, lang: str) -> str:
    """Return what a region is found by: its name, what it lies in, initials, the name in the other language, code."""
    row = regions.loc[code]
    within = f" · {row[f'parent_{lang}']}" if isinstance(row[f"parent_{lang}"], str) else ""
    other = row["name_en" if lang == "zh" else "name_zh"]
    return f"{row[f'name_{lang}']}{within}　{code} {row['pinyin_initials']} {other}"


def breadcrumb(ctx: Context, regions: pd.DataFrame, region_id: str) -> None:
    """Write what the region lies in, each a link, and its own level."""
    above, code = [], regions.at[region_id, "parent_id"]
    while isinstance(code, str) and code in regions.index:
        above.insert(0, _link(ctx, regions, code))
        code = regions.at[code, "parent_id"]
    level = ctx.t(f"levels.{regions.at[region_id, 'level']}")
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

"""What stands beside the map: the regions from high to low where ranking is fair, and a door to green industry."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.figure import plain
from dashboard.context import Context
from dashboard.text import format_quantity
from dashboard.views.map_choices import Choice, source_name
from dashboard.views.map_drawing import Drawing
from pipelines.catalog import catalogue

RISE, FALL = "rise", "fall"  # classes of shell.css: which way a bar goes


def ranking(drawn: Drawing) -> None:
    """List the regions from high to low, each a link to its page. For figures that may be ranked only."""
    ctx, t = drawn.ctx, drawn.ctx.t
    ordered = drawn.values.sort_values("value", ascending=False, kind="stable")
    longest = ordered["value"].abs().max()
    sign = "%" if drawn.unit == "%" else ""
    rows = "".join(
        f'<li><a href="{_href(ctx, "region", row.region_id)}">{escape(drawn.names[row.region_id])}</a>'
        f'<i class="{FALL if row.value < 0 else RISE}" style="width:{abs(row.value) / longest * 100:.1f}%"></i>'
        f"<b>{escape(format_quantity(row.value, drawn.measure.decimals, sign))}</b></li>"
        for row in ordered.itertuples()
    )
    source = source_name(ctx, drawn.choice.source_id)
    note = t("map.ranking.note", unit=drawn.unit, source=source, year=drawn.choice.year)
    st.header(t("map.ranking.title"), anchor=False)
    st.caption(plain(note))
    st.html(f'<ol class="tantu-bars">{rows}</ol>')


def green_figure(ctx: Context, choice: Choice) -> pd.Series | None:
    """Return the newest figure of a green industry in the area, or None."""
    if choice.area.is_national:
        return None
    found = ctx.build.frame("green_industry_figure", prefix=choice.area.region_id[:2])
    return None if found.empty else found.iloc[0]


def green_industry(drawn: Drawing) -> None:
    """Lead to the green industry of an area that has a figure of it."""
    ctx, t, row = drawn.ctx, drawn.ctx.t, green_figure(drawn.ctx, drawn.choice)
    head = t("map.green.title", region=row[f"name_{ctx.lang}"], year=int(row["year"]))
    source = row["issuer_zh"] if isinstance(row["issuer_zh"], str) else row["source_title"]
    reading = t("map.second_hand") if "not_read_at_source" in row["caveats"] else ""
    st.html(
        f'<a class="tantu-door" href="{_href(ctx, "green_industry", row["region_id"])}"><span>{escape(head)}</span>'
        f"<strong>{escape(format_quantity(row['value'], 2, ''))}</strong>"
        f"<small>{escape(catalogue().units[row['unit']][ctx.lang])}</small>"
        f'<span lang="zh-CN">{escape(source)}</span><span>{escape(reading)}</span>'
        f"<em>{escape(t('map.green.open'))}</em></a>"
    )


def _href(ctx: Context, page_id: str, region_id: str) -> str:
    return escape(ctx.href(page_id, region=region_id), quote=True)

"""The leading figures of a region in one row: value, year, source, change, rank; or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from dashboard.context import Context
from dashboard.sentences import region as said
from dashboard.sentences.headlines import HEADS, Headline, newer_second_hand, place, real_growth
from dashboard.sentences.quantities import parts, spoken
from dashboard.text import MISSING
from dashboard.views.region_figures import short_name
from pipelines.catalog import catalogue

RISING = {"bad": ("ember", "jade"), "good": ("jade", "ember")}  # tokens of a rise and a fall, by what a rise means


def heads_row(ctx: Context, region: pd.Series, series: pd.DataFrame, heads: Mapping[str, Headline]) -> None:
    """Write one card a figure, in the order of HEADS."""
    cards = "".join(
        _card(ctx, region, series, key, heads[key]) if key in heads else _empty(ctx, region, series, key)
        for key in HEADS
    )
    st.html(f'<div class="tantu-heads">{cards}</div>')


def _card(ctx: Context, region: pd.Series, series: pd.DataFrame, key: str, head: Headline) -> str:
    t = ctx.t
    figures, unit = parts(head.value, head.unit, t)
    status = t(f"charts.status.{head.status}")
    soft = head.status not in ("reported", "transcribed")
    tag = f"<b>{escape(status)}</b>" if soft else escape(status)
    source = short_name(ctx, head.source_id) if head.source_id != "documents" else head.edition
    prices = f" · {escape(t('region.card.prices', year=head.price_year))}" if head.price_year else ""
    lines = [
        f"{escape(t('region.card.year', year=head.year))} · {tag} · {escape(source)}{prices}",
        _moved(ctx, series, key, head),
        escape(said.rank(_place(ctx, region, head), region["level"], t)),
        _second_hand(ctx, series, key, head.year),
    ]
    modelled = ' class="modelled"' if head.status == "modelled" else ""
    return (
        f"<section{modelled}><h3>{escape(t(f'region.card.{key}'))}</h3>"
        f'<p class="tantu-headline"><strong>{escape(figures)}</strong><small>{escape(unit)}</small></p>'
        + "".join(f"<p>{line}</p>" for line in lines if line)
        + "</section>"
    )


def _empty(ctx: Context, region: pd.Series, series: pd.DataFrame, key: str) -> str:
    """Return the card of a figure that nobody may lead with: a dash and the reason."""
    t = ctx.t
    second_hand = _second_hand(ctx, series, key, None)
    why = "" if second_hand else escape(said.why_not(key, series, t))
    said_lines = [escape(said.absent(key, region["level"], t)), second_hand, why]
    return (
        f'<section class="empty"><h3>{escape(t(f"region.card.{key}"))}</h3>'
        f'<p class="tantu-headline"><strong>{MISSING}</strong></p>'
        + "".join(f"<p>{line}</p>" for line in said_lines if line)
        + "</section>"
    )


def _moved(ctx: Context, series: pd.DataFrame, key: str, head: Headline) -> str:
    """Return the change in words, in the colour of what it means; of GDP the real growth, for prices move too."""
    t = ctx.t
    if key == "gdp":
        percent = real_growth(series, head.year)
        return "" if percent is None else escape(said.growth(percent, t))
    words = said.change(head, t)
    tokens = RISING.get(catalogue().indicators[head.indicator_id].rising)
    if not words or not tokens:
        return escape(words)
    return f'<span style="color:var(--{tokens[head.change < 0]})">{escape(words)}</span>'


def _place(ctx: Context, region: pd.Series, head: Headline) -> tuple[int, int] | None:
    if not isinstance(region["parent_id"], str):
        return None
    peers = ctx.build.frame(
        "region_peers", level=region["level"], parent_id=region["parent_id"], indicator_id=head.indicator_id,
        source_id=head.source_id, edition=head.edition, year=head.year,
    )  # fmt: skip
    return place(peers, str(region.name))


def _second_hand(ctx: Context, series: pd.DataFrame, key: str, after: int | None) -> str:
    row = newer_second_hand(series, HEADS[key], after)
    if row is None:
        return ""
    value = spoken(row["value"], row["unit"], ctx.t)
    return escape(ctx.t("region.card.second_hand", year=int(row["year"]), value=value))

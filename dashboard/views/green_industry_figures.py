"""The figures of the green industry page: the segments, neighbouring definitions as cards, and targets."""

from __future__ import annotations

from functools import partial
from html import escape

import pandas as pd

from dashboard.charts import cards, green_industry, targets
from dashboard.charts.figure import Figure, SourceLine
from dashboard.components.quotations import quotation
from dashboard.context import Context
from dashboard.sentences import facts as told
from dashboard.sentences import green_industry as said
from dashboard.sentences import quantities
from pipelines.catalog import catalogue

UNIT = "100M yuan"


def composition(ctx: Context, name: str, parts: pd.DataFrame, used: pd.DataFrame, year: int) -> Figure:
    t, unit = ctx.t, catalogue().units[UNIT][ctx.lang]
    kinds = said.source_kinds(used, t)
    return Figure(
        f"green-industry-{year}",
        said.title(name, parts, year, t),
        t("green_industry.composition.subtitle", region=name, year=year, unit=unit, kinds=kinds),
        partial(green_industry.chart, parts, unit=unit, t=t, mode=ctx.mode),
        green_industry.table(parts, unit=unit, t=t),
        documents(used),
        tuple(filter(None, (said.remainder(parts, t), t("green_industry.no_common_scope")))),
        said.composition(name, parts, year, t),
    )


def documents(rows: pd.DataFrame) -> tuple[SourceLine, ...]:
    """Return one source line a document."""
    return tuple(SourceLine(title, "documents", "") for title in dict.fromkeys(rows["source_title"]))


def elsewhere(ctx: Context, read: pd.DataFrame) -> Figure:
    t = ctx.t
    drawn = card_rows(ctx, read)
    return Figure(
        "green-industry-elsewhere",
        t("green_industry.elsewhere.title"),
        t("green_industry.elsewhere.subtitle"),
        partial(cards.chart, drawn, mode=ctx.mode),
        cards.table(drawn, t=t),
        documents(read),
        (t("green_industry.no_common_scope"),),
        t("green_industry.elsewhere.title"),
    )


def card_rows(ctx: Context, read: pd.DataFrame) -> pd.DataFrame:
    """Return value, unit, place, period, definition and note of each card."""
    known = catalogue()
    return pd.DataFrame(
        {
            "value": read["value"],
            "unit": [known.units[unit][ctx.lang] for unit in read["unit"]],
            "place": read[f"name_{ctx.lang}"],
            "period": [said.period(period, ctx.t) for period in read["period"]],
            "definition": [known.indicators[key].name[ctx.lang] for key in read["indicator_id"]],
            "note": [known.indicators[key].definition[ctx.lang] for key in read["indicator_id"]],
        }
    )


def cards_html(ctx: Context, read: pd.DataFrame) -> str:
    """Return the cards in columns, each with its definition, its words and its source."""
    pieces = []
    for card, row in zip(card_rows(ctx, read).itertuples(), read.itertuples(), strict=True):
        number, unit = quantities.printed_parts(row.value, row.unit, ctx.t)
        spans = [(int(row.confirmed_start), int(row.confirmed_end))] if pd.notna(row.confirmed_start) else []
        pieces.append(
            f"<section><p>{escape(card.place)} · {escape(card.period)}</p>"
            f'<p class="tantu-headline"><strong>{escape(number)}</strong><small>{escape(unit)}</small></p>'
            f"<p><b>{escape(card.definition)}</b><br>{escape(card.note)}</p>"
            f'{quotation(row.quote, spans)}<p class="tantu-muted">{escape(told.source(row, ctx.t))}</p></section>'
        )
    return f'<div class="tantu-cards">{"".join(pieces)}</div>'


def aims(ctx: Context, name: str, rows: pd.DataFrame, today: int) -> Figure:
    t = ctx.t
    join = ctx.t("facts.join")
    drawn = rows.assign(
        label=[
            join.join(filter(None, [row.place, getattr(row, f"indicator_{ctx.lang}")]))
            for row in rows.itertuples()
        ],
        target_year=rows["year"].astype(int),
        unit=[told.unit_word(unit, t) for unit in rows["unit"]],
    )
    return Figure(
        "green-industry-targets",
        t("green_industry.targets.title", region=name, count=len(drawn)),
        t("green_industry.targets.subtitle"),
        partial(targets.timetable, drawn, today=today, t=t, mode=ctx.mode),
        targets.table(drawn, t=t),
        documents(rows),
        (t("facts.second_hand"),),
        t("green_industry.targets.title", region=name, count=len(drawn)),
    )

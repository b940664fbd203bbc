"""The lists of the sources page as HTML: passports, documents, errors, facts, units and checks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

import pandas as pd

from dashboard.charts.labels import number
from dashboard.context import Context
from dashboard.sentences import facts as told
from dashboard.sentences import known_errors
from dashboard.sentences import sources as said
from dashboard.sentences.peak_past import signed
from dashboard.text import MISSING
from pipelines.catalog import catalogue

JUMPS = "a_province_moves_by_more_than_a_quarter_in_a_year"


def answer(ctx: Context) -> str:
    """Return the page's answer: how much, from how many, how well checked."""
    passports, audits = ctx.build.frame("sources"), ctx.build.frame("audits")
    facts = ctx.build.frame("source_facts")
    return ctx.t(
        "sources.answer",
        figures=f"{int(ctx.build.frame('coverage')['figures'].sum()):,}",
        producers=passports[f"producer_{ctx.lang}"].nunique(),
        editions=len(passports),
        facts=f"{int(facts['facts'].sum()):,}",
        titles=int(facts["documents_in_all"].iloc[0]),
        audits=len(audits),
        held=int((audits["count"] == 0).sum()),
        unconfirmed=int(facts["unconfirmed"].sum()),
    )


def build(ctx: Context) -> str:
    made = ctx.build.built_at.astimezone().strftime("%Y-%m-%d %H:%M")
    return ctx.t("sources.build", build=ctx.build.build_id, date=made)


def documents(ctx: Context) -> str:
    """Return the registered documents as a table; their titles stay in their own language."""
    rows = [
        [
            chinese(row.title_zh),
            chinese(row.issuer_zh),
            chinese(row.document_number or MISSING),
            f'<span style="white-space: nowrap">{escape(row.issued)}</span>',
            f"{row.facts:,}",
        ]
        for row in ctx.build.frame("source_documents").itertuples()
    ]
    heads = [ctx.t(f"sources.documents.{key}") for key in ("document", "issuer", "number", "issued", "facts")]
    return table(heads, rows, numbers={4})


def facts(ctx: Context) -> str:
    """Return the kinds of facts: how many, from how many documents, read at their source, not confirmed."""
    t = ctx.t
    rows = [
        [
            escape(t(f"sources.documents.tables.{row.fact_table}")), f"{row.facts:,}", f"{row.documents:,}",
            f"{row.read_at_source:,}", f"{row.unconfirmed:,}",
        ]
        for row in ctx.build.frame("source_facts").itertuples()
    ]  # fmt: skip
    heads = [t(f"sources.documents.{key}") for key in ("kind", "facts", "titles", "read", "unconfirmed")]
    return table(heads, rows, numbers={1, 2, 3, 4})


def count_of_errors() -> int:
    return len(known_errors.corrections())


def errors(ctx: Context) -> str:
    """Return the known errors: where, what, and what was done."""
    t, regions = ctx.t, catalogue().regions
    passports = ctx.build.frame("sources").drop_duplicates("source_id", keep="last").set_index("source_id")
    rows = []
    for entry in known_errors.corrections():
        source = said.short(entry["source_id"], str(passports.at[entry["source_id"], f"attribution_{ctx.lang}"]), t)
        periods = entry["periods"]
        where = t(
            "sources.errors.at", source=source, region=regions[entry["region_code"]].name[ctx.lang],
            years=said.years(float(periods[0]), float(periods[-1])),
        )  # fmt: skip
        done = t(f"sources.errors.{entry['action']}")
        rows.append([escape(where), escape(entry["reason"][ctx.lang]), escape(done)])
    return table([t(f"sources.errors.{key}") for key in ("where", "what", "done")], rows)


def unconfirmed(ctx: Context) -> str:
    """Return the facts that were not confirmed, each with its quotation and the reason."""
    t = ctx.t
    rows = [
        [
            escape(getattr(fact, f"name_{ctx.lang}")),
            escape(fact.indicator_en) if ctx.lang == "en" and fact.indicator_en else chinese(fact.indicator_zh),
            escape(told.amount(fact, t)),
            f'<span lang="{told.language(fact.quote)}">{escape(fact.quote)}</span>'
            f'<br><span class="tantu-muted">{escape(told.source(fact, t))}</span>',
            escape(said.why_unconfirmed(fact.confirmation_note, t)),
        ]
        for fact in ctx.build.frame("unconfirmed_facts").itertuples()
    ]
    heads = [t(f"sources.unconfirmed.{key}") for key in ("region", "indicator", "value", "quote", "why")]
    return table(heads, rows, numbers={2})


def divisions(ctx: Context) -> str:
    """Return how many former units were led to today's regions, and how."""
    kinds = ctx.build.frame("region_changes").itertuples()
    counted = [ctx.t(f"sources.divisions.kinds.{row.kind}", count=f"{row.units:,}") for row in kinds]
    return f'<p class="tantu-muted">{escape(ctx.t("facts.join").join(counted))}</p>'


def unplaced(ctx: Context) -> str:
    """Return the units that count in their province and are not drawn, with the evidence."""
    t, lang = ctx.t, ctx.lang
    rows = []
    for row in ctx.build.frame("unplaced_units").itertuples():
        name = getattr(row, f"name_{lang}")
        province = getattr(row, f"province_{lang}")
        unit = f"{province} · {name}" if isinstance(name, str) else province
        rows.append(
            [escape(unit), escape(row.from_id), escape(row.year or MISSING), escape(getattr(row, f"evidence_{lang}"))]
        )
    heads = [
        t("sources.divisions.unit"),
        t("map.table.code"),
        t("sources.divisions.year"),
        t("sources.divisions.evidence"),
    ]
    return table(heads, rows)


def audits(ctx: Context, results: pd.DataFrame) -> str:
    """Return checks with what they found."""
    t = ctx.t
    rows = [
        [
            escape(said.audit_name(row.audit, t)),
            escape(t(f"sources.audits.{row.severity}")),
            escape(t("sources.audits.found", count=row.count_) if row.count_ else t("sources.audits.holds")),
        ]
        for row in results.rename(columns={"count": "count_"}).itertuples()
    ]
    return table([], rows)


def jumps(ctx: Context) -> tuple[int, list[dict]]:
    """Return how often provincial emissions jumped, and the jumps that the build wrote down."""
    results = ctx.build.frame("audits").set_index("audit")
    if JUMPS not in results.index:
        return 0, []
    return int(results.at[JUMPS, "count"]), json.loads(results.at[JUMPS, "rows"])


def jumps_table(ctx: Context, found: list[dict]) -> str:
    t = ctx.t
    rows = [
        [
            escape(catalogue().regions[jump["region_id"]].name[ctx.lang]), str(jump["year"]),
            number(jump["value"]), signed(jump["change"], 0),
        ]
        for jump in sorted(found, key=lambda jump: (jump["region_id"], jump["year"]))
    ]  # fmt: skip
    heads = [t(f"sources.audits.jump_{key}") for key in ("region", "year", "value", "change")]
    return table(heads, rows, numbers={2, 3})


def table(heads: list[str], rows: Iterable[list[str]], numbers: frozenset[int] | set[int] = frozenset()) -> str:
    """Return a table; cells are HTML, heads are text, `numbers` are the columns set to the right."""
    kinds = [' class="number"' if place in numbers else "" for place in range(12)]
    head = "".join(f'<th scope="col"{kind}>{escape(words)}</th>' for words, kind in zip(heads, kinds, strict=False))
    body = "".join(
        f"<tr>{''.join(f'<td{kind}>{cell}</td>' for cell, kind in zip(cells, kinds, strict=False))}</tr>"
        for cells in rows
    )
    top = f"<thead><tr>{head}</tr></thead>" if heads else ""
    return f'<div class="tantu-scroll"><table class="tantu-table">{top}<tbody>{body}</tbody></table></div>'


def chinese(words: str) -> str:
    return f'<span lang="zh-CN">{escape(words)}</span>'

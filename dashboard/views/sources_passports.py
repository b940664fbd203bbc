"""The passports of the sources page as HTML: one row that opens for each edition of a source."""

from __future__ import annotations

from html import escape

import pandas as pd

from dashboard.context import Context
from dashboard.sentences import sources as said
from pipelines.catalog import catalogue


def passport(ctx: Context, row: pd.Series) -> str:
    """Return one passport as a row that opens."""
    t, lang = ctx.t, ctx.lang
    method = t(f"charts.status.{row['method_class']}")
    licence, asks = said.licence(row["licence_name"], row["licence_note"], t)
    coverage = ctx.build.frame("coverage")
    terms = {
        "scope": escape(row[f"scope_{lang}"]),
        "coverage": "<br>".join(covered(ctx, coverage[coverage["source_id"] == row["source_id"]])),
        "method": escape(method),
        "caveats": "<br>".join(escape(line) for line in caveats(ctx, row["caveats"])),
        "citation": escape(row["citation"]),
        "licence": "<br>".join(filter(None, [linked(licence, row["licence_url"]), escape(asks)])),
        "address": linked(row["address_url"], row["address_url"]),
        "checked": escape(t(f"sources.address_status.{row['address_status']}")),
        "accessed": escape(str(row["address_accessed"] or "")),
        "carrier": escape(said.carrier(row["carrier"], t)),
        "rows": f"{int(row['rows']):,}",
        "raw_files": raw_files(ctx, row["raw_files"]),
    }
    listed = "".join(f"<dt>{escape(t(f'sources.{key}'))}</dt><dd>{words}</dd>" for key, words in terms.items() if words)
    return (
        f'<details class="tantu-details"><summary><strong>{escape(row[f"title_{lang}"])}</strong>'
        f"<span>{escape(row[f'producer_{lang}'])} · {escape(row['edition'])} · {escape(method)}</span></summary>"
        f"<dl>{listed}</dl></details>"
    )


def covered(ctx: Context, rows: pd.DataFrame) -> list[str]:
    """Say what a source covers, one line an indicator and level."""
    return [
        escape(
            ctx.t(
                "sources.covered",
                indicator=catalogue().indicators[row.indicator_id].name[ctx.lang],
                level=ctx.t(f"levels.{row.level}"),
                regions=f"{row.regions:,}",
                figures=f"{row.figures:,}",
                years=said.years(row.first_year, row.last_year),
            )
        )
        for row in rows.itertuples()
    ]


def caveats(ctx: Context, ids: str | None) -> list[str]:
    return [catalogue().caveats[caveat][ctx.lang] for caveat in str(ids or "").split()]


def raw_files(ctx: Context, listed: str | None) -> str:
    """Return the raw files of a passport with their checksums."""
    files = said.raw_files(listed)
    if not files:
        return ""
    lines = [f"{escape(name)}<br><code>{digest}</code>" for name, digest in files]
    return "<br>".join([escape(ctx.t("sources.raw_file", count=len(files))), *lines])


def linked(name: str | None, url: str | None) -> str:
    if not isinstance(name, str):
        return ""
    if not isinstance(url, str):
        return escape(name)
    return f'<a href="{escape(url, quote=True)}" rel="noreferrer">{escape(name)}</a>'

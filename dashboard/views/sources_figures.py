"""The figures of the sources page: what is covered, and where two sources say two things."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from dashboard.charts import coverage, history
from dashboard.charts.figure import Figure, SourceLine, source_lines, tabulated
from dashboard.context import Context
from dashboard.sentences import sources as said
from pipelines.catalog import catalogue

DOCUMENTS = "documents"  # the source id under which facts from documents stand
NATION = "100000"
CO2 = ("co2_scope_1", "co2_energy")
ROW_PX, HEIGHT_PX = 27, 280


def coverage_figure(ctx: Context) -> Figure:
    """Return a row for each source and level of regions, a block for each stretch of years."""
    t = ctx.t
    passports = ctx.build.frame("sources").drop_duplicates("source_id", keep="last").set_index("source_id")
    held = ctx.build.frame("source_coverage")
    rows = held.assign(
        label=[
            t("sources.row", source=short(ctx, passports, row.source_id), level=t(f"levels.{row.level}"))
            for row in held.itertuples()
        ],
        method_class=held["source_id"].map(passports["method_class"]).fillna("transcribed"),
    )
    title = t("sources.covers.title", **last_years_of_co2(ctx))
    return Figure(
        "sources-coverage",
        title,
        t("sources.covers.subtitle"),
        partial(coverage.chart, rows, t=t, mode=ctx.mode, row_px=ROW_PX),
        coverage.table(rows, t=t),
        tuple(SourceLine(short(ctx, passports, key), key, "") for key in dict.fromkeys(rows["source_id"])),
        (t("sources.covers.note"),),
        title,
    )


def short(ctx: Context, passports: pd.DataFrame, source_id: str) -> str:
    known = source_id in passports.index
    attribution = passports.at[source_id, f"attribution_{ctx.lang}"] if known else source_id
    return said.short(source_id, str(attribution), ctx.t)


def last_years_of_co2(ctx: Context) -> dict[str, int]:
    """Return the last year with emissions of provinces and of counties."""
    held = ctx.build.frame("coverage")
    emissions = held[held["indicator_id"].isin(CO2)]
    return {
        level: int(emissions.loc[emissions["level"] == level, "last_year"].max()) for level in ("province", "county")
    }


def nation_figure(ctx: Context) -> Figure:
    """Return the nation's inventory and the sum of the provinces as two lines."""
    t, pairs = ctx.t, ctx.build.frame("disagreements", region_id=NATION)
    labels = {"a": t("sources.disagree.nation"), "b": t("sources.disagree.provinces")}
    words = said.nation(pairs, t)
    subtitle = partial(t, "sources.disagree.nation_subtitle")
    return two_lines(ctx, "sources-nation", pairs, labels, ("estimated", "estimated"), words, subtitle)


def region_figure(ctx: Context, region_id: str) -> Figure:
    """Return a province's inventory and the sum of the county table as two lines, the second hollow."""
    t, pairs = ctx.t, ctx.build.frame("disagreements", region_id=region_id)
    name = str(pairs[f"name_{ctx.lang}"].iloc[0])
    labels = {"a": t("sources.disagree.inventory"), "b": t("sources.disagree.modelled")}
    words = said.region(name, pairs, t)
    subtitle = partial(t, "sources.disagree.region_subtitle", region=name)
    return two_lines(ctx, "sources-region", pairs, labels, ("estimated", "modelled"), words, subtitle)


def two_lines(
    ctx: Context,
    figure_id: str,
    pairs: pd.DataFrame,
    labels: dict[str, str],
    statuses: tuple[str, str],
    words: dict[str, str],
    subtitle: Callable[..., str],
) -> Figure:
    """Return two sources' values of one region, never joined; `pairs` are rows of queries/disagreements.sql."""
    t, unit = ctx.t, catalogue().units["Mt"][ctx.lang]
    lines = pd.concat(
        pairs[["year", f"value_{key}"]].set_axis(["year", "value"], axis=1).assign(line=key, value_status=status)
        for key, status in zip(labels, statuses, strict=True)
    )
    passports = ctx.build.frame("sources")
    used = passports[passports["source_id"].isin({*pairs["source_a"], *pairs["source_b"]})]
    columns = {
        "year": t("charts.year"),
        "value_a": t("sources.disagree.in", series=labels["a"], unit=unit),
        "value_b": t("sources.disagree.in", series=labels["b"], unit=unit),
        "b_above_a_percent": t("sources.disagree.ratio"),
    }
    return Figure(
        figure_id,
        words["title"],
        subtitle(unit=unit, first=int(pairs["year"].min()), last=int(pairs["year"].max())),
        partial(history.chart, lines, labels, unit=unit, t=t, mode=ctx.mode, by="line", height=HEIGHT_PX),
        tabulated(pairs, columns),
        source_lines(passports, used, ctx.lang),
        (words["why"],),
        words["title"],
    )


def growth_figure(ctx: Context, region_id: str) -> Figure:
    """Return a province's index of real growth in its two editions; the table holds every province."""
    t, pairs = ctx.t, ctx.build.frame("growth_vintages")
    name = str(pairs.loc[pairs["region_id"] == region_id, f"name_{ctx.lang}"].iloc[0])
    series = ctx.build.frame("series", region_id=region_id)
    lines = series[(series["indicator_id"] == "gdp_index") & (series["source_id"] == "nbs_gdp_index")]
    editions = sorted(lines["edition"].unique())
    labels = {edition: t("sources.disagree.growth_edition", edition=edition) for edition in editions}
    words = said.growth(name, region_id, pairs, t)
    columns = {
        f"name_{ctx.lang}": t("sources.disagree.table.region"),
        "year": t("sources.disagree.table.year"),
        "index_earlier": t("sources.disagree.table.index", edition=pairs["edition_earlier"].iloc[0]),
        "index_later": t("sources.disagree.table.index", edition=pairs["edition_later"].iloc[0]),
        "revised_by": t("sources.disagree.table.revised"),
    }
    return Figure(
        "sources-growth",
        words["title"],
        t("sources.disagree.growth_subtitle", region=name),
        partial(
            history.chart, lines, labels, unit=catalogue().units["index_previous_year"][ctx.lang], t=t, mode=ctx.mode,
            by="edition", ring=(), from_zero=False, height=HEIGHT_PX,
        ),
        tabulated(pairs, columns),
        source_lines(ctx.build.frame("sources"), lines, ctx.lang),
        (words["why"],),
        words["title"],
    )  # fmt: skip

"""The figures of the region page: emissions, sectors, people and money, power plants."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard.charts import history, intensity, plants, sectors
from dashboard.charts.figure import Figure, SourceLine, source_lines, tabulated
from dashboard.context import Context
from dashboard.sentences import headlines
from dashboard.sentences import region as said
from dashboard.sentences.source_kinds import kind_of_source
from dashboard.theme import fuel_colours, sector_colours
from pipelines.catalog import catalogue

FEWEST_YEARS = 3  # of a line
RUNNING = ("", "operational")  # status of a plant that stands; most have none given


def emissions(ctx: Context, name: str, series: pd.DataFrame) -> Figure:
    """Return the emissions of each source side by side, never joined. `series` as headlines.with_status makes it."""
    t, totals = ctx.t, series[series["indicator_id"].isin(said.CO2)]
    labels = source_labels(ctx, totals)
    unit = unit_of(ctx, totals)
    return Figure(
        "emissions",
        said.emissions_title(totals, labels, t),
        t("region.emissions.subtitle", region=name, unit=unit, years=span(ctx, totals)),
        partial(history.chart, totals, labels, unit=unit, t=t, mode=ctx.mode, ring=()),
        history.table(totals, labels, unit=unit, t=t),
        source_lines(ctx.build.frame("sources"), totals, ctx.lang),
        caveats(ctx, totals),
        t("region.emissions.alt", region=name, years=span(ctx, totals)),
    )


def sectors_over_time(ctx: Context, name: str, rows: pd.DataFrame) -> Figure:
    """Return emissions by group of sectors, a column a year. `rows` of queries/sectors.sql."""
    t, parts = ctx.t, by_group(rows)
    names, unit = group_names(ctx), unit_of(ctx, rows)
    return Figure(
        "sectors",
        said.largest_part(parts, names, t),
        t("region.sectors.subtitle", region=name, unit=unit, years=span(ctx, rows)),
        partial(sectors.stacked, parts, names, sector_colours(ctx.mode), unit=unit, t=t, mode=ctx.mode),
        sectors.table(parts, names, unit=unit, t=t, heading=t("region.sectors.heading")),
        source_lines(ctx.build.frame("sources"), rows, ctx.lang),
        (),
        t("region.sectors.alt", region=name, years=span(ctx, rows)),
    )


def sectors_of_last_year(ctx: Context, name: str, rows: pd.DataFrame) -> Figure:
    """Return the single sectors of the last year, in the colour of their group."""
    t, known = ctx.t, catalogue()
    year = int(rows["year"].max())
    last = rows[rows["year"] == year].rename(columns={"sector_id": "part_id"})
    names = {key: item.name[ctx.lang] for key, item in known.sectors.items()}
    palette = sector_colours(ctx.mode)
    colours = {key: palette.get(known.sectors[key].group, palette["rest"]) for key in last["part_id"]}
    unit = unit_of(ctx, rows)
    return Figure(
        "sectors-of-last-year",
        t("region.sectors.last_title", year=year),
        t("region.sectors.subtitle", region=name, unit=unit, years=str(year)),
        partial(
            sectors.bars, last[["year", "part_id", "value"]], names, colours | {sectors.REST: palette["rest"]},
            unit=unit, t=t, mode=ctx.mode,
        ),
        sectors.table(last, names, unit=unit, t=t, heading=t("region.sectors.heading")),
        source_lines(ctx.build.frame("sources"), last, ctx.lang),
        (),
        t("region.sectors.alt", region=name, years=str(year)),
    )  # fmt: skip


def course(ctx: Context, name: str, series: pd.DataFrame, indicator_id: str) -> Figure | None:
    """Return one indicator over the years, statistical tables only where there are any; None below three years."""
    t, rows = ctx.t, leading(series[series["indicator_id"] == indicator_id])
    if rows["year"].nunique() < FEWEST_YEARS:
        return None
    measure, unit = catalogue().indicators[indicator_id].name[ctx.lang], unit_of(ctx, rows)
    labels, is_priced = source_labels(ctx, rows), rows["price_year"].notna().all()
    shown = intensity.priced_unit(rows, unit, t) if is_priced else unit
    draw = intensity.chart if is_priced else partial(history.chart, ring=())
    return Figure(
        f"course-{indicator_id.replace('_', '-')}",
        said.course_title(rows, measure, t),
        t("region.course_subtitle", region=name, measure=measure, unit=shown, years=span(ctx, rows)),
        partial(draw, rows, labels, unit=unit, t=t, mode=ctx.mode),
        history.table(rows, labels, unit=shown, t=t),
        source_lines(ctx.build.frame("sources"), rows, ctx.lang),
        caveats(ctx, rows),
        t("region.course_alt", region=name, measure=measure, years=span(ctx, rows)),
    )


def leading(rows: pd.DataFrame) -> pd.DataFrame:
    """Return of one indicator's rows those that may make a line: none in doubt, of one price year, one a year.

    Statistical tables come before documents, what is counted before what is modelled, a newer edition before others.
    """
    rows = rows[~headlines.doubted(rows)]
    for is_better in (rows["source_id"] != "documents", rows["status"] != "modelled"):
        better = is_better.loc[rows.index]
        rows = rows[better] if better.any() else rows
    if rows["price_year"].notna().any():
        rows = rows[rows["price_year"] == rows["price_year"].max()]
    return rows.sort_values("edition").drop_duplicates(["source_id", "year"], keep="last").sort_values("year")


def published_gdp(ctx: Context, name: str, series: pd.DataFrame) -> Figure:
    """Return the GDP that documents give of a region without a statistical series: a table, for it is not one line."""
    t, rows = ctx.t, series[series["indicator_id"] == "gdp_current"].sort_values("year", ascending=False)
    unit = unit_of(ctx, rows)
    growth = {year: headlines.real_growth(series, year) for year in rows["year"]}
    table = tabulated(
        rows.assign(
            growth=rows["year"].map(growth),
            kind=[kind_of_source(kind, t) if isinstance(kind, str) else "" for kind in rows["source_class"]],
            reading=[t("facts.second_hand" if weak else "facts.read") for weak in headlines.second_hand(rows)],
        ),
        {"year": t("charts.year"), "value": t("charts.value_in", unit=unit), "growth": t("region.gdp.growth"),
         "edition": t("charts.document"), "kind": t("region.gdp.kind"), "reading": t("map.reading")},
    )  # fmt: skip
    return Figure(
        "published-gdp",
        t("region.gdp.title", years=said.years(sorted(set(rows["year"].astype(int))), t)),
        t("region.gdp.subtitle", region=name, unit=unit),
        None,
        table,
        tuple(SourceLine(title, "documents", "") for title in dict.fromkeys(rows["edition"])),
        caveats(ctx, rows),
        t("region.gdp.subtitle", region=name, unit=unit),
    )


def power_plants(ctx: Context, name: str, rows: pd.DataFrame) -> Figure | None:
    """Return listed capacity by fuel of the plants that stand, or None. `rows` of queries/plants.sql."""
    t, unit = ctx.t, catalogue().units["MW"][ctx.lang]
    standing = rows[rows["operational_status"].isin(RUNNING) & rows["capacity_mw"].notna()]
    if standing.empty:
        return None
    names, colours = fuels(ctx)
    largest = plants.sums(standing).iloc[0]
    return Figure(
        "plants",
        t("region.plants.title", fuel=names[largest["fuel_id"]], capacity=f"{largest['capacity_mw']:,.0f} {unit}"),
        t("region.plants.subtitle", region=name, unit=unit, count=len(standing)),
        partial(plants.by_fuel, standing, names, colours, unit=unit, t=t, mode=ctx.mode),
        plants.table(standing, names, unit=unit, t=t),
        source_lines(ctx.build.frame("sources"), standing, ctx.lang),
        (catalogue().caveats["plants_not_a_census"][ctx.lang],),
        t("region.plants.subtitle", region=name, unit=unit, count=len(standing)),
    )


def plant_list(ctx: Context, name: str, rows: pd.DataFrame) -> Figure:
    """Return every listed plant, also those that are shut down or not yet running, as a table."""
    t, unit, (names, _) = ctx.t, catalogue().units["MW"][ctx.lang], fuels(ctx)
    frame = rows.assign(
        fuel=rows["fuel_id"].map(names),
        state=[t(f"region.plants.state.{status or 'not_given'}") for status in rows["operational_status"].fillna("")],
        capacity_mw=rows["capacity_mw"].round(1),
    ).sort_values("capacity_mw", ascending=False)
    headings = {
        "name": t("charts.plants.name"), "fuel": t("charts.plants.fuel"),
        "capacity_mw": t("charts.value_in", unit=unit), "commissioned": t("charts.plants.commissioned"),
        "state": t("region.plants.state_heading"),
    }  # fmt: skip
    return Figure(
        "plant-list", t("region.plants.list_title", count=len(rows)), t("region.plants.list_subtitle", region=name),
        None, tabulated(frame, headings), source_lines(ctx.build.frame("sources"), rows, ctx.lang),
        (catalogue().caveats["plants_not_a_census"][ctx.lang],),
    )  # fmt: skip


def by_group(rows: pd.DataFrame) -> pd.DataFrame:
    """Return year, part_id, value: sectors added up to the groups of sectors.yml."""
    return sectors.by_group(rows, "sector_id", {key: item.group for key, item in catalogue().sectors.items()})


def group_names(ctx: Context) -> dict[str, str]:
    return {key: label[ctx.lang] for key, label in catalogue().sector_groups.items()}


def fuels(ctx: Context) -> tuple[dict[str, str], dict[str, str]]:
    """Return the name and the colour of each kind of plant; kinds without their own colour share one."""
    palette = fuel_colours(ctx.mode)
    kinds = catalogue().plant_fuels
    names = {key: item.name[ctx.lang] for key, item in kinds.items()}
    return names, {key: palette.get(key, palette["other"]) for key in kinds}


def source_labels(ctx: Context, rows: pd.DataFrame) -> dict[str, str]:
    """Return a short name of each source of the rows, what is counted first."""
    ordered = rows.assign(is_modelled=rows["status"] == "modelled").sort_values(["is_modelled", "source_id"])
    return {source_id: short_name(ctx, source_id) for source_id in dict.fromkeys(ordered["source_id"])}


def short_name(ctx: Context, source_id: str) -> str:
    """Return a source's name for the end of a line: the short one, else its attribution."""
    key = f"region.source.{source_id}"
    if key in ctx.t:
        return ctx.t(key)
    passports = ctx.build.frame("sources")
    found = passports.loc[passports["source_id"] == source_id, f"attribution_{ctx.lang}"]
    return str(found.iloc[-1]) if len(found) else source_id


def unit_of(ctx: Context, rows: pd.DataFrame) -> str:
    return catalogue().units[str(rows["unit"].iloc[0])][ctx.lang]


def span(ctx: Context, rows: pd.DataFrame) -> str:
    """Return the first and the last year of the rows in words."""
    first, last = int(rows["year"].min()), int(rows["year"].max())
    return ctx.t("region.years.run", first=first, last=last) if last > first else str(first)


def caveats(ctx: Context, rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the sentences of the caveats on the rows, those of most rows first."""
    ids = rows["caveats"].fillna("").str.split().explode().dropna().value_counts().index
    return tuple(catalogue().caveats[caveat][ctx.lang] for caveat in ids)

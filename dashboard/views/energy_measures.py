"""What a region's energy is measured by: targets, the balance, and the factors of each accounting book."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard.charts import balance as balance_chart
from dashboard.charts import targets
from dashboard.charts.figure import Figure, source_lines, tabulated
from dashboard.context import Context
from dashboard.sentences import energy as said
from dashboard.sentences import facts as told
from dashboard.views.energy_figures import documents, unit_name
from pipelines.catalog import catalogue

YEARS_AHEAD = 10  # of a timetable of targets; later ones stand in its table
NATIONAL_BOOK = "mee_location_based"
BALANCE_YEAR = 2009  # the year whose balance is nearly whole


def targets_by_place(ctx: Context, rows: pd.DataFrame, districts: pd.DataFrame) -> Figure:
    """Return one target over nation, city and districts; places that say no number keep their row."""
    t = ctx.t
    drawn = rows.assign(label=rows[f"name_{ctx.lang}"])
    absent = districts.loc[~districts.index.isin(rows["region_id"]), f"name_{ctx.lang}"]
    note = t("energy.targets.absent", names=t("energy.comma").join(absent)) if len(absent) else ""
    return Figure(
        "energy-intensity-targets",
        said.targets_title(rows, t),
        t("energy.targets.subtitle"),
        partial(targets.by_place, drawn, unit=unit_name(ctx, "percent"), t=t, mode=ctx.mode),
        targets.table(drawn.assign(unit=unit_name(ctx, "percent")), t=t),
        documents(ctx, rows),
        tuple(filter(None, (note, t("energy.targets.assigned")))),
        said.targets_title(rows, t),
    )


def timetable(ctx: Context, name: str, rows: pd.DataFrame) -> Figure:
    """Return the region's targets of this plan period and the next; the table holds earlier and later ones too."""
    t, first = ctx.t, ctx.build.built_at.year // 5 * 5
    words = [told.unit_word(unit, t) for unit in rows["unit"]]
    drawn = rows.assign(label=rows[f"indicator_{ctx.lang}"], unit=words)
    ahead = drawn[drawn["target_year"].between(first, first + YEARS_AHEAD)]
    ahead = ahead.sort_values(["target_year", "label"], ascending=[False, True])
    key, count = ("timetable", len(ahead)) if len(ahead) else ("timetable_past", len(rows))
    title = t(f"energy.targets.{key}", region=name, count=count, year=first)
    chart = partial(targets.timetable, ahead, today=ctx.build.built_at.year, t=t, mode=ctx.mode)
    return Figure(
        "energy-targets",
        title,
        t(f"energy.targets.{key}_subtitle"),
        chart if len(ahead) else None,
        targets.table(drawn, t=t),
        documents(ctx, rows),
        (t("facts.second_hand"),),
        title,
    )


def balance(ctx: Context, name: str, rows: pd.DataFrame) -> Figure:
    """Return the balance of the fullest year as a matrix; the table holds the cells of every year."""
    t, items = ctx.t, catalogue()
    cells = rows[rows["year"] == BALANCE_YEAR]
    processes, materials = (
        {
            key: said.line_name(item.name[ctx.lang], item.is_subtotal, t)
            for key, item in known_items.items()
            if key in set(cells[column])
        }
        for known_items, column in ((items.processes, "process_id"), (items.materials, "material_id"))
    )
    unit = unit_name(ctx, rows["unit"].iloc[0])
    named = rows.assign(
        process=rows["process_id"].map({key: item.name[ctx.lang] for key, item in items.processes.items()}),
        material=rows["material_id"].map({key: item.name[ctx.lang] for key, item in items.materials.items()}),
    )
    others = rows[rows["year"] != BALANCE_YEAR].groupby("year").size()
    told_others = t("energy.comma").join(
        t("energy.balance.year", year=year, count=count) for year, count in others.items()
    )
    title = said.balance_title(cells, len(processes) * len(materials), t)
    return Figure(
        "energy-balance",
        title,
        t("energy.balance.subtitle", region=name, unit=unit),
        partial(balance_chart.chart, cells, processes, materials, unit=unit, t=t, mode=ctx.mode),
        tabulated(named, {"year": t("charts.year"), "process": t("charts.balance.process"),
                          "material": t("charts.balance.material"), "value": t("charts.value_in", unit=unit)}),
        source_lines(ctx.build.frame("sources"), rows, ctx.lang),
        (t("energy.balance.lines"), t("energy.balance.others", years=told_others), *said.caveats(rows, t),
         items.caveats["refinery_gas_2010_misprint"][ctx.lang] + t("energy.balance.dropped")),
        title,
    )  # fmt: skip


def factors(
    ctx: Context, book: str, rows: pd.DataFrame, former: pd.DataFrame, regions: pd.DataFrame
) -> Figure:
    """Return the factors of one accounting book; a local rule's former ones stand before their successors."""
    t, known_ones = ctx.t, catalogue()
    is_local = book != NATIONAL_BOOK and len(former) > 0
    shown = _with_former(ctx, rows, former) if is_local else _by_year(ctx, rows, regions)
    return Figure(
        f"energy-factors-{book.replace('_', '-')}",
        known_ones.factor_books[book][ctx.lang],
        known_ones.factor_uses[book][ctx.lang],
        None,
        shown,
        source_lines(ctx.build.frame("sources"), rows, ctx.lang),
        tuple(said.caveats(rows, t)),
    )


def _by_year(ctx: Context, rows: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Return a row a province or grid and a column a year."""
    grids, names = catalogue().grids, regions[f"name_{ctx.lang}"]
    places = [grids[key][ctx.lang] if key in grids else names[key] for key in rows["region_code"]]
    wide = rows.assign(place=places).pivot(index="place", columns="period", values="value")
    unit = rows["unit"].iloc[0]
    wide.columns = [ctx.t("energy.factors.in_year", year=year, unit=unit) for year in wide.columns]
    return wide.reset_index().rename(columns={"place": ctx.t("charts.place")})


def _with_former(ctx: Context, rows: pd.DataFrame, former: pd.DataFrame) -> pd.DataFrame:
    """Return carriers with the factor before and after the notice that changed it, in the notice's own units."""
    t, carriers = ctx.t, catalogue().carriers
    of = {"emission_factor_electricity": "electricity", "emission_factor_heat": "heat"}
    lines = []
    for indicator, carrier in of.items():
        before, after = former[former["indicator"] == indicator].sort_values("period")["value"]
        unit = former.loc[former["indicator"] == indicator, "unit"].iloc[0]
        lines.append((carriers[carrier][ctx.lang], before, after, told.unit_word(unit, t)))
    rest = rows[~rows["carrier"].isin(of.values())]
    lines += [(carriers[row.carrier][ctx.lang], None, row.value, row.unit) for row in rest.itertuples()]
    columns = [
        t("energy.factors.carrier"),
        t("energy.factors.before"),
        t("energy.factors.after"),
        t("charts.unit"),
    ]
    return pd.DataFrame(lines, columns=columns)

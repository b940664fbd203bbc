"""The figures of the energy page: each from its rows, with its table, its documents and what to know about it."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard.charts import balance as balance_chart
from dashboard.charts import changes as changes_chart
from dashboard.charts import energy_account, targets
from dashboard.charts import known as known_chart
from dashboard.charts.figure import Figure, SourceLine, source_lines, tabulated
from dashboard.context import Context
from dashboard.sentences import energy as said
from dashboard.sentences import facts as told
from dashboard.text import Text
from pipelines.catalog import catalogue

FIRST_YEAR = 1995  # of the oldest figure that the page looks for
DOCUMENTS_NAMED = 3  # so many documents stand in a footer, more are counted
NATIONAL_BOOK = "mee_location_based"
YEARS_AHEAD = 10  # of a timetable of targets; later ones stand in its table
BALANCE_YEAR = 2009  # the year whose balance is nearly whole


def known(ctx: Context, name: str, level: str, rows: pd.DataFrame) -> Figure:
    """Return which figure is known for which year."""
    t, items = ctx.t, said.items_for(level)
    none = said.absence(level, t)
    labels = {item: t(f"energy.items.{item}") for item in items}
    drawn = rows[rows["item"].isin(labels)].assign(label=lambda f: f["item"].map(labels))
    last = ctx.build.built_at.year - 1
    title = said.known_title(name, rows, items, t)
    return Figure(
        "energy-known",
        title,
        t("energy.known.subtitle", first=FIRST_YEAR, last=last),
        partial(
            known_chart.chart,
            drawn,
            list(labels.values()),
            first=FIRST_YEAR,
            last=last,
            none=none,
            t=t,
            mode=ctx.mode,
        ),
        known_chart.table(drawn, list(labels.values()), none=none, t=t),
        (SourceLine(t("energy.known.sources"), "documents", ""),),
        (t("energy.known.note"),),
        title,
    )


def account(ctx: Context, name: str, rows: pd.DataFrame) -> Figure:
    """Return the account of one year as nested blocks."""
    t, first = ctx.t, rows.iloc[0]
    unit = unit_name(ctx, first["unit"])
    items = rows[["item_id", "parent_id", "label", "value"]].reset_index(drop=True)
    return Figure(
        "energy-account",
        said.shares(rows, t),
        t("energy.account.subtitle", region=name, year=int(first["year"]), unit=unit, kind=kind(first, t)),
        partial(energy_account.chart, items, unit=unit, t=t, mode=ctx.mode),
        energy_account.table(items, unit=unit, t=t),
        documents(ctx, rows),
        (*said.caveats(rows, t), t("energy.account.note")),
        said.shares(rows, t),
    )


def growth(ctx: Context, name: str, rows: pd.DataFrame) -> Figure:
    """Return the account's growth and its change per value added, as a table."""
    t, first = ctx.t, rows.iloc[0]
    columns = {
        "label": t("charts.part"),
        "value": t("charts.value_in", unit=unit_name(ctx, first["unit"])),
        "growth_percent": t("energy.growth.use"),
        "intensity": t("energy.growth.intensity", unit=unit_name(ctx, "tce/(10k yuan)")),
        "intensity_change_percent": t("energy.growth.intensity_change"),
    }
    return Figure(
        "energy-growth",
        said.growth(rows, t),
        t("energy.growth.subtitle", region=name, year=int(first["year"])),
        None,
        tabulated(rows, columns),
        documents(ctx, rows),
        tuple(said.caveats(rows, t)),
    )


def totals(ctx: Context, name: str, rows: pd.DataFrame) -> Figure:
    """Return every total that was published and every change of it, as a table."""
    t = ctx.t
    shown = rows.assign(
        what=[_what(ctx, row) for row in rows.itertuples()],
        amount=[said.stated(row, t) for row in rows.itertuples()],
        reading=[reading(row.caveats, t) for row in rows.itertuples()],
    )
    wholes = rows[(rows["indicator_id"] == "energy_total") & (rows["sector_id"] == "")]
    return Figure(
        "energy-totals",
        t("energy.account.totals", region=name, count=len(wholes)),
        t("energy.account.totals_subtitle"),
        None,
        tabulated(shown, {"period": t("charts.period"), "what": t("charts.series"), "amount": t("charts.value"),
                          "reading": t("charts.changes.reading"), "source_title": t("charts.document")}),
        documents(ctx, rows),
        tuple(said.caveats(rows, t, but=(told.SECOND_HAND,))),
    )  # fmt: skip


def _what(ctx: Context, row: tuple) -> str:
    """Return measure, branch and, for a change over several years, whether it is a total or a mean."""
    name = catalogue().indicators[row.indicator_id].name[ctx.lang]
    if row.sector_id:
        name = ctx.t("energy.of_branch", name=name, branch=catalogue().sectors[row.sector_id].name[ctx.lang])
    return name if row.frequency == "annual" else ctx.t(f"energy.frequency.{row.frequency}", name=name)


def reading(caveat_ids: str, t: Text) -> str:
    return t("facts.second_hand" if told.SECOND_HAND in caveat_ids else "facts.read")


def changes(ctx: Context, name: str, rows: pd.DataFrame) -> Figure:
    """Return the yearly changes as columns, editions of one year side by side."""
    t, unit = ctx.t, unit_name(ctx, "percent")
    drawn = rows.rename(columns={"source_title": "source"})
    notes = [
        said.editions(rows, t),
        t("energy.changes.note"),
        *said.caveats(rows, t, but=(told.SECOND_HAND,)),
    ]
    title = said.changes_title(rows, t)
    return Figure(
        "energy-intensity-changes",
        title,
        t("energy.changes.subtitle", region=name),
        partial(changes_chart.chart, drawn, unit=unit, t=t, mode=ctx.mode),
        changes_chart.table(drawn, unit=unit, t=t),
        documents(ctx, rows),
        tuple(filter(None, notes)),
        title,
    )


def periods(ctx: Context, name: str, rows: pd.DataFrame, yearly: pd.DataFrame) -> Figure:
    """Return totals of plan periods beside the yearly values that are known, as a table."""
    t = ctx.t
    apart = [said.years_apart(row.known, row.first_year, row.last_year, t) for row in rows.itertuples()]
    shown = rows.assign(
        period=[
            t("charts.fan.unknown_years", first=row.first_year, last=row.last_year)
            for row in rows.itertuples()
        ],
        known_years=[inside for inside, _ in apart],
        unknown_years=[outside for _, outside in apart],
        source_title=rows["source_title"].fillna(""),
    )
    columns = {
        "period": t("charts.period"),
        "published_percent": t("energy.periods.published"),
        "known_years": t("energy.periods.known"),
        "unknown_years": t("energy.periods.unknown"),
        "product_percent": t("energy.periods.product"),
        "source_title": t("charts.document"),
    }
    shown["product_percent"] = shown["product_percent"].astype(float).round(1)
    return Figure(
        "energy-plan-periods",
        t("energy.periods.title"),
        t("energy.periods.subtitle", region=name),
        None,
        tabulated(shown, columns),
        documents(ctx, pd.concat([rows.dropna(subset=["source_title"]), yearly])[["source_title"]]),
        (t("energy.changes.note"),),
    )


def levels(ctx: Context, name: str, rows: pd.DataFrame, breaks: pd.DataFrame) -> Figure:
    """Return the levels with the price year of each, as a table, and which of them are no neighbours."""
    t = ctx.t
    shown = rows.assign(
        basis=[
            t("energy.levels.prices", year=int(y)) if pd.notna(y) else t("energy.levels.unstated")
            for y in rows["price_year"]
        ],
        reading=[reading(ids, t) for ids in rows["caveats"]],
    )
    unit = unit_name(ctx, rows["unit"].iloc[0])
    return Figure(
        "energy-intensity-levels",
        t("energy.levels.title"),
        t("energy.levels.subtitle", region=name, unit=unit),
        None,
        tabulated(shown, {"year": t("charts.year"), "value": t("charts.value_in", unit=unit),
                          "basis": t("energy.levels.basis"), "reading": t("charts.changes.reading"),
                          "source_title": t("charts.document")}),
        documents(ctx, rows),
        (*(said.unjoined(pair, t) for pair in breaks.itertuples()),
         *said.caveats(rows, t, but=(told.SECOND_HAND, "price_basis_not_stated"))),
    )  # fmt: skip


def electricity(ctx: Context, name: str, rows: pd.DataFrame) -> Figure:
    """Return the electricity used: columns where enough years are known, else a table."""
    t, unit = ctx.t, unit_name(ctx, rows["unit"].iloc[0])
    whole = rows[rows["sector_id"] == ""].rename(columns={"source_title": "source"})
    is_drawn = whole["year"].nunique() >= said.FEWEST
    branches = catalogue().sectors
    shown = rows.assign(
        what=[branches[key].name[ctx.lang] if key else t("energy.whole") for key in rows["sector_id"]],
        reading=[reading(ids, t) for ids in rows["caveats"]],
    )
    title = said.electricity_title(whole, t)
    return Figure(
        "energy-electricity",
        title,
        t("energy.electricity.subtitle", region=name, unit=unit),
        partial(changes_chart.chart, whole, unit=unit, t=t, mode=ctx.mode) if is_drawn else None,
        tabulated(shown, {"year": t("charts.year"), "what": t("charts.part"), "value": t("charts.value_in", unit=unit),
                          "reading": t("charts.changes.reading"), "source_title": t("charts.document")}),
        documents(ctx, rows),
        tuple(said.caveats(rows, t, but=(told.SECOND_HAND,))),
        title,
    )  # fmt: skip


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
    """Return the region's targets of this plan period and later; the table holds the earlier ones too."""
    t, first = ctx.t, ctx.build.built_at.year // 5 * 5
    drawn = rows.assign(
        label=rows[f"indicator_{ctx.lang}"], unit=[told.unit_word(unit, t) for unit in rows["unit"]]
    )
    ahead = drawn[drawn["target_year"].between(first, first + YEARS_AHEAD)].sort_values(
        ["target_year", "label"], ascending=[False, True]
    )
    title = t("energy.targets.timetable", region=name, count=len(ahead), year=first)
    return Figure(
        "energy-targets",
        title,
        t("energy.targets.timetable_subtitle"),
        partial(targets.timetable, ahead, today=ctx.build.built_at.year, t=t, mode=ctx.mode)
        if len(ahead)
        else None,
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


def unit_name(ctx: Context, unit: str) -> str:
    return catalogue().units[unit][ctx.lang]


def kind(row: pd.Series, t: Text) -> str:
    """Return the kind of source and whether it was read."""
    kind_said = t(f"facts.source_class.{told.kind_of(row['source_class'])}")
    return t("facts.join").join([kind_said, told.reading(row["address_status"], t)])


def documents(ctx: Context, rows: pd.DataFrame) -> tuple[SourceLine, ...]:
    """Return a line a document, or their count where they are many; the table then names each beside its figure."""
    titles = list(dict.fromkeys(title for cell in rows["source_title"] for title in str(cell).split(" · ")))
    if len(titles) > DOCUMENTS_NAMED:
        return (SourceLine(ctx.t("energy.documents", count=len(titles)), "documents", ""),)
    return tuple(SourceLine(title, "documents", "") for title in titles)

"""The figures of a region's energy: each from its rows, with its table, its documents and what to know about it."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard.charts import changes as changes_chart
from dashboard.charts import energy_account
from dashboard.charts import known as known_chart
from dashboard.charts.figure import Figure, SourceLine, tabulated
from dashboard.context import Context
from dashboard.sentences import energy as said
from dashboard.sentences import facts as told
from dashboard.text import Text
from pipelines.catalog import catalogue

FIRST_YEAR = 1995  # of the oldest figure that the page looks for
DOCUMENTS_NAMED = 3  # so many documents stand in a footer, more are counted


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
        t("energy.account.totals" if len(wholes) else "energy.account.totals_none", region=name, count=len(wholes)),
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

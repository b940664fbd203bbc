"""The figures of the carbon peak page: the fan, the curve of its probability, and a modelled history by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard.charts import fan, history, probability
from dashboard.charts.figure import Figure, source_lines
from dashboard.context import Context
from dashboard.sentences import carbon_peak as said
from dashboard.sentences import known_errors
from pipelines.catalog import catalogue

HEIGHT_PX = 380
INDICATOR = "co2_scope_1"
NONE = pd.DataFrame()


@dataclass(frozen=True, eq=False)
class Inventory:
    """One projected series of a region: its history, and what was computed from it."""

    region_id: str
    name: str
    status: pd.Series  # a row of results.peak_status
    series: pd.DataFrame  # every year of the source, in columns of queries/series.sql
    projection: pd.DataFrame  # year and quantiles, Mt
    curve: pd.DataFrame  # year, p_peaked
    rivals: pd.DataFrame  # model, reason, year, q10, q50, q90

    @property
    def source_id(self) -> str:
        return str(self.status["source_id"])

    @property
    def origin(self) -> int:
        return int(self.status["origin"])

    @property
    def history(self) -> pd.DataFrame:
        """The years that the projection starts from."""
        return self.series[self.series["year"].between(self.status["first_year"], self.origin)]

    @property
    def unit(self) -> str:
        """The unit as a word of pipelines.units."""
        return str(self.series["unit"].iloc[0])


def inventory(ctx: Context, status: pd.Series, name: str) -> Inventory:
    """Return a region's inventory with its projection; `status` is a row of results.peak_status without `unfit`."""
    which = {key: str(status[key]) for key in ("region_id", "source_id", "edition")}
    series = ctx.build.frame("series", region_id=which["region_id"])
    same = (series["indicator_id"] == status["indicator_id"]) & (series["source_id"] == which["source_id"])
    return Inventory(
        which["region_id"],
        name,
        status,
        series[same & (series["edition"] == which["edition"])],
        ctx.build.frame("peak_projection", **which),
        ctx.build.frame("peak_probability", **which),
        ctx.build.frame("peak_rivals", **which),
    )


def fan_figure(
    ctx: Context, shown: Inventory, chosen: tuple[str, ...], beside: pd.DataFrame = NONE, beside_name: str = ""
) -> Figure:
    """Return the history with its fan; `beside` is the modelled history of a part of the region."""
    t, unit = ctx.t, unit_of(ctx, shown.unit)
    status = t(f"charts.status.{shown.history['value_status'].iloc[-1]}")
    drawn = pd.concat([shown.history, beside]) if len(beside) else shown.history
    labels = {shown.source_id: shown.name}
    if len(beside):
        softly = t("carbon_peak.borrowed.line", region=beside_name, status=t("charts.status.modelled"))
        labels[str(beside["source_id"].iloc[0])] = softly
    lines = rival_lines(ctx, shown, chosen)
    return Figure(
        f"carbon-peak-{shown.region_id}",
        said.fan_title(shown.name, shown.projection, unit, t),
        t(
            "carbon_peak.fan.subtitle", region=shown.name, indicator=indicator(ctx, shown.history), unit=unit,
            status=status, first=int(shown.history["year"].min()), origin=shown.origin,
        ),
        partial(
            fan.chart, drawn, shown.projection, today=ctx.build.built_at.year, unit=unit, labels=labels, t=t,
            mode=ctx.mode, rivals=lines, height=HEIGHT_PX,
        ),
        fan_table(ctx, shown, drawn, labels, lines, unit),
        source_lines(ctx.build.frame("sources"), drawn, ctx.lang),
        notes(ctx, shown, drawn),
        said.fan_alt(shown.name, shown.history, shown.projection, indicator(ctx, shown.history), unit, t),
    )  # fmt: skip


def fan_table(
    ctx: Context, shown: Inventory, drawn: pd.DataFrame, labels: dict[str, str], lines: pd.DataFrame, unit: str
) -> pd.DataFrame:
    """Return known years, the quantiles of the years after them, and the lines of other models, one below the other."""
    parts = [history.table(drawn, labels, unit=unit, t=ctx.t), fan.table(shown.projection, unit=unit, t=ctx.t)]
    parts[1].insert(1, ctx.t("charts.series"), shown.name)
    parts[1][ctx.t("charts.status_heading")] = ctx.t("charts.status.projected")
    if len(lines):
        named = lines[["year", "label", "value"]].set_axis(parts[0].columns[:3], axis=1)
        parts.append(named.assign(**{ctx.t("charts.status_heading"): ctx.t("charts.status.projected")}))
    return pd.concat(parts, ignore_index=True)


def rival_lines(ctx: Context, shown: Inventory, chosen: tuple[str, ...]) -> pd.DataFrame:
    """Return model, label, year, value of the chosen models that gave a fan, from the last known year on."""
    given = shown.rivals[shown.rivals["model"].isin(chosen) & shown.rivals["q50"].notna()]
    last = shown.history.loc[shown.history["year"] == shown.origin, "value"].iloc[0]
    starts = pd.DataFrame({"model": given["model"].unique(), "year": shown.origin, "q50": last})
    lines = pd.concat([starts, given[["model", "year", "q50"]]]) if len(given) else starts
    name = {model: ctx.t(f"carbon_peak.rivals.{model}") for model in chosen}
    lines["label"] = [ctx.t("carbon_peak.rivals.label", model=name[model]) for model in lines["model"]]
    lines = lines.rename(columns={"q50": "value"}).astype({"year": int})
    return lines.sort_values(["model", "year"], ignore_index=True)


def probability_figure(ctx: Context, shown: Inventory, years: tuple[int, ...]) -> Figure:
    """Return the curve of the probability, with words at the target `years`."""
    t = ctx.t
    return Figure(
        f"carbon-peak-probability-{shown.region_id}",
        said.probability_title(shown.curve, t),
        t("carbon_peak.probability.subtitle", region=shown.name, origin=shown.origin),
        partial(
            probability.chart, shown.curve, origin=shown.origin, today=ctx.build.built_at.year, t=t, mode=ctx.mode,
            marked=years, height=HEIGHT_PX,
        ),
        probability.table(shown.curve, t=t),
        source_lines(ctx.build.frame("sources"), shown.history, ctx.lang),
        (said.records(shown.status, t), *notes(ctx, shown, shown.history)[:1]),
        said.probability_alt(shown.name, shown.origin, shown.curve, t),
    )  # fmt: skip


def own_figure(ctx: Context, name: str, host: str, modelled: pd.DataFrame) -> Figure:
    """Return a modelled history by itself: a hollow line without a record."""
    t, unit = ctx.t, unit_of(ctx, str(modelled["unit"].iloc[0]))
    labels = {str(modelled["source_id"].iloc[0]): name}
    words = {
        "region": name, "indicator": indicator(ctx, modelled), "unit": unit,
        "first": int(modelled["year"].min()), "last": int(modelled["year"].max()),
    }  # fmt: skip
    return Figure(
        "carbon-peak-own-history",
        t("carbon_peak.borrowed.own.title", region=name, host=host),
        t("carbon_peak.borrowed.own.subtitle", **words),
        partial(history.chart, modelled, labels, unit=unit, t=t, mode=ctx.mode, ring=(), height=280),
        history.table(modelled, labels, unit=unit, t=t),
        source_lines(ctx.build.frame("sources"), modelled, ctx.lang),
        caveats(ctx, modelled),
        t("carbon_peak.borrowed.own.alt", **words),
    )


def notes(ctx: Context, shown: Inventory, drawn: pd.DataFrame) -> tuple[str, ...]:
    """Return what a careful reader of the fan has to know: how it was made, known errors, caveats of the figures."""
    t, first, last = ctx.t, int(shown.status["first_year"]), int(shown.series["year"].max())
    lines = [t("carbon_peak.fan.method", origin=shown.origin)]
    if int(shown.series["year"].min()) < first:
        lines.append(t("carbon_peak.history.begins", year=first))
    if last > shown.origin:
        lines.append(t("carbon_peak.history.ends", year=shown.origin))
    reasons = known_errors.of_series(shown.source_id, shown.region_id, INDICATOR, ctx.lang)
    lines += [t("carbon_peak.history.error", reason=reason) for reason in reasons]
    return (*lines, *caveats(ctx, drawn))


def caveats(ctx: Context, rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the caveats of rows, each once."""
    ids = dict.fromkeys(caveat for caveats in rows["caveats"].fillna("") for caveat in caveats.split())
    return tuple(catalogue().caveats[caveat][ctx.lang] for caveat in ids)


def indicator(ctx: Context, rows: pd.DataFrame) -> str:
    return catalogue().indicators[rows["indicator_id"].iloc[0]].name[ctx.lang]


def unit_of(ctx: Context, unit: str) -> str:
    return catalogue().units[unit][ctx.lang]

"""Where is it high and where low? A measure on a map, in one sentence, and each region a door to its own page."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

import geopandas as gpd
import pandas as pd
import streamlit as st

from dashboard.assets import asset_url
from dashboard.charts import geoshape
from dashboard.charts.figure import Figure, source_lines, tabulated
from dashboard.components.figure import plain, remembered, show
from dashboard.components.map import show_map
from dashboard.context import Context
from dashboard.maps.choropleth import choropleth
from dashboard.maps.classes import Classes
from dashboard.maps.columns import columns
from dashboard.maps.geometry import Geometry, prepare, prepare_lines
from dashboard.maps.measures import classes_of, measure, worded
from dashboard.maps.packing import Detail
from dashboard.maps.spec import Measure, Stage, Words
from dashboard.pages import page_path
from dashboard.sentences import map as said
from dashboard.sentences.fair import is_fair
from dashboard.text import format_quantity
from dashboard.views.map_choices import Choice, choose, source_name
from dashboard.views.map_plants import plant_key, plant_layer
from pipelines.catalog import catalogue

ROOT = Path(__file__).resolve().parents[2]
GEO, CACHE = ROOT / "data" / "geo", ROOT / ".cache" / "map"
LINES = GEO / "china_provinces_lines.parquet"
HEIGHT_PX = 540


def page(ctx: Context) -> None:
    choice = choose(ctx)
    values, names = values_of(ctx, choice), names_of(ctx, choice)
    t, area = ctx.t, choice.area
    words = {"area": area.title(t), "measure": measure_name(ctx, choice), "year": choice.year}
    st.title(plain(said.question(values, t=t, **words)), anchor=False)
    unit = catalogue().units[choice.indicator.unit][ctx.lang]
    answer = said.answer(values, names, choice.indicator, unit=unit, level=area.level, t=t)
    st.html(f'<p class="tantu-answer">{escape(answer)}</p>')
    beside = [ranking] * is_fair(values) + [green_industry] * bool(len(green_figure(ctx, choice)))
    left, right = st.columns([17, 7], gap="large") if beside else (st.container(), None)
    with left:
        draw(ctx, choice, values, names, unit)
    for part in beside:
        with right:
            part(ctx, choice, values, names, unit)


def values_of(ctx: Context, choice: Choice) -> pd.DataFrame:
    return ctx.build.frame(
        "map_values", boundary_id=choice.area.boundary_id, indicator_id=choice.indicator.indicator_id,
        source_id=choice.source_id, year=choice.year,
    )  # fmt: skip


def names_of(ctx: Context, choice: Choice) -> dict[str, str]:
    """Return the names of the regions drawn, in the page's language."""
    regions = ctx.build.frame("map_regions", boundary_id=choice.area.boundary_id)
    return dict(zip(regions["region_id"], regions[f"name_{ctx.lang}"], strict=True))


def measure_name(ctx: Context, choice: Choice) -> str:
    """Return the name of what is shown; a total that a map colours says that it is a total."""
    name = choice.indicator.name[ctx.lang]
    return ctx.t("map.total", name=name) if choice.indicator.kind == "total" else name


def draw(ctx: Context, choice: Choice, values: pd.DataFrame, names: dict[str, str], unit: str) -> None:
    """Show the map with what it lacks, its table, its sources and its downloads."""
    key = ("map", choice.area.boundary_id, choice.indicator.indicator_id, choice.source_id, choice.year)
    figure = remembered(ctx, *key, make=lambda: figure_of(ctx, choice, values, names, unit))
    show(figure, ctx, picture=partial(picture, ctx, choice, values, unit))
    absent = [name for region_id, name in names.items() if region_id not in set(values["region_id"])]
    lines = [said.missing(absent, len(names), level=choice.area.level, t=ctx.t), *left_out(ctx, choice), *figure.notes]
    st.html("".join(f'<p class="tantu-muted">{escape(line)}</p>' for line in lines if line))


def picture(ctx: Context, choice: Choice, values: pd.DataFrame, unit: str) -> None:
    """Draw the map that can be moved; a region chosen on it opens its page."""
    shown = geometry(ctx, choice)
    stage = stage_of(ctx, choice)
    drawn = columns if choice.form == "columns" and (values["value"] >= 0).all() else choropleth
    spec = drawn(shown, measure_of(ctx, choice, values, unit), stage)
    chosen = show_map(spec, key="map", height=HEIGHT_PX)
    if choice.with_plants:
        plant_key(ctx, choice.area)
    if chosen and chosen != stage.selected:
        kept = ctx.selection.but(region=chosen, page=None).codes
        st.switch_page(st.Page(_nothing, url_path=page_path("region").strip("/")), query_params=dict(kept))


def geometry(ctx: Context, choice: Choice) -> Geometry:
    """Return the browser's files of the area's shapes."""
    regions = ctx.build.frame("map_regions", boundary_id=choice.area.boundary_id)
    names = regions.set_index("region_id")[["name_zh", "short_zh", "name_en"]]
    decimals = 4 if choice.area.is_national else 5
    return prepare(GEO / f"{choice.area.boundary_id}.parquet", names, CACHE, asset_url, decimals=decimals)


def stage_of(ctx: Context, choice: Choice) -> Stage:
    area, t = choice.area, ctx.t
    label = t("map.label", area=area.title(t), measure=measure_name(ctx, choice), year=choice.year)
    return Stage(
        ctx.mode, ctx.lang, Words.of(partial(t, count="{count}"), label),
        selected=choice.region_id if choice.region_id != area.region_id else None,
        insets=area.insets(t), frame=area.frame, parent_digits=area.parent_digits,
        lines=prepare_lines(LINES, CACHE, asset_url) if area.is_national else "",
        points=plant_layer(ctx, area, CACHE) if choice.with_plants else None,
    )  # fmt: skip


def measure_of(ctx: Context, choice: Choice, values: pd.DataFrame, unit: str) -> Measure:
    """Return what is drawn, with its tooltip: value, year, status, and where it was not read at its source."""
    t, statuses = ctx.t, set(values["status"])
    by_status = {status: t(f"charts.status.{status}") for status in statuses}
    years = pd.Series(str(choice.year), index=values["region_id"])
    second_hand = values[values["caveats"].str.contains("not_read_at_source", na=False)]
    details = [Detail(t("charts.year"), years), Detail(t("charts.status_heading"), worded(values, "status", by_status))]
    if len(second_hand):
        told = pd.Series(t("map.second_hand"), index=second_hand["region_id"])
        details.append(Detail(t("map.reading"), told))
    soft = next((s for s in ("modelled", "estimated", "projected", "nowcast") if s in statuses), None)
    return measure(
        values, classes(ctx, choice), choice.indicator, name=measure_name(ctx, choice), unit=unit, mode=ctx.mode,
        status=by_status[soft] if soft else "", details=tuple(details),
    )  # fmt: skip


def classes(ctx: Context, choice: Choice) -> Classes:
    """Return the classes of all years, made once."""
    key = (ctx.build.build_id, choice.area.boundary_id, choice.indicator.indicator_id, choice.source_id)
    return _classes(key, ctx)


@st.cache_resource(max_entries=200, show_spinner=False)
def _classes(key: tuple[str, str, str, str], _ctx: Context) -> Classes:
    _, boundary_id, indicator_id, source_id = key
    rows = _ctx.build.frame(
        "map_all_values", boundary_id=boundary_id, indicator_id=indicator_id, source_id=source_id
    )
    return classes_of(rows["value"].to_numpy(float), catalogue().indicators[indicator_id])


def figure_of(ctx: Context, choice: Choice, values: pd.DataFrame, names: dict[str, str], unit: str) -> Figure:
    """Return the map as a figure; its picture for print is drawn when somebody asks for it."""
    t, area = ctx.t, choice.area
    name = measure_name(ctx, choice)
    drawn = measure_of(ctx, choice, values, unit)
    statuses = t("map.comma").join(t(f"charts.status.{status}") for status in sorted(set(values["status"])))
    return Figure(
        figure_id="map",
        title=t("map.figure.title", measure=name, year=choice.year),
        subtitle=t("map.figure.subtitle", area=area.title(t), unit=unit, status=statuses),
        chart=lambda: printed(ctx, choice, drawn, names),
        table=table_of(ctx, values, names, unit),
        sources=source_lines(ctx.build.frame("sources"), values, ctx.lang),
        notes=tuple(catalogue().caveats[c][ctx.lang] for c in caveats_of(values)),
        alt=t("map.label", area=area.title(t), measure=name, year=choice.year),
    )


def printed(ctx: Context, choice: Choice, drawn: Measure, names: dict[str, str]) -> geoshape.alt.LayerChart:
    """Return the map on paper: the same classes, hatching and insets."""
    area = choice.area
    return geoshape.chart(
        gpd.read_parquet(GEO / f"{area.boundary_id}.parquet"), drawn, names, t=ctx.t, mode=ctx.mode,
        insets=area.insets(ctx.t), frame=area.frame, lines=gpd.read_parquet(LINES) if area.is_national else None,
        labelled=area.level != "county",
    )  # fmt: skip


def table_of(ctx: Context, values: pd.DataFrame, names: dict[str, str], unit: str) -> pd.DataFrame:
    """Return every region of the map with its value; one without a value keeps its row."""
    t = ctx.t
    rows = pd.DataFrame({"region_id": list(names), "name": list(names.values())}).merge(values, "left", "region_id")
    status = {key: t(f"charts.status.{key}") for key in values["status"].unique()}
    rows["said"] = rows["status"].map(status).fillna(t("charts.not_published"))
    headings = {"region_id": t("map.table.code"), "name": t("charts.place"), "value": t("charts.value_in", unit=unit)}
    return tabulated(rows, headings | {"said": t("charts.status_heading")})


def caveats_of(values: pd.DataFrame) -> list[str]:
    """Return the ids of the caveats on the rows, those of most rows first."""
    return list(values["caveats"].fillna("").str.split().explode().dropna().value_counts().index)


def left_out(ctx: Context, choice: Choice) -> list[str]:
    """Say what a national map of counties cannot draw of a source on an older division."""
    if not (choice.area.is_national and choice.area.level == "county" and choice.base_id == "co2_energy"):
        return []
    row = ctx.build.frame(
        "map_not_drawn", boundary_id=choice.area.boundary_id, indicator_id=choice.indicator.indicator_id,
        source_id=choice.source_id, year=choice.year,
    ).iloc[0]  # fmt: skip
    return [said.not_drawn(int(row["units"]), float(row["share"]), t=ctx.t)]


def ranking(ctx: Context, choice: Choice, values: pd.DataFrame, names: dict[str, str], unit: str) -> None:
    """List the regions from high to low, each a link to its page."""
    t, ordered = ctx.t, values.sort_values("value", ascending=False, kind="stable")
    longest = ordered["value"].abs().max()
    decimals = measure_of(ctx, choice, values, unit).decimals
    rows = "".join(
        f'<li><a href="{escape(ctx.href("region", region=row.region_id), quote=True)}">{escape(names[row.region_id])}</a>'
        f'<i style="width:{abs(row.value) / longest * 100:.1f}%"></i>'
        f"<b>{escape(format_quantity(row.value, decimals, '%' if unit == '%' else ''))}</b></li>"
        for row in ordered.itertuples()
    )
    head = escape(t("map.ranking.title", measure=measure_name(ctx, choice)))
    note = escape(t("map.ranking.note", unit=unit, source=source_name(ctx, choice.source_id), year=choice.year))
    st.html(f'<h2>{head}</h2><p class="tantu-muted">{note}</p><ol class="tantu-bars">{rows}</ol>')


def green_industry(ctx: Context, choice: Choice) -> None:
    """Lead to the green industry of an area that has a figure of it."""
    if choice.area.is_national:
        return
    found = ctx.build.frame("green_industry_figure", prefix=choice.area.region_id[:2])
    if found.empty:
        return
    row, t = found.iloc[0], ctx.t
    unit = catalogue().units[row["unit"]][ctx.lang]
    head = t("map.green.title", region=row[f"name_{ctx.lang}"], year=int(row["year"]))
    reading = t("map.second_hand") if "not_read_at_source" in row["caveats"] else ""
    source = row["issuer_zh"] if isinstance(row["issuer_zh"], str) else row["source_title"]
    st.html(
        f'<a class="tantu-door" href="{escape(ctx.href("green_industry", region=row["region_id"]), quote=True)}">'
        f"<span>{escape(head)}</span>"
        f"<strong>{escape(format_quantity(row['value'], 2, ''))}</strong><small>{escape(unit)}</small>"
        f'<span lang="zh-CN">{escape(source)}</span><span>{escape(reading)}</span>'
        f"<em>{escape(t('map.green.open'))}</em></a>"
    )


def _nothing() -> None:
    """Stand in for a page that the router runs itself."""

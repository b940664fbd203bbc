"""What is on the map of the moment: its figures, what is drawn of them, and the same as a figure to take away."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

import altair as alt
import geopandas as gpd
import pandas as pd
import streamlit as st

from dashboard.assets import asset_url
from dashboard.charts import geoshape
from dashboard.charts.figure import Figure, source_lines, tabulated
from dashboard.charts.intensity import priced_unit
from dashboard.context import Context
from dashboard.data import Build
from dashboard.maps.classes import Classes
from dashboard.maps.geometry import Geometry, prepare, prepare_lines
from dashboard.maps.measures import classes_of, measure, worded
from dashboard.maps.packing import Detail
from dashboard.maps.spec import Inset, Measure, Stage, Words
from dashboard.views.map_choices import Choice
from dashboard.views.map_plants import plant_layer
from pipelines.catalog import catalogue

ROOT = Path(__file__).resolve().parents[2]
GEO = ROOT / "data" / "geo"
CACHE = Path(os.environ.get("TANTU_CACHE", ROOT / ".cache")) / "map"  # elsewhere when the project is read-only
LINES = GEO / "china_provinces_lines.parquet"
SOFT = ("projected", "modelled", "nowcast", "estimated")  # the softest first: it is what the legend warns of


@dataclass(frozen=True, eq=False)
class Drawing:
    """One year of one measure on one map."""

    ctx: Context
    choice: Choice
    values: pd.DataFrame = field(repr=False)  # rows of queries/map_values.sql
    names: dict[str, str] = field(repr=False)  # of every region drawn, in the page's language
    unit: str  # in the page's language
    measure_name: str  # a total that a map colours says that it is a total

    @property
    def label(self) -> str:
        return self.ctx.t(
            "map.label", area=self.choice.area.title(self.ctx.t), measure=self.measure_name, year=self.choice.year
        )

    @cached_property
    def measure(self) -> Measure:
        """What is drawn, with the lines of its tooltip: year, status, and what was not read at its source."""
        t, statuses = self.ctx.t, set(self.values["status"])
        said = {status: t(f"charts.status.{status}") for status in statuses}
        second_hand = self.values[self.values["caveats"].str.contains("not_read_at_source", na=False)]
        details = [
            Detail(t("charts.year"), pd.Series(str(self.choice.year), index=self.values["region_id"])),
            Detail(t("charts.status_heading"), worded(self.values, "status", said)),
            Detail(t("map.reading"), pd.Series(t("map.second_hand"), index=second_hand["region_id"], dtype=object)),
        ]
        soft = next((status for status in SOFT if status in statuses), None)
        choice, indicator = self.choice, self.choice.indicator
        breaks = classes(self.ctx.build, choice.area.boundary_id, indicator.indicator_id, choice.source_id)
        return measure(
            self.values, breaks, indicator, name=self.measure_name, unit=self.unit, mode=self.ctx.mode,
            status=said[soft] if soft else "", details=tuple(detail for detail in details if len(detail.values)),
        )  # fmt: skip

    def geometry(self) -> Geometry:
        """Return the browser's files of the area's shapes, made when they are first asked for."""
        area = self.choice.area
        regions = self.ctx.build.frame("map_regions", boundary_id=area.boundary_id).set_index("region_id")
        decimals = 4 if area.is_national else 5
        names = regions[["name_zh", "short_zh", "name_en"]]
        return prepare(GEO / f"{area.boundary_id}.parquet", names, CACHE, asset_url, decimals=decimals)

    def stage(self) -> Stage:
        """Return how the map is framed, which region is marked and what lies over it."""
        ctx, area, region_id = self.ctx, self.choice.area, self.choice.region_id
        words = Words.of(partial(ctx.t, count="{count}"), self.label)  # the map counts by itself
        return Stage(
            ctx.mode, ctx.lang, words, selected=region_id if region_id in self.names else None,
            insets=self.insets(), frame=area.frame, parent_digits=area.parent_digits,
            lines=prepare_lines(LINES, CACHE, asset_url) if area.is_national else "",
            points=plant_layer(ctx, area, CACHE) if self.choice.with_plants else None,
        )  # fmt: skip

    def insets(self) -> tuple[Inset, ...]:
        """Return the views beside the main one. Columns are not seen from above, so nothing is enlarged there."""
        as_columns = self.choice.form == "columns"
        return tuple(inset for inset in self.choice.area.insets(self.ctx.t) if inset.frame or not as_columns)

    def figure(self) -> Figure:
        """Return the map as a figure; its picture for print is drawn when somebody asks for it."""
        t, area = self.ctx.t, self.choice.area
        kinds = t("map.comma").join(t(f"charts.status.{kind}") for kind in sorted(set(self.values["status"])))
        return Figure(
            figure_id="map",
            title=t("map.figure.title", measure=self.measure_name, year=self.choice.year),
            subtitle=t("map.figure.subtitle", area=area.title(t), unit=self.unit, status=kinds),
            chart=self.printed,
            table=self.table(),
            sources=source_lines(self.ctx.build.frame("sources"), self.values, self.ctx.lang),
            notes=tuple(catalogue().caveats[caveat][self.ctx.lang] for caveat in caveats_of(self.values)),
            alt=self.label,
        )

    def printed(self) -> alt.LayerChart:
        """Return the map on paper: the same classes, hatching and insets."""
        area = self.choice.area
        return geoshape.chart(
            gpd.read_parquet(GEO / f"{area.boundary_id}.parquet"), self.measure, self.names, t=self.ctx.t,
            mode=self.ctx.mode, insets=area.insets(self.ctx.t), frame=area.frame,
            lines=gpd.read_parquet(LINES) if area.is_national else None,
        )  # fmt: skip

    def table(self) -> pd.DataFrame:
        """Return every region of the map with its value; a region without one keeps its row."""
        t = self.ctx.t
        regions = pd.DataFrame({"region_id": list(self.names), "name": list(self.names.values())})
        rows = regions.merge(self.values, "left", "region_id")
        said = {status: t(f"charts.status.{status}") for status in self.values["status"].unique()}
        rows["said"] = rows["status"].map(said).fillna(t("charts.not_published"))
        headings = {
            "region_id": t("map.table.code"), "name": t("charts.place"),
            "value": t("charts.value_in", unit=self.unit), "said": t("charts.status_heading"),
        }  # fmt: skip
        return tabulated(rows, headings)


def drawing(ctx: Context, choice: Choice) -> Drawing:
    """Load what the reader has chosen."""
    regions = ctx.build.frame("map_regions", boundary_id=choice.area.boundary_id)
    values = ctx.build.frame(
        "map_values", boundary_id=choice.area.boundary_id, indicator_id=choice.indicator.indicator_id,
        source_id=choice.source_id, year=choice.year,
    )  # fmt: skip
    names = dict(zip(regions["region_id"], regions[f"name_{ctx.lang}"], strict=True))
    name, unit = choice.indicator.name[ctx.lang], catalogue().units[choice.indicator.unit][ctx.lang]
    if "yuan" in choice.indicator.unit and values["price_year"].notna().any():
        unit = priced_unit(values, unit, ctx.t)
    return Drawing(
        ctx, choice, values, names, unit, ctx.t("map.total", name=name) if choice.indicator.kind == "total" else name
    )


def caveats_of(values: pd.DataFrame) -> list[str]:
    """Return the ids of the caveats on the rows, those of most rows first."""
    return list(values["caveats"].fillna("").str.split().explode().dropna().value_counts().index)


@st.cache_resource(max_entries=200, show_spinner=False, hash_funcs={Build: lambda build: build.build_id})
def classes(build: Build, boundary_id: str, indicator_id: str, source_id: str) -> Classes:
    """Return classes of all years, so that a colour means the same while the year changes. Made once."""
    rows = build.frame("map_all_values", boundary_id=boundary_id, indicator_id=indicator_id, source_id=source_id)
    return classes_of(rows["value"].to_numpy(float), catalogue().indicators[indicator_id])

"""Power plants over a map: circles whose area is their capacity, in the colour of their fuel."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pandas as pd
import pydeck as pdk
import streamlit as st

from dashboard.assets import asset_url
from dashboard.charts.labels import number
from dashboard.context import Context
from dashboard.maps.areas import Area
from dashboard.maps.points import points
from dashboard.theme import fuel_colours
from pipelines.catalog import catalogue


def plant_layer(ctx: Context, area: Area, folder: Path) -> pdk.Layer | None:
    """Return the circles of an area's plants, or None where the list has none."""
    plants = plants_of(ctx, area)
    if plants.empty:
        return None
    t, fuels, colours = ctx.t, catalogue().plant_fuels, fuel_colours(ctx.mode)
    unit = catalogue().units["MW"][ctx.lang]
    lines = [
        t("map.plants.line", fuel=fuels[row.fuel_id].name[ctx.lang], capacity=f"{number(row.capacity_mw)} {unit}")
        + (f"\n{t('map.plants.since', year=row.commissioned)}" if row.commissioned else "")
        for row in plants.itertuples()
    ]
    places = pd.DataFrame(
        {
            "lon": plants["longitude"], "lat": plants["latitude"], "size": plants["capacity_mw"],
            "colour": [colour_of(fuel_id, colours) for fuel_id in plants["fuel_id"]], "title": plants["name"],
            "lines": lines,
        }
    )  # fmt: skip
    return points(places, folder, asset_url, mode=ctx.mode)


def plants_of(ctx: Context, area: Area) -> pd.DataFrame:
    return ctx.build.frame("map_plants", prefix="" if area.is_national else area.region_id[:2])


def plant_key(ctx: Context, area: Area) -> None:
    """Name the colours, with the number of plants and what the list is."""
    plants, colours = plants_of(ctx, area), fuel_colours(ctx.mode)
    counts = plants["fuel_id"].value_counts()
    fuels = "".join(
        f'<span><i style="background:{colour_of(fuel_id, colours)}"></i>'
        f"{escape(catalogue().plant_fuels[fuel_id].name[ctx.lang])} {count}</span>"
        for fuel_id, count in counts.items()
    )
    note = escape(catalogue().caveats["plants_not_a_census"][ctx.lang])
    st.html(f'<p class="tantu-key">{fuels}<span>{note}</span></p>')


def colour_of(fuel_id: str, colours: dict[str, str]) -> str:
    """Return the colour of a kind of plant; kinds without their own share that of the others."""
    return colours.get(fuel_id, colours["other"])

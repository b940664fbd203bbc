"""The page that tests/bench/map_paint.py measures: the national map of counties, on numbers made by rule.

Streamlit runs this file as a script, `python -m uvicorn` never imports it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.assets import asset_url
from dashboard.components.map import show_map
from dashboard.maps.choropleth import choropleth
from dashboard.maps.classes import classify
from dashboard.maps.geometry import Geometry, prepare
from dashboard.maps.spec import Measure, Stage, Words
from dashboard.text import text
from dashboard.theme import scale

ROOT = Path(__file__).resolve().parents[2]
BOUNDARY = ROOT / "data" / "geo" / "china_counties.parquet"
CACHE = ROOT / ".cache" / "map"
YEARS = (2015, 2016, 2017)
WIDTH_PX, HEIGHT_PX = 960, 600


def counties() -> Geometry:
    """Return the geometry of the national map."""
    regions = pd.read_csv(ROOT / "data" / "catalog" / "regions.csv", dtype=str).set_index("region_id")
    return prepare(BOUNDARY, regions[["name_zh", "short_zh", "name_en"]], CACHE, asset_url, decimals=4)


def values(geometry: Geometry, year: int) -> pd.Series:
    """Return a value a county, different in every year; every sixth county has none."""
    found = np.random.default_rng(year).lognormal(size=len(geometry.region_ids))
    found[::6] = np.nan
    return pd.Series(found, index=geometry.region_ids)


def page() -> None:
    geometry, t = counties(), text("zh")
    year = st.radio("year", YEARS, horizontal=True)
    all_years = pd.concat([values(geometry, each) for each in YEARS])
    measure = Measure(
        "人均",
        "吨",
        2,
        values(geometry, year),
        classify(all_years),
        tuple(scale("emissions", "light")),
        "模型",
    )
    words = Words.of(partial(t, count="{count}"), "county map")
    with st.container(width=WIDTH_PX):
        show_map(choropleth(geometry, measure, Stage("light", "zh", words)), key="map", height=HEIGHT_PX)


if __name__ == "__main__":
    page()

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
from dashboard.components.figure import remembered, show
from dashboard.components.map import show_map
from dashboard.context import Context
from dashboard.maps.areas import Area
from dashboard.maps.choropleth import choropleth
from dashboard.maps.columns import columns
from dashboard.maps.geometry import Geometry, prepare, prepare_lines
from dashboard.maps.spec import Stage, Words
from dashboard.pages import page_path
from dashboard.sentences import map as said
from dashboard.views.map_choices import Choice, choose

"""Where is it high and where low? A measure on a map, in one sentence, and each region a door to its own page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from dashboard.components.figure import plain, remembered, show
from dashboard.components.map import show_map
from dashboard.context import Context
from dashboard.maps.choropleth import choropleth
from dashboard.maps.columns import columns
from dashboard.pages import page_path
from dashboard.sentences import map as said
from dashboard.sentences.fair import is_fair
from dashboard.views.map_beside import green_figure, green_industry, ranking
from dashboard.views.map_choices import Choice, choose
from dashboard.views.map_drawing import Drawing, drawing
from dashboard.views.map_plants import plant_key

HEIGHT_PX = 540


def page(ctx: Context) -> None:
    choice = choose(ctx)
    drawn = drawing(ctx, choice)
    words = {"area": choice.area.title(ctx.t), "measure": drawn.measure_name, "year": choice.year}
    st.title(plain(said.question(drawn.values, t=ctx.t, **words)), anchor=False)
    answer = said.answer(drawn.values, drawn.names, choice.indicator, level=choice.area.level, t=ctx.t)
    st.html(f'<p class="tantu-answer">{escape(answer)}</p>')
    beside = [ranking] * is_fair(drawn.values) + [green_industry] * (green_figure(ctx, choice) is not None)
    left, right = st.columns([17, 7], gap="large") if beside else (st.container(), None)
    with left:
        show_drawing(drawn)
    for part in beside:
        with right:
            part(drawn)


def show_drawing(drawn: Drawing) -> None:
    """Show the map with what it lacks and what a careful reader has to know, its table and its downloads."""
    ctx, choice = drawn.ctx, drawn.choice
    key = ("map", choice.area.boundary_id, choice.indicator.indicator_id, choice.source_id, choice.year)
    figure = remembered(ctx, *key, make=drawn.figure)
    show(figure, ctx, picture=partial(picture, drawn))
    small_print(figure.notes)


def picture(drawn: Drawing) -> None:
    """Draw the map that can be moved; a region chosen on it opens its page."""
    ctx, choice = drawn.ctx, drawn.choice
    as_columns = choice.form == "columns" and (drawn.values["value"] >= 0).all()
    stage = drawn.stage()
    spec = (columns if as_columns else choropleth)(drawn.geometry(), drawn.measure, stage)
    chosen = show_map(spec, key="map", height=HEIGHT_PX)
    if choice.with_plants:
        plant_key(ctx, choice.area)
    small_print([*missing(drawn), *left_out(ctx, choice)])
    if chosen and chosen != stage.selected:
        kept = ctx.selection.but(region=chosen, page=None).codes
        # The router knows its pages by their addresses, so a page of this address is the router's.
        st.switch_page(st.Page(_nothing, url_path=page_path("region").strip("/")), query_params=dict(kept))


def missing(drawn: Drawing) -> list[str]:
    """Name the regions of the map that have no data."""
    with_data = set(drawn.values["region_id"])
    absent = [name for region_id, name in drawn.names.items() if region_id not in with_data]
    line = said.missing(absent, len(drawn.names), level=drawn.choice.area.level, t=drawn.ctx.t)
    return [line] if line else []


def left_out(ctx: Context, choice: Choice) -> list[str]:
    """Say what a national map of counties cannot draw of a source on an older division."""
    if not (choice.area.is_national and choice.area.level == "county" and choice.base_id == "co2_energy"):
        return []
    row = ctx.build.frame(
        "map_not_drawn", boundary_id=choice.area.boundary_id, indicator_id=choice.indicator.indicator_id,
        source_id=choice.source_id, year=choice.year,
    ).iloc[0]  # fmt: skip
    return [said.not_drawn(int(row["units"]), float(row["share"]), t=ctx.t)]


def small_print(lines: Sequence[str]) -> None:
    """Write lines that a careful reader has to know."""
    if lines:
        st.html("".join(f'<p class="tantu-note">{escape(line)}</p>' for line in lines))


def _nothing() -> None:
    """Stand in for what the router runs."""

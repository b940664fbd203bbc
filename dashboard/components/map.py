"""The map on a page: a Streamlit component that draws what `dashboard.maps` describes.

A run of the page sends the deck and the numbers, a few kilobytes. The script, deck.gl and the geometry are
files under hashed addresses, which the browser fetches once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from dashboard.assets import asset_url
from dashboard.maps.spec import MapSpec

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "static" / "vendor"
DECK_GL = VENDOR / "deck.gl-9.4.0.min.js"
DECK_GL_JSON = VENDOR / "deck.gl-json-9.4.0.min.js"

PARTS = ("shapes", "layers", "hairlines", "names", "camera", "furniture")

# Sent with every run, so no more than this.
LOADER = """
export default async (component) =>
  (await import(new URL(component.data.script, document.baseURI).href)).default(component);
"""

_mount = st.components.v2.component("tantu_map", js=LOADER)


def show_map(
    spec: MapSpec, *, key: str, height: int = 560, on_selected_change: Callable[[], None] | None = None
) -> str | None:
    """Draw a map and return the region_id that the reader selected on it, or None.

    `height` is that of the map in pixels, without its legend. With the same `key` the map keeps its view
    while measure, year and colours change. Raises OSError when one of its own files cannot be read.
    """
    data = {**spec.payload(), **_files(), "height": height}
    result = _mount(
        key=key,
        data=data,
        default={"selected": spec.stage.selected},
        on_selected_change=on_selected_change or _nothing,
    )
    return result.selected


def _files() -> dict[str, str | list[str] | dict[str, str]]:
    return {
        "script": asset_url(HERE / "map.js"),
        "parts": {part: asset_url(HERE / f"map_{part}.js") for part in PARTS},
        "style": asset_url(HERE / "map.css"),
        "libraries": [asset_url(DECK_GL), asset_url(DECK_GL_JSON)],
    }


def _nothing() -> None:
    """Streamlit keeps a component's state only for names that have a callback."""

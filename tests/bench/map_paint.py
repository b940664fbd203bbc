"""How fast the national map is painted and recoloured, against a bare deck.gl page in the same browser.

The bare page gives the same shapes to one GeoJsonLayer with fills and strokes and does nothing else. Both are
opened in turns, each in a fresh profile; a moment counts when the graphics card has finished (one pixel is
read back). Times are medians in milliseconds. `python -m tests.bench.map_paint` prints them.
"""

from __future__ import annotations

import gzip
import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from tests.bench import map_page
from tests.chromium import ARGUMENTS, find_chromium

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS, PAINT_SECONDS = 60, 90
VIEWPORT = {"width": 1120, "height": 860}

# Notes when a map was painted: after one pixel was read back, for commands alone are not yet a picture.
WATCH = """
window.paints = [];
window.painted = (canvas) => {
  const gl = canvas.getContext("webgl2");
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  window.paints.push(performance.now());
};
addEventListener("map-painted", (event) => {
  window.painted(event.composedPath()[0].getRootNode().querySelector("canvas"));
});
"""

BARE_PAGE = """<!doctype html><meta charset="utf-8"><title>bare</title>
<div id="map" style="position: relative; width: {width}px; height: {height}px"></div>
<script src="{script}"></script>"""

BARE_SCRIPT = """
window.asked = performance.now();
const colours = [[243, 238, 226], [232, 207, 164], [221, 160, 102], [198, 107, 61], [143, 58, 34]];
let turn = 0;
let overlay;
const layer = () => new deck.GeoJsonLayer({
  id: "counties", data: "%(shapes)s", filled: true, stroked: true, pickable: true,
  getFillColor: (_, {index}) => colours[(index * 7 + turn) %% 5],
  getLineColor: [250, 250, 247], getLineWidth: 0.7, lineWidthUnits: "pixels",
  updateTriggers: {getFillColor: turn},
});
const library = document.createElement("script");
library.src = "%(library)s";
library.onload = () => {
  overlay = new deck.Deck({
    parent: document.getElementById("map"), controller: true, layers: [layer()],
    initialViewState: {longitude: 104, latitude: 36, zoom: 3.1},
    onAfterRender: () => {
      if (overlay?.props.layers[0].isLoaded) window.painted(document.querySelector("canvas"));
    },
  });
};
document.head.append(library);
window.recolour = () => {
  turn += 1;
  overlay.setProps({layers: [layer()]});
};
"""

MAP = "document.querySelector('[data-testid=stBidiComponentIsolated]').regionMap"


def measure(rounds: int = 5) -> dict[str, float]:
    """Return the times of the map and of the bare page, their ratios, bytes on the socket, size of geometry.

    Needs Chromium. Raises RuntimeError when the page does not come up or nothing is painted.
    """
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.map_paint", "serve", str(port)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        wait_for(f"http://127.0.0.1:{port}/bare")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
            found = [{**_bare(browser, port), **_ours(browser, port)} for _ in range(rounds)]
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)
    median = {name: round(statistics.median(each[name] for each in found), 1) for name in found[0]}
    median["paint_ratio"] = round(median["map_paint_ms"] / median["bare_paint_ms"], 2)
    median["recolour_ratio"] = round(median["map_recolour_ms"] / median["bare_recolour_ms"], 2)
    return median


def _bare(browser: Browser, port: int) -> dict[str, float]:
    with browser.new_context(viewport=VIEWPORT) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"http://127.0.0.1:{port}/bare")
        first = next_paint(page, 0) - page.evaluate("window.asked")
        page.wait_for_timeout(1500)
        recolours = [_bare_recolour(page) for _ in range(3)]
    return {"bare_paint_ms": first, "bare_recolour_ms": statistics.median(recolours)}


def _bare_recolour(page: Page) -> float:
    before = page.evaluate("window.paints.length")
    asked = page.evaluate("(window.recolour(), performance.now())")
    return next_paint(page, before) - asked


def _ours(browser: Browser, port: int) -> dict[str, float]:
    received: list[int] = []
    sizes: list[int] = []
    with browser.new_context(viewport=VIEWPORT) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.on("websocket", lambda opened: _count(opened, received))
        page.on("response", lambda answer: _weigh(answer, sizes))
        page.goto(f"http://127.0.0.1:{port}/")
        painted = next_paint(page, 0)
        first = painted - page.evaluate(f"{MAP}.asked")
        page.wait_for_timeout(3000)
        times, sent = [], []
        for year in (*map_page.YEARS[1:], map_page.YEARS[0]):
            received.clear()
            before = page.evaluate("window.paints.length")
            asked = page.evaluate("performance.now()")
            page.get_by_text(str(year), exact=True).click()
            times.append(next_paint(page, before) - asked)
            page.wait_for_timeout(800)
            sent.append(sum(received))
    return {
        "map_paint_ms": first,
        "page_paint_ms": painted,
        "map_recolour_ms": statistics.median(times),
        "recolour_socket_bytes": max(sent),
        "geometry_gzip_bytes": sum(sizes),
    }


def _count(opened: WebSocket, received: list[int]) -> None:
    opened.on("framereceived", lambda frame: received.append(len(frame)))


def _weigh(answer: Any, sizes: list[int]) -> None:
    if ".shapes-" in answer.url or ".places-" in answer.url:
        sizes.append(len(gzip.compress(answer.body(), 9, mtime=0)))


def next_paint(page: Page, before: int) -> float:
    page.wait_for_function("n => window.paints.length > n", arg=before, timeout=PAINT_SECONDS * 1000)
    return float(page.evaluate("n => window.paints[n]", before))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(address: str) -> None:
    for _ in range(START_SECONDS * 5):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer after {START_SECONDS} s")


def serve(port: int) -> None:
    """Serve the page with our map and, under /bare, the page without us, both under the atlas's policy."""
    import streamlit as st
    import uvicorn
    from starlette.middleware import Middleware
    from starlette.requests import Request
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    from dashboard import assets
    from dashboard.components.map import DECK_GL
    from dashboard.document import frontend
    from dashboard.policy import LOOPBACK, Policy

    script = BARE_SCRIPT % {"shapes": map_page.counties().shapes, "library": assets.asset_url(DECK_GL)}
    address = assets.content_url("bare.js", script.encode())
    bare = BARE_PAGE.format(width=map_page.WIDTH_PX, height=map_page.HEIGHT_PX, script=address)

    def answer(_request: Request) -> HTMLResponse:
        return HTMLResponse(bare)

    policy = Middleware(Policy, script_hashes=frontend().script_hashes, host_names=set(LOOPBACK))
    routes = [Route("/bare", answer), *assets.routes()]
    app = st.App(Path(map_page.__file__), routes=routes, middleware=[policy])
    uvicorn.run(app, host="127.0.0.1", port=port, ws="websockets-sansio", log_level="warning")


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(int(sys.argv[2]))
    else:
        print(json.dumps(measure(), indent=2))

"""How long the map page takes from a choice to the painted map, in a real browser on the served atlas."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from streamlit.testing.v1 import AppTest

from tests.bench.map_paint import WATCH, free_port, next_paint, wait_for
from tests.chromium import ARGUMENTS, find_chromium

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "/?region=310000&level=district&indicator=co2_energy&year={year}&lang=zh"
YEARS = tuple(range(2016, 2004, -1))
INDICATORS = ("population_resident", "co2_energy") * 5


def measure() -> dict[str, float]:
    """Return medians in milliseconds: year_ms, indicator_ms (a choice to the painted map) and script_ms."""
    port = free_port()
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-m", "dashboard.server", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
            page = browser.new_page(base_url=f"http://127.0.0.1:{port}", viewport={"width": 1440, "height": 900})
            page.add_init_script(WATCH)
            page.goto(ADDRESS.format(year=2017))
            next_paint(page, 0)
            page.wait_for_timeout(2000)
            years = [_go(page, ADDRESS.format(year=year)) for year in YEARS]
            indicators = [_go(page, f"/?region=310000&level=district&indicator={i}&lang=zh") for i in INDICATORS]
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)
    return {
        "year_ms": statistics.median(years[2:]),
        "indicator_ms": statistics.median(indicators[2:]),
        "script_ms": script_milliseconds(),
    }


def script_milliseconds(runs: int = 15) -> float:
    """Return the median time of one warm run of the map page's script, without browser or socket."""
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30).run()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        app.run()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _go(page: Page, address: str) -> float:
    """Follow a link of the atlas, as a reader's choice does, and return the milliseconds until it is painted."""
    page.wait_for_timeout(700)
    before = page.evaluate("window.paints.length")
    asked = page.evaluate(
        """(address) => {
            const link = Object.assign(document.createElement("a"), {href: address, textContent: "go"});
            document.querySelector("[data-testid=stApp]").append(link);
            const asked = performance.now();
            link.click();
            link.remove();
            return asked;
        }""",
        address,
    )
    return next_paint(page, before) - asked

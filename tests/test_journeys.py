"""What a reader does: open every page, click a district on the map, follow a link, take a figure along.

The `page` fixture fails each of these on a console error, a request to another host, a report of the content
policy or a traceback in the server's log.
"""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import settle
from tests.walk import ADDRESSES, EVERY_ADDRESS, with_choice

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PNG = b"\x89PNG\r\n\x1a\n"
# Where a region's label point is drawn, in pixels of the window; null until the map is painted.
PLACE_OF = """
(id) => {
  const map = document.querySelector("[data-testid=stBidiComponentIsolated]")?.regionMap;
  if (!map?.painted) return null;
  map.canvas.scrollIntoView({block: "center"});
  const [x, y] = map.screen(id);
  const box = map.canvas.getBoundingClientRect();
  return [box.left + x, box.top + y];
}
"""


def place_of(page: Page, region_id: str) -> list[float]:
    """Return where a region is drawn on the canvas, once the map has come to rest."""
    painted = -1
    for _ in range(100):
        now = page.evaluate("document.querySelector('[data-testid=stBidiComponentIsolated]')?.regionMap?.painted ?? 0")
        if now and now == painted:
            return page.evaluate(PLACE_OF, region_id)
        painted = now
        page.wait_for_timeout(1000)
    raise AssertionError("the map was not painted")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_every_page_opens_with_a_question_and_an_answer(visit, address, lang):
    page = visit(with_choice(address, lang=lang))
    assert page.locator("h1").count() == 1
    assert len(page.locator("h1").inner_text()) > 4
    assert page.locator("[data-testid=stException]").count() == 0


def test_a_click_on_baoshan_opens_its_page(visit):
    page = visit("/?lang=zh")
    x, y = place_of(page, "310113")
    page.mouse.move(x, y)
    expect(page.get_by_text("宝山区", exact=True).first).to_be_visible()  # its name, beside the pointer
    page.mouse.click(x, y)
    page.wait_for_url(re.compile("/region.*region=310113"), timeout=30_000)
    settle(page)
    expect(page.locator("h1")).to_contain_text("宝山区")


def test_a_link_opens_exactly_the_view_it_was_copied_from(visit):
    address = "/?region=100000&level=province&indicator=gdp_current&year=2015&lang=en&theme=dark"
    page = visit(address)
    heading = page.locator("h1").inner_text()
    assert "2015" in heading
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert visit(page.url).locator("h1").inner_text() == heading


@pytest.mark.parametrize("code", ["region=999999", "indicator=happiness", "year=1850"])
def test_an_unknown_code_is_said_aloud(visit, code):
    page = visit(f"/?{code}")
    expect(page.get_by_role("alert").first).to_contain_text(code.split("=")[1])


def test_the_pages_lead_to_each_other_and_keep_language_and_region(visit):
    page = visit("/region?region=310113&lang=en")
    page.get_by_role("link", name="Carbon peak").first.click()
    page.wait_for_url("**/carbon-peak*")
    settle(page)
    assert "lang=en" in page.url
    assert "region=310113" in page.url


@pytest.mark.parametrize(("kind", "starts"), [("CSV", b"\xef\xbb\xbf"), ("PNG", PNG), ("SVG", b"<svg")])
def test_a_figure_can_be_taken_along(visit, kind, starts):
    page = visit("/carbon-peak?region=310000&lang=zh")
    page.get_by_text("下载", exact=True).first.click()
    button = page.get_by_role("button", name=kind).first
    button.wait_for()
    with page.expect_download(timeout=30_000) as taken:
        button.click()
    content = taken.value.path().read_bytes()
    assert content.lstrip().startswith(starts)
    if kind == "CSV":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert len(rows) > 20
        assert any("2019" in cell for row in rows for cell in row)
    if kind == "SVG":
        assert "上海" in content.decode("utf-8")


def test_every_page_of_the_navigation_is_walked():
    from dashboard.pages import PAGES

    assert tuple(ADDRESSES) == PAGES

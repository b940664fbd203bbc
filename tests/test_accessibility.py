"""axe-core finds nothing that breaks WCAG 2.1 A or AA, on any page, in either theme. No rule is switched off.

What stands inside Streamlit's own markup and cannot be mended by CSS is in tests/known/axe.txt as `rule selector`,
a file that may only shrink: an entry that no longer occurs fails, too.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.walk import EVERY_ADDRESS, with_choice

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KNOWN = Path(__file__).parent / "known" / "axe.txt"
LEVELS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
SEEN: set[str] = set()


def known() -> set[str]:
    return {line for line in KNOWN.read_text("utf-8").splitlines() if line and not line.startswith("#")}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_axe_finds_nothing(visit, address, theme):
    page = visit(with_choice(address, theme=theme))
    found = Axe().run(page, options=LEVELS).response["violations"]
    told = {f"{v['id']} {node['target'][-1]}": node["failureSummary"] for v in found for node in v["nodes"]}
    SEEN.update(told)
    fresh = {key: summary for key, summary in told.items() if key not in known()}
    assert not fresh, "\n\n".join(f"{key}\n{summary}" for key, summary in fresh.items())


def test_the_list_of_known_faults_only_shrinks():
    assert not known() - SEEN

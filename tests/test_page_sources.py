"""The sources page names every passport of the build, in both languages."""

import pytest

from dashboard import data

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.browser]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_passport_is_a_row_that_opens(visit, lang):
    page = visit(f"/sources?lang={lang}")
    page.locator(".tantu-details").first.wait_for()
    passports = data.latest().frame("sources")
    shown = page.locator(".tantu-details summary strong").all_inner_texts()
    assert sorted(shown) == sorted(passports[f"title_{lang}"])
    page.locator(".tantu-details summary").first.click()
    assert passports["citation"].iloc[0][:40] in page.locator(".tantu-details").first.inner_text()


def test_figures_that_could_not_be_confirmed_stand_with_their_quotation(visit):
    page = visit("/sources")
    facts = data.latest().frame("unconfirmed_facts")
    page.locator(".tantu-table").wait_for()
    assert page.locator(".tantu-table tbody tr").count() == len(facts)
    for quote in facts["quote"]:
        assert quote in page.locator(".tantu-table").inner_text()

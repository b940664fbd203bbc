"""The router: the page of the address, or a sentence that says why there is none."""

import sys
from datetime import UTC, datetime
from types import ModuleType

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.data import Build, Failure
from dashboard.selection import bind
from dashboard.text import text
from pipelines.errors import PublishedBuildCorrupt, PublishedBuildMissing

BUILD = Build("3f9c1a20b7de", datetime(2026, 11, 20, 3, 4, tzinfo=UTC), "", None)
CODES = ("co2_scope_1", "gdp_current")


def chooser(ctx):
    """A page with one choice, tied to the address."""
    code = ctx.choose("indicator", among=CODES, otherwise=CODES[0])
    st.selectbox("indicator", CODES, **bind("indicator", code))
    st.text(f"{ctx.page_id} {ctx.lang} {ctx.mode} {code} {ctx.href('region', region='310113')}")


@pytest.fixture
def atlas(monkeypatch):
    """Return a function that runs the app with a page of our own at the root, on a build of our own."""

    def run(shown=chooser, *, build=BUILD, failure=None, **query):
        view = ModuleType("dashboard.views.map")
        view.page = shown
        monkeypatch.setitem(sys.modules, "dashboard.views.map", view)
        monkeypatch.setattr(data, "latest", build if callable(build) else lambda: build)
        monkeypatch.setattr(data, "last_failure", lambda: failure)
        app = AppTest.from_file("../dashboard/app.py")
        for param, code in query.items():
            app.query_params[param] = code
        return app.run()

    return run


def raising(error):
    def raise_it(*_):
        raise error

    return raise_it


def test_a_page_gets_what_the_address_chooses(atlas):
    app = atlas(indicator="gdp_current", lang="en", theme="dark")
    said = "map en dark gdp_current /region?region=310113&indicator=gdp_current&lang=en&theme=dark"
    assert app.text[0].value == said
    assert app.selectbox[0].value == "gdp_current"


def test_a_choice_goes_into_the_address(atlas):
    app = atlas()
    app.selectbox[0].select("gdp_current").run()
    assert dict(app.query_params) == {"indicator": "gdp_current"}
    assert "gdp_current" in app.text[0].value


def test_a_choice_ends_the_talk_of_a_lost_page(atlas):
    app = atlas(page="no-such")
    assert app.warning[0].value == text("zh")("unknown.page", code="no-such", param="page")
    app.selectbox[0].select("gdp_current").run()
    assert "page" not in app.query_params
    assert len(app.warning) == 0


def test_an_unknown_code_is_said_aloud_and_the_default_is_shown(atlas):
    app = atlas(indicator="co3")
    assert app.warning[0].value == text("zh")("unknown.indicator", code="co3", param="indicator")
    assert app.selectbox[0].value == CODES[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("error", "key"), [
    (PublishedBuildMissing("LATEST", "nothing is published", "Run it."), "missing_build"),
    (PublishedBuildCorrupt("x.duckdb", "damaged", "Run it."), "damaged_build"),
])  # fmt: skip
def test_without_a_build_a_sentence_says_what_to_do(atlas, lang, error, key):
    app = atlas(build=raising(error), lang=lang)
    assert app.title[0].value == text(lang)(f"{key}.title")
    assert app.markdown[0].value == text(lang)(f"{key}.what")
    assert len(app.exception) == 0


def test_a_page_that_fails_says_so_and_the_log_says_why(atlas, caplog):
    app = atlas(raising(ZeroDivisionError("a secret path")))
    assert app.title[0].value == text("zh")("failure.title")
    assert len(app.exception) == 0
    assert "a secret path" not in app.markdown[0].value
    assert "a secret path" in caplog.text


def test_a_failed_build_is_told_with_its_time_and_reason_above_the_older_one(atlas):
    failure = Failure(datetime(2026, 11, 21, 5, 6, tzinfo=UTC), "districts_sum_to_city: 3 rows")
    told = atlas(failure=failure).warning[0].value
    for moment in (failure.failed_at, BUILD.built_at):
        assert moment.astimezone().strftime("%Y-%m-%d %H:%M") in told
    assert "districts_sum_to_city: 3 rows" in told


def test_a_build_that_stands_in_for_a_damaged_one_says_so(atlas):
    told = atlas(build=Build("3f9c1a20b7de", BUILD.built_at, "deadbeef0000", None)).warning[0].value
    assert "deadbeef0000" in told
    assert "3f9c1a20b7de" in told

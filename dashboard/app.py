"""The router: which page, in which language and theme, on which build. Nothing else.

The document around it (header, navigation, fonts) comes from dashboard/document.py, which the server sends.
"""

from __future__ import annotations

import logging
from importlib import import_module
from pathlib import Path

import streamlit as st

from dashboard import data
from dashboard.context import Context, say_unknown
from dashboard.pages import PAGES, page_at, page_path
from dashboard.selection import Selection, read
from dashboard.text import Text, text
from dashboard.theme import Mode
from pipelines.errors import PublishedBuildCorrupt, PublishedBuildMissing

log = logging.getLogger("tantu.app")

MARK = Path(__file__).parent / "static" / "mark.png"


def main() -> None:
    """Run the page that the address asks for."""
    selection = read()
    t = text(selection.lang)
    chosen = st.navigation(
        [
            st.Page(
                lambda: None,
                title=t(f"pages.{page_id}"),
                url_path=page_path(page_id).strip("/"),
                default=page_path(page_id) == "/",
            )
            for page_id in PAGES
        ],
        position="hidden",
    )
    page_id = page_at(f"/{chosen.url_path}") or PAGES[0]
    st.set_page_config(
        page_title=t("shell.browser_title", page=t(f"pages.{page_id}")), page_icon=str(MARK), layout="wide"
    )
    for unknown in selection.unknowns():
        say_unknown(t, unknown)
    show(page_id, selection, t)


def show(page_id: str, selection: Selection, t: Text) -> None:
    """Run one page on the newest build, or say why it cannot be shown."""
    try:
        build = data.latest()
        warn_of_trouble(build, t)
        view = import_module(f"dashboard.views.{page_id}")
        view.page(Context(page_id, selection, t, mode_of(selection), build))
    except PublishedBuildMissing:
        explain(t("missing_build.title"), t("missing_build.what"))
    except PublishedBuildCorrupt:
        explain(t("damaged_build.title"), t("damaged_build.what"))
    except Exception:
        log.exception("page %s, selection %s", page_id, dict(selection.codes))
        explain(t("failure.title"), t("failure.what"))


def warn_of_trouble(build: data.Build, t: Text) -> None:
    """Say that a newer build failed or is damaged, since when and why, while an older one is shown."""
    shown = build.built_at.astimezone().strftime("%Y-%m-%d %H:%M")
    if build.stands_in_for:
        st.warning(t("stand_in", newer=build.stands_in_for, build=build.build_id, shown=shown))
    failure = data.last_failure()
    if failure:
        failed = failure.failed_at.astimezone().strftime("%Y-%m-%d %H:%M")
        st.warning(t("build_failed", failed=failed, shown=shown, message=failure.message))


def mode_of(selection: Selection) -> Mode:
    """Return the theme of this run: the address's, else the one the reader's browser reports."""
    return selection.theme or ("dark" if st.context.theme.type == "dark" else "light")


def explain(title: str, what: str) -> None:
    """Show an empty state: what is missing and what to do."""
    st.title(title, anchor=False)
    st.markdown(what)


main()

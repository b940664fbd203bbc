"""What every page is given: its language, its theme, what is chosen, and the build its figures come from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from dashboard.data import Build
from dashboard.selection import Selection, Unknown
from dashboard.text import Lang, Text
from dashboard.theme import Mode


@dataclass(frozen=True)
class Context:
    """One run of one page."""

    page_id: str
    selection: Selection
    t: Text
    mode: Mode
    build: Build

    @property
    def lang(self) -> Lang:
        return self.t.lang

    def choose(self, param: str, *, among: Collection[str], otherwise: str | None) -> str | None:
        """Return the chosen code, or `otherwise`; a code that is none of `among` is said aloud."""
        code, unknown = self.selection.choose(param, among=among, otherwise=otherwise)
        if unknown:
            say_unknown(self.t, unknown)
        return code

    def href(self, page_id: str | None = None, **changes: str | int | None) -> str:
        """Return the address of a page, this one by default, that keeps what is chosen but for the changes.

        A plain link to it is followed without loading the document anew.
        """
        return self.selection.but(**{"page": None, **changes}).href(page_id or self.page_id)


def say_unknown(t: Text, unknown: Unknown) -> None:
    """Tell the reader which part of the address was not understood, and what is shown instead."""
    st.warning(t(unknown.text_key, param=unknown.param, code=unknown.code))

"""What is chosen, as stable codes in the address: a link opens exactly that view.

The pure part reads a mapping and returns values. `read`, `write` and `bind` at the end reach Streamlit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.pages import page_path
from dashboard.text import LANGS, Lang
from dashboard.theme import MODES, Mode

# Every code the address may carry, in the order it is written.
PARAMETERS = (
    "region",  # adcode, or ISO 3166-1 alpha-3 code of a country
    "indicator",
    "year",
    "level",  # province | prefecture | county
    "source",
    "per",  # head | land_km2 | gdp_constant: what a total is divided by
    "form",  # flat | columns: how the map is drawn
    "scenario",
    "horizon",  # last year of a projection
    "page",  # an address that no page answers at, handed on by the server to be said aloud
    "lang",  # zh | en
    "theme",  # light | dark; without it the system's
)


@dataclass(frozen=True)
class Unknown:
    """A code in the address that stands for nothing here."""

    param: str
    code: str

    @property
    def text_key(self) -> str:
        """Key of the sentence that says so."""
        told = ("region", "indicator", "year", "level", "lang", "theme", "page")
        return f"unknown.{self.param}" if self.param in told else "unknown.parameter"


@dataclass(frozen=True)
class Selection:
    """The codes of one address."""

    codes: Mapping[str, str] = field(default_factory=dict)
    strays: tuple[Unknown, ...] = ()  # parameters that no page knows

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Selection:
        """Return what the query of an address chooses; an empty value chooses nothing."""
        codes = {name: query[name] for name in PARAMETERS if query.get(name)}
        strays = tuple(Unknown(name, code) for name, code in query.items() if name not in PARAMETERS)
        return cls(codes, strays)

    def get(self, param: str) -> str | None:
        return self.codes.get(param)

    def choose(
        self, param: str, *, among: Collection[str], otherwise: str | None
    ) -> tuple[str | None, Unknown | None]:
        """Return the chosen code if it is one of `among`, else `otherwise` and what was not understood."""
        code = self.codes.get(param)
        if code is None or code in among:
            return code or otherwise, None
        return otherwise, Unknown(param, code)

    def but(self, **changes: str | int | None) -> Selection:
        """Return the selection with some codes changed; None takes a code away."""
        foreign = set(changes) - set(PARAMETERS)
        if foreign:
            raise ValueError(f"no such parameter: {sorted(foreign)}")
        codes = {**self.codes, **{name: str(code) for name, code in changes.items() if code is not None}}
        gone = {name for name, code in changes.items() if code is None}
        return replace(self, codes={n: codes[n] for n in PARAMETERS if n in codes and n not in gone})

    def href(self, page_id: str) -> str:
        """Return the address of this selection on a page."""
        query = urlencode({name: self.codes[name] for name in PARAMETERS if name in self.codes})
        return page_path(page_id) + (f"?{query}" if query else "")

    @property
    def lang(self) -> Lang:
        return next((lang for lang in LANGS if lang == self.codes.get("lang")), LANGS[0])

    @property
    def theme(self) -> Mode | None:
        """The theme that the address asks for; None leaves it to the reader's system."""
        return next((mode for mode in MODES if mode == self.codes.get("theme")), None)

    def unknowns(self) -> list[Unknown]:
        """Return what is wrong with the address before any page has looked at it."""
        checks = (("lang", LANGS), ("theme", MODES), ("page", ()))
        told = (self.choose(param, among=codes, otherwise=None)[1] for param, codes in checks)
        return [unknown for unknown in told if unknown] + list(self.strays)


def read() -> Selection:
    """Return what the address of this run chooses."""
    return Selection.of(st.query_params.to_dict())


def write(**changes: str | int | None) -> None:
    """Put changed codes into the address; None takes a code away."""
    st.query_params.from_dict(dict(read().but(**changes, page=None).codes))


def bind(param: str, code: Any) -> dict[str, Any]:
    """Return what ties a widget to the address: `st.selectbox(label, codes, **bind("indicator", code))`.

    `code` is what the address chooses now. The widget shows it, also when a link has changed it, and
    writes the reader's choice into the address before the page runs again.
    """
    key = f"choice-{param}"
    st.session_state[key] = code
    return {"key": key, "on_change": _take_over, "args": (param, key)}


def _take_over(param: str, key: str) -> None:
    write(**{param: st.session_state[key]})

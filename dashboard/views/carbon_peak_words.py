"""The parts of the carbon peak page that are words: the past by common rules, targets, how far to trust it."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.figure import plain
from dashboard.components.quotations import cited, listed
from dashboard.context import Context
from dashboard.sentences import carbon_peak as said
from dashboard.sentences import peak_past
from dashboard.views.carbon_peak_choices import name_of
from dashboard.views.carbon_peak_figures import Inventory, unit_of

WEAK = ("middle", "fast", "far", "countries", "rule", "peaked", "provinces")


def past(ctx: Context, own: Inventory) -> None:
    """Show the peak status in words, why, and what it rests on."""
    t, status = ctx.t, own.status
    word = t(f"carbon_peak.past.status.{status['status']}")
    st.header(plain(t("carbon_peak.past.title", status=word)), anchor=False)
    rows = "".join(
        f'<tr><th scope="row">{escape(term)}</th><td>{escape(words)}</td></tr>'
        for term, words in peak_past.basis(status, unit_of(ctx, own.unit), t)
    )
    st.markdown(plain(peak_past.because(status, t)))
    st.html(
        f'<table class="tantu-table"><tbody>{rows}</tbody></table>'
        f'<p class="tantu-muted">{escape(t("carbon_peak.past.about", origin=own.origin))}</p>'
    )


def targets(ctx: Context, region_id: str, asked: pd.DataFrame) -> None:
    """Quote the peak targets of the region and of what it lies in; a statement that was replaced stands apart."""
    t = ctx.t
    st.header(t("carbon_peak.targets.title"), anchor=False)
    pieces = []
    if region_id not in set(asked["region_id"]):
        pieces.append(note(t("carbon_peak.targets.none", region=name_of(ctx, region_id))))
    told = said.with_years_in_words(asked, t)
    for is_superseded, part in told.groupby("is_superseded", sort=True):
        if is_superseded:
            pieces.append(note(t("carbon_peak.targets.superseded")))
        labels = [
            t("carbon_peak.targets.of", region=name_of(ctx, row.region_id), target=getattr(row, f"indicator_{t.lang}"))
            for row in part.itertuples()
        ]
        pieces.append(listed(part, t, labels=labels) + cited(part, t))
    st.html("".join([*pieces, note(t("carbon_peak.targets.about"))]))


def trust(ctx: Context, own: Inventory) -> None:
    """Say which drivers were at hand, how good the projection was elsewhere, and fold away where it is weak."""
    t, form = ctx.t, str(own.status["form"])
    st.header(t("carbon_peak.trust.title"), anchor=False)
    drivers = t(f"carbon_peak.trust.{form}", region=own.name, years=int(own.status["driver_years"]))
    st.markdown(plain(t("carbon_peak.join", first=drivers, second=said.tested(form, t))))
    with st.expander(t("carbon_peak.trust.weak")):
        weak = "".join(f"<li>{escape(t(f'carbon_peak.trust.{key}'))}</li>" for key in WEAK)
        st.html(f'<ul class="tantu-muted">{weak}</ul>')


def note(line: str) -> str:
    return f'<p class="tantu-note">{escape(line)}</p>'

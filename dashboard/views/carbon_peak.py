"""When does it peak, how high, and how sure is that? A projection with its origin, and what the past says."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.figure import plain, remembered, show
from dashboard.context import Context
from dashboard.sentences import carbon_peak as said
from dashboard.views.carbon_peak_choices import NATION, choose, fits, name_of, province_of
from dashboard.views.carbon_peak_figures import (
    Inventory,
    fan_figure,
    inventory,
    own_figure,
    probability_figure,
    unit_of,
)
from dashboard.views.carbon_peak_words import past, targets, trust

RIVALS = ("ets_damped", "theta", "components_damped")
MODELLED_CO2 = ("co2_energy", "co2_scope_1")


def page(ctx: Context) -> None:
    region_id = choose(ctx)
    own = projected(ctx, region_id)
    host_id = province_of(region_id)
    host = projected(ctx, host_id) if own is None and host_id != region_id else None
    if own is not None:
        whole(ctx, own)
    elif host is not None:
        borrowed(ctx, region_id, host)
    else:
        nothing(ctx, region_id)
    doors(ctx, host)


def projected(ctx: Context, region_id: str) -> Inventory | None:
    """Return the region's inventory that the address asks for, else its first; None where none can be projected."""
    found = fits(ctx, region_id)
    if found.empty:
        return None
    wanted = found[found["source_id"] == ctx.selection.get("source")]
    return inventory(ctx, (wanted if len(wanted) else found).iloc[0], name_of(ctx, region_id))


def whole(ctx: Context, own: Inventory) -> None:
    """Show a region with an inventory of its own: fan, probability, past, targets, and how far to trust it."""
    t = ctx.t
    st.title(plain(said.question(own.name, own.origin, t)), anchor=False)
    answer(said.answer(own.status, own.curve, unit_of(ctx, own.unit), t))
    asked = targets_of(ctx, own.region_id)
    left, right = st.columns([14, 10], gap="large")
    with left:
        chosen = st.session_state.get("peak-rivals", [])
        fan(ctx, own, tuple(model for model in RIVALS if model in chosen))
    with right:
        years = said.target_years(asked, own.curve)
        figure = remembered(
            ctx, "peak-probability", own.region_id, own.source_id, years,
            make=lambda: probability_figure(ctx, own, years),
        )  # fmt: skip
        show(figure, ctx)
        small_print([said.records(own.status, t)])
    left, right = st.columns([14, 10], gap="large")
    with left:
        past(ctx, own)
    with right:
        trust(ctx, own)
    targets(ctx, own.region_id, asked)


def fan(ctx: Context, own: Inventory, chosen: tuple[str, ...]) -> None:
    """Show the fan with the chosen models beside it, and what a careful reader has to know."""
    t = ctx.t
    figure = remembered(
        ctx, "peak-fan", own.region_id, own.source_id, chosen, make=lambda: fan_figure(ctx, own, chosen)
    )
    show(figure, ctx)
    st.pills(
        t("carbon_peak.rivals.choose"), RIVALS, selection_mode="multi", key="peak-rivals",
        format_func=lambda model: t(f"carbon_peak.rivals.{model}"),
    )  # fmt: skip
    beside = said.rivals(own.rivals, list(chosen), unit_of(ctx, own.unit), t)
    small_print([t("carbon_peak.rivals.warning"), *beside] if chosen else [])
    small_print(figure.notes)


def borrowed(ctx: Context, region_id: str, host: Inventory) -> None:
    """Show the fan of the province around a region, and the region's own modelled history as a hollow line."""
    t, name = ctx.t, name_of(ctx, region_id)
    own = modelled(ctx, region_id)
    st.title(plain(t("carbon_peak.borrowed.question", region=name, host=host.name, origin=host.origin)), anchor=False)
    answer(said.borrowed(name, host.name, level_of(ctx, region_id), unfit_of(ctx, region_id), len(own) > 0, t))
    key = (region_id, host.region_id, host.source_id)
    left, right = st.columns([14, 10], gap="large")
    with left:
        figure = remembered(ctx, "peak-host", *key, make=lambda: fan_figure(ctx, host, (), own, name))
        show(figure, ctx)
        small_print(figure.notes)
    with right:
        if len(own):
            show(remembered(ctx, "peak-own", *key, make=lambda: own_figure(ctx, name, host.name, own)), ctx)
        bring(ctx, name)
    targets(ctx, region_id, targets_of(ctx, region_id))


def nothing(ctx: Context, region_id: str) -> None:
    """Say that no inventory is published, why nothing stands in for it, and how to bring one in."""
    t, name = ctx.t, name_of(ctx, region_id)
    st.title(plain(t("carbon_peak.empty.question", region=name)), anchor=False)
    answer(t("carbon_peak.empty.answer", region=name))
    why = t("carbon_peak.empty.whole", region=name) if unfit_of(ctx, region_id) else t("carbon_peak.empty.why")
    st.html(
        f'<div class="tantu-empty"><strong>{escape(t("carbon_peak.empty.title"))}</strong>{escape(why)}</div>'
        f'<p><a href="{escape(ctx.href(region=NATION), quote=True)}">{escape(t("carbon_peak.empty.nation"))}</a></p>'
    )
    bring(ctx, name)


def bring(ctx: Context, name: str) -> None:
    """Say how a person's own ten years get a projection of their own."""
    st.header(plain(ctx.t("carbon_peak.bring.title", region=name)), anchor=False)
    st.markdown(plain(ctx.t("carbon_peak.bring.how", region=name)))


def doors(ctx: Context, host: Inventory | None) -> None:
    """Lead on, with the same region."""
    t = ctx.t
    links = [(ctx.href(page_id), t(f"carbon_peak.doors.{page_id}")) for page_id in ("region", "energy", "sources")]
    if host is not None:
        address = ctx.href(region=host.region_id)
        links.insert(0, (address, t("carbon_peak.doors.host", host=host.name)))
    st.header(t("carbon_peak.doors.title"), anchor=False)
    listed = t("facts.join").join(f'<a href="{escape(href, quote=True)}">{escape(words)}</a>' for href, words in links)
    st.html(f"<p>{listed}</p>")


def answer(sentence: str) -> None:
    st.html(f'<p class="tantu-answer">{escape(sentence)}</p>')


def small_print(lines: Sequence[str]) -> None:
    """Write lines that a careful reader has to know."""
    if lines:
        st.html("".join(f'<p class="tantu-note">{escape(line)}</p>' for line in lines))


def modelled(ctx: Context, region_id: str) -> pd.DataFrame:
    """Return the region's modelled yearly CO2 of one source; empty where there is none."""
    series = ctx.build.frame("series", region_id=region_id)
    status = series["input_status"].fillna(series["value_status"])
    found = series[series["indicator_id"].isin(MODELLED_CO2) & (status == "modelled")]
    return found[found["source_id"] == found["source_id"].min()]


def targets_of(ctx: Context, region_id: str) -> pd.DataFrame:
    """Return what documents ask of the peak of a region, then the peak years asked of its province and the nation."""
    above = [code for code in dict.fromkeys([province_of(region_id), NATION]) if code != region_id]
    frames = [ctx.build.frame("peak_targets", region_id=code) for code in above]
    years = [frame[frame["is_peak_year"] & ~frame["is_superseded"]] for frame in frames]
    return pd.concat([ctx.build.frame("peak_targets", region_id=region_id), *years], ignore_index=True)


def level_of(ctx: Context, region_id: str) -> str:
    regions = ctx.build.frame("regions")
    return str(regions.loc[regions["region_id"] == region_id, "level"].iloc[0])


def unfit_of(ctx: Context, region_id: str) -> str | None:
    """Return why the region's own inventory cannot be projected; None where it has none."""
    unfit = ctx.build.frame("peak_status", region_id=region_id)["unfit"].dropna()
    return str(unfit.iloc[0]) if len(unfit) else None

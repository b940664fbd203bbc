"""The row of choices over the map: area, measure, year, form. All of it stands in the address, as codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.context import Context, say_unknown
from dashboard.maps.areas import Area, area_of, areas
from dashboard.maps.offers import PER, Offer, offer
from dashboard.selection import Unknown, bind, write
from dashboard.text import Text
from pipelines.catalog import Indicator, catalogue

FORMS = ("flat", "columns")
MEASURE = ("indicator", "per", "source", "year")
SLIDER_FROM = 6  # so many years are chosen on a slider, fewer from a list


@dataclass(frozen=True)
class Choice:
    """What the reader wants to see."""

    area: Area
    region_id: str  # the region that the address names; the area itself or one inside it
    offer: Offer
    base_id: str
    per: str
    source_id: str
    year: int
    form: str  # flat | columns
    with_plants: bool

    @property
    def indicator(self) -> Indicator:
        return catalogue().indicators[self.offer.indicator_id(self.base_id, self.per)]


def choose(ctx: Context) -> Choice:
    """Draw the row and return what it says."""
    known = areas(ctx.build.frame("map_boundaries").itertuples(index=False, name=None))
    region_id = ctx.choose("region", among=catalogue().regions, otherwise=known[0].region_id)
    is_area = any(area.region_id == region_id for area in known)
    own_level = None if is_area else catalogue().regions[region_id].level  # a region is drawn on the map of its level
    level = ctx.choose("level", among={area.level for area in known}, otherwise=own_level)
    area = area_of(known, region_id, level)
    offered = offer_of(ctx, area)
    codes = {name: ctx.selection.get(name) for name in MEASURE}
    fitting = offered.fitting(codes)
    base_id, per, source_id, year = offered.chosen(fitting)
    form = ctx.choose("form", among=FORMS, otherwise=FORMS[0])
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices"):
        _area(ctx, known, area)
        _measure(ctx, offered, base_id, per)
        _source_and_year(ctx, offered, base_id, per, source_id, year)
        st.segmented_control(
            ctx.t("map.choose.form"), FORMS, format_func=lambda code: ctx.t(f"map.form.{code}"), required=True,
            **bind("form", form),
        )  # fmt: skip
        with_plants = st.toggle(ctx.t("map.plants.show"), key="map-plants")
    _tell_what_does_not_fit(ctx, codes, fitting)
    return Choice(area, region_id, offered, base_id, per, source_id, year, form, with_plants)


def offer_of(ctx: Context, area: Area) -> Offer:
    """Return what a map of this area can show."""
    choices = ctx.build.frame("map_choices", boundary_id=area.boundary_id)
    drawn = len(ctx.build.frame("map_regions", boundary_id=area.boundary_id))
    return offer(choices, catalogue().indicators, drawn=drawn)


def named(indicator_id: str, offered: Offer, t: Text) -> str:
    """Return an indicator's name in the list, marked where all of its figures here are modelled or estimated."""
    name, kind = catalogue().indicators[indicator_id].name[t.lang], offered.kind(indicator_id)
    return name if kind == "counted" else t("map.choose.soft", name=name, kind=t(f"charts.status.{kind}"))


def source_name(ctx: Context, source_id: str) -> str:
    """Return the short attribution of a source, of its newest edition."""
    passports = ctx.build.frame("sources")
    found = passports.loc[passports["source_id"] == source_id, f"attribution_{ctx.lang}"]
    return str(found.iloc[-1]) if len(found) else ctx.t("map.documents")


def _area(ctx: Context, known: tuple[Area, ...], area: Area) -> None:
    by_id = {a.boundary_id: a for a in known}

    def take() -> None:
        chosen = by_id[st.session_state["choice-area"]]
        codes = {name: ctx.selection.get(name) for name in MEASURE}
        write(region=chosen.region_id, level=chosen.level, **offer_of(ctx, chosen).fitting(codes))

    st.session_state["choice-area"] = area.boundary_id
    st.selectbox(
        ctx.t("map.choose.area"), list(by_id), format_func=lambda key: by_id[key].title(ctx.t), key="choice-area",
        on_change=take, width=176,
    )  # fmt: skip


def _measure(ctx: Context, offered: Offer, base_id: str, per: str) -> None:
    t = ctx.t

    def take() -> None:
        chosen = {name: ctx.selection.get(name) for name in MEASURE}
        write(**offered.fitting({**chosen, "indicator": st.session_state["choice-indicator"]}))

    st.session_state["choice-indicator"] = base_id
    st.selectbox(
        t("map.choose.indicator"), offered.indicators(), format_func=lambda code: named(code, offered, t),
        key="choice-indicator", on_change=take, width=285,
    )  # fmt: skip
    divisors = offered.divisors(base_id)
    if len(divisors) > 1:
        st.segmented_control(
            t("map.choose.per"), divisors, format_func=lambda code: t(f"map.per.{code}"), required=True,
            **bind("per", per),
        )  # fmt: skip


def _source_and_year(ctx: Context, offered: Offer, base_id: str, per: str, source_id: str, year: int) -> None:
    t, sources = ctx.t, offered.sources(base_id, per)
    if len(sources) > 1:
        st.selectbox(
            t("map.choose.source"), sources, format_func=lambda code: source_name(ctx, code), width=212,
            **bind("source", source_id),
        )  # fmt: skip
    years = [str(y) for y in offered.years(base_id, per, source_id)]
    if len(years) >= SLIDER_FROM:
        st.select_slider(t("map.choose.year"), years, width=230, **bind("year", str(year)))
    else:
        st.selectbox(t("map.choose.year"), years[::-1], width=110, **bind("year", str(year)))


def _tell_what_does_not_fit(ctx: Context, codes: Mapping[str, str | None], fitting: Mapping[str, str | None]) -> None:
    """Say which code of the address stands for nothing, and which stands for something this map does not have."""
    for name, code in codes.items():
        if code is None or fitting[name] is not None:
            continue
        if _is_known(ctx, name, code):
            st.caption(ctx.t(f"map.not_here.{name}", code=_in_words(ctx, name, code)))
        else:
            say_unknown(ctx.t, Unknown(name, code))


def _is_known(ctx: Context, name: str, code: str) -> bool:
    match name:
        case "indicator":
            return code in catalogue().indicators
        case "per":
            return code in PER
        case "source":
            return code == "documents" or code in set(ctx.build.frame("sources")["source_id"])
    coverage = ctx.build.frame("coverage")
    return code.isdigit() and coverage["first_year"].min() <= int(code) <= coverage["last_year"].max()


def _in_words(ctx: Context, name: str, code: str) -> str:
    match name:
        case "indicator":
            return catalogue().indicators[code].name[ctx.lang]
        case "per":
            return ctx.t(f"map.per.{code}")
        case "source":
            return source_name(ctx, code)
    return code

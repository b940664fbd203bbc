"""The row of choices over the carbon peak page: the nation or a province, then a unit inside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from dashboard.context import Context
from dashboard.selection import bind, write

NATION, SHANGHAI = "100000", "310000"


def choose(ctx: Context) -> str:
    """Draw the row and return the chosen region, Shanghai unless the address says otherwise."""
    regions = ctx.build.frame("regions").set_index("region_id")
    region_id = ctx.choose("region", among=regions.index, otherwise=SHANGHAI)
    province = province_of(region_id)
    provinces = [NATION, *regions.index[regions["level"] == "province"]]
    units = units_of(ctx, regions, province)
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices"):
        _pick(ctx, "province", provinces, regions[f"name_{ctx.lang}"].get, province, 220)
        if len(units) > 1:
            _pick(ctx, "unit", list(units), units.get, region_id, 320)
        sources = fits(ctx, region_id)["source_id"].tolist()
        if len(sources) > 1:
            asked = ctx.selection.get("source")
            chosen = asked if asked in sources else sources[0]
            st.selectbox(ctx.t("carbon_peak.choose.source"), sources, width=240, **bind("source", chosen))
    return region_id


def units_of(ctx: Context, regions: pd.DataFrame, province: str) -> dict[str, str]:
    """Return the names of a province's units, the whole first; a county stands behind its prefecture."""
    t = ctx.t
    inside = regions[regions.index.str.startswith(province[:2]) & (regions.index != province)]
    names = {province: t("carbon_peak.choose.whole", region=regions.at[province, f"name_{ctx.lang}"])}
    for code, name, parent_id, parent in zip(
        inside.index, inside[f"name_{ctx.lang}"], inside["parent_id"], inside[f"parent_{ctx.lang}"], strict=True
    ):
        behind = t("carbon_peak.choose.inside", parent=parent, name=name)
        names[code] = name if parent_id == province else behind
    return names


def _pick(
    ctx: Context, what: str, codes: Sequence[str], name: Callable[[str], str | None], code: str, width: int
) -> None:
    key = f"choice-{what}"
    st.session_state[key] = code
    st.selectbox(
        ctx.t(f"carbon_peak.choose.{what}"), codes, format_func=name, key=key, width=width,
        on_change=lambda: write(region=st.session_state[key], source=None),
    )  # fmt: skip


def province_of(region_id: str) -> str:
    """Return the province of a region, or the nation for itself."""
    return f"{region_id[:2]}0000"


def name_of(ctx: Context, region_id: str) -> str:
    regions = ctx.build.frame("regions")
    return str(regions.loc[regions["region_id"] == region_id, f"name_{ctx.lang}"].iloc[0])


def fits(ctx: Context, region_id: str) -> pd.DataFrame:
    """Return the inventories of a region that could be projected, as rows of results.peak_status."""
    statuses = ctx.build.frame("peak_status", region_id=region_id)
    return statuses[statuses["unfit"].isna()]

"""What a total consists of: columns over years and bars of one year, each part in its fixed colour.

At most seven parts are drawn; what is smaller is added up as the rest. Baselines are zero.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.labels import number
from dashboard.charts.sheet import (
    HEIGHT_PX,
    baseline,
    end_labels,
    label_bars,
    nice_top,
    rows,
    sheet,
    value_axis,
    value_scale,
    year_band,
)
from dashboard.text import Text
from dashboard.theme import Mode, tokens

REST = "rest"
MOST_PARTS = 7
BAR_STEP_PX = 34


def by_group(frame: pd.DataFrame, item: str, group_of: Mapping[str, str]) -> pd.DataFrame:
    """Return year, part_id, value: the sums of a frame's items (column `item`) over their groups."""
    named = frame.assign(part_id=frame[item].map(group_of))
    return named.groupby(["year", "part_id"], as_index=False)["value"].sum()


def largest(parts: pd.DataFrame, most: int = MOST_PARTS) -> pd.DataFrame:
    """Return year, part_id, value with the parts that are smallest in the last year added up as `rest`.

    A part that is zero in every year is left out. Nothing is added up where there are no more than `most` parts;
    else most - 1 stay and the rest is one.
    """
    parts = parts[parts.groupby("part_id")["value"].transform("max") > 0]
    last = parts[parts["year"] == parts["year"].max()].groupby("part_id")["value"].sum()
    if parts["part_id"].nunique() <= most:
        return parts[["year", "part_id", "value"]]
    kept = set(last.drop(REST, errors="ignore").nlargest(most - 1).index)
    merged = parts.assign(part_id=parts["part_id"].where(parts["part_id"].isin(kept), REST))
    return merged.groupby(["year", "part_id"], as_index=False)["value"].sum()


def stacked(
    parts: pd.DataFrame, names: Mapping[str, str], colours: Mapping[str, str], *, unit: str, t: Text, mode: Mode,
    decimals: int | None = None, height: int = HEIGHT_PX,
) -> alt.LayerChart:  # fmt: skip
    """Return one column a year, its parts on top of each other, the largest of the last year lowest.

    `parts` has year, part_id, value (at most one row a part and year); `names` and `colours` know every part_id,
    `rest` has its own name. A year without values is an empty place.
    """
    drawn = _ordered(largest(parts), names, colours, t)
    years = list(range(int(drawn["year"].min()), int(drawn["year"].max()) + 1))
    top, ticks = nice_top(drawn.groupby("year")["value"].sum().max())
    x = year_band(years)
    y = alt.Y("value:Q", stack="zero", scale=value_scale(top), axis=value_axis(unit, ticks))
    columns = (
        alt.Chart(rows(drawn[["year", "value", "name", "colour", "place"]]))
        .mark_bar(stroke=tokens(mode)["paper"], strokeWidth=0.6, cornerRadius=0)
        .encode(x=x, y=y, color=alt.Color("colour:N", scale=None), order="place:Q")
    )
    return sheet(
        [
            columns,
            baseline(mode),
            _felt(drawn, x, top, t=t, unit=unit, decimals=decimals),
            *end_labels(_ends(drawn, mode), mode, top=top, height=height, shape="square"),
        ],
        mode,
        height=height,
    )


def bars(
    parts: pd.DataFrame, names: Mapping[str, str], colours: Mapping[str, str], *, unit: str, t: Text, mode: Mode,
    decimals: int | None = None,
) -> alt.LayerChart:  # fmt: skip
    """Return one lying bar a part for one year, the largest first, the rest last, each with its value.

    `parts` has year, part_id, value for a single year.
    """
    drawn = _ordered(largest(parts), names, colours, t).sort_values("place")
    said = [number(value, decimals) for value in drawn["value"]]
    return label_bars(
        drawn.assign(said=said)[["name", "value", "colour", "said"]], unit=unit, mode=mode, step=BAR_STEP_PX
    )


def table(parts: pd.DataFrame, names: Mapping[str, str], *, unit: str, t: Text, heading: str) -> pd.DataFrame:
    """Return every part of every year: year, part (under `heading`), value with its unit in the heading."""
    named = parts.assign(name=parts["part_id"].map({**names, REST: t("charts.rest")}))
    return tabulated(
        named.sort_values(["year", "value"], ascending=[True, False]),
        {"year": t("charts.year"), "name": heading, "value": t("charts.value_in", unit=unit)},
    )


def _ordered(parts: pd.DataFrame, names: Mapping[str, str], colours: Mapping[str, str], t: Text) -> pd.DataFrame:
    """Return the parts with name, colour and place: 0 for the largest of the last year, the rest at the end."""
    last = parts[parts["year"] == parts["year"].max()].set_index("part_id")["value"]
    keys = sorted(parts["part_id"].unique(), key=lambda key: (key == REST, -last.get(key, 0.0)))
    place = {key: i for i, key in enumerate(keys)}
    said = {**names, REST: t("charts.rest")}
    return parts.assign(
        place=parts["part_id"].map(place),
        name=parts["part_id"].map(said),
        colour=parts["part_id"].map(colours),
    )


def _ends(drawn: pd.DataFrame, mode: Mode) -> pd.DataFrame:
    """Return the name of each part beside the middle of its piece in the last column."""
    last = drawn[drawn["year"] == drawn["year"].max()].sort_values("place")
    middle = last["value"].cumsum() - last["value"] / 2
    return pd.DataFrame(
        {"label": last["name"], "value": middle, "colour": last["colour"], "filled": True,
         "text_colour": tokens(mode)["ink"]}
    )  # fmt: skip


def _felt(drawn: pd.DataFrame, x: alt.X, top: float, *, t: Text, unit: str, decimals: int | None) -> alt.Chart:
    """Return a column over the whole height of each year that a pointer feels, with all parts in words."""
    order = drawn.drop_duplicates("place").sort_values("place", ascending=False)
    said = drawn.assign(words=[number(value, decimals) for value in drawn["value"]])
    wide = said.pivot(index="year", columns="place", values="words")
    wide.columns = [f"part_{place}" for place in wide.columns]
    total = drawn.groupby("year")["value"].sum().map(lambda value: f"{number(value, decimals)} {unit}")
    wide = wide.assign(total=total, full_height=top).reset_index()
    tooltip = [alt.Tooltip("year:O", title=t("charts.year")), alt.Tooltip("total:N", title=t("charts.total"))]
    tooltip += [alt.Tooltip(f"part_{row.place}:N", title=row.name) for row in order.itertuples(index=False)]
    return alt.Chart(rows(wide)).mark_bar(opacity=0).encode(
        x=x, y=alt.Y("full_height:Q", stack=None), tooltip=tooltip
    )  # fmt: skip

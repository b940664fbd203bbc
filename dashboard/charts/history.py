"""Yearly lines of one measure, one line a source, drawn as their status says: solid, dashed, hollow, dotted.

Sources are never joined to one line. A line breaks where a year is missing; a value without neighbours is a point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.labels import number
from dashboard.charts.sheet import (
    HEIGHT_PX,
    baseline,
    end_labels,
    felt_years,
    haloed,
    nice_span,
    nice_top,
    rows,
    sheet,
    value_axis,
    value_scale,
    year_axis,
)
from dashboard.text import Text
from dashboard.theme import Mode, status_style, tokens

FURTHER_SERIES = ("blue", "plum", "amber")  # tokens of the second, third and fourth line that is not modelled
WORDS_REACH_YEARS = 2  # how far the words of a ring reach to either side
WORDS_HEIGHT = 0.055  # of the upright axis


def chart(
    series: pd.DataFrame, labels: Mapping[str, str], *, unit: str, t: Text, mode: Mode, by: str = "source_id",
    decimals: int | None = None, ring: Sequence[str] | None = None, from_zero: bool = True, height: int = HEIGHT_PX,
) -> alt.LayerChart:  # fmt: skip
    """Return lines over years with a label at each end and a ring around the record.

    `series` has year, value, value_status and, where derived, input_status (the rows of queries/series.sql for
    one indicator), and the column `by` that tells the lines apart. `labels` names each line in the page's
    language and gives the order; `unit` stands above the axis. The record is ringed in the first line that is not
    modelled, or in those named by `ring`: a modelled series claims no record unless asked. An index about 100 may
    do without zero (`from_zero=False`).
    """
    drawn = prepared(series, labels, by=by, mode=mode)
    lowest, highest = drawn["value"].min(), drawn["value"].max()
    bottom, ticks = (0.0, nice_top(highest)[1]) if from_zero else nice_span(lowest, highest)
    top = ticks[-1]
    x = year_axis(int(drawn["year"].min()), int(drawn["year"].max()))
    y = alt.Y("value:Q", scale=value_scale(top, bottom), axis=value_axis(unit, ticks))
    ringed = ring if ring is not None else drawn.loc[drawn["status"] != "modelled", "series"].unique()[:1]
    return sheet(
        [
            baseline(mode, at=bottom),
            *lines(drawn, x, y, mode=mode),
            *records(drawn, ringed, x, y, t=t, mode=mode, top=top, decimals=decimals),
            *end_labels(_ends(drawn, mode), mode, top=top, bottom=bottom, height=height),
            felt_years(*spoken(drawn, t=t, unit=unit, decimals=decimals), x),
        ],
        mode,
        height=height,
    )


def prepared(series: pd.DataFrame, labels: Mapping[str, str], *, by: str, mode: Mode) -> pd.DataFrame:
    """Return year, value, status, series, label, colour, run and filled of the named lines, in their order.

    `run` numbers the stretches of consecutive years of one status, so that a line is drawn within them only.
    """
    frame = series[series[by].isin(list(labels))].dropna(subset=["value"]).copy()
    frame["status"] = frame["value_status"]
    if "input_status" in frame:
        frame["status"] = frame["input_status"].where(frame["value_status"] == "derived").fillna(frame["status"])
    frame["series"] = frame[by]
    frame["label"] = frame[by].map(labels)
    frame["place"] = frame[by].map({key: place for place, key in enumerate(labels)})
    frame = frame.sort_values(["place", "year"])
    frame["colour"] = frame["series"].map(_colours(frame, mode))
    frame["filled"] = [status_style(status, mode).filled for status in frame["status"]]
    before = frame.shift()
    joined = (
        (frame["series"] == before["series"])
        & (frame["status"] == before["status"])
        & (frame["year"] == before["year"] + 1)
    )
    frame["run"] = (~joined).cumsum()
    return frame[["year", "value", "status", "series", "label", "colour", "filled", "run"]].reset_index(drop=True)


def lines(drawn: pd.DataFrame, x: alt.X, y: alt.Y, *, mode: Mode) -> list[alt.Chart]:
    """Return the lines and their points, one pair of layers for each status."""
    layers = []
    colour = alt.Color("colour:N", scale=None)
    for status, part in _bridged(drawn).groupby("status", sort=False):
        style = status_style(status, mode)
        mark = {"opacity": style.opacity, "strokeJoin": "round", "strokeWidth": 1.5 if status == "modelled" else 2.25}
        if style.dash:
            mark["strokeDash"] = list(style.dash)
        layers.append(alt.Chart(rows(part)).mark_line(**mark).encode(x=x, y=y, color=colour, detail="run:N"))
    for status, part in drawn.groupby("status", sort=False):
        style = status_style(status, mode)
        points = alt.Chart(rows(part))
        if style.filled:
            layers.append(points.mark_point(size=26, filled=True, opacity=1).encode(x=x, y=y, color=colour))
        else:
            hollow = {"filled": True, "fill": tokens(mode)["paper"], "strokeWidth": 1.25, "opacity": 1}
            layers.append(points.mark_point(size=30, **hollow).encode(x=x, y=y, stroke=colour))
    return layers


def records(
    drawn: pd.DataFrame, ringed: Sequence[str], x: alt.X, y: alt.Y, *, t: Text, mode: Mode, top: float,
    decimals: int | None = None,
) -> list[alt.Chart]:  # fmt: skip
    """Return a ring around the highest value of each line in `ringed`, with its year and value.

    The first year counts where two tie. The words stand where no line passes, with a hairline to their ring.
    """
    layers = []
    ember = tokens(mode)["ember"]
    for key in ringed:
        peak = drawn.loc[drawn.loc[drawn["series"] == key, "value"].idxmax()]
        year, value = int(peak["year"]), float(peak["value"])
        at = _free_place(year, value, drawn, top)
        said = t("charts.record", year=year, value=number(value, decimals))
        ring = alt.Chart(alt.Data(values=[{"year": year, "value": value, "at": at, "said": said}])).encode(x=x)
        words = ring.encode(y=alt.Y("at:Q"), text="said:N")
        layers += [
            ring.mark_rule(color=ember, strokeWidth=1, opacity=0.6).encode(y=y, y2="at:Q"),
            ring.mark_point(
                shape="circle", size=150, filled=True, fill=tokens(mode)["paper"], stroke=ember, strokeWidth=2,
                opacity=1,
            ).encode(y=y),
            ring.mark_point(size=26, filled=True, color=peak["colour"], opacity=1).encode(y=y),
            *haloed(words, mode, color=ember, fontWeight=700),
        ]  # fmt: skip
    return layers


def table(
    series: pd.DataFrame, labels: Mapping[str, str], *, unit: str, t: Text, by: str = "source_id"
) -> pd.DataFrame:
    """Return the values behind the lines: year, series, value with its unit in the heading, status."""
    frame = series[series[by].isin(list(labels))].sort_values([by, "year"])
    frame = frame.assign(series=frame[by].map(labels), said=[t(f"charts.status.{s}") for s in frame["value_status"]])
    return tabulated(
        frame,
        {"year": t("charts.year"), "series": t("charts.series"), "value": t("charts.value_in", unit=unit),
         "said": t("charts.status_heading")},
    )  # fmt: skip


def _colours(frame: pd.DataFrame, mode: Mode) -> dict[str, str]:
    """Return the colour of each line: ink for the first and for what is modelled, then the further colours."""
    colour = tokens(mode)
    further = iter([colour["ink"], *(colour[name] for name in FURTHER_SERIES)])
    modelled = frame.groupby("series", sort=False)["status"].agg(lambda s: (s == "modelled").all())
    return {
        key: status_style("modelled", mode).colour if is_modelled else next(further)
        for key, is_modelled in modelled.items()
    }


def _bridged(drawn: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with each change of status bridged: the later stretch starts at the year before it."""
    before = drawn.shift()
    turns = (
        (drawn["series"] == before["series"])
        & (drawn["status"] != before["status"])
        & (drawn["year"] == before["year"] + 1)
    )
    bridges = before[turns].assign(run=drawn.loc[turns, "run"], status=drawn.loc[turns, "status"])
    joined = pd.concat([drawn, bridges]).sort_values(["run", "year"], kind="stable")
    return joined.astype({"year": int, "run": int, "filled": bool})


def _free_place(year: int, value: float, drawn: pd.DataFrame, top: float) -> float:
    """Return where on the upright axis the words of a ring stand: as near as no line passes, rather above."""
    near = drawn.loc[(drawn["year"] - year).abs() <= WORDS_REACH_YEARS, "value"]
    places = [value + side * step * WORDS_HEIGHT * top for step in (1.15, 1.7, 2.3, 3, 4) for side in (1, -1)]
    free = (
        place
        for place in places
        if 0 < place < top * 1.06
        and not near.between(place - 0.75 * WORDS_HEIGHT * top, place + 0.75 * WORDS_HEIGHT * top).any()
    )
    return next(free, places[0])


def spoken(drawn: pd.DataFrame, *, t: Text, unit: str, decimals: int | None) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return each year's values in words, a column for each line, and what the columns are called."""
    said = drawn.assign(
        words=[
            t(
                "charts.value_of_kind",
                value=number(row.value, decimals),
                unit=unit,
                kind=t(f"charts.status.{row.status}"),
            )
            for row in drawn.itertuples()
        ]
    )
    wide = said.pivot(index="year", columns="series", values="words")
    titles = {f"series_{place}": key for place, key in enumerate(drawn["series"].unique())}
    wide = wide[list(titles.values())].set_axis(list(titles), axis=1).reset_index()
    labels = drawn.drop_duplicates("series").set_index("series")["label"]
    return wide, {"year": t("charts.year"), **{column: labels[key] for column, key in titles.items()}}


def _ends(drawn: pd.DataFrame, mode: Mode) -> pd.DataFrame:
    """Return what stands at the end of each line: its name, softer where the line is modelled."""
    ends = drawn.groupby("series", sort=False).tail(1)
    ink, muted = tokens(mode)["ink"], tokens(mode)["muted"]
    return ends[["label", "value", "colour", "filled"]].assign(
        text_colour=[muted if status == "modelled" else ink for status in ends["status"]]
    )

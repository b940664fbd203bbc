"""What every chart stands on: its axes, its margins and the look of the page.

One view, never several beside each other, so that a chart takes the width of its column.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from dashboard.charts.labels import spread, width_px, wrapped
from dashboard.theme import Mode, altair_theme, tokens

HEIGHT_PX = 340
LINE_PX = 18  # least distance of two labels, one above the other
ROOM_ABOVE_PX = 26  # the unit stands there, above the axis
NAME_PX, NAME_LINE_PX = 230, 16  # the most that the name of a row may take before it breaks; its lines
END_PX = 150  # the same for the label at the end of a line
EDGE_PX = 8  # between the end of a line and its label


def sheet(
    layers: Sequence[alt.Chart], mode: Mode, *, height: int = HEIGHT_PX, top: int = ROOM_ABOVE_PX
) -> alt.LayerChart:
    """Return the layers as one chart, as wide as its column, with the look of the page.

    Its marks are hidden from screen readers, to whom Vega speaks English only: the figure has a sentence and a table.
    """
    look = {part: setting for part, setting in altair_theme(mode).items() if part != "padding"}
    hidden = {part: {**look.get(part, {}), "aria": False} for part in ("mark", "axis", "legend")}
    return (
        alt.layer(*layers)
        .properties(
            width="container",
            height=height,
            padding={"left": 4, "right": 12, "top": top, "bottom": 4},
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        )
        .configure(**{**look, **hidden})
    )


def rows(frame: pd.DataFrame) -> alt.Data:
    """Return a frame's rows as inline data; a missing value is null."""
    plain = frame.astype(object).where(frame.notna(), None)
    return alt.Data(values=plain.to_dict("records"))


def nice_top(highest: float) -> tuple[float, list[float]]:
    """Return the top of an axis from zero and its ticks, in steps of 1, 2, 2.5 or 5 times a power of ten.

    >>> nice_top(207.6)
    (250.0, [0.0, 50.0, 100.0, 150.0, 200.0, 250.0])
    """
    if highest <= 0:
        return 1.0, [0.0, 1.0]
    power = 10.0 ** math.floor(math.log10(highest / 5))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power * 5.5 >= highest)
    count = math.ceil(highest / step - 1e-9)
    ticks = [round(i * step, 12) for i in range(count + 1)]
    return ticks[-1], ticks


def nice_span(lowest: float, highest: float) -> tuple[float, list[float]]:
    """Return the foot of an axis that does not start at zero, and its ticks in the steps of nice_top.

    >>> nice_span(97.2, 114.9)
    (95.0, [95.0, 100.0, 105.0, 110.0, 115.0])
    """
    _, ticks = nice_top(highest - lowest)
    step = ticks[1]
    first, last = math.floor(lowest / step), math.ceil(highest / step)
    return first * step, [round(i * step, 12) for i in range(first, max(last, first + 1) + 1)]


def value_axis(title: str, ticks: Sequence[float], *, form: str | None = None) -> alt.Axis:
    """Return the upright axis: hairlines at the ticks, the unit once, lying above."""
    digits = max((len(f"{tick:g}".partition(".")[2]) for tick in ticks), default=0)
    return alt.Axis(title=title, values=list(ticks), tickCount=len(ticks), format=form or f",.{digits}f", grid=True)


def value_scale(top: float, bottom: float = 0.0) -> alt.Scale:
    return alt.Scale(domain=[bottom, top], nice=False, zero=bottom == 0)


def year_axis(first: int, last: int, *, offset: float = 0.5) -> alt.X:
    """Return the lying axis of years, a tick every one, two, five or ten of them and at both ends."""
    every = next(e for e in (1, 2, 5, 10, 20) if (last - first) / e <= 9)
    ticks = [year for year in range(first, last + 1) if year % every == 0]
    for end in (first, last):
        if all(abs(end - tick) > 0.5 * every for tick in ticks):
            ticks.append(end)
    return alt.X(
        "year:Q",
        scale=alt.Scale(domain=[first - offset, last + offset], nice=False, zero=False),
        axis=alt.Axis(
            title=None, format="d", values=sorted(ticks), tickCount=len(ticks), labelOverlap="greedy", labelSeparation=6
        ),
    )


def felt_years(words: pd.DataFrame, titles: Mapping[str, str], x: alt.X) -> alt.Chart:
    """Return the unseen columns that a pointer feels, one a year over the whole height, with words to show.

    `words` has year and the text columns that `titles` names; an empty text is not shown.
    """
    felt = words.assign(start=words["year"] - 0.5, until=words["year"] + 0.5)
    tooltip = [
        alt.Tooltip(f"{column}:Q", title=title, format="d")
        if column == "year"
        else alt.Tooltip(f"{column}:N", title=title)
        for column, title in titles.items()
    ]
    return (
        alt.Chart(rows(felt))
        .mark_rect(opacity=0, y=0, y2="height")
        .encode(x=alt.X("start:Q", scale=x["scale"], axis=x["axis"]), x2="until", tooltip=tooltip)
    )


def baseline(mode: Mode, at: float = 0.0) -> alt.Chart:
    """Return the line of zero, a little darker than the grid."""
    return alt.Chart(alt.Data(values=[{"zero": at}])).mark_rule(
        color=tokens(mode)["border"], strokeWidth=1
    ).encode(y="zero:Q")  # fmt: skip


def end_labels(
    places: pd.DataFrame,
    mode: Mode,
    *,
    top: float,
    bottom: float = 0.0,
    height: int = HEIGHT_PX,
    shape: str = "circle",
) -> list[alt.Chart]:
    """Return labels right of the last year, one beside each line or band, moved apart where they would overlap.

    `places` has label, value (where the label belongs on the upright axis, bottom to top), colour of the mark before
    the label, filled (False: the mark is hollow) and text_colour. Vega makes room for them by itself.
    """
    lines = [wrapped(label, END_PX) for label in places["label"]]
    gap = LINE_PX + (max(map(len, lines)) - 1) * NAME_LINE_PX
    pixels = [height * (top - value) / (top - bottom) for value in places["value"]]
    placed = places.drop(columns=["value", "label"]).assign(
        lines=lines,
        label_px=spread(pixels, gap, 4, height - 4),
        fill=places["colour"].where(places["filled"], tokens(mode)["paper"]),
    )
    y = alt.Y("label_px:Q", scale=None, axis=None)
    layers = [
        alt.Chart(rows(placed))
        .mark_point(shape=shape, filled=True, size=48, strokeWidth=1.5, x="width", xOffset=EDGE_PX + 4, opacity=1)
        .encode(y=y, fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("colour:N", scale=None))
    ]
    for count, part in placed.groupby(placed["lines"].map(len)):
        words = alt.Chart(rows(part[["lines", "label_px", "text_colour"]]))
        lift = (count - 1) * NAME_LINE_PX / 2
        layers.append(
            words.mark_text(
                align="left", baseline="middle", x="width", dx=EDGE_PX + 14, dy=-lift, lineHeight=NAME_LINE_PX
            ).encode(y=y, text="lines:N", color=alt.Color("text_colour:N", scale=None))
        )
    return layers


def haloed(base: alt.Chart, mode: Mode, **mark: object) -> list[alt.Chart]:
    """Return a text over a halo of the ground, so that it can be read where it crosses a line."""
    halo = base.mark_text(**mark, stroke=tokens(mode)["paper"], strokeWidth=5, strokeJoin="round", opacity=0.9)
    return [halo, base.mark_text(**mark)]


def year_band(years: Sequence[int]) -> alt.X:
    """Return the lying axis of columns, a place for every year in turn."""
    every = next(e for e in (1, 2, 5, 10, 20) if len(years) / e <= 12)
    ticks = [year for year in years if year % every == 0]
    return alt.X(
        "year:O",
        scale=alt.Scale(domain=list(years), paddingInner=0.14, paddingOuter=0.3),
        axis=alt.Axis(title=None, values=ticks, labelAngle=0, labelOverlap="greedy", labelSeparation=6),
    )


def row_names(names: Sequence[str], y: alt.Y, mode: Mode, *, width: int = NAME_PX) -> list[alt.Chart]:
    """Return the name of each row before it, in several lines where it is wider than `width`, upright in its middle.

    Vega's own axis hangs the second line below the middle.
    """
    lines = {name: wrapped(name, width) for name in names}
    layers = []
    for count in sorted({len(parts) for parts in lines.values()}):
        values = [{"name": name, "lines": parts} for name, parts in lines.items() if len(parts) == count]
        layers.append(
            alt.Chart(alt.Data(values=values))
            .mark_text(
                align="right", baseline="middle", x=0, dx=-EDGE_PX, dy=-(count - 1) * NAME_LINE_PX / 2,
                lineHeight=NAME_LINE_PX, color=tokens(mode)["ink"],
            )
            .encode(y=y, text="lines:N")
        )  # fmt: skip
    return layers


def row_band(names: Sequence[str], *, inner: float = 0.4) -> alt.Y:
    """Return the places of rows that have names, in their order."""
    return alt.Y("name:N", sort=list(names), scale=alt.Scale(paddingInner=inner, paddingOuter=inner / 2), axis=None)


def label_bars(bars: pd.DataFrame, *, unit: str, mode: Mode, step: int = 34) -> alt.LayerChart:
    """Return lying bars from zero, a row each in the order given: name before, value in words behind.

    `bars` has name, value, colour, said. The unit stands once, above.
    """
    base = alt.Chart(rows(bars))
    y = row_band(bars["name"])
    x = alt.X("value:Q", scale=alt.Scale(domainMin=0, nice=False, zero=True), axis=None)
    return sheet(
        [
            base.mark_bar(cornerRadiusEnd=1).encode(y=y, x=x, color=alt.Color("colour:N", scale=None)),
            base.mark_text(align="left", dx=7, color=tokens(mode)["ink"]).encode(y=y, x=x, text="said:N"),
            *row_names(bars["name"], y, mode),
            unit_above(unit, mode),
        ],
        mode,
        height=step * len(bars),
    )


def unit_above(unit: str, mode: Mode) -> alt.Chart:
    """Return the unit of a chart without an upright axis, where an axis would have it."""
    return (
        alt.Chart(alt.Data(values=[{"unit": unit}]))
        .mark_text(align="left", x=0, y=-10, color=tokens(mode)["muted"])
        .encode(text="unit:N")
    )


def key_above(entries: Sequence[tuple[str, str, bool]], mode: Mode) -> list[alt.Chart]:
    """Return a key above the right end for marks that nothing beside them can name: (words, colour, filled)."""
    placed, right = [], 0.0
    for words, colour, filled in reversed(entries):
        right += width_px(words)
        fill = colour if filled else tokens(mode)["paper"]
        placed.append({"words": words, "colour": colour, "fill": fill, "x_text": -right, "x_mark": -right - 10})
        right += 34
    layers = []
    for entry in placed:
        base = alt.Chart(alt.Data(values=[{"words": entry["words"]}]))
        layers += [
            base.mark_point(
                shape="square", size=80, filled=True, opacity=1, strokeWidth=1.25, y=-11,
                fill=entry["fill"], stroke=entry["colour"], x="width", xOffset=entry["x_mark"],
            ),
            base.mark_text(align="left", y=-10, x="width", dx=entry["x_text"], color=tokens(mode)["muted"]).encode(
                text="words:N"
            ),
        ]  # fmt: skip
    return layers

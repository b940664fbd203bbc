"""A history and where it may lead: graded bands, a line where the data end, and the years not yet known.

The bands are quantiles of simulated paths, drawn one inside the other; the median is a dashed line and no forecast.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboard.charts import history as lines_of
from dashboard.charts.figure import tabulated
from dashboard.charts.labels import number
from dashboard.charts.sheet import (
    HEIGHT_PX,
    baseline,
    end_labels,
    felt_years,
    haloed,
    nice_top,
    rows,
    sheet,
    value_axis,
    value_scale,
    year_axis,
)
from dashboard.charts.unknown import unknown_years
from dashboard.text import Text
from dashboard.theme import Mode, tokens

# Share of the paths inside a band in percent, and the quantiles at its edges. The widest given is drawn.
BANDS = ((95, "q025", "q975"), (90, "q05", "q95"), (80, "q10", "q90"), (50, "q25", "q75"))
BAND_OPACITY = (0.13, 0.17, 0.24)  # from the widest in; they lie on each other
RIVAL_COLOURS = ("blue", "plum", "amber")


def chart(
    history: pd.DataFrame, projection: pd.DataFrame, *, today: int, unit: str, labels: Mapping[str, str], t: Text,
    mode: Mode, rivals: pd.DataFrame | None = None, targets: pd.DataFrame | None = None,
    decimals: int | None = None, height: int = HEIGHT_PX + 40,
) -> alt.LayerChart:  # fmt: skip
    """Return the history with the fan of one projection.

    `history` has year, value, value_status and source_id as in queries/series.sql; the first source in `labels` is
    the projected one, a further one stands beside it (a modelled one hollow). `projection` has year and quantiles
    (q50, q25, q75, q10, q90 and q05, q95 or q025, q975) from the year after the origin. `today` is the running
    year: the years after the origin up to it are hatched as not known to these data. `rivals` has model, label,
    year, value: thin lines of other models. `targets` has year, value, label: short ticks.
    """
    drawn = lines_of.prepared(history, labels, by="source_id", mode=mode)
    main = drawn[drawn["series"] == next(iter(labels))]
    origin = int(main["year"].max())
    fan = _from_origin(projection, origin, float(main.loc[main["year"] == origin, "value"].iloc[0]))
    bands = widths(projection)
    highest = max(drawn["value"].max(), fan[bands[0][2]].max(), *(_highest(extra) for extra in (rivals, targets)))
    top, ticks = nice_top(highest)
    x = year_axis(int(drawn["year"].min()), int(fan["year"].max()))
    y = alt.Y("value:Q", scale=value_scale(top), axis=value_axis(unit, ticks))
    words = {"t": t, "unit": unit, "decimals": decimals}
    return sheet(
        [
            baseline(mode),
            *unknown_years(origin, min(today, int(fan["year"].max())), x, top, t=t, mode=mode),
            *_bands(fan, bands, x, mode),
            _median(fan, x, mode),
            *_rivals(rivals, x, y, mode),
            *_end_of_data(origin, x, t, mode),
            *lines_of.lines(drawn, x, y, mode=mode),
            *lines_of.records(drawn, list(labels)[:1], x, y, t=t, mode=mode, top=top, decimals=decimals),
            *_names(drawn, x, y, mode),
            *_targets(targets, x, y, mode),
            *end_labels(_ends(fan, bands, rivals, t, mode), mode, top=top, height=height, shape="square"),
            felt_years(*lines_of.spoken(drawn, **words), x),
            _felt(fan, bands, x, **words),
        ],
        mode,
        height=height,
    )


def widths(projection: pd.DataFrame) -> list[tuple[int, str, str]]:
    """Return the three bands that are drawn, widest first: percent, lower and upper quantile."""
    given = [band for band in BANDS if band[1] in projection and band[2] in projection]
    return [given[0], *[band for band in given if band[0] in (80, 50) and band != given[0]]]


def table(projection: pd.DataFrame, *, unit: str, t: Text) -> pd.DataFrame:
    """Return the quantiles behind the fan by year, each with its unit in the heading."""
    columns = {"year": t("charts.year")}
    for quantile in ("q025", "q05", "q10", "q25", "q50", "q75", "q90", "q95", "q975"):
        if quantile in projection:
            percent = {"q025": "2.5", "q975": "97.5"}.get(quantile, str(int(quantile[1:])))
            columns[quantile] = t("charts.fan.quantile_in", percent=percent, unit=unit)
    return tabulated(projection.sort_values("year"), columns)


def _from_origin(projection: pd.DataFrame, origin: int, value: float) -> pd.DataFrame:
    """Return year and quantiles with the origin in front, where every quantile is the last known value."""
    quantiles = [name for name in projection if name.startswith("q")]
    start = pd.DataFrame([{"year": origin, **dict.fromkeys(quantiles, value)}])
    return pd.concat([start, projection.loc[projection["year"] > origin, ["year", *quantiles]]], ignore_index=True)


def _bands(fan: pd.DataFrame, bands: list[tuple[int, str, str]], x: alt.X, mode: Mode) -> list[alt.Chart]:
    base = alt.Chart(rows(fan)).encode(x=x)
    return [
        base.mark_area(color=tokens(mode)["jade"], opacity=opacity, line=False).encode(
            y=alt.Y(f"{low}:Q"), y2=f"{high}:Q"
        )
        for (_, low, high), opacity in zip(bands, BAND_OPACITY, strict=False)
    ]


def _median(fan: pd.DataFrame, x: alt.X, mode: Mode) -> alt.Chart:
    base = alt.Chart(rows(fan)).encode(x=x, y=alt.Y("q50:Q"))
    return base.mark_line(color=tokens(mode)["jade"], strokeDash=[6, 4], strokeWidth=2)


def _felt(
    fan: pd.DataFrame, bands: list[tuple[int, str, str]], x: alt.X, *, t: Text, unit: str, decimals: int | None
) -> alt.Chart:
    """Return what a pointer feels over the years of the fan: median and bands in words."""
    future = fan[fan["year"] > fan["year"].min()]
    words = pd.DataFrame(
        {
            "year": future["year"],
            "median": [f"{number(value, decimals)} {unit}" for value in future["q50"]],
            **{f"band_{percent}": _ranges(future, low, high, decimals) for percent, low, high in bands},
        }
    )
    titles = {"year": t("charts.year"), "median": t("charts.fan.median")}
    titles |= {f"band_{percent}": t("charts.fan.band", percent=percent) for percent, _, _ in bands}
    return felt_years(words, titles, x)


def _ranges(fan: pd.DataFrame, low: str, high: str, decimals: int | None) -> list[str]:
    return [f"{number(a, decimals)} – {number(b, decimals)}" for a, b in zip(fan[low], fan[high], strict=True)]


def _end_of_data(origin: int, x: alt.X, t: Text, mode: Mode) -> list[alt.Chart]:
    """Return the upright line at the last year that the data know, with that year above it."""
    base = alt.Chart(alt.Data(values=[{"year": origin, "said": t("charts.fan.origin", year=origin)}])).encode(x=x)
    return [
        base.mark_rule(color=tokens(mode)["muted"], strokeDash=[2, 3], strokeWidth=1),
        base.mark_text(y=-10, color=tokens(mode)["muted"]).encode(text="said:N"),
    ]


def _names(drawn: pd.DataFrame, x: alt.X, y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return the name of each history, where there are several: the first below its line, the others above."""
    if drawn["series"].nunique() == 1:
        return []
    ends = drawn.groupby("series", sort=False).tail(1)[["year", "value", "label"]]
    layers = []
    for place, dy in ((slice(0, 1), 18), (slice(1, None), -16)):
        base = alt.Chart(rows(ends.iloc[place])).encode(x=x, y=y, text="label:N")
        layers += haloed(base, mode, align="right", dy=dy, dx=4, color=tokens(mode)["muted"])
    return layers


def _rivals(rivals: pd.DataFrame | None, x: alt.X, y: alt.Y, mode: Mode) -> list[alt.Chart]:
    if rivals is None or rivals.empty:
        return []
    coloured = rivals.assign(colour=rivals["model"].map(_rival_colours(rivals, mode)))
    return [
        alt.Chart(rows(coloured[["model", "year", "value", "colour"]]))
        .mark_line(strokeWidth=1.1, opacity=0.9)
        .encode(x=x, y=y, detail="model:N", color=alt.Color("colour:N", scale=None))
    ]


def _rival_colours(rivals: pd.DataFrame, mode: Mode) -> dict[str, str]:
    return {
        model: tokens(mode)[RIVAL_COLOURS[place % len(RIVAL_COLOURS)]]
        for place, model in enumerate(rivals["model"].unique())
    }


def _targets(targets: pd.DataFrame | None, x: alt.X, y: alt.Y, mode: Mode) -> list[alt.Chart]:
    if targets is None or targets.empty:
        return []
    base = alt.Chart(rows(targets[["year", "value", "label"]])).encode(x=x, y=y)
    ember = tokens(mode)["ember"]
    return [
        base.mark_tick(orient="horizontal", color=ember, thickness=3, size=18, opacity=1),
        *haloed(base.encode(text="label:N"), mode, dy=-12, color=ember),
    ]


def _ends(
    fan: pd.DataFrame, bands: list[tuple[int, str, str]], rivals: pd.DataFrame | None, t: Text, mode: Mode
) -> pd.DataFrame:
    """Return the names of bands, median and rivals beside where each ends."""
    colour, last = tokens(mode), fan.iloc[-1]
    ends = [
        (t("charts.fan.band" if place == 0 else "charts.fan.band_short", percent=percent), last[high])
        for place, (percent, _, high) in enumerate(bands)
    ]
    ends.append((t("charts.fan.median"), last["q50"]))
    frame = pd.DataFrame(ends, columns=["label", "value"]).assign(
        colour=colour["jade"], filled=True, text_colour=colour["jade"]
    )
    if rivals is None or rivals.empty:
        return frame
    tails = rivals.sort_values("year").groupby("model", sort=False).tail(1)
    colours = tails["model"].map(_rival_colours(rivals, mode))
    others = tails[["label", "value"]].assign(colour=colours, filled=True, text_colour=colours)
    return pd.concat([frame, others], ignore_index=True)


def _highest(extra: pd.DataFrame | None) -> float:
    return 0.0 if extra is None or extra.empty else float(extra["value"].max())

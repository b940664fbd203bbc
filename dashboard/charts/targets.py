"""Targets as documents set them: a timetable of one place, and one target over several places.

A target is a short tick with its comparator in words. A target without a number keeps its words; it is no gap.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.figure import tabulated
from dashboard.charts.labels import as_printed, width_px
from dashboard.charts.sheet import haloed, row_band, row_names, rows, sheet, unit_above, year_axis
from dashboard.text import Text
from dashboard.theme import Mode, tokens

ROW_PX, PLACE_PX = 46, 34
SIGNS = {"=": "exactly", ">=": "at_least", "<=": "at_most", "about": "about"}
YEARS = ("年", "year")  # units of a value that is a year
PX_PER_CHART = 480  # width that collisions of words are judged by


def said(value: float, comparator: str, unit: str, t: Text) -> str:
    """Return a target in words: 13.5%, at least 13.5%, about 14%, or that no number was published."""
    if comparator == "qualitative" or pd.isna(value):
        return t("charts.targets.qualitative")
    if unit in YEARS:
        return t(
            "charts.targets.not_later" if comparator == "<=" else "charts.targets.in_year",
            amount=f"{value:.0f}",
        )
    amount = f"{as_printed(value)}%" if unit == "%" else f"{as_printed(value)} {unit}".strip()
    return t(f"charts.targets.{SIGNS[comparator]}", amount=amount)


def timetable(targets: pd.DataFrame, *, today: int, t: Text, mode: Mode) -> alt.LayerChart:
    """Return one row an indicator, a tick at each target year with what is to be reached by then.

    `targets` has label, target_year, value, comparator, unit (in the page's language). Years before `today` are
    drawn softer: their time is over.
    """
    drawn = targets.assign(
        name=targets["label"],
        year=targets["target_year"].astype(int),
        said=[said(row.value, row.comparator, row.unit, t) for row in targets.itertuples()],
    ).drop_duplicates(["name", "year", "said"])
    drawn = drawn.sort_values(["name", "year"])
    first, last = int(min(drawn["year"].min(), today)), int(drawn["year"].max())
    drawn["side"] = _sides(drawn, PX_PER_CHART / max(1, last - first + 1))
    drawn["strength"] = [1.0 if year >= today else 0.45 for year in drawn["year"]]
    drawn["colour"] = [tokens(mode)["ink" if year >= today else "muted"] for year in drawn["year"]]
    names = list(dict.fromkeys(targets["label"]))
    y, x = row_band(names), year_axis(first, last, offset=1.2)
    base = alt.Chart(rows(drawn[["name", "year", "said", "side", "strength", "colour"]])).encode(x=x, y=y)
    return sheet(
        [
            _row_lines(names, y, mode),
            *_today(today, x, t, mode),
            base.mark_tick(orient="vertical", thickness=3, size=16, color=tokens(mode)["ember"]).encode(
                opacity=alt.Opacity("strength:Q", scale=None)
            ),
            *(
                base.transform_filter(f"datum.side == {side}")
                .mark_text(dy=side * 17)
                .encode(text="said:N", color=alt.Color("colour:N", scale=None))
                for side in sorted(set(drawn["side"]))
            ),
            *row_names(names, y, mode),
        ],
        mode,
        height=ROW_PX * len(names),
    )


def by_place(targets: pd.DataFrame, *, unit: str, t: Text, mode: Mode) -> alt.LayerChart:
    """Return one target over several places: a tick for a number, a ray for a bound, words where there is no number.

    `targets` has label (the place), value, comparator; all of one indicator, base and target year and of `unit`.
    """
    drawn = targets.assign(
        name=targets["label"], said=[said(row.value, row.comparator, unit, t) for row in targets.itertuples()]
    )
    drawn = drawn.sort_values("value", ascending=False, na_position="last", kind="stable")
    names = list(drawn["name"])
    top = float(drawn["value"].max()) * 1.3
    y = row_band(names)
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, top], nice=False, zero=True), axis=None)
    given, silent = drawn.dropna(subset=["value"]), drawn[drawn["value"].isna()]
    colour = tokens(mode)
    words = [
        layer for comparator, part in given.groupby("comparator") for layer in _number(part, comparator, x, y, mode)
    ]
    return sheet(
        [
            _row_lines(names, y, mode),
            *words,
            *haloed(
                alt.Chart(rows(silent[["name", "said"]])).encode(y=y, text="said:N"), mode,
                align="left", x=0, color=colour["muted"],
            ),
            *row_names(names, y, mode),
            unit_above(unit, mode),
        ],
        mode,
        height=PLACE_PX * len(names),
    )  # fmt: skip


def _number(part: pd.DataFrame, comparator: str, x: alt.X, y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return ticks with their words; a bound points to the side that meets it."""
    base = alt.Chart(rows(part[["name", "value", "said"]])).encode(x=x, y=y)
    ember = tokens(mode)["ember"]
    layers = [base.mark_tick(orient="vertical", thickness=3, size=16, color=ember, opacity=1)]
    if comparator in (">=", "<="):
        side, shape = (1, "triangle-right") if comparator == ">=" else (-1, "triangle-left")
        layers.append(base.mark_point(shape=shape, size=50, filled=True, color=ember, opacity=1, xOffset=side * 7))
    return [*layers, *haloed(base.encode(text="said:N"), mode, align="left", dx=17, color=tokens(mode)["ink"])]


def table(targets: pd.DataFrame, *, t: Text) -> pd.DataFrame:
    """Return indicator or place, target year, target in words, base year and document.

    A target without a number is given in the words of its document (value_text), where they are known.
    """
    words = pd.Series([said(row.value, row.comparator, row.unit, t) for row in targets.itertuples()], targets.index)
    if "value_text" in targets:
        words = words.mask(targets["value"].isna() & (targets["value_text"].fillna("") != ""), targets["value_text"])
    columns = {
        "label": t("charts.targets.what"), "target_year": t("charts.targets.year"), "said": t("charts.targets.target"),
        "base_year": t("charts.targets.base_year"), "source_title": t("charts.document"),
    }  # fmt: skip
    frame = targets.assign(said=words)
    return tabulated(frame, {key: title for key, title in columns.items() if key in frame})


def _sides(drawn: pd.DataFrame, px_per_year: float) -> list[int]:
    """Return -1 (words above their tick) or 1 (below), so that neighbours in a row do not meet."""
    sides, reach = [], {}
    for row in drawn.itertuples():
        half = width_px(row.said) / 2 + 6
        place = row.year * px_per_year
        side = -1 if place - half >= reach.get((row.name, -1), float("-inf")) else 1
        reach[row.name, side] = place + half
        sides.append(side)
    return sides


def _row_lines(names: list[str], y: alt.Y, mode: Mode) -> alt.Chart:
    return (
        alt.Chart(alt.Data(values=[{"name": name} for name in names]))
        .mark_rule(color=tokens(mode)["hairline"], strokeWidth=1, x=0, x2="width")
        .encode(y=y)
    )


def _today(today: int, x: alt.X, t: Text, mode: Mode) -> list[alt.Chart]:
    base = alt.Chart(alt.Data(values=[{"year": today, "said": t("charts.targets.today", year=today)}])).encode(x=x)
    return [
        base.mark_rule(color=tokens(mode)["muted"], strokeDash=[2, 3]),
        base.mark_text(y=-10, color=tokens(mode)["muted"]).encode(text="said:N"),
    ]

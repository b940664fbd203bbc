"""The years that the data do not know yet: hatched, with the reason at their foot."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from dashboard.charts.sheet import haloed, rows
from dashboard.text import Text
from dashboard.theme import Mode, tokens

STEP_YEARS, RUN_YEARS = (
    0.6,
    5.0,
)  # between two slanting lines; along one of them from the floor to the ceiling


def unknown_years(
    origin: int, today: int, x: alt.X, top: float, *, t: Text, mode: Mode, at_top: bool = False
) -> list[alt.Chart]:
    """Return the hatched band from the last year of the data to the running one; nothing where they are the same.

    `top` is the value at the upper end of the upright axis, which starts at zero. The words stand at the foot of
    the band, or at its top where a line runs below.
    """
    if today <= origin:
        return []
    colour = tokens(mode)
    ground = alt.Chart(alt.Data(values=[{"year": origin, "until": today, "floor": 0, "ceiling": top}]))
    words = [t("charts.fan.unknown_years", first=origin + 1, last=today), t("charts.fan.unknown")]
    place = alt.Chart(alt.Data(values=[{"year": (origin + today) / 2}])).encode(x=x, text=alt.value(words))
    where = {"y": 0, "dy": 18} if at_top else {"y": "height", "dy": -26}
    return [
        ground.mark_rect(color=colour["muted"], opacity=0.06).encode(x=x, x2="until", y="floor:Q", y2="ceiling"),
        alt.Chart(rows(hatch(origin, today, top)))
        .mark_rule(color=colour["border"], strokeWidth=0.7, opacity=0.4)
        .encode(x=x, x2="until", y="low:Q", y2="high"),
        *haloed(place, mode, **where, color=colour["muted"], lineHeight=17),
    ]


def hatch(first: float, last: float, top: float) -> pd.DataFrame:
    """Return slanting lines clipped to the rectangle first-last by 0-top: year, until, low, high."""
    starts = np.arange(first - RUN_YEARS, last, STEP_YEARS)
    left, right = np.maximum(starts, first), np.minimum(starts + RUN_YEARS, last)
    lines = pd.DataFrame(
        {
            "year": left,
            "until": right,
            "low": (left - starts) / RUN_YEARS * top,
            "high": (right - starts) / RUN_YEARS * top,
        }
    )
    return lines[right > left]

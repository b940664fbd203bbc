"""A figure: what a page shows, a person downloads and a slide carries. One value, no page and no database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import altair as alt
import pandas as pd

Chart = alt.TopLevelMixin


@dataclass(frozen=True)
class SourceLine:
    """One source as a footer names it."""

    text: str  # short attribution in the page's language
    source_id: str
    edition: str  # empty where a source has none, such as a single document


@dataclass(frozen=True, eq=False)
class Figure:
    """A chart with everything that has to travel with it."""

    figure_id: str  # latin letters, digits, hyphens: names the downloaded files
    title: str  # the finding, in words
    subtitle: str  # place, measure, unit, years, source class
    chart: Chart | Callable[[], Chart] | None  # a function: drawn when asked for. None: the table is the figure
    table: pd.DataFrame = field(repr=False)  # columns named in the page's language with units, numbers raw
    sources: tuple[SourceLine, ...] = ()
    notes: tuple[str, ...] = ()  # caveats, one sentence each
    alt: str = ""  # what the chart shows, in a sentence, for those who do not see it

    @cached_property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification, made once. Raises ValueError for a figure that is a table only.

        Not validated here, for that takes longer than making it: the tests validate every chart.
        """
        if self.chart is None:
            raise ValueError(f"{self.figure_id} has no chart; its table is the figure")
        chart = self.chart() if callable(self.chart) else self.chart
        return chart.to_dict(validate=False)


def tabulated(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Return the named columns of a frame in the order of `columns`, under their names in the page's language."""
    return frame[list(columns)].rename(columns=columns).reset_index(drop=True)


def source_lines(sources: pd.DataFrame, used: pd.DataFrame, lang: str) -> tuple[SourceLine, ...]:
    """Return the footer's lines of the sources that the rows of `used` came from, each once.

    `sources` holds passports (source_id, edition, attribution_zh, attribution_en); `used` has source_id and
    edition. A source without a passport is named by its id.
    """
    keys = used[["source_id", "edition"]].drop_duplicates().sort_values(["source_id", "edition"])
    said = sources.set_index(["source_id", "edition"])[f"attribution_{lang}"].to_dict()
    return tuple(
        SourceLine(str(said.get((row.source_id, row.edition), row.source_id)), row.source_id, row.edition)
        for row in keys.itertuples()
    )

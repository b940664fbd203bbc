"""A figure: what a page shows, a person downloads and a slide carries. One value, no page and no database."""

from __future__ import annotations

from dataclasses import dataclass, field

import altair as alt
import pandas as pd


@dataclass(frozen=True)
class SourceLine:
    """One source as a footer names it."""

    text: str  # short attribution in the page's language
    source_id: str
    edition: str


@dataclass(frozen=True, eq=False)
class Figure:
    """A chart with everything that has to travel with it.

    Two figures are equal only when they are the same object, so a figure can be the key of a cache.
    """

    figure_id: str  # latin letters, digits, hyphens: names the downloaded files
    title: str  # the finding, in words
    subtitle: str  # place, measure, unit, years, source class
    chart: alt.TopLevelMixin | None  # None: the table is the figure
    table: pd.DataFrame = field(repr=False)  # columns named in the page's language with units, numbers raw
    sources: tuple[SourceLine, ...] = ()
    notes: tuple[str, ...] = ()  # caveats, one sentence each
    alt: str = ""  # what the chart shows, in a sentence, for those who do not see it


def tabulated(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Return the named columns of a frame in the order of `columns`, under their names in the page's language."""
    return frame[list(columns)].rename(columns=columns).reset_index(drop=True)


def source_lines(sources: pd.DataFrame, used: pd.DataFrame, lang: str) -> tuple[SourceLine, ...]:
    """Return the footers' lines of the sources that the rows of `used` came from, each once.

    `sources` holds passports (source_id, edition, attribution_zh, attribution_en); `used` has source_id and
    edition. A source without a passport is named by its id.
    """
    keys = used[["source_id", "edition"]].drop_duplicates().sort_values(["source_id", "edition"])
    said = sources.set_index(["source_id", "edition"])[f"attribution_{lang}"].to_dict()
    return tuple(
        SourceLine(str(said.get((row.source_id, row.edition), row.source_id)), row.source_id, row.edition)
        for row in keys.itertuples()
    )

"""Where a figure comes from, in one line, the same on the page, in a picture and in a file."""

from __future__ import annotations

from dashboard.charts.figure import Figure
from dashboard.text import Text


def footer(figure: Figure, *, t: Text, build_id: str) -> str:
    """Return sources with their editions and the build, such as 来源：CEADs，版本 1997-2019 · 构建 1839d19cefdb."""
    said = t("figure.semicolon").join(dict.fromkeys(line(source.text, source.edition, t) for source in figure.sources))
    return t("figure.footer", sources=said, build=build_id)


def line(attribution: str, edition: str, t: Text) -> str:
    return t("figure.source_edition", source=attribution, edition=edition) if edition else attribution

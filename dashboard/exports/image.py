"""A figure as a picture: title, subtitle, chart, caveats and sources on one sheet, as SVG and as PNG.

Everything is drawn here from the chart's own specification; nothing is fetched and no browser is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

import vl_convert

from dashboard.charts.figure import Figure
from dashboard.charts.labels import wrapped
from dashboard.exports.fonts import FAMILY, register_fonts
from dashboard.exports.provenance import footer
from dashboard.text import HTML_LANG, Text
from dashboard.theme import SIZES_PX, Mode, tokens

WIDTH_PX, MARGIN_PX = 960, 40
PNG_SCALE = 2
# A picture opened elsewhere finds one of these where our own family is not installed.
FAMILIES = f"'{FAMILY}', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"


@dataclass(frozen=True)
class _Paragraph:
    """Lines of one size and colour."""

    text: str
    size_px: int
    colour: str
    line_px: int
    weight: int = 400
    space_after_px: int = 0


def svg(figure: Figure, *, t: Text, mode: Mode, build_id: str) -> bytes:
    """Return the figure as SVG with real, editable text in the product's family.

    `mode` is that of the figure's chart. Raises ValueError where the chart refers to anything outside itself.
    """
    register_fonts()
    spec = {**figure.spec, "width": WIDTH_PX - 2 * MARGIN_PX}
    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return _sheet(figure, drawn, t, mode, build_id).encode("utf-8")


def png(figure: Figure, *, t: Text, mode: Mode, build_id: str) -> bytes:
    """Return the same picture as PNG with two pixels for each of the SVG's."""
    return vl_convert.svg_to_png(svg(figure, t=t, mode=mode, build_id=build_id).decode("utf-8"), scale=PNG_SCALE)


def _sheet(figure: Figure, drawn: str, t: Text, mode: Mode, build_id: str) -> str:
    colour, small = tokens(mode), SIZES_PX["small"]
    head = [
        _Paragraph(figure.title, SIZES_PX["question"], colour["ink"], 34, 700, 4),
        _Paragraph(figure.subtitle, SIZES_PX["body"], colour["muted"], 24, 400, 6),
    ]
    notes = [_Paragraph(note, small, colour["muted"], 20) for note in figure.notes]
    source = _Paragraph(footer(figure, t=t, build_id=build_id), small, colour["muted"], 20)
    parts: list[str] = []
    y = _set(head, MARGIN_PX, parts)
    chart, height = _chart(drawn, y)
    parts.append(chart)
    y = _set(notes, y + height + 16, parts)
    y += 12
    parts.append(f'<path d="M{MARGIN_PX} {y}H{WIDTH_PX - MARGIN_PX}" stroke="{colour["hairline"]}"/>')
    name = t("product.full_name")
    parts.append(
        f'<text x="{WIDTH_PX - MARGIN_PX}" y="{y + 26}" text-anchor="end" font-size="{small}" font-weight="700" '
        f'fill="{colour["jade"]}">{escape(name)}</text>'
    )
    y = _set([source], y + 10, parts, width=WIDTH_PX - 2 * MARGIN_PX - 110)
    height = y + MARGIN_PX // 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{HTML_LANG[t.lang]}" width="{WIDTH_PX}" height="{height}" '
        f'viewBox="0 0 {WIDTH_PX} {height}" role="img" aria-labelledby="title alternative" '
        f'font-family="{FAMILIES}">'
        f'<title id="title">{escape(figure.title)}</title><desc id="alternative">{escape(figure.alt)}</desc>'
        f'<rect width="100%" height="100%" fill="{colour["paper"]}"/>{"".join(parts)}</svg>'
    )


def _set(paragraphs: list[_Paragraph], y: int, parts: list[str], width: int = WIDTH_PX - 2 * MARGIN_PX) -> int:
    """Append the paragraphs as text, the first line's top at y; return where the next thing may stand."""
    for paragraph in paragraphs:
        for words in wrapped(paragraph.text, width, paragraph.size_px):
            baseline = y + paragraph.line_px * 0.5 + paragraph.size_px * 0.36
            parts.append(
                f'<text x="{MARGIN_PX}" y="{baseline:.1f}" font-size="{paragraph.size_px}" '
                f'font-weight="{paragraph.weight}" fill="{paragraph.colour}">{escape(words)}</text>'
            )
            y += paragraph.line_px
        y += paragraph.space_after_px
    return y


def _chart(drawn: str, y: int) -> tuple[str, int]:
    """Return the chart as an element at height y, and how high it is."""
    opening = re.match(r"<svg\b[^>]*>", drawn)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', opening.group()) if opening else None
    if not size:
        raise ValueError(f"the drawing does not start as an SVG of known size: {drawn[:80]}")
    inner = drawn[opening.end() : drawn.rindex("</svg>")]
    inner = inner.replace(f'font-family="{FAMILY}"', f'font-family="{FAMILIES}"')
    return f'<g transform="translate({MARGIN_PX},{y})">{inner}</g>', round(float(size[2]))

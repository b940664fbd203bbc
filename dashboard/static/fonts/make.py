"""Make Tantu Sans: the characters this product shows, out of Noto Sans CJK SC, under an own name.

    python -m dashboard.static.fonts.make /usr/share/fonts/opentype/noto

FOLDER holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc (Debian: fonts-noto-cjk). Two files a weight
are written beside this module: woff2 for the browser, otf for charts drawn without one. The same input
gives the same bytes.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from dashboard.exports.fonts import FAMILY, FOLDER, WEIGHTS

ROOT = Path(__file__).resolve().parents[3]
SOURCES = {400: "NotoSansCJK-Regular.ttc", 700: "NotoSansCJK-Bold.ttc"}
SIMPLIFIED_CHINESE = 2  # place of "Noto Sans CJK SC" in the collections
FEATURES = ["kern", "liga", "ccmp", "mark", "halt", "palt"]
TEXT_SUFFIXES = {".yml", ".yaml", ".csv", ".json", ".md", ".txt"}

# What titles, axes and tables write beside words. Figures need no feature: all ten are equally wide.
SIGNS = "₀₁₂₃₄₅₆₇₈₉₊₋⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ→←↑↓↗↘▲▼△▽●○◎■□◆◇–—‐−…·•×÷±≈≠≤≥∞√°℃‰％㎡㎞①②③④⑤⑥⑦⑧⑨⑩"
NAMES = "仫瀍沚猇碳图"
PLAIN, RAISED, LOWERED = "0123456789+−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "₀₁₂₃₄₅₆₇₈₉₊₋"
SUBSCRIPT_DEPTH = 0.17  # below the baseline, of a figure's height


def characters() -> set[str]:
    """Return every character the product may show: GB 2312, Latin, and all committed texts and names."""
    return gb2312() | set(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) | set(SIGNS + NAMES) | texts()


def gb2312() -> set[str]:
    """Return the characters of GB/T 2312, 6,763 of them Chinese."""
    cells = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return set("".join(cell.decode("gb2312", errors="ignore") for cell in cells))


def texts() -> set[str]:
    """Return the printable characters of catalogue, snapshots and page texts."""
    return {c for path in text_files() for c in path.read_text("utf-8") if c.isprintable()}


def text_files() -> Iterator[Path]:
    for folder in ("data/catalog", "data/snapshots", "dashboard/text"):
        yield from (p for p in sorted((ROOT / folder).rglob("*")) if p.suffix in TEXT_SUFFIXES)


def make(source: Path, weight: int, wanted: set[str]) -> set[str]:
    """Write both files of one weight; return the wanted characters that the source has no glyph for."""
    options = subset.Options(
        font_number=SIMPLIFIED_CHINESE, hinting=False, layout_features=FEATURES,
        name_IDs=["*"], notdef_outline=True, recalc_timestamp=False, desubroutinize=True,
    )  # fmt: skip
    font = subset.load_font(str(source), options)
    draw_missing_digits(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, wanted)))
    subsetter.subset(font)
    rename(font, weight)
    font.save(FOLDER / f"TantuSans-{weight}.otf")
    font.flavor = "woff2"
    font.save(FOLDER / f"TantuSans-{weight}.woff2")
    return {c for c in wanted if ord(c) not in font.getBestCmap()}


def draw_missing_digits(font: TTFont) -> None:
    """Give the font the sub- and superscript signs it lacks, as high as its own superscript 2.

    A subscript is the drawn superscript moved down where there is one, else the figure made smaller.
    The outlines take the places of Hangul syllables, which the subset drops: a CID font has no new places.
    """
    glyphs = font.getBestCmap()
    spare = (glyphs[code] for code in range(0xAC00, 0xD7A4) if code in glyphs)
    _, low, _, high = bounds(font, glyphs[ord("²")])
    _, _, _, figure_height = bounds(font, glyphs[ord("2")])
    scale, sunk = (high - low) / figure_height, -SUBSCRIPT_DEPTH * figure_height
    for plain, raised, lowered in zip(PLAIN, RAISED, LOWERED, strict=True):
        origin, drawn = glyphs[ord(plain)], glyphs.get(ord(raised))
        small = Transform(scale, 0, 0, scale, 0, 0)
        if drawn:
            put_glyph(font, ord(lowered), next(spare), drawn, Transform().translate(0, sunk - low))
        else:
            put_glyph(font, ord(raised), next(spare), origin, small.translate(0, low / scale))
            put_glyph(font, ord(lowered), next(spare), origin, small.translate(0, sunk / scale))


def bounds(font: TTFont, glyph: str) -> tuple[float, float, float, float]:
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    return pen.bounds


def put_glyph(font: TTFont, code: int, place: str, origin: str, shape: Transform) -> None:
    """Let `code` show the outline of `origin` under the transformation, at the place of another glyph."""
    width = round(font["hmtx"][origin][0] * shape[0])
    top = font["CFF "].cff.topDictIndex[0]
    charstring = top.CharStrings[place]
    pen = T2CharStringPen(width - charstring.private.nominalWidthX, font.getGlyphSet())
    font.getGlyphSet()[origin].draw(TransformPen(pen, shape))
    top.CharStrings[place] = pen.getCharString(charstring.private, charstring.globalSubrs)
    font["hmtx"][place] = (width, 0)
    for table in font["cmap"].tables:
        if table.isUnicode() and hasattr(table, "cmap") and table.format != 14:
            table.cmap[code] = place


def rename(font: TTFont, weight: int) -> None:
    """Call the font by its own family, as the licence asks of a changed font."""
    style, postscript = WEIGHTS[weight], f"TantuSans-{WEIGHTS[weight]}"
    kept = {0, 13, 14}  # copyright, licence, its address
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in kept and record.langID == 0x409]
    own = {
        1: FAMILY, 2: style, 3: f"2.004;TANTU;{postscript}", 4: f"{FAMILY} {style}",
        5: "Version 2.004; subset", 6: postscript,
    }  # fmt: skip
    for name_id, text in own.items():
        table.setName(text, name_id, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    cff.topDictIndex[0].FullName = f"{FAMILY} {style}"
    cff.topDictIndex[0].FamilyName = FAMILY


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    wanted = characters()
    for weight, name in SOURCES.items():
        lacking = make(arguments.folder / name, weight, wanted)
        print(weight, f"{len(wanted)} characters, no glyph for: {''.join(sorted(lacking)) or 'none'}")


if __name__ == "__main__":
    main()

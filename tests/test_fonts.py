"""One family for screen and paper: every character of data and texts has a glyph in both weights."""

import io
import re

import numpy as np
import pandas as pd
import pytest
import vl_convert
from fontTools.ttLib import TTFont
from PIL import Image

from dashboard.exports.fonts import FAMILY, FOLDER, WEIGHTS, font_path, register_fonts
from dashboard.static.fonts.make import characters
from pipelines.snapshots import SNAPSHOTS

TITLE = "宝山区绿色低碳产业 1,003.69 亿元，CO₂ 192.5 百万吨"
NAMED_IN_THE_DATA = "仫瀍沚猇₂₄ⅡⅢ"


@pytest.fixture(scope="module", params=[(w, s) for w in WEIGHTS for s in ("otf", "woff2")], ids=str)
def font(request):
    return TTFont(font_path(*request.param))


def chart(family: str) -> dict:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": TITLE, "fontSize": 24, "font": family},
        "data": {"values": [{"a": "嘉定", "b": 1}]},
        "mark": "bar",
        "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a", "type": "nominal"}},
        "config": {"font": family, "background": "white"},
    }


def dark_pixels_of_the_title(family: str) -> int:
    drawn = Image.open(io.BytesIO(vl_convert.vegalite_to_png(chart(family), scale=1))).convert("L")
    return int((np.asarray(drawn)[:28] < 96).sum())


def test_every_character_of_data_and_texts_has_a_glyph(font):
    lacking = {c for c in characters() if ord(c) not in font.getBestCmap()}
    remedy = "python -m dashboard.static.fonts.make /usr/share/fonts/opentype/noto"
    assert lacking == set(), f"run `{remedy}`"


def test_large_snapshots_name_regions_in_characters_of_the_font(font):
    """Parquet is no text file: the maker does not read it, so its names are looked at here."""
    named = set()
    for path in SNAPSHOTS.rglob("*.parquet"):
        frame = pd.read_parquet(path)
        texts = frame.select_dtypes(["object", "string"])
        named |= {c for column in texts for value in texts[column].dropna().unique() for c in value}
    assert {c for c in named if c.isprintable() and ord(c) not in font.getBestCmap()} == set()


def test_rare_characters_of_names_are_among_them(font):
    assert all(ord(c) in font.getBestCmap() for c in NAMED_IN_THE_DATA)


def test_figures_are_equally_wide(font):
    widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    assert len(widths) == 1


def test_a_subscript_hangs_below_the_line_and_is_smaller(font):
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    from fontTools.pens.boundsPen import BoundsPen

    def height(character: str) -> tuple[float, float]:
        pen = BoundsPen(glyphs)
        glyphs[names[ord(character)]].draw(pen)
        return pen.bounds[1], pen.bounds[3]

    for digit, lowered in zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True):
        (_, figure_top), (bottom, top) = height(digit), height(lowered)
        assert bottom < 0 < top < 0.6 * figure_top


def test_the_font_goes_by_its_own_name_under_the_open_licence(font):
    names = {record.nameID: str(record) for record in font["name"].names}
    assert names[1] == FAMILY
    assert "Noto" not in names[4] + names[6]
    assert "SIL Open Font License" in names[13]
    licence = (FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert names[0].split("(")[0].strip() in licence


def test_fonts_stay_under_ten_megabytes():
    assert sum(path.stat().st_size for path in FOLDER.glob("TantuSans-*")) < 10_000_000


def test_a_chinese_title_is_drawn():
    """A family that is not found leaves all text out without a word; the second line shows it."""
    assert dark_pixels_of_the_title(register_fonts()) > 2000
    assert dark_pixels_of_the_title("No Such Family") < 500


def test_svg_and_pdf_name_the_family():
    family = register_fonts()
    assert f'font-family="{family}"' in vl_convert.vegalite_to_svg(chart(family))
    named = re.findall(rb"/FontName\s*/\w+\+([\w-]+)", vl_convert.vegalite_to_pdf(chart(family)))
    assert {name.decode().split("-")[0] for name in named} == {"TantuSans"}

"""What leaves the product: a table that spreadsheets open safely, pictures that carry their words and sources."""

from __future__ import annotations

import io
from types import SimpleNamespace
from xml.etree import ElementTree

import altair as alt
import numpy as np
import pandas as pd
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from dashboard.charts.figure import Figure, source_lines
from dashboard.components import figure as component
from dashboard.exports import image
from dashboard.exports.fonts import FAMILY
from dashboard.exports.provenance import footer
from dashboard.exports.table import csv, harmless, shown
from dashboard.text import LANGS, text
from dashboard.theme import MODES, tokens
from tests import figures

BUILD = "1839d19cefdb"
ZH = text("zh")
INK = 60  # grey level that ink stays under and muted words do not


def made(chart: str = "history", lang: str = "zh", mode: str = "light", **changes) -> Figure:
    return figures.figure(chart, text(lang), mode, **changes)


def with_table(frame: pd.DataFrame) -> Figure:
    return Figure("t", "", "", None, frame, made().sources)


def read_back(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")


# Tables


def test_a_csv_holds_the_table_as_it_is_and_source_edition_and_build_in_every_row():
    figure = made()
    back = read_back(csv(figure, t=ZH, build_id=BUILD))
    pd.testing.assert_frame_equal(back[list(figure.table)], figure.table, check_dtype=False)
    assert set(back["来源"]) == {"CEADs 分省清单"}
    assert set(back["版本"]) == {"1997-2019"}
    assert set(back["构建"]) == {BUILD}


def test_a_csv_starts_with_a_mark_for_excel_and_its_headings():
    content = csv(made(), t=ZH, build_id=BUILD)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[0] == "年份,数据,数值（百万吨 CO₂）,数据性质,来源,版本,构建"


def test_no_text_cell_of_a_csv_is_a_formula_and_numbers_stay_numbers():
    table = pd.DataFrame({"=name": ["=1+1", "+2", "-3", "@x", "\t=1", "plain"], "value": [-3.34, 0.1, 2, 3, 4, 5]})
    lines = csv(with_table(table), t=ZH, build_id=BUILD).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("'=name,value")
    assert [line.split(",")[0].strip('"')[:2] for line in lines[1:6]] == ["'=", "'+", "'-", "'@", "'\t"]
    assert lines[1].split(",")[1] == "-3.34"
    assert lines[6].startswith("plain,")


def test_a_missing_value_is_an_empty_cell_and_not_zero():
    table = pd.DataFrame({"year": [2019, 2020], "value": [1.5, None]})
    assert csv(with_table(table), t=ZH, build_id=BUILD).decode("utf-8-sig").splitlines()[2].startswith("2020,,")


def test_only_text_is_made_harmless():
    assert [harmless(cell) for cell in (-1, -1.5, None, "a=b", "=b")] == [-1, -1.5, None, "a=b", "'=b"]


def test_a_page_keeps_published_digits_and_cuts_computed_ones():
    assert shown(pd.Series([16715.15, 482.6, None])) == ["16,715.15", "482.60", "—"]
    assert shown(pd.Series([207.63412345, 0.5])) == ["207.6", "0.5"]
    assert shown(pd.Series([2019, 2020])) == ["2019", "2020"]


# Pictures


def pixels(picture: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("L"), dtype=float)


def test_the_title_is_drawn_in_chinese_and_not_dropped():
    """vl-convert drops all text without a word where it does not find the family."""
    titled = pixels(image.png(made(title="上海二〇一三年排放最高"), t=ZH, mode="light", build_id=BUILD))
    bare = pixels(image.png(made(title=""), t=ZH, mode="light", build_id=BUILD))
    first_line = slice(2 * image.MARGIN_PX, 2 * (image.MARGIN_PX + 34))
    assert (titled[first_line] < INK).sum() > 2000
    assert (bare[first_line] < INK).sum() < 100, "the subtitle, which moves up, is paler than ink"


def test_a_picture_has_two_pixels_for_one_of_the_sheet():
    svg = ElementTree.fromstring(image.svg(made(), t=ZH, mode="light", build_id=BUILD))
    picture = Image.open(io.BytesIO(image.png(made(), t=ZH, mode="light", build_id=BUILD)))
    assert picture.size == (2 * int(svg.get("width")), 2 * int(svg.get("height")))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("mode", MODES)
def test_an_svg_holds_title_chart_caveats_and_sources_as_text_in_our_family(lang, mode):
    t = text(lang)
    figure = made(lang=lang, mode=mode)
    drawn = image.svg(figure, t=t, mode=mode, build_id=BUILD).decode()
    root = ElementTree.fromstring(drawn)
    words = "\n".join("".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text"))
    for said in (figure.title, figure.subtitle, *figure.notes, "2014", t("product.full_name")):
        assert said in words
    assert "".join(footer(figure, t=t, build_id=BUILD).split()) in "".join(words.split())
    assert BUILD in words
    assert root.get("font-family").startswith(f"'{FAMILY}'")
    assert tokens(mode)["paper"] in drawn


def test_an_svg_names_itself_and_what_it_shows_for_those_who_do_not_see_it():
    root = ElementTree.fromstring(image.svg(made(), t=ZH, mode="light", build_id=BUILD))
    assert root.findtext("{http://www.w3.org/2000/svg}title") == made().title
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == made().alt


def test_words_that_look_like_markup_are_words():
    figure = made(title="a < b & <script>")
    drawn = image.svg(figure, t=ZH, mode="light", build_id=BUILD)
    assert b"<script>" not in drawn
    assert ElementTree.fromstring(drawn).findtext("{http://www.w3.org/2000/svg}title") == figure.title


def test_a_long_title_breaks_and_the_sheet_grows():
    short, long = (
        ElementTree.fromstring(image.svg(made(title=title), t=ZH, mode="light", build_id=BUILD)).get("height")
        for title in ("短", "长" * 80)
    )
    assert int(long) > int(short) + 2 * 30


def test_no_picture_fetches_anything():
    remote = alt.Chart("https://example.invalid/data.json").mark_point().encode(x="a:Q")
    figure = Figure("r", "", "", remote, pd.DataFrame())
    with pytest.raises(ValueError, match="not allowed"):
        image.svg(figure, t=ZH, mode="light", build_id=BUILD)


@pytest.mark.parametrize("name", figures.MAKERS)
def test_every_chart_becomes_a_picture_with_ink_on_it(name):
    picture = pixels(image.png(made(name), t=ZH, mode="light", build_id=BUILD))
    chart = picture[2 * 110 : -2 * 90]
    assert (chart < 160).mean() > 0.002


def test_a_figure_that_is_a_table_only_says_so():
    with pytest.raises(ValueError, match="no chart"):
        with_table(pd.DataFrame()).spec  # noqa: B018


def test_the_footer_names_each_source_once_with_its_edition():
    passports = pd.DataFrame(
        {"source_id": ["a", "b"], "edition": ["1", "2"], "attribution_zh": ["甲", "乙"], "attribution_en": ["A", "B"]}
    )
    used = pd.DataFrame({"source_id": ["b", "a", "a"], "edition": ["2", "1", "1"]})
    figure = Figure("f", "", "", None, pd.DataFrame(), source_lines(passports, used, "zh"))
    assert footer(figure, t=ZH, build_id=BUILD) == f"来源：甲，版本 1；乙，版本 2 · 构建 {BUILD}"


# On the page


def page(figure: Figure, lang: str = "zh", mode: str = "light") -> AppTest:
    def script(figure, context):
        from dashboard.components.figure import show

        show(figure, context)

    context = SimpleNamespace(
        t=text(lang), lang=lang, mode=mode, build=SimpleNamespace(build_id=BUILD), href=lambda page_id: f"/{page_id}"
    )
    return AppTest.from_function(script, kwargs={"figure": figure, "context": context}, default_timeout=20).run()


def written(app: AppTest) -> str:
    return "\n".join(node.proto.body for node in app.get("html"))


def test_a_figure_shows_title_chart_and_source_and_opens_nothing_by_itself():
    app = page(made())
    assert not app.exception
    assert app.header[0].value == made().title
    assert app.get("arrow_vega_lite_chart") or app.get("vega_lite_chart")
    assert BUILD in written(app)
    assert "<table" not in written(app)


def test_the_table_of_a_figure_is_a_table_with_its_headings():
    app = page(made())
    app.button_group[0].set_value("table").run()
    assert '<th scope="col">年份</th>' in written(app)


def test_downloads_are_offered_when_they_are_asked_for():
    app = page(made())
    assert not app.get("download_button")
    app.button_group[0].set_value("download").run()
    assert [button.proto.label for button in app.get("download_button")] == ["表格 CSV", "图片 PNG", "矢量图 SVG"]


def test_sources_and_caveats_stand_behind_their_word():
    app = page(made())
    app.button_group[0].set_value("sources").run()
    assert "清单核算值，非统计数。" in written(app)


def test_cells_of_a_table_are_words_and_not_markup():
    table = pd.DataFrame({"<b>": ["<script>alert(1)</script>"]})
    drawn = component._table(with_table(table), SimpleNamespace(t=ZH))
    assert "<script>" not in drawn
    assert "<b>" not in drawn


def test_a_long_table_is_cut_and_says_so():
    table = pd.DataFrame({"value": range(component.ROWS_SHOWN + 50)})
    drawn = component._table(with_table(table), SimpleNamespace(t=ZH))
    assert drawn.count("<tr>") == component.ROWS_SHOWN + 1
    assert "共 250 行" in drawn


def test_a_figure_without_a_chart_shows_its_table_at_once():
    app = page(with_table(pd.DataFrame({"年份": [2019]})))
    assert not app.exception
    assert "<table" in written(app)


def test_signs_of_markup_in_a_title_are_shown():
    assert component.plain("5*3 [x] 5~6 $") == r"5\*3 \[x\] 5\~6 \$"


def test_a_figure_is_made_once_for_the_same_build_language_theme_and_key():
    made_so_far = []

    def make() -> Figure:
        made_so_far.append(1)
        return made()

    def context(build_id: str, lang: str = "zh"):
        return SimpleNamespace(build=SimpleNamespace(build_id=build_id), lang=lang, mode="light")

    first = component.remembered(context("b1"), "k", make=make)
    assert component.remembered(context("b1"), "k", make=make) is first
    component.remembered(context("b2"), "k", make=make)
    component.remembered(context("b1", "en"), "k", make=make)
    assert len(made_so_far) == 3

"""Maps as values: classes, packed numbers, geometry for the browser, and what a page sends at a recolour."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import math
import re
import zlib
from functools import partial
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pydeck as pdk
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from dashboard.maps.choropleth import choropleth
from dashboard.maps.classes import METHODS, NO_DATA, Classes, classify, shades
from dashboard.maps.columns import columns
from dashboard.maps.geometry import Geometry, prepare, prepare_lines
from dashboard.maps.packing import MISSING, Detail, pack_numbers
from dashboard.maps.points import points
from dashboard.maps.spec import Inset, MapSpec, Measure, Stage, Words, conic
from dashboard.text import LANGS, text
from dashboard.theme import MODES, scale
from pipelines.errors import BoundaryInvalid, UnknownRegion

ROOT = Path(__file__).resolve().parent.parent
GEO = ROOT / "data" / "geo"
COMPONENT = ROOT / "dashboard" / "components"
VENDOR = ROOT / "dashboard" / "static" / "vendor"
CENTRE = ("310101", "310104", "310105", "310106", "310107", "310109", "310110")

values_of_regions = st.lists(st.floats(0.001, 1e6), min_size=1, max_size=60)


def address(path: Path) -> str:
    return f"/assets/{path.name}"


@pytest.fixture(scope="module")
def names() -> pd.DataFrame:
    regions = pd.read_csv(ROOT / "data" / "catalog" / "regions.csv", dtype=str).set_index("region_id")
    return regions[["name_zh", "short_zh", "name_en"]]


@pytest.fixture(scope="module")
def shanghai(names: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Geometry:
    return prepare(GEO / "shanghai_districts.parquet", names, tmp_path_factory.mktemp("shanghai"), address)


@pytest.fixture(scope="module")
def counties_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("counties")


@pytest.fixture(scope="module")
def counties(names: pd.DataFrame, counties_folder: Path) -> Geometry:
    return prepare(GEO / "china_counties.parquet", names, counties_folder, address, decimals=4)


def words(lang: str = "zh") -> Words:
    return Words.of(partial(text(lang), count="{count}"), "能源活动二氧化碳排放")


def stage(**changes: object) -> Stage:
    return Stage(**({"mode": "light", "lang": "zh", "words": words()} | changes))


def measure(values: pd.Series, **changes: object) -> Measure:
    given = {
        "name": "能源活动二氧化碳排放", "unit": "百万吨", "decimals": 1, "values": values,
        "classes": classify(values), "scale": tuple(scale("emissions", "light")), "status": "模型估算",
    }  # fmt: skip
    return Measure(**(given | changes))


def drawn_values(geometry: Geometry, year: int = 2017) -> pd.Series:
    found = np.random.default_rng(year).lognormal(size=len(geometry.region_ids))
    return pd.Series(found, index=geometry.region_ids)


def layer(spec: MapSpec, layer_id: str) -> dict:
    return next(each for each in spec.payload()["deck"]["layers"] if each["id"] == layer_id)


def unpacked(packed: str, dtype: str) -> np.ndarray:
    return np.frombuffer(zlib.decompress(base64.b64decode(packed)), dtype)


# Classes


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None)
@given(values=values_of_regions)
def test_every_value_lies_within_the_breaks_of_its_class(method: str, values: list[float]) -> None:
    classes = classify(values, method)
    ends = (-math.inf, *classes.cuts, math.inf)
    for value, k in zip(values, classes.of(values), strict=True):
        assert ends[k] < value <= ends[k + 1]


@pytest.mark.parametrize("method", ["quantile", "equal", "jenks"])
@settings(deadline=None)
@given(values=values_of_regions)
def test_there_are_no_more_classes_than_asked_for_or_than_different_values(
    method: str, values: list[float]
) -> None:
    assert 1 <= classify(values, method, count=4).count <= min(4, len(set(values)))


@settings(deadline=None)
@given(values=values_of_regions, seed=st.integers(0, 99))
def test_the_order_of_regions_does_not_matter_to_classes(values: list[float], seed: int) -> None:
    shuffled = np.random.default_rng(seed).permutation(values)
    assert classify(values, "quantile") == classify(shuffled, "quantile")


def test_quantiles_put_as_many_regions_into_each_class_but_for_rounded_breaks() -> None:
    values = np.arange(1, 1001) / 7
    counts = np.bincount(classify(values, "quantile").of(values))
    assert len(counts) == 5
    assert np.abs(counts - 200).sum() <= 2 * 0.02 * len(values)


def test_equal_classes_are_equally_wide() -> None:
    assert classify([0, 3, 17, 50, 100], "equal", count=4).cuts == (25.0, 50.0, 75.0)


def test_natural_breaks_part_two_groups_that_lie_apart() -> None:
    near, far = list(np.linspace(1, 2, 300)), list(np.linspace(90, 99, 300))
    (cut,) = classify(near + far, "jenks", count=2).cuts
    assert 2 <= cut < 90


def test_a_break_keeps_no_more_figures_than_part_the_classes() -> None:
    assert classify([1.2345, 2.3456, 3.4567, 98.7654], "quantile", count=2).cuts == (2.9,)


def test_missing_values_belong_to_no_class() -> None:
    assert classify([1, 2, 3]).of([2, math.nan, math.inf]).tolist()[1:] == [NO_DATA, NO_DATA]


def test_without_any_value_there_are_no_classes_and_no_labels() -> None:
    classes = classify([math.nan, math.nan])
    assert (classes.count, classes.labels(), classes.of([math.nan]).tolist()) == (0, (), [NO_DATA])


def test_classes_that_diverge_lie_symmetrically_about_the_centre() -> None:
    cuts = classify([93, 97, 99, 100.5, 103, 110], centre=100).cuts
    assert [round(100 - cut, 6) for cut in cuts] == [round(cut - 100, 6) for cut in cuts[::-1]]


def test_the_ends_of_the_legend_enclose_the_extreme_values() -> None:
    classes = classify([1.2345, 5, 9, 104.321])
    low, high = (float(end) for end in (classes.ends()[0], classes.ends()[-1]))
    assert low <= 1.2345
    assert high >= 104.321


def test_labels_write_the_minus_sign_and_the_thousands() -> None:
    assert Classes(-3.0, 4000.0, (0.5, 1200.0), "equal").labels() == (
        "−3 – 0.5",
        "0.5 – 1,200",
        "1,200 – 4,000",
    )


def test_a_scale_of_any_length_keeps_its_first_and_its_last_colour() -> None:
    colours = scale("emissions", "light")
    for count in (2, 3, 4, 5, 7):
        made = shades(colours, count)
        assert (len(made), made[0], made[-1]) == (count, colours[0].lower(), colours[-1].lower())
        assert len(set(made)) == count


# Packed numbers


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(-1e7, 1e7)), min_size=1, max_size=50), st.integers(0, 2))
def test_packed_numbers_unpack_to_the_rounded_numbers(values: list[float | None], decimals: int) -> None:
    numbers = np.array([math.nan if value is None else value for value in values])
    packed = pack_numbers(numbers, decimals)
    whole = unpacked(packed["packed"], "<i4")
    assert (whole == MISSING).tolist() == [value is None for value in values]
    found = whole[whole != MISSING] / 10.0 ** packed["power"]
    step = 0.5 * 10.0 ** -packed["power"]
    assert np.allclose(found, numbers[~np.isnan(numbers)], rtol=0, atol=step * 1.0001)


def test_numbers_beyond_32_bits_keep_nine_figures() -> None:
    packed = pack_numbers(np.array([123_456_789_012.0, 5e9]), 0)
    assert unpacked(packed["packed"], "<i4").tolist() == [123_456_789, 5_000_000]
    assert packed["power"] == -3


def test_a_zero_is_a_zero_and_a_gap_is_a_gap() -> None:
    assert unpacked(pack_numbers(np.array([0.0, math.nan]), 1)["packed"], "<i4").tolist() == [0, MISSING]


def test_words_of_a_tooltip_follow_the_order_of_the_geometry() -> None:
    packed = Detail("数据性质", pd.Series({"310104": "统计", "310101": "模型估算"})).packed(
        ("310101", "310104", "310105")
    )
    index = unpacked(packed["packed"], "<i4")
    assert [packed["words"][i] if i != MISSING else None for i in index] == ["模型估算", "统计", None]


# Geometry


def test_shapes_and_places_are_in_the_order_of_region_ids(names: pd.DataFrame, tmp_path: Path) -> None:
    made = prepare(GEO / "shanghai_districts.parquet", names, tmp_path, address)
    shapes = json.loads(next(tmp_path.glob("*.shapes.json")).read_text())
    places = json.loads(next(tmp_path.glob("*.places.json")).read_text())
    assert list(made.region_ids) == sorted(made.region_ids)
    assert [feature["properties"] for feature in shapes["features"]] == [
        {"region_id": i} for i in made.region_ids
    ]
    assert [place["region_id"] for place in places] == list(made.region_ids)
    assert next(p for p in places if p["region_id"] == "310115")["short_en"] == "Pudong"


def test_the_same_boundary_makes_the_same_bytes_under_the_same_name(
    names: pd.DataFrame, tmp_path: Path
) -> None:
    for folder in ("one", "two"):
        prepare(GEO / "anhui_prefectures.parquet", names, tmp_path / folder, address)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("one", "two"))
    assert one == two


def test_another_name_of_a_region_makes_another_file(names: pd.DataFrame, tmp_path: Path) -> None:
    renamed = names.copy()
    renamed.loc["310101", "short_zh"] = "南市"
    for each in (names, renamed):
        prepare(GEO / "shanghai_districts.parquet", each, tmp_path, address)
    assert len(list(tmp_path.glob("*.places.json"))) == 2


def test_the_national_geometry_is_below_500_kilobytes(counties: Geometry, counties_folder: Path) -> None:
    sent = [p for p in counties_folder.iterdir() if p.name.endswith((".shapes.json", ".places.json"))]
    assert len(counties.region_ids) == 2891
    assert sum(len(gzip.compress(p.read_bytes(), 9)) for p in sent) < 500_000


def test_coordinates_have_four_decimals_and_no_point_stands_twice_in_a_row(
    counties: Geometry, counties_folder: Path
) -> None:
    shapes = json.loads((counties_folder / Path(counties.shapes).name).read_text())
    for feature in shapes["features"]:
        given = feature["geometry"]
        polygons = [given["coordinates"]] if given["type"] == "Polygon" else given["coordinates"]
        for ring in (ring for polygon in polygons for ring in polygon):
            assert ring == [[round(x, 4), round(y, 4)] for x, y in ring]
            assert all(a != b for a, b in pairwise(ring))
            assert ring[0] == ring[-1]


def boundary_of(path: Path, shapes: dict[str, Polygon]) -> Path:
    frame = gpd.GeoDataFrame(
        {"region_id": list(shapes), "label_lon": 121.4, "label_lat": 31.2},
        geometry=list(shapes.values()),
        crs=4326,
    )
    frame.to_parquet(path)
    return path


def test_a_region_smaller_than_the_rounding_does_not_vanish(names: pd.DataFrame, tmp_path: Path) -> None:
    shapes = {"310101": box(121.4, 31.2, 121.400001, 31.200001), "310104": box(121, 31, 122, 32)}
    prepare(boundary_of(tmp_path / "tiny.parquet", shapes), names, tmp_path / "out", address, decimals=4)
    made = json.loads(next((tmp_path / "out").glob("*.shapes.json")).read_text())
    assert len(made["features"][0]["geometry"]["coordinates"][0]) >= 4


def test_a_boundary_file_that_is_missing_or_broken_is_named(names: pd.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 not a table")
    for name, said in (("absent.parquet", "is not there"), ("broken.parquet", "cannot be read")):
        with pytest.raises(BoundaryInvalid, match=said) as caught:
            prepare(tmp_path / name, names, tmp_path / "out", address)
        assert name in caught.value.where
    assert not (tmp_path / "out").exists()


def test_a_region_drawn_twice_is_refused(names: pd.DataFrame, tmp_path: Path) -> None:
    path = boundary_of(tmp_path / "twice.parquet", {"310101": box(121, 31, 122, 32)})
    once = gpd.read_parquet(path)
    pd.concat([once, once]).to_parquet(path)
    with pytest.raises(BoundaryInvalid, match="more than one shape of \\['310101'\\]"):
        prepare(path, names, tmp_path / "out", address)


def test_a_region_without_a_name_is_refused(names: pd.DataFrame, tmp_path: Path) -> None:
    path = boundary_of(tmp_path / "unnamed.parquet", {"999999": box(121, 31, 122, 32)})
    with pytest.raises(UnknownRegion, match="999999"):
        prepare(path, names, tmp_path / "out", address)


def test_the_dashed_line_keeps_all_its_dashes(tmp_path: Path) -> None:
    lines = gpd.read_parquet(GEO / "china_provinces_lines.parquet").geometry
    prepare_lines(GEO / "china_provinces_lines.parquet", tmp_path, address)
    made = json.loads(next(tmp_path.iterdir()).read_text())["features"]
    parts = [len(g["geometry"]["coordinates"]) for g in made if g["geometry"]["type"] == "MultiLineString"]
    assert parts == [len(line.geoms) for line in lines if line.geom_type == "MultiLineString"]


# What the page sends


def test_a_recolour_of_all_counties_is_below_20_kilobytes(counties: Geometry) -> None:
    values = drawn_values(counties)
    values.iloc[::6] = math.nan
    status = Detail("数据性质", pd.Series("模型估算", index=values.index))
    spec = choropleth(counties, measure(values, details=(status,)), stage(parent_digits=2))
    assert (
        len(json.dumps(spec.payload()).encode()) < 18_000
    )  # some two kilobytes remain for the page's own parts


def test_a_recolour_sends_addresses_and_no_coordinates(counties: Geometry) -> None:
    sent = json.dumps(choropleth(counties, measure(drawn_values(counties)), stage()).payload()["deck"])
    assert counties.shapes in sent
    assert "coordinates" not in sent
    assert len(sent) < 6_000


def test_another_year_changes_numbers_and_nothing_else(shanghai: Geometry) -> None:
    classes = classify([0.1, 1, 2, 3, 9])
    one, two = (
        choropleth(shanghai, measure(drawn_values(shanghai, year), classes=classes), stage()).payload()
        for year in (2016, 2017)
    )
    assert {key for key in one if one[key] != two[key]} == {"classes", "details", "deck"}
    for deck in (one["deck"], two["deck"]):
        for each in deck["layers"]:
            each.pop("updateTriggers", None)
    assert one["deck"] == two["deck"]


def test_nothing_sent_names_another_host_or_a_base_map(shanghai: Geometry) -> None:
    for draw in (choropleth, columns):
        sent = json.dumps(draw(shanghai, measure(drawn_values(shanghai)), stage()).payload())
        assert "://" not in sent
        assert "mapStyle" not in sent
        assert "mapProvider" not in sent


def test_the_deck_is_pydecks_own(shanghai: Geometry) -> None:
    spec = choropleth(shanghai, measure(drawn_values(shanghai)), stage())
    assert isinstance(spec.deck, pdk.Deck)
    assert {"fills", "borders", "outlines", "names-on_light"} <= {each.id for each in spec.deck.layers}


def test_a_region_without_data_is_hatched_and_never_coloured(shanghai: Geometry) -> None:
    values = drawn_values(shanghai).drop(["310151", "310116"])
    spec = choropleth(shanghai, measure(values), stage())
    found = dict(zip(shanghai.region_ids, unpacked(spec.payload()["classes"], "u1"), strict=True))
    assert {region for region, k in found.items() if k == NO_DATA} == {"310151", "310116"}
    assert max(k for k in found.values() if k != NO_DATA) < len(spec.payload()["colours"])
    fills = layer(spec, "fills")
    assert fills["extensions"][0]["@@type"] == "FillStyleExtension"
    assert fills["fillPatternMapping"]["missing"]["type"] == "hatch"


def test_values_that_are_not_plainly_reported_are_dotted(shanghai: Geometry) -> None:
    for status, dotted in (("模型估算", True), ("", False)):
        spec = choropleth(shanghai, measure(drawn_values(shanghai), status=status), stage())
        assert layer(spec, "fills")["getFillPattern"]["soft"] is dotted


def test_a_value_of_a_region_that_is_not_on_the_map_is_left_out(shanghai: Geometry) -> None:
    values = pd.concat([drawn_values(shanghai), pd.Series({"320100": 1e9})])
    spec = choropleth(shanghai, measure(values, classes=classify([1, 2, 3])), stage())
    assert len(unpacked(spec.payload()["classes"], "u1")) == 16


@pytest.mark.parametrize("lang", LANGS)
def test_the_legend_says_measure_unit_classes_status_and_how_many_lack_data(
    shanghai: Geometry, lang: str
) -> None:
    values = drawn_values(shanghai).drop(["310151", "310116"])
    legend = choropleth(shanghai, measure(values), stage(lang=lang, words=words(lang))).legend
    assert (legend.title, legend.unit, legend.status) == ("能源活动二氧化碳排放", "百万吨", "模型估算")
    assert len(legend.labels) == len(legend.colours) == len(legend.ends) - 1 == 5
    assert "2" in legend.no_data


def test_the_legend_is_silent_on_missing_data_where_there_is_none(shanghai: Geometry) -> None:
    assert choropleth(shanghai, measure(drawn_values(shanghai)), stage()).legend.no_data == ""


@pytest.mark.parametrize("mode", MODES)
def test_names_are_written_in_two_inks_with_halos_of_their_grounds(shanghai: Geometry, mode: str) -> None:
    shown = measure(drawn_values(shanghai), scale=tuple(scale("emissions", mode)))
    spec = choropleth(shanghai, shown, stage(mode=mode))
    on_light, on_dark = layer(spec, "names-on_light"), layer(spec, "names-on_dark")
    assert sum(on_light["getColor"]) < sum(on_light["outlineColor"][:3])
    assert sum(on_dark["getColor"]) > sum(on_dark["outlineColor"][:3])
    assert on_light["characterSet"] == "auto"


def test_an_inset_has_its_own_view_that_does_not_move(shanghai: Geometry) -> None:
    inset = Inset("中心城区", "bottom right", 250, 270, regions=CENTRE)
    views = choropleth(shanghai, measure(drawn_values(shanghai)), stage(insets=(inset,))).payload()["deck"][
        "views"
    ]
    assert [view["id"] for view in views] == ["main", "inset-0"]
    assert (views[1]["controller"], views[1]["clear"], views[1]["x"]) == (False, True, "calc(100% - 264px)")


def test_columns_are_opaque_and_as_high_in_every_year_for_the_same_value(shanghai: Geometry) -> None:
    classes = classify([1, 2, 3, 50])
    heights = []
    for year in (2016, 2017):
        spec = columns(shanghai, measure(drawn_values(shanghai, year), classes=classes), stage())
        heights.append(layer(spec, "columns")["getElevation"])
        assert all(len(colour) == 3 for colour in spec.payload()["colours"])
    assert heights[0] == heights[1]
    assert heights[0]["full"] == 50


def test_a_negative_value_is_no_column(shanghai: Geometry) -> None:
    with pytest.raises(ValueError, match="draw a choropleth"):
        columns(shanghai, measure(drawn_values(shanghai) - 100), stage())


def test_the_whole_country_takes_the_usual_parallels_and_a_city_its_own() -> None:
    assert conic((73.5, 3.8, 135.1, 53.6)) == {"meridian": 105.0, "south": 25.0, "north": 47.0}
    city = conic((120.85, 30.68, 122.24, 31.87))
    assert 30.68 < city["south"] < city["north"] < 31.87
    assert 120.85 < city["meridian"] < 122.24


def test_plants_stand_in_a_file_of_their_own_the_largest_below(tmp_path: Path) -> None:
    places = pd.DataFrame(
        {
            "lon": [121.47, 121.39], "lat": [31.36, 31.44], "size": [600.0, 2000.0], "colour": "#2A3235",
            "title": ["吴泾", "石洞口"], "lines": ["燃煤\n600 MW", "燃煤\n2000 MW"],
        }
    )  # fmt: skip
    made = points(places, tmp_path, address, mode="light")
    rows = json.loads(next(tmp_path.iterdir()).read_text())
    assert [row["title"] for row in rows] == ["石洞口", "吴泾"]
    assert rows[0]["lines"] == ["燃煤", "2000 MW"]
    assert made.data == address(next(tmp_path.iterdir()))


# Scripts


def test_the_vendored_scripts_are_those_of_the_packages_and_evaluate_no_text() -> None:
    told = dict(re.findall(r"\| (\S+\.js) \|.*?\| ([0-9a-f]{64}) \|", (VENDOR / "README.md").read_text()))
    scripts = sorted(VENDOR.glob("*.js"))
    assert sorted(told) == [script.name for script in scripts]
    for script in scripts:
        content = script.read_bytes()
        assert hashlib.sha256(content).hexdigest() == told[script.name]
        assert not re.search(rb"new Function\(|[^.\w]eval\(", content)


def test_the_component_writes_text_as_text() -> None:
    for script in COMPONENT.glob("map*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", script.read_text()
        )


def test_every_word_of_the_map_is_in_both_languages() -> None:
    for lang in LANGS:
        assert "{count}" in words(lang).no_data_count

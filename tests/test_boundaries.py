"""What the maps of data/geo promise: every region once, no gaps, nested levels, the official line."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from ruamel.yaml import YAML

from pipelines.errors import BoundaryInvalid, RawFileMissing, RawFileUnreadable
from pipelines.geography.boundaries import GEO, RECIPES, boundary, coverage, make_boundaries
from pipelines.geography.divisions import china_folder, shapes

DESCRIBED = YAML(typ="safe").load(RECIPES.read_text("utf-8"))
MAPS = [name for name, recipe in DESCRIBED.items() if recipe["level"] != "line"]
METRES_PER_DEGREE = 111_320

# Shanghai's sixteen districts by the code of the civil affairs ministry.
SHANGHAI = [
    "310101", "310104", "310105", "310106", "310107", "310109", "310110", "310112",
    "310113", "310114", "310115", "310116", "310117", "310118", "310120", "310151",
]  # fmt: skip

# Corners of Kunyu City as the approval of its founding prints them (国函〔2016〕10号): degrees, minutes and
# seconds of longitude and latitude.
KUNYU = [
    (79, 41, 37, 37, 33, 41), (79, 41, 34, 37, 32, 27), (79, 49, 5, 37, 34, 30), (79, 49, 7, 37, 32, 16),
    (79, 47, 2, 37, 32, 14), (79, 46, 59, 37, 34, 50), (79, 22, 26, 37, 24, 58), (79, 22, 5, 37, 23, 6),
    (79, 21, 38, 37, 10, 35), (78, 32, 42, 37, 47, 31), (78, 32, 35, 37, 34, 22), (78, 29, 11, 37, 34, 5),
    (78, 29, 17, 37, 37, 1), (78, 19, 40, 37, 36, 11), (78, 20, 56, 37, 43, 53), (78, 30, 40, 37, 49, 40),
]  # fmt: skip


@pytest.fixture(scope="module")
def maps() -> dict[str, gpd.GeoDataFrame]:
    return {name: gpd.read_parquet(GEO / f"{name}.parquet") for name in DESCRIBED}


@pytest.fixture(scope="module")
def levels() -> pd.DataFrame:
    return pd.read_csv(GEO.parent / "catalog" / "region_levels.csv", dtype=str)


def test_shanghai_has_its_sixteen_districts(maps):
    assert maps["shanghai_districts"]["region_id"].tolist() == SHANGHAI


def test_china_has_34_provinces_and_taiwan_is_one_of_them(maps):
    assert len(maps["china_provinces"]) == 34
    assert "710000" in set(maps["china_provinces"]["region_id"])


@pytest.mark.parametrize("name", MAPS)
def test_shapes_leave_no_gap_and_do_not_overlap(maps, name):
    drawn = np.asarray(maps[name].geometry)
    assert shapely.is_valid(drawn).all()
    assert shapely.coverage_is_valid(drawn)


@pytest.mark.parametrize("name", MAPS)
def test_every_region_that_a_map_promises_has_one_shape_and_no_other_is_drawn(maps, levels, name):
    promised = levels.loc[levels["boundary_id"].eq(name), "region_id"]
    assert sorted(maps[name]["region_id"]) == sorted(promised)
    assert maps[name]["region_id"].is_unique


@pytest.mark.parametrize(
    ("lower", "upper", "digits"),
    [
        ("china_counties", "china_provinces", 2),
        ("china_prefectures", "china_provinces", 2),
        ("gansu_counties", "gansu_prefectures", 4),
        ("anhui_counties", "anhui_prefectures", 4),
    ],
)
def test_counties_fill_the_level_above_exactly(maps, lower, upper, digits):
    parts = (
        maps[lower]
        .geometry.groupby(maps[lower]["region_id"].str[:digits])
        .apply(lambda group: shapely.coverage_union_all(np.asarray(group)))
    )
    whole = maps[upper].set_index(maps[upper]["region_id"].str[:digits]).geometry
    assert set(parts.index) == set(whole.index)
    left_over = shapely.symmetric_difference(np.asarray(parts), np.asarray(whole.loc[parts.index]))
    assert shapely.area(left_over).max() < 1e-12


def test_the_national_county_map_has_at_most_60_000_vertices(maps):
    assert shapely.get_num_coordinates(np.asarray(maps["china_counties"].geometry)).sum() <= 60_000


@pytest.mark.parametrize("name", DESCRIBED)
def test_the_description_counts_what_is_in_the_file(maps, name):
    assert DESCRIBED[name]["regions"] == len(maps[name])
    counted = shapely.get_num_coordinates(np.asarray(maps[name].geometry)).sum()
    assert DESCRIBED[name]["vertices"] == counted


@pytest.mark.parametrize("name", MAPS)
def test_a_label_stands_inside_its_region(maps, name):
    table = maps[name]
    assert shapely.contains_xy(np.asarray(table.geometry), table["label_lon"], table["label_lat"]).all()


def test_simplification_drops_no_island(maps):
    drawn = shapely.get_num_geometries(np.asarray(maps["china_counties"].geometry)).sum()
    assert drawn == shapely.get_num_geometries(np.asarray(coverage("tianditu").geometry)).sum()


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "province_id"),
    [
        ("Medog", 95.33, 29.33, "540000"),
        ("south of Cona", 92.5, 27.2, "540000"),
        ("Aksai Chin", 79.5, 35.3, "650000"),
        ("Taipei", 121.56, 25.04, "710000"),
        ("Haikou", 110.33, 20.02, "460000"),
    ],
)
def test_the_official_line_encloses(maps, place, longitude, latitude, province_id):
    provinces = maps["china_provinces"].set_index("region_id").geometry
    assert shapely.contains_xy(provinces[province_id], longitude, latitude), place


def test_diaoyu_islands_and_the_islands_of_the_south_china_sea_are_on_national_maps(maps):
    for name, taiwan, hainan in (
        ("china_provinces", "71", "46"),
        ("china_prefectures", "71", "46"),
        ("china_counties", "71", "46"),
    ):
        by_province = maps[name].dissolve(maps[name]["region_id"].str[:2]).geometry
        assert by_province[taiwan].bounds[2] > 124.5  # Chiwei Islet
        assert by_province[hainan].bounds[1] < 4.0  # Zengmu Shoal
        assert by_province[hainan].bounds[2] > 117.8  # Huangyan Island


def test_the_dashed_line_has_nine_dashes_around_the_south_china_sea(maps):
    lines = maps["china_provinces_lines"].set_index("line_id").geometry
    dashes = shapely.get_parts(lines["south_china_sea_dashed_line"])
    assert len(dashes) == 9
    west, south, east, north = lines["south_china_sea_dashed_line"].bounds
    assert (108 < west < 109, 3 < south < 4, 121 < east < 122.5, 21 < north < 22) == (True,) * 4


def test_corners_printed_in_an_approval_lie_on_the_border_to_ten_metres():
    # The Chinese map datum (GCJ-02) would set everything some 180 m aside here.
    county = coverage("tianditu").set_index("county_id").geometry["659009"]
    scale = np.array([METRES_PER_DEGREE * np.cos(np.radians(37.5)), METRES_PER_DEGREE])
    border = shapely.transform(county, lambda points: points * scale).boundary
    seconds = np.array([3600, 60, 1]) / 3600
    corners = [(np.dot(c[:3], seconds), np.dot(c[3:], seconds)) for c in KUNYU]
    metres = shapely.distance(border, shapely.points(np.array(corners) * scale))
    assert np.median(metres) < 10


def test_two_independent_sets_agree_on_the_border_of_anhui():
    scale = np.array([METRES_PER_DEGREE * np.cos(np.radians(32)), METRES_PER_DEGREE])
    provinces = pd.read_csv(china_folder() / "tianditu" / "cn_province.csv")["province_name"]
    position = provinces[provinces.eq("安徽省")].index[0]
    borders = [
        shapely.transform(
            shapes(china_folder() / name / "cn_province.bin")[position], lambda points: points * scale
        ).boundary
        for name in ("tianditu", "amap")
    ]
    points = shapely.points(shapely.get_coordinates(borders[0]))
    assert np.median(shapely.distance(borders[1], points)) < 300


def test_the_command_makes_the_committed_files_byte_for_byte(tmp_path):
    for path in make_boundaries(tmp_path):
        assert path.read_bytes() == (GEO / path.name).read_bytes(), path.name
    assert (tmp_path / RECIPES.name).read_text("utf-8") == RECIPES.read_text("utf-8")


def test_degrees_that_make_a_shape_cross_itself_are_refused():
    recipe = DESCRIBED["china_counties"]
    simplification = recipe["simplification"] | {"inner_degrees": 0.06}
    with pytest.raises(BoundaryInvalid, match=r"china_counties: .*boundaries\.yml"):
        boundary("china_counties", recipe | {"simplification": simplification})


def u4(*numbers: int) -> bytes:
    return np.array(numbers, "<u4").tobytes()


def packed(blocks: list[bytes]) -> bytes:
    return u4(len(blocks), *map(len, blocks)) + b"".join(blocks)


# A square of a tenth of a degree at (120, 30): as absolute steps of 2e-6 degrees, and as differences of a
# hundredth of that, which fit into 16 bits.
X, Y = 150_000_000, 60_000_000
ABSOLUTE = u4(0) + u4(X, Y, X + 50_000, Y, X + 50_000, Y + 50_000, X, Y + 50_000, X, Y)
DIFFERENCES = u4(1, X, Y) + np.array([500, 0, 0, 500, -500, 0, 0, -500], "<i2").tobytes()


def test_both_ways_of_storing_a_ring_are_read(tmp_path: Path):
    path = tmp_path / "squares.bin"
    path.write_bytes(packed([u4(5) + packed([ABSOLUTE]), u4(6) + packed([packed([DIFFERENCES])])]))
    first, second = shapes(path)
    assert first.equals(shapely.box(120, 30, 120.1, 30.1))
    assert second.equals(shapely.MultiPolygon([shapely.box(120, 30, 120.001, 30.001)]))


def test_a_truncated_file_of_shapes_is_named(tmp_path: Path):
    path = tmp_path / "cut.bin"
    path.write_bytes(packed([u4(5) + packed([ABSOLUTE])])[:-6])
    with pytest.raises(RawFileUnreadable, match=r"cut\.bin"):
        shapes(path)


def test_a_missing_file_of_shapes_is_named(tmp_path: Path):
    with pytest.raises(RawFileMissing, match=r"nowhere\.bin"):
        shapes(tmp_path / "nowhere.bin")

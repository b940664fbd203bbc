"""A publisher's file that is gone, cut off, changed or wrong is refused by name, with place and remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import pytest

from pipelines.errors import (
    DuplicateRow,
    LayoutChanged,
    NotANumber,
    RawFileMissing,
    RawFileUnreadable,
    UnknownRegion,
)
from pipelines.sources import shanghai_energy_balance, wdi_gdp_growth
from tests import publishers
from tests.publishers import write


@dataclass(frozen=True)
class Case:
    """One file of an edition, and texts in it that a test may spoil."""

    source_id: str
    edition: str
    files: Callable[[], dict[str, str]]
    file: str
    number: str  # a figure, as it stands in the file
    columns: tuple[str, str]  # two neighbours in the header, with what stands between them
    region: str  # a name that is mapped to a code; empty where the file has no regions
    row: str  # the beginning of a row

    def __str__(self) -> str:
        return self.file


CASES = [
    Case(
        "shanghai_census", "2020", publishers.census, "shanghai_16_districts_population_2020.csv",
        "2235218", ("adcode,", "district_zh,"), "宝山区", "310113",
    ),
    Case(
        "nbs_province", "2005-2024", publishers.provinces, "historical_gdp.csv",
        "47218.7", ("2024,", "2023,"), "Innermongolia", "Shanghai,",
    ),
    Case(
        "nbs_province", "2005-2024", publishers.provinces, "historical_population.csv",
        "2487", ("2024,", "2023,"), "InnerMongolia", "Shanghai,",
    ),
    Case(
        "nbs_province", "2005-2024", publishers.provinces, "History_private_car.csv",
        "395.72", ("2023,", "2022,"), "Innermongolia", "Shanghai,",
    ),
    Case(
        "nbs_gdp_index", "2000-2019", publishers.gdp_index_2000, "nbs_province_gdp_index_2000_2019.csv",
        "103.5", ("省份编码,", "省份,"), "上海市,2018", "310000,上海市,2018",
    ),
    Case(
        "nbs_gdp_index", "2000-2019", publishers.gdp_index_2000, "nbs_china_gdp_index_2000_2019.csv",
        "106.749773832541", ("年份,", "国民总收入指数(上年=100),"), "", "2018,",
    ),
    Case(
        "nbs_gdp_index", "2016-2024", publishers.gdp_index_2016,
        "nbs_province_gdp_index_2016_2024_5thcensus.csv",
        "105.3", ("2025年\t,", "2024年\t,"), "上海市", "上海市",
    ),
    Case(
        "nbs_gdp_index", "2016-2024", publishers.gdp_index_2016, "nbs_province_gdp_index_2024_by_sector.csv",
        "98.7", ("第一产业增加值指数 (上年=100)\t,", "第二产业增加值指数 (上年=100)\t,"), "上海市", "上海市",
    ),
    Case(
        "emission_factors", "2021-2022", publishers.factors,
        "china_electricity_average_co2_factor_2021_2022.csv",
        "0.5849", ("level,", "name_zh,"), "上海", "province,上海",
    ),
    Case(
        "emission_factors", "2021-2022", publishers.factors, "shanghai_local_accounting_factors_2022.csv",
        "0.42", ("carrier,", "unit,"), "", "heat,",
    ),
    Case(
        "shanghai_energy_balance", "2009-2013", publishers.balance,
        "shanghai_energy_balance_excerpt_mtce.csv",
        "42.0169001", ("province.name,", "year,"), "Shanghai", "Shanghai,2009,Total Energy,Industry",
    ),
    Case(
        "wdi_gdp_growth", "2025-12", publishers.world_bank, "wdi_NY.GDP.MKTP.KD.ZG_2025-12-15.csv",
        "4.9773565917572", ('"Country Name",', '"Country Code",'), "", '"China"',
    ),
]  # fmt: skip


@pytest.fixture(autouse=True)
def small_editions(monkeypatch):
    monkeypatch.setattr(shanghai_energy_balance, "CELLS", 5)
    monkeypatch.setattr(wdi_gdp_growth, "COUNTRIES", 3)


def tidied(case: Case, folder, files: dict[str, str]):
    reader = import_module(f"pipelines.sources.{case.source_id}")
    return reader.tidy(reader.read(write(folder, files), case.edition), case.edition)


def spoilt(case: Case, old: str, new: str) -> dict[str, str]:
    files = case.files()
    assert old in files[case.file]
    return files | {case.file: files[case.file].replace(old, new, 1)}


def line_of(text: str, word: str) -> int:
    return text[: text.index(word)].count("\n") + 1


every_file = pytest.mark.parametrize("case", CASES, ids=str)


@every_file
def test_the_file_as_rebuilt_here_is_read(case, tmp_path):
    assert len(tidied(case, tmp_path, case.files()))


@every_file
def test_a_missing_file_is_named(case, tmp_path):
    files = case.files()
    del files[case.file]
    with pytest.raises(RawFileMissing, match=case.file):
        tidied(case, tmp_path, files)


@every_file
def test_an_empty_file_is_named(case, tmp_path):
    with pytest.raises(RawFileUnreadable, match=case.file):
        tidied(case, tmp_path, case.files() | {case.file: ""})


@every_file
def test_a_file_that_ends_between_two_rows_is_named(case, tmp_path):
    files = case.files()
    files[case.file] = files[case.file][: files[case.file].index(case.row)]
    with pytest.raises(RawFileUnreadable, match=case.file):
        tidied(case, tmp_path, files)


@every_file
def test_a_file_that_ends_inside_a_row_is_named_with_the_line(case, tmp_path):
    files = case.files()
    whole = files[case.file]
    files[case.file] = whole[: whole.index(",", whole.index(case.row)) + 1]
    with pytest.raises(RawFileUnreadable) as caught:
        tidied(case, tmp_path, files)
    assert f"{case.file} line {line_of(whole, case.row)}" in caught.value.where


@every_file
def test_a_file_in_another_encoding_is_named(case, tmp_path):
    write(tmp_path, case.files())
    (tmp_path / case.file).write_bytes("地区,数值\n上海,1\n".encode("gb18030"))
    reader = import_module(f"pipelines.sources.{case.source_id}")
    with pytest.raises(RawFileUnreadable, match=case.file):
        reader.read(tmp_path, case.edition)


@every_file
def test_columns_in_another_order_are_refused_at_the_header(case, tmp_path):
    first, second = case.columns
    files = spoilt(case, first + second, second + first)
    with pytest.raises(LayoutChanged) as caught:
        tidied(case, tmp_path, files)
    assert case.file in caught.value.where
    assert f"line {line_of(files[case.file], second)}" in caught.value.where


@every_file
def test_a_renamed_column_is_refused(case, tmp_path):
    first, second = case.columns
    with pytest.raises(LayoutChanged, match=case.file):
        tidied(case, tmp_path, spoilt(case, first + second, "列" + first + second))


@every_file
@pytest.mark.parametrize("suffix", ["亿元", "*", "e", " 000"])
def test_a_number_with_text_behind_it_is_refused_at_its_cell(case, suffix, tmp_path):
    files = spoilt(case, case.number, case.number + suffix)
    with pytest.raises(NotANumber) as caught:
        tidied(case, tmp_path, files)
    assert case.file in caught.value.where
    assert f"line {line_of(files[case.file], case.number + suffix)}, column" in caught.value.where
    assert case.number in caught.value.what


@every_file
def test_a_row_given_twice_is_refused_at_its_second_place(case, tmp_path):
    files = case.files()
    lines = files[case.file].split("\n")
    index = next(index for index, line in enumerate(lines) if line.startswith(case.row))
    files[case.file] = "\n".join([*lines[: index + 1], lines[index], *lines[index + 1 :]])
    with pytest.raises(DuplicateRow) as caught:
        tidied(case, tmp_path, files)
    assert f"{case.file} line {index + 2}" in caught.value.where
    assert f"line {index + 1}" in caught.value.what


@pytest.mark.parametrize("case", [case for case in CASES if case.region], ids=str)
def test_a_name_that_nobody_mapped_is_refused(case, tmp_path):
    name = case.region.split(",")[0]
    files = spoilt(case, case.region, case.region.replace(name, "亚特兰蒂斯"))
    with pytest.raises(UnknownRegion) as caught:
        tidied(case, tmp_path, files)
    assert f"{case.file} line {line_of(files[case.file], '亚特兰蒂斯')}" in caught.value.where
    assert "亚特兰蒂斯" in caught.value.what

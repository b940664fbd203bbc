"""The catalogue stops at the first wrong line and says where it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipelines.catalog import CATALOG, catalogue
from pipelines.errors import CatalogueInvalid, DanglingId


@pytest.fixture
def copy(tmp_path) -> Path:
    return Path(shutil.copytree(CATALOG, tmp_path / "catalog"))


def edit(path: Path, old: str, new: str) -> int:
    """Replace one text in a file and return the line it stood in."""
    text = path.read_text("utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), "utf-8")
    return line


def test_the_catalogue_of_the_project_loads():
    known = catalogue()
    assert known.indicators["co2_scope_1"].name["zh"] == "二氧化碳排放（范围一）"
    assert known.regions["310113"].name["en"] == "Baoshan District"


def test_an_unknown_key_stops_with_file_and_line(copy):
    line = edit(copy / "indicators.yml", "  decimals: 1", "  decimales: 1")
    with pytest.raises(CatalogueInvalid, match=r"indicators\.yml line") as caught:
        catalogue(copy)
    assert abs(int(caught.value.where.split()[-1]) - line) <= 3
    assert "decimales" in caught.value.what or "decimals" in caught.value.what


def test_a_value_of_the_wrong_kind_stops_with_its_line(copy):
    line = edit(copy / "indicators.yml", "  rising: bad", "  rising: terrible")
    with pytest.raises(CatalogueInvalid, match=f"indicators.yml line {line}"):
        catalogue(copy)


def test_a_formula_that_names_an_unknown_indicator_is_refused(copy):
    edit(copy / "indicators.yml", "denominator: gdp_constant", "denominator: gdp_imaginary")
    with pytest.raises(DanglingId, match="gdp_imaginary"):
        catalogue(copy)


def test_a_region_whose_parent_is_unknown_is_refused_with_its_line(copy):
    line = edit(copy / "regions.csv", "310113,district,310000", "310113,district,319999")
    with pytest.raises(DanglingId, match=f"regions.csv line {line}.*319999"):
        catalogue(copy)


def test_a_change_of_units_to_an_unknown_code_is_refused(copy):
    edit(copy / "region_changes.csv", "310108,310106", "310108,310199")
    with pytest.raises(DanglingId, match=r"region_changes.csv line \d+.*310199"):
        catalogue(copy)


def test_a_file_that_is_not_yaml_is_refused(copy):
    (copy / "caveats.yml").write_text("modelled: {text: [", "utf-8")
    with pytest.raises(CatalogueInvalid, match=r"caveats\.yml"):
        catalogue(copy)


def test_a_file_that_is_not_utf_8_is_refused(copy):
    (copy / "regions.csv").write_bytes("宝山".encode("gb18030"))
    with pytest.raises(CatalogueInvalid, match=r"regions\.csv"):
        catalogue(copy)


def test_every_text_of_the_catalogue_exists_in_both_languages():
    known = catalogue()
    labels = [i.name for i in known.indicators.values()] + [i.definition for i in known.indicators.values()]
    labels += [
        item.name
        for items in (known.sectors, known.fuels, known.processes, known.materials)
        for item in items.values()
    ]
    labels += list(known.caveats.values()) + list(known.units.values())
    for label in labels:
        assert label.zh.strip()
        assert label.en.strip()

"""Publishers' files become snapshots, and a snapshot is proved against the files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from ruamel.yaml import YAML

from pipelines import snapshots, tidy
from pipelines.errors import RawFileMissing, SnapshotDiffers, UnknownSource
from tests.publisher_workbooks import COUNTY_SHEET, county_table, write_workbook

SOURCE, EDITION = "chen2020_county_co2", "1997-2017"


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of snapshots with the passport of one source in it, in place of the project's own."""
    folder = tmp_path / "snapshots"
    (folder / SOURCE).mkdir(parents=True)
    passport = (snapshots.SNAPSHOTS / SOURCE / f"{EDITION}.yml").read_text("utf-8")
    (folder / SOURCE / f"{EDITION}.yml").write_text(passport, "utf-8")
    monkeypatch.setattr(snapshots, "SNAPSHOTS", folder)
    return folder


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """The publisher's file somewhere below a folder with other things in it."""
    root = tmp_path / "raw"
    write_workbook(root / "01_counties" / "original" / "co2.xlsx", {COUNTY_SHEET: county_table()})
    write_workbook(root / "02_other" / "other.xlsx", {"a": [[1]]})
    return root


def test_what_was_tidied_is_proved_against_its_file(stored: Path, raw: Path) -> None:
    (table,) = tidy.tidy_source(SOURCE, raw)
    assert table == stored / SOURCE / f"{EDITION}.csv"
    (proof,) = tidy.verify_raw(raw)
    assert (proof.source_id, proof.edition, proof.rows, proof.raw_files) == (SOURCE, EDITION, 63, 1)


def test_the_passport_gains_rows_and_hashes_and_loses_nothing(stored: Path, raw: Path) -> None:
    path = stored / SOURCE / f"{EDITION}.yml"
    before = YAML(typ="safe").load(path.read_text("utf-8"))
    tidy.tidy_source(SOURCE, raw)
    after = YAML(typ="safe").load(path.read_text("utf-8"))
    assert after | {"rows": 0, "raw_files": 0} == before | {"rows": 0, "raw_files": 0}
    assert after["rows"] == 63
    workbook = raw / "01_counties" / "original" / "co2.xlsx"
    assert after["raw_files"] == [
        {"name": "co2.xlsx", "bytes": workbook.stat().st_size, "sha256": snapshots.sha256(workbook)}
    ]


@pytest.mark.usefixtures("stored")
def test_one_changed_value_is_found_with_its_row(raw: Path) -> None:
    (table,) = tidy.tidy_source(SOURCE, raw)
    content = table.read_text("utf-8")
    assert content.count("17.1135646742285,") == 1
    table.write_text(content.replace("17.1135646742285,", "17.1135646742286,"), "utf-8")
    with pytest.raises(SnapshotDiffers) as caught:
        tidy.verify_raw(raw)
    assert str(table) in caught.value.where
    assert "2 rows" in caught.value.what
    assert "17.1135646742286" in caught.value.what
    assert "co2.xlsx|Unit (Million tons)|U2" in caught.value.what


@pytest.mark.usefixtures("stored")
def test_a_row_that_was_taken_out_is_found(raw: Path) -> None:
    (table,) = tidy.tidy_source(SOURCE, raw)
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), "utf-8")
    with pytest.raises(SnapshotDiffers, match="1 rows"):
        tidy.verify_raw(raw)


@pytest.mark.usefixtures("stored")
def test_a_file_with_another_hash_is_named_even_if_its_figures_are_the_same(raw: Path) -> None:
    tidy.tidy_source(SOURCE, raw)
    cells = county_table()
    cells[5][0] += "."
    write_workbook(raw / "01_counties" / "original" / "co2.xlsx", {COUNTY_SHEET: cells})
    with pytest.raises(SnapshotDiffers, match="SHA-256"):
        tidy.verify_raw(raw)


@pytest.mark.usefixtures("stored")
def test_a_large_table_is_proved_from_parquet(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "PARQUET_FROM_BYTES", 1000)
    (table,) = tidy.tidy_source(SOURCE, raw)
    assert table.suffix == ".parquet"
    assert tidy.verify_raw(raw)[0].rows == 63
    frame = pd.read_parquet(table)
    frame.loc[5, "value"] += 1e-9
    frame.to_parquet(table, index=False)
    with pytest.raises(SnapshotDiffers, match="2 rows"):
        tidy.verify_raw(raw)


@pytest.mark.usefixtures("stored")
def test_files_that_are_not_there_are_asked_for(raw: Path) -> None:
    tidy.tidy_source(SOURCE, raw)
    with pytest.raises(RawFileMissing, match=SOURCE):
        tidy.verify_raw(raw / "02_other")
    with pytest.raises(RawFileMissing, match=SOURCE):
        tidy.tidy_source(SOURCE, raw / "02_other")


@pytest.mark.parametrize("source_id", ["nobody_2020", "ceads_layout"])
def test_a_source_without_a_reader_is_named(source_id: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match=source_id):
        tidy.tidy_source(source_id, tmp_path)


def test_the_folder_with_most_of_the_files_wins_then_the_one_named_after_source_and_edition(
    tmp_path: Path,
) -> None:
    def put(folder: str, *names: str) -> None:
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        for name in names:
            (tmp_path / folder / name).touch()

    put("a_copy", "gdp.csv")
    put("s/2020", "gdp.csv", "cars.csv")
    put("s/2019", "gdp.csv", "cars.csv")
    names = ("gdp.csv", "cars.csv")
    assert tidy.raw_folder_of("s", "2020", names, tmp_path) == tmp_path / "s" / "2020"
    assert tidy.raw_folder_of("s", "2020", names, tmp_path / "s" / "2020") == tmp_path / "s" / "2020"
    assert tidy.raw_folder_of("t", "2020", names, tmp_path) == tmp_path / "s" / "2019"
    assert tidy.raw_folder_of("t", "2020", ("heat.csv",), tmp_path) is None


def test_every_source_of_the_project_has_a_reader_for_each_of_its_editions() -> None:
    for snapshot in snapshots.snapshots(snapshots.SNAPSHOTS):
        assert snapshot.edition in tidy.reader_of(snapshot.source_id).EDITIONS

"""Shanghai's energy balance: kept as delivered, the misprint marked here and dropped by the catalogue."""

from __future__ import annotations

import pytest

from pipelines.catalog import CATALOG, read_yaml
from pipelines.errors import LayoutChanged
from pipelines.snapshots import checked
from pipelines.sources import shanghai_energy_balance as reader
from tests.publishers import balance, write


@pytest.fixture(autouse=True)
def five_cells(monkeypatch):
    monkeypatch.setattr(reader, "CELLS", 5)


def tidied(folder, files):
    raw = reader.read(write(folder, files), "2009-2013")
    return checked(reader.tidy(raw, "2009-2013"), "figure", "balance")


def test_the_misprint_is_kept_faithfully_and_marked(tmp_path):
    figures = tidied(tmp_path, balance())
    marked = figures[figures["caveats"].str.contains("refinery_gas_2010_misprint")]
    (row,) = marked.to_dict("records")
    assert (row["value"], row["period"], row["fuel_id"]) == (212.85479, "2010", "refinery_gas")


def test_the_correction_drops_the_very_cell(tmp_path):
    corrections = read_yaml(CATALOG, "corrections")["corrections"]
    (correction,) = [entry for entry in corrections if entry["source_id"] == "shanghai_energy_balance"]
    figures = tidied(tmp_path, balance())
    keys = ["region_code", "indicator_id", "sector_id", "fuel_id"]
    hit = figures[(figures[keys] == [correction[key] for key in keys]).all(axis=1)]
    hit = hit[hit["period"].isin(correction["periods"])]
    assert list(hit["value"]) == [212.85479]
    assert correction["action"] == "drop"
    assert correction["expect"]["gt"] < 212.85479


def test_exports_stay_negative(tmp_path):
    figures = tidied(tmp_path, balance()).set_index("sector_id")
    assert figures.loc["interprovincial_exports", "value"] == -13.3312368


def test_a_process_with_commas_in_its_name_is_one_cell(tmp_path):
    assert "transport_post" in set(tidied(tmp_path, balance())["sector_id"])


def test_every_item_of_the_reader_has_a_name_in_both_languages():
    items = read_yaml(CATALOG, "balance_items")
    assert set(items["processes"]) == set(reader.PROCESSES.values())
    assert set(items["materials"]) == set(reader.MATERIALS.values())


def test_totals_are_marked_so_that_nobody_adds_them_to_their_parts():
    items = read_yaml(CATALOG, "balance_items")
    subtotals = {key for part in items.values() for key, item in part.items() if item.get("subtotal")}
    assert subtotals == {
        "total_energy", "total_coal", "total_petroleum", "total_consumption", "total_primary_supply",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [("Refinery Gas", "Hydrogen", "EBMaterial"), ("Petroleum Refineries", "Data Centres", "EBProcess")],
)
def test_an_unknown_item_is_refused_at_its_cell(old, new, column, tmp_path):
    files = {reader.FILE: balance()[reader.FILE].replace(old, new)}
    with pytest.raises(LayoutChanged, match=f"line 5, column {column}.*{new}"):
        tidied(tmp_path, files)


def test_a_year_outside_the_edition_is_refused(tmp_path):
    files = {reader.FILE: balance()[reader.FILE].replace("Shanghai,2010,Refinery", "Shanghai,2014,Refinery")}
    with pytest.raises(LayoutChanged, match=r"line 5, column year.*2014"):
        tidied(tmp_path, files)

"""The crosswalk from the division of 2010 to today's: complete, with evidence, and nothing counted twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from pipelines.catalog import CATALOG
from pipelines.geography.divisions import units
from pipelines.geography.region_changes import (
    IN_PREFECTURE,
    IN_PROVINCE,
    NOT_FOUND,
    add_region_changes,
    name_stem,
    proposals,
)
from pipelines.geography.regions import COUNTY_SOURCE, units_of_2010
from pipelines.snapshots import read, snapshots

RESOLVED = ("renamed", "county_to_district", "merged")


@pytest.fixture(scope="module")
def changes() -> pd.DataFrame:
    return pd.read_csv(CATALOG / "region_changes.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def today() -> pd.DataFrame:
    regions = pd.read_csv(CATALOG / "regions.csv", dtype=str, keep_default_na=False)
    return regions[regions["valid_to"].eq("")]


@pytest.fixture(scope="module")
def of_2010() -> pd.DataFrame:
    return units_of_2010()


@pytest.fixture(scope="module")
def co2_mt_2017() -> pd.Series:
    edition = next(snapshot for snapshot in snapshots() if snapshot.source_id == COUNTY_SOURCE)
    return read(edition).query("period == '2017'").set_index("region_code")["value"]


def led_to(changes: pd.DataFrame, codes: pd.Series) -> pd.Series:
    """Return the region of today of every code, missing where it was split or is unresolved."""
    to_id = changes[changes["kind"].isin(RESOLVED)].set_index("from_id")["to_id"]
    unplaced = codes.isin(changes.loc[~changes["kind"].isin(RESOLVED), "from_id"])
    return codes.map(to_id).fillna(codes).mask(unplaced)


def test_every_unit_of_2010_is_one_of_today_or_has_a_row(changes, today, of_2010):
    without = ~of_2010["code"].isin(today["region_id"]) & ~of_2010["code"].isin(changes["from_id"])
    assert of_2010[without].empty


@pytest.mark.parametrize("province", ["31", "34", "62"])
def test_shanghai_anhui_and_gansu_are_placed_without_exception(changes, today, of_2010, province):
    codes = of_2010.loc[of_2010["code"].str.startswith(province), "code"]
    assert led_to(changes, codes).isin(today["region_id"]).all()


@pytest.mark.parametrize("province", ["31", "34", "62"])
def test_shanghai_anhui_and_gansu_are_placed_by_documents_and_not_by_names(changes, province):
    rows = changes[changes["from_id"].str.startswith(province)]
    assert len(rows) == {"31": 3, "34": 17, "62": 2}[province]
    assert rows["evidence"].str.contains(r"〔20\d\d〕\d+号|批复|地级市代码").all()


def test_the_18_units_of_shanghai_become_its_16_districts(changes, today, of_2010):
    codes = of_2010.loc[of_2010["code"].str.startswith("31"), "code"]
    assert len(codes) == 18
    districts = today.loc[today["level"].eq("district"), "region_id"]
    assert set(led_to(changes, codes)) == set(districts)


def test_what_is_placed_and_what_is_not_add_up_to_the_source(changes, co2_mt_2017):
    codes = co2_mt_2017.index.to_series()
    placed = co2_mt_2017.groupby(led_to(changes, codes)).sum()
    unplaced = co2_mt_2017[led_to(changes, codes).isna()]
    assert placed.sum() + unplaced.sum() == pytest.approx(co2_mt_2017.sum(), rel=1e-12)
    assert unplaced.sum() / co2_mt_2017.sum() < 0.01


def test_a_unit_leads_to_one_region_of_today(changes, today):
    resolved = changes[changes["kind"].isin(RESOLVED)]
    assert resolved["from_id"].is_unique
    assert resolved["to_id"].isin(today["region_id"]).all()
    assert not set(resolved["from_id"]) & set(changes.loc[~changes["kind"].isin(RESOLVED), "from_id"])


def test_a_split_names_all_its_parts_and_an_unresolved_unit_none(changes, today):
    split = changes[changes["kind"].eq("split")]
    assert split.groupby("from_id")["to_id"].nunique().ge(2).all()
    assert split["to_id"].isin(today["region_id"]).all()
    assert changes.loc[changes["kind"].eq("unresolved"), "to_id"].eq("").all()


def test_only_a_merger_leads_two_units_to_one_region(changes, of_2010):
    resolved = changes[changes["kind"].isin(RESOLVED)]
    alone = resolved.loc[resolved["kind"].ne("merged"), "to_id"]
    assert alone.is_unique
    assert not set(alone) & (set(of_2010["code"]) - set(changes["from_id"]))


def test_evidence_stands_in_both_languages(changes):
    assert changes["evidence"].str.contains(r"[一-鿿]").all()
    assert changes["evidence_en"].ne("").all()
    assert not changes["evidence_en"].str.contains(r"[一-鿿]").any()


def test_where_names_alone_tell_anything_they_tell_what_the_documents_say(changes, of_2010):
    table = units()[["county_id", "county_zh"]].set_axis(["code", "name_zh"], axis=1)
    gone = of_2010[~of_2010["code"].isin(table["code"])]
    told = proposals(gone, table[~table["code"].isin(of_2010["code"])]).query("to_id != ''")
    documented = set(zip(changes["from_id"], changes["to_id"], strict=True))
    assert len(told) > 200
    assert set(zip(told["from_id"], told["to_id"], strict=True)) <= documented


def frame(**named: str) -> pd.DataFrame:
    return pd.DataFrame({"code": list(named.values()), "name_zh": list(named)})


def test_the_same_prefecture_goes_before_the_same_province():
    row = proposals(frame(平安县="632121"), frame(平安区="632103", 平安市="630203")).iloc[0]
    assert (row["to_id"], row["kind"], row["evidence"]) == ("632103", "county_to_district", IN_PREFECTURE[0])


def test_two_candidates_are_none():
    row = proposals(frame(宝山县="310230"), frame(宝山区="310113", 宝山市="310181")).iloc[0]
    assert (row["to_id"], row["kind"], row["evidence"]) == ("", "unresolved", NOT_FOUND[0])


def test_a_name_of_one_character_is_known_in_its_longer_form():
    assert name_stem("滦县") == name_stem("滦州市") == "滦"
    assert name_stem("密云县") == name_stem("密云区") == "密云"


def test_a_row_written_by_hand_stays_and_a_missing_one_is_proposed(tmp_path: Path, of_2010):
    shutil.copy(CATALOG / "region_changes.csv", tmp_path)
    path = tmp_path / "region_changes.csv"
    rows = path.read_text("utf-8").replace("撤销闸北区和静安区", "手写：撤销闸北区和静安区").splitlines()
    path.write_text("\n".join(row for row in rows if not row.startswith("310230")) + "\n", "utf-8")
    assert add_region_changes(of_2010, tmp_path) == 1
    found = pd.read_csv(path, dtype=str, keep_default_na=False).set_index("from_id")
    assert "手写" in found.loc["310108", "evidence"]
    assert found.loc["310230", ["to_id", "evidence"]].tolist() == ["310151", IN_PROVINCE[0]]
    assert add_region_changes(of_2010, tmp_path) == 0

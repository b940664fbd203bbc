"""A build repeats, publishes whole or not at all, and survives what happens to machines."""

from __future__ import annotations

import json
import random
import signal
import time

import duckdb
import pytest

from pipelines.publish import is_intact
from tests.tree import Tree, copy_tree

pytestmark = pytest.mark.xdist_group("build")

CENSUS = "data/snapshots/shanghai_census/2020.csv"


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Tree:
    """A copied project with one published build."""
    tree = copy_tree(tmp_path_factory.mktemp("tree"))
    status, output = tree.run("build")
    assert status == 0, output
    assert output.split()[-1] == tree.latest
    return tree


def hashes(tree: Tree) -> dict[str, str]:
    sealed = json.loads((tree.published / tree.latest / "build.json").read_text("utf-8"))
    return {name: known["sha256"] for name, known in sealed["files"].items() if name.endswith(".parquet")}


def test_the_same_inputs_give_the_same_id_and_the_same_parquet_bytes(tree, tmp_path):
    other = copy_tree(tmp_path)
    status, output = other.run("build")
    assert status == 0, output
    assert other.latest == tree.latest
    assert hashes(other) == hashes(tree)


def test_unchanged_inputs_make_no_second_folder(tree):
    before = sorted(p.name for p in tree.published.iterdir())
    status, output = tree.run("build")
    assert status == 0
    assert output.split()[-1] == tree.latest
    assert sorted(p.name for p in tree.published.iterdir()) == before


def test_a_value_changed_in_a_snapshot_is_found_in_the_published_file(tmp_path):
    tree = copy_tree(tmp_path)
    snapshot = tree.root / CENSUS
    text = snapshot.read_text("utf-8")
    # one resident moves from Huangpu to Xuhui: the audit of the city's sum still holds
    text = text.replace("662030.0", "662029.0").replace("1113078.0", "1113079.0")
    snapshot.write_text(text, "utf-8")
    status, output = tree.run("build")
    assert status == 0, output
    with duckdb.connect(str(tree.published / tree.latest / "lowcarbon.duckdb"), read_only=True) as connection:
        huangpu = connection.execute(
            "SELECT value FROM marts.observation WHERE source_id = 'shanghai_census' "
            "AND region_id = '310101' AND indicator_id = 'population_resident'"
        ).fetchone()[0]
    assert round(huangpu * 10_000) == 662_029


def test_a_blocking_audit_publishes_nothing_and_names_the_row(tree):
    latest = tree.latest
    snapshot = tree.root / CENSUS
    whole = snapshot.read_text("utf-8")
    snapshot.write_text(whole.replace("662030.0", "662031.0"), "utf-8")
    try:
        status, output = tree.run("build")
    finally:
        snapshot.write_text(whole, "utf-8")
    assert status == 1
    assert "census_sums_to_24870895" in output
    assert "2487.0896" in output
    assert tree.latest == latest
    failure = json.loads((tree.published / "LAST_FAILURE.json").read_text("utf-8"))
    assert "census_sums_to_24870895" in failure["message"]
    assert tree.run("build")[0] == 0
    assert not (tree.published / "LAST_FAILURE.json").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (CENSUS, "310101,", "319901,", "319901"),
        (CENSUS, "662030.0", "662030人", "2020.csv"),
        (CENSUS, "population_resident", "population_residents", "population_residents"),
        (CENSUS, "region_code,", "region,", "missing columns ['region_code']"),
        (CENSUS.replace(".csv", ".yml"), "licence:", "license:", "2020.yml"),
        ("data/catalog/indicators.yml", "unit: Mt", "unit: Mtt", "Mtt"),
    ],
)  # fmt: skip
def test_a_spoilt_input_is_named_and_the_published_build_stays(tree, file, old, new, said):
    latest = tree.latest
    path = tree.root / file
    whole = path.read_text("utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), "utf-8")
    try:
        status, output = tree.run("build")
    finally:
        path.write_text(whole, "utf-8")
    assert status == 1
    assert said in output
    assert "Traceback" not in output
    assert tree.latest == latest
    assert is_intact(tree.published / latest)


def test_a_truncated_parquet_snapshot_is_named_and_the_published_build_stays(tree):
    latest = tree.latest
    path = tree.root / "data/snapshots/chen2020_county_co2/1997-2017.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    try:
        status, output = tree.run("build")
    finally:
        path.write_bytes(whole)
    assert status == 1
    assert "SnapshotInvalid" in output
    assert path.name in output
    assert "Traceback" not in output
    assert tree.latest == latest


def test_a_damaged_published_file_is_noticed_and_made_again(tree):
    database = tree.published / tree.latest / "lowcarbon.duckdb"
    with database.open("r+b") as stream:
        stream.seek(40_000)
        stream.write(b"\0" * 4096)
    assert not is_intact(database.parent)
    status, output = tree.run("build")
    assert status == 0, output
    assert is_intact(database.parent)


def test_a_disk_without_room_is_said_and_costs_nothing(tree):
    latest = tree.latest
    tree.touch_inputs("full disk")
    status, output = tree.run("build", limit_bytes=300_000)
    assert status == 1
    assert "DiskFull" in output
    assert "Traceback" not in output
    assert tree.latest == latest
    assert is_intact(tree.published / latest)
    assert not list(tree.published.glob(".*.part"))


def test_two_builds_at_once_do_not_meet(tree):
    tree.touch_inputs("two at once")
    first, second = tree.start("build"), tree.start("build")
    said = [first.communicate(timeout=300)[0], second.communicate(timeout=300)[0]]
    codes = sorted([first.returncode, second.returncode])
    assert codes in ([0, 0], [0, 1])  # one waits its turn only if the other had already ended
    if codes == [0, 1]:
        assert any("BuildBusy" in output for output in said)
    assert is_intact(tree.published / tree.latest)


def kill_in_mid_build(tree: Tree, seconds: float) -> None:
    """Kill a build with signal 9 after some seconds; what was published stays, and the next build is whole."""
    latest = tree.latest
    tree.touch_inputs(f"killed after {seconds:.3f}")
    process = tree.start("build")
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert is_intact(tree.published / tree.latest)
    if process.returncode == -signal.SIGKILL:
        assert tree.latest == latest or is_intact(tree.published / tree.latest)


@pytest.mark.parametrize("turn", range(5))
def test_a_build_killed_in_the_middle_loses_nothing(tree, turn):
    kill_in_mid_build(tree, seconds=1 + 2.5 * turn)


def test_after_the_kills_the_next_build_is_whole_and_leaves_no_rubbish(tree):
    status, output = tree.run("build")
    assert status == 0, output
    assert is_intact(tree.published / tree.latest)
    assert not list(tree.published.glob(".*.part"))
    assert not list((tree.root / "data/warehouse").glob("*-*"))


@pytest.mark.soak
@pytest.mark.parametrize("turn", range(20))
def test_twenty_kills_at_random_moments_lose_nothing(tree, turn):
    kill_in_mid_build(tree, seconds=random.Random(turn).uniform(0.2, 15))
    assert tree.run("build")[0] == 0

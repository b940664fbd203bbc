"""Pages read one build, read-only; a damaged build is stood in for, and nothing beside the build can be reached."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from dashboard import data
from pipelines.errors import PublishedBuildCorrupt, PublishedBuildMissing


@pytest.fixture(autouse=True)
def nothing_opened(monkeypatch):
    monkeypatch.setattr(data, "_opened", {})


def published(folder: Path, build_id: str, age: int) -> Path:
    """Write a build of one table, `age` seconds old, and return its DuckDB file."""
    build = folder / build_id
    build.mkdir(parents=True)
    database = build / "lowcarbon.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE SCHEMA marts")
        connection.execute("CREATE TABLE marts.observation AS SELECT 1.5 AS value")
    sealed = {
        "build_id": build_id,
        "built_at": datetime.now(UTC).isoformat(),
        "files": {database.name: {"bytes": database.stat().st_size, "sha256": ""}},
    }
    (build / "build.json").write_text(json.dumps(sealed), "utf-8")
    moment = datetime.now(UTC).timestamp() - age
    os.utime(build / "build.json", (moment, moment))
    (folder / "LATEST").write_text(build_id, "utf-8")
    return database


def test_nothing_published_says_what_to_run(tmp_path):
    with pytest.raises(PublishedBuildMissing, match="make data"):
        data.latest(tmp_path)


def test_the_build_that_latest_names_is_opened_once(tmp_path):
    published(tmp_path, "aaaaaaaaaaaa", age=60)
    build = data.latest(tmp_path)
    assert (build.build_id, build.stands_in_for) == ("aaaaaaaaaaaa", "")
    assert data.latest(tmp_path) is build


def test_a_new_build_is_taken_up_and_the_old_one_stays_open_for_its_page(tmp_path):
    published(tmp_path, "aaaaaaaaaaaa", age=60)
    old = data.latest(tmp_path)
    published(tmp_path, "bbbbbbbbbbbb", age=0)
    assert data.latest(tmp_path).build_id == "bbbbbbbbbbbb"
    assert old.connection.cursor().execute("SELECT value FROM marts.observation").fetchone() == (1.5,)


@pytest.mark.parametrize("damage", ["truncated", "overwritten", "removed"])
def test_a_damaged_build_is_stood_in_for_by_the_one_before(tmp_path, damage):
    published(tmp_path, "aaaaaaaaaaaa", age=60)
    database = published(tmp_path, "bbbbbbbbbbbb", age=0)
    if damage == "truncated":
        os.truncate(database, database.stat().st_size // 2)
    elif damage == "overwritten":
        database.write_bytes(b"\0" * database.stat().st_size)
    else:
        database.unlink()
    build = data.latest(tmp_path)
    assert (build.build_id, build.stands_in_for) == ("aaaaaaaaaaaa", "bbbbbbbbbbbb")


def test_when_no_build_can_be_read_the_error_names_the_file_and_the_remedy(tmp_path):
    database = published(tmp_path, "aaaaaaaaaaaa", age=60)
    database.write_bytes(b"not a database")
    with pytest.raises(PublishedBuildCorrupt, match=r"lowcarbon\.duckdb.*make data"):
        data.latest(tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO marts.observation VALUES (2)",
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY marts.observation TO 'taken.csv'",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_the_connection_neither_writes_nor_leaves_the_build(tmp_path, statement):
    published(tmp_path, "aaaaaaaaaaaa", age=60)
    with pytest.raises(duckdb.Error):
        data.latest(tmp_path).connection.cursor().execute(statement)

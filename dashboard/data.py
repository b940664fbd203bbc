"""The published build, read-only: the only module that opens it.

A page takes one `Build` at the start of its run and asks it for everything, so no page mixes two builds.
Queries are files in dashboard/queries; values enter as parameters. The connection can neither write nor reach
any file beside the build.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from pipelines.errors import PublishedBuildCorrupt, PublishedBuildMissing

PUBLISHED = Path(__file__).resolve().parent.parent / "data" / "published"
QUERIES = Path(__file__).resolve().parent / "queries"
CACHED_FRAMES = 400
HARDENING = {
    "enable_external_access": "false",
    "memory_limit": "1GB",
    "threads": "2",
    "max_temp_directory_size": "0B",
    "lock_configuration": "true",
}

_opened: dict[str, Build] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Failure:
    """The last build that failed after the one being shown."""

    failed_at: datetime
    message: str


@dataclass
class Build:
    """One published build, open for reading."""

    build_id: str
    built_at: datetime
    stands_in_for: str  # id of a newer build that could not be read; empty when this is the newest
    connection: duckdb.DuckDBPyConnection = field(repr=False)
    _frames: dict[tuple, pd.DataFrame] = field(default_factory=dict, repr=False)

    def frame(self, query: str, **parameters: Any) -> pd.DataFrame:
        """Return the rows of dashboard/queries/<query>.sql. The frame is shared: copy it before changing it."""
        key = (query, *sorted(parameters.items()))
        if key not in self._frames:
            rows = self.connection.cursor().execute(_sql(query), parameters).df()
            if len(self._frames) >= CACHED_FRAMES:
                self._frames.pop(next(iter(self._frames)), None)
            self._frames[key] = rows
        return self._frames[key]


def latest(published: Path = PUBLISHED) -> Build:
    """Return the newest build that can be read.

    When LATEST points to a damaged build the youngest intact one stands in for it and says so. Raises
    PublishedBuildMissing when nothing was published, PublishedBuildCorrupt when nothing published can be read.
    """
    try:
        build_id = (published / "LATEST").read_text("utf-8").strip()
    except OSError as error:
        raise PublishedBuildMissing(
            str(published / "LATEST"), "no build has been published", "Run `make data`."
        ) from error
    with _lock:
        if build_id not in _opened:
            _opened[build_id] = _open_or_stand_in(published, build_id)
            for old in list(_opened)[:-3]:
                del _opened[old]
        return _opened[build_id]


def last_failure(published: Path = PUBLISHED) -> Failure | None:
    """Return the build failure that is newer than what is shown, if any."""
    try:
        note = json.loads((published / "LAST_FAILURE.json").read_text("utf-8"))
        return Failure(datetime.fromisoformat(note["failed_at"]), note["message"])
    except (OSError, ValueError, KeyError):
        return None


def age_seconds(build: Build) -> float:
    """Return how long ago the build was made."""
    return (datetime.now(UTC) - build.built_at).total_seconds()


def _open_or_stand_in(published: Path, build_id: str) -> Build:
    try:
        return _open(published / build_id, stands_in_for="")
    except PublishedBuildCorrupt as damage:
        others = sorted(published.glob("*/build.json"), key=lambda p: p.stat().st_mtime, reverse=True)
        for sealed in others:
            if sealed.parent.name != build_id:
                try:
                    return _open(sealed.parent, stands_in_for=build_id)
                except PublishedBuildCorrupt:
                    continue
        raise damage


def _open(folder: Path, *, stands_in_for: str) -> Build:
    database = folder / "lowcarbon.duckdb"
    try:
        sealed = json.loads((folder / "build.json").read_text("utf-8"))
        if database.stat().st_size != sealed["files"][database.name]["bytes"]:
            raise ValueError("its size is not what build.json says")
        connection = duckdb.connect(str(database), read_only=True, config=HARDENING)
        connection.execute("SELECT COUNT(*) FROM marts.observation")
    except (OSError, ValueError, KeyError, duckdb.Error) as error:
        raise PublishedBuildCorrupt(
            str(database), f"the build cannot be read ({error})", "Run `make data`; it makes the build again."
        ) from error
    return Build(sealed["build_id"], datetime.fromisoformat(sealed["built_at"]), stands_in_for, connection)


@cache
def _sql(query: str) -> str:
    return (QUERIES / f"{query}.sql").read_text("utf-8")

"""From snapshots and catalogue to a published build: gather, load a fresh warehouse, run the models, publish.

A build is repeatable: the same inputs give the same id and the same Parquet bytes. Nothing is written outside
the run's own warehouse folder until every blocking audit holds.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from pipelines import publish
from pipelines.errors import BuildBusy, DiskFull, LowCarbonError, ModelFailed
from pipelines.inputs import input_tables
from pipelines.snapshots import ROOT, replace_file

WAREHOUSE = ROOT / "data" / "warehouse"
PUBLISHED = ROOT / "data" / "published"
PROJECT = ROOT / "pipelines"

# Whatever can change a published value is hashed into the build id.
HASHED = ("data/snapshots", "data/user", "data/catalog", "data/geo", "pipelines", "requirements.txt")
HASHED_SUFFIXES = {".csv", ".yml", ".json", ".parquet", ".sql", ".py", ".txt"}

# SQLMesh keeps a file about its user in the home folder, and looks for that folder when it is imported. A build
# writes below data/ only.
os.environ.setdefault("SQLMESH_HOME", str(WAREHOUSE / ".sqlmesh"))
# It would read the models in forked processes, and these would outlive a build that is killed.
os.environ["MAX_FORK_WORKERS"] = "1"

Say = Callable[[str], None]


def build(*, published: Path = PUBLISHED, warehouse: Path = WAREHOUSE, say: Say = print) -> str:
    """Build and publish; return the build id. An intact build of the same inputs is only pointed at.

    Raises AuditFailed with the offending rows, BuildBusy when another build runs, DiskFull, or the error of
    the input that could not be read. Whatever was published before stays as it was.
    """
    warehouse.mkdir(parents=True, exist_ok=True)
    with _lock(warehouse / "LOCK"), _failures_noted(published):
        _remove_leftovers(warehouse, published)
        build_id = build_id_of(ROOT)
        if publish.is_intact(published / build_id):
            say(f"inputs unchanged: build {build_id} is already published")
        else:
            run = warehouse / f"{build_id}-{os.getpid()}"
            run.mkdir()
            try:
                _make(run, build_id, published, say)
            finally:
                shutil.rmtree(run, ignore_errors=True)
        publish.point_to(published, build_id)
    return build_id


def build_id_of(root: Path) -> str:
    """Return the first 12 hex digits of the SHA-256 over every input file's path and content."""
    digest = hashlib.sha256()
    for name in HASHED:
        start = root / name
        paths = [start] if start.is_file() else sorted(p for p in start.rglob("*") if p.is_file())
        for path in paths:
            if path.suffix in HASHED_SUFFIXES and "__pycache__" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _make(run: Path, build_id: str, published: Path, say: Say) -> None:
    say("1/4 reading snapshots and catalogue")
    tables = input_tables()
    database = run / "warehouse.duckdb"
    load(tables, database)
    say(f"2/4 running the models on {sum(map(len, tables.values())):,} input rows")
    context = run_models(database, run / "cache")
    say("3/4 auditing")
    audits = publish.audit(context.engine_adapter.cursor, publish.audits_of(context))
    publish.refuse_if_blocked(audits)
    say("4/4 publishing")
    publish.publish(context, audits, published, build_id)


def load(tables: dict[str, pd.DataFrame], database: Path) -> None:
    """Write the input frames into schema `input` of a new DuckDB file."""
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE SCHEMA input")
        for name, frame in tables.items():
            connection.register("frame", frame)
            connection.execute(f"CREATE TABLE input.{name} AS SELECT * FROM frame")
            connection.unregister("frame")


def run_models(database: Path, cache: Path) -> Any:
    """Run every model of pipelines/models in the DuckDB file; return the SQLMesh context."""
    from sqlmesh.core.console import get_console
    from sqlmesh.utils.errors import PlanError

    context = open_context(database, cache)
    try:
        context.plan(auto_apply=True, no_prompts=True, skip_tests=True)
    except PlanError as error:  # it says neither which model failed nor why; the console was told
        failed = get_console().failed
        raise ModelFailed(
            ", ".join(sorted(failed)) or "a model", "; ".join(failed.values()) or str(error),
            "Mend the model or the input it reads; nothing was published.",
        ) from error  # fmt: skip
    return context


def open_context(database: Path, cache: Path) -> Any:
    """Return the SQLMesh context of the project's models on one DuckDB file.

    One thread: sums of floats then come out in one order, and the build repeats to the byte.
    """
    from sqlmesh import Context
    from sqlmesh.core.config import Config, DuckDBConnectionConfig, GatewayConfig, ModelDefaultsConfig
    from sqlmesh.core.console import NoopConsole, set_console

    class Console(NoopConsole):
        """Silent, but it keeps what SQLMesh says of models that failed."""

        def __init__(self) -> None:
            self.failed: dict[str, str] = {}

        def log_failed_models(self, errors: list[Any]) -> None:
            self.failed = {_model_name(error.node): str(error.__cause__ or error) for error in errors}

    set_console(Console())
    logging.getLogger("sqlmesh").setLevel(logging.ERROR)  # audits are reported by publish, with their rows
    connection = DuckDBConnectionConfig(database=str(database), connector_config={"threads": 1})
    config = Config(
        gateways={"warehouse": GatewayConfig(connection=connection)},
        default_gateway="warehouse",
        model_defaults=ModelDefaultsConfig(dialect="duckdb"),
        disable_anonymized_analytics=True,
        cache_dir=str(cache),
    )
    return Context(paths=str(PROJECT), config=config)


def _model_name(node: Any) -> str:
    name = getattr(node, "snapshot_name", None) or str(node)
    return str(name).replace('"', "").split(".", 1)[-1]


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Hold the build lock; the system lets go of it when the process ends, however it ends."""
    with path.open("a+") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            stream.seek(0)
            raise BuildBusy(
                str(path), f"a build is running (process {stream.read().strip()})", "Wait until it has ended."
            ) from error
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        yield


@contextmanager
def _failures_noted(published: Path) -> Iterator[None]:
    """Write data/published/LAST_FAILURE.json when the build fails, for the banner; remove it when it succeeds."""
    note = published / "LAST_FAILURE.json"
    try:
        yield
    except Exception as error:
        if _is_full_disk(error) and not isinstance(error, DiskFull):
            error = DiskFull(
                str(published.parent), "there is no space left on the disk",
                "Free some room and build again; the published build is untouched.",
            ).with_traceback(error.__traceback__)  # fmt: skip
        _note_failure(note, error)
        raise error from error.__cause__
    note.unlink(missing_ok=True)


def _note_failure(note: Path, error: Exception) -> None:
    message = str(error) if isinstance(error, LowCarbonError) else f"{type(error).__name__}: {error}"
    failed_at = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        replace_file(
            note, json.dumps({"failed_at": failed_at, "message": message}, ensure_ascii=False).encode()
        )
    except OSError:  # a full disk takes not even the note; the error itself still reaches the caller
        return


def _is_full_disk(error: BaseException | None) -> bool:
    while error is not None:
        no_room = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        if no_room or any(
            os.strerror(code) in str(error) for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


def _remove_leftovers(warehouse: Path, published: Path) -> None:
    """Remove what a killed build left behind. The lock is held, so nobody else is writing there."""
    for folder in [*warehouse.glob("*-*"), *published.glob(".*.part")]:
        shutil.rmtree(folder, ignore_errors=True)

"""Publishing: run every audit's own query, refuse if a blocking one has rows, write the build, move the pointer.

A build is written beside the published ones and renamed into place whole; LATEST is replaced in one atomic
step. A reader sees the old build or the new one, never half of either.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from pipelines.errors import AuditFailed
from pipelines.snapshots import replace_file, sha256

KEPT_BUILDS = 10
SHOWN_ROWS = 20
LAYERS = ("marts", "results")


@dataclass(frozen=True)
class Audit:
    """One check: a sentence that should hold, and the query that returns what breaks it."""

    name: str
    severity: str  # stop | warn, the folder the file is in
    table: str  # the table the check speaks of
    query: str


@dataclass(frozen=True)
class Finding:
    """What one audit found."""

    audit: Audit
    rows: pd.DataFrame


def audits_of(context: Any) -> list[Audit]:
    """Return the project's audits, by name, with their queries as plain DuckDB SQL."""
    found = []
    for name, audit in sorted(context.standalone_audits.items()):
        table = audit.query.find_all(_table_expression())
        found.append(
            Audit(
                name=name,
                severity=Path(audit._path).parent.name,
                table=next(f"{t.db}.{t.name}" for t in table if t.db),
                query=audit.render_audit_query().sql("duckdb"),
            )
        )
    return found


def audit(connection: Any, audits: list[Audit]) -> list[Finding]:
    """Run each audit's query on a DuckDB connection and return its rows."""
    return [Finding(one, connection.execute(one.query).df()) for one in audits]


def refuse_if_blocked(findings: list[Finding]) -> None:
    """Raise AuditFailed with the names and rows of the blocking audits that found something."""
    blocked = [f for f in findings if f.audit.severity == "stop" and len(f.rows)]
    if blocked:
        told = "\n".join(
            f"{f.audit.name}: {len(f.rows)} rows\n{f.rows.head(SHOWN_ROWS).to_string(index=False)}"
            for f in blocked
        )
        raise AuditFailed(
            ", ".join(f.audit.name for f in blocked), f"{len(blocked)} blocking audits found rows\n{told}",
            "Mend the rows named above; the build published before stays.",
        )  # fmt: skip


def publish(context: Any, findings: list[Finding], published: Path, build_id: str) -> None:
    """Write the warehouse's marts and results as a build of its own: DuckDB file, Parquet, descriptions."""
    part = published / f".{build_id}.part"
    shutil.rmtree(part, ignore_errors=True)
    (part / "parquet").mkdir(parents=True)
    models = sorted(_published_models(context), key=lambda m: m.name)
    source = context.engine_adapter.cursor
    database = part / "lowcarbon.duckdb"
    source.execute(f"ATTACH '{database}' AS build")
    for layer in LAYERS:
        source.execute(f"CREATE SCHEMA IF NOT EXISTS build.{layer}")
    grains = {model.name: ", ".join(g.sql("duckdb") for g in _grain(model)) for model in models}
    for model in models:
        order = f" ORDER BY {grains[model.name]}" if grains[model.name] else " ORDER BY ALL"
        source.execute(f"CREATE TABLE build.{model.name} AS SELECT * FROM {model.name}{order}")
    extra = {"marts.audit_result": audit_results(findings), "marts.lineage": lineage(models)}
    for name, frame in extra.items():
        source.register("frame", frame)
        source.execute(f"CREATE TABLE build.{name} AS SELECT * FROM frame ORDER BY ALL")
        source.unregister("frame")
    tables = {**{m.name: m.description or "" for m in models}, **{n: "" for n in extra}}
    for name in tables:
        target = part / "parquet" / f"{name}.parquet"
        source.execute(f"COPY (SELECT * FROM build.{name}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    describe(source, tables, part, build_id)
    source.execute("DETACH build")
    seal(part, build_id)
    final = published / build_id
    if final.exists():  # a damaged build of the same inputs
        shutil.rmtree(final)
    part.replace(final)


def audit_results(findings: list[Finding]) -> pd.DataFrame:
    """Return marts.audit_result: one row an audit, with how many rows it found and the first of them."""
    return pd.DataFrame(
        [
            {
                "audit": f.audit.name,
                "model": f.audit.table,
                "severity": f.audit.severity,
                "count": len(f.rows),
                "rows": f.rows.head(SHOWN_ROWS).to_json(
                    orient="records", force_ascii=False, date_format="iso"
                ),
            }
            for f in findings
        ],
        columns=["audit", "model", "severity", "count", "rows"],
    )


def lineage(models: list[Any]) -> pd.DataFrame:
    """Return marts.lineage: for every published column what it is made from and by which words of SQL."""
    rows = []
    for model in models:
        inputs = ", ".join(sorted(name.replace('"', "").split(".", 1)[-1] for name in model.depends_on))
        for column, expression in _column_expressions(model).items():
            rows.append({"table": model.name, "column": column, "inputs": inputs, "text": expression})
    return pd.DataFrame(rows, columns=["table", "column", "inputs", "text"])


def describe(connection: Any, tables: dict[str, str], part: Path, build_id: str) -> None:
    """Write datapackage.json (Frictionless): every table with its columns, types and rows."""
    resources = []
    for name, description in sorted(tables.items()):
        columns = connection.execute(f"DESCRIBE build.{name}").fetchall()
        resources.append(
            {
                "name": name,
                "path": f"parquet/{name}.parquet",
                "format": "parquet",
                "description": description,
                "rows": connection.execute(f"SELECT COUNT(*) FROM build.{name}").fetchone()[0],
                "schema": {"fields": [{"name": column[0], "type": column[1]} for column in columns]},
            }
        )
    package = {"name": "tantu", "version": build_id, "resources": resources}
    (part / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1), "utf-8")


def seal(part: Path, build_id: str) -> None:
    """Write build.json last: the id, the time, and every file's size and SHA-256."""
    files = {
        path.relative_to(part).as_posix(): {"bytes": path.stat().st_size, "sha256": sha256(path)}
        for path in sorted(part.rglob("*"))
        if path.is_file()
    }
    built_at = datetime.now(UTC).isoformat(timespec="seconds")
    sealed = {"build_id": build_id, "built_at": built_at, "duckdb": duckdb.__version__, "files": files}
    replace_file(part / "build.json", json.dumps(sealed, indent=1).encode())


def is_intact(build: Path) -> bool:
    """Say whether every file of the build is there and has the size and hash that build.json gives."""
    try:
        files = json.loads((build / "build.json").read_text("utf-8"))["files"]
        return all(
            (build / name).stat().st_size == known["bytes"] and sha256(build / name) == known["sha256"]
            for name, known in files.items()
        )
    except (OSError, ValueError, KeyError):
        return False


def point_to(published: Path, build_id: str) -> None:
    """Move LATEST to the build in one atomic step, then drop all but the last ten builds."""
    os.utime(published / build_id)
    replace_file(published / "LATEST", build_id.encode())
    builds = sorted((p.parent for p in published.glob("*/build.json")), key=lambda p: p.stat().st_mtime)
    for old in builds[:-KEPT_BUILDS]:
        shutil.rmtree(old, ignore_errors=True)


def _published_models(context: Any) -> list[Any]:
    return [m for m in context.models.values() if m.name.split(".")[0] in LAYERS]


def _grain(model: Any) -> list[Any]:
    """Return the columns of the model's grain, flat: SQLMesh keeps a tuple or a parenthesis around them."""
    from sqlglot import exp

    flat: list[Any] = []
    for part in model.grains:
        inner = part.expressions if isinstance(part, exp.Tuple) else [part.unnest()]
        flat.extend(inner)
    return flat


def _column_expressions(model: Any) -> dict[str, str]:
    if not model.is_sql:
        return {name: (model.description or "").strip() for name in model.columns_to_types}
    query = model.render_query()
    return {column.alias_or_name: column.sql("duckdb") for column in query.selects}


def _table_expression() -> Any:
    from sqlglot import exp

    return exp.Table

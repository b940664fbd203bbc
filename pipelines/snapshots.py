"""Snapshots: tidy figures in our own tables, each with a passport beside it.

A snapshot is `data/snapshots/<source_id>/<edition>.csv` with `<edition>.yml`. Over 5 MB it is zstd Parquet
beside `<edition>.head.csv`, its first 200 rows. A person's own tables have the same form under `data/user`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from ruamel.yaml import YAML

from pipelines.errors import DuplicateRow, SnapshotInvalid

ROOT = Path(__file__).resolve().parent.parent
SNAPSHOTS = ROOT / "data" / "snapshots"
USER = ROOT / "data" / "user"
PARQUET_FROM_BYTES = 5_000_000
HEAD_ROWS = 200

# What each kind of table holds, and what makes a row of it unique.
TABLES: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "figure": (
        {
            "region_code": "string",  # the publisher's code, or our region_id where it gives names only
            "region_name": "string",  # as printed
            "indicator_id": "string",
            "sector_id": "string",  # empty: the whole
            "fuel_id": "string",  # empty: all
            "period": "string",  # a year, or what the publisher calls the period
            "frequency": "string",
            "value": "float64",
            "unit": "string",  # the publisher's unit, in the words of pipelines.units
            "price_year": "Int64",  # of constant prices; empty for current prices and for what has no price
            "value_status": "string",
            "locator": "string",  # file, sheet and cell the value was read from
            "caveats": "string",  # ids of data/catalog/caveats.yml, joined by a space
            "note": "string",
        },
        ("region_code", "indicator_id", "sector_id", "fuel_id", "period", "frequency", "unit"),
    ),
    "plant": (
        {
            "plant_id": "string",
            "name": "string",
            "fuel_id": "string",
            "capacity_mw": "float64",
            "commissioned": "string",
            "owner": "string",
            "operational_status": "string",
            "latitude": "float64",
            "longitude": "float64",
            "region_code": "string",  # by point in polygon; empty outside every polygon
            "region_name": "string",
            "data_source": "string",
            "locator": "string",
            "caveats": "string",
            "note": "string",
        },
        ("plant_id",),
    ),
    "factor": (
        {
            "factor_book": "string",  # which accounting book the factor belongs to; books are never mixed
            "region_code": "string",
            "region_name": "string",
            "carrier": "string",
            "period": "string",
            "value": "float64",
            "unit": "string",
            "value_status": "string",
            "locator": "string",
            "caveats": "string",
            "note": "string",
        },
        ("factor_book", "region_code", "carrier", "period"),
    ),
}

STATUSES = (
    "reported", "transcribed", "estimated", "modelled", "nowcast", "projected", "target", "derived",
)  # fmt: skip


@dataclass(frozen=True)
class Snapshot:
    """One edition of one source on disk."""

    source_id: str
    edition: str
    passport_path: Path
    table_path: Path

    @property
    def passport(self) -> dict:
        return YAML(typ="safe").load(self.passport_path.read_text("utf-8"))


def checked(frame: pd.DataFrame, table: str, where: str) -> pd.DataFrame:
    """Return the frame with the table's columns, types and order of rows.

    Raises SnapshotInvalid for a missing or unknown column, an unknown status or an empty required
    field, and DuplicateRow when two rows carry one key.
    """
    columns, key = TABLES[table]
    if set(frame.columns) != set(columns):
        missing, unknown = set(columns) - set(frame.columns), set(frame.columns) - set(columns)
        raise SnapshotInvalid(
            where,
            f"missing columns {sorted(missing)}, unknown columns {sorted(unknown)}",
            f"A {table} table has {list(columns)}.",
        )
    frame = frame[list(columns)].astype(columns)
    text = [name for name, kind in columns.items() if kind == "string"]
    frame[text] = frame[text].fillna("")
    if "value" in columns:
        required = [name for name in ("value", "unit", "value_status") if name in columns]
        empty = frame[frame[required].isna().any(axis=1) | (frame[required].astype(str) == "").any(axis=1)]
        if len(empty):
            raise SnapshotInvalid(
                where, f"{len(empty)} rows lack a value, unit or status, first {empty.iloc[0].to_dict()}",
                "Leave a missing value out; give every value its unit and status.",
            )  # fmt: skip
        unknown_status = sorted(set(frame["value_status"]) - set(STATUSES))
        if unknown_status:
            raise SnapshotInvalid(where, f"unknown status {unknown_status}", f"Use one of {STATUSES}.")
    twice = frame[frame.duplicated(list(key), keep=False)]
    if len(twice):
        raise DuplicateRow(
            where, f"{twice.iloc[0][list(key)].to_dict()} stands {len(twice)} times over",
            "Keep one of the rows, or give them different keys.",
        )  # fmt: skip
    return frame.sort_values(list(key), kind="stable", ignore_index=True)


def write(frame: pd.DataFrame, *, source_id: str, edition: str, table: str, raw_files: list[Path]) -> Path:
    """Write the snapshot and complete its hand-written passport; return the path of the table.

    The passport must exist: who publishes, how to cite and under which licence no program can know.
    """
    folder = SNAPSHOTS / source_id
    passport_path = folder / f"{edition}.yml"
    if not passport_path.exists():
        raise SnapshotInvalid(
            str(passport_path), "there is no passport", "Write one; docs/sources.md says how."
        )
    frame = checked(frame, table, f"{source_id} {edition}")
    csv = frame.to_csv(index=False, lineterminator="\n").encode("utf-8")
    if len(csv) > PARQUET_FROM_BYTES:
        path = folder / f"{edition}.parquet"
        frame.to_parquet(path, index=False, compression="zstd")
        head = frame.head(HEAD_ROWS).to_csv(index=False, lineterminator="\n")
        (folder / f"{edition}.head.csv").write_text(head, "utf-8")
    else:
        path = folder / f"{edition}.csv"
        replace_file(path, csv)
    yaml = YAML()
    yaml.width = 110
    passport = yaml.load(passport_path.read_text("utf-8"))
    passport["table"] = table
    passport["rows"] = len(frame)
    passport["raw_files"] = [
        {"name": raw.name, "bytes": raw.stat().st_size, "sha256": sha256(raw)} for raw in raw_files
    ]
    with passport_path.open("w", encoding="utf-8") as stream:
        yaml.dump(passport, stream)
    return path


def read(snapshot: Snapshot) -> pd.DataFrame:
    """Return the snapshot's rows with their types, checked as when written."""
    columns, _ = TABLES[snapshot.passport["table"]]
    where = str(snapshot.table_path)
    try:
        if snapshot.table_path.suffix == ".parquet":
            frame = pd.read_parquet(snapshot.table_path)
        else:
            frame = pd.read_csv(
                snapshot.table_path, dtype=columns, keep_default_na=False, na_values=[""],
                float_precision="round_trip",  # the default is a bit off in the last digit
            )  # fmt: skip
    except (ValueError, OSError) as error:
        raise SnapshotInvalid(where, str(error), "Restore the file from version control.") from error
    return checked(frame, snapshot.passport["table"], where)


def snapshots(*folders: Path) -> Iterator[Snapshot]:
    """Yield every edition under data/snapshots and data/user, in a fixed order."""
    for folder in folders or (SNAPSHOTS, USER):
        for passport_path in sorted(folder.glob("*/*.yml")):
            stem = passport_path.with_suffix("")
            table_path = next((p for s in (".csv", ".parquet") if (p := stem.with_suffix(s)).exists()), None)
            if table_path is None:
                raise SnapshotInvalid(
                    str(passport_path), "the passport has no table beside it", "Restore the table."
                )
            yield Snapshot(passport_path.parent.name, stem.name, passport_path, table_path)


def replace_file(path: Path, content: bytes) -> None:
    """Write the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)


def sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

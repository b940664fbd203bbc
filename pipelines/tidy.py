"""From publishers' files to snapshots, and the proof that a snapshot is what its reader makes of them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pandas as pd

from pipelines import snapshots
from pipelines.errors import RawFileMissing, SnapshotDiffers, UnknownSource
from pipelines.snapshots import Snapshot

FIRST_ROWS = 3  # of a difference, in the error


@dataclass(frozen=True)
class Proof:
    """One snapshot that was found equal to what its reader makes of the publisher's files."""

    source_id: str
    edition: str
    rows: int
    raw_files: int

    def __str__(self) -> str:
        return f"{self.source_id} {self.edition}: {self.rows:,} rows proved against {self.raw_files} files"


def tidy_source(source_id: str, raw_folder: Path) -> list[Path]:
    """Write a snapshot of every edition of the source whose files are at or below `raw_folder`.

    Returns the tables written. Raises UnknownSource, RawFileMissing when no edition is there or one is
    incomplete, and whatever the reader finds wrong.
    """
    reader = reader_of(source_id)
    written = []
    for edition, names in reader.EDITIONS.items():
        if (folder := raw_folder_of(source_id, edition, names, raw_folder)) is None:
            continue
        written.append(
            snapshots.write(
                reader.tidy(reader.read(folder, edition), edition),
                source_id=source_id, edition=edition, table=reader.TABLE,
                raw_files=[folder / name for name in names],
            )
        )  # fmt: skip
    if not written:
        raise _nothing_found(source_id, raw_folder)
    return written


def verify_raw(raw_root: Path) -> list[Proof]:
    """Return one proof for every committed snapshot.

    Raises SnapshotDiffers with the first rows that differ, or when a file is not the one in the passport;
    RawFileMissing when an edition's files are not below `raw_root`.
    """
    return [verify(snapshot, raw_root) for snapshot in snapshots.snapshots(snapshots.SNAPSHOTS)]


def verify(snapshot: Snapshot, raw_root: Path) -> Proof:
    """Return the proof of one snapshot; raises as verify_raw does."""
    reader = reader_of(snapshot.source_id)
    names = reader.EDITIONS.get(snapshot.edition, ())
    folder = raw_folder_of(snapshot.source_id, snapshot.edition, names, raw_root)
    if folder is None:
        raise _nothing_found(f"{snapshot.source_id} {snapshot.edition}", raw_root)
    _demand_same_files(snapshot, folder, names)
    today = reader.tidy(reader.read(folder, snapshot.edition), snapshot.edition)
    stored = snapshots.read(snapshot)
    demand_equal(stored, snapshots.checked(today, reader.TABLE, str(folder)), str(snapshot.table_path))
    return Proof(snapshot.source_id, snapshot.edition, len(stored), len(names))


def demand_equal(stored: pd.DataFrame, today: pd.DataFrame, where: str) -> None:
    """Raise SnapshotDiffers with the first rows that only one of two frames has, to the last bit."""
    side = "stands_in"
    both = stored.merge(today, how="outer", indicator=side)
    different = both[both[side] != "both"]
    if different.empty:
        return
    names = {"left_only": "snapshot", "right_only": "publisher's file"}
    rows = [
        {names[row.pop(side)]: {key: value for key, value in row.items() if not _is_empty(value)}}
        for row in different.head(FIRST_ROWS).to_dict("records")
    ]
    raise SnapshotDiffers(
        where, f"{len(different)} rows stand on one side only, first {rows}",
        "Restore the snapshot from version control, or tidy it anew if the reader was meant to change.",
    )  # fmt: skip


def reader_of(source_id: str) -> ModuleType:
    """Return the module pipelines.sources.<source_id>; raise UnknownSource when there is none."""
    name = f"pipelines.sources.{source_id}"
    try:
        reader = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        reader = None
    if not hasattr(reader, "EDITIONS"):
        raise UnknownSource(
            source_id, "there is no reader of this name", "The readers are the modules of pipelines/sources."
        )
    return reader


def raw_folder_of(source_id: str, edition: str, names: tuple[str, ...], raw_root: Path) -> Path | None:
    """Return the folder at or below `raw_root` with the most of an edition's files, None if it has none.

    Of several equal ones `<source_id>/<edition>` comes first, then the first by name: editions of one source
    may share the names of their files.
    """
    ranked = [
        (-held, folder.parts[-2:] != (source_id, edition), folder.as_posix(), folder)
        for folder in _folders(raw_root)
        if (held := sum((folder / name).is_file() for name in names))
    ]
    return min(ranked)[-1] if ranked else None


def _folders(root: Path) -> Iterator[Path]:
    yield root
    yield from (path for path in root.rglob("*") if path.is_dir())


def _demand_same_files(snapshot: Snapshot, folder: Path, names: tuple[str, ...]) -> None:
    stated = {raw["name"]: raw["sha256"] for raw in snapshot.passport["raw_files"]}
    for name in names:
        path = folder / name
        if not path.is_file():
            raise RawFileMissing(str(path), "the file is not there", "Put the publisher's file there.")
        if (found := snapshots.sha256(path)) != stated.get(Path(name).name):
            raise SnapshotDiffers(
                str(path), f"its SHA-256 is {found}, the passport says {stated.get(Path(name).name)}",
                "It is another edition of the file: give it an edition of its own, or get the one meant.",
            )  # fmt: skip


def _nothing_found(what: str, raw_root: Path) -> RawFileMissing:
    return RawFileMissing(
        str(raw_root), f"none of the files of {what} are here or below", "Name the folder that holds them."
    )


def _is_empty(value: object) -> bool:
    return pd.isna(value) or value == ""

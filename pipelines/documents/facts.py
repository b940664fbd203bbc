"""Facts from documents: every row of data/catalog/facts in one table, with quotation and confirmation.

Five tables come in as they were written down (document facts, policy targets, official statistics, official
energy figures, real growth rates); one table goes out. No quotation and no value is changed on the way.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from pipelines.catalog import CATALOG, read_csv
from pipelines.documents.confirmation import confirm
from pipelines.documents.fact_figures import fact_observations
from pipelines.documents.fact_tables import DOCUMENT_COLUMNS, TABLES, FactTable
from pipelines.documents.quoted_tables import in_one_column
from pipelines.errors import (
    CatalogueInvalid,
    DanglingId,
    DuplicateRow,
    NotANumber,
    RawFileMissing,
    RawFileUnreadable,
    UnknownRegion,
)  # fmt: skip

FACTS = CATALOG / "facts"

__all__ = ["COLUMNS", "FACTS", "fact_observations", "load_documents", "load_facts"]

COLUMNS = {
    "fact_id": "string",
    "fact_table": "string",
    "region_id": "string",  # adcode; several joined by ";"; empty for a group of districts without a code
    "region_zh": "string",
    "street_zh": "string",  # a street or park inside the region, where the figure is one level below it
    "indicator": "string",
    "indicator_zh": "string",
    "indicator_en": "string",
    "value": "Float64",
    "value_text": "string",  # instead of a number: a month, a period, or the words of the quotation
    "comparator": "string",  # = | >= | <= | about | qualitative
    "unit": "string",  # as written down
    "base_year": "string",
    "year": "Int64",
    "period": "string",
    "frequency": "string",
    "kind": "string",  # observed | target | criterion
    "sector": "string",
    "how": "string",  # stated | counted | derived
    "scope": "string",
    "price_basis": "string",
    "electricity_basis": "string",
    "vintage": "string",
    "document_id": "string",
    "source_title": "string",
    "source_address": "string",
    "source_class": "string",
    "address_status": "string",  # read | cited_by_a_copy | not_known
    "quote": "string",
    "note": "string",
    "confirmation": "string",
    "confirmed_start": "Int64",  # characters of the quotation, from 0
    "confirmed_end": "Int64",
    "confirmation_note": "string",
}


_WORDS = {
    "comparator": ("=", ">=", "<=", "about", "qualitative"),
    "kind": ("observed", "target", "criterion"),
    "how": ("stated", "counted", "derived"),
}


def load_facts(folder: Path = FACTS, region_ids: Collection[str] | None = None) -> pd.DataFrame:
    """Return every fact of the five tables with the columns of COLUMNS, ordered by fact_id.

    Raises CatalogueInvalid (unknown or missing column, no quotation), DanglingId (document), UnknownRegion,
    NotANumber and DuplicateRow, each with file and line. `region_ids` defaults to those of regions.csv.
    """
    if region_ids is None:
        region_ids = {row["region_id"] for row in read_csv(CATALOG, "regions")}
    documents = {row["document_id"]: row for _, row in _rows(folder / "documents.csv", DOCUMENT_COLUMNS)}
    records = []
    for name, table in TABLES.items():
        path = folder / f"{name}.csv"
        for line, row in _rows(path, table.columns):
            where = f"{path.name} line {line}"
            record = {"fact_table": name, "fact_id": _fact_id(row, table)} | table.unify(row)
            _check(record, region_ids, documents, where)
            records.append(_with_number(_with_document(record, documents), where) | {"_where": where})
    _demand_unique(records)
    records = in_one_column([record | _confirmed(record) for record in records])
    frame = pd.DataFrame(records).reindex(columns=list(COLUMNS)).astype(COLUMNS)
    text = [name for name, kind in COLUMNS.items() if kind == "string"]
    frame[text] = frame[text].fillna("")
    return frame.sort_values("fact_id", ignore_index=True)


def load_documents(folder: Path = FACTS) -> pd.DataFrame:
    """Return the documents that facts are quoted from, one row each, with source_class."""
    rows = [
        row | {"source_class": _class_of(row)} for _, row in _rows(folder / "documents.csv", DOCUMENT_COLUMNS)
    ]
    return pd.DataFrame(rows, dtype="string")


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file with the line each ends on."""
    if not path.exists():
        raise RawFileMissing(str(path), "the file is not there", "Restore it from version control.")
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if tuple(reader.fieldnames or ()) != columns:
                odd = sorted(set(reader.fieldnames or ()) ^ set(columns))
                raise CatalogueInvalid(
                    f"{path.name} line 1",
                    f"the columns differ: {odd or 'their order'}",
                    f"Use {list(columns)}.",
                )
            rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise RawFileUnreadable(str(path), str(error), "Restore it from version control.") from error
    for line, row in rows:
        if None in row or None in row.values():
            where = f"{path.name} line {line}"
            raise CatalogueInvalid(where, f"the row has not {len(columns)} cells", "Mend the row.")
    return rows


def _fact_id(row: dict[str, str], table: FactTable) -> str:
    """Return the row's own id, or one made of its content: the same wherever the row stands in the file."""
    if not table.id_prefix:
        return row["fact_id"]
    content = "\x1f".join(row[column] for column in table.columns)
    return f"{table.id_prefix}-{hashlib.sha256(content.encode()).hexdigest()[:10]}"


def _check(record: dict, regions: Collection[str], documents: Collection[str], where: str) -> None:
    if not record["quote"].strip():
        raise CatalogueInvalid(where, "the fact has no quotation", "Quote the sentence it was read from.")
    for column, words in _WORDS.items():
        if record[column] not in words:
            raise CatalogueInvalid(where, f"{column} is {record[column]!r}", f"Use one of {words}.")
    document_id = record.get("document_id")
    if document_id is not None and document_id not in documents:
        raise DanglingId(where, f"document {document_id!r} is not known", "Add it to documents.csv.")
    for code in filter(None, record["region_id"].split(";")):
        if code not in regions:
            raise UnknownRegion(
                where, f"adcode {code!r} is not in regions.csv", "Mend the code or add the region."
            )


def _with_document(record: dict, documents: dict[str, dict[str, str]]) -> dict:
    """Return the record with title and class of its document; documents.csv records no addresses."""
    if "document_id" not in record:
        return record
    document = documents[record["document_id"]]
    return record | {
        "source_title": document["title_zh"],
        "source_class": _class_of(document),
        "address_status": "not_known",
    }


def _class_of(document: dict[str, str]) -> str:
    """Return press for a report about a document, official for the document itself; titles say which."""
    return "press" if document["title_zh"].endswith("(报道)") else "official"


def _with_number(record: dict, where: str) -> dict:
    """Return the record with `value` as a number, or with `value_text` where there is none."""
    said = record["said"]
    if record["comparator"] == "qualitative":
        return record | {"value": None, "value_text": record["quote"]}
    if re.fullmatch(r"\d{4}-\d{2}(\d{2})?", said):
        return record | {"value": None, "value_text": said}
    if not re.fullmatch(r"-?\d+(\.\d+)?", said):
        raise NotANumber(where, f"value {said!r}", "Write digits, or the comparator `qualitative`.")
    return record | {"value": float(said)}


def _demand_unique(records: list[dict]) -> None:
    seen: dict[str, str] = {}
    for record in records:
        first = seen.setdefault(record["fact_id"], record["_where"])
        if first != record["_where"]:
            raise DuplicateRow(
                record["_where"], f"fact {record['fact_id']} stands at {first} too", "Keep one of them."
            )


def _confirmed(record: dict) -> dict:
    found = confirm(
        record["said"],
        record["comparator"],
        record["unit"],
        record["how"],
        record["quote"],
        indicator=f"{record['indicator']} {record['indicator_zh']}",
        note=record["note"],
        year=int(record["year"]) if record["year"] else None,
    )
    return {
        "confirmation": found.status,
        "confirmed_start": found.start,
        "confirmed_end": found.end,
        "confirmation_note": found.reason,
    }

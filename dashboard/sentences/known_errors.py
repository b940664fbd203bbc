"""Known errors of publishers, from data/catalog/corrections.yml: what is wrong, and what was done about it."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipelines.catalog import CATALOG, read_yaml


@cache
def corrections() -> tuple[dict[str, Any], ...]:
    """Return every entry: source_id, region_code, indicator_id, periods, action (drop or flag), reason {zh, en}.

    Raises CatalogueInvalid with file and line when the file does not hold what its schema asks for.
    """
    return tuple(read_yaml(CATALOG, "corrections")["corrections"])


def of_series(source_id: str, region_id: str, indicator_id: str, lang: str) -> list[str]:
    """Return the reasons of the errors that concern one source's series of one region, in the page's language."""
    wanted = {"source_id": source_id, "region_code": region_id, "indicator_id": indicator_id}
    found = [entry for entry in corrections() if all(entry[key] == value for key, value in wanted.items())]
    return [entry["reason"][lang] for entry in found]

"""Everything the models read, as frames: snapshots, a person's own tables, the catalogue, the facts, the maps."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from pipelines import snapshots as snapshot_files
from pipelines.catalog import CATALOG, Catalogue, catalogue, checked_yaml, read_csv, read_yaml
from pipelines.documents.fact_figures import fact_observations
from pipelines.documents.facts import load_facts
from pipelines.errors import DanglingId
from pipelines.snapshots import STATUSES, TABLES, Snapshot
from pipelines.units import factor

# From solid to soft. A derived value carries the softest status of its inputs.
SOFTNESS = ("reported", "transcribed", "derived", "estimated", "modelled", "nowcast", "projected", "target")
assert set(SOFTNESS) == set(STATUSES)


def input_tables() -> dict[str, pd.DataFrame]:
    """Return the tables of schema `input`, by name.

    Raises the named error of the first file that is wrong: CatalogueInvalid, DanglingId, SnapshotInvalid,
    DuplicateRow or UnitUnknown.
    """
    known = catalogue()
    editions = list(snapshot_files.snapshots())
    by_kind = {kind: _stacked(editions, kind, known) for kind in TABLES}
    facts = load_facts()
    fact_figures = fact_observations(facts)
    figures = by_kind["figure"]
    units = pd.concat([figures[["indicator_id", "unit"]], fact_figures[["indicator_id", "unit"]]])
    unit_factors = _unit_factors(units, known)
    return {
        "figure": figures,
        "plant": by_kind["plant"],
        "factor": by_kind["factor"],
        "fact": facts,
        "fact_figure": _in_indicator_units(fact_figures, unit_factors),
        "unit_factor": unit_factors,
        "indicator": _indicators(known),
        "ratio": _ratios(known),
        "status": pd.DataFrame({"value_status": SOFTNESS, "position": range(len(SOFTNESS))}),
        "correction": _corrections(),
        "region": _regions(known),
        "region_level": pd.DataFrame(read_csv(CATALOG, "region_levels")),
        "region_change": pd.DataFrame(read_csv(CATALOG, "region_changes")),
        "boundary": _boundaries(),
        "source": _sources(editions),
        "document": pd.DataFrame(read_csv(CATALOG, "facts/documents")),
    }


def _stacked(editions: list[Snapshot], kind: str, known: Catalogue) -> pd.DataFrame:
    """Return all snapshots of one kind with their source and edition in front."""
    frames = []
    for snapshot in editions:
        if snapshot.passport["table"] == kind:
            frame = snapshot_files.read(snapshot)
            _demand_ids(frame, snapshot, known)
            frame.insert(0, "edition", snapshot.edition)
            frame.insert(0, "source_id", snapshot.source_id)
            frames.append(frame)
    if not frames:
        return pd.DataFrame(columns=["source_id", "edition", *TABLES[kind][0]])
    return pd.concat(frames, ignore_index=True)


def _demand_ids(frame: pd.DataFrame, snapshot: Snapshot, known: Catalogue) -> None:
    items = {"indicator_id": known.indicators, "caveats": known.caveats}
    if snapshot.source_id == "shanghai_energy_balance":
        items |= {"sector_id": known.processes, "fuel_id": known.materials}
    elif snapshot.passport["table"] == "plant":
        items |= {"fuel_id": known.plant_fuels}
    elif snapshot.passport["table"] == "factor":
        items |= {"factor_book": known.factor_books, "carrier": known.carriers}
    elif snapshot.passport["table"] == "figure":
        items |= {"sector_id": known.sectors, "fuel_id": known.fuels}
    for column, home in items.items():
        if column not in frame:
            continue
        used = {word for cell in frame[column].unique() for word in cell.split()}
        if unknown := sorted(used - set(home)):
            line = int(frame.index[frame[column].str.contains(unknown[0], regex=False)][0]) + 2
            raise DanglingId(
                f"{snapshot.table_path} line {line}", f"{column} names {unknown[0]!r}, which nothing defines",
                "Add it to data/catalog, or mend the snapshot.",
            )  # fmt: skip


def _unit_factors(units: pd.DataFrame, known: Catalogue) -> pd.DataFrame:
    rows = [
        (indicator, unit, factor(unit, known.indicators[indicator].unit))
        for indicator, unit in units.drop_duplicates().itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["indicator_id", "from_unit", "factor"])


def _in_indicator_units(figures: pd.DataFrame, factors: pd.DataFrame) -> pd.DataFrame:
    joined = figures.merge(factors, left_on=["indicator_id", "unit"], right_on=["indicator_id", "from_unit"])
    joined["value"] *= joined["factor"]
    joined["unit"] = joined["indicator_id"].map(lambda key: catalogue().indicators[key].unit)
    return joined.drop(columns=["from_unit", "factor"])


def _indicators(known: Catalogue) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator_id": i.indicator_id, "name_zh": i.name.zh, "name_en": i.name.en, "unit": i.unit,
            "decimals": i.decimals, "kind": i.kind, "rising": i.rising,
            "definition_zh": i.definition.zh, "definition_en": i.definition.en,
        }
        for i in known.indicators.values()
    )  # fmt: skip


def _ratios(known: Catalogue) -> pd.DataFrame:
    """Return one row for each numerator that a derived indicator may be formed from."""
    rows = []
    for indicator in known.indicators.values():
        for numerator in indicator.formula.get("numerator", ()):
            denominator = indicator.formula["denominator"]
            formed = f"({known.indicators[numerator].unit})/({known.indicators[denominator].unit})"
            rows.append(
                (
                    indicator.indicator_id,
                    numerator,
                    denominator,
                    factor(formed, indicator.unit),
                    indicator.unit,
                )
            )
    return pd.DataFrame(rows, columns=["indicator_id", "numerator_id", "denominator_id", "factor", "unit"])


def _regions(known: Catalogue) -> pd.DataFrame:
    regions = pd.DataFrame(
        {
            "region_id": r.region_id, "level": r.level, "parent_id": r.parent_id, "name_zh": r.name.zh,
            "name_en": r.name.en, "short_zh": r.short_zh, "pinyin_initials": r.pinyin_initials,
            "valid_from": r.valid_from, "valid_to": r.valid_to, "land_km2": r.land_km2,
            "land_document": r.land_document, "aliases": " ".join(r.aliases),
        }
        for r in known.regions.values()
    )  # fmt: skip
    return regions.astype({"valid_from": "Int64", "valid_to": "Int64", "land_km2": "float64"})


def _corrections() -> pd.DataFrame:
    """Return one row for each figure that a known error of its publisher concerns."""
    rows = []
    for entry in read_yaml(CATALOG, "corrections")["corrections"]:
        keys = ("source_id", "region_code", "indicator_id", "sector_id", "fuel_id", "action", "caveat")
        row = {key: entry.get(key, "") for key in keys}
        bounds = {"expect_above": entry["expect"].get("gt"), "expect_below": entry["expect"].get("lt")}
        rows += [{**row, **bounds, "period": str(period)} for period in entry["periods"]]
    kinds = dict.fromkeys(("expect_above", "expect_below"), "float64")
    return pd.DataFrame(rows).astype(kinds)


def _boundaries() -> pd.DataFrame:
    described = checked_yaml(snapshot_files.ROOT / "data" / "geo" / "boundaries.yml", "boundaries")
    return pd.DataFrame([{"boundary_id": key, **_flat(entry)} for key, entry in described.items()])


def _sources(editions: Iterable[Snapshot]) -> pd.DataFrame:
    """Return the passports as rows, nested keys joined by an underscore, lists as text."""
    return pd.DataFrame([_flat(_checked_passport(snapshot)) for snapshot in editions])


def _checked_passport(snapshot: Snapshot) -> dict:
    return checked_yaml(snapshot.passport_path, "passport")


def _flat(entry: dict, prefix: str = "") -> dict[str, str | int | float]:
    flat: dict[str, str | int | float] = {}
    for key, value in entry.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}_")
        elif isinstance(value, list):
            flat[prefix + key] = " ".join(
                f"{v['name']}:{v['sha256']}" if isinstance(v, dict) and "sha256" in v else str(v)
                for v in value
            )
        else:
            flat[prefix + key] = value if isinstance(value, int | float) else str(value)
    return flat

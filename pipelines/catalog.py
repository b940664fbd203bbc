"""The catalogue: what each number is, as data. Loaded into frozen values; a wrong line is refused by name.

Every file of data/catalog has a JSON Schema in data/catalog/schemas. An unknown key, a missing key, a value of
the wrong kind or an id that nothing defines stops the load with the file and the line.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from pipelines.errors import CatalogueInvalid, DanglingId

CATALOG = Path(__file__).resolve().parent.parent / "data" / "catalog"


@dataclass(frozen=True)
class Label:
    """One text in the product's two languages."""

    zh: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Indicator:
    """What a number is."""

    indicator_id: str
    name: Label
    unit: str  # in the words of pipelines.units
    decimals: int
    kind: str  # total | rate | share | index
    rising: str  # good | bad | neutral
    colours: str  # scale of the palette
    normalise: tuple[str, ...]
    definition: Label
    formula: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """A sector, a fuel, a process or a material of an energy balance."""

    item_id: str
    name: Label
    group: str
    is_subtotal: bool = False


@dataclass(frozen=True)
class Region:
    """One territory at its highest level, known by its adcode."""

    region_id: str
    level: str
    parent_id: str
    name: Label
    short_zh: str
    pinyin_initials: str
    valid_from: int | None
    valid_to: int | None
    land_km2: float | None
    land_document: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """All of data/catalog that code reads by id."""

    indicators: dict[str, Indicator]
    sectors: dict[str, Item]
    sector_groups: dict[str, Label]
    fuels: dict[str, Item]
    fuel_groups: dict[str, Label]
    plant_fuels: dict[str, Item]
    processes: dict[str, Item]
    materials: dict[str, Item]
    caveats: dict[str, Label]
    factor_books: dict[str, Label]
    factor_uses: dict[str, Label]
    carriers: dict[str, Label]
    grids: dict[str, Label]
    regions: dict[str, Region]
    units: dict[str, Label]


@cache
def catalogue(folder: Path = CATALOG) -> Catalogue:
    """Return the whole catalogue, checked.

    Raises CatalogueInvalid or DanglingId with the file and the line.
    """
    indicators = {key: _indicator(key, entry) for key, entry in read_yaml(folder, "indicators").items()}
    for key, indicator in indicators.items():
        used = [
            name
            for part in indicator.formula.values()
            for name in ([part] if isinstance(part, str) else part)
        ]
        _demand(used, indicators, folder / "indicators.yml", f"formula of {key}", "indicators.yml")
    sectors, fuels = read_yaml(folder, "sectors"), read_yaml(folder, "fuels")
    balance, factors = read_yaml(folder, "balance_items"), read_yaml(folder, "factors")
    regions = {row["region_id"]: _region(row) for row in read_csv(folder, "regions")}
    _demand(
        [r.parent_id for r in regions.values() if r.parent_id], regions,
        folder / "regions.csv", "parent_id", "regions.csv",
    )  # fmt: skip
    _demand_columns(folder, "region_levels", ("region_id", "parent_id"), regions)
    _demand_columns(folder, "region_changes", ("from_id", "to_id"), regions)
    units = {key: _label(entry["name"]) for key, entry in read_yaml(folder, "units").items()}
    _demand([i.unit for i in indicators.values()], units, folder / "indicators.yml", "unit", "units.yml")
    return Catalogue(
        indicators=indicators,
        sectors=_items(sectors["sectors"]) | _items(read_yaml(folder, "branches")),
        sector_groups={key: _label(entry["name"]) for key, entry in sectors["groups"].items()},
        fuels=_items(fuels["fuels"]),
        fuel_groups={key: _label(entry["name"]) for key, entry in fuels["groups"].items()},
        plant_fuels=_items(fuels["plants"]),
        processes=_items(balance["processes"]),
        materials=_items(balance["materials"]),
        caveats={key: _label(entry["text"]) for key, entry in read_yaml(folder, "caveats").items()},
        factor_books={key: _label(entry["name"]) for key, entry in factors["books"].items()},
        factor_uses={key: _label(entry["use"]) for key, entry in factors["books"].items()},
        carriers={key: _label(entry["name"]) for key, entry in factors["carriers"].items()},
        grids={key: _label(entry["name"]) for key, entry in factors["grids"].items()},
        regions=regions,
        units=units,
    )


def read_yaml(folder: Path, name: str) -> dict[str, Any]:
    """Return one YAML file of the catalogue as plain values, checked against its schema."""
    return checked_yaml(folder / f"{name}.yml", name)


def checked_yaml(path: Path, schema_name: str) -> dict[str, Any]:
    """Return a YAML file as plain values; raise CatalogueInvalid with the line of the first offence."""
    try:
        with_lines = YAML().load(path.read_text("utf-8"))
    except (YAMLError, OSError, UnicodeDecodeError) as error:
        raise CatalogueInvalid(str(path), " ".join(str(error).split()), "Mend the file.") from error
    plain = YAML(typ="safe").load(path.read_text("utf-8"))
    for error in _validator(schema_name).iter_errors(plain):
        line = _line_of(with_lines, list(error.absolute_path))
        raise CatalogueInvalid(
            f"{path.name} line {line}", error.message, f"schemas/{schema_name}.json says what may stand here."
        )
    return plain


def read_csv(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of one CSV file of the catalogue, each checked against its schema."""
    path = folder / f"{name}.csv"
    validator = _validator(Path(name).name)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            rows = []
            for row in reader:
                for error in validator.iter_errors(row):
                    raise CatalogueInvalid(
                        f"{path.name} line {reader.line_num}", error.message,
                        f"schemas/{Path(name).name}.json says what may stand here.",
                    )  # fmt: skip
                rows.append(row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogueInvalid(str(path), str(error), "Mend the file.") from error
    return rows


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((CATALOG / "schemas" / f"{name}.json").read_text("utf-8")))


def _line_of(document: Any, path: list[Any]) -> int:
    """Return the 1-based line where the value at `path` starts, or the nearest line above it that is known."""
    line = 1
    for step in path:
        try:
            position = document.lc.key(step) if hasattr(document, "keys") else document.lc.item(step)
            line = position[0] + 1
            document = document[step]
        except (AttributeError, KeyError, TypeError, IndexError):
            break
    return line


def _demand(ids: Iterable[str], known: Iterable[str], path: Path, field_name: str, home: str) -> None:
    unknown = sorted(set(ids) - set(known))
    if unknown:
        raise DanglingId(
            f"{path.name} line {_first_line_with(path, unknown[0])}",
            f"{field_name} names {unknown[0]!r}, which nothing defines",
            f"Add it to {home}, or mend the name.",
        )


def _first_line_with(path: Path, word: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if word in line), 1)


def _demand_columns(folder: Path, name: str, columns: tuple[str, ...], regions: dict[str, Region]) -> None:
    for number, row in enumerate(read_csv(folder, name), start=2):
        for column in columns:
            if row[column] and row[column] not in regions:
                raise DanglingId(
                    f"{name}.csv line {number}", f"{column} names {row[column]!r}, which nothing defines",
                    "Add it to regions.csv, or mend the code.",
                )  # fmt: skip


def _label(entry: dict[str, str]) -> Label:
    return Label(zh=entry["zh"], en=entry["en"])


def _indicator(key: str, entry: dict[str, Any]) -> Indicator:
    return Indicator(
        indicator_id=key,
        name=_label(entry["name"]),
        unit=entry["unit"],
        decimals=entry["decimals"],
        kind=entry["kind"],
        rising=entry["rising"],
        colours=entry["colours"],
        normalise=tuple(entry["normalise"]),
        definition=_label(entry["definition"]),
        formula=entry.get("formula", {}),
    )


def _items(entries: dict[str, Any]) -> dict[str, Item]:
    return {
        key: Item(key, _label(entry["name"]), entry.get("group", ""), entry.get("subtotal", False))
        for key, entry in entries.items()
    }


def _region(row: dict[str, str]) -> Region:
    return Region(
        region_id=row["region_id"],
        level=row["level"],
        parent_id=row["parent_id"],
        name=Label(row["name_zh"], row["name_en"]),
        short_zh=row["short_zh"],
        pinyin_initials=row["pinyin_initials"],
        valid_from=int(row["valid_from"]) if row["valid_from"] else None,
        valid_to=int(row["valid_to"]) if row["valid_to"] else None,
        land_km2=float(row["land_km2"]) if row["land_km2"] else None,
        land_document=row["land_document"],
        aliases=tuple(filter(None, row["aliases"].replace("|", " ").split())),
    )

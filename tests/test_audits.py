"""Every audit finds nothing in the real data, and exactly the one error that is planted."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.build import load, run_models
from pipelines.inputs import input_tables
from pipelines.publish import Audit, audits_of

pytestmark = pytest.mark.xdist_group("audits")

BAOSHAN_2017 = (
    "region_id = '310113' AND indicator_id = 'co2_energy' AND year = 2017 AND source_id = 'chen2020_county_co2'"
)
SHANGHAI_2019 = (
    "region_id = '310000' AND indicator_id = 'co2_scope_1' AND year = 2019 AND source_id = 'ceads_provinces'"
)
WHOLE = "sector_id = '' AND fuel_id = ''"

# audit -> the statement that plants one error, and what the one row found must say
PLANTED: dict[str, tuple[str, dict[str, object]]] = {
    "every_value_has_source_edition_status_and_unit": (
        f"UPDATE marts.observation SET unit = '' WHERE {BAOSHAN_2017}",
        {"region_id": "310113", "year": 2017},
    ),
    "every_source_has_a_passport": (
        f"UPDATE marts.observation SET edition = 'nobody knows' WHERE {BAOSHAN_2017}",
        {"source_id": "chen2020_county_co2", "edition": "nobody knows"},
    ),
    "every_observation_stands_once": (
        f"INSERT INTO marts.observation SELECT * FROM marts.observation WHERE {BAOSHAN_2017}",
        {"region_id": "310113", "times": 2},
    ),
    "every_observation_names_a_known_region": (
        f"UPDATE marts.observation SET region_id = '319999' WHERE {BAOSHAN_2017}",
        {"region_id": "319999"},
    ),
    "region_id_is_unique": (
        "INSERT INTO marts.region SELECT * FROM marts.region WHERE region_id = '310113'",
        {"region_id": "310113", "times": 2},
    ),
    "every_drawn_region_is_known": (
        "UPDATE marts.region_level SET region_id = '319999' "
        "WHERE region_id = '310113' AND boundary_id = 'shanghai_districts'",
        {"region_id": "319999"},
    ),
    "sectors_add_up_to_the_total": (
        f"UPDATE marts.observation SET value = value + 1 WHERE {SHANGHAI_2019} AND sector_id = 'ferrous_metals'",
        {"region_id": "310000", "year": 2019},
    ),
    "fuels_add_up_to_the_total": (
        f"UPDATE marts.observation SET value = value + 1 WHERE {SHANGHAI_2019} AND fuel_id = 'coke'",
        {"region_id": "310000", "year": 2019},
    ),
    "shanghai_districts_add_up_to_the_units_of_2010": (
        f"UPDATE marts.observation SET value = value + 0.1 WHERE {BAOSHAN_2017}",
        {"year": 2017},
    ),
    "provinces_lie_0_to_12_percent_above_the_nation": (
        "UPDATE marts.source_disagreement SET value_b = value_b * 2 WHERE region_id = '100000' AND year = 2005 "
        "AND source_a = 'ceads_nation' AND source_b = 'ceads_provinces'",
        {"year": 2005},
    ),
    "every_source_covers_its_regions": (
        f"DELETE FROM marts.observation WHERE {SHANGHAI_2019} AND {WHOLE}",
        {"source_id": "ceads_provinces", "year": 2019, "regions": 29},
    ),
    "census_sums_to_24870895": (
        "UPDATE marts.observation SET value = value + 0.0001 "
        "WHERE source_id = 'shanghai_census' AND region_id = '310113'",
        {},
    ),
    "land_areas_of_shanghai_sum_to_6340_50": (
        "UPDATE marts.region SET land_km2 = land_km2 + 0.01 WHERE region_id = '310113'",
        {},
    ),
    "no_year_is_missing_between_first_and_last": (
        "DELETE FROM marts.observation WHERE region_id = '310113' AND indicator_id = 'co2_energy' AND year = 2005",
        {"region_id": "310113", "years": 20},
    ),
    "a_ratio_recomputes_from_its_parts": (
        "UPDATE marts.observation SET value = value * 1.001 "
        "WHERE region_id = '310000' AND indicator_id = 'co2_per_head' AND year = 2019 "
        "AND source_id = 'ceads_provinces'",
        {"region_id": "310000", "indicator_id": "co2_per_head", "year": 2019},
    ),
    "an_intensity_uses_constant_prices_of_one_year": (
        "UPDATE marts.observation SET price_year = NULL "
        "WHERE region_id = '310000' AND indicator_id = 'gdp_constant' AND year = 2019",
        {"region_id": "310000", "year": 2019},
    ),
    "a_share_lies_between_0_and_100_percent": (
        "UPDATE marts.observation SET value = 101 WHERE fact_id = (SELECT MIN(o.fact_id) FROM marts.observation o "
        "JOIN marts.indicator i USING (indicator_id) WHERE i.kind = 'share')",
        {"value": 101.0},
    ),
    "a_correction_meets_the_error_it_was_made_for": (
        "UPDATE input.figure SET value = 2.13 WHERE source_id = 'shanghai_energy_balance' "
        "AND fuel_id = 'refinery_gas' AND sector_id = 'petroleum_refineries' AND period = '2010'",
        {"fuel_id": "refinery_gas", "value": 2.13},
    ),
    "a_derived_value_names_the_status_of_its_inputs": (
        "UPDATE marts.observation SET input_status = NULL "
        "WHERE region_id = '310106' AND indicator_id = 'co2_energy' AND year = 2010",
        {"region_id": "310106", "year": 2010},
    ),
    "every_change_of_units_leads_to_a_region_of_today": (
        "UPDATE marts.region_change SET to_id = '310103' WHERE from_id = '310108'",
        {"from_id": "310108"},
    ),
    "shanghai_gansu_and_anhui_leave_no_unit_unresolved": (
        "UPDATE marts.region_change SET kind = 'unresolved' WHERE from_id = '310108'",
        {"from_id": "310108"},
    ),
}
# Audits that name known blemishes of the real data: one row more appears when an error is planted.
WARNINGS: dict[str, tuple[str, dict[str, object]]] = {
    "a_fact_is_confirmed_in_its_quotation": (
        "UPDATE marts.fact SET confirmation = 'unconfirmed' WHERE fact_id = 'S186'",
        {"fact_id": "S186"},
    ),
    "a_unit_of_the_county_file_is_not_on_the_map": (
        "UPDATE marts.region_change SET kind = 'unresolved' WHERE from_id = '310108'",
        {"from_id": "310108"},
    ),
    "a_province_moves_by_more_than_a_quarter_in_a_year": (
        f"UPDATE marts.observation SET value = value * 1.4 WHERE {SHANGHAI_2019} AND {WHOLE}",
        {"region_id": "310000", "year": 2019},
    ),
}


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory) -> tuple[duckdb.DuckDBPyConnection, dict[str, Audit]]:
    """The real data after all models, as plain tables that a test may spoil inside a transaction."""
    folder = tmp_path_factory.mktemp("warehouse")
    load(input_tables(), folder / "warehouse.duckdb")
    context = run_models(folder / "warehouse.duckdb", folder / "cache")
    audits = {audit.name: audit for audit in audits_of(context)}
    made = context.engine_adapter.cursor
    names = made.execute(
        "SELECT table_schema, table_name FROM information_schema.tables "
        "WHERE table_schema IN ('input', 'staging', 'core', 'marts', 'results')"
    ).fetchall()
    made.execute(f"ATTACH '{folder / 'plain.duckdb'}' AS plain")
    for schema in sorted({schema for schema, _ in names}):
        made.execute(f"CREATE SCHEMA plain.{schema}")
    for schema, table in names:
        made.execute(f"CREATE TABLE plain.{schema}.{table} AS SELECT * FROM {schema}.{table}")
    made.execute("DETACH plain")
    context.close()
    return duckdb.connect(str(folder / "plain.duckdb")), audits


def found(connection: duckdb.DuckDBPyConnection, audit: Audit):
    return connection.execute(audit.query.replace('"warehouse".', "")).df()


def test_every_audit_has_a_planted_error(warehouse):
    _, audits = warehouse
    assert set(audits) == PLANTED.keys() | WARNINGS.keys()


def test_severity_is_the_folder_the_audit_lies_in(warehouse):
    _, audits = warehouse
    for name, audit in audits.items():
        assert (Path("pipelines/audits") / audit.severity / f"{name}.sql").exists()


@pytest.mark.parametrize("name", PLANTED)
def test_the_real_data_hold_and_the_planted_row_is_found_alone(warehouse, name):
    connection, audits = warehouse
    statement, expected = PLANTED[name]
    assert found(connection, audits[name]).empty
    connection.execute("BEGIN")
    try:
        connection.execute(statement)
        rows = found(connection, audits[name])
    finally:
        connection.execute("ROLLBACK")
    assert len(rows) == 1
    for column, value in expected.items():
        assert rows[column].iloc[0] == value


@pytest.mark.parametrize("name", WARNINGS)
def test_a_warning_names_the_planted_row_beside_the_known_ones(warehouse, name):
    connection, audits = warehouse
    statement, expected = WARNINGS[name]
    before = found(connection, audits[name])
    connection.execute("BEGIN")
    try:
        connection.execute(statement)
        after = found(connection, audits[name])
    finally:
        connection.execute("ROLLBACK")
    assert len(after) == len(before) + 1
    matches = after
    for column, value in expected.items():
        matches = matches[matches[column] == value]
    assert len(matches) == 1


@pytest.mark.parametrize("name", ["fuels_add_up_to_the_total", "sectors_add_up_to_the_total"])
def test_a_source_of_totals_only_has_nothing_to_add_up(warehouse, name):
    """As a person's own table of yearly emissions."""
    connection, audits = warehouse
    connection.execute("BEGIN")
    try:
        connection.execute(
            "INSERT INTO marts.observation SELECT * REPLACE ('own' AS source_id) FROM marts.observation "
            f"WHERE {SHANGHAI_2019} AND {WHOLE}"
        )
        rows = found(connection, audits[name])
    finally:
        connection.execute("ROLLBACK")
    assert rows.empty

"""The SQL models do what their comments say, on rows small enough to check by hand.

The cases lie in pipelines/tests, where SQLMesh looks for the unit tests of its models.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.build import PROJECT, open_context


@pytest.mark.xdist_group("audits")
def test_every_case_of_the_models_holds(tmp_path):
    context = open_context(tmp_path / "warehouse.duckdb", tmp_path / "cache")
    result = context.test()
    assert result.testsRun >= 4
    assert result.wasSuccessful(), [text for _, text in result.failures + result.errors]


def test_nothing_is_summed_through_region_level():
    # One code stands at several levels there: a sum through it would count a territory twice.
    readers = {path.relative_to(PROJECT).as_posix() for path in Path(PROJECT, "models").rglob("*.sql")}
    readers = {name for name in readers if "region_level" in (PROJECT / name).read_text("utf-8")}
    assert readers == {"models/marts/region_level.sql"}

"""The SQL models do what their comments say, on rows small enough to check by hand.

The cases lie in pipelines/tests, where SQLMesh looks for the unit tests of its models.
"""

from __future__ import annotations

import pytest

from pipelines.build import open_context


@pytest.mark.xdist_group("audits")
def test_every_case_of_the_models_holds(tmp_path):
    context = open_context(tmp_path / "warehouse.duckdb", tmp_path / "cache")
    result = context.test()
    assert result.testsRun >= 4
    assert result.wasSuccessful(), [text for _, text in result.failures + result.errors]

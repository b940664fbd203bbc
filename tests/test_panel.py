"""A panel is projected unit by unit: a bad one is named, and no unit sees another."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from pipelines.analytics.panel import project_panel
from pipelines.analytics.projection import FAN_COLUMNS, project
from pipelines.errors import SeriesUnfit

SUMMARY = [
    "unit",
    "origin",
    "p_no_new_record",
    "p_peak_by_horizon",
    "peak_year_q10",
    "peak_year_q50",
    "peak_year_q90",
    "status",
]


def unit(name: str, values, first_year: int = 2000) -> pd.DataFrame:
    years = range(first_year, first_year + len(values))
    return pd.DataFrame({"unit": name, "year": years, "co2": values})


def wobbling(n: int, rate: float = 0.03) -> list[float]:
    return (20 * np.exp(rate * np.arange(n) + 0.04 * np.sin(np.arange(n) * 2.1))).tolist()


PANEL = pd.concat(
    [
        unit("good", wobbling(15)),
        unit("nine", wobbling(9)),
        unit("holed", [*wobbling(11), None, 30.0]),
        unit("zero", [*wobbling(11), 0.0]),
        unit("still", [5.0] * 12),
        pd.concat([unit("twice", wobbling(12)), unit("twice", [7.0], 2005)]),
        unit("worded", [*wobbling(11), "30.1 Mt"]),
        unit("falling", wobbling(30, -0.05), 1990),
    ]
)


def test_every_unit_has_a_row_and_its_status_says_what_is_wrong():
    fans, summary = project_panel(PANEL, horizon=6, paths=300)
    assert dict(zip(summary.unit, summary.status, strict=True)) == {
        "falling": "ok",
        "good": "ok",
        "holed": "gap",
        "nine": "too_short",
        "still": "constant",
        "twice": "duplicate_year",
        "worded": "gap",
        "zero": "non_positive",
    }
    assert list(summary.columns[:8]) == SUMMARY
    assert list(fans.columns) == ["unit", "year", *FAN_COLUMNS]
    assert fans.groupby("unit").year.agg(list).to_dict() == {
        "falling": list(range(2020, 2026)),
        "good": list(range(2015, 2021)),
    }
    assert summary.loc[summary.status != "ok", ["p_no_new_record", "peak_year_q50"]].isna().all(axis=None)


def test_order_of_rows_and_of_units_does_not_matter():
    fans, summary = project_panel(PANEL, horizon=6, paths=300)
    shuffled = PANEL.sample(frac=1, random_state=5)
    assert project_panel(shuffled, horizon=6, paths=300).fans.equals(fans)
    assert project_panel(shuffled, horizon=6, paths=300).summary.equals(summary)


def test_a_unit_is_projected_as_if_it_were_alone_and_whatever_its_name():
    fans, _ = project_panel(PANEL, horizon=6, paths=300)
    alone = project(range(2000, 2015), wobbling(15), horizon=6, paths=300).quantiles
    here = fans[fans.unit == "good"].set_index("year")[list(FAN_COLUMNS)]
    np.testing.assert_array_equal(here, alone)


def test_peak_by_horizon_is_the_last_of_the_curve():
    _, summary = project_panel(PANEL, horizon=6, paths=300)
    peak = project(range(2000, 2015), wobbling(15), horizon=6, paths=300).peak
    row = summary.set_index("unit").loc["good"]
    assert row.p_peak_by_horizon == peak.p_peaked_by.loc[2020]
    assert row.p_no_new_record == peak.p_no_new_record


def test_the_next_ten_years_count_whatever_the_horizon():
    near = project_panel(PANEL, horizon=1, paths=300).summary.p_no_new_record
    far = project_panel(PANEL, horizon=25, paths=300).summary.p_no_new_record
    assert near.equals(far)


def test_drivers_count_for_the_units_that_have_them():
    rows = unit("with", wobbling(15)).assign(
        population=wobbling(15, 0.01), gdp=wobbling(15, 0.07), energy=None
    )
    later = pd.DataFrame({"unit": "with", "year": range(2015, 2020), "population": 9.0, "gdp": 9.0})
    _, summary = project_panel(pd.concat([rows, later, unit("without", wobbling(15))]), horizon=6, paths=300)
    assert dict(zip(summary.unit, summary.form, strict=True)) == {"with": "kaya", "without": "alone"}
    assert summary.origin.tolist() == [2014, 2014]


def test_a_panel_without_the_column_co2_is_refused():
    with pytest.raises(SeriesUnfit, match="no column co2"):
        project_panel(PANEL.rename(columns={"co2": "emissions"}), horizon=6)


def test_a_panel_of_no_units_gives_two_empty_tables():
    fans, summary = project_panel(PANEL.iloc[:0], horizon=6)
    assert fans.empty
    assert summary.empty
    assert list(summary.columns[:8]) == SUMMARY


def test_thirty_provinces_take_less_than_two_seconds():
    thirty = pd.concat([unit(f"p{i}", wobbling(22, i / 1000)) for i in range(30)])
    started = time.perf_counter()
    project_panel(thirty, horizon=40)
    assert time.perf_counter() - started < 2 * 3  # a busy machine may take three times as long

"""The projection keeps its laws: no unit, calendar, neighbour or later year changes what it says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.analytics.damped_drift import winsorised
from pipelines.analytics.projection import FAN_COLUMNS, project
from pipelines.errors import SeriesTooShort, SeriesUnfit

FEW_PATHS = 400


@st.composite
def histories(draw) -> list[float]:
    """Ten to forty positive values whose yearly changes stay within -30 % and +30 %."""
    changes = draw(st.lists(st.floats(-0.3, 0.3), min_size=9, max_size=39))
    values = np.exp(np.cumsum([0.0, *changes])) * draw(st.floats(0.5, 900.0))
    values[-1] *= 1.001 if np.ptp(values) == 0 else 1.0
    return values.tolist()


def projected(values, *, first_year=2000, horizon=12, **options):
    years = range(first_year, first_year + len(values))
    return project(years, values, horizon=horizon, **{"paths": FEW_PATHS, **options})


def growing(n: int, rate: float = 0.04) -> np.ndarray:
    """A series that grows at a rate, with an uneven but fixed wobble."""
    return 50 * np.exp(rate * np.arange(n) + 0.03 * np.sin(np.arange(n) * 1.7))


@settings(max_examples=25, deadline=None)
@given(histories(), st.sampled_from([1e-9, 1e-3, 1e3, 1e12]))
def test_the_unit_changes_no_probability_and_scales_the_fan(values, factor):
    tonnes, other = projected(values), projected([value * factor for value in values])
    assert other.peak.p_no_new_record == tonnes.peak.p_no_new_record
    assert other.peak.p_peaked_by.equals(tonnes.peak.p_peaked_by)
    assert other.peak.year.equals(tonnes.peak.year)
    np.testing.assert_allclose(other.quantiles / factor, tonnes.quantiles, rtol=1e-9)


@settings(max_examples=15, deadline=None)
@given(histories(), st.integers(-1900, 400))
def test_what_year_it_is_changes_nothing_but_the_years(values, shift):
    here, there = projected(values), projected(values, first_year=2000 + shift)
    assert np.array_equal(here.paths, there.paths)
    assert list(there.quantiles.index) == [year + shift for year in here.quantiles.index]
    assert there.peak.year.sub(shift).equals(here.peak.year)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not():
    first, again = projected(growing(20)), projected(growing(20))
    assert first.paths.tobytes() == again.paths.tobytes()
    assert first.paths.tobytes() != projected(growing(20), seed=1).paths.tobytes()


def test_rows_may_come_in_any_order():
    years, values = np.arange(2000, 2020), growing(20)
    shuffled = np.random.default_rng(3).permutation(20)
    ahead = project(years, values, horizon=5, paths=FEW_PATHS)
    assert project(years[shuffled], values[shuffled], horizon=5, paths=FEW_PATHS).quantiles.equals(
        ahead.quantiles
    )


@settings(max_examples=10, deadline=None)
@given(st.floats(0.1, 10.0))
def test_drivers_after_the_origin_are_not_looked_at(future):
    years = np.arange(2000, 2030)
    drivers = pd.DataFrame({"population": growing(30, 0.01), "gdp": growing(30, 0.06)}, index=years)
    changed = drivers.copy()
    changed.loc[2020:] *= future
    seen, unseen = (projected(growing(20), drivers=table) for table in (drivers, changed))
    assert seen.form == "kaya"
    assert np.array_equal(seen.paths, unseen.paths)


def test_a_longer_horizon_leaves_the_first_years_as_they_are():
    assert (
        projected(growing(20), horizon=30)
        .quantiles.loc[:2029]
        .equals(projected(growing(20), horizon=10).quantiles)
    )


@settings(max_examples=25, deadline=None)
@given(histories())
def test_quantiles_are_in_order_and_the_probability_of_a_peak_never_falls(values):
    result = projected(values)
    ordered = result.quantiles[["q025", "q05", "q10", "q25", "q50", "q75", "q90", "q95", "q975"]]
    assert (np.diff(ordered.to_numpy(), axis=1) >= 0).all()
    assert tuple(result.quantiles.columns) == FAN_COLUMNS
    assert result.peak.p_peaked_by.is_monotonic_increasing
    assert result.peak.p_peaked_by.between(0, 1).all()
    assert result.peak.level.min() >= max(values) * (1 - 1e-12)


@settings(max_examples=20, deadline=None)
@given(histories(), st.integers(1, 25))
def test_probabilities_are_what_one_counts_on_the_paths(values, horizon):
    result = projected(values, horizon=horizon)
    record, start = max(values), values.index(max(values)) - len(values) + 1
    whole = np.column_stack([np.full(FEW_PATHS, record), result.paths])
    peak_step = np.where(result.paths.max(axis=1) > record * (1 + 1e-12), whole.argmax(axis=1), start)
    assert result.paths.shape == (FEW_PATHS, horizon + 10)
    assert result.peak.p_peaked_by.iloc[-1] == pytest.approx(np.mean(peak_step <= horizon))
    no_record = (result.paths[:, :10] <= record * (1 + 1e-12)).all(axis=1).mean()
    assert result.peak.p_no_new_record == pytest.approx(no_record)


def test_a_peak_year_that_most_paths_have_not_reached_is_left_empty():
    steep = projected(growing(30, 0.3), horizon=5).peak
    assert steep.p_in_last_year > 0.5
    assert pd.isna(steep.year["q90"])
    assert pd.isna(steep.year["q50"])


def test_a_series_long_past_its_record_has_its_peak_in_the_record_year():
    falling = projected(growing(40, -0.06), horizon=10).peak
    assert falling.year.tolist() == [2000, 2000, 2000]
    assert falling.p_no_new_record > 0.99


def test_of_two_equal_maxima_the_earlier_is_the_record():
    values = [*growing(18, 0.02), 500.0, 400.0, 500.0, 450.0]
    assert projected(values).history.record_year == 2018


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        (growing(9), SeriesTooShort, "fewer than 10"),
        ([*growing(12), 0.0], SeriesUnfit, "zero or negative"),
        ([*growing(12), -3.0], SeriesUnfit, "zero or negative"),
        ([*growing(12), None, 80.0], SeriesUnfit, "between the first and the last"),
        ([*growing(12), "80 Mt"], SeriesUnfit, "between the first and the last"),
        ([*growing(12), np.inf], SeriesUnfit, "between the first and the last"),
        ([70.0] * 12, SeriesUnfit, "same value"),
    ],
)
def test_a_series_that_cannot_be_projected_is_refused_by_name(values, error, words):
    with pytest.raises(error, match=words) as refused:
        project(range(2000, 2000 + len(values)), values, horizon=5, where="Baoshan")
    assert refused.value.where == "Baoshan"


def test_a_year_given_twice_is_refused():
    with pytest.raises(SeriesUnfit, match="twice"):
        project([*range(2000, 2012), 2011], growing(13), horizon=5)


def test_empty_years_at_the_end_move_the_origin_and_nothing_else():
    values = list(growing(15))
    assert projected([*values, None, ""]).paths.tobytes() == projected(values).paths.tobytes()


def test_population_alone_is_used_and_drivers_shorter_than_ten_years_are_not():
    years = np.arange(2000, 2020)
    population = pd.DataFrame({"population": growing(20, 0.01)}, index=years)
    both = population.assign(gdp=growing(20, 0.06))
    late_gdp = both.assign(gdp=both.gdp.where(years >= 2011))
    holed = both.assign(population=both.population.mask(years == 2012), gdp=np.nan)
    assert [projected(growing(20), drivers=table).form for table in (both, population, late_gdp, holed)] == [
        "kaya",
        "per_head",
        "per_head",
        "alone",
    ]


def test_units_of_drivers_do_not_matter():
    years = np.arange(2000, 2020)
    drivers = pd.DataFrame({"population": growing(20, 0.01), "gdp": growing(20, 0.06)}, index=years)
    scaled = drivers * [1e4, 1e-8]
    assert np.array_equal(
        projected(growing(20), drivers=drivers).paths, projected(growing(20), drivers=scaled).paths
    )


def test_one_year_of_lost_coverage_does_not_come_again_in_every_path():
    whole = growing(25)
    holed = whole.copy()
    holed[4:6] /= 16
    ratio = projected(holed).quantiles.loc[2030] / projected(whole).quantiles.loc[2030]
    assert ratio["q975"] < 2
    assert ratio["q025"] > 0.5


def test_changes_within_three_robust_deviations_stay_as_they_are():
    changes = np.array([[0.01], [0.02], [0.03], [0.02], [3.0]])
    pulled = winsorised(changes, 3.0)
    assert np.array_equal(pulled[:4], changes[:4])
    assert 0.03 < pulled[4, 0] < 0.1


def test_four_fifths_of_outcomes_lie_in_the_eighty_percent_band():
    """Random walks with a drift that changes slowly: none of it fitted to this test."""
    rng = np.random.default_rng(11)
    held = []
    for _ in range(60):
        drift = 0.02 + np.cumsum(rng.normal(0, 0.004, 40))
        series = 100 * np.exp(np.cumsum(drift + rng.normal(0, 0.04, 40)))
        fan = projected(series[:30], horizon=10).quantiles
        held.append((series[30:] >= fan.q10) & (series[30:] <= fan.q90))
    assert 0.72 <= np.mean(held) <= 0.93

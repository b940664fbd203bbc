"""Labels of a peak follow their rules, and an unknown stays unknown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipelines.analytics.peak_status import peak_status
from pipelines.errors import SeriesTooShort

RISE = [50, 55, 60, 66, 72, 80, 85, 91, 96, 100]  # the record, 100, in 2009


def status_of(after: list[float], **drivers: list[float]):
    """Status of RISE and the years after it, with drivers given for 2009 and the last year."""
    values = RISE + after
    years = list(range(2000, 2000 + len(values)))
    table = pd.DataFrame(drivers, index=[2009, years[-1]]) if drivers else None
    return peak_status(years, values, drivers=table)


def test_a_record_in_the_last_year_is_rising():
    rising = status_of([])
    assert (rising.status, rising.years_since, rising.drop) == ("rising", 0, 0.0)
    assert rising.trend.sen_slope is None


def test_four_years_after_the_record_a_peak_is_unconfirmed_and_after_five_it_is_not():
    grown = {"population": [10, 11], "gdp": [100, 120]}
    assert status_of([97, 94, 91, 88], **grown).status == "peaked_unconfirmed"
    assert status_of([97, 94, 91, 88, 85], **grown).status == "peaked_active"
    assert not status_of([97, 94, 91, 88]).five_year_rule
    assert status_of([97, 94, 91, 88, 85]).five_year_rule


@pytest.mark.parametrize("drivers", [{"gdp": [100, 99]}, {"population": [10, 9.9], "gdp": [100, 130]}])
def test_a_recession_or_a_shrinking_population_makes_a_decline_passive(drivers):
    assert status_of([97, 94, 91, 88, 85], **drivers).status == "peaked_passive"


def test_without_drivers_nobody_can_tell_active_from_passive():
    unknown = status_of([97, 94, 91, 88, 85])
    assert (unknown.status, unknown.reason) == ("undetermined", "drivers_unknown")
    only_gdp = status_of([97, 94, 91, 88, 85], gdp=[100, 120], population=[10, np.nan])
    assert only_gdp.reason == "drivers_unknown"
    assert only_gdp.drivers_since["gdp"] == pytest.approx(0.2)
    assert only_gdp.drivers_since["population"] is None


def test_emissions_that_rise_again_below_an_old_record_are_undetermined():
    rebound = status_of([80, 82, 85, 88, 91, 94], population=[1, 2], gdp=[1, 2])
    assert (rebound.status, rebound.reason) == ("undetermined", "rebound")


def test_five_level_years_near_the_record_are_a_plateau_even_if_the_record_is_the_last():
    assert status_of([99, 99.5, 99, 99.5, 99]).status == "plateau"
    assert status_of([99.8, 99.9, 100, 99.9, 100.1]).status == "plateau"
    assert status_of([99, 99.5, 99, 99.5, 96]).status == "undetermined"


def test_mann_kendall_waits_for_eight_years_and_sees_a_steady_fall():
    assert status_of([97, 94, 91, 88, 85, 83, 80]).trend.mann_kendall is None
    fallen = status_of([97, 94, 91, 88, 85, 83, 80, 78]).trend
    assert fallen.mann_kendall == "falling"
    assert fallen.mann_kendall_z < -2
    assert fallen.sen_slope == pytest.approx(-0.0275, abs=0.001)


def test_the_unit_and_the_calendar_do_not_matter():
    values = [*RISE, 97, 94, 91, 93, 85, 83, 84, 78]
    mega = peak_status(range(2000, 2018), values)
    kilo = peak_status(range(1900, 1918), [value * 1000 for value in values])
    assert kilo.record_year == mega.record_year - 100
    assert (kilo.status, kilo.years_since) == (mega.status, mega.years_since)
    assert kilo.drop == pytest.approx(mega.drop, rel=1e-12)
    assert kilo.trend.mann_kendall_z == pytest.approx(mega.trend.mann_kendall_z, rel=1e-12)


def test_nine_years_have_no_status():
    with pytest.raises(SeriesTooShort):
        peak_status(range(9), RISE[:9])

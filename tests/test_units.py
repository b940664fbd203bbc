"""Units convert as Chinese statistics count, and unlike things are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.catalog import catalogue
from pipelines.errors import UnitUnknown
from pipelines.units import factor

SAME_KIND = (
    ["t", "kt", "Mt"],
    ["person", "10k person"],
    ["10k tce", "Mtce", "tce"],
    ["10k yuan", "100M yuan", "yuan"],
)


def test_a_hundred_million_is_ten_thousand_times_ten_thousand():
    assert factor("100M yuan", "10k yuan") == 10_000


def test_a_megatonne_over_ten_thousand_people_is_a_hundred_tonnes_a_head():
    assert factor("Mt/(10k person)", "t/person") == 100


def test_a_terawatt_hour_is_ten_hundred_millions_of_kilowatt_hours():
    assert factor("TWh", "100M kWh") == 10


def test_a_tonne_of_coal_equivalent_is_29_3076_gigajoules():
    assert factor("tce", "GJ") == pytest.approx(29.3076, rel=1e-12)


@given(st.sampled_from([(a, b) for kind in SAME_KIND for a in kind for b in kind]))
def test_there_and_back_is_where_one_started(pair):
    there, back = pair
    assert factor(there, back) * factor(back, there) == pytest.approx(1, rel=1e-11)


@pytest.mark.parametrize(
    ("this", "that"), [("Mt", "person"), ("tce", "yuan"), ("100M yuan", "USD"), ("bushel of coal", "t")]
)
def test_unlike_or_unknown_units_are_refused_by_name(this, that):
    with pytest.raises(UnitUnknown, match="to"):
        factor(this, that)


def test_every_unit_of_the_catalogue_is_in_the_registry():
    for unit in catalogue().units:
        assert factor(unit, unit) == 1
        assert factor(f"({unit})/({unit})", "dimensionless") == 1

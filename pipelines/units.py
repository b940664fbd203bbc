"""One unit registry for publishers' units and ours: tonnes of coal equivalent, 10^4 and 10^8 units, yuan."""

from __future__ import annotations

from functools import cache

import pint

from pipelines.errors import UnitUnknown

# Chinese statistics count in 万 (10^4) and 亿 (10^8). GB/T 2589: 1 kgce = 29.3076 MJ.
_DEFINITIONS = """
person = [person]
vehicle = [vehicle]
yuan = [currency_cny]
USD = [currency_usd]
index_previous_year = [index_previous_year]
tce = 29.3076e9 joule
Mtce = 1e6 tce
kt = 1e3 metric_ton
"""

# A unit as figures carry it -> pint's spelling and a factor in front.
_COUNTED = {"10k": 1e4, "100M": 1e8}


@cache
def _registry() -> pint.UnitRegistry:
    registry = pint.UnitRegistry(cache_folder=None)
    registry.load_definitions(_DEFINITIONS.strip().splitlines())
    return registry


def factor(from_unit: str, to_unit: str) -> float:
    """Return what a value in `from_unit` is multiplied by to be in `to_unit`.

    Raises UnitUnknown when a unit is not registered or the two measure different things.
    """
    if from_unit == to_unit:
        return 1.0
    try:
        ratio = (_quantity(from_unit) / _quantity(to_unit)).to("dimensionless").magnitude
        return float(f"{ratio:.12g}")  # 99.99999999999999 is 100: definitions are decimal, floats are not
    except (pint.PintError, AttributeError, TypeError) as error:
        raise UnitUnknown(
            f"unit {from_unit!r} to {to_unit!r}", str(error), "Use a unit that pipelines/units.py knows."
        ) from error


def _quantity(unit: str) -> pint.Quantity:
    text = unit
    for word, number in _COUNTED.items():
        text = text.replace(f"{word} ", f"{number:g}*")
    return _registry()(text)

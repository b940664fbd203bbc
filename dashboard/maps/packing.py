"""Numbers of regions as a page receives them: whole numbers, deflated, in the order of the geometry file."""

from __future__ import annotations

import base64
import math
import zlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

MISSING = -(2**31)  # stands for a missing value among 32-bit whole numbers
FIGURES = 9  # most figures that fit into 32 bits


@dataclass(frozen=True, eq=False)
class Detail:
    """One line of a tooltip: a number or a word for every region that has one."""

    label: str
    values: pd.Series = field(repr=False)  # by region_id; numbers, or words in the page's language
    unit: str = ""
    decimals: int = 1

    def packed(self, region_ids: tuple[str, ...]) -> dict[str, Any]:
        """Return the line for the regions in this order, ready for JSON."""
        values = self.values.reindex(list(region_ids))
        if pd.api.types.is_numeric_dtype(values):
            return {
                "label": self.label,
                "unit": self.unit,
                **pack_numbers(values.to_numpy(float), self.decimals),
            }
        words = sorted(set(values.dropna()))
        places = {word: place for place, word in enumerate(words)}
        index = np.array([places.get(v, MISSING) for v in values], dtype=np.int32)
        return {"label": self.label, "words": words, "packed": _deflated(index.astype("<i4"))}


def pack_numbers(values: np.ndarray, decimals: int) -> dict[str, Any]:
    """Return numbers rounded to `decimals` as packed whole numbers and the power of ten that divides them.

    Numbers too large for 32 bits keep nine figures.
    """
    largest = float(np.nanmax(np.abs(values))) if np.isfinite(values).any() else 0.0
    room = FIGURES - 1 - math.floor(math.log10(largest)) if largest > 0 else decimals
    power = min(decimals, room)
    whole = np.where(np.isfinite(values), np.round(np.nan_to_num(values) * 10.0**power), MISSING)
    return {"decimals": decimals, "power": power, "packed": _deflated(whole.astype("<i4"))}


def pack_classes(classes: np.ndarray) -> str:
    """Return the class of each region, one byte each, deflated."""
    return _deflated(classes.astype(np.uint8))


def _deflated(array: np.ndarray) -> str:
    return base64.b64encode(zlib.compress(array.tobytes(), 9)).decode("ascii")

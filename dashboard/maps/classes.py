"""Classes of a map: where the breaks lie, in which class a value falls, and what the legend says of it."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import mapclassify
import numpy as np

Method = Literal["quantile", "equal", "jenks", "pretty"]
METHODS: tuple[Method, ...] = ("quantile", "equal", "jenks", "pretty")
NO_DATA = 255  # the class of a region without a value; never has a colour
CLASSES = 5
MOVED = 0.02  # share of values that may change their class for the sake of round breaks
HUNDREDTH = 100  # a lowest value below this part of the first break is written 0
MOST_FIGURES = 4  # of a break that moves a few values for the sake of its figures
JENKS_SAMPLE = (
    240  # Fisher-Jenks takes time with the square of the values; order statistics stand in for more
)


@dataclass(frozen=True)
class Classes:
    """Breaks between classes. Class i holds values over cuts[i - 1], up to and including cuts[i]."""

    low: float  # smallest value classified
    high: float  # largest value classified
    cuts: tuple[float, ...]  # between the classes, rising; one fewer than the classes
    method: Method

    @property
    def count(self) -> int:
        return len(self.cuts) + 1 if math.isfinite(self.low) else 0

    def of(self, values: Iterable[float]) -> np.ndarray:
        """Return the class of each value as uint8, from 0; NO_DATA where the value is missing."""
        numbers = np.asarray(list(values), dtype=float)
        found = np.searchsorted(self.cuts, numbers, side="left").astype(np.uint8)
        return np.where(np.isfinite(numbers), found, NO_DATA).astype(np.uint8)

    def labels(self) -> tuple[str, ...]:
        """Return the range of each class as the legend writes it, without the unit.

        >>> Classes(0.0, 9.0, (2.0, 4.5), "pretty").labels()
        ('0–2', '2–4.5', '4.5–9')
        """
        to = " – " if self.low < 0 else "–"
        return tuple(f"{a}{to}{b}" if a != b else a for a, b in pairwise(self.ends()))

    def ends(self) -> tuple[str, ...]:
        """Return the ends of all classes in order, one more than there are classes; none without values."""
        if not self.count:
            return ()
        # Rounded away from the values, or the extreme region would lie outside its class.
        is_next_to_zero = bool(self.cuts) and 0 < self.low < self.cuts[0] / HUNDREDTH
        low = 0.0 if is_next_to_zero else _figures(self.low, math.floor)
        ends = (low, *self.cuts, _figures(self.high, math.ceil))
        return tuple(written(end) for end in ends)


def classify(
    values: Iterable[float], method: Method = "quantile", *, count: int = CLASSES, centre: float | None = None
) -> Classes:
    """Return classes of the values, at most `count`; fewer when there are fewer different values.

    Give the values of all years to keep the classes still while the year changes. Breaks are rounded so that
    a legend can be read: to as few figures, two or more, as leave 98 of 100 values in their class. With
    `centre` the breaks lie symmetrically about it, for scales that diverge from there; `count` should then be
    odd.
    """
    numbers = np.asarray(list(values), dtype=float)
    numbers = np.sort(numbers[np.isfinite(numbers)])
    if numbers.size == 0:
        return Classes(math.nan, math.nan, (), method)
    low, high = float(numbers[0]), float(numbers[-1])
    if centre is None:
        return Classes(low, high, _readable(_breaks(numbers, method, count), numbers), method)
    distances = np.sort(np.abs(numbers - centre))
    farthest = float(distances[-1])
    steps = _readable(_breaks(distances, method, (count + 1) // 2), distances)
    cuts = (round(centre + step, 10) for step in (*(-step for step in steps[::-1]), *steps))
    return Classes(centre - farthest, centre + farthest, tuple(cuts), method)


def shades(scale: Sequence[str], count: int) -> tuple[str, ...]:
    """Return `count` colours of a scale, evenly from its first to its last, mixed where it has none there.

    >>> shades(["#000000", "#ffffff"], 3)
    ('#000000', '#808080', '#ffffff')
    """
    if count <= 1:
        return tuple(scale[len(scale) // 2 : len(scale) // 2 + count])
    channels = np.array([rgb(colour) for colour in scale], dtype=float)
    places = np.linspace(0, len(scale) - 1, count)
    mixed = np.stack([np.interp(places, range(len(scale)), channels[:, c]) for c in range(3)], axis=1)
    return tuple("#" + "".join(f"{math.floor(c + 0.5):02x}" for c in row) for row in mixed)


def rgb(colour: str) -> list[int]:
    """Return the channels of a colour, 0-255.

    >>> rgb("#0B6E5F")
    [11, 110, 95]
    """
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _breaks(numbers: np.ndarray, method: Method, count: int) -> np.ndarray:
    different = np.unique(numbers)
    if different.size <= count:
        return (different[:-1] + different[1:]) / 2
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # too few different values: the result has fewer classes, which is meant
        match method:
            case "quantile":
                found = mapclassify.Quantiles(numbers, k=count)
            case "equal":
                found = mapclassify.EqualInterval(numbers, k=count)
            case "jenks":
                found = mapclassify.FisherJenks(_order_statistics(numbers), k=count)
            case "pretty":
                found = mapclassify.PrettyBreaks(numbers, k=count)
    return np.unique(found.bins[:-1])


def _order_statistics(numbers: np.ndarray) -> np.ndarray:
    if numbers.size <= JENKS_SAMPLE:
        return numbers
    return numbers[np.linspace(0, numbers.size - 1, JENKS_SAMPLE).round().astype(int)]


def _readable(breaks: np.ndarray, numbers: np.ndarray) -> tuple[float, ...]:
    low, high = numbers[0], numbers[-1]
    inside = [float(b) for b in breaks if low < b < high]
    classes = np.searchsorted(inside, numbers)
    for figures in range(2, MOST_FIGURES + 1):
        rounded = [_rounded(b, figures) for b in inside]
        parted = len(set(rounded)) == len(rounded) and all(low < b < high for b in rounded)
        if parted and np.mean(np.searchsorted(rounded, numbers) != classes) <= MOVED:
            return tuple(rounded)
    return tuple(_between(b, numbers) for b in inside)


def _between(cut: float, numbers: np.ndarray) -> float:
    """Return the number of fewest figures that parts sorted numbers as the cut does: few values leave wide gaps."""
    place = np.searchsorted(numbers, cut, side="right")
    below, above = numbers[place - 1], numbers[place]
    rounded = (_rounded((below + above) / 2, figures) for figures in range(2, 16))
    return next((number for number in rounded if below <= number < above), cut)


def _rounded(value: float, figures: int) -> float:
    return float(f"{value:.{figures - 1}e}")


def _figures(value: float, towards: Callable[[float], int]) -> float:
    """Return a value at three significant figures, rounded in the given direction."""
    if value == 0:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(abs(value))) - 2)
    return float(f"{towards(round(value / unit, 9)) * unit:.12g}")


def written(value: float) -> str:
    """Return a number with no more figures than it has.

    >>> written(1200.0), written(-0.5), written(3.25)
    ('1,200', '−0.5', '3.25')
    """
    return f"{Decimal(repr(value)).normalize():,f}".replace("-", "−")

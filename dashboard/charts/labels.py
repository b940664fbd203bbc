"""Words beside marks: how a number is written, how wide a label is, and labels that do not overlap."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

FONT_PX = 13  # size of every label beside a mark
WIDE_FROM = 0x2E80  # from here on characters are as wide as they are high
WIDE_MARKS = "“”‘’—…·→←↑↓≥≤≈"  # and so are these, in a Chinese family
LATIN_EM = {
    **dict.fromkeys(" ,.;:'|!", 0.25),
    **dict.fromkeys("fijlrt()[]/-", 0.36),
    **dict.fromkeys("mwMW%", 0.85),
}
OTHER_LATIN_EM = 0.56  # in heights, as the family draws them


def number(value: float, decimals: int | None = None) -> str:
    """Return a value as labels write it: three significant figures, or the decimals that its source prints.

    >>> number(207.634), number(62.81, 2), number(1003.69, 2), number(0.0312), number(-3.34)
    ('208', '62.81', '1,003.69', '0.0312', '−3.34')
    """
    if decimals is None:
        decimals = 0 if value == 0 else max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{decimals}f}".replace("-", "−")


def as_printed(value: float) -> str:
    """Return a figure with the digits its document gives, neither more nor fewer.

    >>> as_printed(1003.69), as_printed(-5.0), as_printed(482.66)
    ('1,003.69', '−5', '482.66')
    """
    return f"{value:,.10g}".replace("-", "−")


def decimals_of(values: Iterable[float]) -> int:
    """Return the decimals that all of the values need, so that they stand under each other.

    >>> decimals_of([215.3, 135.09])
    2
    """
    return max((len(f"{value:.10g}".partition(".")[2]) for value in values), default=0)


def width_px(label: str, size_px: float = FONT_PX) -> float:
    """Return about how wide a label is drawn.

    >>> width_px("碳图", 10), round(width_px("CO2", 10), 1)
    (20.0, 16.8)
    """
    return (
        sum(1.0 if ord(c) >= WIDE_FROM or c in WIDE_MARKS else LATIN_EM.get(c, OTHER_LATIN_EM) for c in label) * size_px
    )


def wrapped(text: str, width: float, size_px: float = FONT_PX) -> list[str]:
    """Return the text in lines no wider than `width` pixels, broken between words or Chinese characters.

    No line starts with a closing mark.

    >>> wrapped("abc def", 20, 10)
    ['abc', 'def']
    >>> wrapped("能源活动。", 40, 10)
    ['能源活', '动。']
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width_px((line + piece).rstrip(), size_px) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return positions at least `gap` apart and within low and high, each as near to where it was as that allows.

    The order is kept. Neighbours that collide share their displacement (pool adjacent violators), so the sum of
    squared displacements is the least possible. With too little room the gap shrinks evenly.

    >>> spread([10, 12, 50], 10, 0, 100)
    [6.0, 16.0, 50.0]
    """
    if not positions:
        return []
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    gap = min(gap, (high - low) / max(1, len(positions) - 1))
    blocks: list[list[float]] = []  # sum of the positions less their places in line, count
    for place, i in enumerate(order):
        blocks.append([positions[i] - place * gap, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    ceiling = high - (len(positions) - 1) * gap
    starts = [min(max(total / count, low), ceiling) for total, count in blocks for _ in range(int(count))]
    placed = [0.0] * len(positions)
    for place, i in enumerate(order):
        placed[i] = starts[place] + place * gap
    return placed


def _pieces(text: str) -> list[str]:
    """Return the text in pieces that may stand at the start of a line."""
    pieces: list[str] = []
    for c in text:
        joins = pieces and (
            c in "，。；：、）》」』”’％,.;:)%… "
            or pieces[-1][-1] in "（《「『“‘("
            or (ord(c) < WIDE_FROM and ord(pieces[-1][-1]) < WIDE_FROM and pieces[-1][-1] != " ")
        )
        if joins:
            pieces[-1] += c
        else:
            pieces.append(c)
    return pieces

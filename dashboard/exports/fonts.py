"""The family every page and every exported figure is set in, and its registration for figures drawn here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import vl_convert

FAMILY = "Tantu Sans"
FOLDER = Path(__file__).resolve().parent.parent / "static" / "fonts"
WEIGHTS = {400: "Regular", 700: "Bold"}


def font_path(weight: int, suffix: str = "otf") -> Path:
    """Return the file of one weight (400 or 700): `otf` to draw with, `woff2` for the browser."""
    return FOLDER / f"TantuSans-{weight}.{suffix}"


@cache
def register_fonts() -> str:
    """Make the family known to vl-convert in this process; return its name.

    Without it vl-convert draws a chart with no text at all and says nothing.
    """
    vl_convert.register_font_directory(str(FOLDER))
    return FAMILY

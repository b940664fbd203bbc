"""Colours carry meaning, so they have to be told apart: from their ground, and from each other."""

import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from colorspacious import cspace_convert

from dashboard import theme
from dashboard.theme import MODES, SIZES_PX, contrast
from pipelines.catalog import catalogue
from pipelines.snapshots import STATUSES

ROOT = Path(__file__).resolve().parent.parent
TEXT_COLOURS = ("ink", "muted", "jade", "ember", "amber", "blue", "plum")
SIGHTS = {
    "full colour": None,
    "deuteranopia": {"name": "sRGB1+CVD", "cvd_type": "deuteranomaly", "severity": 100},
    "protanopia": {"name": "sRGB1+CVD", "cvd_type": "protanomaly", "severity": 100},
    "tritanopia": {"name": "sRGB1+CVD", "cvd_type": "tritanomaly", "severity": 100},
}
APART = {"sectors": 12, "fuels": 8.9}  # CAM02-UCS; below about 5 two fills look alike side by side


def srgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def seen(colour: str, sight: str) -> np.ndarray:
    space = SIGHTS[sight]
    seen_srgb = srgb(colour) if space is None else np.clip(cspace_convert(srgb(colour), space, "sRGB1"), 0, 1)
    return cspace_convert(seen_srgb, "sRGB1", "CAM02-UCS")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_text_stands_out_from_its_ground(mode, ground):
    colours = theme.tokens(mode)
    weak = {name: round(contrast(colours[name], colours[ground]), 2) for name in TEXT_COLOURS}
    assert {name: ratio for name, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("mode", MODES)
def test_the_edge_of_a_field_can_be_seen(mode):
    colours = theme.tokens(mode)
    assert contrast(colours["border"], colours["paper"]) >= 3


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", APART)
def test_groups_are_told_apart_by_every_kind_of_sight(kind, mode, sight):
    colours = theme.sector_colours(mode) if kind == "sectors" else theme.fuel_colours(mode)
    distances = {
        (a, b): float(np.linalg.norm(seen(colours[a], sight) - seen(colours[b], sight)))
        for a, b in combinations(colours, 2)
    }
    assert {pair: round(d, 1) for pair, d in distances.items() if d < APART[kind]} == {}


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["emissions", "good", "neutral"])
def test_more_is_always_further_from_the_ground(name, mode, sight):
    """Lightness runs one way through the classes, so a scale reads without colour too."""
    lightness = [seen(colour, sight)[0] for colour in theme.scale(name, mode)]
    steps = np.diff(lightness) * (-1 if mode == "light" else 1)
    assert steps.min() > 4


@pytest.mark.parametrize("mode", MODES)
def test_a_diverging_scale_has_its_middle_at_the_ground(mode):
    ground = seen(theme.tokens(mode)["paper"], "full colour")[0]
    away = [abs(seen(colour, "full colour")[0] - ground) for colour in theme.scale("diverging", mode)]
    assert away[2] < away[1] < away[0]
    assert away[2] < away[3] < away[4]


def test_every_group_of_the_catalogue_has_a_colour():
    groups = catalogue()
    assert set(theme.sector_colours("light")) == {*groups.sector_groups, "rest"}
    assert set(groups.fuel_groups) <= set(theme.fuel_colours("light"))


def test_every_scale_that_an_indicator_names_exists():
    for indicator in catalogue().indicators.values():
        assert len(theme.scale(indicator.colours, "light")) == 5


def test_every_status_has_its_own_line_or_mark():
    assert {status for status in STATUSES if theme.status_style(status, "light")} == set(STATUSES)
    solid = ("reported", "transcribed", "derived")
    drawn = [theme.status_style(status, "light") for status in STATUSES if status not in solid]
    assert len(set(drawn)) == len(drawn)
    assert theme.status_style("reported", "light") not in drawn


def test_a_label_on_a_fill_takes_the_colour_that_stands_out():
    for mode in MODES:
        for colour in (*theme.scale("emissions", mode), *theme.sector_colours(mode).values()):
            assert contrast(theme.readable_on(colour), colour) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_charts_use_the_family_the_sizes_and_no_colour_of_their_own(mode):
    config = theme.altair_theme(mode)
    own = {*theme.tokens(mode).values(), *theme.sector_colours(mode).values()}
    own |= {colour for name in ("emissions", "diverging") for colour in theme.scale(name, mode)}
    assert config["font"] == "Tantu Sans"
    found = list(leaves(config))
    assert {value for _, value in found if isinstance(value, str) and value.startswith("#")} <= own
    sizes = {value for key, value in found if key.endswith("ontSize")}
    assert sizes <= set(SIZES_PX.values())


def leaves(node, key=""):
    if isinstance(node, dict):
        for name, value in node.items():
            yield from leaves(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value, key)
    else:
        yield key, node


@pytest.mark.parametrize("mode", MODES)
def test_streamlits_own_theme_is_the_palette(mode):
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][mode]
    colours = theme.tokens(mode)
    expected = {
        "primaryColor": "jade", "backgroundColor": "paper", "secondaryBackgroundColor": "surface",
        "textColor": "ink", "linkColor": "jade", "borderColor": "border", "dataframeBorderColor": "hairline",
        "dataframeHeaderBackgroundColor": "paper", "codeBackgroundColor": "surface",
    }  # fmt: skip
    assert config == {option: colours[name] for option, name in expected.items()}


def test_css_names_every_colour_for_both_grounds():
    light, dark = theme.css_variables().splitlines()
    for mode, line in (("light", light), ("dark", dark)):
        assert all(f"--{name}: {value};" in line for name, value in theme.tokens(mode).items())

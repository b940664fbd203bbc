"""What every chart keeps to: valid, from zero, in the palette's colours, and no number that the data do not hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import (
    balance,
    changes,
    energy_account,
    fan,
    history,
    intensity,
    plants,
    probability,
    sectors,
    targets,
)
from dashboard.charts.labels import number, spread, width_px, wrapped
from dashboard.charts.sheet import nice_span, nice_top
from dashboard.charts.unknown import hatch
from dashboard.text import LANGS, text
from dashboard.theme import MODES, fuel_colours, scale, sector_colours, status_style, tokens
from pipelines.errors import SeriesUnfit
from tests import figures

EVERYWHERE = [pytest.param(*at, id="-".join(at)) for at in product(figures.MAKERS, LANGS, MODES)]
VALUES_OF = {
    "history": figures.BOTH, "fan": figures.BOTH, "intensity": figures.INVENTORY, "stacked": figures.PARTS,
    "bars": figures.PARTS, "account": figures.ACCOUNT, "changes": figures.CHANGES, "balance": figures.CELLS,
    "green": figures.GREEN_FACTS, "cards": figures.CARDS, "by_place": figures.TARGETS,
}  # fmt: skip


def spec(name: str, lang: str = "zh", mode: str = "light", *, validate: bool = False) -> dict[str, Any]:
    return figures.MAKERS[name](text(lang), mode).to_dict(validate=validate)


def data(layer: dict[str, Any]) -> list[dict[str, Any]]:
    return layer["data"]["values"]


def marks(drawn: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in drawn["layer"] if layer["mark"]["type"] == kind]


def numbers_in(drawn: dict[str, Any], field: str) -> set[float]:
    return {row[field] for layer in drawn["layer"] for row in data(layer) if row.get(field) is not None}


def words_in(drawn: dict[str, Any]) -> Iterator[str]:
    """Yield every text that the chart puts on paper."""
    for layer in marks(drawn, "text"):
        said = layer["encoding"]["text"]
        cells = [said["value"]] if "value" in said else [row[said["field"]] for row in data(layer)]
        for cell in cells:
            yield from cell if isinstance(cell, list) else [cell]


@pytest.mark.parametrize(("name", "lang", "mode"), EVERYWHERE)
def test_every_chart_is_valid_vega_lite(name, lang, mode):
    assert spec(name, lang, mode, validate=True)["layer"]


@pytest.mark.parametrize(("name", "lang", "mode"), EVERYWHERE)
def test_every_chart_takes_the_width_of_its_column_and_nothing_from_elsewhere(name, lang, mode):
    drawn = spec(name, lang, mode)
    assert drawn["width"] == "container"
    assert '"url"' not in json.dumps(drawn)


@pytest.mark.parametrize(("name", "lang", "mode"), EVERYWHERE)
def test_every_colour_is_in_the_palette(name, lang, mode):
    known = {*tokens(mode).values(), *sector_colours(mode).values(), *fuel_colours(mode).values(), "#17262B", "#FAFAF7"}
    known |= {c for s in ("emissions", "good", "neutral", "diverging") for c in scale(s, mode)}
    used = set(re.findall(r"#[0-9A-Fa-f]{6}", json.dumps(spec(name, lang, mode)["layer"])))
    assert {colour.upper() for colour in used} <= {colour.upper() for colour in known}


@pytest.mark.parametrize("name", figures.MAKERS)
def test_the_english_charts_say_nothing_of_their_own_in_chinese(name):
    assert [said for said in words_in(spec(name, "en")) if re.search("[一-鿿]", said)] == []


@pytest.mark.parametrize("name", VALUES_OF)
def test_no_value_is_drawn_that_the_data_do_not_hold(name):
    held = set(VALUES_OF[name]["value"].dropna())
    assert numbers_in(spec(name), "value") <= held
    assert numbers_in(spec(name), "value"), "the chart draws no value at all"


@pytest.mark.parametrize("name", ["history", "fan", "stacked", "probability", "intensity"])
def test_upright_axes_start_at_zero(name):
    scales = [layer["encoding"]["y"].get("scale") for layer in spec(name)["layer"] if "y" in layer["encoding"]]
    assert {s["domain"][0] for s in scales if s and "domain" in s} == {0.0}


@pytest.mark.parametrize("name", ["bars", "plants", "account", "green"])
def test_lying_bars_start_at_zero(name):
    scales = [layer["encoding"]["x"].get("scale") or {} for layer in spec(name)["layer"] if "x" in layer["encoding"]]
    starts = {s["domain"][0] if "domain" in s else s["domainMin"] for s in scales if "domain" in s or "domainMin" in s}
    assert starts == {0}


# Lines and their status


def test_modelled_values_are_hollow_and_estimated_ones_full_and_dashed():
    drawn = spec("history")
    hollow = [layer for layer in marks(drawn, "point") if layer["mark"].get("fill") == tokens("light")["paper"]]
    assert any({row["status"] for row in data(layer) if "status" in row} == {"modelled"} for layer in hollow)
    full = [row for layer in marks(drawn, "point") if "fill" not in layer["mark"] for row in data(layer)]
    assert not [row for row in full if row.get("status") == "modelled"]
    dashed = {row["status"] for layer in marks(drawn, "line") if "strokeDash" in layer["mark"] for row in data(layer)}
    assert (
        dashed == {"estimated"} == {s for s in ("estimated", "modelled", "reported") if status_style(s, "light").dash}
    )


def test_a_derived_value_is_drawn_as_the_softest_of_its_inputs():
    derived = figures.MODELLED.assign(value_status="derived", input_status="modelled")
    assert set(history.prepared(derived, figures.LABELS, by="source_id", mode="light")["status"]) == {"modelled"}


def test_a_line_breaks_where_a_year_is_missing():
    holed = figures.INVENTORY[figures.INVENTORY["year"] != 2012]
    drawn = history.prepared(holed, figures.LABELS, by="source_id", mode="light")
    assert [set(part["year"]) for _, part in drawn.groupby("run")] == [set(range(2008, 2012)), set(range(2013, 2020))]


def test_two_sources_are_never_one_line():
    drawn = spec("history")
    for layer in marks(drawn, "line"):
        assert layer["encoding"]["detail"]["field"] == "run"
    runs = pd.DataFrame([row for layer in marks(drawn, "line") for row in data(layer)])
    assert (runs.groupby("run")["series"].nunique() == 1).all()


def test_the_record_is_ringed_with_its_year_and_value_and_a_modelled_series_claims_none():
    assert "2013 年 208" in set(words_in(spec("history")))
    modelled = history.chart(figures.MODELLED, figures.LABELS, unit="U", t=text("zh"), mode="light").to_dict()
    assert not [said for said in words_in(modelled) if "年" in said]


def test_intensity_carries_its_price_year_and_refuses_two():
    assert "2015" in json.dumps(spec("intensity", "en")["layer"])
    mixed = figures.INVENTORY.assign(price_year=[2015] * 6 + [2020] * 6)
    with pytest.raises(SeriesUnfit, match="2020"):
        intensity.chart(mixed, figures.LABELS, unit="U", t=text("zh"), mode="light")


# The fan


def test_the_bands_of_the_fan_lie_inside_each_other_and_start_at_the_last_value():
    areas = marks(spec("fan"), "area")
    edges = [(layer["encoding"]["y"]["field"], layer["encoding"]["y2"]["field"]) for layer in areas]
    assert edges == [("q025", "q975"), ("q10", "q90"), ("q25", "q75")]
    for row in data(areas[0]):
        widths = [row[high] - row[low] for low, high in edges]
        assert widths == sorted(widths, reverse=True)
        assert row[edges[0][0]] <= row[edges[1][0]] <= row[edges[2][0]] <= row["q50"]
    assert set(data(areas[0])[0].values()) == {figures.ORIGIN, 192.9}


def test_without_the_outer_quantiles_the_widest_band_says_what_it_is():
    assert fan.widths(figures.PROJECTION.drop(columns=["q025", "q975"]))[0] == (90, "q05", "q95")


def test_the_years_after_the_data_are_hatched_up_to_today_and_no_further():
    said = set(words_in(spec("fan", "en")))
    assert {"2020–2026", "not yet in the data", "data end in 2019"} <= said
    lines = hatch(2019, 2026, 250.0)
    assert lines["year"].min() == 2019
    assert lines["until"].max() <= 2026
    assert lines["low"].min() >= 0
    assert lines["high"].max() <= 250.0


def test_nothing_is_hatched_when_the_data_reach_today():
    chart = fan.chart(
        figures.INVENTORY, figures.PROJECTION, today=2019, unit="U", labels=figures.LABELS, t=text("en"), mode="light"
    )
    assert "not yet in the data" not in set(words_in(chart.to_dict()))


def test_other_models_and_targets_stand_in_the_fan_under_their_own_names():
    rivals = pd.DataFrame({"model": "ets", "label": "ETS", "year": [2020, 2030], "value": [193.0, 205.0]})
    aim = pd.DataFrame({"year": [2030], "value": [180.0], "label": ["at most 180"]})
    chart = fan.chart(
        figures.INVENTORY, figures.PROJECTION, today=2026, unit="U", labels=figures.LABELS, t=text("en"), mode="dark",
        rivals=rivals, targets=aim,
    ).to_dict()  # fmt: skip
    assert {"ETS", "at most 180", "Median"} <= set(words_in(chart))
    assert [row["value"] for row in data(marks(chart, "tick")[0])] == [180.0]
    thin = [layer for layer in marks(chart, "line") if {row.get("model") for row in data(layer)} == {"ets"}]
    assert len(thin) == 1
    assert thin[0]["mark"]["strokeWidth"] < 2


@given(st.floats(0, 1))
def test_a_probability_is_said_in_steps_of_five_and_never_as_certainty(p):
    said = probability.rounded(p)
    assert said in {"<5%", ">95%", *(f"{5 * step}%" for step in range(1, 20))}
    assert abs(int(re.sub(r"\D", "", said)) / 100 - p) <= 0.0501


# Parts of a whole


def test_adding_up_small_parts_keeps_the_total_and_draws_seven_at_most():
    many = pd.DataFrame({"year": 2019, "part_id": [f"p{i}" for i in range(12)], "value": range(1, 13)})
    merged = sectors.largest(many)
    assert merged["value"].sum() == many["value"].sum()
    assert merged["part_id"].nunique() == 7
    assert merged.loc[merged["part_id"] == sectors.REST, "value"].item() == sum(range(1, 7))


def test_a_part_that_is_zero_in_every_year_is_not_drawn():
    zero = pd.DataFrame({"year": [2018, 2019], "part_id": "petrochemicals", "value": 0.0})
    assert "petrochemicals" not in set(
        sectors.largest(pd.concat([figures.PARTS.query("part_id != 'petrochemicals'"), zero]))["part_id"]
    )


def test_a_year_without_parts_is_an_empty_place():
    gap = pd.concat([figures.PARTS, figures.PARTS.query("year == 2019").assign(year=2022)])
    chart = sectors.stacked(gap, figures.PART_NAMES, sector_colours("light"), unit="U", t=text("zh"), mode="light")
    columns = marks(chart.to_dict(), "bar")[0]
    assert columns["encoding"]["x"]["scale"]["domain"] == [2018, 2019, 2020, 2021, 2022]
    assert {row["year"] for row in data(columns)} == {2018, 2019, 2022}


def test_parts_of_an_account_stand_side_by_side_under_their_whole():
    blocks = energy_account.placed(figures.ACCOUNT).set_index("item_id")
    for parent, parts in blocks[blocks["parent_id"] != ""].groupby("parent_id"):
        assert parts["start"].min() == blocks.at[parent, "start"]
        assert parts["until"].max() <= blocks.at[parent, "until"] + 1e-9
        assert all(abs(b - a) < 1e-9 for a, b in zip(parts["until"], parts["start"].iloc[1:], strict=False))


def test_what_an_account_does_not_say_stays_open_and_without_a_number():
    drawn = spec("account", "en")
    said = set(words_in(drawn))
    assert "not given" in said
    assert {re.sub(r"[^\d.]", "", s) for s in said} - {""} == {"215.30", "135.09", "80.21", "112.13", "3.73", "76.48"}


def test_a_bounded_segment_prints_its_bound_and_no_figure_of_its_own():
    for lang in LANGS:
        printed = {n for said in words_in(spec("green", lang)) for n in re.findall(r"\d[\d,]*\.\d+|\b100\b", said)}
        assert printed == {"1,003.69", "482.66", "521.03", "100"}
    over = [said for said in words_in(spec("green", "en")) if said.startswith("over")]
    assert over == ["over 100"] * 3


def test_a_bounded_bar_fades_out_beyond_its_bound():
    fading = [layer for layer in marks(spec("green"), "bar") if isinstance(layer["mark"].get("fill"), dict)]
    assert len(fading) == 1
    assert fading[0]["mark"]["fill"]["stops"][-1]["color"].endswith("00")
    assert {row["start"] for row in data(fading[0])} == {100.0}
    assert not numbers_in({"layer": fading}, "value")


# Changes, balance, targets, coverage, plants


def test_editions_of_one_year_stand_side_by_side_and_equal_values_once():
    columns = next(layer for layer in marks(spec("changes"), "rect"))
    rows = pd.DataFrame(data(columns))
    assert sorted(rows.loc[rows["year"] == 2007, "value"]) == [-5.04, -4.04, -3.66]
    in_order = rows.sort_values("start")
    assert all(left <= right for left, right in zip(in_order["until"], in_order["start"].iloc[1:], strict=False))


def test_a_value_quoted_at_second_hand_is_hollow():
    columns = pd.DataFrame(data(next(layer for layer in marks(spec("changes"), "rect"))))
    hollow = columns.loc[columns["fill"] == tokens("light")["paper"], "value"]
    assert set(hollow) == {-3.66, -5.04}


def test_a_year_without_a_value_says_so():
    texts = marks(spec("changes"), "text")
    unknown = [layer for layer in texts if "".join(layer["encoding"]["text"].get("value", "")) == "暂缺"]
    assert [row["year"] for row in data(unknown[0])] == [2006, 2008, 2010]


def test_changes_table_keeps_every_edition():
    assert len(changes.table(figures.CHANGES, unit="%", t=text("zh"))) == len(figures.CHANGES)


def test_every_cell_of_a_balance_is_either_known_or_visibly_empty():
    known, empty = marks(spec("balance"), "rect")
    places = [(row["process_id"], row["name"]) for row in [*data(known), *data(empty)]]
    assert sorted(places) == sorted(product(["industry", "construction"], ["E", "K"]))
    assert [row for row in data(empty) if "value" in row] == []
    assert {row["said"] for row in data(empty)} == {"未公布"}
    assert len(balance.table(figures.CELLS, {"industry": "I"}, {"electricity": "E"}, unit="U", t=text("zh"))) == 1


def test_a_target_keeps_its_comparator_in_words():
    en = text("en")
    assert targets.said(13.5, ">=", "%", en) == "at least 13.5%"
    assert targets.said(13.5, "=", "%", en) == "13.5%"
    assert targets.said(2030.0, "<=", "year", en) == "no later than 2030"
    assert targets.said(4000.0, "about", "U", en) == "about 4,000 U"


def test_a_target_without_a_number_is_said_and_not_left_out():
    en = text("en")
    assert targets.said(float("nan"), "qualitative", "%", en) == "no number published"
    assert "no number published" in set(words_in(spec("by_place", "en")))
    quoted = figures.TARGETS.assign(value_text=["", "", "", "完成市下达目标", ""])
    assert "完成市下达目标" in set(targets.table(quoted, t=en)["To be reached"])


def test_targets_of_neighbouring_years_are_written_on_both_sides_of_their_row():
    sides = {row["said"]: row["side"] for row in data(marks(spec("timetable", "en"), "tick")[0])}
    assert sides["at least 13.5%"] != sides["14%"]


def test_a_source_of_modelled_values_is_hollow_in_the_table_of_coverage():
    fills = {row["label"]: row["fill"] for row in data(marks(spec("coverage"), "rect")[0])}
    assert fills == {"A": tokens("light")["paper"], "B": tokens("light")["blue"]}


def test_capacity_by_fuel_adds_up_to_all_plants():
    sums = plants.sums(figures.PLANTS)
    assert sums["capacity_mw"].sum() == figures.PLANTS["capacity_mw"].sum()
    assert sums["plants"].sum() == len(figures.PLANTS)


# The map on paper


def features(drawn: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for layer in marks(drawn, "geoshape") for row in data(layer) if "name" in row]


def test_every_region_is_drawn_and_those_of_the_inset_twice():
    names = [feature["name"] for feature in features(spec("map"))]
    regions = figures.districts()["region_id"]
    assert sorted(names) == sorted([f"R{r[4:]}" for r in regions] + ["R01", "R06"])


def test_a_region_without_a_value_is_hatched_and_named():
    drawn = spec("map", "en")
    bare = {feature["name"] for feature in features(drawn) if feature["value"] is None}
    assert bare == {"R06", "R51"}
    assert "no data: R06, R51" in set(words_in(drawn))
    hatching = [row for layer in marks(drawn, "geoshape") for row in data(layer) if "Line" in row["geometry"]["type"]]
    assert len(hatching) == 2, "one in the map and one in the inset"


def test_the_legend_names_the_ends_of_all_classes():
    assert set(figures.measure("light").classes.ends()) <= set(words_in(spec("map")))


# Words and axes


@given(st.lists(st.floats(0, 340), max_size=9), st.floats(1, 40))
def test_labels_keep_their_distance_their_order_and_their_room(positions, gap):
    placed = spread(positions, gap, 0, 340)
    room = min(gap, 340 / max(1, len(positions) - 1))
    ordered = [placed[i] for i in sorted(range(len(positions)), key=lambda i: positions[i])]
    assert all(b - a >= room - 1e-6 for a, b in pairwise(ordered))
    assert all(-1e-6 <= p <= 340 + 1e-6 for p in placed)


@given(st.floats(1e-3, 1e7))
def test_an_axis_reaches_its_highest_value_in_few_even_steps(highest):
    top, ticks = nice_top(highest)
    steps = {round(b - a, 9) for a, b in pairwise(ticks)}
    assert ticks[0] == 0
    assert highest <= top * (1 + 1e-9)
    assert len(ticks) <= 8
    assert len({f"{step:.6g}" for step in steps}) == 1


def test_an_axis_without_zero_holds_all_values():
    bottom, ticks = nice_span(100.2, 115.2)
    assert bottom <= 100.2
    assert ticks[-1] >= 115.2


@given(st.text("能源活动，。（）ab 12", max_size=60), st.integers(40, 200))
def test_breaking_a_text_into_lines_loses_nothing_but_spaces(words, width):
    lines = wrapped(words, width)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(line[0] not in "，。）" for line in lines[1:])


def test_a_label_has_three_significant_figures_unless_its_source_prints_more():
    assert [number(207.634), number(62.81, 2), number(0.0312), number(-3.34), number(0)] == [
        "208", "62.81", "0.0312", "−3.34", "0",
    ]  # fmt: skip


def test_a_chinese_character_is_wider_than_a_latin_one():
    assert width_px("碳") > width_px("m") > width_px("i")

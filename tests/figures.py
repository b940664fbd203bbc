"""Every chart once, from a few real rows, for the tests of charts and of exports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import altair as alt
import geopandas as gpd
import pandas as pd

from dashboard.charts import (
    balance,
    cards,
    changes,
    coverage,
    energy_account,
    fan,
    geoshape,
    green_industry,
    history,
    intensity,
    plants,
    probability,
    sectors,
    targets,
)
from dashboard.charts.figure import Figure, SourceLine
from dashboard.maps.classes import classify
from dashboard.maps.spec import Inset, Measure
from dashboard.text import Text
from dashboard.theme import Mode, fuel_colours, scale, sector_colours

GEO = Path(__file__).resolve().parent.parent / "data" / "geo"
ORIGIN, TODAY = 2019, 2026

# Shanghai's inventory (CEADs, Mt) and Jiading's night-light estimate (Chen et al. 2020, Mt).
INVENTORY = pd.DataFrame(
    {
        "year": range(2008, 2020),
        "value": [178.2, 179.1, 195.5, 201.5, 195.9, 207.6, 194.2, 195.3, 194.7, 196.2, 190.6, 192.9],
        "value_status": "estimated",
        "input_status": None,
        "source_id": "ceads_provinces",
        "edition": "1997-2019",
    }
)
MODELLED = pd.DataFrame(
    {
        "year": range(2008, 2018),
        "value": [17.95, 19.68, 20.62, 19.65, 20.16, 17.85, 18.11, 16.61, 17.1, 16.65],
        "value_status": "modelled",
        "input_status": None,
        "source_id": "chen2020_county_co2",
        "edition": "1997-2017",
    }
)
LABELS = {"ceads_provinces": "A", "chen2020_county_co2": "B"}
PROJECTION = pd.DataFrame(
    {
        "year": [2020, 2025, 2030],
        "q025": [176.8, 152.0, 140.0], "q05": [178.3, 158.0, 147.0], "q10": [182.9, 166.0, 155.0],
        "q25": [188.3, 178.0, 170.0], "q50": [191.9, 190.0, 188.0], "q75": [197.5, 203.0, 207.0],
        "q90": [202.4, 216.0, 226.0], "q95": [206.5, 224.0, 238.0], "q975": [207.8, 231.0, 249.0],
    }
)  # fmt: skip
PROBABILITY = pd.DataFrame({"year": range(2019, 2031), "p_peaked": [0.53 + 0.02 * step for step in range(12)]})
PARTS = pd.DataFrame(
    [
        (2018, "power_heat", 64.8), (2018, "transport", 49.9), (2018, "steel", 22.4), (2018, "petrochemicals", 8.3),
        (2019, "power_heat", 62.8), (2019, "transport", 51.9), (2019, "steel", 23.0), (2019, "petrochemicals", 9.4),
    ],
    columns=["year", "part_id", "value"],
)  # fmt: skip
PART_NAMES = {"power_heat": "P", "transport": "T", "steel": "S", "petrochemicals": "C"}
# Jiading's account of 2016 in 10^4 tce; what industry holds beside its above-scale part no document says.
ACCOUNT = pd.DataFrame(
    [
        ("total", "", "G", 215.30), ("industry", "total", "I", 135.09), ("tertiary", "total", "S", 80.21),
        ("above", "industry", "A", 112.13), ("transport", "tertiary", "T", 3.73), ("other", "tertiary", "O", 76.48),
    ],
    columns=["item_id", "parent_id", "label", "value"],
)  # fmt: skip
# China's energy per GDP: three editions of 2007, one value of 2009 and none of 2008.
CHANGES = pd.DataFrame(
    [(2007, -3.66, "x", False), (2007, -4.04, "y", True), (2007, -5.04, "z", False), (2007, -5.04, "w", False),
     (2009, -3.61, "z", True)],
    columns=["year", "value", "source", "is_read"],
)  # fmt: skip
CELLS = pd.DataFrame(
    [("industry", "electricity", 7.885), ("construction", "electricity", 0.277), ("industry", "total_coal", 6.71)],
    columns=["process_id", "material_id", "value"],
)
GREEN_FACTS = pd.DataFrame(
    [("S186", 1003.69, "="), ("S187", 482.66, "="), ("S189", 100.0, ">="), ("S190", 100.0, ">="),
     ("S191", 100.0, ">="), ("S192", 521.03, "about")],
    columns=["fact_id", "value", "comparator"],
)  # fmt: skip
GREEN_FACTS["indicator_zh"] = "板块" + GREEN_FACTS["fact_id"].str[3:]
GREEN_FACTS["indicator_en"] = "Segment " + GREEN_FACTS["fact_id"].str[3:]
TARGETS = pd.DataFrame(
    [("A", 2025, 13.5, ">=", "%"), ("A", 2026, 14.0, "=", "%"), ("B", 2030, 2030.0, "<=", "year"),
     ("B", 2025, None, "qualitative", "%"), ("C", 2060, 80.0, ">=", "%")],
    columns=["label", "target_year", "value", "comparator", "unit"],
)  # fmt: skip
COVERAGE = pd.DataFrame(
    [("A", 1997, 2017, 2735, 57000, "modelled"), ("B", 2005, 2024, 31, 620, "reported")],
    columns=["label", "first_year", "last_year", "regions", "figures", "method_class"],
)
PLANTS = pd.DataFrame(
    {"name": ["a", "b", "c"], "fuel_id": ["coal", "coal", "gas"], "capacity_mw": [2400.0, 1800.0, 1200.0],
     "commissioned": ["1990", "2001", ""]}
)  # fmt: skip
CARDS = pd.DataFrame(
    {"value": [1046.0, 1418.7], "unit": "U", "place": "P", "period": ["2016", "2018"], "definition": ["D", "E"],
     "note": "N"}
)  # fmt: skip
MISSING_REGIONS = ("310106", "310151")


def districts() -> gpd.GeoDataFrame:
    """Return the shapes of Shanghai's districts."""
    return gpd.read_parquet(GEO / "shanghai_districts.parquet")


def measure(mode: Mode) -> Measure:
    """Return a measure of Shanghai's districts with two of them missing."""
    regions = sorted(set(districts()["region_id"]) - set(MISSING_REGIONS))
    values = pd.Series({region: 1.5 * (place + 1) for place, region in enumerate(regions)})
    return Measure("M", "U", 1, values, classify(values), tuple(scale("emissions", mode)))


def paper_map(t: Text, mode: Mode) -> alt.LayerChart:
    shapes = districts()
    names = {region: f"R{region[4:]}" for region in shapes["region_id"]}
    inset = Inset("I", "top left", 200, 200, ("310101", "310106"))
    return geoshape.chart(shapes, measure(mode), names, t=t, mode=mode, insets=[inset])


def green(t: Text) -> pd.DataFrame:
    return green_industry.segments(GREEN_FACTS, green_industry.BAOSHAN_2024, t.lang)


BOTH = pd.concat([INVENTORY, MODELLED])
MAKERS: dict[str, Callable[[Text, Mode], alt.LayerChart]] = {
    "history": lambda t, mode: history.chart(BOTH, LABELS, unit="U", t=t, mode=mode),
    "fan": lambda t, mode: fan.chart(BOTH, PROJECTION, today=TODAY, unit="U", labels=LABELS, t=t, mode=mode),
    "probability": lambda t, mode: probability.chart(PROBABILITY, origin=ORIGIN, today=TODAY, t=t, mode=mode),
    "intensity": lambda t, mode: intensity.chart(INVENTORY.assign(price_year=2015), LABELS, unit="U", t=t, mode=mode),
    "stacked": lambda t, mode: sectors.stacked(PARTS, PART_NAMES, sector_colours(mode), unit="U", t=t, mode=mode),
    "bars": lambda t, mode: sectors.bars(
        PARTS[PARTS["year"] == 2019], PART_NAMES, sector_colours(mode), unit="U", t=t, mode=mode
    ),
    "account": lambda t, mode: energy_account.chart(ACCOUNT, unit="U", t=t, mode=mode),
    "changes": lambda t, mode: changes.chart(CHANGES, unit="%", t=t, mode=mode, first=2006, last=2010),
    "balance": lambda t, mode: balance.chart(
        CELLS, {"industry": "I", "construction": "C"}, {"electricity": "E", "total_coal": "K"}, unit="U", t=t, mode=mode
    ),
    "green": lambda t, mode: green_industry.chart(green(t), unit="U", t=t, mode=mode),
    "timetable": lambda t, mode: targets.timetable(TARGETS, today=TODAY, t=t, mode=mode),
    "by_place": lambda t, mode: targets.by_place(
        TARGETS[TARGETS["unit"] == "%"].assign(label=["A", "B", "C", "D"]), unit="%", t=t, mode=mode
    ),
    "coverage": lambda t, mode: coverage.chart(COVERAGE, t=t, mode=mode),
    "plants": lambda t, mode: plants.by_fuel(
        PLANTS, {"coal": "K", "gas": "G"}, fuel_colours(mode), unit="MW", t=t, mode=mode
    ),
    "cards": lambda _t, mode: cards.chart(CARDS, mode=mode),
    "map": paper_map,
}


def figure(chart: str, t: Text, mode: Mode, *, title: str = "上海 2013 年排放最高") -> Figure:
    """Return a figure around one of the charts."""
    return Figure(
        figure_id=f"{chart}-310000",
        title=title,
        subtitle="上海市，百万吨 CO₂，2008—2019，核算",
        chart=lambda: MAKERS[chart](t, mode),
        table=history.table(INVENTORY, LABELS, unit="百万吨 CO₂", t=t),
        sources=(SourceLine("CEADs 分省清单", "ceads_provinces", "1997-2019"),),
        notes=("清单核算值，非统计数。",),
        alt="一条折线，2013 年最高。",
    )

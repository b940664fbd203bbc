"""Projections, rivals and peak status of many regions from one table of histories.

`histories` has KEYS, year, co2_mt, population_10k and gdp_100m_yuan_2020, one row a year. Everything comes in
the order of the keys, so that a build repeats to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipelines.analytics.peak_status import peak_status
from pipelines.analytics.projection import Projection, project
from pipelines.analytics.rivals import rivals
from pipelines.errors import SeriesTooShort, SeriesUnfit

LAST_YEAR = 2040
KEYS = ["region_id", "indicator_id", "source_id", "edition"]
UNFIT = (SeriesTooShort, SeriesUnfit)

Keys = dict[str, str]


def project_all(histories: pd.DataFrame) -> Iterator[tuple[Keys, Projection]]:
    """Yield the keys and the projection to 2040 of every history that is fit for one.

    A history that is too short or has a gap is left out here; describe_all says why.
    """
    for keys, rows in _each(histories):
        try:
            yield keys, _projected(rows)
        except UNFIT:
            continue


def rivals_of_all(histories: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield one frame per history and rival model: its fan, or one row with the reason that there is none."""
    for keys, rows in _each(histories):
        origin = int(rows["year"].max())
        try:
            found = rivals(rows["year"], rows["co2_mt"], horizon=LAST_YEAR - origin)
        except UNFIT:
            continue
        for one in found:
            fan = pd.DataFrame([{}]) if one.quantiles is None else one.quantiles.reset_index()
            yield fan.assign(**keys, model=one.model, reason=one.reason, origin=origin)


def describe_all(histories: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the columns of results.peak_status, one dict per history."""
    for keys, rows in _each(histories):
        try:
            yield {**keys, "unfit": None, **_described(rows)}
        except UNFIT as error:
            yield {**keys, "unfit": type(error).__name__, "first_year": rows["year"].min()}


def _each(histories: pd.DataFrame) -> Iterator[tuple[Keys, pd.DataFrame]]:
    for values, rows in histories.sort_values([*KEYS, "year"]).groupby(KEYS):
        yield dict(zip(KEYS, map(str, values), strict=True)), rows


def _drivers(rows: pd.DataFrame) -> pd.DataFrame:
    drivers = rows.set_index("year")[["population_10k", "gdp_100m_yuan_2020"]]
    return drivers.set_axis(["population", "gdp"], axis=1)


def _projected(rows: pd.DataFrame) -> Projection:
    horizon = LAST_YEAR - int(rows["year"].max())
    return project(rows["year"], rows["co2_mt"], horizon=horizon, drivers=_drivers(rows))


def _described(rows: pd.DataFrame) -> dict[str, Any]:
    status = peak_status(rows["year"], rows["co2_mt"], drivers=_drivers(rows))
    projection = _projected(rows)
    peak = projection.peak
    return {
        "status": status.status,
        "reason": status.reason,
        "first_year": rows["year"].min(),
        "origin": projection.origin,
        "record_year": status.record_year,
        "record_mt": rows["co2_mt"].max(),
        "years_since": status.years_since,
        "drop": status.drop,
        "five_year_rule": status.five_year_rule,
        "sen_slope": status.trend.sen_slope,
        "mann_kendall_z": status.trend.mann_kendall_z,
        "mann_kendall": status.trend.mann_kendall,
        "population_change": status.drivers_since["population"],
        "gdp_change": status.drivers_since["gdp"],
        "form": projection.form,
        "driver_years": projection.driver_years,
        "p_no_new_record": peak.p_no_new_record,
        "p_plateau": peak.p_plateau,
        "p_in_last_year": peak.p_in_last_year,
        **{f"peak_year_{q}": peak.year[q] for q in ("q10", "q50", "q90")},
        **{f"peak_mt_{q}": peak.level[q] for q in ("q10", "q50", "q90")},
    }

"""Projections of many regions from one table of histories."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pipelines.analytics.projection import Projection, project
from pipelines.errors import SeriesTooShort, SeriesUnfit

LAST_YEAR = 2040
KEYS = ["region_id", "indicator_id", "source_id", "edition"]


def project_all(histories: pd.DataFrame) -> Iterator[tuple[dict[str, str], Projection]]:
    """Yield the keys and the projection to 2040 of every history that is fit for one, in the order of keys.

    `histories` has KEYS, year, co2_mt, population_10k and gdp_100m_yuan_2020. A history that is too short or
    has a gap is left out here; results.peak_status says why.
    """
    for values, rows in histories.sort_values([*KEYS, "year"]).groupby(KEYS):
        drivers = rows.set_index("year")[["population_10k", "gdp_100m_yuan_2020"]]
        drivers.columns = ["population", "gdp"]
        origin = int(rows["year"].max())
        try:
            result = project(
                rows["year"], rows["co2_mt"], horizon=LAST_YEAR - origin, drivers=drivers, where=str(values)
            )
        except (SeriesTooShort, SeriesUnfit):
            continue
        yield dict(zip(KEYS, map(str, values), strict=True)), result

"""The probability, seen from the origin, that a region's CO2 has peaked by a year."""

from __future__ import annotations

import typing as t

import pandas as pd
from sqlmesh import ExecutionContext, model


@model(
    "results.peak_probability",
    kind="FULL",
    description="Probability by year that the maximum of history and path lies in that year or before.",
    depends_on=["core.peak_history"],
    grain=["region_id", "indicator_id", "source_id", "scenario_id", "year"],
    columns={
        "region_id": "text",
        "indicator_id": "text",
        "source_id": "text",
        "edition": "text",
        "scenario_id": "text",
        "origin": "int",
        "year": "int",
        "p_peaked": "double",
        "value_status": "text",
    },
)
def execute(context: ExecutionContext, **_: t.Any) -> t.Iterator[pd.DataFrame]:
    """Yield one row per region and year from the origin on."""
    from pipelines.analytics.peak_histories import project_all

    histories = context.fetchdf(f"SELECT * FROM {context.resolve_table('core.peak_history')}")
    curves = [
        result.peak.p_peaked_by.rename("p_peaked")
        .rename_axis("year")
        .reset_index()
        .assign(**keys, origin=result.origin)
        for keys, result in project_all(histories)
    ]
    if curves:
        yield pd.concat(curves).assign(scenario_id="unconditional", value_status="projected")

"""The fan of every history in core.peak_history: quantiles of CO2 for the years after its origin, to 2040."""

from __future__ import annotations

import typing as t

import pandas as pd
from sqlmesh import ExecutionContext, model

QUANTILES = ("q05", "q10", "q25", "q50", "q75", "q90", "q95", "mean", "q025", "q975")


@model(
    "results.projection",
    kind="FULL",
    description="Projected CO2 as a distribution: seven quantiles of the contract, the mean, and the 95 % band.",
    depends_on=["core.peak_history"],
    grain=["region_id", "indicator_id", "source_id", "scenario_id", "year"],
    columns={
        "region_id": "text",
        "indicator_id": "text",
        "source_id": "text",
        "edition": "text",
        "scenario_id": "text",
        "form": "text",
        "origin": "int",
        "year": "int",
        **dict.fromkeys(QUANTILES, "double"),
        "unit": "text",
        "value_status": "text",
    },
)
def execute(context: ExecutionContext, **_: t.Any) -> t.Iterator[pd.DataFrame]:
    """Yield one row per region and projected year."""
    from pipelines.analytics.peak_histories import project_all

    histories = context.fetchdf(f"SELECT * FROM {context.resolve_table('core.peak_history')}")
    fans = [
        result.quantiles.reset_index().assign(**keys, form=result.form, origin=result.origin)
        for keys, result in project_all(histories)
    ]
    if fans:
        yield pd.concat(fans).assign(scenario_id="unconditional", unit="Mt", value_status="projected")

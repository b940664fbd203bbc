"""The fans of statsmodels' damped ETS, Theta and damped components, beside results.projection."""

from __future__ import annotations

import typing as t

import pandas as pd
from sqlmesh import ExecutionContext, model

QUANTILES = ("q05", "q10", "q25", "q50", "q75", "q90", "q95", "mean", "q025", "q975")


@model(
    "results.rival_projection",
    kind="FULL",
    description="Time-series models that look at CO2 alone, for comparison. A model that gave no fan has one row "
    "with its reason.",
    depends_on=["core.peak_history"],
    grain=["region_id", "indicator_id", "source_id", "model", "year"],
    columns={
        "region_id": "text",
        "indicator_id": "text",
        "source_id": "text",
        "edition": "text",
        "model": "text",
        "reason": "text",
        "origin": "int",
        "year": "int",
        **dict.fromkeys(QUANTILES, "double"),
        "unit": "text",
        "value_status": "text",
    },
)
def execute(context: ExecutionContext, **_: t.Any) -> t.Iterator[pd.DataFrame]:
    """Yield one row per region, model and projected year."""
    from pipelines.analytics.peak_histories import rivals_of_all

    histories = context.fetchdf(f"SELECT * FROM {context.resolve_table('core.peak_history')}")
    fans = list(rivals_of_all(histories))
    if fans:
        yield pd.concat(fans).assign(unit="Mt", value_status="projected").astype({"year": "Int64"})

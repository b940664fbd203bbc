"""What each history says of its own peak by the rules in use, and the events that its projection counts."""

from __future__ import annotations

import typing as t

import pandas as pd
from sqlmesh import ExecutionContext, model


@model(
    "results.peak_status",
    kind="FULL",
    description="Peak status of the past in a word, with what it rests on; and the projected events. A history "
    "that cannot be projected has its reason in `unfit` and nothing else.",
    depends_on=["core.peak_history"],
    grain=["region_id", "indicator_id", "source_id"],
    columns={
        "region_id": "text",
        "indicator_id": "text",
        "source_id": "text",
        "edition": "text",
        "unfit": "text",
        "status": "text",
        "reason": "text",
        "first_year": "int",
        "origin": "int",
        "record_year": "int",
        "record_mt": "double",
        "years_since": "int",
        "drop": "double",
        "five_year_rule": "boolean",
        "sen_slope": "double",
        "mann_kendall_z": "double",
        "mann_kendall": "text",
        "population_change": "double",
        "gdp_change": "double",
        "form": "text",
        "driver_years": "int",
        "p_no_new_record": "double",
        "p_plateau": "double",
        "p_in_last_year": "double",
        "peak_year_q10": "int",
        "peak_year_q50": "int",
        "peak_year_q90": "int",
        "peak_mt_q10": "double",
        "peak_mt_q50": "double",
        "peak_mt_q90": "double",
    },
)
def execute(context: ExecutionContext, **_: t.Any) -> t.Iterator[pd.DataFrame]:
    """Yield one row per history."""
    from pipelines.analytics.peak_histories import describe_all

    histories = context.fetchdf(f"SELECT * FROM {context.resolve_table('core.peak_history')}")
    described = pd.DataFrame(describe_all(histories))
    if len(described):
        whole_numbers = ["first_year", "origin", "record_year", "years_since", "driver_years"]
        whole_numbers += ["peak_year_q10", "peak_year_q50", "peak_year_q90"]
        yield described.astype(dict.fromkeys(whole_numbers, "Int64"))

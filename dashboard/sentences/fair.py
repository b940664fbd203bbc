"""When regions may be ranked: only on figures that somebody counted, all from one place, for one year."""

from __future__ import annotations

import pandas as pd

COUNTED = {"reported", "transcribed"}
FEWEST = 10
# A figure with one of these is weak, second-hand or of another scope: a rank would claim more than it bears.
DOUBTS = {
    "plants_not_a_census", "check_before_use", "fact_not_confirmed", "not_read_at_source", "district_gdp_scope",
    "superseded_figure",
}  # fmt: skip


def is_fair(values: pd.DataFrame) -> bool:
    """Say whether the regions of `values` may be ranked.

    `values` has one row a region with status (the weakest of its inputs), source_id, edition and caveats, all of one
    indicator and year. Fair: counted values, one source and edition, at least ten regions, none in doubt.
    """
    one_place = len(values[["source_id", "edition"]].drop_duplicates()) == 1
    doubted = any(DOUBTS & set(str(caveats or "").split()) for caveats in values["caveats"])
    return len(values) >= FEWEST and one_place and not doubted and set(values["status"]) <= COUNTED

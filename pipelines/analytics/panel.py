"""Project every unit of a panel: one bad unit is named and never stops the others."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from pipelines.analytics.projection import FAN_COLUMNS, PATHS, SEED, Projection, project_history
from pipelines.analytics.series import examine, last_year
from pipelines.errors import SeriesUnfit

REQUIRED = ("unit", "year", "co2")
DRIVERS = ("population", "gdp")  # a column energy may be there; this engine does not use it
SUMMARY_TYPES = {
    "unit": "string",
    "origin": "Int64",
    "p_no_new_record": "float64",
    "p_peak_by_horizon": "float64",
    "peak_year_q10": "Int64",
    "peak_year_q50": "Int64",
    "peak_year_q90": "Int64",
    "status": "string",
    "form": "string",
}


class PanelProjection(NamedTuple):
    """The fans of the units that could be projected, and one summary row for every unit, sorted by unit."""

    fans: pd.DataFrame  # unit, year, FAN_COLUMNS in the unit's own unit
    summary: pd.DataFrame  # SUMMARY_TYPES; status is ok or a key of series.REMEDIES


def project_panel(
    panel: pd.DataFrame, *, horizon: int, paths: int = PATHS, seed: int = SEED
) -> PanelProjection:
    """Return fans and summary for a panel of unit, year, co2 and, where known, population and gdp.

    GDP is at constant prices; each column in any unit, as long as a region keeps to one. Rows in any order.
    Every region is projected as if it were alone: neither its name nor its neighbours change a number.
    Raises SeriesUnfit only when a required column is missing.
    """
    missing = [column for column in REQUIRED if column not in panel.columns]
    if missing:
        raise SeriesUnfit(
            "panel", f"no column {', '.join(missing)}", f"Name the columns {', '.join(REQUIRED)}."
        )
    units = panel["unit"].astype("string").fillna("")
    fans: list[pd.DataFrame] = []
    summary: list[dict] = []
    for unit, rows in panel.groupby(units, sort=True):
        status, history = examine(rows["year"], rows["co2"])
        if history is None:
            summary.append({"unit": unit, "origin": last_year(rows["year"], rows["co2"]), "status": status})
            continue
        drivers = _drivers(rows, history.years)
        result = project_history(history, horizon=horizon, drivers=drivers, paths=paths, seed=seed)
        fans.append(result.quantiles.reset_index().assign(unit=unit))
        summary.append(_summarised(unit, result))
    return PanelProjection(
        _joined(fans), pd.DataFrame(summary, columns=list(SUMMARY_TYPES)).astype(SUMMARY_TYPES)
    )


def _drivers(rows: pd.DataFrame, years) -> pd.DataFrame | None:
    """The drivers that the panel has, by year, up to the origin."""
    present = [column for column in DRIVERS if column in rows.columns]
    if not present:
        return None
    year = pd.to_numeric(rows["year"], errors="coerce")
    table = rows.loc[year.isin(years), present]
    return table.set_axis(year[year.isin(years)].astype(int), axis=0)


def _summarised(unit: str, result: Projection) -> dict:
    return {
        "unit": unit,
        "origin": result.origin,
        "p_no_new_record": result.peak.p_no_new_record,
        "p_peak_by_horizon": result.peak.p_peaked_by.iloc[-1],
        **{f"peak_year_{name}": year for name, year in result.peak.year.items()},
        "status": "ok",
        "form": result.form,
    }


def _joined(fans: list[pd.DataFrame]) -> pd.DataFrame:
    columns = ["unit", "year", *FAN_COLUMNS]
    if not fans:
        return pd.DataFrame(columns=columns)
    return pd.concat(fans, ignore_index=True)[columns]

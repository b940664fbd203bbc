"""What the past says of a peak by common rules: the status, why, and what it rests on. It is no word on years to come.

`status` is a row of results.peak_status.
"""

from __future__ import annotations

import pandas as pd

from dashboard.charts.labels import number
from dashboard.text import Text, format_share


def because(status: pd.Series, t: Text) -> str:
    """Return why the past has the status it has."""
    undetermined = status["status"] == "undetermined"
    return t(f"carbon_peak.past.because.{status['reason'] if undetermined else status['status']}")


def basis(status: pd.Series, unit: str, t: Text) -> list[tuple[str, str]]:
    """Return what the status rests on, as terms with what is said of them."""
    past, record, origin = "carbon_peak.past", int(status["record_year"]), int(status["origin"])
    years = {"year": record, "origin": origin, "years": int(status["years_since"])}
    said = [(t(f"{past}.record"), t(f"{past}.record_said", value=number(status["record_mt"]), unit=unit, **years))]
    if not years["years"]:
        return said
    rule = t(f"{past}.rule_met" if status["five_year_rule"] else f"{past}.rule_not_met")
    test = status["mann_kendall"]
    said += [
        (t(f"{past}.since"), t(f"{past}.since_said", rule=rule, **years)),
        (t(f"{past}.drop", **years), t(f"{past}.drop_said", share=format_share(status["drop"], 1))),
        (t(f"{past}.trend"), _trend(status["sen_slope"], t)),
        (t(f"{past}.test"), t(f"{past}.{'untested' if pd.isna(test) else test}")),
    ]
    changes = (("population", status["population_change"]), ("gdp", status["gdp_change"]))
    return said + [(t(f"{past}.{name}", **years), signed(change)) for name, change in changes if pd.notna(change)]


def signed(share: float, decimals: int = 1) -> str:
    """Return a change (a share) with its sign.

    >>> signed(0.0134), signed(-0.10165), signed(0.0)
    ('+1.3%', '−10.2%', '0.0%')
    """
    said = format_share(share, decimals)
    return f"+{said}" if float(f"{share * 100:.{decimals}f}") > 0 else said


def _trend(slope: float, t: Text) -> str:
    if pd.isna(slope):
        return t("carbon_peak.past.trend_none")
    return t("carbon_peak.past.trend_said", slope=signed(slope, 2))

"""Three textbook forecasts beside the projection: damped exponential smoothing, Theta, unobserved components.

All three of statsmodels, fitted to ln(value / record), with normal errors on that scale. They are there to be
compared with; on short series their bands are too narrow (docs/methods/projection.md has the figures).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri
from statsmodels.tools.sm_exceptions import ConvergenceWarning
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.statespace.structural import UnobservedComponents

from pipelines.analytics.projection import FAN_COLUMNS, QUANTILES
from pipelines.analytics.series import History, checked

TREND_DAMPING = 0.9  # of the unobserved trend; undamped it runs away on annual emissions
RUNAWAY_FACTOR = 1000.0  # a 95 % band whose upper edge is this many times its lower one says nothing
ONE_SIGMA_ALPHA = 0.31731050786291415  # an interval of this alpha reaches one standard deviation either way


@dataclass(frozen=True)
class Rival:
    """The fan of one model, or the reason why there is none."""

    model: str  # a key of MODELS
    quantiles: pd.DataFrame | None  # index year; columns FAN_COLUMNS, in the unit of the series
    reason: str | None  # did_not_converge, not_finite, runaway or refused; None with a fan


def rivals(years: Sequence, co2: Sequence, *, horizon: int, where: str = "series") -> list[Rival]:
    """Return one Rival for each of MODELS; raises SeriesTooShort and SeriesUnfit as project does."""
    history = checked(years, co2, where=where)
    return [rival(history, model, horizon=horizon) for model in MODELS]


def rival(history: History, model: str, *, horizon: int) -> Rival:
    """Return the fan of one model. A fit that fails gives its reason; warnings never leave this function."""
    series = pd.Series(history.log_to_record)
    with warnings.catch_warnings(record=True) as raised:
        warnings.simplefilter("always")
        try:
            centre, spread = MODELS[model](series, horizon)
        except (ValueError, ArithmeticError, IndexError):  # what statsmodels raises for a series it refuses
            return Rival(model, None, "refused")
    if any(issubclass(warning.category, ConvergenceWarning) for warning in raised):
        return Rival(model, None, "did_not_converge")
    if not (np.isfinite(centre).all() and np.isfinite(spread).all()):
        return Rival(model, None, "not_finite")
    if max(np.abs(centre).max(), 2 * ndtri(0.975) * spread.max()) > np.log(RUNAWAY_FACTOR):
        return Rival(model, None, "runaway")
    return Rival(model, _fan(history, centre, spread), None)


def _fan(history: History, centre: np.ndarray, spread: np.ndarray) -> pd.DataFrame:
    """Lognormal quantiles and mean from centre and standard deviation of the log."""
    scores = ndtri(np.array(list(QUANTILES.values())))
    values = history.record * np.exp(centre[:, None] + spread[:, None] * scores)
    years = pd.RangeIndex(history.origin + 1, history.origin + 1 + len(centre), name="year")
    fan = pd.DataFrame(values, years, list(QUANTILES))
    return fan.assign(mean=history.record * np.exp(centre + spread**2 / 2))[list(FAN_COLUMNS)]


def _damped_ets(series: pd.Series, horizon: int) -> tuple[np.ndarray, np.ndarray]:
    """ETS(A,Ad,N), Gardner and McKenzie 1985."""
    fit = ETSModel(series, error="add", trend="add", damped_trend=True).fit(disp=False)
    ahead = fit.get_prediction(start=len(series), end=len(series) + horizon - 1)
    return np.asarray(ahead.predicted_mean), np.sqrt(np.asarray(ahead.forecast_variance))


def _theta(series: pd.Series, horizon: int) -> tuple[np.ndarray, np.ndarray]:
    """Theta, Assimakopoulos and Nikolopoulos 2000: simple smoothing with half a straight line's slope."""
    fit = ThetaModel(series, period=1, deseasonalize=False).fit()
    band = fit.prediction_intervals(horizon, alpha=ONE_SIGMA_ALPHA)
    return np.asarray(fit.forecast(horizon)), np.asarray(band["upper"] - band["lower"]) / 2


def _damped_components(series: pd.Series, horizon: int) -> tuple[np.ndarray, np.ndarray]:
    """Level, trend and irregular, Harvey 1989: statsmodels' local linear trend with its slope damped."""
    model = UnobservedComponents(series, level="lltrend")
    model["transition", 1, 1] = TREND_DAMPING
    ahead = model.fit(disp=False).get_forecast(horizon)
    return np.asarray(ahead.predicted_mean), np.sqrt(np.asarray(ahead.var_pred_mean))


MODELS: dict[str, Callable[[pd.Series, int], tuple[np.ndarray, np.ndarray]]] = {
    "ets_damped": _damped_ets,
    "theta": _theta,
    "components_damped": _damped_components,
}

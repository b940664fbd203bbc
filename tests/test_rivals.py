"""Textbook forecasts stand beside the projection, or say why they do not."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from pipelines.analytics import rivals as module
from pipelines.analytics.projection import FAN_COLUMNS
from pipelines.analytics.rivals import MODELS, rival, rivals
from pipelines.analytics.series import checked
from pipelines.errors import SeriesTooShort

YEARS = range(1990, 2020)
VALUES = 80 * np.exp(0.02 * np.arange(30) + 0.05 * np.sin(np.arange(30) * 1.3))


def test_each_model_gives_an_ordered_fan_of_the_same_columns():
    for result in rivals(YEARS, VALUES, horizon=8):
        assert result.reason is None, result.model
        assert tuple(result.quantiles.columns) == FAN_COLUMNS
        assert list(result.quantiles.index) == list(range(2020, 2028))
        ordered = result.quantiles[["q025", "q05", "q10", "q25", "q50", "q75", "q90", "q95", "q975"]]
        assert (np.diff(ordered, axis=1) > 0).all()
        assert (result.quantiles["mean"] > result.quantiles.q50).all()


def test_the_unit_scales_the_fan():
    for small, large in zip(
        rivals(YEARS, VALUES, horizon=8), rivals(YEARS, VALUES * 1000, horizon=8), strict=True
    ):
        np.testing.assert_allclose(large.quantiles, small.quantiles * 1000, rtol=1e-6)


def test_a_fit_that_fails_gives_a_reason_and_no_number(monkeypatch):
    def warns(_series, horizon):
        warnings.warn("no", module.ConvergenceWarning, stacklevel=1)
        return np.zeros(horizon), np.ones(horizon)

    def raises(series, horizon):
        raise np.linalg.LinAlgError(len(series), horizon)

    attempts = {
        "did_not_converge": warns,
        "refused": raises,
        "not_finite": lambda _, horizon: (np.full(horizon, np.nan), np.ones(horizon)),
        "runaway": lambda _, horizon: (np.zeros(horizon), np.full(horizon, 5.0)),
    }
    history = checked(YEARS, VALUES)
    for reason, attempt in attempts.items():
        monkeypatch.setitem(MODELS, "theta", attempt)
        result = rival(history, "theta", horizon=5)
        assert (result.reason, result.quantiles) == (reason, None)


def test_warnings_do_not_leave_the_fit():
    jumpy = np.where(np.arange(30) % 2, 1.0, 50.0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(rivals(YEARS, jumpy, horizon=8)) == len(MODELS)


def test_nine_years_are_refused():
    with pytest.raises(SeriesTooShort):
        rivals(range(9), VALUES[:9], horizon=5)

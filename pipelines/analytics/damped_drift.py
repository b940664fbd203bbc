"""Damped, shrunk drift with resampled innovations: one member of the peak engine.

Ideas: damped trends (Gardner and McKenzie 1985, doi:10.1287/mnsc.31.10.1237), joint simulation of Kaya
drivers (Raftery et al. 2017, doi:10.1038/nclimate3352), shrinkage of a short series towards what similar ones
do (James and Stein 1961), a bootstrap of whole rows to keep drivers together (Efron 1979).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.analytics.drivers import Form

NORMAL_PER_MAD = 1.4826  # standard deviation of a normal variable / its median absolute deviation


@dataclass(frozen=True)
class DampedDrift:
    """Simulate log emissions after the origin from the yearly log changes d_t of the drivers.

        own drift      g   = sum w_t d_t,  w_t proportional to memory^(T-t)  by driver
        centre         m   = kept g + (1 - kept) prior                       by driver
        drift of path  m_k = m + sum w_t z_t r_t + N(0, spread^2)            r_t: residuals, z_t: N(0, 1)
        path           change in year h = sum over drivers of m_k damping^h + e_h
        innovations    e_h = one whole row of r_t = d_t - mean(d), drawn with replacement, x widening

    Changes further than `clip` robust standard deviations from the driver's median are pulled in to that
    distance first: a year of changed coverage is no drift, and it does not come again in every path.

    Limits: innovations are independent from year to year; no policy, capacity or target is known to it; a
    turn that has not begun shows only as width. Fewer than ten years: not to be used.
    """

    window_years: int = 30
    clip: float = 3.0
    widening: float = 1.05

    def simulate(self, logs: np.ndarray, form: Form, *, steps: int, paths: int, seed: int) -> np.ndarray:
        """Return log emissions minus their log at the origin, shape (steps, paths).

        `logs` has the shape (years, drivers). The first years are the same however many steps are asked for.
        """
        changes = winsorised(np.diff(logs, axis=0)[-self.window_years :], self.clip)
        n = len(changes)
        residuals = (changes - changes.mean(axis=0)) * np.sqrt(n / (n - 1))
        rng = np.random.default_rng(seed)
        drift = _drifts(changes, residuals, form, paths, rng)
        innovations = self.widening * residuals.sum(axis=1)
        damping = form.column("damping") ** np.arange(1, steps + 1)[:, None]
        path = damping @ drift
        path += innovations[rng.integers(0, n, (steps, paths))]
        return np.cumsum(path, axis=0, out=path)


def _drifts(
    changes: np.ndarray, residuals: np.ndarray, form: Form, paths: int, rng: np.random.Generator
) -> np.ndarray:
    """The drift of every path, shape (drivers, paths), from changes and residuals (years, drivers)."""
    age = np.arange(len(changes) - 1, -1, -1.0)[:, None]
    weights = form.column("memory") ** age
    weights /= weights.sum(axis=0)
    kept = form.column("kept")
    centre = kept * (weights * changes).sum(axis=0) + (1 - kept) * form.column("prior")
    # The same normal numbers for every driver: errors of their drifts go together as their residuals do.
    sampled = (weights * residuals).T @ rng.standard_normal((len(residuals), paths))
    unseen = form.column("spread")[:, None] * rng.standard_normal((len(centre), paths))
    return centre[:, None] + sampled + unseen


def winsorised(changes: np.ndarray, clip: float) -> np.ndarray:
    """Pull changes in to `clip` robust standard deviations around the median of their column.

    Shape (years, drivers). A column of which more than half is one value has no robust spread and stays.
    """
    middle = np.median(changes, axis=0)
    reach = clip * NORMAL_PER_MAD * np.median(np.abs(changes - middle), axis=0)
    reach = np.where(reach > 0, reach, np.inf)
    return np.clip(changes, middle - reach, middle + reach)

"""How much a facility counts for people who walk some time to it: the decay of the standard, from 1 at the door."""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats

STEP, LINEAR, GAUSSIAN = "step", "linear", "gaussian"
DECAYS = (STEP, LINEAR, GAUSSIAN)

SIGMA = 0.5
"""Width of the bell as a share of the limit: exp(−t²/2σ²) with σ = T/2 leaves 0.14 at the limit (open code of living circles; standards.md F42)."""

LEAST = 1e-9
"""Of the straight line at the very limit: who walks exactly so long is within it, and is counted."""


def weights(seconds: Floats, limit_s: float, decay: str) -> Floats:
    """
    Weights of walks.

    Parameters
    ----------
    seconds
        None longer than ``limit_s`` but by its tolerance.
    decay
        ``step`` 1 up to the limit · ``linear`` 1 − t/T · ``gaussian`` exp(−t²/2σ²), σ = T/2.
    """
    share = np.clip(seconds / limit_s, 0.0, 1.0)
    if decay == STEP:
        return np.ones(len(seconds))
    if decay == LINEAR:
        return np.maximum(1.0 - share, LEAST)
    assert decay == GAUSSIAN
    bell: Floats = np.exp(-(share**2) / (2 * SIGMA**2))
    return bell

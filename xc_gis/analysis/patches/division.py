"""How the points of a large study are divided into patches of neighbours."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.times.large_search import LARGE_STATES

LEAST_POINTS = 5_000
"""With fewer the streets around a patch are searched for longer than those in it."""

PATCHES_PER_WORKER = 4
"""So that nobody waits long for the last one, and a faster machine may take more."""


@dataclass(frozen=True)
class Sizes:
    """
    What is large.

    Attributes
    ----------
    least_nodes
        A network with fewer nodes is not divided.
    most_points
        Points of a patch at most: their tables then stay small enough for memory that is used again (10,000 and 40,000 took a tenth longer).
    """

    least_nodes: int = LARGE_STATES
    most_points: int = 20_000


USUAL = Sizes()


def patches_for(points: int, workers: int, sizes: Sizes = USUAL) -> int:
    """Number of patches for some points and workers: where there are enough points, as many for each worker."""
    wanted = max(math.ceil(points / sizes.most_points), min(PATCHES_PER_WORKER * workers, points // LEAST_POINTS), 1)
    return wanted if wanted < workers else math.ceil(wanted / workers) * workers


def divided(xy: Floats, patches: int) -> list[Ints]:
    """
    Divide points into patches of as many points each: halved across the longer side of their box, again and again.

    Parameters
    ----------
    xy
        Shape (n, 2), metres; points with NaN belong to no patch.

    Returns
    -------
    list
        Numbers of the points of each patch, ascending.
    """
    return _halved(xy, np.flatnonzero(~np.isnan(xy[:, 0])), patches)


def _halved(xy: Floats, rows: Ints, patches: int) -> list[Ints]:
    if patches <= 1 or len(rows) < patches:
        return [np.sort(rows)] if len(rows) else []
    here, first = xy[rows], patches // 2
    axis = int(np.argmax(np.ptp(here, axis=0)))
    middle = len(rows) * first // patches
    order = np.argpartition(here[:, axis], middle)
    return [*_halved(xy, rows[order[:middle]], first), *_halved(xy, rows[order[middle:]], patches - first)]

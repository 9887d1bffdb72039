"""The frame of a map on paper: what of the ground it shows, and at which scale."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

MARGIN = 0.04
"""Share of the frame left free on each side of the area."""

STEPS = (
    1.0,
    1.1,
    1.2,
    1.3,
    1.4,
    1.5,
    1.6,
    1.8,
    2.0,
    2.2,
    2.5,
    2.8,
    3.0,
    3.2,
    3.5,
    4.0,
    4.5,
    5.0,
    5.5,
    6.0,
    6.5,
    7.0,
    7.5,
    8.0,
    9.0,
    10.0,
)
"""Scales are these times a power of ten: round numbers, and so close that an area fills its frame."""

LARGEST_SCALE = 500.0
"""No map is drawn larger than 1 : 500; a community known as a point has no extent."""

UNITS_PER_MM = 100
"""Drawings count in hundredths of a millimetre."""


@dataclass(frozen=True)
class MapFrame:
    """
    A rectangle of paper and the ground in it.

    Attributes
    ----------
    width_mm, height_mm
        Of the paper.
    x, y
        Middle of the ground, metres in the analysis CRS.
    scale
        ``N`` of 1 : N.
    """

    width_mm: float
    height_mm: float
    x: float
    y: float
    scale: float

    @property
    def metres_per_mm(self) -> float:
        """Metres on the ground for a millimetre of paper."""
        return self.scale / 1000.0

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the ground, in metres."""
        across, up = self.width_mm * self.metres_per_mm / 2, self.height_mm * self.metres_per_mm / 2
        return (self.x - across, self.y - up, self.x + across, self.y + up)

    def on_paper(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Places (n × 2, metres) in drawing units from the upper left corner, y down."""
        west, _, _, north = self.bounds
        factor = UNITS_PER_MM / self.metres_per_mm
        return (places - (west, north)) * (factor, -factor)


def fitted(bounds: tuple[float, float, float, float], width_mm: float, height_mm: float) -> MapFrame:
    """The frame in which an area (metres) is largest at a round scale, with a margin around it."""
    west, south, east, north = bounds
    free = 1.0 - 2 * MARGIN
    least = max((east - west) / (width_mm * free), (north - south) / (height_mm * free)) * 1000.0
    return MapFrame(width_mm, height_mm, (west + east) / 2, (south + north) / 2, rounded_up(max(least, LARGEST_SCALE)))


def rounded_up(scale: float) -> float:
    """
    The next round scale.

    >>> rounded_up(2100.0), rounded_up(3000.0), rounded_up(9500.0)
    (2200.0, 3000.0, 10000.0)
    """
    power = 10.0 ** floor(log10(scale))
    return next(step for step in STEPS if step * power >= scale * (1 - 1e-9)) * power


def bar_metres(scale: float, longest_mm: float) -> int:
    """
    Length of a scale bar: 1, 2 or 5 times a power of ten, as long as ``longest_mm`` takes.

    >>> bar_metres(3000.0, 50.0), bar_metres(25000.0, 50.0)
    (100, 1000)
    """
    most = longest_mm * scale / 1000.0
    power = 10.0 ** floor(log10(most))
    return int(next(step for step in (5, 2, 1) if step * power <= most) * power)

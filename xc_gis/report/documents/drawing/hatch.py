"""Hatches as lines of their own: printed alike everywhere, and legible without colour."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from xc_gis.report.documents.drawing.map_frame import MapFrame

STEP_MM = 1.4
"""Between two lines of a hatch."""


def hatch_lines(
    frame: MapFrame, areas: NDArray[np.object_], *, step_mm: float = STEP_MM, falling: bool = False
) -> NDArray[np.object_]:
    """
    Lines from lower left to upper right within areas; ``falling``: from upper left to lower right.

    Lines of all areas are those of one grid that is fixed to the frame, so that neighbours are hatched as one.
    """
    west, south, east, north = frame.bounds
    step = step_mm * frame.metres_per_mm * np.sqrt(2.0)
    starts = np.arange(west - (north - south), east, step)
    rise = north - south
    low, high = (north, south) if falling else (south, north)
    lines = shapely.linestrings(
        np.stack(
            [
                np.column_stack([starts, np.full_like(starts, low)]),
                np.column_stack([starts + rise, np.full_like(starts, high)]),
            ],
            axis=1,
        )
    )
    kept = [shapely.intersection(lines[shapely.intersects(lines, area)], area) for area in areas]
    return np.concatenate(kept) if kept else np.empty(0, dtype=object)

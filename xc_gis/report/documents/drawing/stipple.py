"""Dots in a regular pattern over areas: what may be otherwise, on every colour and in grey print."""

from __future__ import annotations

from math import sqrt

import numpy as np
import shapely
from numpy.typing import NDArray

from xc_gis.report.documents.drawing.map_frame import UNITS_PER_MM, MapFrame
from xc_gis.report.documents.drawing.svg import Drawing

STEP_MM = 3.4
"""Between two dots of a row; rows are shifted by half of it."""

CLOSE_MM, CLOSE_BEYOND = 2.3, 30_000.0
"""The same on maps smaller than 1 : 30,000: communities are small there, and their names cover most of the dots."""

DOT_MM, RIM_MM = 0.55, 1.05
"""Across a dot, and across its pale rim."""

INSIDE_MM = 0.9
"""Dots keep so far from the edge of their area, that nobody asks to which side they belong."""


def stipple_places(frame: MapFrame, areas: NDArray[np.object_]) -> NDArray[np.float64]:
    """
    Places (n × 2, drawing units) of dots within areas, of one pattern that is fixed to the frame.

    An area that is too narrow for any has one dot where it is widest; an area outside the frame has none.
    """
    width, height = frame.width_mm, frame.height_mm
    step = CLOSE_MM if frame.scale > CLOSE_BEYOND else STEP_MM
    rows = np.arange(step / 2, height, step * sqrt(3.0) / 2)
    columns = np.arange(step / 2, width + step, step)
    x = (columns[None, :] - (np.arange(len(rows)) % 2)[:, None] * step / 2).ravel()
    grid = np.column_stack([x, np.repeat(rows, len(columns))])
    west, _, _, north = frame.bounds
    on_ground = np.column_stack([west + grid[:, 0] * frame.metres_per_mm, north - grid[:, 1] * frame.metres_per_mm])
    points = shapely.points(on_ground)
    tree = shapely.STRtree(points)
    found = []
    for area in areas:
        hits = np.sort(tree.query(shapely.buffer(area, -INSIDE_MM * frame.metres_per_mm), predicate="contains"))
        found.append(grid[hits] * UNITS_PER_MM if len(hits) else frame.on_paper(_widest(area)))
    return np.concatenate(found) if found else np.empty((0, 2))


def _widest(area: shapely.Geometry) -> NDArray[np.float64]:
    return shapely.get_coordinates(shapely.maximum_inscribed_circle(area))[:1]


def draw_stipple(drawing: Drawing, frame: MapFrame, areas: NDArray[np.object_], colour: str, rim: str) -> None:
    """Draw the dots of areas: two strokes for all of them, however many there are."""
    places = np.rint(stipple_places(frame, areas)).astype(np.int64).tolist()
    path = "".join(f"M{x} {y}h1" for x, y in places)
    drawing.stroke(path, rim, RIM_MM)
    drawing.stroke(path, colour, DOT_MM)

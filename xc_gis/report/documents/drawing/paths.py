"""Geometries as paths of an SVG drawing, cut to the frame and no finer than paper shows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from xc_gis.report.documents.drawing.map_frame import MapFrame

FINEST_MM = 0.05
"""Lines are drawn coarser than their vertices by this much at most: half the thinnest line."""


def cut_to(frame: MapFrame, shapes: NDArray[np.object_], *, beyond_mm: float = 2.0) -> NDArray[np.object_]:
    """Shapes within the frame and a little beyond it, so that no edge of the cut is seen; what is outside is left out."""
    west, south, east, north = frame.bounds
    more = beyond_mm * frame.metres_per_mm
    kept: NDArray[np.object_] = shapely.clip_by_rect(shapes, west - more, south - more, east + more, north + more)
    return kept[~shapely.is_empty(kept)]


def line_path(frame: MapFrame, lines: NDArray[np.object_]) -> str:
    """Lines as the ``d`` of a path."""
    return _path(frame, shapely.get_parts(shapely.simplify(lines, FINEST_MM * frame.metres_per_mm)), close=False)


def area_path(frame: MapFrame, areas: NDArray[np.object_]) -> str:
    """Areas as the ``d`` of a path, holes by the even-odd rule; other parts (lines, points) are left out."""
    parts = shapely.get_parts(shapely.simplify(areas, FINEST_MM * frame.metres_per_mm))
    surfaces = parts[shapely.get_dimensions(parts) == 2]  # noqa: PLR2004 - areas
    return _path(frame, shapely.get_rings(surfaces), close=True)


def _path(frame: MapFrame, lines: NDArray[np.object_], *, close: bool) -> str:
    places, line_of = shapely.get_coordinates(lines, return_index=True)
    if len(places) == 0:
        return ""
    whole = np.rint(frame.on_paper(places)).astype(np.int64)
    moved = np.diff(whole, axis=0, prepend=whole[:1])
    first = np.diff(line_of, prepend=-1) != 0
    seen = first | (moved != 0).any(axis=1)
    whole, moved, line_of = whole[seen], moved[seen], line_of[seen]
    ends = np.searchsorted(line_of, np.arange(len(lines) + 1)).tolist()
    starts, steps = whole.tolist(), moved.tolist()
    end = "z" if close else ""
    made = []
    for a, b in pairwise(ends):
        if b - a > 1:
            made.append(f"M{starts[a][0]} {starts[a][1]}l{' '.join(f'{x} {y}' for x, y in steps[a + 1 : b])}{end}")
    return "".join(made)

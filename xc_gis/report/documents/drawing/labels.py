"""
Names on a map: placed so that none covers another, the important ones first; what does not fit is left out and told.

A name of an area stands at the middle of the largest circle in it, or near by; a name of a point stands beside its mark. Names choose in the
order of their priority, each the first of its places that is free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from xc_gis.report.documents.drawing.map_frame import UNITS_PER_MM, MapFrame
from xc_gis.report.documents.fonts.glyphs import Glyphs
from xc_gis.sources.rows.area_words import COMMUNITY

_Box = tuple[float, float, float, float]

MM_PER_POINT = 25.4 / 72.0
LINE_HEIGHT = 1.18
"""Lines of a name, in ems."""
LETTER_MIDDLE = 0.36
"""How far above its base line the middle of a Chinese letter lies, in ems."""
CLEAR_MM = 0.35
"""Free around a name."""
LONGEST_LINE = 9.0
"""Ems after which a name is broken into lines."""
MOST_LINES = 4
ROOMY = 0.75
"""A centroid will do if its circle is at least so large beside the largest."""
EDGE_MM = 0.8
"""Free between a name and the edge of the frame."""
SHIFTS = (
    (0.0, 0.0),
    (0.0, 0.8),
    (0.0, -0.8),
    (0.35, 0.0),
    (-0.35, 0.0),
    (0.0, 1.6),
    (0.0, -1.6),
    (0.35, 0.9),
    (-0.35, 0.9),
    (0.35, -0.9),
    (-0.35, -0.9),
)
"""Where the middle of an area's name may go from its anchor: widths to the right, heights down."""
SIDES = ((0.5, 0.0), (-0.5, 0.0), (0.0, -0.5), (0.0, 0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, -0.5), (-0.5, 0.5))
"""Where a point's name may stand from its mark: right, left, above, below, corners."""


@dataclass(frozen=True)
class Label:
    """
    A name to be placed.

    Attributes
    ----------
    key
        For whoever asks which names were left out.
    texts
        What may be written, the preferred one first: the whole name, a shorter one.
    sizes_pt
        Sizes that will do, the preferred one first.
    area
        That it names, metres; None for a point.
    x, y
        Place of its mark in metres; of no meaning for an area.
    mark_mm
        Half the width of the mark.
    kind
        How it looks; handed on.
    """

    key: str
    texts: tuple[str, ...]
    sizes_pt: tuple[float, ...]
    area: shapely.Geometry | None = None
    x: float = 0.0
    y: float = 0.0
    mark_mm: float = 0.0
    kind: str = ""


@dataclass(frozen=True)
class PlacedLine:
    """A line of a name on paper: its base line begins at ``x_mm``, ``y_mm`` from the upper left of the frame."""

    text: str
    x_mm: float
    y_mm: float
    size_pt: float
    kind: str


@dataclass(frozen=True)
class _Candidate:
    lines: tuple[str, ...]
    size_pt: float
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @property
    def box(self) -> _Box:
        """Left, top, right and bottom, in millimetres."""
        across, up = self.width_mm / 2, self.height_mm / 2
        return (self.x_mm - across, self.y_mm - up, self.x_mm + across, self.y_mm + up)


def place_labels(
    frame: MapFrame, labels: Sequence[Label], glyphs: Glyphs, *, kept_free_mm: Sequence[_Box] = (), spared_mm: Sequence[_Box] = ()
) -> tuple[list[PlacedLine], list[str]]:
    """
    Place names.

    Parameters
    ----------
    labels
        In the order of their priority.
    kept_free_mm
        Boxes of the frame (left, top, right, bottom) where no name may stand.
    spared_mm
        Boxes where a name stands only if it has no other place.

    Returns
    -------
    lines, left_out
        ``left_out``: keys of the names that found no place.
    """
    anchors = _anchors(frame, labels)
    marks = [_mark_box(frame, label) for label in labels if label.area is None]
    taken = _Taken([*marks, *kept_free_mm], spared_mm, len(labels))
    lines: list[PlacedLine] = []
    left_out = []
    for label, anchor in zip(labels, anchors, strict=True):
        found = taken.first_free(_in_order(frame, label, list(_candidates(frame, label, anchor, glyphs))))
        if found is None:
            left_out.append(label.key)
        else:
            lines += _lines(found, label, glyphs)
    return lines, left_out


class _Taken:
    """Boxes where something stands already: those of marks in trees, those of names one after the other."""

    def __init__(self, fixed: Sequence[_Box], spared: Sequence[_Box], most: int) -> None:
        self._fixed, self._spared = _tree(fixed), _tree(spared)
        self._names = np.empty((most, 4))
        self._count = 0

    def first_free(self, candidates: Sequence[_Candidate]) -> _Candidate | None:
        """Take the first of the places that is free, if it can be one that covers nothing; None where none is."""
        if not candidates:
            return None
        left, top, right, bottom = np.array([candidate.box for candidate in candidates]).T
        names = self._names[: self._count].T[:, :, None]
        hit = ((names[0] < right) & (names[2] > left) & (names[1] < bottom) & (names[3] > top)).any(axis=0)
        free = np.flatnonzero(~hit)
        boxes = shapely.box(left[free], top[free], right[free], bottom[free])
        allowed = np.delete(np.arange(len(free)), np.unique(self._fixed.query(boxes)[0]))
        if len(allowed) == 0:
            return None
        sparing = np.delete(allowed, np.unique(self._spared.query(boxes[allowed])[0]))
        chosen = candidates[free[(sparing if len(sparing) else allowed)[0]]]
        self._names[self._count] = chosen.box
        self._count += 1
        return chosen


def _tree(boxes: Sequence[_Box]) -> shapely.STRtree:
    return shapely.STRtree(shapely.box(*np.array(boxes, dtype=float).reshape(-1, 4).T))


def _in_order(frame: MapFrame, label: Label, candidates: list[_Candidate]) -> list[_Candidate]:
    """Places of an area's name whose middle lies over it; those that lie within it altogether come first, whatever the size of the letters."""
    if label.area is None or not candidates:
        return candidates
    left, top, right, bottom = np.array([candidate.box for candidate in candidates]).T * frame.metres_per_mm
    west, _, _, north = frame.bounds
    shapely.prepare(label.area)
    over = shapely.contains_xy(label.area, west + (left + right) / 2, north - (top + bottom) / 2)
    inside = shapely.covers(label.area, shapely.box(west + left, north - bottom, west + right, north - top))
    return [candidates[n] for n in np.argsort(~inside, kind="stable").tolist() if over[n]]


def halo_path(lines: Sequence[PlacedLine], glyphs: Glyphs) -> str:
    """Outlines of placed names, to be drawn broad and pale below them."""
    size = UNITS_PER_MM * MM_PER_POINT
    return "".join(
        glyphs.outline(line.text, line.x_mm * UNITS_PER_MM, line.y_mm * UNITS_PER_MM, line.size_pt * size) for line in lines
    )


def _anchors(frame: MapFrame, labels: Sequence[Label]) -> NDArray[np.float64]:
    """Where the middle of each name is best, in millimetres; NaN for an area that is not in sight."""
    places = np.array([(label.x, label.y) for label in labels], dtype=float).reshape(-1, 2)
    rows = np.array([n for n, label in enumerate(labels) if label.area is not None], dtype=np.int64)
    if len(rows):
        seen = shapely.clip_by_rect(np.array([labels[n].area for n in rows.tolist()], dtype=object), *frame.bounds)
        some = shapely.area(seen) > 0
        middles = np.full((len(rows), 2), np.nan)
        if some.any():
            middles[some] = _middles_of(shapely.make_valid(seen[some]), 0.5 * frame.metres_per_mm)
        places[rows] = middles
    on_paper: NDArray[np.float64] = frame.on_paper(places) / UNITS_PER_MM
    return on_paper


def _middles_of(areas: NDArray[np.object_], tolerance_m: float) -> NDArray[np.float64]:
    """Middle of the largest circle in each area; its centroid where that has nearly as much room, for a long strip has many largest circles."""
    circles = shapely.maximum_inscribed_circle(areas, tolerance=tolerance_m)
    centroids = shapely.centroid(areas)
    room = np.where(shapely.contains(areas, centroids), shapely.distance(shapely.boundary(areas), centroids), 0.0)
    circle, centroid = (shapely.get_coordinates(points) for points in (shapely.get_point(circles, 0), centroids))
    made: NDArray[np.float64] = np.where((room >= ROOMY * shapely.length(circles))[:, None], centroid, circle)
    return made


def _candidates(frame: MapFrame, label: Label, anchor: NDArray[np.float64], glyphs: Glyphs) -> Iterator[_Candidate]:
    x, y = anchor.tolist()
    if np.isnan(x) or not (0 <= x <= frame.width_mm and 0 <= y <= frame.height_mm):
        return
    for size in label.sizes_pt:
        for text in filter(None, label.texts):
            for lines in _broken(text, glyphs):
                width = max(glyphs.width(line) for line in lines) * size * MM_PER_POINT + 2 * CLEAR_MM
                height = len(lines) * LINE_HEIGHT * size * MM_PER_POINT + 2 * CLEAR_MM
                for cx, cy in _middles(label, x, y, width, height):
                    if _in_frame(frame, cx, cy, width, height):
                        yield _Candidate(lines, size, cx, cy, width, height)


def _middles(label: Label, x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    if label.area is not None:
        return [(x + across * width, y + down * height) for across, down in SHIFTS]
    off = label.mark_mm
    return [(x + side * (width + 2 * off), y + up * (height + 2 * off)) for side, up in SIDES]


def _in_frame(frame: MapFrame, x: float, y: float, width: float, height: float) -> bool:
    return (
        x - width / 2 >= EDGE_MM
        and y - height / 2 >= EDGE_MM
        and x + width / 2 <= frame.width_mm - EDGE_MM
        and y + height / 2 <= frame.height_mm - EDGE_MM
    )


def _broken(text: str, glyphs: Glyphs) -> list[tuple[str, ...]]:
    """Ways to write a name: in one line, if that is not too long, and in two."""
    width = glyphs.width(text)
    least = max(1, -int(-width // LONGEST_LINE))
    wanted = [n for n in (least, least + 1) if n <= min(MOST_LINES, max(1, len(text) // 2))] or [min(MOST_LINES, least)]
    return [_in_lines(text, n) for n in wanted]


def _in_lines(text: str, count: int) -> tuple[str, ...]:
    """A name in so many lines of about as many letters; what has no room is told by an ellipsis."""
    room = int(LONGEST_LINE) * 2 * count
    shown = text if len(text) <= room else f"{text[: room - 1]}…"
    each = -(-len(shown) // count)
    lines = [shown[n : n + each].strip() or " " for n in range(0, len(shown), each)] or [""]
    for n in range(len(lines) - 1):  # the last word of a community stays whole
        if lines[n].endswith(COMMUNITY[:1]) and lines[n + 1].startswith(COMMUNITY[1:]) and len(lines[n]) > 1:
            lines[n], lines[n + 1] = lines[n][:-1], COMMUNITY[:1] + lines[n + 1]
    return tuple(lines)


def _mark_box(frame: MapFrame, label: Label) -> tuple[float, float, float, float]:
    x, y = (frame.on_paper(np.array([[label.x, label.y]]))[0] / UNITS_PER_MM).tolist()
    half = label.mark_mm * 0.9
    return (x - half, y - half, x + half, y + half)


def _lines(chosen: _Candidate, label: Label, glyphs: Glyphs) -> list[PlacedLine]:
    size = chosen.size_pt * MM_PER_POINT
    top = chosen.y_mm - len(chosen.lines) * LINE_HEIGHT * size / 2
    made = []
    for n, text in enumerate(chosen.lines):
        middle = top + (n + 0.5) * LINE_HEIGHT * size
        x = chosen.x_mm - glyphs.width(text) * size / 2
        made.append(PlacedLine(text, round(x, 2), round(middle + LETTER_MIDDLE * size, 2), chosen.size_pt, label.kind))
    return made

"""Where the labels of a radar stand: outside its web and beside each other, on one line or two, so that none lies over points or lines."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PyQt5.QtCore import QPointF, QRectF

REACH = 1.09
"""Labels begin so many radii from the middle."""

UPRIGHT = 0.2
"""An axis whose cosine is smaller points up or down: its label stands above or below it, else beside."""

LEAST_RADIUS = 40.0


@dataclass(frozen=True)
class LabelledWeb:
    """Radius of a web, and of each axis the lines of its label and their box."""

    radius: float
    lines: tuple[tuple[str, ...], ...]
    boxes: tuple[QRectF, ...]


def direction(axis: int, count: int) -> QPointF:
    """Unit vector of an axis; the first points upwards, the others follow clockwise."""
    angle = 2 * math.pi * axis / max(count, 1) - math.pi / 2
    return QPointF(math.cos(angle), math.sin(angle))


def labelled_web(
    parts: Sequence[tuple[str, str]], wide_of: Callable[[str], float], line: float, room: tuple[float, float]
) -> LabelledWeb:
    """
    The largest web that leaves its labels room.

    Parameters
    ----------
    parts
        Name and figure of each axis: on one line, or the figure below the name where that makes the web larger.
    wide_of, line
        Width of a text, height of a line.
    room
        Width and height; the middle of the web is the middle of it.
    """
    count = len(parts)
    upright = [abs(direction(n, count).x()) <= UPRIGHT for n in range(count)]
    one, two = [(f"{name} {figure}",) for name, figure in parts], list(parts)
    mixed = [one[n] if upright[n] else two[n] for n in range(count)]
    webs = [_web(lines, wide_of, line, room, beyond=beyond) for lines in (one, mixed, two) for beyond in (False, True)]
    free = [web for web in webs if not _overlap(web.boxes)] or webs[-1:]
    return max(free, key=lambda web: web.radius)


def _web(
    lines: Sequence[tuple[str, ...]], wide_of: Callable[[str], float], line: float, room: tuple[float, float], *, beyond: bool
) -> LabelledWeb:
    """``beyond``: labels above and below stand beyond those of their neighbours, where a long one has room."""
    sizes = [(max(map(wide_of, one)) + 2, line * len(one)) for one in lines]
    count = len(lines)
    ways = [direction(n, count) for n in range(count)]
    half = room[1] / 2
    bounds = [half / REACH]
    for n, ((wide, high), way) in enumerate(zip(sizes, ways, strict=True)):
        across, along = abs(way.x()), abs(way.y())
        if across > UPRIGHT:
            bounds.append((room[0] / 2 - wide) / (REACH * across))
        if along:  # the further up or down, the more of a label stands beyond its axis
            outer = max([sizes[m][1] for m in _upright_beside(n, ways)] if beyond else [], default=0.0)
            bounds.append((half - outer - high * (1 + along) / 2) / (REACH * along))
    radius = max(min(bounds), LEAST_RADIUS)
    middle = QPointF(*room) / 2
    boxes = [_box(middle + way * radius * REACH, way, size, room[0]) for way, size in zip(ways, sizes, strict=True)]
    if beyond:
        for n, way in enumerate(ways):
            if abs(way.x()) <= UPRIGHT:
                beside = [box for m, box in enumerate(boxes) if n in _upright_beside(m, ways)]
                if way.y() < 0:
                    boxes[n].moveBottom(min([boxes[n].bottom(), *(box.top() for box in beside)]))
                else:
                    boxes[n].moveTop(max([boxes[n].top(), *(box.bottom() for box in beside)]))
    return LabelledWeb(radius, tuple(lines), tuple(boxes))


def _upright_beside(n: int, ways: Sequence[QPointF]) -> list[int]:
    """Axes beside one that point up or down, to the side of the middle on which it lies; none for such an axis itself."""
    if abs(ways[n].x()) <= UPRIGHT:
        return []
    beside = ((n - 1) % len(ways), (n + 1) % len(ways))
    return [m for m in beside if abs(ways[m].x()) <= UPRIGHT and ways[m].y() * ways[n].y() > 0]


def _box(end: QPointF, way: QPointF, size: tuple[float, float], room: float) -> QRectF:
    wide, high = size
    top = end.y() - high * (1 - way.y()) / 2
    if abs(way.x()) <= UPRIGHT:
        left = min(max(end.x() - wide / 2, 0.0), max(room - wide, 0.0))
        return QRectF(left, top, min(wide, room), high)
    left, right = (end.x(), min(end.x() + wide, room)) if way.x() > 0 else (max(end.x() - wide, 0.0), end.x())
    return QRectF(left, top, right - left, high)


def _overlap(boxes: Sequence[QRectF]) -> bool:
    return any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[:n])

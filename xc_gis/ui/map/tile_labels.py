"""Where road names stand: placed for a whole zoom level at once, so that a name continues from one tile to the next."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
import shapely

from xc_gis.ui.map.tile_shapes import KINDS, TileShapes

LETTER_PX = 13.0
EVERY_PX = 420.0
SAME_NAME_PX = 260.0
BEND_MAX = 0.9
"""A name stands only where the road turns by less than this (radians) below it."""
LINE_BEND_MAX = 0.35
"""The same for a name that is written in one straight line."""
NARROW = 0.62
"""Width of a letter of other scripts, of that of a Chinese sign."""

NAMED_FROM = {"trunk": 13, "primary": 13, "secondary": 14, "tertiary": 15, "street": 16}
"""Zoom from which names of a class are shown."""


@dataclass(frozen=True)
class Label:
    """
    A name on the map: its letters with place (pixels of the zoom level) and turn (degrees), and the box around them.

    Chinese signs stand one by one along the road, upright where it runs down the page. Scripts whose letters belong together (Latin,
    Cyrillic, Tibetan, Uyghur, Mongolian) are one piece, turned as a whole: apart, they cannot be read or change their form.
    """

    letters: tuple[tuple[str, float, float, float], ...]
    box: tuple[float, float, float, float]


def place_labels(ground: TileShapes, zoom: int) -> list[Label]:
    """All names of a zoom level; the more important roads and longer lines first, no two over each other."""
    size = 256.0 * 2**zoom
    found: list[Label] = []
    taken: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}
    used: dict[str, list[np.ndarray]] = {}
    for kind, shown_from in NAMED_FROM.items():
        if zoom < shown_from:
            continue
        rows = np.flatnonzero((ground.kind == KINDS.index(kind)) & (ground.name != ""))
        by_name: dict[str, list[np.ndarray]] = {}
        for row in rows.tolist():
            by_name.setdefault(str(ground.name[row]), []).append(ground.points(row) * size)
        lines = [(name, line) for name in sorted(by_name) for line in _joined(by_name[name])]
        for name, line in sorted(lines, key=lambda pair: -_length(pair[1])):
            for middle, label in _along(name, line):
                near = used.setdefault(name, [])
                if any(float(np.hypot(*(middle - other))) < SAME_NAME_PX for other in near) or not _free(label.box, taken):
                    continue
                near.append(middle)
                _take(label.box, taken)
                found.append(label)
    return found


def _joined(lines: list[np.ndarray]) -> list[np.ndarray]:
    merged = shapely.line_merge(shapely.multilinestrings([shapely.linestrings(line) for line in lines if _length(line) > 0]))
    return [shapely.get_coordinates(part) for part in shapely.get_parts(merged)]


def _length(line: np.ndarray) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _along(name: str, line: np.ndarray) -> list[tuple[np.ndarray, Label]]:
    """Labels along one line, evenly spread."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    signs = all(unicodedata.east_asian_width(letter) in "WF" or letter.isdecimal() for letter in name)
    total, width = float(at[-1]), LETTER_PX * len(name) * (1.0 if signs else NARROW)
    if total < width * 1.15:
        return []
    count = max(1, int(total // EVERY_PX))
    if not signs:
        middles = [total * (number + 0.5) / count for number in range(count)]
        return [label for middle in middles if (label := _in_one_line(name, line, at, middle, width)) is not None]
    labels = []
    for number in range(count):
        middle = total * (number + 0.5) / count
        places = middle + (np.arange(len(name)) - (len(name) - 1) / 2) * LETTER_PX
        xs, ys = np.interp(places, at, line[:, 0]), np.interp(places, at, line[:, 1])
        ahead = np.column_stack([np.interp(places + 6, at, line[:, 0]), np.interp(places + 6, at, line[:, 1])])
        behind = np.column_stack([np.interp(places - 6, at, line[:, 0]), np.interp(places - 6, at, line[:, 1])])
        turn = np.unwrap(np.arctan2(*(ahead - behind).T[::-1]))
        if len(turn) > 1 and float(turn.max() - turn.min()) > BEND_MAX:
            continue
        mean = float(turn.mean())
        steep = abs(np.sin(mean)) > np.sin(np.pi / 4)
        forward = np.sin(mean) > 0 if steep else np.cos(mean) > 0  # read downwards or to the right
        order = range(len(name)) if forward else range(len(name) - 1, -1, -1)
        letters = []
        for letter, k in zip(name, order, strict=True):
            angle = float(turn[k])
            upright = angle - np.pi / 2 if steep else angle
            upright -= np.pi * round(upright / np.pi)  # never upside down
            letters.append((letter, float(xs[k]), float(ys[k]), float(np.degrees(upright))))
        pad = LETTER_PX * 0.6
        box = (float(xs.min()) - pad, float(ys.min()) - pad, float(xs.max()) + pad, float(ys.max()) + pad)
        labels.append((np.array([xs.mean(), ys.mean()]), Label(tuple(letters), box)))
    return labels


def _in_one_line(name: str, line: np.ndarray, at: np.ndarray, middle: float, width: float) -> tuple[np.ndarray, Label] | None:
    """A name as one straight piece on the road, read from the left or, where the road runs straight down, from below."""
    places = middle + np.linspace(-width / 2, width / 2, 9)
    xs, ys = np.interp(places, at, line[:, 0]), np.interp(places, at, line[:, 1])
    turns = np.unwrap(np.arctan2(np.diff(ys), np.diff(xs)))
    if float(turns.max() - turns.min()) > LINE_BEND_MAX:
        return None
    angle = float(np.arctan2(ys[-1] - ys[0], xs[-1] - xs[0]))
    angle -= np.pi * np.floor(angle / np.pi + 0.5)  # from -90 to 90 degrees: never upside down
    x, y, half = float(xs.mean()), float(ys.mean()), width / 2
    wide = abs(np.cos(angle)) * half + LETTER_PX * 0.6
    high = abs(np.sin(angle)) * half + LETTER_PX * 0.6
    box = (x - wide, y - high, x + wide, y + high)
    return np.array([x, y]), Label(((name, x, y, float(np.degrees(angle))),), box)


def _cells(box: tuple[float, float, float, float]) -> list[tuple[int, int]]:
    low, high = (int(box[0] // 64), int(box[1] // 64)), (int(box[2] // 64), int(box[3] // 64))
    return [(x, y) for x in range(low[0], high[0] + 1) for y in range(low[1], high[1] + 1)]


def _free(box: tuple[float, float, float, float], taken: dict[tuple[int, int], list[tuple[float, float, float, float]]]) -> bool:
    return not any(
        box[0] < o[2] and box[2] > o[0] and box[1] < o[3] and box[3] > o[1] for cell in _cells(box) for o in taken.get(cell, ())
    )


def _take(box: tuple[float, float, float, float], taken: dict[tuple[int, int], list[tuple[float, float, float, float]]]) -> None:
    for cell in _cells(box):
        taken.setdefault(cell, []).append(box)

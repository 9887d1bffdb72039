"""
Is a picture of the map whole? Which report its frame belongs to, and whether communities and streets are in it.

The report is what the page says it has painted (``picture.js``): places inside communities with their colours, tiles with their
places. A picture is held against it, and against the tiles as they were delivered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from PyQt5.QtCore import Qt
from PyQt5.QtGui import QImage

from xc_gis.languages.message import msg
from xc_gis.report.themes import MAP_GROUND, on_the_map

BITS = 24
STRIP_CSS_PX = 8
"""Fields in the strips above and below the map, and their height; as in ``picture.js``."""

GROUND, BLANK = tuple(bytes.fromhex(MAP_GROUND[1:])), (255, 255, 255)
"""Colour of the map where nothing lies, and of a page that is not painted."""

ALIKE_BARE = 4.0
"""Communities whose colour is so near to the ground or to white are no proof."""

BARE_MOST = 0.25
"""Share of the places inside communities that may be as white as paper: letters have white rims."""

OPAQUE = 200
ALIKE = 45.0
"""A point of a tile is well covered from this alpha on; colours this far apart (in RGB) are alike, as tiles are drawn a bit larger or smaller."""

LIGHT = 225
"""Lighter points prove nothing: communities may be white, too."""

STREETS_LEAST = 0.4
"""Share of the well covered points of all tiles that must be found in the picture: frames, dots and names lie above others."""

TILE_LEAST, TILES_MOST = 0.1, 10
"""Of a tile that is there at least this share is found; of so many tiles one may lie below something else."""

POINTS_MOST = 400
POINTS_LEAST = 12

Delivered = dict[tuple[int, int, int], bytes]
"""PNG by zoom, column and row; empty where there is nothing to draw."""


def number_of(frame: QImage) -> int:
    """Number of the report in the strips above and below the map; -1 where they do not agree or are not there."""
    found = {_strip(frame, y) for y in (STRIP_CSS_PX, frame.height() - STRIP_CSS_PX)}
    return found.pop() if len(found) == 1 else -1


def _strip(frame: QImage, y: int) -> int:
    number = 0
    for bit in range(BITS):
        shade = frame.pixelColor(int((bit + 0.5) * frame.width() / BITS), min(max(y, 0), frame.height() - 1))
        level = {(0, 0, 0): 1, (255, 255, 255): 0}.get((shade.red(), shade.green(), shade.blue()))
        if level is None:
            return -1
        number |= level << bit
    return number


def fault_of(picture: QImage, record: Mapping[str, Any], delivered: Mapping[tuple[int, int, int], bytes]) -> str:
    """What the picture lacks of what the page reported, in a few words; empty where it is whole."""
    if record["failed"]:
        return msg("{failed} 块底图没有画出来", failed=record["failed"])
    if not record["areas"] and not record["tiles"]:
        return msg("地图上什么也没有")
    pixels = _pixels(picture)
    scale = pixels.shape[1] / record["width"]
    if _bare(pixels, record["areas"], scale):
        return msg("社区没有画到图中")
    if record["streets"] and not record["tiles"]:
        return msg("道路没有画到图中")
    found = [
        _found(pixels, tile, scale, delivered.get((tile["z"], tile["x"], tile["y"]))) for tile in record["tiles"] if tile["own"]
    ]
    shares = [np.mean(points) for points in found if len(points)]
    if not shares:
        return ""
    missing = sum(share < TILE_LEAST for share in shares)
    if missing > max(1, len(shares) // TILES_MOST) or np.mean(np.concatenate(found)) < STREETS_LEAST:
        return msg("道路没有画到图中")
    return ""


def _pixels(image: QImage) -> np.ndarray:
    """Red, green, blue, alpha of shape (height, width, 4)."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    memory = plain.constBits()
    assert memory is not None
    memory.setsize(plain.sizeInBytes())
    rows = np.frombuffer(memory, dtype=np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)  # type: ignore[call-overload]
    return rows[:, : plain.width()].copy()


def _bare(pixels: np.ndarray, areas: list[dict[str, Any]], scale: float) -> bool:
    """Whether communities are missing: one that is bare at each of its places, or too many places that are."""
    bare: dict[str, list[bool]] = {}
    for place in areas:
        colour = place["colour"]
        if colour and any(
            max(abs(a - b) for a, b in zip(bytes.fromhex(on_the_map(colour)[1:]), bare_, strict=True)) <= ALIKE_BARE
            for bare_ in (GROUND, BLANK)
        ):
            continue  # looks like the ground itself, or below a white street like paper: it proves nothing
        x, y = (min(int(place[axis] * scale), size - 1) for axis, size in (("x", pixels.shape[1]), ("y", pixels.shape[0])))
        shown = tuple(pixels[y, x, :3].tolist())
        bare.setdefault(place["community"], []).append(shown in {GROUND, BLANK})
    every = [is_bare for found in bare.values() for is_bare in found]
    enough = 3
    return bool(every and np.mean(every) > BARE_MOST) or any(len(found) >= enough and all(found) for found in bare.values())


def _found(pixels: np.ndarray, tile: Mapping[str, Any], scale: float, png: bytes | None) -> np.ndarray:
    """For the well covered points in sight of a tile as it was delivered: whether the picture shows them where the page says."""
    nothing = np.zeros(0, dtype=bool)
    left, top, size = (round(tile[name] * scale) for name in ("left", "top", "size"))
    painted = QImage.fromData(png) if png else QImage()
    if painted.isNull() or size < 1:
        return nothing
    mine = _pixels(painted.scaled(size, size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation))
    x0, y0, x1, y1 = max(left, 1), max(top, 1), min(left + size, pixels.shape[1] - 1), min(top + size, pixels.shape[0] - 1)
    if x0 >= x1 or y0 >= y1:
        return nothing
    part = mine[y0 - top : y1 - top, x0 - left : x1 - left]
    rows, columns = np.nonzero((part[..., 3] >= OPAQUE) & (part[..., :3].min(axis=2) < LIGHT))
    if len(rows) < POINTS_LEAST:
        return nothing
    step = max(1, len(rows) // POINTS_MOST)
    rows, columns = rows[::step] + y0, columns[::step] + x0
    wanted = mine[rows - top, columns - left, :3].astype(float)
    nearest = np.full(len(rows), np.inf)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            away = np.linalg.norm(pixels[rows + dy, columns + dx, :3].astype(float) - wanted, axis=1)
            nearest = np.minimum(nearest, away)
    found: np.ndarray = nearest <= ALIKE
    return found

"""
The frame: districts, subdistricts and communities as rectangles on paper, and the warp that makes a city of them.

Everything is laid out on a paper plane (metres, u east, v north) and bent by one smooth function, so that streets, walls
and borders bend together and what touches on paper touches in the city.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pyproj import Transformer
from shapely import Polygon

from tools.sample.names import SUBDISTRICTS

CENTRE_LON_LAT = (116.3615, 39.9125)
SCALE = 0.9656  # brings the fifteen rectangles to 50.7 km²
TURN = np.radians(-1.8)  # Beijing's grid is not quite north

Rectangle = tuple[float, float, float, float]  # west, south, east, north

RECTANGLES: dict[str, Sequence[tuple[Rectangle, int]]] = {
    "德胜街道": [((-1600, 4500, 2000, 6300), 23)],
    "展览路街道": [((-3100, 1900, -1000, 4500), 25)],
    "新街口街道": [((-1000, 1900, 600, 4500), 21)],
    "什刹海街道": [((600, 1900, 2600, 4500), 25)],
    "月坛街道": [((-3100, -400, -1000, 1900), 27)],
    "金融街街道": [((-1000, -400, 600, 1900), 19)],
    "西长安街街道": [((600, -400, 2600, 1900), 13)],
    # the canal divides this one
    "广安门外街道": [((-3400, -3000, -2100, -400), 16), ((-2100, -3000, -1000, -400), 15)],
    "广安门内街道": [((-1000, -1700, 600, -400), 18)],
    "椿树街道": [((600, -1700, 1500, -400), 7)],
    "大栅栏街道": [((1500, -1700, 2600, -400), 9)],
    "牛街街道": [((-1000, -2900, 600, -1700), 10)],
    "白纸坊街道": [((-1000, -4200, 600, -2900), 19)],
    "陶然亭街道": [((600, -4200, 1600, -1700), 8)],
    "天桥街道": [((1600, -4200, 2600, -1700), 8)],
}

AROUND_M = 1700.0
"""The world goes on this far around the district: 1.5 km of facilities and a margin."""

EXTENT: Rectangle = (-3400 - AROUND_M, -4200 - AROUND_M, 2600 + AROUND_M, 6300 + AROUND_M)

_BACK = Transformer.from_crs("EPSG:4548", "EPSG:4326", always_xy=True)
_THERE = Transformer.from_crs("EPSG:4326", "EPSG:4548", always_xy=True)
_CENTRE = np.array(_THERE.transform(*CENTRE_LON_LAT))


def to_plane(uv: np.ndarray) -> np.ndarray:
    """Bend paper into the plane of EPSG:4548."""
    uv = np.asarray(uv, dtype=float)
    u, v = uv[..., 0], uv[..., 1]
    x = u + 55 * np.sin(v / 1700 + 0.4) + 22 * np.sin(u / 610 + v / 930)
    y = v + 45 * np.sin(u / 1500 + 1.1) + 18 * np.sin(v / 540 - u / 820)
    cos, sin = np.cos(TURN), np.sin(TURN)
    return np.stack([cos * x - sin * y, sin * x + cos * y], axis=-1) * SCALE + _CENTRE


def to_degrees(uv: np.ndarray) -> np.ndarray:
    """Bend paper into longitude and latitude, seven decimals (a centimetre), as OSM stores them."""
    xy = to_plane(uv)
    lon, lat = _BACK.transform(xy[..., 0], xy[..., 1])
    return np.round(np.stack([lon, lat], axis=-1), 7)


@dataclass(frozen=True)
class Community:
    """A community on paper."""

    community_id: str
    name: str
    subdistrict: str
    box: Rectangle

    @property
    def middle(self) -> tuple[float, float]:
        """Centre on paper."""
        west, south, east, north = self.box
        return (west + east) / 2, (south + north) / 2


def communities() -> list[Community]:
    """All 263 communities."""
    made = []
    for number, (name, parts) in enumerate(RECTANGLES.items(), 1):
        count, words = SUBDISTRICTS[name]
        names = words.split()
        boxes = [box for rectangle, n in parts for box in _split(rectangle, n)]
        assert len(boxes) == count == len(names) == len(set(names)), (name, len(boxes), count, len(names))
        made += [
            Community(f"110102{number:03d}{i:03d}", f"{word}社区", name, box)
            for i, (word, box) in enumerate(zip(names, boxes, strict=True), 1)
        ]
    return made


def _split(box: Rectangle, n: int) -> list[Rectangle]:
    """Cut a rectangle into n of about the same size, across its longer side; cuts fall on whole tens of metres."""
    if n == 1:
        return [box]
    west, south, east, north = box
    first = n // 2
    if east - west >= north - south:
        cut = round((west + (east - west) * first / n) / 10) * 10
        return _split((west, south, cut, north), first) + _split((cut, south, east, north), n - first)
    cut = round((south + (north - south) * first / n) / 10) * 10
    return _split((west, south, east, cut), first) + _split((west, cut, east, north), n - first)


def outline(box: Rectangle, corners: np.ndarray, step: float = 50.0) -> Polygon:
    """
    Border of a rectangle in degrees: bent, with a vertex at every corner of a neighbour, so that neighbours share it exactly.
    """
    west, south, east, north = box
    sides = [
        ((west, south), (east, south)),
        ((east, south), (east, north)),
        ((east, north), (west, north)),
        ((west, north), (west, south)),
    ]
    points: list[tuple[float, float]] = []
    for (u0, v0), (u1, v1) in sides:
        along = 0 if v0 == v1 else 1
        fixed = v0 if along == 0 else u0
        low, high = sorted(((u0, v0)[along], (u1, v1)[along]))
        on_side = corners[(corners[:, 1 - along] == fixed) & (corners[:, along] >= low) & (corners[:, along] <= high)][:, along]
        stops = np.unique(np.concatenate([on_side, np.arange(np.ceil(low / step) * step, high, step), [low, high]]))
        if (u1, v1)[along] < (u0, v0)[along]:
            stops = stops[::-1]
        points += [(s, fixed) if along == 0 else (fixed, s) for s in stops[:-1]]
    return Polygon(to_degrees(np.array(points)))

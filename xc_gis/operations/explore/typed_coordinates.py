"""
Coordinates as somebody types them into the search: every place that they may mean, each with its system. Knows no Qt.

The same two numbers are three places, 500 to 1,200 m apart, in WGS 84 (GPS, OpenStreetMap), GCJ-02 (AMap, Tencent) and BD-09
(Baidu). Nothing in the numbers says which; so all three are given, unless the system was typed before them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from xc_gis.languages.message import msg
from xc_gis.units import is_lonlat

WGS84, GCJ02, BD09 = "WGS 84", "GCJ-02", "BD-09"
SYSTEMS = (WGS84, GCJ02, BD09)
WHOSE_ZH = {WGS84: "GPS、OpenStreetMap", GCJ02: msg("高德、腾讯"), BD09: msg("百度")}

SHIFTED = (73.66, 3.86, 135.05, 53.55)
"""West, south, east, north (degrees) of the ground for which GCJ-02 and BD-09 are defined; elsewhere they are WGS 84."""

DECIMALS = 6
"""A decimetre."""

NO_PLACE = msg("这两个数不是经纬度（经度在 −180 到 180 之间，纬度在 −90 到 90 之间）")
CONTRADICTION = msg("两个坐标都写成了经度或都写成了纬度")

_SYSTEM = re.compile(
    r"^(?:(?P<wgs>wgs[\s-]?84|wgs|gps|epsg:4326)|(?P<gcj>gcj[\s-]?02|gcj|高德|腾讯|amap)|(?P<bd>bd[\s-]?09|bd|百度|baidu))\s*[:,]?\s*",
    re.IGNORECASE,
)
_NUMBER = r"\d+(?:\.\d+)?"
_SIDE = r"[NSEW]|北纬|南纬|东经|西经|经度|纬度|lon(?:gitude)?|lat(?:itude)?"
_ONE = (
    rf"(?P<before{{0}}>{_SIDE})?\s*[:=]?\s*(?P<sign{{0}}>[-−])?(?P<degrees{{0}}>{_NUMBER})\s*(?:[°度]\s*)?"
    rf"(?:(?<=[°度\s])(?P<minutes{{0}}>{_NUMBER})\s*['分]\s*(?:(?P<seconds{{0}}>{_NUMBER})\s*(?:\"|秒))?)?\s*(?P<after{{0}}>[NSEW])?"
)
_PAIR = re.compile(rf"^\(?\s*{_ONE.format(1)}\s*[,;/、\s]\s*{_ONE.format(2)}\s*\)?$", re.IGNORECASE)
_TOUCHING = re.compile(rf"^{_ONE.format(1)}(?<=[NSEW\"'秒分°度])\s*{_ONE.format(2)}$", re.IGNORECASE)
_SPACED = re.compile(rf"^\s*({_NUMBER})\s+({_NUMBER})(?:\s+({_NUMBER}))?\s*([NSEW])?\s*$", re.IGNORECASE)
_MARKS = {"′": "'", "’": "'", "‘": "'", "＇": "'", "″": '"', "”": '"', "“": '"', "º": "°", "˚": "°"}

SIXTY = 60.0
EAST, NORTH = "east", "north"
_AXIS = {"e": EAST, "w": EAST, "东经": EAST, "西经": EAST, "经度": EAST, "lon": EAST, "longitude": EAST,
         "n": NORTH, "s": NORTH, "北纬": NORTH, "南纬": NORTH, "纬度": NORTH, "lat": NORTH, "latitude": NORTH}  # fmt: skip
_BACKWARDS = {"w", "s", "西经", "南纬"}


@dataclass(frozen=True)
class TypedPlace:
    """
    One place that the text may mean.

    Attributes
    ----------
    system, lon, lat
        As typed.
    wgs_lon, wgs_lat
        The same place in WGS 84, as the map has it.
    """

    system: str
    lon: float
    lat: float
    wgs_lon: float
    wgs_lat: float


@dataclass(frozen=True)
class TypedCoordinates:
    """What a text says as coordinates: ``places`` that it may mean, else the ``fault`` of two numbers that are none."""

    places: tuple[TypedPlace, ...]
    fault: str = ""


def typed_coordinates(text: str) -> TypedCoordinates | None:
    """
    Read a text as coordinates; None where it is something else (a name).

    Decimal degrees or degrees and minutes, longitude or latitude first. Where both numbers could be either, both orders are
    given. A system may stand in front (``GCJ 116.36,39.91``, ``百度 …``).
    """
    words = "".join(_MARKS.get(sign, sign) for sign in text.strip()).replace("''", '"')
    words = unicodedata.normalize("NFKC", words)
    named = _SYSTEM.match(words)
    given = _numbers(words[named.end() :] if named else words)
    if given is None:
        return None
    orders = _orders(*given)
    if isinstance(orders, str):
        return TypedCoordinates((), orders)
    systems = [system for system, group in zip(SYSTEMS, ("wgs", "gcj", "bd"), strict=True) if not named or named[group]]
    places = [
        TypedPlace(system, lon, lat, *to_wgs84(system, lon, lat))
        for lon, lat in orders
        for system in systems
        if named or system == WGS84 or is_shifted(lon, lat)
    ]
    return TypedCoordinates(tuple(places))


def to_wgs84(system: str, lon: float, lat: float) -> tuple[float, float]:
    """Longitude and latitude of a system in WGS 84."""
    return _turned(system, lon, lat, away=False)


def from_wgs84(system: str, lon: float, lat: float) -> tuple[float, float]:
    """Longitude and latitude of WGS 84 in a system."""
    return _turned(system, lon, lat, away=True)


def is_shifted(lon: float, lat: float) -> bool:
    """Whether the Chinese systems differ from WGS 84 there."""
    west, south, east, north = SHIFTED
    return west <= lon <= east and south <= lat <= north


def _turned(system: str, lon: float, lat: float, *, away: bool) -> tuple[float, float]:
    if system == WGS84 or not is_shifted(lon, lat):
        return lon, lat
    import numpy as np  # noqa: PLC0415 - the window shows before numpy is there

    from xc_gis.sources.crs import gcj02 as offset  # noqa: PLC0415

    x, y = np.array([lon]), np.array([lat])
    if away:
        x, y = offset.wgs84_to_gcj02(x, y)
        x, y = offset.gcj02_to_bd09(x, y) if system == BD09 else (x, y)
    else:
        x, y = offset.bd09_to_wgs84(x, y) if system == BD09 else offset.gcj02_to_wgs84(x, y)
    return float(x[0]), float(y[0])


Coordinate = tuple[float, str]
"""Degrees, and the axis that was written with them; empty for none."""


def _numbers(words: str) -> tuple[Coordinate, Coordinate] | None:
    found = _PAIR.match(words) or _TOUCHING.match(words)
    if found:
        pair = (_coordinate(found, 1), _coordinate(found, 2))
        return None if pair[0] is None or pair[1] is None else (pair[0], pair[1])
    halves = [half for half in re.split(r"[,;、]", words) if half.strip()]
    if len(halves) != len(("one", "other")):
        return None
    spaced = [_SPACED.match(half) for half in halves]
    first, second = (_of_parts(m[1], m[2], m[3], (m[4] or "",)) if m else None for m in spaced)
    return None if first is None or second is None else (first, second)


def _coordinate(found: re.Match[str], number: int) -> Coordinate | None:
    degrees, minutes, seconds = (found[f"{name}{number}"] for name in ("degrees", "minutes", "seconds"))
    read = _of_parts(degrees, minutes, seconds, (found[f"before{number}"] or "", found[f"after{number}"] or ""))
    return (-read[0], read[1]) if read is not None and found[f"sign{number}"] else read


def _of_parts(degrees: str, minutes: str | None, seconds: str | None, sides: tuple[str, ...]) -> Coordinate | None:
    minute, second = float(minutes or 0), float(seconds or 0)
    if minute >= SIXTY or second >= SIXTY:
        return None
    letters = [side.lower() for side in sides if side]
    axis = next((_AXIS[side] for side in letters), "")
    value = float(degrees) + minute / SIXTY + second / SIXTY**2
    return (-value if _BACKWARDS & set(letters) else value), axis


def _orders(first: Coordinate, second: Coordinate) -> list[tuple[float, float]] | str:
    """Longitude and latitude, in each order that is possible; else what is wrong."""
    if first[1] and first[1] == second[1]:
        return CONTRADICTION
    east_first = first[1] != NORTH and second[1] != EAST
    north_first = first[1] != EAST and second[1] != NORTH
    orders = [pair for pair, may in (((first[0], second[0]), east_first), ((second[0], first[0]), north_first)) if may]
    right = [(lon, lat) for lon, lat in orders if is_lonlat(lon, lat)]
    if any(a == b for a, b in pairwise(right)):
        right = right[:1]
    return [(round(lon, 9), round(lat, 9)) for lon, lat in right] or NO_PLACE

"""Coordinate systems that a layer's form offers: those in which data about the study's place come. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from xc_gis.areas.china import FIRST_MERIDIAN, ZONE_WIDTH, ZONES, in_china
from xc_gis.languages.message import msg

Place = tuple[float, float]
"""Longitude and latitude."""

Choice = tuple[str, str | None]
"""Words in Chinese, and the value of the key ``crs``."""

EVERYWHERE: tuple[Choice, ...] = (
    (msg("文件自带的"), None),
    (msg("自动判断"), "detect"),
    (msg("WGS 84 / CGCS2000 经纬度"), "EPSG:4326"),
)
SHIFTED: tuple[Choice, ...] = ((msg("GCJ-02（高德、腾讯）"), "GCJ-02"), (msg("BD-09（百度）"), "BD-09"))
WEB: tuple[Choice, ...] = ((msg("Web 墨卡托（EPSG:3857）"), "EPSG:3857"),)

PLAIN, NUMBERED, FIRST_BELT = 4534, 4513, 25
"""EPSG codes of the first 3-degree zone, without and with its number before the easting, and that number."""


def system_choices(place: Place | None) -> tuple[Choice, ...]:
    """
    What to offer for a study with this middle; None: it is not known yet.

    In China the zone of the place and its neighbours, the former also with its number before the easting; UTM everywhere. Where
    the place is not known all zones.
    """
    if place is None:
        zones = tuple(_zone(number) for number in range(len(ZONES)))
        return (*EVERYWHERE, *SHIFTED, *zones, *WEB)
    if not in_china(*place):
        return (*EVERYWHERE, *_utm(*place), *WEB)
    own = floor((place[0] - FIRST_MERIDIAN) / ZONE_WIDTH + 0.5)
    near = tuple(_zone(number) for number in (own, own - 1, own + 1) if 0 <= number < len(ZONES))
    belt = f"EPSG:{NUMBERED + own}"
    return (
        *EVERYWHERE,
        *SHIFTED,
        *near,
        (msg("CGCS2000 三度带，带号 {first_belt}（{belt}）", first_belt=FIRST_BELT + own, belt=belt), belt),
        *_utm(*place),
        *WEB,
    )


def zone_number(place: Place | None) -> tuple[int, int] | None:
    """What the choices depend on: the same for places with the same choices."""
    if place is None:
        return None
    return floor((place[0] - FIRST_MERIDIAN) / ZONE_WIDTH + 0.5), 2 * floor((place[0] + 180) / 6) + int(in_china(*place))


def _zone(number: int) -> Choice:
    meridian, code = FIRST_MERIDIAN + ZONE_WIDTH * number, f"EPSG:{PLAIN + number}"
    return msg("CGCS2000 三度带 {meridian:g}°E（{code}）", meridian=meridian, code=code), code


def _utm(lon: float, lat: float) -> Iterator[Choice]:
    zone = min(60, floor((lon + 180.0) / 6.0) + 1)
    half, code = ("N", f"EPSG:{32600 + zone}") if lat >= 0 else ("S", f"EPSG:{32700 + zone}")
    yield f"UTM {zone}{half}（{code}）", code

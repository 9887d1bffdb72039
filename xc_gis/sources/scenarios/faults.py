"""What is wrong with one change whatever the study is: numbers that nothing can be, places twice, lines and areas that are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import shapely
from shapely.validation import explain_validity

from xc_gis.languages.message import joined, msg
from xc_gis.model.changes import (
    AddFacility,
    AddPath,
    AddResidents,
    AnyChange,
    ChangeFacility,
    ChangeResidents,
    CloseArea,
    ClosePath,
    CompleteSurvey,
    LonLat,
    MoveFacility,
    OpenGate,
)
from xc_gis.units import is_lonlat

RING = 3
"""Corners that an area has at least."""

# an object that JOSM has not uploaded yet has a negative number
_GATE = re.compile(r"(?:node|way)/-?[0-9]+")
_WAY = re.compile(r"way/-?[0-9]+")


def faults_of(change: AnyChange) -> Iterator[str]:
    """Sentences on what is wrong with a change, the key first; none where all can be right."""
    if change.cost is not None and change.cost < 0:
        yield msg("cost:不得为负")
    for key in ("type", "facility", "category"):
        if not str(getattr(change, key, "-")).strip():
            yield msg("{key}:不能为空", key=key)
    for key, place in _places(change):
        if not is_lonlat(*place):
            yield _no_place(key, place)
    if isinstance(change, AddFacility | MoveFacility | AddResidents) and (change.at is None) == (not change.place):
        yield msg("需要 at = [经度, 纬度] 或 place(设施、居住点或 node/编号),二者选一")
    yield from _OWN.get(type(change), _none)(change)


def _none(_: Any) -> Iterator[str]:
    return iter(())


def _no_place(key: str, place: LonLat) -> str:
    lon, lat = place
    if is_lonlat(lat, lon):
        return msg("{key}:{lon:g}, {lat:g} 的经度和纬度像是写反了;先写经度,再写纬度", key=key, lon=lon, lat=lat)
    return msg("{key}:{lon:g}, {lat:g} 不是经纬度", key=key, lon=lon, lat=lat)


def _places(change: AnyChange) -> Iterator[tuple[str, LonLat]]:
    """Every place of a change with its key."""
    at: LonLat | None = getattr(change, "at", None)
    if at is not None:
        yield "at", at
    for key in ("line", "area"):
        yield from ((key, place) for place in getattr(change, key, ()))


def _of_gate(change: OpenGate) -> Iterator[str]:
    if (change.at is None) == (not change.osm):
        yield msg('需要 osm = "node/编号" 或 "way/编号",或 at = [经度, 纬度],二者选一')
    if change.osm and not _GATE.fullmatch(change.osm):
        yield msg('osm:应为 "node/编号" 或 "way/编号"(读到 {osm})', osm=change.osm)


def _of_closed_path(change: ClosePath) -> Iterator[str]:
    if not _WAY.fullmatch(change.osm):
        yield msg('osm:应为 "way/编号"(读到 {osm})', osm=change.osm)


def _of_path(change: AddPath) -> Iterator[str]:
    if len(set(change.line)) < 2:  # noqa: PLR2004 - both ends
        yield msg("line:一条线至少要有两个不同的点")
    if change.signals and change.as_ != "crossing":
        yield msg('signals 只用于 as = "crossing"')


def _of_area(change: CloseArea) -> Iterator[str]:
    yield from _ring_faults(change.area)
    if change.since and change.until and change.since > change.until:
        yield msg("since 晚于 until")


def _ring_faults(area: tuple[LonLat, ...]) -> Iterator[str]:
    if len(set(area)) < RING:
        yield msg("area:一个区域至少要有三个不同的点")
        return
    drawn = shapely.Polygon(area)
    if not drawn.is_valid:
        found = re.search(r"\[(\S+) (\S+)\]", explain_validity(drawn))
        where = msg("(在 {lon:.6f}, {lat:.6f} 附近)", lon=float(found[1]), lat=float(found[2])) if found else ""
        yield msg("area:边线与自身相交{where};请按顺序写各个角点", where=where)
    elif drawn.area == 0:
        yield msg("area:所有的点在一条线上")


def _of_facility(change: ChangeFacility) -> Iterator[str]:
    if change.status is None and change.hours is None:
        yield msg("需要 status 或 hours")


def _of_residents(change: ChangeResidents) -> Iterator[str]:
    named = [key for key in ("community", "subdistrict", "area") if getattr(change, key)]
    if len(named) > 1:
        yield msg("{named} 只能写一个", named=joined("、", named))
    if (change.factor is None) == (change.residents is None):
        yield msg("需要 factor(倍数)或 residents(改为多少人),二者选一")
    for key in ("factor", "residents"):
        value = getattr(change, key)
        if value is not None and value < 0:
            yield msg("{key}:不得为负", key=key)
    if change.area:
        yield from _ring_faults(change.area)


def _of_new_residents(change: AddResidents) -> Iterator[str]:
    if change.residents <= 0:
        yield msg("residents:应大于 0")
    for key in (one.name for one in fields(change) if one.name.startswith("residents_")):
        value = getattr(change, key)
        if value is not None and not 0 <= value <= change.residents:
            yield msg("{key}:应在 0 与 residents 之间", key=key)


def _of_survey(change: CompleteSurvey) -> Iterator[str]:
    if not change.areas or not all(area.strip() for area in change.areas):
        yield msg('areas:请写社区编号、街道名称、"all" 或 "outside"')


_OWN: Mapping[type, Callable[[Any], Iterator[str]]] = {
    OpenGate: _of_gate, ClosePath: _of_closed_path, AddPath: _of_path, CloseArea: _of_area, ChangeFacility: _of_facility,
    ChangeResidents: _of_residents, AddResidents: _of_new_residents, CompleteSurvey: _of_survey,
}  # fmt: skip

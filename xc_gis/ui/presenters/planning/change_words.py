"""Changes of a scenario in a planner's words: what, where, how much; and what stands on their marks. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.model.changes import (
    AddFacility,
    AddPath,
    AddResidents,
    AnyChange,
    ChangeFacility,
    ChangeResidents,
    CloseArea,
    CloseFacility,
    ClosePath,
    CompleteSurvey,
    MoveFacility,
    OpenGate,
)
from xc_gis.ui.presenters.planning.change_fields import STATUS
from xc_gis.ui.presenters.planning.draft import KeyedChange
from xc_gis.ui.presenters.planning.place_names import PlaceNames
from xc_gis.wording.window import tr

PATHS = {"path": msg("新建步行路"), "steps": msg("新建台阶"), "footbridge": msg("新建天桥"), "crossing": msg("新建过街")}
"""Kinds of new ways, as their buttons call them."""

PERCENT = 100
DECIMALS = 5


def words_of(change: AnyChange, names: PlaceNames) -> str:
    """One line: ``新增 社区卫生服务站：德胜站``."""
    said: str
    match change:
        case AddFacility():
            kind = names.type_words(change.type)
            said = msg("新增 {kind}：{name}", kind=kind, name=change.name) if change.name else msg("新增 {kind}", kind=kind)
        case MoveFacility():
            said = msg("迁移 {name}", name=names.facility_words(change.facility))
        case CloseFacility():
            said = msg("关闭 {name}", name=names.facility_words(change.facility))
        case ChangeFacility():
            said = _adjusted(change, names)
        case OpenGate():
            said = msg("开放大门 {name}", name=change.name or change.osm or _place(change.at))
        case ClosePath():
            said = msg("封闭道路 {name}", name=change.name or change.osm)
        case AddPath():
            said = PATHS[change.as_] if not change.name else msg("{kind}：{name}", kind=PATHS[change.as_], name=change.name)
        case CloseArea():
            said = msg("封闭区域 {name}", name=change.name) if change.name else msg("封闭区域")
        case ChangeResidents():
            said = _residents(change, names)
        case AddResidents():
            said = msg("新增居民 {count:,.0f} 人", count=change.residents)
        case CompleteSurvey():
            said = msg("完成补查 {category}", category=change.category)
    return tr(said)


def _adjusted(change: ChangeFacility, names: PlaceNames) -> str:
    name = names.facility_words(change.facility)
    status = dict(STATUS).get(change.status or "")
    if status and change.hours:
        return msg("调整 {name}：{status}，{hours}", name=name, status=status, hours=change.hours)
    if status or change.hours:
        return msg("调整 {name}：{what}", name=name, what=status or change.hours or "")
    return msg("调整 {name}", name=name)


def _residents(change: ChangeResidents, names: PlaceNames) -> str:
    where: str = msg("全部社区")
    if change.community:
        where = names.community_words(change.community)
    elif change.subdistrict:
        where = change.subdistrict
    elif change.area:
        where = msg("所画区域")
    if change.residents is not None:
        return msg("{where}居民改为 {count:,.0f} 人", where=where, count=change.residents)
    factor = change.factor if change.factor is not None else 1.0
    return msg("{where}居民变为 {percent:g}%", where=where, percent=round(factor * PERCENT, 1))


def _place(at: tuple[float, float] | None) -> str:
    return f"{at[0]:.{DECIMALS}f},{at[1]:.{DECIMALS}f}" if at else ""


def place_of(change: AnyChange, names: PlaceNames) -> tuple[float, float] | None:
    """Where a change stands on the map: its own place, or that of the facility that it is about; None where it has none."""
    at: tuple[float, float] | None = getattr(change, "at", None)
    if at is not None:
        return at
    facility = names.facility(getattr(change, "place", "") or getattr(change, "facility", ""))
    return (facility.lon, facility.lat) if facility and facility.lon is not None and facility.lat is not None else None


_KINDS = {
    AddFacility: "add",
    MoveFacility: "move",
    CloseFacility: "close",
    ChangeFacility: "close",
    OpenGate: "gate",
    AddResidents: "people",
}


def marks_of(changes: Sequence[KeyedChange], names: PlaceNames) -> list[dict[str, Any]]:
    """Changes as the map marks them (``planning.js``), each with its number in the list; what has no place is only in the list."""
    marks = []
    for number, one in enumerate(changes, 1):
        change, title = one.change, words_of(one.change, names)
        mark: dict[str, Any] = {"key": one.key, "label": str(number), "title": title, "more": change.note}
        place = place_of(change, names)
        kind = _KINDS.get(type(change))
        if kind and place is not None:
            drag = isinstance(change, AddFacility | MoveFacility | AddResidents)
            mark |= {"kind": kind, "lon": place[0], "lat": place[1], "drag": drag}
        if isinstance(change, MoveFacility):
            before = names.facility(change.facility)
            if before and before.lon is not None:
                mark["from"] = [before.lon, before.lat]
        if isinstance(change, AddPath):
            mark["line"] = [list(corner) for corner in change.line]
        if isinstance(change, CloseArea) or (isinstance(change, ChangeResidents) and change.area):
            mark["ring"] = [list(corner) for corner in change.area]
        if len(mark) > 4:  # noqa: PLR2004 - more than what every change has
            marks.append(mark)
    return marks

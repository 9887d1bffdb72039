"""What the menu of a right click on the map offers: for the facility there, the community, the ground. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.operations.explore.typed_coordinates import BD09, GCJ02, WGS84, from_wgs84, is_shifted
from xc_gis.runs.view import RunView
from xc_gis.wording.window import tr, window_text

HEADING, LINE = "heading", "line"
SERVICE, COPY, SHEET, TOGGLE, SUBDISTRICT, PLACE, MEASURE = (
    "service",
    "copy",
    "sheet",
    "toggle",
    "subdistrict",
    "place",
    "measure",
)
PLAN_CLOSE, PLAN_MOVE, PLAN_ADD = "plan_close", "plan_move", "plan_add"
"""On the planning page: close a facility (its row) in the scenario, move it, put a new one of the type that is chosen on this ground."""

DECIMALS = 6


@dataclass(frozen=True)
class Entry:
    """One line: ``action`` (what it does), its ``words`` and the ``value`` that the action is done with."""

    action: str
    words: str = ""
    value: Any = None


def menu_entries(facts: Mapping[str, Any], run: RunView, chosen: Sequence[str], *, plans: str | None = None) -> list[Entry]:
    """
    Entries from what lies under the pointer.

    Parameters
    ----------
    facts
        ``lon, lat``, ``community`` (id or empty), ``row`` and ``name`` of a facility (-1 and empty for none).
    chosen
        Ids of the communities that are chosen together.
    plans
        On the planning page: name of the type of facility that is chosen, empty for none; None on other pages.
    """
    lon, lat = float(facts["lon"]), float(facts["lat"])
    planned = _of_plan(facts, plans) if plans is not None else []
    return [*_of_facility(facts), *planned, *_of_community(str(facts["community"]), run, chosen), *_of_ground(lon, lat)]


def coordinates(system: str, lon: float, lat: float) -> str:
    """Longitude and latitude of a place (given in WGS 84) in a system, as they are copied: ``116.360000,39.910000``."""
    x, y = from_wgs84(system, lon, lat)
    return f"{x:.{DECIMALS}f},{y:.{DECIMALS}f}"


def _of_facility(facts: Mapping[str, Any]) -> list[Entry]:
    row, name = int(facts["row"]), str(facts["name"])
    if row < 0:
        return []
    return [
        Entry(HEADING, name), Entry(SERVICE, tr(msg("服务了谁、从哪里走得到")), (row, name)), Entry(COPY, tr(msg("复制设施名称")), name), Entry(LINE),
    ]  # fmt: skip


def _of_plan(facts: Mapping[str, Any], kind: str) -> list[Entry]:
    row, entries = int(facts["row"]), []
    if row >= 0:
        entries = [Entry(PLAN_CLOSE, tr(msg("在方案中关闭")), row), Entry(PLAN_MOVE, tr(msg("在方案中迁移：点选新位置")), row)]
    if kind:
        entries.append(Entry(PLAN_ADD, tr(msg("在此新增 {kind}", kind=kind)), (float(facts["lon"]), float(facts["lat"]))))
    return [*entries, Entry(LINE)] if entries else []


def _of_community(community_id: str, run: RunView, chosen: Sequence[str]) -> list[Entry]:
    community = run.by_id.get(community_id)
    if community is None:
        return []
    entries = [Entry(HEADING, community.name), Entry(SHEET, tr(msg("社区一览")), community_id)]
    entries.append(Entry(TOGGLE, tr(msg("从所选社区中去掉") if community_id in chosen else msg("加到所选社区")), community_id))
    if community.subdistrict:
        count = sum(c.subdistrict == community.subdistrict for c in run.communities)
        entries.append(
            Entry(
                SUBDISTRICT,
                tr(msg("选择{subdistrict}的 {count} 个社区", subdistrict=community.subdistrict, count=count)),
                community.subdistrict,
            )
        )
    return [*entries, Entry(COPY, tr(msg("复制社区名称")), community.name), Entry(LINE)]


def _of_ground(lon: float, lat: float) -> list[Entry]:
    systems = (WGS84, GCJ02, BD09) if is_shifted(lon, lat) else (WGS84,)
    return [
        Entry(HEADING, coordinates(WGS84, lon, lat)),
        Entry(PLACE, tr(msg("查此处：步行范围和最近的各类设施")), (lon, lat)),
        Entry(MEASURE, tr(msg("从这里量距离")), (lon, lat)),
        *(
            Entry(COPY, window_text("in_brackets", tr(msg("复制坐标")), system), coordinates(system, lon, lat))
            for system in systems
        ),
    ]

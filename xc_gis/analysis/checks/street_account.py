"""
The account of the streets (method §2): what is left out and why, what is lost, where streets are not joined, where the network ends.

Each kind with its objects, metres and ends, so that a planner knows how much may be wrong with the minutes, and where.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats, to_degrees, to_plane
from xc_gis.analysis.checks.detours import BOUND_M, detours_m
from xc_gis.analysis.checks.left_out import LeftOut, left_out
from xc_gis.analysis.checks.loose_bridges import loose_bridges
from xc_gis.analysis.checks.network_rim import NEAR_M, distance_words, network_rim
from xc_gis.analysis.checks.unjoined import Place, crossings_without_node, same_spots
from xc_gis.analysis.network.conditions import Unread, moment_of, with_conditions
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.network.walked_lines import WalkedLines, walked_lines
from xc_gis.findings import StreetItem, StreetPlace
from xc_gis.languages.message import joined, msg
from xc_gis.model import StreetData, StreetLoss, StudyData
from xc_gis.settings import Settings

FAR_AROUND_M = 100.0
"""A missing junction that saves less than this (two minutes of a slow walk) is reported, but no reason to look at (assumption)."""

MOST_MEASURED = 3_000
"""Places around which the way is measured: more would take minutes and tell no more of how bad it is."""

NAMED = 5
"""Texts of conditions that a sentence quotes."""

REASON_ZH = {
    "not_built": msg("在建、规划或已废弃的道路"),
    "foot": msg("标明行人不能走的道路（foot=no、use_sidepath）"),
    "motor": msg("高速公路和汽车专用路"),
    "access": msg("标明不通行的道路（access=no）"),
    "area": msg("标为面的道路（area=yes），不是步行区"),
    "tunnel": msg("隧道中的服务道路，没有标明可步行"),
    "untagged": msg("快速路、自行车道，没有标明可步行"),
    "direction": msg("步行方向标签使两个方向都不能走"),
    "other": msg("其他不供步行的道路类型"),
}
LOSS_ZH = {
    "lost_node": msg("没有位置的节点"),
    "cut_way": msg("缺少部分节点的线"),
    "lost_way": msg("没有读入的线"),
    "deleted": msg("标为删除的对象"),
    "doubled": msg("有两份不同内容的对象"),
    "open_area": msg("边界没有闭合的步行区"),
}


@dataclass(frozen=True)
class Account:
    """``items``: what is worth a look first; ``not_walked``: pieces of streets on which nobody walks, shape (n, 2, 2), metres."""

    items: tuple[StreetItem, ...]
    not_walked: Floats


def street_account(network: WalkingNetwork, data: StudyData, streets: StreetData, settings: Settings) -> Account:
    """Draw up the account of a study's streets."""
    settled, unread = with_conditions(streets, moment_of(settings.word("moment")))
    crs = settings.word("crs.analysis")
    xy = np.column_stack(to_plane(streets.lon, streets.lat, crs))
    walked = walked_lines(settled, xy)
    back = _Back(crs)
    saved = "saved" in streets.notes  # its lines across squares cross each other by the hundred thousand
    others = left_out(settled, xy)
    items = [
        *_losses(streets, data, xy, crs),
        *_rim(walked.lines, data, streets, back),
        *_unjoined("same_spot", [] if saved else same_spots(walked), network, streets, back),
        *_unjoined("crossing", [] if saved else crossings_without_node(walked), network, streets, back),
        *_bridges(walked, back),
        *_many_corners(network, streets),
        *(_conditions(unread, streets) if unread else ()),
        *(_left_out(one) for one in others),
    ]
    pieces = np.concatenate([one.pieces for one in others]) if others else np.empty((0, 2, 2))
    if saved:
        items = [_numbered_by_file(item) for item in items]
    return Account(tuple(sorted(items, key=lambda item: item.level != "warning")), pieces)


def _numbered_by_file(item: StreetItem) -> StreetItem:
    """Edges of a saved network have no numbers of OpenStreetMap: they are not called ways."""
    places = tuple(replace(place, objects=_as_edges(place.objects)) for place in item.places)
    return replace(item, objects=_as_edges(item.objects), places=places)


def _as_edges(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.replace("way/", "edge/", 1) if name.startswith("way/") else name for name in names)


class _Back:
    """From the plane to degrees."""

    def __init__(self, crs: str) -> None:
        self._crs = crs

    def place(self, x: float, y: float, objects: Sequence[str], metres: float | None = None) -> StreetPlace:
        lon, lat = to_degrees(x, y, self._crs)
        return StreetPlace(round(float(lon), 6), round(float(lat), 6), tuple(objects), metres)


def _losses(streets: StreetData, data: StudyData, xy: Floats, crs: str) -> Iterator[StreetItem]:
    """What the file lacks; farther than ``NEAR_M`` from all communities it is nobody's concern."""
    for kind, title in LOSS_ZH.items():
        losses = [loss for loss in streets.losses if loss.kind == kind]
        if not losses:
            continue
        names = {loss.osm for loss in losses}
        near = _near_communities(losses, data, crs)
        metres = _metres_of(streets, xy, names) if kind == "cut_way" else 0.0
        ends = _cut_ends(streets, names) if kind == "cut_way" else 0
        text: str = msg("{title} {count:,} 个", title=title, count=len(losses))
        if kind == "cut_way":
            text += msg("，读入的部分长 {metres:,.0f} 米，断开 {ends} 端", metres=metres, ends=ends)
        if near != len(losses):
            text += msg("；{near:,} 个在社区周围 {within:g} 公里以内或位置不明", near=near, within=NEAR_M / 1000)
        places = tuple(StreetPlace(loss.lon, loss.lat, (loss.osm,)) for loss in losses)
        level = "warning" if near else "info"
        yield StreetItem(kind, level, title, text, len(losses), metres, ends, tuple(sorted(names)), places)


def _near_communities(losses: Sequence[StreetLoss], data: StudyData, crs: str) -> int:
    """How many lie near a community, or nobody knows where."""
    placed = [(loss.lon, loss.lat) for loss in losses if loss.lon is not None and loss.lat is not None]
    areas = data.communities.geometry.dropna().to_numpy()
    if not placed or len(areas) == 0:
        return len(losses)
    degrees = np.array(placed)
    points = shapely.points(np.column_stack(to_plane(degrees[:, 0], degrees[:, 1], crs)))
    near, _ = shapely.STRtree(areas).query(points, predicate="dwithin", distance=NEAR_M)
    return len(set(near.tolist())) + len(losses) - len(placed)


def _metres_of(streets: StreetData, xy: Floats, names: set[str]) -> float:
    metres = 0.0
    for number, nodes, _ in (*streets.ways, *streets.lines):
        if f"way/{number}" in names:
            line = xy[np.searchsorted(streets.node_ids, np.array(nodes, dtype=np.int64))]
            metres += float(np.hypot(*np.diff(line, axis=0).T).sum())
    return metres


def _cut_ends(streets: StreetData, names: set[str]) -> int:
    """A way in n pieces has at least 2 (n - 1) ends that it has not on the ground; one cut short has one."""
    pieces = Counter(number for number, _, _ in (*streets.ways, *streets.lines) if f"way/{number}" in names)
    return sum(max(2 * (count - 1), 1) for count in pieces.values())


def _rim(lines: np.ndarray, data: StudyData, streets: StreetData, back: _Back) -> Iterator[StreetItem]:
    found = network_rim(lines, data.communities, streets)
    if not found:
        return
    names = data.communities["name"].to_numpy()
    ids = data.communities["community_id"].to_numpy()
    nearest = sorted(found, key=lambda place: place.metres)
    near = [str(ids[place.row]) for place in found]
    residents = float(data.demand["residents"][data.demand["community_id"].isin(near)].sum())
    people = msg("，居民 {residents:,.0f} 人", residents=residents) if residents else ""
    first = joined("、", (str(names[place.row]) for place in nearest[:3])) + (msg(" 等") if len(found) > 3 else "")  # noqa: PLR2004 - named
    text = msg(
        "{count:,} 个社区离路网尽头不到 {near_m:g} 公里（{first}{people}；最近 {distance_words} 公里）：那里以外的道路不在文件中，靠边处的步行时间可能偏长；本来没有道路（如水面、山地）则不必处理",
        count=len(found),
        near_m=NEAR_M / 1000,
        first=first,
        people=people,
        distance_words=distance_words(np.array([p.metres for p in found])),
    )
    places = tuple(back.place(place.x, place.y, (str(names[place.row]),), round(place.metres)) for place in found)
    title = msg("离路网尽头不到 1.5 公里的社区")
    yield StreetItem("rim", "warning", title, text, len(found), objects=tuple(near), places=places)


_UNJOINED_ZH = {"same_spot": msg("同一位置的两个节点没有相连"), "crossing": msg("相交而没有共同节点")}


def _unjoined_text(kind: str, count: int) -> str:
    if kind == "same_spot":
        return msg("{count:,} 处两条路的节点在同一位置（1 厘米内），但不是同一个节点，走不过去", count=count)
    return msg("{count:,} 处道路在同一层相交或相接，但没有共同节点，走不过去", count=count)


def _unjoined(
    kind: str, places: Sequence[Place], network: WalkingNetwork, streets: StreetData, back: _Back
) -> Iterator[StreetItem]:
    if not places:
        return
    measured = detours_m(places[:MOST_MEASURED], network, streets)
    around = np.concatenate([measured, np.full(len(places) - len(measured), np.nan)])
    far = around >= FAR_AROUND_M
    title = _UNJOINED_ZH[kind]
    known = around[far & np.isfinite(around)]
    cut_off = int(np.isinf(around).sum())
    worth = (
        msg("其中 {count:,} 处须绕行 {far_around_m:g} 米以上", count=int(far.sum()), far_around_m=FAR_AROUND_M)
        if far.any()
        else msg("绕行都不到 {far_around_m:g} 米", far_around_m=FAR_AROUND_M)
    )
    text = joined("；", (_unjoined_text(kind, len(places)), worth))
    if len(known):
        text += msg("，最长 {metres:,.0f} 米", metres=known.max())
    if cut_off:
        text += msg("，{count:,} 处绕行超过 {bound:,.0f} 米或无路可走", count=cut_off, bound=BOUND_M)
    if len(places) > MOST_MEASURED:
        text += msg("（只量了 {measured:,} 处的绕行）", measured=MOST_MEASURED)
    made = [
        back.place(p.x, p.y, p.ways, None if np.isinf(m) else float(np.round(m))) for p, m in zip(places, around, strict=True)
    ]
    made.sort(key=lambda place: -np.nan_to_num(np.inf if place.metres is None else place.metres, nan=-1.0))
    yield StreetItem(
        kind, "warning" if far.any() else "info", title, text, len(places),
        float(known.sum()), len(places), tuple(sorted({way for p in places for way in p.ways})), tuple(made),
    )  # fmt: skip


def _bridges(walked: WalkedLines, back: _Back) -> Iterator[StreetItem]:
    found = loose_bridges(walked)
    for is_joined, kind, title in (
        (False, "loose_bridge", msg("两端都没有接上道路的桥")),
        (True, "bridge_end", msg("一端没有接上道路的桥")),
    ):
        bridges = [bridge for bridge in found if bridge.joined == is_joined]
        if not bridges:
            continue
        metres, ends = sum(bridge.metres for bridge in bridges), sum(len(bridge.ends) for bridge in bridges)
        text = _bridges_text(len(bridges), metres, ends, is_joined=is_joined)
        places = tuple(back.place(x, y, bridge.ways, round(bridge.metres)) for bridge in bridges for x, y in bridge.ends)
        objects = tuple(sorted({way for bridge in bridges for way in bridge.ways}))
        yield StreetItem(kind, "info" if is_joined else "warning", title, text, len(bridges), metres, ends, objects, places)


def _bridges_text(count: int, metres: float, ends: int, *, is_joined: bool) -> str:
    if is_joined:
        return msg(
            "{count:,} 座桥的一端没有接上道路（共 {metres:,.0f} 米，{ends} 端），走到那里只能折返",
            count=count,
            metres=metres,
            ends=ends,
        )
    return msg(
        "{count:,} 座桥两端都没有接上道路（共 {metres:,.0f} 米，{ends} 端），没有人能走上去",
        count=count,
        metres=metres,
        ends=ends,
    )


def _many_corners(network: WalkingNetwork, streets: StreetData) -> Iterator[StreetItem]:
    for kind, ids, words in (
        ("area_entries", network.areas_entries_only, msg("只连接各入口，不绕内角")),
        ("area_outline", network.areas_outline_only, msg("只能沿边界走")),
    ):
        if ids:
            objects = tuple(f"{area.kind}/{area.osm_id}" for area in streets.areas if area.osm_id in set(ids))
            text = msg("{count:,} 处步行区的角点过多，{words}", count=len(ids), words=words)
            yield StreetItem(
                kind,
                "info" if kind == "area_entries" else "warning",
                msg("角点过多的步行区"),
                text,
                len(ids),
                0.0,
                0,
                objects,
                _places(objects, streets),
            )


def _conditions(unread: Sequence[Unread], streets: StreetData) -> Iterator[StreetItem]:
    words = joined("；", dict.fromkeys(f"{each.key}={each.text}" for each in unread[:NAMED]))
    objects = tuple(dict.fromkeys(f"{each.kind}/{each.osm_id}" for each in unread))
    text = msg("{count:,} 个分时段通行的条件读不懂（{words}），按不分时段的标签处理", count=len(unread), words=words)
    yield StreetItem(
        "condition", "warning", msg("读不懂的通行条件"), text, len(unread), 0.0, 0, objects, _places(objects, streets)
    )


def _places(objects: Sequence[str], streets: StreetData) -> tuple[StreetPlace, ...]:
    """First node of each object."""
    wanted = set(objects)
    first = {f"way/{number}": nodes[0] for number, nodes, _ in streets.ways if f"way/{number}" in wanted}
    first |= {f"{area.kind}/{area.osm_id}": area.outer[0][0] for area in streets.areas if f"{area.kind}/{area.osm_id}" in wanted}
    first |= {name: int(name.removeprefix("node/")) for name in objects if name.startswith("node/")}
    made = []
    for name in objects:
        at = int(np.searchsorted(streets.node_ids, first[name])) if name in first else -1
        made.append(
            StreetPlace(float(streets.lon[at]), float(streets.lat[at]), (name,)) if at >= 0 else StreetPlace(None, None, (name,))
        )
    return tuple(made)


def _left_out(found: LeftOut) -> StreetItem:
    title = REASON_ZH[found.reason]
    text = msg(
        "{title}：{count:,} 条，{km:,.1f} 公里，按方法不计入步行网络",
        title=title,
        count=len(found.objects),
        km=found.metres / 1000,
    )
    return StreetItem(f"tags_{found.reason}", "info", title, text, len(found.objects), found.metres, 0, found.objects)

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
from pyproj import Transformer

from xc_gis.analysis.conditions import Unread, moment_of, with_conditions
from xc_gis.analysis.detours import BOUND_M, detours_m
from xc_gis.analysis.geometry import Floats, to_plane
from xc_gis.analysis.left_out import LeftOut, left_out
from xc_gis.analysis.loose_bridges import loose_bridges
from xc_gis.analysis.network import WalkingNetwork
from xc_gis.analysis.network_rim import NEAR_M, distance_words, network_rim
from xc_gis.analysis.unjoined import Place, crossings_without_node, same_spots
from xc_gis.analysis.walked_lines import WalkedLines, walked_lines
from xc_gis.check_report import StreetItem, StreetPlace
from xc_gis.model import StreetData, StreetLoss, StudyData
from xc_gis.settings import Settings
from xc_gis.units import EXCHANGE_CRS

FAR_AROUND_M = 100.0
"""A missing junction that saves less than this (two minutes of a slow walk) is told, but no reason to look at (assumption)."""

MOST_MEASURED = 3_000
"""Places around which the way is measured: more would take minutes and tell no more of how bad it is."""

NAMED = 5
"""Texts of conditions that a sentence quotes."""

REASON_ZH = {
    "not_built": "在建、规划或已废弃的道路", "foot": "标明行人不能走的道路（foot=no、use_sidepath）", "motor": "高速公路和汽车专用路",
    "access": "标明不通行的道路（access=no）", "area": "标为面的道路（area=yes），不是步行区", "tunnel": "隧道中的服务道路，没有标明可步行",
    "unsaid": "快速路、自行车道，没有标明可步行", "direction": "步行方向标签使两个方向都不能走", "other": "其他不供步行的道路类型",
}  # fmt: skip
LOSS_ZH = {
    "lost_node": "没有位置的节点", "cut_way": "缺少部分节点的线", "lost_way": "没有读入的线", "deleted": "标为删除的对象", "doubled": "有两份不同内容的对象",
    "open_area": "边界没有闭合的步行区",
}  # fmt: skip


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
        self._transformer = Transformer.from_crs(crs, EXCHANGE_CRS, always_xy=True)

    def place(self, x: float, y: float, objects: Sequence[str], metres: float | None = None) -> StreetPlace:
        lon, lat = self._transformer.transform(x, y)
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
        more = f"，读入的部分长 {metres:,.0f} 米，断开 {ends} 端" if kind == "cut_way" else ""
        away = "" if near == len(losses) else f"；{near:,} 个在社区周围 {NEAR_M / 1000:g} 公里以内或位置不明"
        places = tuple(StreetPlace(loss.lon, loss.lat, (loss.osm,)) for loss in losses)
        yield StreetItem(
            kind, "warning" if near else "info", title, f"{title} {len(losses):,} 个{more}{away}", len(losses), metres, ends,
            tuple(sorted(names)), places,
        )  # fmt: skip


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
    people = f"，居民 {residents:,.0f} 人" if residents else ""
    first = "、".join(str(names[place.row]) for place in nearest[:3]) + (" 等" if len(found) > 3 else "")  # noqa: PLR2004 - named
    text = (
        f"{len(found):,} 个社区离路网尽头不到 {NEAR_M / 1000:g} 公里（{first}{people}；最近 {distance_words(np.array([p.metres for p in found]))} 公里）："
        "那里以外的道路不在文件中，靠边处的步行时间可能偏长；本来没有道路（如水面、山地）则不必处理"
    )
    places = tuple(back.place(place.x, place.y, (str(names[place.row]),), round(place.metres)) for place in found)
    yield StreetItem("rim", "warning", "离路网尽头不到 1.5 公里的社区", text, len(found), objects=tuple(near), places=places)


_UNJOINED_ZH = {
    "same_spot": ("同一位置的两个节点没有相连", "处两条路的节点在同一位置（1 厘米内），但不是同一个节点，走不过去"),
    "crossing": ("相交而没有共同节点", "处道路在同一层相交或相接，但没有共同节点，走不过去"),
}  # fmt: skip


def _unjoined(
    kind: str, places: Sequence[Place], network: WalkingNetwork, streets: StreetData, back: _Back
) -> Iterator[StreetItem]:
    if not places:
        return
    measured = detours_m(places[:MOST_MEASURED], network, streets)
    around = np.concatenate([measured, np.full(len(places) - len(measured), np.nan)])
    far = around >= FAR_AROUND_M
    title, words = _UNJOINED_ZH[kind]
    known = around[far & np.isfinite(around)]
    cut_off = int(np.isinf(around).sum())
    worth = f"其中 {int(far.sum()):,} 处须绕行 {FAR_AROUND_M:g} 米以上" if far.any() else f"绕行都不到 {FAR_AROUND_M:g} 米"
    most = f"，最长 {known.max():,.0f} 米" if len(known) else ""
    none = f"，{cut_off:,} 处绕行超过 {BOUND_M:,.0f} 米或无路可走" if cut_off else ""
    rest = f"（只量了 {MOST_MEASURED:,} 处的绕行）" if len(places) > MOST_MEASURED else ""
    made = [
        back.place(p.x, p.y, p.ways, None if np.isinf(m) else float(np.round(m))) for p, m in zip(places, around, strict=True)
    ]
    made.sort(key=lambda place: -np.nan_to_num(np.inf if place.metres is None else place.metres, nan=-1.0))
    yield StreetItem(
        kind, "warning" if far.any() else "info", title, f"{len(places):,} {words}；{worth}{most}{none}{rest}", len(places),
        float(known.sum()), len(places), tuple(sorted({way for p in places for way in p.ways})), tuple(made),
    )  # fmt: skip


def _bridges(walked: WalkedLines, back: _Back) -> Iterator[StreetItem]:
    found = loose_bridges(walked)
    for joined, kind, title in ((False, "loose_bridge", "两端都没有接上道路的桥"), (True, "bridge_end", "一端没有接上道路的桥")):
        bridges = [bridge for bridge in found if bridge.joined == joined]
        if not bridges:
            continue
        metres, ends = sum(bridge.metres for bridge in bridges), sum(len(bridge.ends) for bridge in bridges)
        after = "没有人能走上去" if not joined else "走到那里只能折返"
        text = (
            f"{len(bridges):,} 座桥{'两端都' if not joined else '的一端'}没有接上道路（共 {metres:,.0f} 米，{ends} 端），{after}"
        )
        places = tuple(back.place(x, y, bridge.ways, round(bridge.metres)) for bridge in bridges for x, y in bridge.ends)
        objects = tuple(sorted({way for bridge in bridges for way in bridge.ways}))
        yield StreetItem(kind, "info" if joined else "warning", title, text, len(bridges), metres, ends, objects, places)


def _many_corners(network: WalkingNetwork, streets: StreetData) -> Iterator[StreetItem]:
    for kind, ids, words in (
        ("area_entries", network.areas_entries_only, "只连接各入口，不绕内角"), ("area_outline", network.areas_outline_only, "只能沿边界走"),
    ):  # fmt: skip
        if ids:
            objects = tuple(f"{area.kind}/{area.osm_id}" for area in streets.areas if area.osm_id in set(ids))
            text = f"{len(ids):,} 处步行区的角点过多，{words}"
            yield StreetItem(
                kind,
                "info" if kind == "area_entries" else "warning",
                "角点过多的步行区",
                text,
                len(ids),
                0.0,
                0,
                objects,
                _places(objects, streets),
            )


def _conditions(unread: Sequence[Unread], streets: StreetData) -> Iterator[StreetItem]:
    words = "；".join(dict.fromkeys(f"{each.key}={each.text}" for each in unread[:NAMED]))
    objects = tuple(dict.fromkeys(f"{each.kind}/{each.osm_id}" for each in unread))
    text = f"{len(unread):,} 个分时段通行的条件读不懂（{words}），按不分时段的标签处理"
    yield StreetItem("condition", "warning", "读不懂的通行条件", text, len(unread), 0.0, 0, objects, _places(objects, streets))


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
    text = f"{title}：{len(found.objects):,} 条，{found.metres / 1000:,.1f} 公里，按方法不计入步行网络"
    return StreetItem(f"tags_{found.reason}", "info", title, text, len(found.objects), found.metres, 0, found.objects)

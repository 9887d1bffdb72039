"""Gates that a scenario opens and ways that it closes: tags of nodes, ways and squares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import to_plane
from xc_gis.analysis.network.conditions import CONDITIONAL_KEYS
from xc_gis.analysis.network.walkable import area_rule, closes_everybody, is_gate, way_rule
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.street_draft import StreetDraft, Tags
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model.changes import ClosePath, LonLat, OpenGate

NEAR_GATE_M = 20.0
"""A gate that is meant by a place lies at most this far from it (assumption: a click on a map of a compound)."""


def open_gate(draft: StreetDraft, one: NumberedChange, change: OpenGate) -> list[str]:
    """
    Open a gate or a gated way to everyone, with ``foot=yes`` (method §2); conditions of its hours fall.

    Returns
    -------
    list of str
        Which one was meant, where a place says it.

    Raises
    ------
    InputError
        No such gate, nothing that is closed, nothing near the place.
    """
    osm = change.osm or _nearest(draft, one, change)
    kind, _, number = osm.partition("/")
    if kind == "node":
        _open_node(draft, one, osm, int(number))
    else:
        _open_way(draft, one, osm, int(number))
    return [] if change.osm else [one.remark(msg("打开的是 {osm}", osm=osm))]


def close_path(draft: StreetDraft, one: NumberedChange, change: ClosePath) -> None:
    """
    Keep everybody off a way, with ``foot=no``.

    Raises
    ------
    InputError
        No such way, or one that nobody walks on as it is.
    """
    number = int(change.osm.partition("/")[2])
    if not _retagged(draft, number, closed, lambda tags: way_rule(tags) is not None or area_rule(tags) is not None):
        raise _nothing(draft, one, change.osm, number, msg("{osm} 本来就不能步行", osm=change.osm))


def opened(tags: Tags) -> Tags:
    """Tags of a way or gate that is open to everyone on foot."""
    return {**_unconditional(tags), "foot": "yes"}


def closed(tags: Tags) -> Tags:
    """Tags of a way that nobody may walk on."""
    return {**_unconditional(tags), "foot": "no"}


def _unconditional(tags: Tags) -> dict[str, str]:
    return {key: value for key, value in tags.items() if key not in CONDITIONAL_KEYS}


def _open_node(draft: StreetDraft, one: NumberedChange, osm: str, node: int) -> None:
    if not draft.has_node(node):
        raise one.fault(msg("路网中没有 {osm}", osm=osm), msg("请核对 OSM 编号"))
    tags = draft.node_tags.get(node, {})
    at = draft.at_moment(tags)
    if not is_gate(at) and not closes_everybody(at):
        raise one.fault(msg("{osm} 没有关着的门或障碍", osm=osm), msg("请核对 OSM 编号,或用 at 指明位置"))
    draft.node_tags[node] = opened(tags)


def _open_way(draft: StreetDraft, one: NumberedChange, osm: str, way: int) -> None:
    def shut(tags: Tags) -> bool:
        rule = way_rule(tags) or area_rule(tags)
        free = way_rule(opened(tags)) or area_rule(opened(tags))
        return free is not None and (rule is None or rule.gated)

    if not _retagged(draft, way, opened, shut):
        raise _nothing(draft, one, osm, way, msg("{osm} 本来就向所有人开放,或开放后也不能步行", osm=osm))


def _retagged(draft: StreetDraft, number: int, change: Callable[[Tags], Tags], wanted: Callable[[Tags], bool]) -> bool:
    """Change the tags of a way and of the square that it outlines, where those of one of them at the moment are ``wanted``."""
    ways = [way for way in draft.ways if way.osm_id == number]
    areas = [at for at, area in enumerate(draft.areas) if area.kind == "way" and area.osm_id == number]
    if not any(wanted(draft.at_moment(tags)) for tags in (*(way.tags for way in ways), *(draft.areas[at].tags for at in areas))):
        return False
    for way in ways:
        way.tags = change(way.tags)
    for at in areas:
        draft.areas[at] = replace(draft.areas[at], tags=change(draft.areas[at].tags))
    draft.forget_pieces()
    return True


def _nothing(draft: StreetDraft, one: NumberedChange, osm: str, number: int, pointless: str) -> InputError:
    known = any(way.osm_id == number for way in draft.ways)
    return one.fault(pointless) if known else one.fault(msg("路网中没有 {osm}", osm=osm), msg("请核对 OSM 编号"))


def _nearest(draft: StreetDraft, one: NumberedChange, change: OpenGate) -> str:
    """The gate nearest to a place; a gated way where no gate is near."""
    assert change.at is not None  # the file says one of them
    here = np.column_stack(to_plane(np.array([change.at[0]]), np.array([change.at[1]]), draft.crs))[0]
    gates = {
        f"node/{node}": float(np.hypot(*(np.array(draft.xy(node)) - here)))
        for node, tags in draft.node_tags.items()
        if draft.has_node(node) and (is_gate(at := draft.at_moment(tags)) or closes_everybody(at))
    }
    ways = _gated_ways(draft, here)
    for near in (gates, ways):
        best = min(near, key=lambda osm: (near[osm], osm), default="")
        if best and near[best] <= NEAR_GATE_M:
            return best
    away = min((*gates.values(), *ways.values()), default=None)
    hint = msg("最近的一处在 {metres:.0f} 米以外", metres=away) if away is not None else msg("路网中没有任何门")
    raise one.fault(msg("{place} 附近 {metres:g} 米内没有门", place=_shown(change.at), metres=NEAR_GATE_M), hint)


def _gated_ways(draft: StreetDraft, here: np.ndarray) -> Mapping[str, float]:
    point = shapely.Point(here)
    found: dict[str, float] = {}
    for way in draft.ways:
        rule = way_rule(draft.at_moment(way.tags))
        if rule is not None and rule.gated:
            line = shapely.LineString([draft.xy(node) for node in way.nodes])
            found[f"way/{way.osm_id}"] = float(shapely.distance(line, point))
    return found


def _shown(place: LonLat) -> str:
    return f"{place[0]:.6f},{place[1]:.6f}"

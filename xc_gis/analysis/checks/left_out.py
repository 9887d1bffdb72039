"""Streets and squares on which nobody walks by their tags, and why: what the method leaves out, by kind (data check)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.network.walkable import NOT_ON_FOOT, POSITIVE, WALKED_IF_TAGGED, area_rule, way_rule
from xc_gis.model import StreetData

NOT_BUILT = frozenset(("construction", "proposed", "planned", "abandoned", "disused", "razed"))


@dataclass(frozen=True)
class LeftOut:
    """Ways of one reason: ``reason``, names (``way/12``), metres, and their pieces as pairs of places, shape (n, 2, 2)."""

    reason: str
    objects: tuple[str, ...]
    metres: float
    pieces: Floats


def reason_of(tags: Mapping[str, str]) -> str:
    """
    Why nobody walks on a way of these tags, which no rule of the method lets in.

    Returns
    -------
    str
        ``not_built``, ``foot``, ``access``, ``motor``, ``area``, ``tunnel``, ``untagged`` (trunk road or cycleway that says nothing of
        walkers), ``direction`` or ``other``.
    """
    highway, foot = tags.get("highway", ""), tags.get("foot", "")
    reasons = (
        (highway in NOT_BUILT, "not_built"),
        (foot in NOT_ON_FOOT, "foot"),
        (highway in {"motorway", "motorway_link"} or tags.get("motorroad") == "yes", "motor"),
        (tags.get("access") == "no" and foot not in POSITIVE, "access"),
        (tags.get("area") == "yes", "area"),
        (highway == "service" and tags.get("tunnel", "no") != "no", "tunnel"),
        (highway in WALKED_IF_TAGGED, "untagged"),
        (any(key in tags for key in ("oneway:foot", "foot:forward", "foot:backward")), "direction"),
    )
    return next((reason for holds, reason in reasons if holds), "other")


def count_left_out(streets: StreetData) -> int:
    """How many ways with ``highway`` are no part of the network by their tags; conditions as their plain tags say."""
    walked = {area.osm_id for area in streets.areas if area.kind == "way" and area_rule(area.tags) is not None}
    known: dict[tuple[tuple[str, str], ...], bool] = {}
    others: set[int] = set()
    for number, _, tags in streets.ways:
        key = tuple(tags.items())
        if key not in known:
            known[key] = way_rule(tags) is not None
        if not known[key] and number not in walked:
            others.add(number)
    return len(others)


def left_out(streets: StreetData, xy: Floats) -> list[LeftOut]:
    """
    Ways with ``highway`` and areas that are not part of the network, by reason, longest first.

    Parameters
    ----------
    streets
        With conditions settled.
    xy
        Its nodes in the analysis CRS.
    """
    walked = {area.osm_id for area in streets.areas if area.kind == "way" and area_rule(area.tags) is not None}
    found: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    known: dict[tuple[tuple[str, str], ...], str] = {}
    for number, nodes, tags in streets.ways:
        key = tuple(tags.items())
        if key not in known:
            known[key] = "" if way_rule(tags) is not None else reason_of(tags)
        if known[key] and number not in walked:
            found.setdefault(known[key], []).append((f"way/{number}", nodes))
    for area in streets.areas:
        if area.kind == "relation" and area_rule(area.tags) is None:
            rings = [(f"relation/{area.osm_id}", ring) for ring in (*area.outer, *area.inner)]
            found.setdefault(reason_of(area.tags), []).extend(rings)
    made = [_of_reason(reason, ways, streets, xy) for reason, ways in found.items()]
    return sorted(made, key=lambda one: (-one.metres, one.reason))


def _of_reason(reason: str, ways: list[tuple[str, tuple[int, ...]]], streets: StreetData, xy: Floats) -> LeftOut:
    pieces = []
    for _, nodes in ways:
        line = xy[np.searchsorted(streets.node_ids, np.array(nodes, dtype=np.int64))]
        pieces.append(np.stack([line[:-1], line[1:]], axis=1))
    every = np.concatenate(pieces)
    gap = every[:, 0] - every[:, 1]
    names = tuple(dict.fromkeys(name for name, _ in ways))
    return LeftOut(reason, names, float(np.hypot(gap[:, 0], gap[:, 1]).sum()), every)

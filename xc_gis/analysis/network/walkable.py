"""
Who may walk on a way, by its OpenStreetMap tags: the first half of method §2. Station 1: streets → network.

Pure functions of tags, so that each rule can be read and tested by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Tags = Mapping[str, str]

WALKED = frozenset(
    "primary primary_link secondary secondary_link tertiary tertiary_link unclassified residential living_street service "
    "pedestrian footway path steps track road corridor elevator".split()
)
"""Streets that are walked unless a tag forbids it."""

WALKED_IF_TAGGED = frozenset(("trunk", "trunk_link", "cycleway"))
"""Streets that are walked only where a tag says so."""

WALKED_AREAS = frozenset(("pedestrian", "footway"))
"""Squares and other areas that people cross freely, where they are drawn as areas."""

FOOT_EDGES = frozenset(("footway", "path", "pedestrian", "steps", "cycleway"))
"""Edges on which the waiting at a crossing lies."""

MAJOR = frozenset(f"{road}{link}" for road in ("trunk", "primary", "secondary") for link in ("", "_link"))
"""Roads on which a leg waits (method §3)."""

CROSSING_WAITS_ON = MAJOR | {"motorway", "motorway_link"}
"""A crossing without signals waits on these: a secondary road or bigger."""

CARRIAGEWAYS = CROSSING_WAITS_ON
"""Roads that no leg may cross."""

POSITIVE = frozenset(("yes", "designated", "permissive"))
RESTRICTED = frozenset(("private", "residents", "customers", "permit", "destination"))
"""Values of ``access`` or ``foot`` that make a way or a barrier a gate."""

WAYS_IN = frozenset(("gate", "kissing_gate", "turnstile", "entrance"))
"""Barriers that are made to be passed by people."""

NOT_ON_FOOT = frozenset(("no", "use_sidepath"))
"""Values of ``foot`` that keep everybody off; the second sends walkers to a path of its own."""

_LEVELS = re.compile(r"(-?\d+(?:\.\d+)?)(?:-(-?\d+(?:\.\d+)?))?")

SIDEWALK = frozenset(("both", "left", "right", "yes"))


@dataclass(frozen=True)
class WayRule:
    """
    What the tags of a way mean for walkers.

    Attributes
    ----------
    forward, backward
        May be walked in the direction of its nodes, and against it.
    gated
        Belongs to residents, customers or the like: only the beginning or end of a walk.
    steps, lift, foot_edge, crossing, major
        Is a flight of steps; is a lift; carries the waiting of crossings; leads over a crossing; is a trunk, primary or
        secondary road.
    takes_legs
        A straight leg may end anywhere on it. Bridges and tunnels below ground are got onto and into at their ends only.
    """

    forward: bool
    backward: bool
    gated: bool
    steps: bool
    lift: bool
    foot_edge: bool
    crossing: bool
    major: bool
    takes_legs: bool


def way_rule(tags: Tags) -> WayRule | None:
    """Return what the tags of a way mean for walkers, or None where nobody walks."""
    if tags.get("area") == "yes" or not _is_walked(tags):
        return None
    forward, backward = _directions(tags)
    return _rule(tags, forward, backward) if forward or backward else None


def area_rule(tags: Tags) -> WayRule | None:
    """Return what the tags of a walkable area mean for its outline and for ways across, or None where nobody walks."""
    return _rule(tags, True, True) if tags.get("highway", "") in WALKED_AREAS and _is_walked(tags) else None


def _rule(tags: Tags, forward: bool, backward: bool) -> WayRule:
    highway = tags["highway"]
    return WayRule(
        forward=forward,
        backward=backward,
        gated=_is_restricted(tags),
        steps=highway == "steps",
        lift=highway == "elevator",
        foot_edge=highway in FOOT_EDGES,
        crossing=any(tags.get(key) == "crossing" for key in ("footway", "cycleway", "path")),
        major=highway in MAJOR,
        takes_legs=not is_bridge(tags) and not is_below_ground(tags),
    )


def _is_walked(tags: Tags) -> bool:
    highway, foot = tags.get("highway", ""), tags.get("foot", "")
    if foot in NOT_ON_FOOT or tags.get("motorroad") == "yes":
        return False
    if tags.get("access") == "no" and foot not in POSITIVE:
        return False
    if highway == "service" and is_tunnel(tags) and tags["tunnel"] != "building_passage" and foot not in POSITIVE:
        return False
    if highway in WALKED:
        return True
    has_sidewalk = tags.get("sidewalk") in SIDEWALK or any(
        tags.get(f"sidewalk:{side}") == "yes" for side in ("both", "left", "right")
    )
    return highway in WALKED_IF_TAGGED and (foot in POSITIVE or has_sidewalk)


def _directions(tags: Tags) -> tuple[bool, bool]:
    """(forward, backward); ``oneway`` is for wheels and ignored."""
    oneway = tags.get("oneway:foot", "")
    conveying = tags.get("conveying", "")
    forward = oneway != "-1" and tags.get("foot:forward") != "no" and conveying != "backward"
    backward = oneway != "yes" and tags.get("foot:backward") != "no" and conveying != "forward"
    return forward, backward


def _is_restricted(tags: Tags) -> bool:
    foot = tags.get("foot", "")
    return foot not in POSITIVE and (foot in RESTRICTED or tags.get("access", "") in RESTRICTED)


def is_bridge(tags: Tags) -> bool:
    """Whether a line is carried over the ground."""
    return tags.get("bridge", "no") != "no"


def is_tunnel(tags: Tags) -> bool:
    """Whether a line runs through a tunnel, a passage in a building or an arcade."""
    return tags.get("tunnel", "no") != "no"


def is_below_ground(tags: Tags) -> bool:
    """Whether a line runs through a tunnel of negative ``layer`` or ``level``; an arcade on the ground has neither."""
    return is_tunnel(tags) and has_negative_level(tags)


def has_negative_level(tags: Tags) -> bool:
    """Whether ``layer`` or all of ``level`` (``-1``, ``-2;-1``, ``-2--1``) lies below the ground; what cannot be read is on it."""
    return any(_all_negative(tags[key]) for key in ("layer", "level") if key in tags)


def _all_negative(text: str) -> bool:
    parts = [_LEVELS.fullmatch(part.strip()) for part in text.split(";")]
    return all(part is not None and all(float(value) < 0 for value in part.groups() if value) for part in parts)


def closes_everybody(tags: Tags) -> bool:
    """Whether a node is a barrier that stops everyone."""
    if "barrier" not in tags:
        return False
    foot = tags.get("foot", "")
    return foot == "no" or (tags.get("access") == "no" and foot not in POSITIVE)


def is_gate(tags: Tags) -> bool:
    """Whether a node is a barrier that only residents, customers or the like pass."""
    if "barrier" not in tags or closes_everybody(tags):
        return False
    return _is_restricted(tags) or (tags.get("locked") == "yes" and tags.get("foot", "") not in POSITIVE)


def has_signal_crossing(tags: Tags) -> bool:
    """Whether walkers cross at this node with signals."""
    crossing = tags.get("crossing", "no")
    return (
        crossing == "traffic_signals"
        or tags.get("crossing:signals") == "yes"
        or (tags.get("highway") == "traffic_signals" and crossing != "no")
    )


def has_crossing(tags: Tags) -> bool:
    """Whether walkers cross at this node, with or without signals."""
    return has_signal_crossing(tags) or tags.get("highway") == "crossing" or tags.get("crossing", "no") != "no"


def has_junction_signals(tags: Tags) -> bool:
    """Whether this node is a signal of a junction without a mapped crossing."""
    return tags.get("highway") == "traffic_signals" and "crossing" not in tags and not has_signal_crossing(tags)


def is_way_in(tags: Tags) -> bool:
    """Whether a node on the outline of an area lets people in where a way passes it; a bollard does not say so."""
    return tags.get("barrier", "") in WAYS_IN or is_door(tags)


def is_door(tags: Tags) -> bool:
    """Whether a node is an entrance."""
    return tags.get("entrance", "no") != "no"


def is_lift(tags: Tags) -> bool:
    """Whether a node is a lift."""
    return tags.get("highway") == "elevator"


def stops_legs(tags: Tags) -> bool:
    """Whether a line on the ground is a barrier to straight legs; water areas are added by their edges."""
    if is_tunnel(tags) or is_bridge(tags):
        return False
    if tags.get("highway", "") in CARRIAGEWAYS:
        return True
    if tags.get("railway", "") in {"rail", "subway", "light_rail"}:
        return _layer(tags) >= 0
    return tags.get("waterway", "") in {"river", "canal", "riverbank"} or tags.get("barrier", "") in {
        "wall", "fence", "retaining_wall", "city_wall", "guard_rail",
    }  # fmt: skip


def _layer(tags: Tags) -> float:
    try:
        return float(tags.get("layer", "0"))
    except ValueError:
        return 0.0

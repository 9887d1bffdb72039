"""What the tags of one way or node say about walking: method, section 2. The tags are those of the moment (``conditions``)."""

from __future__ import annotations

import re

from tests.independent.osm_file import Tags

ALWAYS = frozenset(
    "primary primary_link secondary secondary_link tertiary tertiary_link unclassified residential living_street service "
    "pedestrian footway path steps track road corridor elevator".split()
)
WITH_FOOT_ONLY = frozenset({"trunk", "trunk_link", "cycleway"})
FOOT_KINDS = frozenset({"footway", "path", "pedestrian", "steps", "cycleway"})
MAIN_KINDS = frozenset("trunk trunk_link primary primary_link secondary secondary_link".split())
CARRIAGEWAYS = MAIN_KINDS | {"motorway", "motorway_link"}
POSITIVE = frozenset({"yes", "designated", "permissive"})
PRIVATE = frozenset({"private", "residents", "customers", "permit", "destination"})


def foot_is_positive(tags: Tags) -> bool:
    return tags.get("foot") in POSITIVE


def is_walkable(tags: Tags, *, as_area: bool = False) -> bool:
    """Whether one may walk along a way (or, with ``as_area``, about an area) at all; private ones are, see ``is_private``."""
    kind = tags.get("highway")
    has_sidewalk = tags.get("sidewalk") in {"both", "left", "right", "yes"} or any(
        tags.get(f"sidewalk:{side}") == "yes" for side in ("both", "left", "right")
    )
    if kind not in ALWAYS and not (kind in WITH_FOOT_ONLY and (foot_is_positive(tags) or has_sidewalk)):
        return False
    if kind == "service" and tags.get("tunnel", "no") not in {"no", "building_passage"} and not foot_is_positive(tags):
        return False
    if tags.get("area") == "yes" and not as_area:
        return False
    closed = tags.get("access") == "no" and not foot_is_positive(tags)
    return not closed and tags.get("motorroad") != "yes" and tags.get("foot") not in {"no", "use_sidepath"}


def is_private(tags: Tags) -> bool:
    """``foot`` speaks before ``access``; a positive ``foot`` opens what ``access`` closes."""
    return tags.get("foot") in PRIVATE or (tags.get("access") in PRIVATE and not foot_is_positive(tags))


def is_private_gate(tags: Tags) -> bool:
    return "barrier" in tags and (is_private(tags) or (tags.get("locked") == "yes" and not foot_is_positive(tags)))


def stops_everyone(tags: Tags) -> bool:
    return "barrier" in tags and (tags.get("foot") == "no" or (tags.get("access") == "no" and not foot_is_positive(tags)))


def is_set(tags: Tags, key: str) -> bool:
    """``bridge=viaduct`` and the like; ``bridge=no`` is none."""
    return tags.get(key, "no") != "no"


def is_below(tags: Tags, keys: tuple[str, ...] = ("layer", "level")) -> bool:
    """A negative layer or level; of a list of levels all must be."""
    for key in keys:
        numbers = [float(n) for n in re.findall(r"(?:(?<=^)|(?<=[;,\s]))-?\d+(?:\.\d+)?", tags.get(key, ""))]
        if numbers and max(numbers) < 0:
            return True
    return False


def takes_legs(tags: Tags) -> bool:
    """Bridges and tunnels below ground are got on and into at their ends only."""
    return not is_set(tags, "bridge") and not (is_set(tags, "tunnel") and is_below(tags))


def directions(tags: Tags) -> tuple[bool, bool]:
    """Whether one may walk with and against the drawn direction; ``oneway`` is for vehicles."""
    only_forward = tags.get("oneway:foot") == "yes" or tags.get("conveying") == "forward" or tags.get("foot:backward") == "no"
    only_backward = tags.get("oneway:foot") == "-1" or tags.get("conveying") == "backward" or tags.get("foot:forward") == "no"
    return not only_backward, not only_forward

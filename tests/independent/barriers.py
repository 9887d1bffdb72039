"""What a straight leg cannot cross, and whether one does: the end of section 2 and section 3 of the method."""

from __future__ import annotations

import numpy as np
import shapely

from tests.independent.osm_file import OsmFile, Tags
from tests.independent.walkability import CARRIAGEWAYS, is_below, is_set

END_M = 0.01
"""The first and last centimetre of a leg meet nothing (method, section 3)."""
WALLS = frozenset({"wall", "fence", "retaining_wall", "city_wall", "guard_rail"})


class Barriers:
    """All barrier lines of a file, in metres."""

    def __init__(self, osm: OsmFile, xy: dict[int, tuple[float, float]]) -> None:
        wet = {
            ref
            for members, tags in osm.relations.values()
            if tags.get("type") == "multipolygon" and _is_water(tags) and not _hidden(tags)
            for kind, ref, _ in members
            if kind == "way"
        }
        lines = []
        for number, (nodes, tags) in osm.ways.items():
            if number in wet or _is_barrier(tags, closed=nodes[0] == nodes[-1]):
                lines += [[xy[a], xy[b]] for a, b in zip(nodes, nodes[1:], strict=False) if a in xy and b in xy and a != b]
        self.tree = shapely.STRtree(shapely.linestrings(np.array(lines).reshape(-1, 2, 2)) if lines else [])

    def stop(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Whether each straight line from ``start`` to ``end`` (both n × 2, metres), its ends aside, meets a barrier."""
        along = end - start
        length = np.hypot(along[:, 0], along[:, 1])
        stopped = np.zeros(len(start), dtype=bool)
        long_enough = np.flatnonzero(length > 2 * END_M)
        if len(long_enough) and len(self.tree):
            step = along[long_enough] * (END_M / length[long_enough])[:, None]
            lines = shapely.linestrings(np.stack([start[long_enough] + step, end[long_enough] - step], axis=1))
            hit, _ = self.tree.query(lines, predicate="intersects")
            stopped[long_enough[hit]] = True
        return stopped


def _is_barrier(tags: Tags, *, closed: bool) -> bool:
    if _hidden(tags):
        return False
    rails = tags.get("railway") in {"rail", "subway", "light_rail"} and not is_below(tags, ("layer",))
    return (
        (tags.get("highway") in CARRIAGEWAYS and tags.get("area") != "yes")
        or rails
        or tags.get("waterway") in {"river", "canal"}
        or tags.get("barrier") in WALLS
        or (closed and _is_water(tags))
    )


def _is_water(tags: Tags) -> bool:
    return (
        tags.get("natural") == "water"
        or tags.get("waterway") in {"riverbank", "dock"}
        or tags.get("landuse") in {"reservoir", "basin"}
    )


def _hidden(tags: Tags) -> bool:
    return is_set(tags, "tunnel") or is_set(tags, "bridge")

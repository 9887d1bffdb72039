"""Walked ways and outlines as drawn, with the heights they run at: what may meet and what passes over (data check)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.network.segments import Segments, walked_areas, walked_segments
from xc_gis.analysis.network.walkable import is_bridge, is_tunnel, way_rule
from xc_gis.model import StreetData

_RANGE = re.compile(r"(-?\d+)\s*-\s*(-?\d+)")
MOST_LEVELS = 200


@dataclass(frozen=True)
class Height:
    """``layer``, by its tag, else 1 on a bridge, -1 in a tunnel, 0; ``levels`` of a building, None where no tag says them."""

    layer: float
    levels: frozenset[float] | None

    def meets(self, other: Height) -> bool:
        """Whether two ways run at one height. A level without its like on the other side counts against the ground, level 0."""
        if self.layer != other.layer:
            return False
        ground = frozenset((0.0,))
        if self.levels is None and other.levels is None:
            return True
        return not (self.levels or ground).isdisjoint(other.levels or ground)


def height_of(tags: Mapping[str, str]) -> Height:
    """Height of a way by its tags. A passage through a building lies on the ground."""
    tunnel = is_tunnel(tags) and tags.get("tunnel") != "building_passage"
    default = 1.0 if is_bridge(tags) else -1.0 if tunnel else 0.0
    try:
        layer = float(tags.get("layer", default))
    except ValueError:
        layer = default
    return Height(layer, _levels(tags.get("level", "")))


def _levels(text: str) -> frozenset[float] | None:
    found: set[float] = set()
    for part in text.split(";"):
        if between := _RANGE.fullmatch(part.strip()):
            low, high = sorted((int(between[1]), int(between[2])))
            found.update(float(level) for level in range(low, min(high, low + MOST_LEVELS) + 1))
            continue
        try:
            found.add(float(part))
        except ValueError:
            continue
    return frozenset(found) or None


@dataclass(frozen=True)
class WalkedLines:
    """
    Straight pieces of walked ways and outlines.

    Attributes
    ----------
    segments
        As the network is built of, without lines across areas.
    xy
        Nodes of ``StreetData.node_ids``, shape (n, 2), metres.
    names, heights, bridge
        By walked way: ``way/12`` or ``relation/3``, its height, whether it is a bridge.
    """

    segments: Segments
    xy: Floats
    names: tuple[str, ...]
    heights: tuple[Height, ...]
    bridge: Bools

    @cached_property
    def lines(self) -> np.ndarray:
        """Pieces as shapely lines."""
        ends = np.stack([self.xy[self.segments.u], self.xy[self.segments.v]], axis=1)
        return np.asarray(shapely.linestrings(ends))

    @cached_property
    def ways_of_node(self) -> dict[int, set[int]]:
        """Walked ways at each node."""
        found: dict[int, set[int]] = {}
        for side in (self.segments.u, self.segments.v):
            for node, way in zip(side.tolist(), self.segments.way.tolist(), strict=True):
                found.setdefault(node, set()).add(way)
        return found

    @cached_property
    def neighbours(self) -> Ints:
        """By node: how many other nodes are one piece away."""
        pairs = np.unique(np.sort(np.column_stack([self.segments.u, self.segments.v]), axis=1), axis=0)
        return np.bincount(pairs.ravel(), minlength=len(self.xy))


def walked_lines(streets: StreetData, xy: Floats) -> WalkedLines:
    """Walked ways of streets whose conditions are settled; ``xy``: their nodes in the analysis CRS."""
    areas = walked_areas(streets)
    segments = walked_segments(streets, areas)
    known: dict[tuple[tuple[str, str], ...], bool] = {}
    ways: list[tuple[str, Mapping[str, str]]] = []
    for number, _, tags in streets.ways:
        key = tuple(tags.items())
        if key not in known:
            known[key] = way_rule(tags) is not None
        if known[key]:
            ways.append((f"way/{number}", tags))
    ways += [(f"{area.kind}/{area.osm_id}", area.tags) for area, _ in areas]
    return WalkedLines(
        segments, xy, tuple(name for name, _ in ways), tuple(height_of(tags) for _, tags in ways),
        np.array([is_bridge(tags) for _, tags in ways], dtype=bool),
    )  # fmt: skip

"""
Straight pieces of walked ways and of the outlines of walkable areas, before gates are applied. Station 1: streets → network.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Ints
from xc_gis.analysis.network.walkable import WayRule, area_rule, way_rule
from xc_gis.model import StreetData, WalkableArea


@dataclass(frozen=True)
class Segments:
    """
    Segments: two consecutive nodes of one walked way.

    Attributes
    ----------
    rules, way_id, highway
        By walked way: its rule, its OSM id (of a relation for an area that is one), its tag.
    u, v, way
        By segment: nodes as indices of ``StreetData.node_ids``, number of the walked way.
    begins, ends
        By segment: its way begins at ``u``; ends at ``v``.
    across
        By segment: a straight line across an area, along which nothing is drawn on the map.
    """

    rules: tuple[WayRule, ...]
    way_id: Ints
    highway: np.ndarray
    u: Ints
    v: Ints
    way: Ints
    begins: Bools
    ends: Bools
    across: Bools
    _by_way: dict[str, Bools] = field(default_factory=dict, repr=False, compare=False)
    """Attributes of the rules that were asked for, by walked way."""

    def flag(self, name: str) -> Bools:
        """One attribute of the rule, by segment."""
        if name not in self._by_way:
            self._by_way[name] = np.array([getattr(rule, name) for rule in self.rules], dtype=bool)
        return self._by_way[name][self.way]

    def take(self, rows: Bools) -> Segments:
        """Some of the segments."""
        parts = {name: getattr(self, name)[rows] for name in ("u", "v", "way", "begins", "ends", "across")}
        return replace(self, **parts)

    def open_to_all(self, ways: Bools) -> Segments:
        """The same segments, some of the walked ways (by walked way) gated no more."""
        rules = tuple(replace(rule, gated=False) if free else rule for rule, free in zip(self.rules, ways.tolist(), strict=True))
        return replace(self, rules=rules, _by_way={**self._by_way, "gated": self._gated & ~ways})

    @property
    def _gated(self) -> Bools:
        return np.array([rule.gated for rule in self.rules], dtype=bool)

    @property
    def takes_legs(self) -> Bools:
        """By segment: a leg may end anywhere on it."""
        return self.flag("takes_legs") & ~self.across

    def with_lines(self, u: Ints, v: Ints, way: Ints) -> Segments:
        """These segments and lines across the areas whose walked ways are ``way``."""
        none = np.zeros(len(u), dtype=bool)
        return replace(
            self,
            u=np.concatenate([self.u, u]), v=np.concatenate([self.v, v]), way=np.concatenate([self.way, way]),
            begins=np.concatenate([self.begins, none]), ends=np.concatenate([self.ends, none]),
            across=np.concatenate([self.across, ~none]),
        )  # fmt: skip


def walked_areas(streets: StreetData) -> list[tuple[WalkableArea, WayRule]]:
    """Areas on which people walk, with what their tags mean."""
    ruled = ((area, area_rule(area.tags)) for area in streets.areas)
    return [(area, rule) for area, rule in ruled if rule is not None]


def walked_segments(streets: StreetData, areas: Iterable[tuple[WalkableArea, WayRule]]) -> Segments:
    """Segments of all walked ways, then of the outlines of ``areas``: each area is one walked way, in their order."""
    rules: list[WayRule] = []
    way_id: list[int] = []
    highway: list[str] = []
    refs: list[int] = []
    owner: list[int] = []
    lengths: list[int] = []

    def add(osm_id: int, rings: Iterable[tuple[int, ...]], kind: str, rule: WayRule) -> None:
        for nodes in rings:
            refs.extend(nodes)
            owner.extend([len(rules)] * len(nodes))
            lengths.append(len(nodes))
        rules.append(rule)
        way_id.append(osm_id)
        highway.append(kind)

    known: dict[tuple[tuple[str, str], ...], WayRule | None] = {}
    for osm_id, nodes, tags in streets.ways:
        key = tuple(tags.items())
        if key not in known:
            known[key] = way_rule(tags)
        rule = known[key]
        if rule is not None:
            add(osm_id, [nodes], tags["highway"], rule)
    for area, rule in areas:
        add(area.osm_id, (*area.outer, *area.inner), area.tags["highway"], rule)
    index = np.searchsorted(streets.node_ids, np.array(refs, dtype=np.int64))
    belongs = np.array(owner, dtype=np.int64)
    stops = np.cumsum(lengths, dtype=np.int64)
    first, last = np.zeros(len(refs), dtype=bool), np.zeros(len(refs), dtype=bool)
    first[stops - np.array(lengths, dtype=np.int64)] = True
    last[stops - 1] = True
    joined = ~last[:-1] & (index[:-1] != index[1:])
    return Segments(
        rules=tuple(rules), way_id=np.array(way_id, dtype=np.int64), highway=np.array(highway, dtype=object),
        u=index[:-1][joined], v=index[1:][joined], way=belongs[:-1][joined],
        begins=first[:-1][joined], ends=last[1:][joined], across=np.zeros(int(joined.sum()), dtype=bool),
    )  # fmt: skip

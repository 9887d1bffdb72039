"""
What a walking network stands on: walked ways, gates and places of nodes, as the tags of streets say at one moment. Station 1.

It is read from the tags once. Where only ways are closed or gates opened it need not be read again (``closed_and_opened``).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, to_plane
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.conditions import moment_of, with_conditions
from xc_gis.analysis.network.crossing_waits import WaitingNodes, waiting_nodes
from xc_gis.analysis.network.segments import Segments, walked_areas, walked_segments
from xc_gis.analysis.network.walkable import WayRule, closes_everybody, is_gate
from xc_gis.model import StreetData, WalkableArea
from xc_gis.settings import Settings


@dataclass(frozen=True)
class StreetGround:
    """
    Streets, read for walkers.

    Attributes
    ----------
    streets
        With the conditions that hold at the moment put in place.
    areas
        Areas on which people walk, with what their tags mean.
    segments
        Of all walked ways, then of the outlines of ``areas``; without lines across them.
    xy
        Nodes, shape (n, 2), analysis CRS.
    gate_node, closed_node
        By node: passed only by residents and the like; passed by nobody.
    waiting
        Crossings, signals and lifts.
    barriers
        What stops lines across areas; None: to be built.
    """

    streets: StreetData
    areas: list[tuple[WalkableArea, WayRule]]
    segments: Segments
    xy: Floats
    gate_node: Bools
    closed_node: Bools
    waiting: WaitingNodes
    barriers: Barriers | None = None

    @property
    def gated_ways(self) -> list[int]:
        """OSM numbers of walked ways that are gated by their own tags, ascending; squares are not among them."""
        return sorted(
            {
                int(way)
                for way, rule in zip(self.segments.way_id[: self._n_lines], self.segments.rules, strict=False)
                if rule.gated
            }
        )

    @property
    def shut_nodes(self) -> list[int]:
        """OSM numbers of the gates and barriers that lie on a walked way, ascending."""
        used = np.unique(np.concatenate([self.segments.u, self.segments.v]))
        return [int(node) for node in self.streets.node_ids[used[(self.gate_node | self.closed_node)[used]]]]

    def closed_and_opened(
        self, *, closed: Collection[int] = (), opened_ways: Collection[int] = (), opened_nodes: Collection[int] = ()
    ) -> StreetGround:
        """
        The same streets, some of whose ways nobody walks and some of whose gates and gated ways are open to everyone.

        It is what tags with ``foot=no`` and ``foot=yes`` would give (``changed_gates``). Ways are OSM numbers of lines; the outline of a square
        stays as it is.
        """
        segments, is_line = self.segments, np.arange(len(self.segments.rules)) < self._n_lines
        if opened_ways:
            segments = segments.open_to_all(is_line & np.isin(segments.way_id, np.array(sorted(opened_ways), dtype=np.int64)))
        if closed:
            gone = is_line & np.isin(segments.way_id, np.array(sorted(closed), dtype=np.int64))
            segments = segments.take(~gone[segments.way])
        gate, shut = self.gate_node, self.closed_node
        if opened_nodes:
            free = np.isin(self.streets.node_ids, np.array(sorted(opened_nodes), dtype=np.int64))
            gate, shut = gate & ~free, shut & ~free
        return replace(self, segments=segments, gate_node=gate, closed_node=shut)

    @property
    def _n_lines(self) -> int:
        return len(self.segments.rules) - len(self.areas)


def street_ground(streets: StreetData, settings: Settings, barriers: Barriers | None = None) -> StreetGround:
    """Read streets for walkers, at the setting ``moment``."""
    streets, _ = with_conditions(streets, moment_of(settings.word("moment")))
    areas = walked_areas(streets)
    xy = np.column_stack(to_plane(streets.lon, streets.lat, settings.word("crs.analysis"))).reshape(-1, 2)
    gate = np.zeros(len(streets.node_ids), dtype=bool)
    shut = gate.copy()
    for node, tags in streets.node_tags.items():
        if "barrier" in tags:
            at = int(np.searchsorted(streets.node_ids, node))
            gate[at], shut[at] = is_gate(tags), closes_everybody(tags)
    return StreetGround(streets, areas, walked_segments(streets, areas), xy, gate, shut, waiting_nodes(streets), barriers)

"""The street data while it is made: nodes and ways on paper, written as OpenStreetMap in the end."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

Tags = dict[str, str]
UV = tuple[float, float]

FIRST_NODE, FIRST_WAY = 900_000_001, 500_000_001


@dataclass
class World:
    """Collects nodes and ways; ids follow the order of making."""

    places: list[UV] = field(default_factory=list)
    node_tags: dict[int, Tags] = field(default_factory=dict)
    ways: list[tuple[list[int], Tags]] = field(default_factory=list)

    def node(self, uv: UV, **tags: str) -> int:
        """Add a node; returns its number (from 0)."""
        self.places.append((float(uv[0]), float(uv[1])))
        number = len(self.places) - 1
        if tags:
            self.node_tags[number] = tags
        return number

    def tag(self, node: int, tags: Tags) -> None:
        """Add tags to a node."""
        self.node_tags.setdefault(node, {}).update(tags)

    def way(self, nodes: list[int], tags: Tags) -> int:
        """Add a way; returns its number (from 0)."""
        self.ways.append((nodes, tags))
        return len(self.ways) - 1

    def line(
        self,
        start: int,
        end: int,
        tags: Tags,
        rng: np.random.Generator,
        *,
        step: float = 70.0,
        bend: float = 2.0,
    ) -> list[int]:
        """Add a way between two nodes with slightly bent shape nodes about every ``step`` metres."""
        a, b = np.array(self.places[start]), np.array(self.places[end])
        pieces = max(1, round(float(np.hypot(*(b - a))) / step))
        nodes = [start]
        for i in range(1, pieces):
            nodes.append(self.node(tuple(a + (b - a) * i / pieces + rng.uniform(-bend, bend, 2))))
        nodes.append(end)
        self.way(nodes, tags)
        return nodes

    def ring(self, points: list[UV], tags: Tags) -> list[int]:
        """Add a closed way."""
        nodes = [self.node(p) for p in points]
        self.way([*nodes, nodes[0]], tags)
        return nodes

    def join(self, way: int, near: UV) -> int:
        """The node of a way at the foot of a point; a new one is put into the way unless there is one within 12 m."""
        nodes = self.ways[way][0]
        points = np.array([self.places[n] for n in nodes])
        a, b = points[:-1], points[1:]
        d = b - a
        share = np.clip(((np.array(near) - a) * d).sum(axis=1) / (d**2).sum(axis=1), 0.0, 1.0)
        feet = a + d * share[:, None]
        k = int(np.argmin(np.hypot(*(feet - np.array(near)).T)))
        for end in (k, k + 1):
            if np.hypot(*(points[end] - feet[k])) < 12 and 0 < end < len(nodes) - 1:
                return nodes[end]
        new = self.node(tuple(feet[k]))
        nodes.insert(k + 1, new)
        return new

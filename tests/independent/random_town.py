"""
Random towns with many of the tags that the method speaks of: a grid of streets, bent and torn, on which chance puts everything else.

    n ┌──┬──┬──┐      each side of a cell is a way of some kind, drawn either way, cut into pieces or not, or missing;
      ├──┼──┼──┤      cells may be squares or water; walls and a canal lie across; nodes may be gates, crossings, signals, lifts
      └──┴──┴──┘
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely

from tests.independent.drawn_town import XY, DrawnTown
from tests.independent.walkability import CARRIAGEWAYS

CELLS = 5
CELL_M = 130.0

KINDS = {
    "residential": 0.22, "service": 0.14, "footway": 0.17, "path": 0.05, "pedestrian": 0.04, "steps": 0.04, "cycleway": 0.04, "secondary": 0.07,
    "primary": 0.06, "tertiary": 0.05, "trunk": 0.03, "living_street": 0.03, "unclassified": 0.02, "secondary_link": 0.02, "elevator": 0.01,
    "construction": 0.01,
}  # fmt: skip
WAY_TAGS: list[tuple[float, dict[str, str]]] = [
    (0.05, {"access": "private"}),
    (0.02, {"foot": "residents"}),
    (0.02, {"access": "destination", "foot": "yes"}),
    (0.02, {"access": "no"}),
    (0.02, {"access": "no", "foot": "designated"}),
    (0.02, {"foot": "no"}),
    (0.01, {"foot": "use_sidepath"}),
    (0.02, {"motorroad": "yes"}),
    (0.04, {"bridge": "yes", "layer": "1"}),
    (0.03, {"tunnel": "yes", "layer": "-1"}),
    (0.02, {"tunnel": "yes", "level": "-1"}),
    (0.02, {"tunnel": "yes"}),
    (0.02, {"tunnel": "building_passage"}),
    (0.03, {"oneway": "yes"}),
    (0.02, {"oneway:foot": "yes"}),
    (0.02, {"oneway:foot": "-1"}),
    (0.01, {"foot:backward": "no"}),
    (0.02, {"conveying": "forward"}),
    (0.01, {"conveying": "reversible"}),
    (0.02, {"sidewalk": "both"}),
    (0.02, {"access:conditional": "no @ (Mo-Fr 09:00-11:00)"}),
    (0.02, {"foot:conditional": "no @ (Sa,Su); yes @ (Mo-Fr 08:00-18:00)", "access": "no"}),
    (0.01, {"access:conditional": "no @ snow"}),
]
NODE_TAGS: list[tuple[float, dict[str, str]]] = [
    (0.06, {"highway": "crossing", "crossing": "traffic_signals"}),
    (0.06, {"highway": "crossing", "crossing": "uncontrolled"}),
    (0.03, {"highway": "crossing"}),
    (0.02, {"crossing": "marked", "crossing:signals": "yes"}),
    (0.02, {"highway": "traffic_signals", "crossing": "traffic_signals"}),
    (0.05, {"highway": "traffic_signals"}),
    (0.02, {"highway": "elevator"}),
    (0.03, {"barrier": "gate"}),
    (0.04, {"barrier": "gate", "access": "private"}),
    (0.02, {"barrier": "gate", "locked": "yes"}),
    (0.02, {"barrier": "lift_gate", "access": "private", "foot": "yes"}),
    (0.02, {"barrier": "gate", "access": "no"}),
    (0.01, {"barrier": "block", "foot": "no"}),
    (0.02, {"barrier": "bollard"}),
]


@dataclass
class RandomTown:
    """A town with places for homes, facilities (points) and parks (rings)."""

    town: DrawnTown = field(default_factory=DrawnTown)
    homes: list[XY] = field(default_factory=list)
    facilities: list[XY] = field(default_factory=list)
    parks: list[list[XY]] = field(default_factory=list)


def draw_random_town(seed: int, *, homes: int = 60, facilities: int = 10) -> RandomTown:
    """The town of a seed."""
    return _Artist(np.random.default_rng(seed)).draw(homes, facilities)


class _Artist:
    """Draws with one random generator, so that a seed gives one town."""

    def __init__(self, random: np.random.Generator) -> None:
        self.random = random
        self.drawn = RandomTown()
        self.corner = {
            (i, j): (i * CELL_M + random.uniform(-25, 25), j * CELL_M + random.uniform(-25, 25))
            for i in range(CELLS + 1)
            for j in range(CELLS + 1)
        }
        self.sides: dict[tuple[tuple[int, int], tuple[int, int]], list[XY]] = {}

    def draw(self, homes: int, facilities: int) -> RandomTown:
        self._streets()
        for _ in range(3):
            self._square()
        self._double_crossing()
        self._walls()
        self._water()
        for place in list(self.drawn.town.nodes):
            self.drawn.town.node(place, self._tags(NODE_TAGS))
        self._parks()
        self.drawn.homes = [self._place() for _ in range(homes)]
        self.drawn.facilities = [self._place() for _ in range(facilities)]
        return self.drawn

    def _parks(self) -> None:
        """
        Two parks, off main roads and walls.

        Where an outline crosses such a line, the entrance lies on the barrier itself, and whether a leg along it meets it hangs on the last bit.
        """
        barred = [
            shapely.LineString(line)
            for line, tags in self.drawn.town.ways
            if tags.get("highway") in CARRIAGEWAYS or tags.get("barrier") or not tags.get("highway")
        ]
        while len(self.drawn.parks) < 2:
            ring = self._ring(*self._place(), 40)
            if not shapely.MultiLineString(barred).intersects(shapely.LineString(ring)):
                self.drawn.parks.append(ring)

    def _place(self) -> XY:
        east, north = self.random.uniform(-60, CELLS * CELL_M + 60, 2).tolist()
        return (east, north)

    def _chance(self, share: float) -> bool:
        return bool(self.random.random() < share)

    def _tags(self, table: list[tuple[float, dict[str, str]]]) -> dict[str, str]:
        """At most one row of a table, each as likely as it says."""
        left = self.random.random()
        for share, tags in table:
            left -= share
            if left < 0:
                return tags
        return {}

    def _streets(self) -> None:
        names = list(KINDS)
        shares = np.array(list(KINDS.values()))
        for i, j in self.corner:
            for other in ((i + 1, j), (i, j + 1)):
                if other in self.corner:
                    line = self._between(self.corner[i, j], self.corner[other])
                    self.sides[(i, j), other] = line
                    if self._chance(0.85):
                        kind = str(self.random.choice(names, p=shares / shares.sum()))
                        drawn = line if self._chance(0.5) else line[::-1]
                        self.drawn.town.ways.append((drawn, {"highway": kind, **self._tags(WAY_TAGS)}))
                        for place in drawn:
                            self.drawn.town.nodes.setdefault(place, {})

    def _between(self, start: XY, end: XY) -> list[XY]:
        """A bent line in one to four pieces."""
        shares = sorted(self.random.uniform(0.1, 0.9, int(self.random.integers(0, 4))).tolist())
        line = [(start[0] + (end[0] - start[0]) * s, start[1] + (end[1] - start[1]) * s) for s in shares]
        bent = [(x + float(self.random.uniform(-6, 6)), y + float(self.random.uniform(-6, 6))) for x, y in line]
        return [start, *bent, end]

    def _square(self) -> None:
        """A cell becomes a walkable area, as a way or as a multipolygon with a hole."""
        i, j = (int(n) for n in self.random.integers(0, CELLS, 2))
        south, north = self.sides[(i, j), (i + 1, j)], self.sides[(i, j + 1), (i + 1, j + 1)]
        west, east = self.sides[(i, j), (i, j + 1)], self.sides[(i + 1, j), (i + 1, j + 1)]
        ring = [*south[:-1], *east[:-1], *north[:0:-1], *west[::-1]]
        if not shapely.Polygon(ring).is_valid:
            return
        tags = {"highway": str(self.random.choice(["pedestrian", "footway"])), "area": "yes", **self._tags(WAY_TAGS)}
        if self._chance(0.5):
            self.drawn.town.way(ring, **tags)
            return
        half = len(ring) // 2
        outer = [self.drawn.town.way(ring[: half + 1]), self.drawn.town.way(ring[half:])]
        middle = np.mean(ring[:-1], axis=0)
        inner = self.drawn.town.way(self._ring(float(middle[0]), float(middle[1]), 18))
        self.drawn.town.relation([*((way, "outer") for way in outer), (inner, "inner")], **tags)

    def _ring(self, east: float, north: float, radius: float) -> list[XY]:
        angles = (np.arange(6) + self.random.uniform(0.1, 0.9, 6)) * np.pi / 3
        spread = self.random.uniform(0.6, 1.4, 6) * radius
        ring = [(east + r * np.cos(a), north + r * np.sin(a)) for a, r in zip(angles.tolist(), spread.tolist(), strict=True)]
        ring = [(float(x), float(y)) for x, y in ring]
        return [*ring, ring[0]]

    def _double_crossing(self) -> None:
        """A crossing way over two carriageways, with a node on each and perhaps one between them."""
        east, north = self.random.uniform(100, 500, 2).tolist()
        kind = str(self.random.choice(["primary", "secondary", "tertiary"]))
        marks = [{"crossing": "traffic_signals"}, {"crossing": "marked"}, {"highway": "crossing", "crossing": "uncontrolled"}]
        line: list[XY] = [
            (east - 50, north),
            (east - 12, north),
            (east - 6, north),
            (east, north + 1),
            (east + 7, north),
            (east + 13, north),
            (east + 55, north),
        ]
        self.drawn.town.way(line[:2], "footway")
        self.drawn.town.way(
            line[1:-1] if self._chance(0.7) else [line[1], line[2], line[4], line[5]], "footway", footway="crossing"
        )
        self.drawn.town.way(line[-2:], "footway")
        for place in (line[2], line[4]):
            self.drawn.town.way([(place[0], north - 70), place, (place[0], north + 70)], kind)
            self.drawn.town.node(place, dict(self.random.choice(marks)))  # type: ignore[arg-type]
        near = min(self.corner.values(), key=lambda c: abs(c[0] - east) + abs(c[1] - north))
        self.drawn.town.way([line[0], near], "footway")

    def _walls(self) -> None:
        for tags in ({"barrier": "wall"}, {"barrier": "fence"}, {"waterway": "canal"}, {"railway": "rail"}, {"barrier": "hedge"}):
            east, north = self._place()
            turn, length = float(self.random.uniform(0, np.pi)), float(self.random.uniform(50, 250))
            end = (east + length * np.cos(turn), north + length * np.sin(turn))
            self.drawn.town.way(
                [(east, north), (float(end[0]), float(end[1]))], **tags, **({"tunnel": "yes"} if self._chance(0.2) else {})
            )

    def _water(self) -> None:
        self.drawn.town.way(self._ring(*self._place(), 30), natural="water")
        outer = self.drawn.town.way(self._ring(*self._place(), 40))
        self.drawn.town.relation([(outer, "outer")], landuse="basin")

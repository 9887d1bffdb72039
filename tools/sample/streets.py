"""Streets between blocks: a grid of irregular lines, the ring road, the canal, crossings and signals."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tools.sample.frame import EXTENT, RECTANGLES
from tools.sample.names import ROADS_EAST_WEST, ROADS_NORTH_SOUTH
from tools.sample.world import World

RING_WEST, RING_NORTH, RING_SOUTH = -1000.0, 4500.0, -4200.0
SIDE_M = 36.0  # side roads of the ring run this far from its middle
CANAL_U = -2100.0
BANK_M = 60.0  # streets along the canal run this far from its middle
CANAL_V = (-4900.0, 1900.0)
CANAL_BRIDGES = (1900.0, 800.0, -400.0, -3000.0)

BIG_EAST_WEST = {7200.0: "secondary", 6300.0: "primary", 5400.0: "secondary", 3200.0: "secondary", 1900.0: "primary", 800.0: "secondary",
                 -400.0: "primary", -1700.0: "primary", -2900.0: "secondary", -5200.0: "secondary"}  # fmt: skip
BIG_NORTH_SOUTH = {
    -4300.0: "primary",
    -3100.0: "secondary",
    600.0: "primary",
    1600.0: "secondary",
    2600.0: "primary",
    3500.0: "secondary",
}

INSIDE_STEP, OUTSIDE_STEP = (165.0, 235.0), (250.0, 340.0)


@dataclass(frozen=True)
class Line:
    """A street line: where it runs on paper, its class and name."""

    at: float
    highway: str
    name: str

    @property
    def is_big(self) -> bool:
        """Secondary road or bigger."""
        return self.highway in {"primary", "secondary"}


@dataclass
class Streets:
    """Lines, the node of every crossing of two lines that exists, and the way of every piece between two crossings."""

    columns: list[Line]
    rows: list[Line]
    crossings: dict[tuple[int, int], int]
    pieces: dict[tuple[tuple[int, int], tuple[int, int]], int] = field(default_factory=dict)


def street_lines(rng: np.random.Generator) -> tuple[list[Line], list[Line]]:
    """North-south and east-west lines, ascending."""
    west, south, east, north = EXTENT
    sides_ns = {RING_WEST - SIDE_M: "tertiary", RING_WEST + SIDE_M: "tertiary"}
    sides_ew = {v + d: "tertiary" for v in (RING_NORTH, RING_SOUTH) for d in (-SIDE_M, SIDE_M)}
    banks = {CANAL_U - BANK_M: "residential", CANAL_U + BANK_M: "residential"}
    columns = _filled({**BIG_NORTH_SOUTH, **sides_ns, **banks}, west, east, (-3400, 2600), rng)
    rows = _filled({**BIG_EAST_WEST, **sides_ew, -3000.0: "tertiary"}, south, north, (-4200, 6300), rng)
    return _named(columns, ROADS_NORTH_SOUTH, "西二环辅路", sides_ns), _named(rows, ROADS_EAST_WEST, "二环辅路", sides_ew)


def _filled(
    fixed: dict[float, str], low: float, high: float, inside: tuple[float, float], rng: np.random.Generator
) -> dict[float, str]:  # fmt: skip
    lines = dict(fixed)
    stops = sorted([low, *fixed, high])
    for a, b in zip(stops[:-1], stops[1:], strict=True):
        within = inside[0] <= (a + b) / 2 <= inside[1]
        step = rng.uniform(*(INSIDE_STEP if within else OUTSIDE_STEP))
        n = round((b - a) / step)
        for i in range(1, n):
            at = float(np.round(a + (b - a) * i / n + rng.uniform(-14, 14)))
            lines[at] = "tertiary" if rng.random() < 0.16 else "residential"
    return lines


def _named(lines: dict[float, str], names: list[str], side: str, sides: dict[float, str]) -> list[Line]:
    ordered = sorted(lines)
    return [Line(at, lines[at], side if at in sides else names[i % len(names)]) for i, at in enumerate(ordered)]


def build_streets(world: World, rng: np.random.Generator) -> Streets:
    """Lay all street lines, the ring, the canal and their crossings."""
    columns, rows = street_lines(rng)
    streets = Streets(columns, rows, {})
    for i, column in enumerate(columns):
        for j, row in enumerate(rows):
            wobble = rng.uniform(-5, 5, 2) if not (column.is_big or row.is_big) else rng.uniform(-1.5, 1.5, 2)
            streets.crossings[i, j] = world.node((column.at + wobble[0], row.at + wobble[1]))
    _lay(world, streets, rng)
    _signals(world, streets, rng)
    _ring_road(world)
    _canal(world)
    _railways(world)
    return streets


def _lay(world: World, streets: Streets, rng: np.random.Generator) -> None:
    for j, row in enumerate(streets.rows):
        for i in range(len(streets.columns) - 1):
            a, b = streets.columns[i].at, streets.columns[i + 1].at
            _segment(world, streets, (i, j), (i + 1, j), row, _over_east_west(row, a, b), rng)
    for i, column in enumerate(streets.columns):
        for j in range(len(streets.rows) - 1):
            a, b = streets.rows[j].at, streets.rows[j + 1].at
            _segment(world, streets, (i, j), (i, j + 1), column, _over_north_south(column, a, b), rng)


def _segment(
    world: World,
    streets: Streets,
    start: tuple[int, int],
    end: tuple[int, int],
    line: Line,
    over: str,
    rng: np.random.Generator,
) -> None:
    """A piece of street; over the ring or the canal only as a bridge, and some small ones are missing."""
    if start not in streets.crossings or end not in streets.crossings or over == "nothing":
        return
    if line.highway == "residential" and not over and rng.random() < 0.10:
        return
    tags = {"highway": line.highway, "name": line.name}
    if over == "bridge":
        tags |= {"bridge": "yes", "layer": "1"}
    if line.is_big and rng.random() < 0.5:
        tags["sidewalk"] = "both"
    bend = 1.0 if line.is_big or over else 4.0
    world.line(streets.crossings[start], streets.crossings[end], tags, rng, step=80.0, bend=bend)
    if not over:
        streets.pieces[start, end] = len(world.ways) - 1


def _over_east_west(row: Line, a: float, b: float) -> str:
    if a < RING_WEST < b and RING_SOUTH < row.at < RING_NORTH:
        return "bridge" if row.is_big else "nothing"
    if a < CANAL_U < b and CANAL_V[0] < row.at <= CANAL_V[1]:
        return "bridge" if row.at in CANAL_BRIDGES else "nothing"
    return ""


def _over_north_south(column: Line, a: float, b: float) -> str:
    for ring in (RING_NORTH, RING_SOUTH):
        if a < ring < b and column.at > RING_WEST:
            return "bridge" if column.is_big or abs(column.at - RING_WEST) == SIDE_M else "nothing"
    return ""


def _signals(world: World, streets: Streets, rng: np.random.Generator) -> None:
    for (i, j), node in streets.crossings.items():
        column, row = streets.columns[i], streets.rows[j]
        if column.is_big and row.is_big:
            world.tag(node, {"highway": "traffic_signals"})
        elif column.is_big or row.is_big:
            chance = rng.random()
            if chance < 0.35:
                world.tag(node, {"highway": "crossing", "crossing": "traffic_signals"})
            elif chance < 0.75:
                world.tag(node, {"highway": "crossing", "crossing": "uncontrolled"})


def _ring_road(world: World) -> None:
    east = EXTENT[2]
    corners = [(east, RING_NORTH), (RING_WEST, RING_NORTH), (RING_WEST, RING_SOUTH), (east, RING_SOUTH)]
    stops: list[tuple[float, float]] = []
    for (u0, v0), (u1, v1) in zip(corners[:-1], corners[1:], strict=True):
        n = round(max(abs(u1 - u0), abs(v1 - v0)) / 100)
        stops += [(u0 + (u1 - u0) * k / n, v0 + (v1 - v0) * k / n) for k in range(n)]
    stops.append(corners[-1])
    world.way(
        [world.node(p) for p in stops],
        {"highway": "trunk", "name": "二环路", "oneway": "yes", "maxspeed": "80"},
    )


def _canal(world: World) -> None:
    low, high = CANAL_V
    vs = np.arange(high, low, -60.0)
    middle = [(CANAL_U + 6 * np.sin(v / 300), v) for v in vs]
    world.way([world.node(p) for p in middle], {"waterway": "canal", "name": "莲花河"})
    bank = [(u - 16, v) for u, v in middle] + [(u + 16, v) for u, v in reversed(middle)]
    world.ring(bank, {"natural": "water", "water": "canal", "name": "莲花河"})


def _railways(world: World) -> None:
    rail = [(u, -3360.0 - 40 * np.sin(u / 700)) for u in np.arange(EXTENT[0], -2300, 90.0)]
    world.way([world.node(p) for p in rail], {"railway": "rail", "name": "京广铁路"})
    subway = [(450.0, v) for v in np.arange(EXTENT[3], EXTENT[1], -200.0)]
    world.way(
        [world.node(p) for p in subway],
        {"railway": "subway", "name": "地铁4号线", "tunnel": "yes", "layer": "-2"},
    )


def inside_district(u: float, v: float) -> bool:
    """Whether a point on paper lies in the district."""
    return any(w <= u <= e and s <= v <= n for parts in RECTANGLES.values() for (w, s, e, n), _ in parts)

"""Ways over and under the ring road: footbridges with steps, underpasses."""

from __future__ import annotations

import numpy as np

from tools.sample.streets import RING_NORTH, RING_SOUTH, RING_WEST, SIDE_M, Streets
from tools.sample.world import World


def build_footbridges(world: World, streets: Streets, rng: np.random.Generator) -> int:
    """Join the side roads of the ring over or under it, where small streets end at them; returns how many."""
    built = 0
    index = {line.at: i for i, line in enumerate(streets.columns)}
    west, east = index[RING_WEST - SIDE_M], index[RING_WEST + SIDE_M]
    for j, row in enumerate(streets.rows):
        if RING_SOUTH < row.at < RING_NORTH and not row.is_big and rng.random() < 0.4:
            built += _join(world, streets, (west, j), (east, j), rng)
    row_of = {line.at: j for j, line in enumerate(streets.rows)}
    for ring in (RING_NORTH, RING_SOUTH):
        low, high = row_of[ring - SIDE_M], row_of[ring + SIDE_M]
        for i, column in enumerate(streets.columns):
            if column.at > RING_WEST + SIDE_M and not column.is_big and rng.random() < 0.4:
                built += _join(world, streets, (i, low), (i, high), rng)
    return built


def _join(world: World, streets: Streets, start: tuple[int, int], end: tuple[int, int], rng: np.random.Generator) -> int:
    if start not in streets.crossings or end not in streets.crossings:
        return 0
    a, b = streets.crossings[start], streets.crossings[end]
    p, q = np.array(world.places[a]), np.array(world.places[b])
    near, far = world.node(tuple(p + (q - p) * 0.18)), world.node(tuple(p + (q - p) * 0.82))
    deck = {"bridge": "yes", "layer": "1"} if rng.random() < 0.7 else {"tunnel": "yes", "layer": "-1"}
    world.way([a, near], {"highway": "steps"} | deck)
    world.way([near, far], {"highway": "footway"} | deck)
    world.way([far, b], {"highway": "steps"} | deck)
    return 1

"""Residential buildings and the people in them; other buildings for the background."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.sample.blocks import Block
from tools.sample.streets import inside_district
from tools.sample.world import UV

RESIDENTS = 1_100_000
MOST_PER_BLOCK = {"hutong": 26, "compound": 20, "open": 14, "walled off": 8, "wall truth": 12}


@dataclass
class Building:
    """A residential building: corners on paper, levels, and its people once they are shared out."""

    corners: list[UV]
    middle: UV
    levels: int
    kind: str
    people: dict[str, int]


def build_homes(blocks: list[Block], rng: np.random.Generator) -> list[Building]:
    """Put residential buildings into the blocks of the district and share 1.1 million people out among them."""
    homes: list[Building] = []
    for block in blocks:
        if block.kind in MOST_PER_BLOCK and inside_district(*block.middle):
            homes += _homes_of(block, rng)
    weight = np.array([_floor_area(h) * (1.5 if h.kind == "hutong" else 1.0) for h in homes]) * rng.lognormal(0, 0.25, len(homes))
    share = weight / weight.sum() * RESIDENTS
    people = np.floor(share).astype(int)
    people[np.argsort(-(share - people), kind="stable")[: RESIDENTS - int(people.sum())]] += 1
    for home, number in zip(homes, people, strict=True):
        home.people = _ages(int(number), rng)
    return homes


def _homes_of(block: Block, rng: np.random.Generator) -> list[Building]:
    most = MOST_PER_BLOCK[block.kind]
    margin = {"hutong": 14.0, "compound": 26.0, "open": 24.0, "walled off": 40.0, "wall truth": 26.0}[block.kind]
    width, height = block.east - block.west - 2 * margin, block.north - block.south - 2 * margin
    if width < 30 or height < 30:
        return []
    pitch = {"hutong": (34.0, 40.0), "compound": (56.0, 29.0), "open": (44.0, 40.0)}.get(block.kind, (62.0, 44.0))
    columns, rows = max(1, int(width / pitch[0])), max(1, int(height / pitch[1]))
    places = [(c, r) for c in range(columns) for r in range(rows)]
    rng.shuffle(places)
    homes = []
    for c, r in sorted(places[:most]):
        u = block.west + margin + width * (c + 0.5) / columns + rng.uniform(-3, 3)
        v = block.south + margin + height * (r + 0.5) / rows + rng.uniform(-3, 3)
        if block.kind == "hutong":
            size, levels = (rng.uniform(16, 26), rng.uniform(14, 22)), int(rng.choice([1, 1, 1, 2]))
        elif block.kind == "open":
            size, levels = (rng.uniform(24, 34), rng.uniform(20, 28)), int(rng.integers(8, 25))
        else:
            size, levels = (rng.uniform(38, 54), rng.uniform(11, 14)), int(rng.choice([5, 6, 6, 6, 12, 16]))
        w, h = size[0] / 2, size[1] / 2
        corners = [(u - w, v - h), (u + w, v - h), (u + w, v + h), (u - w, v + h)]
        homes.append(Building(corners, (u, v), levels, block.kind, {}))
    return homes


def _floor_area(home: Building) -> float:
    (u0, v0), _, (u1, v1), _ = home.corners
    return (u1 - u0) * (v1 - v0) * home.levels


def _ages(total: int, rng: np.random.Generator) -> dict[str, int]:
    old = int(rng.binomial(total, float(np.clip(rng.normal(0.26, 0.05), 0.1, 0.45))))
    return {
        "residents": total,
        "residents_0_3": int(rng.binomial(total - old, 0.030)),
        "residents_3_6": int(rng.binomial(total - old, 0.034)),
        "residents_6_12": int(rng.binomial(total - old, 0.066)),
        "residents_60plus": old,
        "residents_80plus": int(rng.binomial(old, 0.17)),
    }

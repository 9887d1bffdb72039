"""What fills the blocks between streets: hutong alleys, walled compounds, open housing, parks, lakes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tools.sample import truths
from tools.sample.names import ALLEYS
from tools.sample.streets import CANAL_U, CANAL_V, RING_NORTH, RING_SOUTH, RING_WEST, Streets, inside_district
from tools.sample.world import UV, World

HUTONG_ZONE = (-1000.0, -2000.0, 2600.0, 4500.0)
WALL_INSET = 11.0


@dataclass
class Block:
    """A block: its box on paper, what fills it, and the street way on each side (None where there is none)."""

    west: float
    south: float
    east: float
    north: float
    sides: dict[str, int | None]
    kind: str = ""
    outline: list[UV] = field(default_factory=list)  # of a park
    gates: list[int] = field(default_factory=list)

    @property
    def middle(self) -> UV:
        """Centre."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def at(self, right: float, up: float, inset: float = 0.0) -> UV:
        """Point at shares of the block without its ``inset``."""
        return (
            self.west + inset + (self.east - self.west - 2 * inset) * right,
            self.south + inset + (self.north - self.south - 2 * inset) * up,
        )


SIDES = {"w": (0.0, 0.5), "e": (1.0, 0.5), "s": (0.5, 0.0), "n": (0.5, 1.0)}


def find_blocks(streets: Streets) -> list[Block]:
    """All boxes between neighbouring lines that neither the ring nor the canal cuts."""
    blocks = []
    columns, rows = streets.columns, streets.rows
    for i in range(len(columns) - 1):
        for j in range(len(rows) - 1):
            w, e, s, n = columns[i].at, columns[i + 1].at, rows[j].at, rows[j + 1].at
            corners = [(i, j), (i + 1, j), (i, j + 1), (i + 1, j + 1)]
            if min(e - w, n - s) < 60 or sum(c in streets.crossings for c in corners) < 3:
                continue
            if w < RING_WEST < e and RING_SOUTH < (s + n) / 2 < RING_NORTH:
                continue
            if e > RING_WEST and (s < RING_NORTH < n or s < RING_SOUTH < n):
                continue
            if w < CANAL_U < e and CANAL_V[0] < (s + n) / 2 < CANAL_V[1]:
                continue
            pieces = streets.pieces
            sides = {
                "w": pieces.get(((i, j), (i, j + 1))), "e": pieces.get(((i + 1, j), (i + 1, j + 1))),
                "s": pieces.get(((i, j), (i + 1, j))), "n": pieces.get(((i, j + 1), (i + 1, j + 1))),
            }  # fmt: skip
            blocks.append(Block(w + 6, s + 6, e - 6, n - 6, sides))
    return blocks


def fill_blocks(world: World, blocks: list[Block], rng: np.random.Generator) -> None:
    """Decide what each block is and build it."""
    walled_off = _walled_off(blocks, rng)
    behind_the_wall = _nearest_compound(blocks)
    for number, block in enumerate(blocks):
        block.kind = "wall truth" if number == behind_the_wall else _kind(block, number in walled_off, rng)
        builder = {
            "hutong": _hutong, "compound": _compound, "open": _open, "park": _park, "lake": _park, "walled off": _walled_off_block,
            "wall truth": _wall_truth,
        }[block.kind]  # fmt: skip
        builder(world, block, rng)
    _island(world, blocks[min(walled_off)])


def _walled_off(blocks: list[Block], rng: np.random.Generator) -> set[int]:
    fit = [n for n, b in enumerate(blocks) if inside_district(*b.middle) and b.east - b.west > 170 and b.north - b.south > 170
           and not any(np.hypot(b.middle[0] - u, b.middle[1] - v) < 900 for u, v in _quiet())]  # fmt: skip
    return {int(n) for n in rng.choice(fit, truths.OFF_NETWORK_BLOCKS, replace=False)}


def _nearest_compound(blocks: list[Block]) -> int:
    """The block for the compound with a store behind its wall: wide enough, with streets on its eastern and another side."""
    u, v = truths.BEHIND_THE_WALL

    def off(number: int) -> float:
        block = blocks[number]
        fit = block.east - block.west > 140 and block.north - block.south > 140 and block.sides["e"] is not None
        open_elsewhere = any(block.sides[side] is not None for side in "wsn")
        return float(np.hypot(block.middle[0] - u, block.middle[1] - v)) if fit and open_elsewhere else np.inf

    return min(range(len(blocks)), key=off)


def _quiet() -> list[UV]:
    return [
        truths.FIVE_STARS,
        truths.BEHIND_THE_WALL,
        truths.NO_CLINIC,
        truths.PARTIAL,
        truths.ACROSS_THE_CANAL,
    ]


def _kind(block: Block, walled_off: bool, rng: np.random.Generator) -> str:
    if walled_off:
        return "walled off"
    u, v = block.middle
    west, south, east, north = HUTONG_ZONE
    chance = rng.random()
    if 700 < u < 1500 and 2300 < v < 4300 and chance < 0.42:
        return "lake"  # the lakes of the north-east
    if chance < 0.085:
        return "park"
    if west < u < east and south < v < north:
        return "hutong" if chance < 0.62 else "compound" if chance < 0.82 else "open"
    return "hutong" if chance < 0.12 else "compound" if chance < 0.58 else "open"


def _alley(rng: np.random.Generator) -> dict[str, str]:
    kind = "residential" if rng.random() < 0.6 else "footway"
    return {"highway": kind, "name": str(rng.choice(ALLEYS))}


def _hutong(world: World, block: Block, rng: np.random.Generator) -> None:
    n = max(1, round((block.north - block.south) / 75))
    for k in range(n):
        up = (k + 0.5) / n + rng.uniform(-0.05, 0.05)
        tags = _alley(rng)
        ends = [_door(world, block, side, up, rng) for side in ("w", "e")]
        if ends[0] is not None and ends[1] is not None and rng.random() < 0.8:
            world.line(ends[0], ends[1], tags, rng, step=45.0, bend=5.0)
        else:
            start = next((e for e in ends if e is not None), None)
            if start is not None:
                world.line(start, world.node(block.at(0.55, up)), tags, rng, step=45.0, bend=5.0)
    if rng.random() < 0.35:
        doors = [_door(world, block, side, rng.uniform(0.3, 0.7), rng) for side in ("s", "n")]
        if None not in doors:
            world.line(doors[0], doors[1], _alley(rng), rng, step=45.0, bend=5.0)


def _door(world: World, block: Block, side: str, share: float, rng: np.random.Generator) -> int | None:
    """Node on the street at one side; on a big road some are crossings."""
    way = block.sides[side]
    if way is None:
        return None
    right, up = SIDES[side]
    node = world.join(way, block.at(right if side in "we" else share, share if side in "we" else up))
    if world.ways[way][1]["highway"] in {"primary", "secondary"} and node not in world.node_tags and rng.random() < 0.5:
        signals = rng.random() < 0.4
        world.tag(node, {"highway": "crossing", "crossing": "traffic_signals" if signals else "uncontrolled"})
    return node


def _compound(world: World, block: Block, rng: np.random.Generator) -> None:
    sides = [s for s in "wesn" if block.sides[s] is not None]
    rng.shuffle(sides)
    public = rng.random() < 0.3
    gates = []
    for n, side in enumerate(sides[: 1 + int(rng.random() < 0.7) + int(rng.random() < 0.3)]):
        tags = {"barrier": "gate"}
        if not public or n > 0:
            tags |= {"access": "private"} if rng.random() < 0.8 else {"locked": "yes"}
        gates.append((side, float(rng.uniform(0.3, 0.7)), tags))
    _walled(world, block, gates, private=not public, rng=rng)


def _wall_truth(world: World, block: Block, rng: np.random.Generator) -> None:
    away = next(side for side in "wsn" if block.sides[side] is not None)  # from the store behind the eastern wall
    _walled(world, block, [(away, 0.5, {"barrier": "gate", "access": "private"})], private=True, rng=rng)


def _walled_off_block(world: World, block: Block, rng: np.random.Generator) -> None:
    _walled(world, block, [], private=True, rng=rng)


def _walled(
    world: World,
    block: Block,
    gates: list[tuple[str, float, dict[str, str]]],
    *,
    private: bool,
    rng: np.random.Generator,
) -> None:
    """A wall around the block with its gates, and a loop of service ways inside."""
    inset = WALL_INSET
    wall: list[tuple[float, int]] = []  # (place along the ring, node)
    for k, corner in enumerate(((0, 0), (1, 0), (1, 1), (0, 1))):
        wall.append((float(k), world.node(block.at(*corner, inset))))
    tags = {"highway": "service"} | ({"access": "private"} if private else {})
    inner = [world.node(block.at(r, u, inset + 32)) for r, u in ((0, 0), (1, 0), (1, 1), (0, 1))]
    rings = {"s": (0, False), "e": (1, False), "n": (2, True), "w": (3, True)}
    doors: dict[str, list[tuple[float, int]]] = {s: [] for s in "wesn"}
    for side, share, gate_tags in gates:
        right, up = (SIDES[side][0], share) if side in "we" else (share, SIDES[side][1])
        gate = world.node(block.at(right, up, inset), **gate_tags)
        inside = world.node(block.at(right, up, inset + 32))
        street = world.join(block.sides[side], block.at(right, up))  # type: ignore[arg-type]
        world.way([street, gate, inside], dict(tags))
        first, backwards = rings[side]
        wall.append((first + (1 - share if backwards else share), gate))
        doors[side].append((share, inside))
        block.gates.append(gate)
    ordered = [node for _, node in sorted(wall)]
    world.way([*ordered, ordered[0]], {"barrier": "wall"})
    if not gates:
        return
    loop: list[int] = []
    for k, side in enumerate("senw"):
        loop.append(inner[k])
        loop += [node for _, node in sorted(doors[side], reverse=rings[side][1])]
    world.way([*loop, loop[0]], tags)
    if block.north - block.south > 150:
        left, right_ = world.node(block.at(0, 0.5, inset + 32)), world.node(block.at(1, 0.5, inset + 32))
        way = len(world.ways) - 1
        a = world.join(way, world.places[left])
        b = world.join(way, world.places[right_])
        world.line(a, b, tags, rng, step=60.0)


def _open(world: World, block: Block, rng: np.random.Generator) -> None:
    kind = "service" if rng.random() < 0.5 else "footway"
    for pair in (("w", "e"), ("s", "n")):
        doors = [_door(world, block, side, rng.uniform(0.35, 0.65), rng) for side in pair]
        if None not in doors and rng.random() < 0.85:
            world.line(doors[0], doors[1], {"highway": kind}, rng, step=60.0, bend=6.0)
    if block.sides["w"] is not None and block.sides["n"] is not None and rng.random() < 0.3:
        doors = [_door(world, block, "w", 0.75, rng), _door(world, block, "n", 0.25, rng)]
        tags = {"highway": "footway"} | ({"oneway:foot": "yes"} if rng.random() < 0.1 else {})
        world.line(doors[0], doors[1], tags, rng, step=60.0, bend=6.0)


def _park(world: World, block: Block, rng: np.random.Generator) -> None:
    inset = 9.0
    sides = [s for s in "wesn" if block.sides[s] is not None]
    doors: dict[str, int] = {}
    for side in sides[:3]:
        right, up = SIDES[side]
        gate = world.node(
            block.at(right, up, inset),
            **({"entrance": "main"} if rng.random() < 0.5 else {"barrier": "entrance"}),
        )
        street = world.join(block.sides[side], block.at(right, up))  # type: ignore[arg-type]
        doors[side] = gate
        world.way([street, gate], {"highway": "footway"})
    loop = [world.node(block.at(0.5 + 0.3 * np.cos(a), 0.5 + 0.3 * np.sin(a), inset)) for a in np.arange(0, 2 * np.pi, np.pi / 6)]
    world.way([*loop, loop[0]], {"highway": "path"})
    nearest = {"w": 6, "e": 0, "s": 9, "n": 3}
    for side, gate in doors.items():
        world.way([gate, loop[nearest[side]]], {"highway": "path"})
    ring: list[int] = []
    for side, corner in zip("senw", ((0, 0), (1, 0), (1, 1), (0, 1)), strict=True):
        ring.append(world.node(block.at(*corner, inset)))
        ring += [doors[side]] if side in doors else []
    world.way([*ring, ring[0]], {"leisure": "park", "name": f"{rng.choice(ALLEYS)[:2]}公园"})
    block.outline = [world.places[n] for n in ring]
    if block.kind == "lake":
        shore = [block.at(0.5 + 0.22 * np.cos(a), 0.5 + 0.22 * np.sin(a), inset) for a in np.arange(0, 2 * np.pi, np.pi / 8)]
        world.ring(shore, {"natural": "water", "water": "lake"})


def _island(world: World, block: Block) -> None:
    """A few paths in a walled-off block that join no street."""
    nodes = [world.node(block.at(r, u, 40)) for r, u in ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8))]
    world.way([*nodes, nodes[0]], {"highway": "footway"})

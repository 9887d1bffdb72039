"""The small study with chance in its streets: some are missing, some are private, and gates and barriers stand on crossings."""

from dataclasses import replace

import numpy as np

GATE, SHUT, PRIVATE = {"barrier": "gate", "access": "private"}, {"barrier": "gate", "access": "no"}, "private"


def gated_streets(streets, seed, *, missing=0.4, private=0.3, gates=12, shut=4):
    """Streets of the small study, each piece between two crossings a way of its own (numbers from 100)."""
    draw = np.random.default_rng(seed)
    ways = []
    for _, nodes, tags in streets.ways:
        for pair in zip(nodes, nodes[1:], strict=False):
            kind = draw.random()
            if kind >= missing:
                more = {"access": PRIVATE} if kind > 1 - private else {}
                ways.append((100 + len(ways), tuple(pair), {**tags, **more}))
    used = sorted({node for _, nodes, _ in ways for node in nodes})
    at = draw.choice(used, gates + shut, replace=False).tolist()
    tags = dict.fromkeys(at[:gates], GATE) | dict.fromkeys(at[gates:], SHUT)
    return replace(streets, ways=tuple(ways), node_tags=tags)

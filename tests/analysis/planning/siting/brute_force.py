"""
Every set of sites, tried one by one: what the siting models are held against.

Written from the definitions alone, with dictionaries and loops; nothing of the package is used.
"""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass, field


@dataclass
class Town:
    """``seconds[site][demand]`` (absent: beyond reach), people, community of each demand point, minutes to an existing facility."""

    people: list[int]
    community: list[int]
    existing: list[float]
    seconds: list[dict[int, float]]
    limit: float = 600.0
    count: int = 2
    cost: list[float] = field(default_factory=list)
    budget: float | None = None
    locked: set[int] = field(default_factory=set)
    apart: set[tuple[int, int]] = field(default_factory=set)
    capacity: list[float] | None = None


def random_town(seed: int, *, n_sites: int = 8, n_demand: int = 14) -> Town:
    draw = random.Random(seed)
    sites = [(draw.uniform(0, 1200), draw.uniform(0, 1200)) for _ in range(n_sites)]
    homes = [(draw.uniform(0, 1200), draw.uniform(0, 1200)) for _ in range(n_demand)]
    seconds = []
    for x, y in sites:
        away = {j: float(round(math.hypot(x - u, y - v) * draw.choice([1.0, 1.2, 1.6]))) for j, (u, v) in enumerate(homes)}
        seconds.append({j: s for j, s in away.items() if s <= 900})
    town = Town(
        people=[draw.randint(1, 40) for _ in homes],
        community=[int(u // 400) for u, _ in homes],
        existing=[draw.choice([math.inf, math.inf, 300.0, 700.0, 900.0]) for _ in homes],
        seconds=seconds,
        count=draw.randint(1, 4),
        cost=[float(draw.randint(0, 9)) for _ in sites],
    )
    if draw.random() < 0.3:
        town.budget = float(draw.randint(0, 20))
    if draw.random() < 0.3:
        town.locked = {draw.randrange(n_sites)}
    if draw.random() < 0.4:
        town.apart = {
            (a, b) for a, b in itertools.combinations(range(n_sites), 2) if math.dist(sites[a], sites[b]) < 350
        }  # fmt: skip
    return town


def allowed_sets(town: Town, most: int | None = None):
    n = len(town.seconds)
    for size in range((town.count if most is None else most) + 1):
        for chosen in itertools.combinations(range(n), size):
            if not town.locked <= set(chosen):
                continue
            if town.budget is not None and sum(town.cost[i] for i in chosen) > town.budget:
                continue
            if any(a in chosen and b in chosen for a, b in town.apart):
                continue
            yield chosen


def newly_covered(town: Town, chosen) -> dict[int, int]:
    """People by demand point who are covered by these sites and by no existing facility."""
    return {
        j: people
        for j, people in enumerate(town.people)
        if town.existing[j] > town.limit and any(town.seconds[i].get(j, math.inf) <= town.limit for i in chosen)
    }


def covered(town: Town, chosen) -> float:
    if town.capacity is None:
        return sum(newly_covered(town, chosen).values())
    return served(town, chosen)


def served(town: Town, chosen) -> float:
    """Most people within capacities: by Hall's condition the least, over all subsets of sites, of their room and all others reached."""
    homes = newly_covered(town, chosen)
    best = math.inf
    for size in range(len(chosen) + 1):
        for full in itertools.combinations(chosen, size):
            others = [i for i in chosen if i not in full]
            reached = {j for j in homes if any(town.seconds[i].get(j, math.inf) <= town.limit for i in others)}
            best = min(best, sum(town.capacity[i] for i in full) + sum(homes[j] for j in reached))
    return best


def saved(town: Town, chosen, bound: float = 900.0) -> float:
    """Seconds that people walk less, where whoever has nothing within the bound counts with the bound."""
    total = 0.0
    for j, people in enumerate(town.people):
        before = min(town.existing[j], bound)
        after = min([before, *(town.seconds[i].get(j, math.inf) for i in chosen)])
        total += people * (before - after)
    return total


def longest(town: Town, chosen) -> float:
    """Longest walk of all who can be reached by anything."""
    worst = 0.0
    for j in range(len(town.people)):
        every = [town.existing[j], *(s.get(j, math.inf) for s in town.seconds)]
        if min(every) < math.inf:
            worst = max(worst, min([town.existing[j], *(town.seconds[i].get(j, math.inf) for i in chosen)]))
    return worst


def shortfall_gain(town: Town, chosen) -> float:
    """Squares of the uncovered shares, in percentage points: today's less those with these sites."""
    new = newly_covered(town, chosen)
    total = 0.0
    for community in set(town.community):
        homes = [j for j, c in enumerate(town.community) if c == community]
        people = sum(town.people[j] for j in homes)
        today = sum(town.people[j] for j in homes if town.existing[j] > town.limit)
        then = today - sum(new.get(j, 0) for j in homes)
        total += (100 * today / people) ** 2 - (100 * then / people) ** 2
    return total


def coverable(town: Town) -> set[int]:
    return set(newly_covered(town, range(len(town.seconds))))

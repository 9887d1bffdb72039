"""Robust or fragile, and what turns a star."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.planning.robustness.single_paths import WAY
from xc_gis.analysis.planning.robustness.star_bounds import UNRATED, Counted
from xc_gis.analysis.planning.robustness.weights import extreme_weights, reached_shares
from xc_gis.analysis.planning.robustness.worlds import BEST, WORST
from xc_gis.findings import VALUE

UNKNOWN_LOW, UNKNOWN_HIGH, WEIGHTS, TOGETHER = "unknown-", "unknown+", "weights", "together"
AS_IT_IS = "as it is"

SEED = 13
"""Of the draws: the same study gives the same figures."""

VERDICT_COLUMNS = ("community_id", "stars", "robust", "lowest", "highest", "turned_by", "kept")
"""
Contract, and ``kept``: the part of the draws in which the star stays. Stars are nullable integers, empty where too little is known;
``turned_by``: codes joined by ``;``, empty where the star is robust.
"""


def verdicts(
    ids: Sequence[str],
    worlds: Mapping[str, Counted],
    extremes: tuple[Ints, Ints],
    spread: float,
    draws: int,
    single: Mapping[int, Sequence[int]] | None = None,
) -> pd.DataFrame:
    """
    Say how sure the stars of communities are.

    Parameters
    ----------
    ids
        Of the communities.
    worlds
        Communities by world, ``AS_IT_IS`` among them.
    extremes
        Lowest and highest stars of any combination.
    spread, draws
        Of the weights; number of combinations that are drawn.
    single
        By row: ways each of which turns the star alone where it is missing.

    Returns
    -------
    DataFrame
        ``VERDICT_COLUMNS``.
    """
    base = worlds[AS_IT_IS].stars()
    turned = turned_by(worlds, spread)
    lowest, highest = (np.where(end == UNRATED, UNRATED, end) for end in extremes)
    lowest, highest = np.minimum(lowest, base), np.maximum(highest, base)
    robust = (lowest == base) & (highest == base)
    reasons = [
        ";".join([*(code for code, rows in turned.items() if rows[row]), *(f"{WAY}{way}" for way in (single or {}).get(row, ()))])
        or ("" if robust[row] else TOGETHER)
        for row in range(len(base))
    ]
    return pd.DataFrame(
        {
            "community_id": list(ids), "stars": _whole(base), "robust": robust, "lowest": _whole(lowest), "highest": _whole(highest),
            "turned_by": reasons, "kept": kept_share(worlds, spread, draws),
        }
    )[list(VERDICT_COLUMNS)]  # fmt: skip


def turned_by(worlds: Mapping[str, Counted], spread: float) -> dict[str, Bools]:
    """By code of a setting, or ``value:<KEY>`` of a figure that nobody stated: the communities whose star it turns alone, at one end of its range."""
    base = worlds[AS_IT_IS]
    stars = base.stars()
    found: dict[str, Bools] = {
        name: world.stars() != stars for name, world in worlds.items() if name not in {AS_IT_IS, WORST, BEST}
    }
    of_residents = base.with_values_met()
    found[UNKNOWN_LOW], found[UNKNOWN_HIGH] = of_residents.stars(at="low") != stars, of_residents.stars(at="high") != stars
    found |= {f"{VALUE}{key}": base.without_value(key).stars() != stars for key in base.rule.typed}
    found[WEIGHTS] = np.logical_or.reduce([base.stars(weight) != stars for weight in turning_weights(base, spread)])
    return found


def turning_weights(base: Counted, spread: float) -> list[Floats]:
    """Weights at the ends of their ranges: for the lowest and highest score, and for the lowest and highest completeness."""
    rule, parts = base.rule, reached_shares(base.bounds.point, base.rule)
    ends = [extreme_weights(parts, rule.weight, spread, high=high) for high in (False, True)]
    for known, other in ((1 - spread, 1 + spread), (1 + spread, 1 - spread)):
        ends.append(np.where(base.known, rule.weight * known, rule.weight * other))
    return ends


def kept_share(worlds: Mapping[str, Counted], spread: float, draws: int) -> Floats:
    """Part of the draws in which the star of each community stays: a world, an end of what is unknown, and weights at random."""
    stars = worlds[AS_IT_IS].stars()
    kept, random, names = np.zeros(len(stars)), np.random.default_rng(SEED), sorted(worlds)
    for _ in range(draws):
        world = worlds[names[int(random.integers(len(names)))]]
        weight = world.rule.weight * random.uniform(1 - spread, 1 + spread, len(world.rule.weight))
        at = ("point", "low", "high")[int(random.integers(3))]
        kept += world.stars(np.broadcast_to(weight, world.applies.shape), at) == stars
    return kept / max(draws, 1)


def _whole(stars: Ints) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(stars.astype(np.int64), stars == UNRATED)

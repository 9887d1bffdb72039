"""
Several coordinate systems in one file: a list that two people filled from two maps.

Found by rows, not on the average: rows that only one system puts into the study area, or where their own text says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xc_gis.sources.crs.hypotheses import Hypothesis
from xc_gis.sources.crs.verdict import Verdict

FEWEST_ROWS = 5
SMALLEST_SHARE = 0.05
"""Fewer rows, or a smaller share, than both of these are slips of single rows, and are treated as such."""

ANOTHER_WORLD_M = 10_000.0
"""Farther apart than any two datums: degrees beside metres, or swapped axes, and never a row just across the border."""

EXPLAINED_ALONE, EXPLAINED_TOGETHER = 0.9, 0.95
"""One system is enough where it explains this share; two are found where together they explain that one."""


@dataclass(frozen=True)
class Mixture:
    """Rows (positions in the layer) that only this system explains, for each of the systems in a file."""

    parts: tuple[tuple[Hypothesis, np.ndarray], ...]
    undecided: int


def find_mixture(verdict: Verdict) -> Mixture | None:
    """Find two or more systems in one layer, or None."""
    return _by_area(verdict) or _by_words(verdict)


def stray_rows(verdict: Verdict, chosen: Hypothesis) -> list[tuple[int, Hypothesis]]:
    """Single rows that lie outside the study area as they stand, and inside with another system: a slip of that row."""
    found: dict[int, Hypothesis] = {}
    turned = Hypothesis(chosen.crs, not chosen.swapped)
    for h in sorted(verdict.inside, key=lambda h: h != turned):  # the likeliest slip first
        for position in np.flatnonzero(verdict.inside[h] & _elsewhere(verdict, chosen, h)):
            found.setdefault(int(verdict.rows[position]), h)
    return sorted(found.items())


def _elsewhere(verdict: Verdict, one: Hypothesis, other: Hypothesis) -> np.ndarray:
    """Rows that two systems put far apart, or that only one of them can hold."""
    distance = np.hypot(*(verdict.points[one] - verdict.points[other]).T)
    return ~(distance <= ANOTHER_WORLD_M)


def _enough(count: int, total: int) -> bool:
    return count >= FEWEST_ROWS and count >= SMALLEST_SHARE * total


def _by_area(verdict: Verdict) -> Mixture | None:
    """Rows in degrees and rows in metres, or rows with swapped axes: the first system that holds them, again and again."""
    total = len(verdict.rows)
    left = np.ones(total, dtype=bool)
    parts: list[tuple[Hypothesis, np.ndarray]] = []
    order: Sequence[Hypothesis] = [*([verdict.best] if verdict.best else []), *verdict.inside]
    while True:
        rows = {h: verdict.inside[h] & left for h in order}
        h = max(order, key=lambda h: int(rows[h].sum()))
        if not _enough(int(rows[h].sum()), total):
            break
        parts.append((h, verdict.rows[rows[h]]))
        left &= ~_near(verdict, h)
    return Mixture(tuple(parts), int(left.sum())) if len(parts) > 1 else None


def _near(verdict: Verdict, h: Hypothesis) -> np.ndarray:
    """Rows that this system puts into the study area or not far from it."""
    middle = np.nanmedian(verdict.points[h][verdict.inside[h]], axis=0)
    reach = np.hypot(*(verdict.points[h][verdict.inside[h]] - middle).T).max() + ANOTHER_WORLD_M
    near: np.ndarray = np.hypot(*(verdict.points[h] - middle).T) <= reach
    return near


def _by_words(verdict: Verdict) -> Mixture | None:
    """Rows of which only one system, and rows of which only another one, puts them where their text says."""
    words, total = verdict.words, len(verdict.words.rows)
    if total == 0 or not verdict.candidates:
        return None
    hits = {h: words.hits[h] for h in verdict.candidates}
    if max(h.mean() for h in hits.values()) >= EXPLAINED_ALONE:
        return None
    pairs = [(a, b) for i, a in enumerate(verdict.candidates) for b in verdict.candidates[i + 1 :]]
    for a, b in sorted(pairs, key=lambda pair: -int((hits[pair[0]] | hits[pair[1]]).sum())):
        only_a, only_b = hits[a] & ~hits[b], hits[b] & ~hits[a]
        together = (hits[a] | hits[b]).mean()
        if together >= EXPLAINED_TOGETHER and _enough(int(only_a.sum()), total) and _enough(int(only_b.sum()), total):
            rows = verdict.rows[words.rows]
            rest = len(verdict.rows) - int(only_a.sum()) - int(only_b.sum())
            return Mixture(((a, rows[only_a]), (b, rows[only_b])), rest)
    return None

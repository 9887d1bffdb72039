"""
What no set of changes that passes the gates of a level costs less than: worked out in a moment, without a solver.

Families
    Questions that some type of facility serves together are a family; a facility covers people in the questions of one family only. So a set of
    changes is so many facilities of each family, and what it gains is the sum of what its families gain.
What a family gains
    With ``m`` facilities no more people are covered than are uncovered, than ``m`` times those of the best place, and, from two on, than ``m / 2``
    times those of the best two places (of any ``m`` places some two cover ``2 / m`` of what all cover, or more). A change costs at least as much as the cheapest
    of the family. A category that counts as unknown is taken to be known, and as well covered as can be, with the first change of its family.
The cheapest choice
    Over the families, the most that can be gained for so much money and so many more categories of each list: the score, the lists and the gates
    of each mandatory category are asked for; what else a level asks for is left out.

Each step takes more for possible than the model of the level (``level_model``) does, so nothing that the model allows costs less than the bound.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.level_model import SLACK, access_asked
from xc_gis.analysis.planning.next_star.most_covered import MostCovered
from xc_gis.analysis.planning.next_star.offers import Units
from xc_gis.analysis.planning.next_star.standing import Share, Standing
from xc_gis.model.costs import SURVEY, ChangeCosts
from xc_gis.shares import GUARD, misses
from xc_gis.standard.category_lists import LeastOfList

LOOSE = 1e-5
"""Part of the weights by which a score may fall short and still pass: more than all that a solver lets through."""

MOST_STEPS = 64
"""Steps of cost that are looked at; a bound beyond is told as this many."""

FINEST = 16
"""The dearest change is so many steps at most; costs between two steps count as the lower one."""

ALL = 10**6
"""More facilities than there are places."""

ROUNDED = 1e-12
"""Part by which a quotient of costs may be off."""

MOST_STATES = 4000
"""States of the lists that are counted together; a list with which there would be more is left out."""


@dataclass(frozen=True)
class _Option:
    """A number of facilities of one family: steps of cost, parts of the score, and categories by list."""

    steps: int
    gain: float
    offered: tuple[int, ...]


class LevelBounds:
    """Bounds for the communities of one ground."""

    def __init__(self, ground: StarGround, costs: ChangeCosts) -> None:
        self._ground, self._costs = ground, costs
        self._families = families_of({key: one.question.types for key, one in ground.asked.items()})

    def least(self, standing: Standing, units: Units, surveyed: Collection[str], level: int) -> float:
        """
        What no set of changes costs less than that passes the gates of a level in the model; inf where there is none.

        ``surveyed``: codes of the categories whose lists could be completed.
        """
        covered = MostCovered(self._ground, standing, units)
        asked = standing.rule.standard.levels[level]
        lists = _lists_asked(standing, level)
        wanted = access_asked(standing, asked.min_score)
        unknown = any(share.is_unknown for share in standing.main_shares())
        survey = self._costs.of(SURVEY)
        by_family: list[tuple[float, list[Share]]] = []
        for keys, kinds in self._families:
            shares = [share for share in standing.shares if share.key in keys and share.applies]
            cost = min((self._costs.of(kind) for kind in kinds), default=math.inf)
            if any(share.is_unknown and share.category.code in surveyed for share in shares if not share.senior):
                cost = min(cost, survey)
            by_family.append((cost, shares))
        step = _step([cost for cost, _ in by_family])
        found = math.inf
        for low in (False, True) if unknown else (False,):
            ways = [
                _Family(standing, covered, shares, level, lists, wanted, low=low).options(cost / step)
                for cost, shares in by_family
            ]
            if all(ways):
                found = min(found, _cheapest(ways, _score_asked(standing, wanted, low=low), [count for _, count in lists]) * step)
        return found


def families_of(types: Mapping[str, Collection[str]]) -> list[tuple[set[str], set[str]]]:
    """Questions that hang together by the types of facility that serve them: their keys, and the types."""
    found: list[tuple[set[str], set[str]]] = []
    for key, kinds in types.items():
        keys, all_kinds = {key}, set(kinds)
        apart = []
        for other in found:
            if other[1] & all_kinds:
                keys |= other[0]
                all_kinds |= other[1]
            else:
                apart.append(other)
        found = [*apart, (keys, all_kinds)]
    return found


def _step(costs: Sequence[float]) -> float:
    """The step in which costs are counted."""
    some = [cost for cost in costs if 0 < cost < math.inf]
    return max(min(some), max(some) / FINEST) if some else 1.0


def _lists_asked(standing: Standing, level: int) -> list[tuple[LeastOfList, int]]:
    """Lists of which categories are lacking today, and how many; not more than can be counted together."""
    standard = standing.rule.standard
    asked: list[tuple[LeastOfList, int]] = []
    states = 1
    for least in standard.levels[level].at_least:
        one = standard.lists[least.list]
        have = sum(
            share.category.code in one.categories and _is_offered(share, one.covered_min) for share in standing.main_shares()
        )
        lacking = least.count - have
        if lacking > 0 and states * (lacking + 1) <= MOST_STATES:
            states *= lacking + 1
            asked.append((least, lacking))
    return asked


def _is_offered(share: Share, least: float) -> bool:
    return not misses(share.covered if share.is_unknown else share.quotient, least)


def _score_asked(standing: Standing, wanted: float, *, low: bool) -> float:
    """Part of all weights that the categories must bring: of those that are known, or, where the score is lifted to its low bound, of all."""
    shares = standing.main_shares()
    weights = sum(share.category.weight for share in shares)
    counted = sum(share.category.weight for share in shares if low or not share.is_unknown)
    return wanted * counted / weights - SLACK - LOOSE if weights else -math.inf


@dataclass(frozen=True)
class _Family:
    """What facilities of one family do for a community."""

    standing: Standing
    covered: MostCovered
    shares: Sequence[Share]
    level: int
    lists: Sequence[tuple[LeastOfList, int]]
    wanted: float
    low: bool

    def options(self, cost: float) -> list[_Option]:
        """Numbers of changes worth a look, fewest first, each of so many steps; empty: whatever is built, a mandatory category falls short."""
        found: list[_Option] = []
        before: list[float] = []
        for number in (*range(MOST_STEPS + 1), ALL) if cost < math.inf else (0,):
            more = [self.covered.most(share.key, number) for share in self.shares]
            if self._passes(more):
                gain = sum(
                    self._part(share, won, number) for share, won in zip(self.shares, more, strict=True) if not share.senior
                )
                offered = tuple(
                    sum(self._may_be_offered(share, won, number, least) for share, won in zip(self.shares, more, strict=True))
                    for least, _ in self.lists
                )
                if not found or gain > found[-1].gain + SLACK or offered > found[-1].offered:
                    found.append(_Option(number * math.floor(cost * (1 + ROUNDED)) if number else 0, gain, offered))
            if number and more == before:
                break
            before = more
        return found

    def _passes(self, more: Sequence[float]) -> bool:
        """Whether each mandatory category that is known may reach what the level asks of it."""
        level = self.standing.rule.standard.levels[self.level]
        for share, won in zip(self.shares, more, strict=True):
            least = level.senior_priority_min if share.senior else level.mandatory_each_min
            asked = share.category.mandatory and (share.category.senior_priority or not share.senior)
            if asked and least is not None and not share.is_unknown and not _reaches(share, won, least):
                return False
        return True

    def _part(self, share: Share, won: float, number: int) -> float:
        """Part of all weights that a category may bring to the score."""
        weight = share.category.weight / self._weights
        target = self.standing.rule.standard.scoring.category_target
        if self.low:
            return weight * min(1.0, (share.covered + won) / target + SLACK)
        if share.is_unknown:
            return weight * max(0.0, 1.0 - self.wanted) if number or self._known_for_nothing(share) else 0.0
        seen = share.covered + share.gap
        most = (1.0 - share.gap + min(won, share.gap)) / target
        if seen > 0:
            most = min(most, (share.covered + won) / seen / target)
        return weight * min(1.0, most + SLACK)

    def _may_be_offered(self, share: Share, won: float, number: int, least: LeastOfList) -> bool:
        """Whether a category that a list lacks may count then."""
        one = self.standing.rule.standard.lists[least.list]
        if share.senior or share.category.code not in one.categories or _is_offered(share, one.covered_min):
            return False
        if not share.is_unknown:
            return _reaches(share, won, one.covered_min)
        return number > 0 or self._known_for_nothing(share) or won >= one.covered_min - share.covered - LOOSE

    def _known_for_nothing(self, share: Share) -> bool:
        """Whether a category that counts as unknown may be known without a change: gates are open, or it lacks next to nothing."""
        return self.covered.most(share.key, 0) > 0 or share.unknown - self.standing.unknown_max <= LOOSE

    @cached_property
    def _weights(self) -> float:
        return sum(share.category.weight for share in self.standing.main_shares())


def _reaches(share: Share, won: float, least: float) -> bool:
    """Whether a known category may be covered for so many when so many more of all are covered."""
    return won >= least * share.gap - (1.0 - least) * share.covered - SLACK - GUARD - LOOSE


def _cheapest(families: Sequence[Sequence[_Option]], score: float, lacking: Sequence[int]) -> float:
    """
    Steps of the cheapest choice of one option for each family with which the score and all lists are enough.

    ``MOST_STEPS`` + 1 where there is none among these, inf where whatever is built is not enough.
    """
    everything = sum(max(one.gain for one in options) for options in families)
    if everything < score:
        return math.inf
    if any(sum(max(one.offered[n] for one in options) for options in families) < count for n, count in enumerate(lacking)):
        return math.inf
    shape = (MOST_STEPS + 1, *(count + 1 for count in lacking))
    best = np.full(shape, -np.inf)
    best[(0,) * len(shape)] = 0.0
    base = 0.0
    for options in families:
        if len(options) == 1 and options[0].steps == 0 and not any(options[0].offered):
            base += options[0].gain
            continue
        after = np.full(shape, -np.inf)
        for one in options:
            if one.steps <= MOST_STEPS:
                moved = best[: len(best) - one.steps] + one.gain
                for axis, number in enumerate(one.offered, start=1):
                    moved = _moved(moved, axis, number)
                np.maximum(after[one.steps :], moved, out=after[one.steps :])
        best = after
    last = best.reshape(len(best), -1)[:, -1]  # of every list there is enough
    enough = np.flatnonzero(last + base >= score)
    return float(enough[0]) if len(enough) else float(MOST_STEPS + 1)


def _moved(table: Floats, axis: int, number: int) -> Floats:
    """States with so many more categories of a list; more than are lacking count as enough."""
    if not number:
        return table
    moved = np.full(table.shape, -np.inf)
    rows, into = np.moveaxis(table, axis, 0), np.moveaxis(moved, axis, 0)
    number = min(number, len(rows) - 1)
    into[number:] = rows[: len(rows) - number]
    into[-1] = rows[len(rows) - 1 - number :].max(axis=0)
    return moved

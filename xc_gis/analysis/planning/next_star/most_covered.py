"""How many people of a community a number of facilities cover at most, question by question: exact for one and two, a bound for more."""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.offers import Units
from xc_gis.analysis.planning.next_star.standing import Standing

ROUNDED = 1e-9
"""Part by which sums of people may differ with the order in which they are taken."""


class MostCovered:
    """
    Those who may be newly covered, by key of a question, as parts of all whom the question asks about.

    Parameters
    ----------
    units
        Who is not covered today, and who of them may be for nothing (``free``).
    """

    def __init__(self, ground: StarGround, standing: Standing, units: Units) -> None:
        self._ground, self._standing = ground, standing
        self._near = ground.near(standing.row)
        frame = ground.found.data.communities
        self._name = str(frame["community_id"].iloc[standing.row])
        self._quarter = str(frame["subdistrict"].fillna("").iloc[standing.row])
        nobody = np.zeros(len(units), dtype=bool)
        self._free, self._people = {}, {}
        total = {share.key: share for share in standing.shares if share.applies}
        for key in dict.fromkeys(units.key.tolist()):
            if key in total:
                mine, share = units.key == key, total[key]
                free = (nobody if units.free is None else units.free)[mine]
                point = units.point[mine]
                people = np.zeros(len(self._near.points))
                people[np.searchsorted(self._near.points, point[~free])] = share.people[point[~free]] / share.total
                self._free[key], self._people[key] = float(share.people[point[free]].sum()) / share.total, people
        self._one = self._best_places()
        self._two: dict[str, float] = {}

    def all_of(self, key: str) -> float:
        """All who are not covered today."""
        return self._free[key] + float(self._people[key].sum()) if key in self._people else 0.0

    def most(self, key: str, number: int) -> float:
        """The most whom so many facilities cover."""
        if key not in self._people:
            return 0.0
        free, all_ = self._free[key], self.all_of(key)
        best = float(self._one[key].max(initial=0.0))
        if number <= 1 or number * best <= 0 or free + best >= all_:
            return min(all_, free + number * best + (ROUNDED if number and best else 0.0))
        if key not in self._two:
            self._two[key] = self._best_two(key)
        return min(all_, free + number / 2 * self._two[key] + ROUNDED)

    def _best_places(self) -> dict[str, Floats]:
        """By key and place of the neighbourhood: those whom a facility there covers; 0 where no type may be built for the community."""
        asked, found = self._ground.asked, {}
        by_reach: dict[tuple[str, float], list[str]] = {}
        for key in self._people:
            by_reach.setdefault((asked[key].question.profile, asked[key].limit_s), []).append(key)
        for reach, keys in by_reach.items():
            worth = self._near.within(*reach).astype(float) @ np.stack([self._people[key] for key in keys], axis=1)
            for n, key in enumerate(keys):
                found[key] = np.where(self._allowed(key), worth[:, n], 0.0)
        return found

    def _allowed(self, key: str) -> Bools:
        places = self._near.places
        allowed = np.zeros(len(places), dtype=bool)
        for kind in self._ground.asked[key].question.types:
            allowed |= self._ground.may_build(kind, places, self._name, self._quarter)
        return allowed

    def _best_two(self, key: str) -> float:
        """Those whom the best two places cover together."""
        one, asked = self._one[key], self._ground.asked[key]
        people = self._people[key]
        reached = self._near.within(asked.question.profile, asked.limit_s)
        best = int(one.argmax())
        with_best = float((one + one[best] - reached @ (people * reached[best])).max())
        # two that cover more: each covers more than is left to the other
        rows = np.flatnonzero((one > 0) & (one >= with_best - one[best]))
        rows = rows[np.unique(np.packbits(reached[np.ix_(rows, people > 0)], axis=1), axis=0, return_index=True)[1]]
        table = reached[np.ix_(rows, people > 0)].astype(float)
        own = one[rows]
        both = own[:, None] + own[None, :] - (table * people[people > 0]) @ table.T
        return max(with_best, float(both.max(initial=0.0)))

"""Stars of a community after facilities are built and surveys made, rated as a whole run of the changed study rates them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.coverage.coverage import COVERED, GAP
from xc_gis.analysis.planning.community_counts import CommunityCounts
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.surveys import Survey


@dataclass(frozen=True)
class Building:
    """A facility of a type at one of the places of a ground."""

    kind: str
    place: int


class ChangedStars:
    """Rates communities of a ground after changes; what is not changed is as the ground found it."""

    def __init__(self, ground: StarGround) -> None:
        self._ground = ground
        self._names = ground.found.data.communities["community_id"].to_numpy(dtype=object)
        self._quarters = ground.found.data.communities["subdistrict"].fillna("").to_numpy(dtype=object)

    def counts(self, row: int, buildings: Iterable[Building], surveys: Sequence[Survey] = ()) -> CommunityCounts:
        """Residents and stars of the community ``row`` after the changes."""
        ground = self._ground
        points = ground.points_of(row)
        states, changed = dict(ground.found.states), set()
        for survey in surveys:
            for key, settled in survey.settles.items():
                states[key] = _copied(states, ground, key)
                mine = settled[states[key][settled] != COVERED]
                states[key][mine] = GAP
                changed.add(survey.category)
        for building in buildings:
            if not self._serves(building, row):
                continue
            for key, one in ground.asked.items():
                if building.kind not in one.question.types:
                    continue
                reached = ground.places.within(one.question.profile, one.limit_s, points, np.array([building.place]))[0]
                states[key] = _copied(states, ground, key)
                states[key][points[reached]] = COVERED
                changed.add(one.category.code)
        return ground.counter.count_again(np.array([row]), changed, states)

    def stars(self, row: int, buildings: Iterable[Building], surveys: Sequence[Survey] = ()) -> int | None:
        """Point stars; None where too little is known to rate."""
        found = self.counts(row, buildings, surveys).stars
        return None if bool(found.without_stars[0]) else int(found.stars[0])

    def _serves(self, building: Building, row: int) -> bool:
        place = np.array([building.place])
        return bool(self._ground.may_build(building.kind, place, str(self._names[row]), str(self._quarters[row]))[0])


def _copied(states: dict[str, np.ndarray], ground: StarGround, key: str) -> np.ndarray:
    return states[key].copy() if states[key] is ground.found.states[key] else states[key]


class NewlyCovered:
    """Residents of the whole study whom a facility would newly cover, by type and place."""

    def __init__(self, ground: StarGround, groups: dict[str, Floats]) -> None:
        self._ground, self._groups = ground, groups
        self._won: dict[str, Floats] = {}

    def of(self, kind: str, places: Ints) -> Floats:
        """Person-times over the categories that the type offers; a catchment is not looked at."""
        total = np.zeros(len(places))
        for key, one in self._ground.asked.items():
            if key == one.category.code and kind in one.question.types:
                total += self._by_place(key)[places]
        return total

    def _by_place(self, key: str) -> Floats:
        if key not in self._won:
            ground, one = self._ground, self._ground.asked[key]
            lacking = (ground.found.states[key] != COVERED) & (ground.home >= 0)
            people = np.where(lacking, self._groups[one.category.code], 0.0)
            table = ground.places.seconds[one.question.profile].copy()
            table.data = (table.data <= one.limit_s + 1.0).astype(float)
            self._won[key] = np.asarray(people @ table, dtype=float)
        return self._won[key]

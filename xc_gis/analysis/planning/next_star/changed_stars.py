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
        return self._counted(row, [tuple(buildings)], surveys)

    def stars(self, row: int, buildings: Iterable[Building], surveys: Sequence[Survey] = ()) -> int | None:
        """Point stars; None where too little is known to rate."""
        found = int(self.stars_of_each(row, [tuple(buildings)], surveys)[0])
        return None if found < 0 else found

    def stars_of_each(self, row: int, sets: Sequence[Sequence[Building]], surveys: Sequence[Survey] = ()) -> Ints:
        """Point stars after each of some sets of buildings, all with the same surveys; -1 where too little is known to rate."""
        found = self._counted(row, sets, surveys).stars
        stars: Ints = np.where(found.without_stars, -1, found.stars)
        return stars

    def _counted(self, row: int, sets: Sequence[Sequence[Building]], surveys: Sequence[Survey]) -> CommunityCounts:
        ground, near = self._ground, self._ground.near(row)
        points = ground.counter.points_of(row)
        on_street = np.searchsorted(points, near.points)  # ascending, both
        states = {key: np.repeat(ground.found.states[key][points][None, :], len(sets), axis=0) for key in ground.asked}
        changed = set()
        for survey in surveys:
            for key, settled in survey.settles.items():
                states[key][:, np.searchsorted(points, settled)] = GAP
                changed.add(survey.category)
        for number, buildings in enumerate(sets):
            for building in buildings:
                if not self.may_serve(building, row):
                    continue
                at = near.rows_of(np.array([building.place]))[0]
                for key, one in ground.asked.items():
                    if building.kind in one.question.types:
                        reached = near.within(one.question.profile, one.limit_s)[at]
                        states[key][number, on_street[reached]] = COVERED
                        changed.add(one.category.code)
        return ground.counter.count_each(row, changed, {key: state.ravel() for key, state in states.items()}, len(sets))

    def may_serve(self, building: Building, row: int) -> bool:
        """Whether somebody of a community reaches the place of a facility whose catchment takes them in."""
        if not self._ground.near(row).has(building.place):
            return False
        place = np.array([building.place])
        return bool(self._ground.may_build(building.kind, place, str(self._names[row]), str(self._quarters[row]))[0])


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

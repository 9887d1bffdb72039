"""Stars of all communities of a district after facilities are built anywhere in it and lists completed all over it, as a whole run rates them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from xc_gis.analysis.arrays.geometry import Ints
from xc_gis.analysis.planning.next_star.changed_stars import Building
from xc_gis.analysis.planning.next_star.search import FIVE, StarSearch
from xc_gis.analysis.planning.next_star.surveys import Survey


class DistrictStars:
    """
    Rates communities of one search after changes of the whole district.

    Attributes
    ----------
    today
        By community: point stars as things stand, -1 where it is not rated.
    """

    def __init__(self, search: StarSearch) -> None:
        self.search = search
        n = len(search.ground.found.data.communities)
        stars = [search.stars_today(row) for row in range(n)]
        self.today: Ints = np.array([-1 if one is None else one for one in stars], dtype=np.int64)
        self._surveys: dict[tuple[int, str], Survey | None] = {}

    def survey(self, row: int, code: str) -> Survey | None:
        """What completing the list of a category all over the district settles for one community; None: nothing."""
        if (row, code) not in self._surveys:
            self._surveys[row, code] = self.search.surveys.of(code, self.search.ground.points_of(row))
        return self._surveys[row, code]

    def touched(self, buildings: Iterable[Building], codes: Collection[str]) -> list[int]:
        """Communities of which somebody reaches one of the places, or is settled by one of the surveys; ascending."""
        places = {one.place for one in buildings}
        ground = self.search.ground
        return [
            row for row in range(len(self.today))
            if any(ground.near(row).has(place) for place in places) or any(self.survey(row, code) for code in codes)
        ]  # fmt: skip

    def of_each(self, row: int, sets: Sequence[Sequence[Building]], codes: Collection[str]) -> Ints:
        """Stars of a community after each of some sets of buildings; -1 where it is not rated."""
        near = self.search.ground.near(row)
        surveys = [one for one in (self.survey(row, code) for code in sorted(codes)) if one is not None]
        mine = [[one for one in some if near.has(one.place)] for some in sets]
        return self.search.rating.stars_of_each(row, mine, surveys)

    def after(self, buildings: Sequence[Building], codes: Collection[str]) -> Ints:
        """Stars of all communities after the changes; -1 where one is not rated."""
        stars = self.today.copy()
        for row in self.touched(buildings, codes):
            stars[row] = self.of_each(row, [buildings], codes)[0]
        return stars

    def fives(self, buildings: Sequence[Building], codes: Collection[str]) -> int:
        """Communities of five stars after the changes."""
        return int((self.after(buildings, codes) == FIVE).sum())

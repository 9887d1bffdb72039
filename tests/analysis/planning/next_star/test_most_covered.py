"""Whom so many facilities cover at most, against every set of so many places."""

from itertools import combinations

import numpy as np
import pytest

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.next_star.most_covered import MostCovered
from xc_gis.analysis.planning.next_star.offers import covers_of

CLOSED = ("K07E", "K07W", "K08E", "K08W", "K09E", "K09W")


@pytest.mark.parametrize("free", [False, True])
def test_no_places_cover_more_and_some_two_cover_as_many(tmp_path, free):
    study, found = star_town(tmp_path / "s", closed=CLOSED, surveyed=("MED", "CVS"))
    search, looked_at = search_of(study, found), 0
    for row in (0, 1):
        case = search.case(row, 5)
        units = case.units
        if free:
            units = units.with_free({key: np.arange(len(search.ground.home)) % 3 == 0 for key in search.ground.asked})
        covered = MostCovered(search.ground, case.standing, units)
        for share in case.standing.shares:
            mine = units.key == share.key
            if not share.applies or not mine.any():
                continue
            people = share.people[units.point[mine]] / share.total
            gone = np.zeros(mine.sum(), dtype=bool) if units.free is None else units.free[mine]
            assert covered.all_of(share.key) == pytest.approx(people.sum())
            assert covered.most(share.key, 0) == pytest.approx(people[gone].sum())
            kinds = search.ground.asked[share.key].question.types
            reach = np.concatenate([covers_of(search.ground, row, units, kind, case.places)[:, mine] for kind in kinds])
            reach = np.unique(reach, axis=0)
            for number in (1, 2, 3):
                best = max(people[np.any(some, axis=0) | gone].sum() for some in combinations(reach, min(number, len(reach))))
                assert best <= covered.most(share.key, number) + 1e-12
                if number < 3:
                    assert covered.most(share.key, number) == pytest.approx(best, abs=1e-6)
                looked_at += 1
    assert looked_at > 10


def test_of_a_question_that_nobody_lacks_there_is_nothing_to_cover(tmp_path):
    study, found = star_town(tmp_path / "s")
    search = search_of(study, found)
    case = search.case(0, 5)
    assert MostCovered(search.ground, case.standing, case.units).most("no such question", 3) == 0.0

"""Newly covered residents of the whole study, by place."""

import numpy as np
import pytest

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.coverage.coverage import COVERED
from xc_gis.analysis.planning.next_star.changed_stars import Building, NewlyCovered


def test_newly_covered_are_uncovered_residents_who_reach_the_place(tmp_path):
    study, found = star_town(tmp_path / "s")
    search = search_of(study, found)
    ground, places = search.ground, np.arange(len(search.ground.places.xy))
    won = NewlyCovered(ground, search.people.groups).of("CVS", places)
    inside = np.flatnonzero(ground.home >= 0)
    for place in places:
        reached = inside[ground.places.within("adult", 300.0, inside, np.array([place]))[0]]
        lacking = reached[found.states["CVS"][reached] != COVERED]
        assert won[place] == pytest.approx(study.data.demand["residents"].to_numpy()[lacking].sum())
    assert won.max() > 0


def test_without_changes_stars_are_those_of_the_run(tmp_path):
    study, found = star_town(tmp_path / "s")
    search = search_of(study, found)
    assert [search.rating.stars(row, []) for row in (0, 1)] == found.rating["stars"].tolist()


def test_sets_rated_together_are_rated_as_each_alone(tmp_path):
    study, found = star_town(tmp_path / "s", surveyed=("MED", "VEG"))
    search = search_of(study, found)
    for row in (0, 1):
        case = search.case(row, 5)
        surveys = tuple(case.surveys.values())
        sets = [(), *((Building(str(k), int(p)),) for k, p in zip(case.offers.kind, case.offers.place, strict=True))]
        sets.append(tuple(one for some in sets for one in some))
        together = search.rating.stars_of_each(row, sets, surveys)
        alone = [search.rating.stars(row, some, surveys) for some in sets]
        assert together.tolist() == [-1 if stars is None else stars for stars in alone]
        assert len(set(alone)) > 1

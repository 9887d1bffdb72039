"""Stars of a whole district after changes are those of a whole run."""

import random

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from tests.analysis.planning.next_star.test_search import whole_run
from xc_gis.analysis.planning.next_star.changed_stars import Building
from xc_gis.analysis.planning.next_star.district_stars import DistrictStars
from xc_gis.model.changes import AddFacility, CompleteSurvey


def test_a_whole_run_gives_the_same_stars(tmp_path):
    study, found = star_town(tmp_path / "s", surveyed=("MED", "VEG"))
    search, draw = search_of(study, found), random.Random(5)
    stars, lonlat = DistrictStars(search), search.ground.places.lonlat
    met = set()
    for codes in ((), ("CVS", "SUP"), ("CVS", "FOD", "ELD", "SUP")):
        built = [Building(draw.choice(("CVS", "CHS", "SUP")), draw.randrange(len(lonlat))) for _ in range(5)]
        changes = [AddFacility(type=one.kind, at=tuple(lonlat[one.place])) for one in built]
        run = whole_run(study, [*changes, *(CompleteSurvey(category=code) for code in codes)])
        after = stars.after(built, codes)
        assert after.tolist() == run.fillna(-1).astype(int).tolist()
        met |= set(after.tolist())
    assert len(met) > 1


def test_nothing_done_changes_nothing(tmp_path):
    study, found = star_town(tmp_path / "s")
    stars = DistrictStars(search_of(study, found))
    assert stars.touched([], []) == []
    assert stars.after([], []).tolist() == found.rating["stars"].tolist()

"""Times are searched again as soon as anything that they answer is another, and nobody who changes them changes what is kept."""

from dataclasses import replace

import numpy as np
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.analysis.assessment import questions
from xc_gis.analysis.times.travel_times import Ends
from xc_gis.operations.batch.known_times import KnownTimes
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    study = read_study(write_small_study(tmp_path_factory.mktemp("times")))
    found = analyse(study)
    scene = found.scene
    ends = Ends(scene.demand, found.areas, scene.facility, scene.facility_points)
    return {"network": scene.network, "barriers": scene.barriers, "ends": ends, "services": found.services,
            "questions": questions(study.standard), "settings": study.settings, "progress": Silent()}, found.times  # fmt: skip


def test_the_same_questions_are_searched_once(asked):
    words, times = asked
    known = KnownTimes()
    for _ in range(2):
        found = known.search(**words)
        for key, seconds in times.items():
            np.testing.assert_array_equal(found[key], seconds)
            found[key][:] = -1  # whoever gets them may change them
    assert known.searched == 1


def test_other_questions_paces_people_or_facilities_are_searched(asked):
    words, _ = asked
    known, ends = KnownTimes(), words["ends"]
    slower = words["settings"].override({"walk.speed.senior": 0.7}, origin="study", where="")
    other = type(ends.areas)(ends.areas.of("own_community")[::-1], ends.areas.of("own_subdistrict"))
    for more in (
        {}, {"settings": slower}, {"questions": words["questions"][:3]}, {"services": words["services"][1:]}, {"ends": replace(ends, areas=other)},
    ):  # fmt: skip
        known.search(**{**words, **more})
    assert known.searched == 5

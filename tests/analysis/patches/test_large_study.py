"""Patch by patch a study has the legs and times that it has in one piece, to the last bit."""

import numpy as np
import pytest

from tests.analysis.patches.conftest import QUESTIONS
from xc_gis.analysis.legs.legs import LEG_COLUMNS, PAIR_COLUMNS, attach
from xc_gis.analysis.patches.division import Sizes
from xc_gis.analysis.patches.large_study import FiledPoints, LargeStudy
from xc_gis.analysis.times.travel_times import walking_times
from xc_gis.progress import Silent

SIZES = Sizes(least_nodes=0, most_points=200)


def backwards(tasks):
    """The last first, some twice, as where a worker was thought dead."""
    for number in reversed(range(len(tasks))):
        function, words = tasks[number]
        if number % 3 == 0:
            function(*words)
        yield number, function(*words)


@pytest.fixture(scope="module")
def divided(city, tmp_path_factory):
    large = LargeStudy(tmp_path_factory.mktemp("large"), backwards, sizes=SIZES)
    demand, facility = large.attach(city.network, city.barriers, city.demand_xy, city.points.xy, city.settings, Silent())
    return large, demand, facility


def test_the_city_has_what_makes_patches_difficult(city, whole):
    demand, facility, times = whole
    assert city.network.gated.any()
    assert not city.network.node_is_open.all()
    assert city.network.length_m.max() > 2000
    assert len(city.barriers.start) > 300
    assert demand.off_network[demand.legs.point].any()  # legs onto an island alone
    assert facility.off_network.any()
    for question in QUESTIONS:
        known = ~np.isnan(times[question.key])
        assert not known.all(), question.key
        assert known.any() == (question.key != "none"), question.key


def test_legs(divided, whole):
    large, *points = divided
    assert large.patches > 8
    for mine, expected in zip(points, whole[:2], strict=True):
        assert isinstance(mine, FiledPoints)
        assert np.array_equal(mine.off_network, expected.off_network)
        for table, names in (("candidates", PAIR_COLUMNS), ("legs", LEG_COLUMNS)):
            for name in names:
                one, other = (getattr(getattr(study, table), name) for study in (mine, expected))
                assert one.dtype == other.dtype, name
                assert np.array_equal(one, other, equal_nan=name == "offset_m"), name


def test_times(city, divided, whole):
    large, demand, facility = divided
    times = city.asked(large.search, demand, facility)
    assert list(times) == [question.key for question in QUESTIONS]
    for key, seconds in whole[2].items():
        assert seconds.tobytes() == times[key].tobytes(), key


@pytest.mark.parametrize("changes", [{"legs": "nearest"}, {"gates": "open", "legs.max_m": 40.0, "walk.steps_factor": 1.0}])
def test_other_settings(city, tmp_path, changes):
    chosen = city.settings.override(changes, origin="study", where="test")
    large = LargeStudy(tmp_path, sizes=SIZES)
    demand, facility = large.attach(city.network, city.barriers, city.demand_xy, city.points.xy, chosen, Silent())
    times = city.asked(large.search, demand, facility, QUESTIONS[:3], chosen)
    whole = [attach(city.network, city.barriers, xy, chosen) for xy in (city.demand_xy, city.points.xy)]
    for key, seconds in city.asked(walking_times, *whole, QUESTIONS[:3], chosen).items():
        assert seconds.tobytes() == times[key].tobytes(), key


def test_a_smaller_network_is_left_whole_and_points_of_others_are_searched_whole(city, divided, whole, tmp_path):
    small = LargeStudy(tmp_path)
    demand, facility = small.attach(
        city.network, city.barriers, city.demand_xy[:30], city.points.xy[:30], city.settings, Silent()
    )
    assert small.patches == 0
    assert not isinstance(demand, FiledPoints)
    assert list(tmp_path.iterdir()) == []
    again = city.asked(divided[0].search, *whole[:2])  # of a scene that it did not attach
    assert again["all"].tobytes() == whole[2]["all"].tobytes()
    assert len(demand.legs.point) + len(facility.legs.point) > 0

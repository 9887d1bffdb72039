"""What is known of a list, and what of it answers for another."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from xc_gis.analysis.causes.known_times import Known, KnownTimes, Listed, concerned, lesser, within_reach

NAN = np.nan


def listed(*rows):
    """Facilities of ``(type, x)``, with more traits behind."""
    frame = gpd.GeoDataFrame(
        [{"type": r[0], "serves": "", "building": False, "status": "open", **(r[2] if len(r) > 2 else {})} for r in rows],
        geometry=[None if r[1] is None else shapely.Point(r[1], 0) for r in rows],
    )
    return Listed.of(frame)


def test_a_list_is_what_is_open_and_has_a_place():
    mine = listed(("A", 1), ("A", 2, {"status": "closed"}), ("B", None), ("A", 1), ("B", 3))
    assert {kind: list(rows.values()) for kind, rows in mine.rows.items()} == {"A": [3], "B": [4]}
    assert (mine.count(["A"]), mine.count(["A", "B", "C"])) == (1, 2)


@pytest.mark.parametrize("trait", [{"serves": "C1"}, {"building": True}, {"status": "closed"}])
def test_a_facility_that_times_would_differ_by_is_another(trait):
    one, other = listed(("A", 1), ("A", 2)), listed(("A", 1), ("A", 2, trait))
    assert one.beyond(other, ["A"]).tolist() == [1]
    assert other.beyond(one, ["A"]).tolist() == ([] if "status" in trait else [1])
    assert one.beyond(other, ["B"]).tolist() == []


def test_the_list_that_differs_least_answers_as_far_as_it_was_looked_for():
    lists = {n: listed(*(("A", x) for x in range(n))) for n in (10, 11, 12)}
    known, seconds = KnownTimes(), np.array([30.0, 70.0, NAN])
    for n, bound in ((10, 100.0), (12, 50.0)):
        known.remember("key", Known(lists[n], bound, seconds))
    near = known.near("key", lists[11], ("A",), 50.0)
    assert (near.known.listed, near.came.tolist(), near.went.tolist()) == (lists[10], [10], [])
    assert known.near("key", lists[12], ("A",), 50.0).known.listed is lists[12]
    assert known.near("key", lists[12], ("A",), 60.0).known.listed is lists[10]
    assert known.near("key", lists[12], ("A",), 101.0) is None
    assert known.near("other", lists[12], ("A",), 1.0) is None
    np.testing.assert_array_equal(near.known.within(60.0), [30.0, NAN, NAN])
    assert near.known.within(100.0) is seconds


def test_a_list_of_which_much_differs_answers_nothing():
    known = KnownTimes()
    known.remember("key", Known(listed(*(("A", x) for x in range(8))), 1.0, np.zeros(1)))
    assert known.near("key", listed(*(("A", x) for x in range(10))), ("A",), 1.0) is not None
    assert known.near("key", listed(*(("A", x) for x in range(11))), ("A",), 1.0) is None
    assert known.near("key", listed(("B", 1)), ("A",), 1.0) is None


def test_times_that_were_looked_for_farther_take_the_place_of_others():
    known, mine = KnownTimes(), listed(("A", 1))
    for bound in (10.0, 20.0):
        known.remember("key", Known(mine, bound, np.array([bound])))
    assert known.near("key", mine, ("A",), 5.0).known.bound_s == 20.0


def test_whoever_went_concerns_those_that_had_nothing_nearer():
    seconds, gone = np.array([10.0, 10.0, 10.0, NAN, NAN]), np.array([10.0, 10.1, NAN, 5.0, NAN])
    assert concerned(seconds, gone).tolist() == [True, False, False, False, False]
    np.testing.assert_array_equal(lesser(seconds, gone), [10.0, 10.0, 10.0, 5.0, NAN])


def test_reach_is_straight_and_by_point():
    xy = np.array([[0.0, 0], [100, 0], [200, 0], [NAN, NAN], [300, 0]])
    near = within_reach(xy, np.array([50.0, 49, -1, 500, 0]), np.array([[50.0, 0], [300, 0]]))
    assert near.tolist() == [0, 4]
    assert within_reach(xy, np.full(5, 1e9), np.empty((0, 2))).tolist() == []

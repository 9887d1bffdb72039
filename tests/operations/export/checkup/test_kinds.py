"""Communities of a kind: medians of all communities part them."""

import pytest

from tests.ui.presenters.result.figures import community
from xc_gis.operations.export.checkup.kinds import kinds


def town(name, people, old):
    return community(community_id=name, residents={"residents": people, "residents_60plus": old})


LARGE_OLD = [town(f"a{n}", 1000, 300) for n in range(3)]
SMALL_YOUNG = [town(f"b{n}", 100, 10) for n in range(3)]


def test_size_and_age_beside_the_medians_make_a_kind():
    found = kinds([*LARGE_OLD, *SMALL_YOUNG])
    assert found["a0"].members == ("a0", "a1", "a2")
    assert (found["a0"].is_large, found["a0"].is_old, found["a0"].residents) == (True, True, 550)
    assert found["a0"].seniors == pytest.approx(0.2)
    assert (found["b2"].is_large, found["b2"].is_old) == (False, False)


def test_a_community_at_the_median_counts_as_large():
    found = kinds([town("a", 10, 1), town("b", 20, 2), town("c", 20, 2), town("d", 20, 2)])
    assert {name: kind.is_large for name, kind in found.items()} == {"b": True, "c": True, "d": True}


def test_where_ages_are_not_known_size_alone_decides():
    towns = [community(community_id=f"c{n}", residents={"residents": 100 * n}) for n in range(1, 7)]
    found = kinds(towns)
    assert found["c6"].is_old is None
    assert found["c6"].seniors is None
    assert found["c6"].members == ("c4", "c5", "c6")


def test_nobody_unknown_numbers_and_few_of_a_kind_have_none():
    lonely = town("x", 1000, 10)
    found = kinds([*LARGE_OLD, *SMALL_YOUNG, lonely, town("empty", 0, 0), community(community_id="?", residents={})])
    assert {"x", "empty", "?"}.isdisjoint(found)
    assert kinds([]) == {}

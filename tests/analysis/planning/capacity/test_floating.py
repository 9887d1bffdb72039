"""Floating catchments against their definition: on paper, by loops, and what must hold of any town."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from xc_gis.analysis.planning.capacity.floating import balanced, two_step
from xc_gis.analysis.times.pair_times import PairTimes


def pairs_of(reach):
    """Pairs of a table facilities × demand points of weights; 0 is out of reach."""
    place, demand = np.nonzero(reach)
    return PairTimes(place, demand, np.zeros(len(place))), reach[place, demand]


def by_loops(reach, people, supply):
    """2SFCA as the definition says it, one sum after the other."""
    facilities, homes = reach.shape
    ratio = []
    for j in range(facilities):
        used = sum(reach[j, i] * people[i] for i in range(homes))
        ratio.append(supply[j] / used if used else 0.0)
    return [sum(reach[j, i] * ratio[j] for j in range(facilities)) for i in range(homes)]


@st.composite
def towns(draw):
    facilities, homes = draw(st.integers(1, 5)), draw(st.integers(1, 8))
    weight = st.sampled_from([0.0, 0.0, 0.2, 0.5, 1.0])
    reach = np.array([[draw(weight) for _ in range(homes)] for _ in range(facilities)])
    people = np.array([float(draw(st.integers(0, 400))) for _ in range(homes)])
    supply = np.array([float(draw(st.integers(0, 90))) for _ in range(facilities)])
    return reach, people, supply


def test_one_catchment_over_all_is_total_supply_over_total_demand():
    pairs, weight = pairs_of(np.ones((3, 4)))
    people, supply = np.array([10.0, 20.0, 30.0, 40.0]), np.array([5.0, 0.0, 15.0])
    for form in (two_step, balanced):
        assert form(pairs, weight, people, supply).access.tolist() == pytest.approx([0.2] * 4)


def test_a_facility_between_two_on_paper():
    # A reaches homes 0 and 1, B homes 1 and 2; 100 people in each home; 30 places in A, 60 in B
    pairs, weight = pairs_of(np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]]))
    people, supply = np.full(3, 100.0), np.array([30.0, 60.0])
    plain = two_step(pairs, weight, people, supply)
    assert plain.people.tolist() == [200, 200]  # 400 people out of 300: those in the middle are counted twice
    assert plain.access.tolist() == pytest.approx([0.15, 0.45, 0.30])
    even = balanced(pairs, weight, people, supply)
    assert even.people.tolist() == [150, 150]
    assert even.access.tolist() == pytest.approx([0.2, 0.5 * 0.2 + 0.5 * 0.4, 0.4])


@given(towns())
@hypothesis_settings(max_examples=150, deadline=None)
def test_any_town_by_loops_and_the_totals_of_the_balanced_form(town):
    reach, people, supply = town
    pairs, weight = pairs_of(reach)
    assert two_step(pairs, weight, people, supply).access.tolist() == pytest.approx(by_loops(reach, people, supply), abs=1e-12)
    even = balanced(pairs, weight, people, supply)
    reached = reach.sum(axis=0) > 0
    used = (reach * people).sum(axis=1) > 0
    assert even.people.sum() == pytest.approx(people[reached].sum()), "everybody who reaches anything is counted once"
    assert (people * even.access).sum() == pytest.approx(supply[used].sum()), "no more and no less than there is"
    assert (even.access[~reached] == 0).all()


def test_what_is_not_known_stays_with_those_who_reach_it():
    pairs, weight = pairs_of(np.array([[1.0, 1.0, 0.0, 0.0], [0.0, 1.0, 1.0, 0.0]]))
    people = np.array([100.0, 100.0, 100.0, 100.0])
    for form in (two_step, balanced):
        found = form(pairs, weight, people, np.array([np.nan, 60.0]))
        assert np.isnan(found.access).tolist() == [True, True, False, False]
        assert found.access[3] == 0  # nothing in reach is nothing, and known
        unknown_people = form(pairs, weight, np.array([100.0, 100.0, np.nan, 100.0]), np.array([30.0, 60.0]))
        assert np.isnan(unknown_people.access).tolist() == [False, True, True, False]
        assert math.isnan(unknown_people.people[1])


def test_a_facility_that_nobody_lives_near_gives_out_nothing():
    pairs, weight = pairs_of(np.array([[1.0], [1.0]]))
    found = two_step(pairs, weight, np.array([0.0]), np.array([30.0, np.nan]))
    assert found.people.tolist() == [0, 0]
    assert np.isnan(found.access[0])
    assert two_step(pairs, weight, np.array([0.0]), np.array([30.0, 5.0])).access.tolist() == [0.0]

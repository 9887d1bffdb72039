"""Shares add up, name only causes that act, and favour no order."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from xc_gis.analysis.causes.shapley import AFTER, BEFORE, CAUSES, EVERY, Acted, Shares, shares

FIGURES = st.lists(st.fractions(-1000, 1000, max_denominator=10**6), min_size=8, max_size=8)


@given(FIGURES)
def test_shares_add_up_exactly(figures):
    values = dict(zip(EVERY, figures, strict=True))
    assert shares(values).total == values[AFTER] - values[BEFORE]


@given(FIGURES, st.sampled_from(range(3)))
def test_a_cause_that_does_nothing_has_no_share(figures, idle):
    values = dict(zip(EVERY, figures, strict=True))
    deaf = {acted: values[acted._replace(**{CAUSES[idle]: False})] for acted in EVERY}
    assert shares(deaf)[idle] == 0


@given(FIGURES)
def test_two_causes_that_change_places_change_shares(figures):
    values = dict(zip(EVERY, figures, strict=True))
    swapped = {acted: values[Acted(acted.data, acted.world, acted.method)] for acted in EVERY}
    one, other = shares(values), shares(swapped)
    assert (one.world, one.data, one.method) == (other.data, other.world, other.method)


def test_a_star_that_two_causes_win_together_is_halved_between_them():
    values = {acted: Fraction(int(acted.world and acted.data)) for acted in EVERY}
    assert shares(values) == Shares(Fraction(1, 2), Fraction(1, 2), Fraction(0))


def test_a_star_that_all_three_win_together_is_divided_by_three():
    values = {acted: Fraction(int(all(acted))) for acted in EVERY}
    assert shares(values) == Shares(*[Fraction(1, 3)] * 3)


def test_causes_that_changed_nothing_make_no_combination_of_their_own():
    assert {acted.only(Acted(world=True)) for acted in EVERY} == {Acted(), Acted(world=True)}

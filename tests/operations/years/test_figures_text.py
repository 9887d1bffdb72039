"""Printed shares add up as exactly as the fractions behind them, and no spreadsheet takes them for a day."""

import doctest
import re
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from xc_gis.analysis.causes.shapley import EVERY, shares
from xc_gis.operations.years import figures_text
from xc_gis.operations.years.figures_text import decimals, mixed, number, sixths

FIGURES = st.lists(st.decimals(-(10**6), 10**6, places=6).map(Fraction), min_size=8, max_size=8)


def test_the_examples_hold():
    assert doctest.testmod(figures_text).failed == 0


@given(FIGURES)
def test_decimals_add_up_to_the_printed_change(figures):
    found = shares(dict(zip(EVERY, figures, strict=True)))
    assert sum(map(Decimal, decimals(found))) == Decimal(number(found.total))
    assert all(abs(Fraction(text) - share) <= Fraction(1, 10**6) for text, share in zip(decimals(found), found, strict=True))


@given(FIGURES)
def test_sixths_are_the_shares_themselves(figures):
    found = shares(dict(zip(EVERY, figures, strict=True)))
    assert tuple(Fraction(text) / 6 for text in sixths(found)) == found


@given(FIGURES)
def test_no_cell_looks_like_a_day(figures):
    found = shares(dict(zip(EVERY, figures, strict=True)))
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", text) for text in (*decimals(found), *sixths(found)))


@given(st.fractions(-20, 20, max_denominator=6))
def test_a_mixed_fraction_is_read_back(value):
    sign, text = -1 if mixed(value).startswith("-") else 1, mixed(value).lstrip("+-")
    assert sign * sum(map(Fraction, text.split())) == value

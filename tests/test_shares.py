"""A share meets its threshold as on paper, and reads as it only if it does (method §7.3)."""

import math
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import xc_gis
from xc_gis.analysis.coverage.coverage import shares
from xc_gis.areas.spreading import spread
from xc_gis.shares import (
    GUARD,
    against,
    at_most,
    cut,
    filed,
    is_trace,
    meets,
    misses,
    parts_of_whole,
    percent,
    percent_range,
    within,
)

THRESHOLDS = tuple(Fraction(n, 100) for n in (20, 33, 50, 55, 60, 70, 75, 80, 85, 90, 95, 99))


@st.composite
def parted(draw, whole):
    """A whole number cut into up to 40 whole parts of one at least."""
    cuts = draw(st.sets(st.integers(1, whole - 1), max_size=min(39, whole - 1))) if whole > 1 else set()
    ends = [0, *sorted(cuts), whole]
    return [b - a for a, b in zip(ends, ends[1:], strict=False)]


@st.composite
def on_paper(draw):
    """Floor areas of covered and of other buildings whose shares are a threshold exactly, and the people to spread over them."""
    threshold = draw(st.sampled_from(THRESHOLDS))
    times = draw(st.integers(1, 60))
    whole = threshold.denominator * times
    covered = draw(parted(threshold.numerator * times))
    others = draw(parted(whole - threshold.numerator * times))
    return threshold, covered, others, draw(st.integers(1, 30_000)), draw(st.randoms(use_true_random=False))


@given(on_paper())
def test_spread_residents_meet_a_threshold_as_on_paper(drawn):
    threshold, covered, others, people, random = drawn
    buildings = [(float(a), True) for a in covered] + [(float(a), False) for a in others]
    random.shuffle(buildings)
    weights, is_covered = np.array([a for a, _ in buildings]), np.array([c for _, c in buildings])
    residents, _ = spread(weights, np.zeros(len(weights), dtype=int), np.array([float(people)]))
    least = float(threshold)

    def share_of(chosen):
        counts = [np.array([math.fsum(residents[rows])]) for rows in (chosen, ~chosen, np.zeros(len(chosen), dtype=bool))]
        naive = [np.bincount(np.zeros(rows.sum(), dtype=int), residents[rows], minlength=1) for rows in (chosen, ~chosen)]
        naive.append(np.zeros(1))
        total = np.bincount(np.zeros(len(residents), dtype=int), residents, minlength=1)
        return [shares(one, total, 0.2)[1] for one in (counts, naive)]

    for share in share_of(is_covered):
        assert meets(share, least).all()
        assert not misses(share, least).any()
        assert within(share, least).all()
        assert Fraction(percent(share[0])[:-1]) == threshold * 100
    unknown = [np.array([residents[rows].sum()]) for rows in (np.zeros(len(weights), dtype=bool), ~is_covered, is_covered)]
    assert not np.isnan(shares(unknown, np.array([residents.sum()]), least)[1]).any()
    short = is_covered.copy()
    short[np.flatnonzero(is_covered)[0]] = False  # one building fewer, which is one part in 6,000 at least
    for share in share_of(short):
        assert misses(share, least).all()
        assert not meets(share, least).any()
        shown = "0.0" if is_trace(share[0]) else percent(share[0])[:-1]  # a trace is written "<0.1%"
        assert float(shown) < float(least) * 100


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from(THRESHOLDS))
def test_whole_people_compare_as_fractions_do(people, threshold):
    share, paper = people[0] / people[1], Fraction(*people)
    least = float(threshold)
    assert bool(meets(np.array([share]), least)[0]) == (paper >= threshold)
    assert misses(share, least) == (paper < threshold)
    assert within(share, least) == (paper <= threshold)
    shown = "0.0" if is_trace(share) else percent(share)[:-1]
    assert is_trace(share) == (0 < paper < Fraction(1, 1000))
    assert (Fraction(shown) / 100 >= threshold) == (paper >= threshold)
    assert Fraction(shown) == Fraction(math.floor(paper * 1000), 10)
    if paper < threshold:
        shown, asked = against(share, least).split("<")
        assert float(shown) < float(asked)


@given(st.floats(0, 1), st.sampled_from((0.5, 0.75, 0.8, 0.9, 0.95, 0.753, 0.8125)))
def test_neither_files_nor_words_lift_a_share_to_a_threshold(share, least):
    lacks = misses(share, least)
    assert misses(filed(share), least) == lacks
    assert abs(filed(share) - share) <= 1e-6 + GUARD
    assert percent(filed(share)) == percent(share) or share < 1e-6
    if lacks:
        shown, asked = against(share, least).split("<")
        assert float(shown) < float(asked) == pytest.approx(least)


def test_what_is_not_known_neither_meets_nor_misses():
    nothing = np.array([math.nan])
    assert not meets(nothing, 0.5).any()
    assert not misses(nothing, 0.5).any()
    assert not within(nothing, 0.5).any()
    assert math.isnan(cut(math.nan, 3))
    assert math.isnan(filed(math.nan))


@pytest.mark.parametrize(("share", "shown"), [(0.8999, "89.9%"), (0.29, "29.0%"), (0.89999999999, "90.0%"), (0.7499999, "74.9%")])
def test_a_percentage_is_cut_to_one_decimal(share, shown):
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("share", "written"), [(2 / 3, 0.666667), (0.7499999, 0.749999), (0.89999951, 0.899999), (201 / 268, 0.75)]
)
def test_files_hold_six_decimals_and_no_threshold_that_was_missed(share, written):
    assert filed(share) == written


def test_percentages_are_written_in_one_place():
    """Signed differences and constants aside: a share in words goes through ``shares.percent``."""
    rounded = re.compile(r"(?<!\+)\.\d%\}|:\.\d%\}|\* ?100:\.\df\}%|1e-9\) / 1000")
    allowed = {"plausibility.py", "metric_system.py", "sheet_words.py"}  # deviations of scale; a share as it was filed, cut
    found = [
        f"{path.name}:{number}"
        for path in Path(xc_gis.__file__).parent.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if rounded.search(line) and path.name not in allowed and path.name != "shares.py"
    ]
    assert found == []


def test_bounds_of_a_share_are_written_in_one_place():
    assert (percent_range(0.12341, 0.12349), percent_range(0.1, 0.25), percent_range(0, 0.0004)) == (
        "12.3%",
        "10.0–25.0%",
        "0.0–<0.1%",
    )
    joined = re.compile(r"–\{percent|percent\w*\([^()]*\)\[:-1\]|–\{\w+\}.*=percent")
    found = [
        f"{path.name}:{number}"
        for path in Path(xc_gis.__file__).parent.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if joined.search(line) and path.name != "shares.py"
    ]
    assert found == []


@given(st.floats(0, 1), st.floats(0, 1))
def test_no_end_of_a_range_is_told_inside_it_and_none_reads_as_a_threshold_that_it_misses(one, other):
    low, high = sorted((one, other))
    shown = percent_range(low, high).removesuffix("%")
    if "–" not in shown:
        return
    first, last = shown.split("–")
    assert float(first.lstrip("<")) / 100 <= low + 1e-9 or first == "<0.1"
    assert float(last.lstrip("<")) / 100 >= high - 1e-9
    for least in range(1, 101):
        if high < least / 100 - 1e-9 and not last.startswith("<"):
            assert float(last) < least
    assert at_most(high) >= high - 1e-9 or high - at_most(high) < 0.001


@given(st.lists(st.one_of(st.integers(0, 3), st.floats(1e-3, 1e6)), min_size=1, max_size=12))
def test_parts_of_a_whole_add_up_and_say_who_is_there(counts):
    parts = parts_of_whole(counts)
    tenths = [round(part * 1000) for part in parts]
    assert sum(tenths) == (1000 if sum(counts) > 0 else 0)
    for count, shown in zip(counts, tenths, strict=True):
        assert (shown > 0) == (count > 0)
        assert (shown == 1000) == (count > 0 and sum(counts) == count)


@pytest.mark.parametrize(
    ("share", "shown"), [(0.0, "0.0%"), (1e-12, "0.0%"), (1 / 8197, "<0.1%"), (0.001, "0.1%"), (1 - 1 / 8197, "99.9%")]
)
def test_one_resident_is_never_nobody_and_never_missed(share, shown):
    assert percent(share) == shown

"""Residents by state, shares with their bounds, medians and joint coverage (method §5, §7): counted resident by resident."""

from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from xc_gis.analysis.coverage.coverage import (
    COVERED,
    GAP,
    UNKNOWN,
    DemandPoints,
    by_community,
    counts_by_state,
    coverage_table,
    group_residents,
    joint_shares,
    median_minutes,
    shares,
    sum_by_community,
)
from xc_gis.settings import Settings
from xc_gis.standard import load_standard

NAN = float("nan")
STANDARD = load_standard("xicheng-ykz-default")


def arrays(*values):
    return [np.array([value], dtype=float) for value in values]


@pytest.mark.parametrize(
    ("counts", "low", "point", "high"),
    [
        ((60, 40, 0), 0.6, 0.6, 0.6),
        ((60, 20, 20), 0.6, 0.75, 0.8),  # a fifth may be unknown
        ((60, 19, 21), 0.6, NAN, 0.81),
        ((60, 0, 40), 0.6, NAN, 1.0),
        ((0, 100, 0), 0.0, 0.0, 0.0),
        ((0, 0, 100), 0.0, NAN, 1.0),
        ((0, 0, 0), NAN, NAN, NAN),  # nobody: no zero
    ],
)
def test_shares_and_their_bounds(counts, low, point, high):
    found = shares(arrays(*counts), np.array([float(sum(counts))]), 0.2)
    assert [share[0] for share in found] == pytest.approx([low, point, high], nan_ok=True)


def test_points_outside_all_communities_are_left_out():
    home, people = np.array([0, 2, -1, 2]), np.array([1.0, 2.0, 4.0, 8.0])
    assert sum_by_community(home, people, 3).tolist() == [1, 0, 10]
    states = np.array([COVERED, GAP, COVERED, UNKNOWN])
    assert [count.tolist() for count in counts_by_state(home, people, states, 3)] == [[1, 0, 0], [0, 0, 2], [0, 0, 8]]


def points(home, **people):
    frame = pd.DataFrame(people)
    return DemandPoints(np.array(home), np.zeros(len(home), dtype=bool), frame)


def test_where_ages_are_not_known_everywhere_all_residents_of_the_community_stand_in():
    asked = points([0, 0, 1, -1], residents=[10.0, 20.0, 30.0, 40.0], residents_60plus=[1.0, NAN, 3.0, NAN])
    found = group_residents(asked, "age60plus", 2)
    assert found.residents.tolist()[:3] == [10, 20, 3]
    assert found.ages_unknown.tolist() == [True, False]
    assert group_residents(asked, "all", 2).residents.tolist() == [10, 20, 30, 40]
    assert group_residents(asked, "age0_3", 2).ages_unknown.tolist() == [True, True]


@pytest.mark.parametrize(
    ("people", "minutes", "median"),
    [
        ([1, 1, 1], [5, 9, 7], 7), ([1, 1], [5, 9], 5), ([9, 1], [9, 5], 9), ([1, 1], [5, NAN], 5), ([1, 2], [5, NAN], NAN), ([0, 1], [5, 9], 9), ([0, 0], [5, 9], NAN),
    ],
)  # fmt: skip
def test_median_is_what_half_of_the_residents_need_at_most(people, minutes, median):
    n = len(people)
    found = median_minutes(
        np.zeros(n, dtype=int), np.zeros(n, dtype=bool), np.array(people, dtype=float), np.array(minutes) * 60.0, 1
    )
    assert found[0] == pytest.approx(median, nan_ok=True)


def test_median_is_that_of_each_community_for_itself_and_of_those_on_the_network():
    rng = np.random.default_rng(8)
    home, people, off = rng.integers(-1, 6, 300), rng.integers(0, 50, 300).astype(float), rng.random(300) < 0.1
    seconds = np.where(rng.random(300) < 0.2, NAN, rng.uniform(0, 1800, 300))
    found = median_minutes(home, off, people, seconds, 6)
    for community in range(6):
        mine = (home == community) & ~off
        every = np.sort(np.repeat(np.nan_to_num(seconds[mine], nan=np.inf), people[mine].astype(int)))
        expected = every[(len(every) - 1) // 2] / 60
        assert found[community] == pytest.approx(NAN if np.isinf(expected) else expected, nan_ok=True)


def test_joint_coverage_counts_every_resident_once():
    """By brute force over residents: covered in all that applies; a gap in none; known ones alone at the point."""
    rng = np.random.default_rng(9)
    home, people = rng.integers(-1, 4, 200), rng.integers(1, 9, 200).astype(float)
    states = [rng.integers(0, 3, 200) for _ in range(3)]
    applies = [rng.random(4) < 0.8 for _ in range(3)]
    known = [valid & (rng.random(4) < 0.7) for valid in applies]
    low, point, high = joint_shares(home, people, states, applies, known, 4)
    for c in range(4):
        every = all_covered = no_gap = known_covered = known_gap = 0.0
        for n in np.flatnonzero(home == c):
            mine = [state[n] for state, valid in zip(states, applies, strict=True) if valid[c]]
            sure = [state[n] for state, valid in zip(states, known, strict=True) if valid[c]]
            every += people[n]
            all_covered += people[n] * all(s == COVERED for s in mine)
            no_gap += people[n] * (GAP not in mine)
            known_covered += people[n] * all(s == COVERED for s in sure)
            known_gap += people[n] * (GAP in sure)
        assert (low[c], high[c]) == pytest.approx((all_covered / every, no_gap / every))
        anything = any(valid[c] for valid in known)
        expected = known_covered / (known_covered + known_gap) if anything and known_covered + known_gap > 0 else NAN
        assert point[c] == pytest.approx(expected, nan_ok=True)


def test_table_stands_by_community_then_by_category():
    blocks = [pd.DataFrame({"community": ["A", "B"], "category": code}) for code in ("X", "Y")]
    assert by_community(blocks).agg("".join, axis=1).tolist() == ["AX", "AY", "BX", "BY"]


def test_notes_say_why_there_is_nothing_to_say():
    communities = gpd.GeoDataFrame(
        {
            "community_id": list("ABCD"),
            "name": list("甲乙丙丁"),
            "subdistrict": "",
            "location": ["area", "none", "derived", "area"],
        },
        geometry=[shapely.Point(0, 0)] * 4,
    )
    ages = {
        name: [0.0, 0.0, 5.0, 1.0]
        for name in ("residents_0_3", "residents_3_6", "residents_6_12", "residents_60plus", "residents_80plus")
    }
    asked = points([0, 0, 2, 2], residents=[10.0, 10.0, 5.0, 5.0], **ages)
    keys = [c.code for c in STANDARD.categories] + [f"{code}@senior" for code in STANDARD.senior_codes]
    states, times = dict.fromkeys(keys, np.full(4, COVERED)), dict.fromkeys(keys, np.full(4, 60.0))
    table = coverage_table(communities, asked, states, times, STANDARD, Settings())
    notes = table.pivot_table(index="community_id", columns="category", values="note", aggfunc="first")
    assert notes.loc["A", "MED"] == ""
    assert notes.loc["A", "KIN"] == "not_applicable"  # no child of three to six lives there
    assert notes.loc["B", "MED"] == "no_location"
    assert notes.loc["C", "MED"] == "derived"
    assert notes.loc["D", "MED"] == "no_residents"
    assert SimpleNamespace(**table.iloc[0]).coverage == 1.0

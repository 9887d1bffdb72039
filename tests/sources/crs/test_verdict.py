"""Which system the evidence speaks for: one that leads every other by more than chance, and that no evidence contradicts."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.fixtures.towns import ORIGIN
from xc_gis.sources.crs.evidence import Fit, Words
from xc_gis.sources.crs.hypotheses import Hypothesis
from xc_gis.sources.crs.references import References
from xc_gis.sources.crs.verdict import MOST_ROWS, Verdict, _decide, _distinct, _leads, apart, judge
from xc_gis.sources.rows.cells import ROW
from xc_gis.units import ANALYSIS_CRS

A, B, C = Hypothesis("EPSG:4326"), Hypothesis("GCJ-02"), Hypothesis("BD-09")


def hits(right, count):
    return np.arange(count) < right


def words(kind="subdistrict", **right):
    """So many rows say where they are in one way; by each system so many of them, from the first on, lie there."""
    count = right.pop("of")
    by = {"a": A, "b": B, "c": C}
    return Words(np.arange(count), np.array([kind] * count, dtype=object), {by[k]: hits(n, count) for k, n in right.items()})


@pytest.mark.parametrize(
    ("more", "fewer", "leads"),
    [
        (9, 0, True),
        (8, 0, False),
        (14, 2, True),
        (13, 2, False),
        (0, 0, False),
        (0, 9, False),
        (36, 12, True),
        (35, 12, True),
        (32, 12, True),
        (31, 12, False),
    ],
)
def test_a_lead_is_three_standard_deviations_of_a_coin(more, fewer, leads):
    """Of 9 rows on which they differ all 9: 9 = 3 √9. Of 16: 14 - 2 = 12 = 3 √16. Of 44: 20 > 3 √44 = 19.9; of 43: 19 < 19.7."""
    mine = np.r_[np.ones(more, bool), np.zeros(fewer, bool)]
    assert bool(_leads(mine, ~mine)) is leads


@pytest.mark.parametrize(
    ("kind", "right", "count", "best"),
    [
        ("subdistrict", 17, 20, A),
        ("subdistrict", 16, 20, None),
        ("community", 14, 20, A),
        ("community", 13, 20, None),
        ("street", 12, 20, A),
        ("street", 11, 20, None),
    ],
)
def test_words_speak_for_a_system_from_their_share_on(kind, right, count, best):
    assert _decide([A, B], words(kind, a=right, b=0, of=count), None)[0] == best


def test_words_that_lead_one_rival_and_not_the_other_decide_nothing():
    assert _decide([A, B, C], words(a=20, b=2, c=15, of=20), None) == (None, ())
    assert _decide([A, B, C], words(a=20, b=2, c=3, of=20), None) == (A, ("subdistrict",))


def test_two_kinds_that_single_out_different_systems_decide_nothing():
    both = Words(
        np.arange(40),
        np.array(["community"] * 20 + ["subdistrict"] * 20, dtype=object),
        {A: np.arange(40) < 20, B: np.arange(40) >= 20},
    )
    assert _decide([A, B], both, None) == (None, ())


@pytest.mark.parametrize(
    ("points", "mine", "other", "best"),
    [
        (50, 2.5, 1.0, A),
        (49, 2.5, 1.0, None),
        (50, 2.4, 1.0, None),
        (50, 2.0, 0.5, A),
        (50, 1.9, 0.1, None),
        (500, 5.0, 3.0, None),
    ],
)
def test_a_fit_needs_points_a_ratio_and_a_lead(points, mine, other, best):
    found = _decide([A, B], words(a=0, b=0, of=0), Fit(points, {A: mine, B: other}))
    assert found == ((best, ("fit",)) if best else (None, ()))


@pytest.mark.parametrize(("right", "count", "best"), [(0, 0, A), (0, 8, A), (7, 9, None), (8, 9, A), (0, 9, None)])
def test_the_only_possible_system_stands_unless_nine_rows_deny_it(right, count, best):
    """From 3² rows on 85 % must lie where they say: 7 of 9 are 78 %."""
    assert _decide([A], words(a=right, of=count), None)[0] == best


def test_systems_that_mean_the_same_places_are_one():
    xy = np.zeros((3, 2))
    assert _distinct([A, B, C], {A: xy, B: xy + np.array([20.0, 0.0]), C: xy + np.array([20.1, 0.0])}) == (A, C)
    assert apart(xy, np.full((3, 2), np.nan)) == np.inf
    assert apart(xy, np.array([[3.0, 4.0], [np.nan, 0.0], [6.0, 8.0]])) == 7.5


def verdict(found, candidates=(A, B), best=None, fit=None):
    points = {A: np.zeros((1, 2)), B: np.full((1, 2), 500.0), C: np.full((1, 2), 900.0)}
    inside = {h: np.ones(len(found.rows), dtype=bool) for h in points}
    return Verdict(found.rows, points, inside, candidates, best, (), found, fit)


@pytest.mark.parametrize(
    ("more", "fewer", "told", "contradict"),
    [
        (2, 0, True, False),
        (1, 0, False, False),
        (4, 0, True, False),
        (5, 0, True, True),
        (10, 1, True, True),
        (9, 1, False, False),
    ],
)
def test_rows_against_are_told_from_two_on_and_contradict_from_five_on(more, fewer, told, contradict):
    """Method §1: at most a tenth of them the other way round."""
    count = more + fewer
    found = verdict(
        Words(
            np.arange(count),
            np.array(["street"] * count, dtype=object),
            {A: np.arange(count) >= more, B: np.arange(count) < more},
        )
    )
    against = found.rows_against(A)
    assert (against is not None) is told
    if told:
        assert (against.other, against.more, against.fewer, against.contradict) == (B, more, fewer, contradict)


def test_of_two_systems_that_rows_speak_for_the_one_with_more_and_none_that_is_the_same_place():
    three = words(a=0, b=3, c=6, of=6)
    assert verdict(three, (A, B, C)).rows_against(A).other == C
    near = verdict(three, (A, B, C))
    near.points[C][:] = 10.0
    assert near.rows_against(A).other == B


@pytest.mark.parametrize(("right", "count", "poorly"), [(0, 4, False), (4, 5, True), (5, 5, False), (0, 5, True)])
def test_poor_evidence_needs_five_rows_and_less_than_their_share(right, count, poorly):
    """85 % of 5 rows are 4.25."""
    found = words(a=right, b=0, of=count)
    assert verdict(found).poorly(A) is poorly
    assert verdict(found, best=A).poorly(A) is False
    assert verdict(found).poorly(C) is False  # nothing is known of it


def test_figures_name_what_five_rows_say_else_how_many_lie_in_the_area():
    assert verdict(words(a=4, b=0, of=5)).figures_of(A) == "4/5 在其文字所写的街道辖区内"
    assert verdict(words(a=4, b=0, of=4)).figures_of(A) == "4/4 在研究范围内"
    fitted = verdict(words(a=0, b=0, of=0), fit=Fit(60, {A: 2.54, B: 1.0}))
    assert "最高值的 2.5 倍" in fitted.figures_of(A)
    assert fitted.figures([A, B]).count("倍（") == 2
    table = verdict(words(a=4, b=1, of=5), fit=Fit(60, {A: 2.546, B: 1.0})).evidence()
    assert table["EPSG:4326"] == {"in_area": 5, "subdistrict": [4, 5], "fit": 2.55}
    assert table["GCJ-02"]["subdistrict"] == [1, 5]
    assert table["rows"] == 5


def known():
    found = References(ANALYSIS_CRS, None)
    box = shapely.box(ORIGIN[0], ORIGIN[1], ORIGIN[0] + 2000, ORIGIN[1] + 2000)
    found.learn("subdistricts", gpd.GeoDataFrame({"name": ["广安街道"]}, geometry=[box], crs=ANALYSIS_CRS), "s.csv")
    return found


def judged(geometry, references=None, **more):
    frame = pd.DataFrame({"name": ["店"] * len(geometry), ROW: range(2, len(geometry) + 2)})
    return judge(
        frame,
        np.array(geometry, dtype=object),
        references or known(),
        itself="facilities.0",
        shown="店.csv",
        buffer_m=1500.0,
        **more,
    )


def test_there_is_nothing_to_judge_without_an_area_or_a_place():
    assert judged([shapely.Point(ORIGIN)], References(ANALYSIS_CRS, None)) is None
    assert judged([None, None]) is None


def test_metres_of_the_study_itself_are_the_only_system_that_holds_them():
    points = [
        shapely.Point(ORIGIN[0] + x, ORIGIN[1] + 1900) for x in range(0, 1000, 100)
    ]  # UTM would put them 1.8 km farther north
    found = judged([None, *points])
    assert found.best == Hypothesis(ANALYSIS_CRS)
    assert found.why == ("only",)
    assert found.rows.tolist() == list(range(1, 11))


@pytest.mark.parametrize(("away", "inside"), [(1499.0, True), (1501.0, False)])
def test_the_area_reaches_as_far_as_rows_may_lie_outside(away, inside):
    found = judged([shapely.Point(ORIGIN[0] - away, ORIGIN[1] + 1000)])
    assert bool(found.inside[Hypothesis(ANALYSIS_CRS)][0]) is inside


def test_of_very_many_rows_some_are_looked_at_evenly():
    points = shapely.points(np.column_stack([np.full(3 * MOST_ROWS, ORIGIN[0] + 10.0), np.full(3 * MOST_ROWS, ORIGIN[1] + 10.0)]))
    rows = judged(list(points)).rows
    assert len(rows) == MOST_ROWS
    assert (rows[0], rows[-1]) == (0, 3 * MOST_ROWS - 1)
    assert set(np.diff(rows)) <= {2, 3, 4}

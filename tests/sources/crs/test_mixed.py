"""Several systems in one file are found row by row; single rows are slips."""

import numpy as np
import pytest

from xc_gis.sources.crs.evidence import Words
from xc_gis.sources.crs.hypotheses import Hypothesis
from xc_gis.sources.crs.mixed import find_mixture, stray_rows
from xc_gis.sources.crs.verdict import Verdict

DEGREES, METRES, TURNED = Hypothesis("EPSG:4326"), Hypothesis("EPSG:4548"), Hypothesis("EPSG:4326", swapped=True)
AMAP = Hypothesis("GCJ-02")
NOWHERE = (np.nan, np.nan)


def verdict(points, *, hits=None, candidates=(), best=None, first=0):
    """Places of rows by system; what lies within 5 km of the origin is in the study area."""
    placed = {h: np.array(rows, dtype=float) for h, rows in points.items()}
    inside = {h: np.nan_to_num(np.hypot(*xy.T), nan=1e9) < 5000 for h, xy in placed.items()}
    count = len(next(iter(placed.values())))
    said = np.arange(count if hits else 0)
    words = Words(
        said, np.array(["street"] * len(said), dtype=object), {h: np.array(hit, dtype=bool) for h, hit in (hits or {}).items()}
    )
    return Verdict(np.arange(first, first + count), placed, inside, candidates, best, (), words, None)


def degrees_and_metres(few, many):
    here = [(float(n), 0.0) for n in range(many + few)]
    return {DEGREES: [*here[:many], *[NOWHERE] * few], METRES: [*[NOWHERE] * many, *here[many:]]}


@pytest.mark.parametrize(
    ("few", "many", "mixed"), [(5, 20, True), (4, 20, False), (5, 95, True), (5, 96, False), (20, 20, True), (0, 9, False)]
)
def test_two_systems_need_five_rows_and_a_twentieth_each(few, many, mixed):
    found = find_mixture(verdict(degrees_and_metres(few, many), best=DEGREES, first=100))
    assert (found is not None) is mixed
    if mixed:
        assert [(h, rows.tolist()) for h, rows in found.parts] == [
            (DEGREES, list(range(100, 100 + many))),
            (METRES, list(range(100 + many, 100 + many + few))),
        ]
        assert found.undecided == 0


def test_a_row_just_beyond_the_border_is_no_other_system():
    here = [(100.0 * n, 0.0) for n in range(20)]
    outside = [(5200.0, 0.0)] * 6  # six rows outside the area by the first system, inside by the other
    points = {DEGREES: [*here, *outside], AMAP: [*[(x - 500, 0.0) for x, _ in here], *[(4700.0, 0.0)] * 6]}
    assert find_mixture(verdict(points, best=DEGREES)) is None


def test_rows_that_no_system_explains_are_counted():
    points = degrees_and_metres(6, 12)
    points = {h: [*rows, *[NOWHERE] * 3] for h, rows in points.items()}
    assert find_mixture(verdict(points)).undecided == 3


def by_words(own, other, both, neither):
    count = own + other + both + neither
    one = [True] * own + [False] * other + [True] * both + [False] * neither
    two = [False] * own + [True] * other + [True] * both + [False] * neither
    near = {h: [(0.0, 0.0)] * count for h in (DEGREES, AMAP)}
    return verdict(near, hits={DEGREES: one, AMAP: two}, candidates=(DEGREES, AMAP))


@pytest.mark.parametrize(
    ("own", "other", "both", "neither", "mixed"),
    [
        (10, 10, 0, 0, True),
        (10, 10, 0, 1, True),
        (10, 10, 0, 2, False),
        (5, 5, 10, 0, True),
        (4, 5, 0, 0, False),
        (90, 10, 0, 0, False),
        (85, 11, 0, 4, True),
    ],
)
def test_words_find_two_map_makers_where_together_they_explain_what_neither_does_alone(own, other, both, neither, mixed):
    """Together 95 % (20 of 21 are 95.2 %, 20 of 22 are 90.9 %); one that alone explains 90 % is enough; five rows each."""
    found = find_mixture(by_words(own, other, both, neither))
    assert (found is not None) is mixed
    if mixed:
        (a, rows_a), (b, rows_b) = found.parts
        assert (a, len(rows_a), b, len(rows_b)) == (DEGREES, own, AMAP, other)
        assert found.undecided == both + neither


def test_a_single_row_that_another_system_puts_inside_is_a_slip_of_that_row():
    far = (4_000_000.0, 0.0)
    points = {DEGREES: [(0.0, 0.0), far, NOWHERE, (9000.0, 0.0)], METRES: [NOWHERE, (1.0, 1.0), (2.0, 2.0), NOWHERE], TURNED: [far, (1.0, 1.0), far, far],
              AMAP: [(500.0, 0.0), far, NOWHERE, (4900.0, 0.0)]}  # fmt: skip
    found = stray_rows(verdict(points, first=10), DEGREES)
    assert found == [(11, TURNED), (12, METRES)]  # swapped axes are the likeliest slip; the last row lies just outside

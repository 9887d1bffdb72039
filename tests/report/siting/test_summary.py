"""The answer of a siting question as one record: plain numbers, none where nothing exists, stars of whoever was rated twice."""

import math
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from xc_gis.report.siting.summary import number, relocation, star_changes


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (3.0, 3),
        (0.1234567, 0.123457),
        (math.inf, None),
        (math.nan, None),
        (None, None),
        (np.float64(2.5), 2.5),
        (-0.0, 0),
        (1e-9, 0),
    ],
)
def test_numbers_are_plain_and_none_where_there_is_none(value, plain):
    found = number(value)
    assert found == plain
    assert type(found) in {int, float, type(None)}


def test_stars_are_counted_of_communities_rated_both_times():
    stars = pd.DataFrame(
        {"stars_before": pd.array([1, 2, 4, None, 3], dtype="Int64"), "stars_after": pd.array([2, 2, 3, 5, None], dtype="Int64")}
    )
    assert star_changes(SimpleNamespace(stars=stars)) == {"rise": 1, "fall": 1, "before": 7, "after": 7}
    assert star_changes(SimpleNamespace(stars=None)) is None


def test_what_moving_could_do_is_told_in_plain_numbers():
    found = relocation(
        SimpleNamespace(count=3, uncovered_today=100.0, uncovered_best=math.nan, uncovered_least=20.5, distribution=0.25)
    )
    assert found == {
        "facilities": 3,
        "uncovered_today": 100,
        "uncovered_best": None,
        "uncovered_least": 20.5,
        "distribution": 0.25,
    }

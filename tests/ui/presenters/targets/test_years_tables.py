"""Figures of years in words: sixths of stars, signs, ranges; a change that rounds to nothing has no sign."""

import pytest

from xc_gis.runs.years import CauseRow, PairOfRuns
from xc_gis.ui.presenters.targets.years_tables import point_words, signed, sum_lines
from xc_gis.wording import window


def test_stars_are_whole_numbers_and_sixths():
    assert [signed(value, "stars") for value in (1.0, -0.5, 1 / 3, 0.0, None)] == ["+1", "−1/2", "+1/3", "0", "—"]


def test_people_are_whole_with_a_sign():
    assert [signed(value, "MED") for value in (1234.4, -1000.0, 0.2)] == ["+1,234", "−1,000", "0"]


def test_points_are_figures_ranges_or_nothing():
    assert [point_words(point, "stars") for point in ((2.0, 2.0, 2.0), (2.0, None, 3.0), (None, None, None))] == [
        "2",
        "2–3",
        "没有数",
    ]
    assert point_words((0.5, None, 0.75), "MED") == "50.0–75.0%"


def sums(lang, *rows):
    before = window.language()
    window.use(lang)
    try:
        return [
            line.split(":")[0].split("：")[0]
            for line in sum_lines(PairOfRuns((), rows, ()), "stars", "Stars" if lang == "en" else "星级")
        ]
    finally:
        window.use(before)


@pytest.mark.parametrize(
    ("lang", "whole", "split"),
    [
        ("zh", ["全区星级（至少） −29", "全区星级（至多） −27"], "已分解的社区星级（至少） −29"),
        ("en", ["Stars in the district (at least) −29", "Stars in the district (at most) −27"], "Communities whose change is split, Stars (at least) −29"),
    ],
)  # fmt: skip
def test_a_sum_at_a_bound_says_the_bound_after_what_it_is_a_sum_of(lang, whole, split):
    low, high = (
        CauseRow("stars", "low", 9, 0, -29.0, (-29.0, 0.0, 0.0)),
        CauseRow("stars", "high", 9, 0, -27.0, (-27.0, 0.0, 0.0)),
    )
    assert sums(lang, low, high) == whole
    part = CauseRow("stars", "low", 9, 2, -29.0, (-29.0, 0.0, 0.0))
    assert sums(lang, part, high)[0] == split


@pytest.mark.parametrize(("lang", "said"), [("zh", "全区星级 +1"), ("en", "Stars in the district +1")])
def test_a_sum_whose_bounds_agree_names_none(lang, said):
    one = CauseRow("stars", "low", 1, 0, 1.0, (1.0, 0.0, 0.0))
    assert sums(lang, one, CauseRow("stars", "high", 1, 0, 1.0, (1.0, 0.0, 0.0))) == [said]

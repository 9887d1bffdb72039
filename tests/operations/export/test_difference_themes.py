"""Two runs compared, community by community."""

from dataclasses import replace

import pytest

from tests.fixtures.finished_run import inputs_of
from xc_gis.operations.export.difference_themes import difference_theme
from xc_gis.operations.export.spoken import saying


def with_stars(view, *stars):
    return replace(view, communities=tuple(replace(c, stars=n) for c, n in zip(view.communities, stars, strict=True)))


def with_shares(view, *shares):
    made = [
        replace(c, coverage=tuple(replace(row, share=share) if row.category.code == "MED" else row for row in c.coverage))
        for c, share in zip(view.communities, shares, strict=True)
    ]
    return replace(view, communities=tuple(made))


@pytest.mark.parametrize(
    ("before", "after", "words", "mark", "row"),
    [
        (1, 3, "+2 星", "+2", 0),
        (3, 4, "+1 星", "+1", 1),
        (3, 3, "0 星", "", 2),
        (4, 3, "−1 星", "−1", 3),
        (5, 1, "−4 星", "−4", 4),
    ],
)
def test_stars_won_and_lost(finished_run, before, after, words, mark, row):
    view = inputs_of(finished_run).run
    look = difference_theme(with_stars(view, after, 3), with_stars(view, before, 3), "", saying("zh")).looks["C1"]
    assert (look.words, look.mark, look.row) == (words, mark, row)


def test_without_a_star_in_one_run_there_is_no_difference(finished_run):
    view = inputs_of(finished_run).run
    looks = difference_theme(with_stars(view, 3, None), with_stars(view, None, 3), "", saying("zh")).looks
    assert looks["C1"].is_unknown
    assert looks["C2"].is_unknown
    newer = replace(view, communities=view.communities)
    older = replace(view, communities=view.communities[:1])
    assert difference_theme(newer, older, "", saying("zh")).looks["C2"].is_unknown
    assert set(difference_theme(older, newer, "", saying("zh")).looks) == {"C1"}


@pytest.mark.parametrize(
    ("before", "after", "words", "row"),
    [
        (0.5, 0.75, "+25.0 个百分点", 0),
        (0.5, 0.505, "+0.5 个百分点", 2),
        (0.9, 0.85, "−5.0 个百分点", 3),
        (0.9, None, "不能比较", None),
    ],
)
def test_coverage_in_percentage_points(finished_run, before, after, words, row):
    view = inputs_of(finished_run).run
    theme = difference_theme(with_shares(view, after, 0.5), with_shares(view, before, 0.5), "MED", saying("zh"))
    assert (theme.looks["C1"].words, theme.looks["C1"].row) == (words, row)
    assert theme.code == "difference:MED"

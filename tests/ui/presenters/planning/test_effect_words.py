"""The effect of a scenario in words: what is not known is said, never a zero."""

import pytest

from xc_gis.model.changes import CloseFacility
from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.planning.draft import KeyedChange
from xc_gis.ui.presenters.planning.effect_words import (
    category_rows,
    cost_words,
    headline_words,
    stars_of,
    stars_rows,
    stars_words,
)
from xc_gis.ui.workers.planning_records import CategoryEffect, ScenarioEffect, StarsEffect

NONE = ScenarioEffect({}, {}, (), (), {})


def effect(**more):
    return ScenarioEffect(**{"won": {}, "lost": {}, "categories": (), "stars": (), "figures": {}, **more})


def costs(*values):
    return [KeyedChange(str(n), CloseFacility(facility="F", cost=cost)) for n, cost in enumerate(values)]


@pytest.fixture(scope="module")
def run(small_run):
    return read_run_view(small_run)


def test_unknown_ages_are_said_and_losses_only_where_there_are_some():
    assert headline_words(effect(won={"residents": 1234.4, "residents_60plus": None})) == "新覆盖 1,234 人（60 岁以上 年龄不明）"
    assert "失去覆盖 5 人" in headline_words(effect(won={"residents": 0.0, "residents_60plus": 0.0}, lost={"residents": 5.0}))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((), ""),
        ((None, None), "造价：未填"),
        ((120_000.0,), "造价 12 万元"),
        ((5000.0, None), "造价 0.5 万元（另有 1 项未填）"),
        ((0.0,), "造价 0 万元"),
        ((123_456_000.0, 789_000.0), "造价 12,424.5 万元"),
    ],
)
def test_costs_are_summed_where_they_are_stated(values, words):
    assert cost_words(costs(*values)) == words


def test_stars_are_told_as_won_and_lost_with_the_communities_losses_first(run):
    found = effect(
        stars=(
            StarsEffect("C1", (1, 1, 1), (3, 3, 3)),
            StarsEffect("C2", (2, 2, 2), (1, 1, 2)),
            StarsEffect("gone", (0, 0, 0), (1, 1, 1)),
        )
    )
    assert stars_words(found) == "增加 3 颗星，失去 1 颗星"
    assert [(row.community_id, row.step) for row in stars_rows(found, run)] == [("C2", -1), ("C1", 2)]
    assert stars_words(NONE) == "星级不变"


def test_a_community_that_is_not_rated_on_one_side_wins_nothing():
    change = StarsEffect("C1", (None, None, None), (3, 3, 3))
    assert (change.step, effect(stars=(change,)).stars_won) == (None, 0)
    assert (stars_of((None, None, None)), stars_of((3, 3, 3)), stars_of((2, 3, 4))) == ("数据不足", "3 星", "3 星（2–4）")


def test_categories_come_by_people_and_tell_what_is_unknown(run):
    found = effect(
        categories=(
            CategoryEffect("MED", 10.0, None, 0.0, 0.0, 0.0), CategoryEffect("CVS", 50.0, 9.0, 5.0, 100.0, 40.0), CategoryEffect("KIN", 0.0, 0.0, 0.0, 7.0, 7.0),
        )
    )  # fmt: skip
    rows = category_rows(found, run)
    assert [(row.code, row.won, row.lost) for row in rows] == [("CVS", "+50", "−5"), ("MED", "+10", "")]
    assert "年龄不明" in rows[1].more
    assert "之前 100，之后 40" in rows[0].more

"""Measuring, decided without a window: metres at once, minutes when they are known, and never an invented sum."""

import math

import pytest

from tests.ui.presenters.result.test_result_presenter import Failure, made, opened, study, study_with_run  # noqa: F401 - fixtures
from xc_gis.ui.presenters.result.measured import ASKING, CANNOT, NO_WAY, WALKED, label_of_point, measured_lines, measured_text
from xc_gis.ui.workers.tasks import WalkBetween

A, B, C = (116.36, 39.91), (116.37, 39.91), (116.37, 39.92)
WALK = {"seconds": 600.0, "metres": 900.0, "way": [[116.36, 39.91], [116.37, 39.91]], "reason": ""}
NONE = {"seconds": None, "metres": None, "way": [], "reason": "两处的道路不相连"}


@pytest.fixture
def display(opened):  # noqa: F811
    presenter, view, runner = opened
    return presenter.measuring, view, runner


def shown(view):
    return view.last("show_measure")[0]


def test_straight_metres_are_there_at_once_and_exact(display):
    measuring, view, _ = display
    measuring.measure((A,))
    assert measured_lines(shown(view)) == ["请在地图上点下一处"]
    measuring.measure((A, B))
    (segment,) = shown(view).segments
    assert segment.state == ASKING
    lat, hundredth = math.radians(39.91), math.radians(0.01)
    parallel = math.cos(lat) * 6378137.0 / math.sqrt(1 - 0.00669437999 * math.sin(lat) ** 2)  # radius of the circle of latitude
    assert segment.metres == pytest.approx(parallel * hundredth, abs=0.01)


def test_minutes_follow_and_only_new_pieces_are_asked(display):
    measuring, view, runner = display
    measuring.measure((A, B))
    runner.answer(WalkBetween, WALK)
    assert measured_lines(shown(view)) == ["直线 855 米，步行 10.0 分钟（900 米）"]
    measuring.measure((A, B, C))
    (number,) = runner.waiting(WalkBetween)
    assert (runner.tasks[number].start, runner.tasks[number].end) == (B, C)
    runner.answer(WalkBetween, {**WALK, "seconds": 300.0})
    assert "步行 15.0 分钟（1.80 公里）" in measured_lines(shown(view))[-1]
    assert label_of_point(shown(view), 2).endswith("步行 15.0 分钟")


def test_no_way_is_told_and_makes_no_sum(display):
    measuring, view, runner = display
    measuring.measure((A, B, C))
    runner.answer(WalkBetween, WALK)
    runner.answer(WalkBetween, NONE)
    assert [s.state for s in shown(view).segments] == [WALKED, NO_WAY]
    lines = measured_lines(shown(view))
    assert "走不到：两处的道路不相连" in lines[1]
    assert "没有步行合计" in lines[-1]
    assert "步行" not in label_of_point(shown(view), 2)


def test_another_pace_asks_again_and_says_whose(display):
    measuring, view, runner = display
    measuring.measure((A, B))
    runner.answer(WalkBetween, WALK)
    measuring.choose_pace("senior")
    (number,) = runner.waiting(WalkBetween)
    assert runner.tasks[number].profile == "senior"
    assert shown(view).segments[0].state == ASKING
    assert "老年人" in measured_text(shown(view))


def test_what_cannot_be_asked_is_unknown_not_unreachable(display):
    measuring, view, runner = display
    measuring.measure((A, B))
    runner.answer(WalkBetween, Failure("进程意外结束", "重试"))
    (segment,) = shown(view).segments
    assert segment.state == CANNOT
    assert "走不到" not in measured_lines(shown(view))[0]
    assert "未知" in label_of_point(shown(view), 1)


def test_nothing_is_shown_after_leaving(display):
    measuring, view, runner = display
    measuring.measure((A, B))
    measuring.dismiss()
    count = view.count("show_measure")
    runner.answer(WalkBetween, WALK)
    assert view.count("show_measure") == count

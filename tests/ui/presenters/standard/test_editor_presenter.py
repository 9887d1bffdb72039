"""Editing a standard apart from how it looks: what is asked, what is shown, in which order."""

from importlib import resources
from pathlib import Path
from unittest.mock import create_autospec

import pytest

from xc_gis.standard.draft import Draft
from xc_gis.ui.presenters.standard.editor_presenter import StandardPresenter, StandardView, sum_words
from xc_gis.ui.presenters.standard.effect import stars_zh
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.standard_tasks import Effect, ReadStandard, Rerate

SHIPPED = resources.files("xc_gis.standard.shipped").joinpath("xicheng-ykz-default.yaml").read_text(encoding="utf-8")
WEIGHT, SCORE = ("categories", "MED", "weight"), ("stars", "levels", 4, "min_score")


def row(community, stars, low=None, high=None, score=80.0):
    return {
        "community_id": community, "community": f"{community}社区", "subdistrict": "甲街道", "stars": stars,
        "stars_low": stars if low is None else low, "stars_high": stars if high is None else high, "score": score,
    }  # fmt: skip


class Asked(list):
    """Tasks that were asked, by number from 1."""

    def __call__(self, task):
        self.append(task)
        return len(self)


@pytest.fixture
def asked():
    return Asked()


@pytest.fixture
def view():
    return create_autospec(StandardView, instance=True)


@pytest.fixture
def presenter(view, asked):
    made = StandardPresenter(view, asked)
    made.open(Path("study.toml"))
    made.answered(1, Draft(SHIPPED, "xicheng-ykz-default"))
    made.answered(2, Effect((), (row("A", 3), row("B", 2)), (row("A", 3), row("B", 2))))
    return made


def test_opening_reads_the_standard_and_asks_for_its_effect(presenter, asked, view):
    assert asked[0] == ReadStandard(Path("study.toml"))
    assert isinstance(asked[1], Rerate)
    assert view.show_effect.call_args.args[0] == "2 个社区的星级都不变"
    view.show_preview.assert_called_with([])


def test_change_asks_once_and_the_newest_change_is_asked_for_after_it(presenter, asked):
    presenter.set_value(SCORE, 80.0)
    presenter.set_value(SCORE, 82.0)
    presenter.set_value(SCORE, 84.0)
    assert len(asked) == 3
    presenter.answered(3, Effect((), (row("A", 3),), (row("A", 4),)))
    assert len(asked) == 4
    assert asked[3].standard.levels[4].min_score == 84


def test_answers_to_earlier_questions_are_dropped(presenter, view):
    presenter.set_value(SCORE, 80.0)
    view.reset_mock()
    presenter.answered(2, Effect((), (row("A", 3),), (row("A", 5),)))
    view.show_effect.assert_not_called()


def test_faults_are_shown_and_nothing_is_asked(presenter, asked, view):
    presenter.set_value(WEIGHT, 10.0)
    assert len(asked) == 2
    assert view.show_note.call_args.args[1] == ["服务类别：权重之和是 98，应为 100"]
    view.show_possible.assert_called_with(undo=True, redo=False, reset=True, save=False)
    presenter.balance()
    assert presenter.draft.weight_sum() == pytest.approx(100)
    assert presenter.draft.value(WEIGHT) == 10
    assert len(asked) == 3


def test_another_search_is_said_and_the_map_goes_back_to_the_run(presenter, view):
    presenter.set_value(("walking_profiles", "adult", "speed"), 1.0)
    presenter.answered(3, Effect(("成年人步行速度由 1.2 改为 1",), (row("A", 3),), ()))
    assert view.show_note.call_args.args[1] == ("成年人步行速度由 1.2 改为 1",)
    view.show_preview.assert_called_with([])


def test_effect_is_shown_on_the_map_only_where_something_changes(presenter, view):
    presenter.set_value(SCORE, 80.0)
    presenter.answered(3, Effect((), (row("A", 3), row("B", 2)), (row("A", 4), row("B", 2))))
    assert view.show_effect.call_args.args[0] == "1 个社区升星，1 个不变"
    assert [r["stars"] for r in view.show_preview.call_args.args[0]] == [4, 2]


def test_failure_of_the_effect_stands_where_the_effect_would(presenter, view):
    presenter.set_value(SCORE, 80.0)
    presenter.failed(3, Failure("项目尚未读入", "请先打开并运行一个项目"))
    view.show_note.assert_called_with("项目尚未读入。请先打开并运行一个项目")


def test_question_that_ended_with_its_process_is_asked_again(presenter, asked, view):
    presenter.set_value(SCORE, 80.0)
    presenter.set_value(SCORE, 82.0)
    presenter.stopped(3)
    assert len(asked) == 4
    presenter.stopped(99)
    assert len(asked) == 4
    presenter.answered(4, Effect((), (row("A", 3),), (row("A", 4),)))
    assert view.show_effect.call_args.args[0] == "1 个社区升星，0 个不变"


def test_failure_to_read_is_an_error(view, asked):
    made = StandardPresenter(view, asked)
    made.open(None)
    made.failed(1, Failure("评价标准有误", "请修改"))
    view.show_failure.assert_called_with("评价标准有误", "请修改")


def test_a_version_that_cannot_be_set_in_the_study_is_not_left_behind(presenter, view, tmp_path):
    presenter.study = tmp_path / "missing.toml"
    presenter.set_value(SCORE, 80.0)
    assert not presenter.save("own", "1", folder=tmp_path, use=True)
    assert list(tmp_path.iterdir()) == []
    assert presenter.save("own", "1", folder=tmp_path, use=False)
    assert [path.name for path in tmp_path.iterdir()] == ["own-1.yaml"]
    view.show_saved.assert_called_with(tmp_path / "own-1.yaml", None)


def test_words_of_stars_and_sums():
    assert stars_zh(row("A", 3, 2, 4)) == "3 星（2–4）"
    assert stars_zh(row("A", None)) == "数据不足"
    assert sum_words(103.5) == "合计 103.5 分，多出 3.5 分"

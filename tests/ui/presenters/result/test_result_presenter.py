"""The presenter, tested with a view and a runner that have nothing but their protocols' methods."""

import inspect
import shutil
from pathlib import Path

import pytest

from xc_gis.runs.history import history_folder
from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.result.result_presenter import ResultPresenter
from xc_gis.ui.presenters.result.result_view import ResultView
from xc_gis.ui.storage.results import result_folder
from xc_gis.ui.storage.session import Session
from xc_gis.ui.storage.study_lock import StudyLock
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import EXPLORE, RUN, AskPlace, ExplainWalk, Explore, FacilityServiceArea, ReadRun, RunStudy

METHODS = [name for name, _ in inspect.getmembers(ResultView, inspect.isfunction) if not name.startswith("_")]


class View:
    """Writes down what it is told; answers questions as the test says."""

    def __init__(self):
        self.calls = []
        self.says_yes = True

    def last(self, name):
        return next((args for called, args in reversed(self.calls) if called == name), None)

    def count(self, name):
        return sum(called == name for called, _ in self.calls)

    def runs_to_keep(self):
        return 3

    def confirm(self, question, yes, no):
        self.calls.append(("confirm", (question, yes, no)))
        return self.says_yes


def _recorder(name):
    def record(self, *args, **named):
        self.calls.append((name, (*args, *named.values())))

    return record


for method in METHODS:
    if method not in {"confirm", "runs_to_keep"}:
        setattr(View, method, _recorder(method))


class TaskRunner:
    """Keeps tasks; the test answers them."""

    def __init__(self):
        self.tasks = {}
        self.open = set()
        self.dead = set()
        self.rests = 0

    def rest(self):
        self.rests += 1

    def ask(self, task):
        number = len(self.tasks) + 1
        self.tasks[number] = task
        self.open.add(number)
        return number

    def stop(self, lane=RUN):
        for number in sorted(self.open):
            if self.tasks[number].lane == lane:
                self.open.discard(number)
                self.presenter.on_stopped(number)

    def is_busy(self, lane=RUN):
        return any(self.tasks[number].lane == lane for number in self.open)

    def is_alive(self, lane):
        return lane not in self.dead

    def waiting(self, kind):
        return [number for number in sorted(self.open) if isinstance(self.tasks[number], kind)]

    def answer(self, kind, answer):
        number = self.waiting(kind)[0]
        self.open.discard(number)
        if isinstance(answer, Failure):
            self.presenter.on_failure(number, answer)
        else:
            self.presenter.on_answer(number, answer)


@pytest.fixture
def study(tmp_path, small_run):
    """A copy of the small study without a run."""
    shutil.copytree(small_run.parent, tmp_path / "copy", ignore=shutil.ignore_patterns("*.result"))
    return tmp_path / "copy" / "study.toml"


@pytest.fixture
def study_with_run(study, small_run):
    shutil.copytree(small_run, result_folder(study))
    return study


@pytest.fixture
def made(tmp_path):
    presenters = []

    def make():
        view, runner = View(), TaskRunner()
        presenter = ResultPresenter(view, runner, Session(tmp_path / "sessions"))
        runner.presenter = presenter
        presenters.append(presenter)
        return presenter, view, runner

    yield make
    for presenter in presenters:
        presenter.close_study()


@pytest.fixture
def opened(made, study_with_run):
    """A presenter that shows the run of the small study, ready to answer."""
    presenter, view, runner = made()
    presenter.open_study(study_with_run)
    runner.answer(ReadRun, read_run_view(result_folder(study_with_run)))
    runner.answer(Explore, True)
    return presenter, view, runner


def test_study_without_a_run_is_run_and_then_shown(made, study, small_run):
    presenter, view, runner = made()
    assert presenter.open_study(study)
    assert view.last("show_opening") == (study,)
    presenter.on_progress("读取路网", 250, 1000, -1.0)
    assert view.last("show_progress") == ("读取路网", 0.25, -1.0)
    shutil.copytree(small_run, result_folder(study))
    runner.answer(RunStudy, result_folder(study))
    assert view.count("show_idle") == 1
    runner.answer(ReadRun, read_run_view(result_folder(study)))
    assert view.last("show_run")[0].name == "小项目"
    assert runner.waiting(Explore) == []  # the process that ran the study has it in memory


def test_study_with_a_run_is_shown_at_once_and_read_behind(made, study_with_run):
    presenter, view, runner = made()
    presenter.open_study(study_with_run)
    assert runner.waiting(RunStudy) == []
    runner.answer(ReadRun, read_run_view(result_folder(study_with_run)))
    assert view.count("show_run") == 1
    assert len(runner.waiting(Explore)) == 1


def test_processes_of_the_study_before_are_let_go_when_another_is_opened(opened, study_with_run, tmp_path):
    presenter, _, runner = opened
    other = tmp_path / "other" / study_with_run.name
    shutil.copytree(study_with_run.parent, other.parent)
    before = runner.rests
    assert presenter.open_study(other)
    assert runner.rests == before + 1


def test_damaged_result_is_made_again(made, study_with_run):
    presenter, view, runner = made()
    presenter.open_study(study_with_run)
    runner.answer(ReadRun, Failure("结果已损坏", "请重新运行该项目"))
    assert "将重新运行" in view.last("show_note")[0]
    assert len(runner.waiting(RunStudy)) == 1


def test_changed_study_shows_the_old_run_and_says_so(made, study_with_run):
    presenter, view, runner = made()
    presenter.open_study(study_with_run)
    runner.answer(ReadRun, read_run_view(result_folder(study_with_run)))
    runner.answer(Explore, Failure("自该次运行以来已有改动：facilities.csv", "请重新运行"))
    assert "facilities.csv" in view.last("show_outdated")[0]
    assert view.count("show_failure") == 0
    presenter.run_study()
    presenter.stop_run()
    assert view.last("show_outdated")[0] != ""  # a run that is stopped mends nothing


def test_missing_study_is_one_error_and_nothing_is_opened(made, tmp_path):
    presenter, view, _ = made()
    assert not presenter.open_study(tmp_path / "gone.toml")
    assert "gone.toml" in view.last("show_failure")[0].message
    assert presenter.study is None


def test_failed_run_is_shown_with_its_hint_and_the_window_is_idle(made, study):
    presenter, view, runner = made()
    presenter.open_study(study)
    runner.answer(RunStudy, Failure("facilities.csv 第 2 行：经度不是数字", "请改为数字"))
    assert view.last("show_failure")[0].hint == "请改为数字"
    assert view.count("show_idle") == 1
    assert presenter.study == study  # still open: it can be repaired and run again


def test_stopped_run_says_that_nothing_was_lost(made, study):
    presenter, view, _ = made()
    presenter.open_study(study)
    presenter.stop_run()
    assert "没有改动" in view.last("show_note")[0]
    assert view.count("show_idle") == 1
    presenter.on_progress("读取路网", 1, 2, 3.0)  # what was under way when it was stopped
    assert view.last("show_progress")[0] == "准备运行"


def test_chosen_community_is_shown_and_an_unknown_one_is_not(opened):
    presenter, view, _ = opened
    presenter.choose_community("C1")
    assert view.last("show_community")[0].name == "西社区"
    presenter.choose_community("C9")
    assert view.last("show_community") == (None,)


def test_category_shows_theme_then_way_then_reach(opened):
    presenter, view, runner = opened
    presenter.choose_community("C1")
    presenter.choose_category("MED")
    assert view.last("show_theme") == ("MED",)
    assert view.last("show_category") == ("MED",)
    walk = {"lon": 116.3, "lat": 39.9, "way": [[116.3, 39.9], [116.31, 39.9]], "seconds": 300.0, "facility": "西站",
            "facility_id": "F1", "limit": 15.0, "sentences": ["居住点 → 西站"]}  # fmt: skip
    runner.answer(ExplainWalk, walk)
    answer, category = view.last("show_place")
    assert category == "MED"
    assert answer["nearest"][0]["facility"] == "西站"
    assert answer["nearest"][0]["within"]
    assert view.last("show_walk") == (walk,)
    reach = {"type": "FeatureCollection", "features": ["outline"]}
    runner.answer(FacilityServiceArea, reach)
    assert view.last("show_place")[0]["isochrones"] == reach


def test_category_that_nobody_reaches_says_so(opened):
    presenter, view, runner = opened
    presenter.choose_community("C2")
    presenter.choose_category("CUL")
    assert runner.waiting(ExplainWalk) == []
    assert "资料不全，不能确定" in view.last("show_note")[0]  # nobody surveyed it: no gap


def test_late_answer_for_another_choice_is_not_shown(opened):
    presenter, view, runner = opened
    presenter.choose_community("C1")
    presenter.choose_category("MED")
    presenter.choose_category("CVS")
    shown = view.count("show_place")
    runner.answer(ExplainWalk, {"lon": 0, "lat": 0, "way": [], "seconds": None, "facility": None, "facility_id": None,
                                  "limit": 15.0, "sentences": []})  # fmt: skip
    assert view.count("show_place") == shown


def test_of_many_clicked_places_only_the_first_and_the_last_are_asked(opened):
    presenter, view, runner = opened
    for n in range(10):
        presenter.ask_place(116.0 + n, 39.9)
    answer = {"nearest": [{"within": True}, {"within": False}], "absent": []}
    runner.answer(AskPlace, answer)
    assert view.count("show_place") == 0  # the first is no longer wanted
    runner.answer(AskPlace, answer)
    assert [runner.tasks[n].lon for n in runner.waiting(AskPlace)] == [125.0, 125.0]
    runner.answer(AskPlace, answer)
    runner.answer(AskPlace, answer)
    assert view.count("show_place") == 2  # facilities first, isochrones after
    assert "2 类服务中 1 类" in view.last("show_note")[0]


def test_dismissed_place_does_not_come_back_with_its_isochrones(opened):
    presenter, view, runner = opened
    presenter.ask_place(116.0, 39.9)
    runner.answer(AskPlace, {"nearest": [], "absent": []})
    presenter.ask_place(117.0, 39.9)  # wished meanwhile
    shown = view.count("show_place")
    presenter.dismiss_place()
    assert view.calls[-1][0] == "clear_place"
    assert view.last("show_note")[0] == ""  # nobody waits for an answer any more
    runner.answer(AskPlace, {"nearest": [], "absent": []})
    assert view.count("show_place") == shown
    assert runner.waiting(AskPlace) == []
    presenter.ask_place(118.0, 39.9)
    assert len(runner.waiting(AskPlace)) == 2


def test_another_pace_asks_again_for_the_place_shown(opened):
    presenter, _, runner = opened
    presenter.choose_pace("child")  # nothing is shown yet
    assert runner.waiting(AskPlace) == []
    presenter.ask_place(116.0, 39.9)
    for _ in range(2):
        runner.answer(AskPlace, {"nearest": [], "absent": []})
    presenter.choose_pace("wheelchair")
    asked = [runner.tasks[n] for n in runner.waiting(AskPlace)]
    assert [(task.lon, task.profile) for task in asked] == [(116.0, "wheelchair")] * 2


def test_place_that_cannot_be_answered_is_a_quiet_word(opened):
    presenter, view, runner = opened
    presenter.ask_place(116.0, 39.9)
    runner.answer(AskPlace, Failure("此处附近没有可步行道路", "请换一个地点"))
    runner.answer(AskPlace, Failure("此处附近没有可步行道路", "请换一个地点"))
    assert "没有可步行道路" in view.last("show_note")[0]
    assert view.count("show_failure") == 0
    presenter.ask_place(116.0, 39.9)
    ours = Failure("程序内部错误", "请报告", "Traceback", 70)
    runner.answer(AskPlace, ours)
    runner.answer(AskPlace, ours)
    assert view.last("show_failure") == (ours,)


def test_explorer_that_the_system_took_is_started_again_at_the_next_question(opened):
    presenter, view, runner = opened
    presenter.ask_place(116.0, 39.9)
    assert runner.waiting(Explore) == []
    for _ in range(2):
        runner.answer(AskPlace, Failure("计算进程被系统终止", "多半是内存不足", "signal 9", 70))
    assert "被系统终止" in view.last("show_failure")[0].message
    runner.dead.add(EXPLORE)
    presenter.ask_place(116.0, 39.9)
    assert len(runner.waiting(Explore)) == 1
    runner.dead.clear()
    runner.answer(Explore, True)
    assert len(runner.waiting(AskPlace)) == 2  # they wait behind it


def test_who_waits_for_the_explorer_hears_how_far_it_is(made, study_with_run):
    presenter, view, runner = made()
    presenter.open_study(study_with_run)
    runner.answer(ReadRun, read_run_view(result_folder(study_with_run)))
    presenter.on_prepared(EXPLORE, "读取路网", 0, 1)
    assert "读取路网" not in view.last("show_note")[0]  # nobody waits
    presenter.ask_place(116.0, 39.9)
    presenter.on_prepared(EXPLORE, "计算步行时间", 1, 4)
    assert "计算步行时间" in view.last("show_note")[0]


def test_changed_study_answers_no_questions_until_it_is_run_again(made, study_with_run):
    presenter, view, runner = made()
    presenter.open_study(study_with_run)
    runner.answer(ReadRun, read_run_view(result_folder(study_with_run)))
    runner.answer(Explore, Failure("自该次运行以来已有改动：facilities.csv"))
    presenter.ask_place(116.0, 39.9)
    presenter.choose_community("C1")
    presenter.choose_category("MED")
    assert runner.waiting(AskPlace) == runner.waiting(ExplainWalk) == []
    assert "重新运行" in view.last("show_note")[0]


def test_run_takes_the_place_of_an_explorer_that_is_still_reading(made, study_with_run):
    presenter, _, runner = made()
    presenter.open_study(study_with_run)
    runner.answer(ReadRun, read_run_view(result_folder(study_with_run)))
    presenter.run_study()
    assert runner.waiting(Explore) == []
    presenter.stop_run()
    presenter.ask_place(116.0, 39.9)  # the earlier run is still shown, and can be asked
    assert len(runner.waiting(Explore)) == 1


def test_runs_are_compared_after_a_second_run(opened, study_with_run):
    presenter, view, runner = opened
    presenter.compare()
    assert view.last("show_earlier_runs") == ([], [], False)
    presenter.compare_with_before()
    assert view.last("show_comparison") is None
    presenter.run_study()
    runner.answer(RunStudy, result_folder(study_with_run))
    runner.answer(ReadRun, read_run_view(result_folder(study_with_run)))
    presenter.compare()
    assert view.last("show_earlier_runs") == ([], [], True)
    presenter.compare_with_before()
    (comparison,) = view.last("show_comparison")
    assert (len(comparison.of_kind("same")), comparison.changes, comparison.differences) == (2, (), ())


@pytest.mark.parametrize(("name", "text"), [("a.csv", "a,b\n"), ("pyproject.toml", "[project]\nname = 'x'\n")])
def test_file_that_is_no_study_is_refused_and_what_is_open_stays(opened, tmp_path, name, text):
    presenter, view, _ = opened
    (tmp_path / name).write_text(text, encoding="utf-8")
    shown, study = presenter.run, presenter.study
    assert not presenter.open_study(tmp_path / name)
    assert f"{name} 不是项目文件" in view.last("show_failure")[0].message
    assert (presenter.run, presenter.study) == (shown, study)


def test_study_with_a_slip_is_opened_so_that_it_can_be_told(made, tmp_path):
    presenter, _view, runner = made()
    (tmp_path / "a.toml").write_text("[study\n", encoding="utf-8")
    assert presenter.open_study(tmp_path / "a.toml")
    assert runner.waiting(RunStudy)


def test_results_beside_the_study_are_offered_and_read_from_their_folder(opened, study_with_run, small_run):
    presenter, view, runner = opened
    kept = study_with_run.with_name("去年.result")
    shutil.copytree(small_run, kept)
    shutil.copytree(small_run, study_with_run.with_name(".study.result.xcgis-old"))  # the leftover of a kill is no result
    presenter.compare()
    assert view.last("show_earlier_runs") == ([], [kept], False)
    presenter.compare_with(kept)
    assert runner.tasks[runner.waiting(ReadRun)[0]].folder == kept
    runner.answer(ReadRun, read_run_view(kept))
    (comparison,) = view.last("show_comparison")
    assert (comparison.before.folder, comparison.after) == (kept, presenter.run)
    presenter.compare_with(study_with_run.parent)
    runner.answer(ReadRun, Failure("不是运行结果文件夹"))
    assert view.last("show_failure")[0].message == "不是运行结果文件夹"
    assert view.count("show_comparison") == 1


def test_another_window_on_the_same_study_is_warned(made, opened, study_with_run):
    presenter, view, runner = made()
    view.says_yes = False
    assert not presenter.open_study(study_with_run)
    assert "另一个窗口" in view.last("confirm")[0]
    assert runner.tasks == {}
    opened[0].close_study()
    assert presenter.open_study(study_with_run)  # and is let in once the other has closed it


def test_opening_another_study_in_a_run_asks(made, study, study_with_run, tmp_path):
    presenter, view, runner = made()
    shutil.rmtree(result_folder(study))
    presenter.open_study(study)
    other = tmp_path / "copy" / "other.toml"
    shutil.copy(study, other)
    view.says_yes = False
    assert not presenter.open_study(other)
    assert presenter.study == study
    view.says_yes = True
    assert presenter.open_study(other)
    assert presenter.study == other
    assert [runner.tasks[n].study for n in runner.waiting(RunStudy)] == [other]


def test_window_that_died_is_followed_by_an_offer(made, tmp_path, study_with_run):
    dead = Session(tmp_path / "sessions")
    dead.note(study_with_run, "C2", "MED", running=True)
    dead._handle.close()  # the system takes the lock when a process dies, and leaves its note
    presenter, view, runner = made()
    assert presenter.offer_recovery()
    assert "study.toml" in view.last("confirm")[0]
    assert "没有改动" in view.last("confirm")[0]
    runner.answer(ReadRun, read_run_view(result_folder(study_with_run)))
    assert view.last("show_theme") == ("MED",)
    assert view.last("show_community")[0].community_id == "C2"
    assert not made()[0].offer_recovery()  # offered once; and what lives is not offered


def test_orderly_close_leaves_nothing_to_offer(made, study_with_run, tmp_path):
    presenter, _, runner = made()
    presenter.open_study(study_with_run)
    presenter.close_study()
    assert runner.is_busy(EXPLORE) is False
    assert list((tmp_path / "sessions").glob("*")) == []
    assert [p.name for p in study_with_run.parent.iterdir() if p.name.startswith(".")] == []


def test_result_lies_beside_the_study_or_in_the_cache_where_that_cannot_be_written(tmp_path, monkeypatch):
    study = tmp_path / "a.toml"
    assert result_folder(study) == tmp_path / "a.result"
    monkeypatch.setattr("os.access", lambda *_: False)
    assert result_folder(study).name == "a.result"
    assert tmp_path / "home" / "cache" in result_folder(study).parents


def test_lock_of_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path):
    lock = StudyLock.take(tmp_path / "none" / "study.toml")
    assert lock is not None
    assert lock.handle is None
    lock.release()


def test_presenter_knows_no_qt():
    import subprocess
    import sys

    from tests.fixtures.studies import ROOT

    code = (
        "import sys, xc_gis.ui.presenters.result.result_presenter; print(sorted({'PyQt5', 'pandas', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert Path(inspect.getfile(ResultPresenter)).name == "result_presenter.py"


def test_kept_runs_are_offered_named_and_removed(opened, study_with_run):
    presenter, view, runner = opened
    presenter.run_study()
    assert runner.tasks[runner.waiting(RunStudy)[0]].kept == 3
    keep = history_folder(result_folder(study_with_run)) / "2026-03-01 08-00-00"
    shutil.copytree(result_folder(study_with_run), keep)
    presenter.compare()
    (run,), folders, has_before = view.last("show_earlier_runs")
    assert (run.folder, folders, has_before) == (keep, [], False)
    presenter.describe_run(keep, "上会稿", "给评审会")
    (run,), *_ = view.last("show_earlier_runs")
    assert (run.name, run.note) == ("上会稿", "给评审会")
    view.says_yes = False
    presenter.remove_run(keep)
    assert "上会稿" in view.last("confirm")[0]
    assert len(view.last("show_earlier_runs")[0]) == 1
    view.says_yes = True
    presenter.remove_run(keep)
    assert view.last("show_earlier_runs")[0] == []
    assert not keep.exists()

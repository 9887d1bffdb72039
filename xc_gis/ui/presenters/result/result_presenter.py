"""
What the window does when somebody wants something: opens, runs, chooses, explains, compares. Knows no Qt.

It talks to a ``ResultView`` (the window) and a ``TaskRunner`` (the engine), protocols of ``result_view.py``, so that it is tested
with nothing but their methods. Places and walks are ``place_presenter.py``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xc_gis.errors import InputError, OutputError
from xc_gis.languages.message import msg
from xc_gis.runs.compare.changes import compare_runs
from xc_gis.runs.history import describe, kept_runs, remove
from xc_gis.runs.manifest import is_run
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.result.facility_presenter import FacilityPresenter
from xc_gis.ui.presenters.result.measure_presenter import MeasurePresenter
from xc_gis.ui.presenters.result.place_presenter import PlacePresenter
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.result.result_view import ResultView, TaskRunner
from xc_gis.ui.presenters.result.search_presenter import SearchPresenter
from xc_gis.ui.presenters.result.selection_presenter import SelectionPresenter
from xc_gis.ui.storage.results import result_folder, results_beside
from xc_gis.ui.storage.session import Session
from xc_gis.ui.storage.study_lock import StudyLock
from xc_gis.ui.storage.study_paths import may_be_study
from xc_gis.ui.workers.failure import Failure, failure_of
from xc_gis.ui.workers.tasks import RUN, ReadRun, RunStudy
from xc_gis.wording.nearest import none_near
from xc_gis.wording.window import language, name_of

STARS, JOINT = "stars", "joint"


class ResultPresenter:
    """
    One study at a time.

    Attributes
    ----------
    study
        Path of the study that is open, or None.
    run
        What is shown, or None before the first run.
    before
        The run that the latest run replaced in this session, or None.
    search, selection, measuring, facilities
        The search above the map; several communities or an area, and their totals; metres and minutes between clicks; whom a
        facility serves.
    may_leave
        Asked before another study is opened: whether what would be lost may be lost.
    """

    def __init__(self, view: ResultView, runner: TaskRunner, session: Session) -> None:
        self._view, self._runner, self._session = view, runner, session
        self.study: Path | None = None
        self.run: RunView | None = None
        self.before: RunView | None = None
        self._lock: StudyLock | None = None
        self._community, self._category, self._theme = "", "", STARS
        self._questions = Questions(runner)
        self._places = PlacePresenter(view, runner, self._questions)
        self.selection = SelectionPresenter(view, self._questions, self._places, lambda: self._community)
        self.search = SearchPresenter(
            view, self._questions, self._places, self.choose_community, self.selection.choose_subdistrict
        )
        self.measuring = MeasurePresenter(view, self._questions, self._places)
        self.facilities = FacilityPresenter(view, self._questions, self._places)
        self.may_leave: Callable[[], bool] = lambda: True
        self._running = 0

    # -- open and run ------------------------------------------------------------------------------------------------------

    def offer_recovery(self) -> bool:
        """After a kill, offer what was open; returns whether it was taken."""
        for lost in self._session.abandoned():
            self._session.forget(lost)
            if not lost.study.is_file():
                continue
            half = msg("当时正在运行，未完成的结果已作废，原有结果没有改动。\n") if lost.running else ""
            asked = msg("上次程序意外结束，当时打开着“{name}”。\n{half}要继续吗？", name=lost.study.name, half=half)
            if self._view.confirm(asked, msg("继续"), msg("不用")) and self.open_study(lost.study):
                self._community, self._theme = lost.community, lost.theme
                return True
        return False

    def open_study(self, study: Path) -> bool:
        """Open a study: its run where there is one, else run it. False where it was not opened."""
        study = study.absolute()
        if not study.is_file():
            self._view.show_failure(
                Failure(msg("找不到项目文件 {path}", path=study.name), msg("它可能已被移动或删除；请用“打开项目”重新选择"))
            )
            return False
        if not may_be_study(study):
            self._view.show_failure(
                Failure(
                    msg("{study} 不是项目文件", study=study.name), msg("请选择含有 [study] 的 .toml 文件；新项目可用“新建项目”")
                )
            )
            return False
        if study == self.study:
            return True
        if self._runner.is_busy() and not self._view.confirm(
            msg("正在运行。打开另一个项目会停止运行，原有结果不受影响。"), msg("停止并打开"), msg("继续运行")
        ):
            return False
        lock = StudyLock.take(study)
        if lock is None and not self._view.confirm(
            msg("“{study}”已在另一个窗口中打开。\n两边同时修改或运行会互相覆盖。", study=study.name), msg("仍然打开"), msg("取消")
        ):
            return False
        if not self.may_leave():
            if lock:
                lock.release()
            return False
        self.close_study()
        self.study, self._lock = study, lock
        self._community, self._category, self._theme = "", "", STARS
        self._remember()
        self._view.show_opening(study)
        if is_run(result_folder(study)):
            self._read(is_explored=False, else_run=True)
        else:
            self.run_study()
        return True

    def close_study(self) -> None:
        """Forget the study; what runs is stopped."""
        self.stop_run()
        self._places.close()
        self.search.show_run(None)
        self.selection.show_run(None)
        self.measuring.show_run(None)
        self.facilities.show_run(None)
        self._runner.rest()  # what checked and read for this study has its memory still
        self._questions.forget()
        if self._lock:
            self._lock.release()
        self.study, self.run, self.before, self._lock = None, None, None, None
        self._session.clear()

    def run_study(self) -> None:
        """Run the study; what is shown stays until the new run is whole."""
        if self.study is None or self._runner.is_busy():
            return
        self._view.show_progress(msg("准备运行"), 0.0, -1.0)
        self._places.give_way()
        self._running = self._questions.ask(
            RunStudy(self.study, result_folder(self.study), self._view.runs_to_keep(), language()), self._ran, self._run_failed
        )
        self._remember()

    def stop_run(self) -> None:
        """Stop the run; the earlier one stays."""
        if self._runner.is_busy():
            self._runner.stop(RUN)

    def _ran(self, _folder: Path) -> None:
        self._running = 0
        self.before = self.run
        self._view.show_idle()
        self._remember()
        self._read(is_explored=True, else_run=False)  # the process that ran it has it in memory

    def _run_failed(self, failure: Failure) -> None:
        self._running = 0
        self._view.show_idle()
        self._remember()
        self._view.show_failure(failure)

    def _read(self, *, is_explored: bool, else_run: bool) -> None:
        folder = result_folder(self._opened)

        def unreadable(failure: Failure) -> None:
            if else_run and failure.exit_code == 1:  # an earlier version's result, or a damaged one: made again
                self._view.show_note(msg("{message}；将重新运行", message=failure.message))
                self.run_study()
            else:
                self._view.show_failure(failure)

        self._questions.ask(ReadRun(folder), lambda run: self._show(run, is_explored=is_explored), unreadable)

    def _show(self, run: RunView, *, is_explored: bool) -> None:
        self.run = run
        self._view.show_run(run)
        self._view.show_theme(self._theme)
        self._view.clear_place()
        self._view.show_community(run.by_id.get(self._community))
        self._view.show_note(_summary(run))
        self._places.show_run(self._opened, run, is_explored=is_explored)
        self.search.show_run(run)
        self.selection.show_run(run)
        self.measuring.show_run(run)
        self.facilities.show_run(run)

    # -- choose ------------------------------------------------------------------------------------------------------------

    def choose_community(self, community_id: str) -> None:
        """Show a community's fact sheet; an unknown one shows none."""
        self._community = community_id
        self._places.dismiss()
        self.selection.dismiss()
        self.facilities.dismiss()
        self.measuring.dismiss()
        if self.run:
            self._view.show_community(self.run.by_id.get(community_id))
            self._view.clear_place()
            self._remember()

    def choose_theme(self, key: str) -> None:
        """Show a theme of the map."""
        self._theme = key
        self._view.show_theme(key)
        self._remember()

    def choose_theme_category(self, code: str) -> None:
        """Show another category in the kind of theme that is shown: coverage, minutes, people in gap."""
        kind = self._theme.rpartition(":")[0]
        self.choose_theme(f"{kind}:{code}" if kind else code)

    def choose_category(self, code: str) -> None:
        """Show a category of the chosen community: its theme, and from the community's middle the nearest facility and the way."""
        self._category = code
        self._places.dismiss()
        self.choose_theme(code)
        self._view.show_category(code)
        if self.run is None or self._community not in self.run.by_id:
            return
        nearest = self.run.by_id[self._community].of(code).nearest
        if nearest is None:
            self._view.clear_place()
            name = name_of(self.run.by_code[code])
            row = self.run.by_id[self._community].of(code)
            words = none_near(is_unsure=bool(row.unknown) or row.share is None)
            self._view.show_note(msg("{name}，最近的设施：{words}", name=name, words=words))
            return
        self._places.show_way(nearest.demand_id, code)

    def choose_pace(self, profile: str) -> None:
        """Draw the circles of places at the pace of a profile."""
        self._places.choose_pace(profile)

    def ask_place(self, lon: float, lat: float) -> None:
        """Ask about any place."""
        self._places.ask_place(lon, lat)

    def wake(self) -> bool:
        """See to it that the process that keeps the study answers, now or soon; False where the study is no longer that of the run shown."""
        return self._places.wake()

    def dismiss_place(self) -> None:
        """Take the place off the map, and show nothing more of what was asked about it."""
        self._places.dismiss()
        self._view.show_note("")  # it told of that place, or that its answer was on the way
        self._view.clear_place()

    def compare(self) -> None:
        """Ask which earlier result to compare what is shown with."""
        if self.run is not None:
            kept = kept_runs(result_folder(self._opened))
            has_before = self.before is not None and not kept  # else it is the first of those that were kept
            self._view.show_earlier_runs(kept, results_beside(self._opened), has_before=has_before)

    def describe_run(self, folder: Path, name: str, note: str) -> None:
        """Give a kept run a name and a note."""
        for run in kept_runs(result_folder(self._opened)):
            if run.folder == folder:
                try:
                    describe(run, name, note)
                except OutputError as fault:
                    self._view.show_failure(failure_of(fault))
        self.compare()

    def remove_run(self, folder: Path) -> None:
        """Remove a kept run, once that is confirmed."""
        for run in kept_runs(result_folder(self._opened)):
            if run.folder == folder and self._view.confirm(
                msg("删除结果“{run}”？删除后无法恢复。", run=run.name or run.folder.name), msg("删除"), msg("保留")
            ):
                remove(run)
        self.compare()

    def compare_with_before(self) -> None:
        """Show what the latest run changed against the one before it in this session."""
        if self.before is not None:
            self._compare(self.before)

    def compare_with(self, folder: Path) -> None:
        """Show what changed since an earlier result, read from its folder."""
        self._questions.ask(ReadRun(folder), self._compare, self._view.show_failure)

    def _compare(self, before: RunView) -> None:
        if self.run is None:
            return
        try:
            self._view.show_comparison(compare_runs(before, self.run))
        except InputError as fault:
            self._view.show_failure(failure_of(fault))

    # -- what the engine says ----------------------------------------------------------------------------------------------

    def on_progress(self, stage: str, done: int, total: int, seconds_left: float) -> None:
        """Of the run."""
        if self._running:
            self._view.show_progress(stage, done / total if total else 0.0, seconds_left)

    def on_prepared(self, lane: str, stage: str, _done: int, _total: int) -> None:
        """Of work in the background."""
        self._places.on_prepared(lane, stage)

    def on_answer(self, number: int, answer: object) -> None:
        """To one of our questions; others are not ours."""
        self._questions.answer(number, answer)

    def on_failure(self, number: int, failure: Failure) -> None:
        """Of one of our questions."""
        self._questions.fail(number, failure)

    def on_stopped(self, number: int) -> None:
        """By us, or overtaken."""
        was_ours = self._questions.drop(number)
        if number == self._running and number:
            self._running = 0
            self._view.show_idle()
            self._view.show_note(msg("已停止；原有结果没有改动"))
            self._remember()
        elif was_ours:
            self._places.on_stopped()
            self.search.forget()
            self.measuring.forget()

    # --

    @property
    def _opened(self) -> Path:
        assert self.study is not None
        return self.study

    def _remember(self) -> None:
        if self.study:
            self._session.note(self.study, self._community, self._theme, running=bool(self._running))


def category_of(theme: str) -> str:
    """Category of a theme; empty where it is about all of them."""
    return "" if theme in {STARS, JOINT} else theme.rpartition(":")[2]


def _summary(run: RunView) -> str:
    open_ones = sum(c.status != "rated" for c in run.communities)
    more = msg("，其中 {open_ones} 个因数据不全只有星级区间或暂不评级", open_ones=open_ones) if open_ones else ""
    return msg("{run}：{count} 个社区{more}", run=run.name, count=len(run.communities), more=more)

"""
What the window does when somebody wants something: opens, runs, chooses, explains, compares. Knows no Qt.

It talks to a ``StudyView`` (the window) and a ``Workshop`` (the engine), both given as protocols, so that it is tested with
nothing but these methods.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from xc_gis.run_folder import MANIFEST
from xc_gis.run_view import CommunityView, RunView
from xc_gis.ui.comparison import Comparison, compare_runs
from xc_gis.ui.failure import Failure
from xc_gis.ui.session import Session, StudyLock, result_folder
from xc_gis.ui.tasks import EXPLORE, RUN, AskPlace, ExplainWalk, Explore, FacilityReach, ReadRun, RunStudy
from xc_gis.ui.worker import Task
from xc_gis.units import SECONDS_PER_MINUTE

logger = logging.getLogger(__name__)

MINUTES = (5.0, 10.0, 15.0)
ABSENT, READING, READY, REFUSED = range(4)
"""State of the explorer: not there · reading the study · answers · the study is no longer that of the run shown."""
STARS = "stars"
PACE = "adult"
OUTDATED = "研究数据在本次结果之后有改动,重新运行后才能查询地点和路线"


class StudyView(Protocol):
    """The window, as far as the presenter knows it."""

    def show_opening(self, study: Path) -> None:
        """A study is being opened: its name in the title, its page without a run yet."""

    def show_run(self, run: RunView) -> None:
        """A run: map, themes, table."""

    def show_theme(self, key: str) -> None:
        """Theme of the map and its mark in the list."""

    def show_community(self, community: CommunityView | None) -> None:
        """Fact sheet, and the community highlighted on the map and in the table; None: nothing is chosen."""

    def show_category(self, category: str) -> None:
        """The category marked in the fact sheet; empty: none."""

    def show_place(self, answer: Mapping[str, Any], category: str) -> None:
        """Isochrones, nearest facilities and ways of a place on the map; of one category alone where it is named."""

    def clear_place(self) -> None:
        """No place any more."""

    def show_walk(self, answer: Mapping[str, Any]) -> None:
        """A walk in words (``sentences``)."""

    def show_progress(self, stage: str, share: float, seconds_left: float) -> None:
        """Where the run is; ``seconds_left`` below zero: not known yet."""

    def show_idle(self) -> None:
        """No run is going on."""

    def show_note(self, text: str) -> None:
        """A quiet word in the status bar; empty: none."""

    def show_outdated(self, reason: str) -> None:
        """What is shown is no longer the study on disk: a strip with a button to run again; empty: all is well."""

    def show_failure(self, failure: Failure) -> None:
        """One dialog: message, what to do, details."""

    def show_comparison(self, comparison: Comparison) -> None:
        """What a run changed against the one before."""

    def confirm(self, question: str, yes: str, no: str) -> bool:
        """Ask; True for ``yes``."""


class Workshop(Protocol):
    """The engine, as far as the presenter knows it."""

    def ask(self, task: Task) -> int:
        """Give a task; its number."""

    def stop(self, lane: str = RUN) -> None:
        """End what a lane does."""

    def is_busy(self, lane: str = RUN) -> bool:
        """Whether a lane has work."""

    def is_alive(self, lane: str) -> bool:
        """Whether a lane has a process, with what it kept."""


Then = Callable[[Any], None]


class StudyPresenter:
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
    """

    def __init__(self, view: StudyView, workshop: Workshop, session: Session) -> None:
        self._view, self._workshop, self._session = view, workshop, session
        self.study: Path | None = None
        self.run: RunView | None = None
        self.before: RunView | None = None
        self._lock: StudyLock | None = None
        self._community, self._category, self._theme = "", "", STARS
        self._waiting: dict[int, tuple[Then, Callable[[Failure], None]]] = {}
        self._place = 0
        self._asking_place = False
        self._wished_place: tuple[float, float] | None = None
        self._latest_place: tuple[float, float] | None = None
        self._pace = PACE
        self._running = self._reading = 0
        self._explorer = ABSENT

    # -- open and run ------------------------------------------------------------------------------------------------------

    def offer_recovery(self) -> bool:
        """After a kill, offer what was open; returns whether it was taken."""
        for lost in self._session.abandoned():
            self._session.forget(lost)
            if not lost.study.is_file():
                continue
            half = "当时正在运行,未完成的结果已作废,原有结果没有改动。\n" if lost.running else ""
            asked = f"上次程序意外结束,当时打开着“{lost.study.name}”。\n{half}要继续吗?"
            if self._view.confirm(asked, "继续", "不用") and self.open_study(lost.study):
                self._community, self._theme = lost.community, lost.theme
                return True
        return False

    def open_study(self, study: Path) -> bool:
        """Open a study: its run where there is one, else run it. False where it was not opened."""
        study = study.absolute()
        if not study.is_file():
            self._view.show_failure(Failure(f"找不到研究文件 {study.name}", "它可能已被移动或删除;请用“打开研究”重新选择"))
            return False
        if study == self.study:
            return True
        if self._workshop.is_busy() and not self._view.confirm(
            "正在运行。打开另一个研究会停止运行,原有结果不受影响。", "停止并打开", "继续运行"
        ):
            return False
        lock = StudyLock.take(study)
        if lock is None and not self._view.confirm(
            f"“{study.name}”已在另一个窗口中打开。\n两边同时修改或运行会互相覆盖。", "仍然打开", "取消"
        ):
            return False
        self.close_study()
        self.study, self._lock = study, lock
        self._community, self._category, self._theme = "", "", STARS
        self._remember()
        self._view.show_opening(study)
        if (result_folder(study) / MANIFEST).is_file():
            self._read(explore=True, else_run=True)
        else:
            self.run_study()
        return True

    def close_study(self) -> None:
        """Forget the study; what runs is stopped."""
        self.stop_run()
        self._workshop.stop(EXPLORE)
        self._waiting.clear()
        if self._lock:
            self._lock.release()
        self.study, self.run, self.before, self._lock = None, None, None, None
        self._explorer, self._asking_place, self._wished_place, self._latest_place = ABSENT, False, None, None
        self._place += 1
        self._session.clear()

    def run_study(self) -> None:
        """Run the study; what is shown stays until the new run is whole."""
        if self.study is None or self._workshop.is_busy():
            return
        self._view.show_outdated("")
        self._view.show_progress("准备运行", 0.0, -1.0)
        if self._explorer == READING:  # the run reads the same, and needs the processor
            self._workshop.stop(EXPLORE)
            self._explorer = ABSENT
        self._running = self._ask(RunStudy(self.study, result_folder(self.study)), self._ran, self._run_failed)
        self._remember()

    def stop_run(self) -> None:
        """Stop the run; the earlier one stays."""
        if self._workshop.is_busy():
            self._workshop.stop(RUN)

    def _ran(self, _folder: Path) -> None:
        self._running = 0
        self.before = self.run
        self._explorer = READY  # the process that ran it has it in memory
        self._view.show_idle()
        self._remember()
        self._read(explore=False, else_run=False)

    def _run_failed(self, failure: Failure) -> None:
        self._running = 0
        self._view.show_idle()
        self._remember()
        self._view.show_failure(failure)

    def _read(self, *, explore: bool, else_run: bool) -> None:
        folder = result_folder(self._opened)

        def unreadable(failure: Failure) -> None:
            if else_run and failure.exit_code == 1:  # an earlier version's result, or a damaged one: made again
                self._view.show_note(f"{failure.message};将重新运行")
                self.run_study()
            else:
                self._view.show_failure(failure)

        self._ask(ReadRun(folder), lambda run: self._show(run, explore=explore), unreadable)

    def _show(self, run: RunView, *, explore: bool) -> None:
        self.run = run
        self._view.show_run(run)
        self._view.show_theme(self._theme)
        self._view.clear_place()
        self._view.show_community(run.by_id.get(self._community))
        self._view.show_note(_summary(run))
        if explore:
            self._explorer = ABSENT
            self._wake_explorer()

    def _wake_explorer(self) -> bool:
        """See to it that questions are answered, now or soon; False where the study is no longer that of the run shown."""
        if self._explorer == READY and not self._workshop.is_alive(EXPLORE):
            self._explorer = ABSENT  # the system took it
        if self._explorer == ABSENT and self.run is not None:
            self._explorer = READING
            self._reading = self._ask(Explore(self._opened, self.run.folder), self._explores, self._explores_not)
        return self._explorer != REFUSED

    def _explores(self, _done: object) -> None:
        self._explorer = READY

    def _explores_not(self, failure: Failure) -> None:
        """The study cannot answer for this run: its files have changed or are gone. What is shown stays, and says so."""
        if failure.exit_code == 1:
            self._explorer = REFUSED
            self._view.show_outdated(failure.message)
        else:  # memory, or our fault: the next question tries again
            self._explorer = ABSENT
            self._view.show_note(f"{failure.message};查询地点时会重试")

    # -- choose ------------------------------------------------------------------------------------------------------------

    def choose_community(self, community_id: str) -> None:
        """Show a community's fact sheet; an unknown one shows none."""
        self._community = community_id
        self._place += 1  # answers about an earlier place or way are no longer wanted
        self._latest_place = None
        if self.run:
            self._view.show_community(self.run.by_id.get(community_id))
            self._view.clear_place()
            self._remember()

    def choose_theme(self, key: str) -> None:
        """Show a theme of the map."""
        self._theme = key
        self._view.show_theme(key)
        self._remember()

    def choose_category(self, code: str) -> None:
        """Show a category of the chosen community: its theme, and from the community's middle the nearest facility and the way."""
        self._category = code
        self._place += 1
        self.choose_theme(code)
        self._view.show_category(code)
        if self.run is None or self._community not in self.run.by_id:
            return
        nearest = self.run.by_id[self._community].of(code).nearest
        if nearest is None:
            self._view.clear_place()
            self._view.show_note(f"{self.run.by_code[code].zh}:两倍时限内走不到任何一处设施")
            return
        self._explain(nearest.demand_id, code)

    def choose_pace(self, profile: str) -> None:
        """Draw the circles of places at the pace of a profile, also of the place shown."""
        self._pace = profile
        if self._latest_place is not None:
            self.ask_place(*self._latest_place)

    def ask_place(self, lon: float, lat: float) -> None:
        """
        Ask about any place: the nearest facilities first, the isochrones as soon as they are drawn.

        While one place is being answered only the latest wish is kept: ten quick clicks are not answered one by one.
        """
        if self.run is None:
            return
        if self._asking_place:
            self._wished_place = (lon, lat)
            return
        if not self._wake_explorer():
            self._view.show_note(OUTDATED)
            return
        self._view.show_note("正在计算此处的步行范围…" if self._explorer == READY else "正在后台读入研究,随后回答…")
        self._place += 1
        self._asking_place, mine, profile = True, self._place, self._pace
        self._latest_place = (lon, lat)

        def first(answer: Mapping[str, Any]) -> None:
            if mine == self._place and self._wished_place is None:
                self._view.show_place(answer, "")

        def whole(answer: Mapping[str, Any]) -> None:
            first(answer)
            self._view.show_note(_place_words(answer))
            self._next_place()

        def cannot(failure: Failure) -> None:
            self._view.clear_place()
            if failure.exit_code == 1:
                self._view.show_note(f"{failure.message}。{failure.hint}")
            else:
                self._view.show_failure(failure)
            self._next_place()

        self._ask(AskPlace(lon, lat, (), profile), first, lambda _failure: None)  # the same fault comes again below
        self._ask(AskPlace(lon, lat, MINUTES, profile), whole, cannot)

    def _next_place(self) -> None:
        self._asking_place = False
        if self._wished_place is not None:
            wished, self._wished_place = self._wished_place, None
            self.ask_place(*wished)

    def _explain(self, demand_id: str, code: str) -> None:
        """The way to the nearest facility first, the ground that it serves as soon as it is drawn."""
        self._place += 1
        mine = self._place

        def show(walk: Mapping[str, Any]) -> None:
            if mine != self._place or self.run is None:
                return
            self._view.show_note("")
            self._view.show_walk(walk)
            self._view.show_place(_walk_on_map(walk, code, self.run), code)
            if walk["facility_id"] is not None:
                self._ask(FacilityReach(walk["facility_id"], code), lambda reach: with_reach(walk, reach), lambda _failure: None)

        def with_reach(walk: Mapping[str, Any], reach: Mapping[str, Any]) -> None:
            if mine == self._place and self.run is not None:
                self._view.show_place({**_walk_on_map(walk, code, self.run), "isochrones": reach}, code)

        def cannot(failure: Failure) -> None:
            if mine == self._place:
                self._view.show_note(f"暂时不能显示路线:{failure.message}")

        if not self._wake_explorer():
            self._view.show_note(OUTDATED)
            return
        if self._explorer == READING:
            self._view.show_note("正在后台读入研究,随后显示路线…")
        self._ask(ExplainWalk(demand_id, code), show, cannot)

    def compare(self) -> None:
        """Show what the latest run changed against the one before it in this session."""
        if self.run is None or self.before is None:
            self._view.show_note("还没有可比较的上一次结果:修改数据或标准后重新运行,即可比较")
            return
        self._view.show_comparison(compare_runs(self.before, self.run))

    # -- what the engine says ----------------------------------------------------------------------------------------------

    def on_progress(self, stage: str, done: int, total: int, seconds_left: float) -> None:
        """Of the run."""
        if self._running:
            self._view.show_progress(stage, done / total if total else 0.0, seconds_left)

    def on_prepared(self, lane: str, stage: str, _done: int, _total: int) -> None:
        """Of the explorer, while somebody waits for it."""
        if lane == EXPLORE and self._explorer == READING and any(n != self._reading for n in self._waiting):
            self._view.show_note(f"正在后台读入研究({stage}),随后回答…")

    def on_answer(self, number: int, answer: object) -> None:
        """To one of our questions; others are not ours."""
        if number in self._waiting:
            self._waiting.pop(number)[0](answer)

    def on_failure(self, number: int, failure: Failure) -> None:
        """Of one of our questions."""
        if number in self._waiting:
            self._waiting.pop(number)[1](failure)

    def on_stopped(self, number: int) -> None:
        """By us, or overtaken."""
        if self._waiting.pop(number, None) and number != self._running:
            self._asking_place, self._wished_place = False, None
        if number == self._running and number:
            self._running = 0
            self._view.show_idle()
            self._view.show_note("已停止;原有结果没有改动")
            self._remember()

    # --

    @property
    def _opened(self) -> Path:
        assert self.study is not None
        return self.study

    def _ask(self, task: Task, then: Then, otherwise: Callable[[Failure], None]) -> int:
        number = self._workshop.ask(task)
        self._waiting[number] = (then, otherwise)
        return number

    def _remember(self) -> None:
        if self.study:
            self._session.note(self.study, self._community, self._theme, running=bool(self._running))


def _summary(run: RunView) -> str:
    open_ones = sum(c.status != "rated" for c in run.communities)
    more = f",其中 {open_ones} 个因数据不全只有星级区间或暂不评级" if open_ones else ""
    return f"{run.name}:{len(run.communities)} 个社区{more}"


def _place_words(answer: Mapping[str, Any]) -> str:
    near = sum(row["within"] for row in answer["nearest"])
    whole = len(answer["nearest"]) + len(answer["absent"])
    return f"所选地点:{whole} 类服务中 {near} 类在规定时间内走得到"


def _walk_on_map(walk: Mapping[str, Any], code: str, run: RunView) -> dict[str, Any]:
    """A walk as a place is shown: its start, its way, and the facility at its end."""
    place = {"lon": walk["lon"], "lat": walk["lat"], "isochrones": _features([]), "absent": []}
    if walk["facility_id"] is None:
        return {**place, "nearest": [], "ways": _features([])}
    way, minutes = walk["way"], walk["seconds"] / SECONDS_PER_MINUTE
    line = {"type": "Feature", "properties": {"category": code}, "geometry": {"type": "LineString", "coordinates": way}}
    end = {
        "category": code, "zh": run.by_code[code].zh, "facility": walk["facility"], "facility_id": walk["facility_id"],
        "minutes": minutes, "limit": walk["limit"], "within": minutes <= walk["limit"], "lon": way[-1][0], "lat": way[-1][1],
    }  # fmt: skip
    return {**place, "nearest": [end], "ways": _features([line])}


def _features(features: list[Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}

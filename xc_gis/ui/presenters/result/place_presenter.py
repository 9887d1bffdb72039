"""
Any place and any walk of the study that is shown: asked of the explorer, which keeps the analysed study. Knows no Qt.

The explorer reads the study behind the window; it refuses where the study's files are no longer those of the run shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.result.result_view import ResultView, TaskRunner
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import EXPLORE, AskPlace, ExplainWalk, Explore, FacilityServiceArea
from xc_gis.units import SECONDS_PER_MINUTE

MINUTES = (5.0, 10.0, 15.0)
PACE = "adult"
OUTDATED = msg("项目数据在本次结果之后有改动，重新运行后才能查询地点和路线")
ABSENT, READING, READY, REFUSED = range(4)
"""State of the explorer: not there · reading the study · answers · the study is no longer that of the run shown."""


class PlacePresenter:
    """Asks the explorer for one study at a time, and shows what it says while it is still wanted."""

    def __init__(self, view: ResultView, runner: TaskRunner, questions: Questions) -> None:
        self._view, self._runner, self._questions = view, runner, questions
        self._study: Path | None = None
        self._run: RunView | None = None
        self._explorer = ABSENT
        self._reading = 0
        self._wanted = 0
        self._asking = False
        self._requested: tuple[float, float] | None = None
        self._latest: tuple[float, float] | None = None
        self._pace = PACE

    # -- the explorer ------------------------------------------------------------------------------------------------------

    def show_run(self, study: Path, run: RunView, *, is_explored: bool) -> None:
        """Another run is shown; ``is_explored``: the process that made it answers already."""
        self._study, self._run = study, run
        self._explorer = READY if is_explored else ABSENT
        self.dismiss()
        self.wake()

    def give_way(self) -> None:
        """A run begins: it reads the same, and needs the processor."""
        if self._explorer == READING:
            self._runner.stop(EXPLORE)
            self._explorer = ABSENT

    def close(self) -> None:
        """The study is closed."""
        self._runner.stop(EXPLORE)
        self._study, self._run, self._explorer = None, None, ABSENT
        self._asking = False
        self.dismiss()

    def dismiss(self) -> None:
        """What was asked about a place or a way is no longer wanted; answers under way are not shown."""
        self._wanted += 1
        self._latest = self._requested = None

    def on_prepared(self, lane: str, stage: str) -> None:
        """Of the explorer, while somebody waits for it."""
        if lane == EXPLORE and self._explorer == READING and self._questions.others_than(self._reading):
            self._view.show_note(msg("正在后台读入项目（{stage}），随后回答…", stage=stage))

    def on_stopped(self) -> None:
        """A question was dropped with its process."""
        self._asking, self._requested = False, None

    def wake(self) -> bool:
        """See to it that questions are answered, now or soon; False where the study is no longer that of the run shown."""
        if self._explorer == READY and not self._runner.is_alive(EXPLORE):
            self._explorer = ABSENT  # the system took it
        if self._explorer == ABSENT and self._run is not None:
            self._explorer = READING
            assert self._study is not None
            self._reading = self._questions.ask(Explore(self._study, self._run.folder), self._explores, self._explores_not)
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
            self._view.show_note(msg("{message}；查询地点时会重试", message=failure.message))

    # -- questions ---------------------------------------------------------------------------------------------------------

    def choose_pace(self, profile: str) -> None:
        """Draw the circles of places at the pace of a profile, also of the place shown."""
        self._pace = profile
        if self._latest is not None:
            self.ask_place(*self._latest)

    def ask_place(self, lon: float, lat: float) -> None:
        """
        Ask about any place: the nearest facilities first, the isochrones as soon as they are drawn.

        While one place is being answered only the latest request is kept: ten quick clicks are not answered one by one.
        """
        if self._run is None:
            return
        if self._asking:
            self._requested = (lon, lat)
            return
        if not self.wake():
            self._view.show_note(OUTDATED)
            return
        self._view.show_note(msg("正在计算此处的步行范围…") if self._explorer == READY else msg("正在后台读入项目，随后回答…"))
        self._wanted += 1
        self._asking, mine, profile = True, self._wanted, self._pace
        self._latest = (lon, lat)

        def first(answer: Mapping[str, Any]) -> None:
            if mine == self._wanted and self._requested is None:
                self._view.show_place(answer, "")

        def whole(answer: Mapping[str, Any]) -> None:
            first(answer)
            if mine == self._wanted:
                self._view.show_note(_place_words(answer))
            self._next()

        def cannot(failure: Failure) -> None:
            if failure.exit_code != 1:
                self._view.show_failure(failure)
            elif mine == self._wanted:
                self._view.clear_place()
                self._view.show_note(f"{failure.message}。{failure.hint}")
            self._next()

        self._questions.ask(AskPlace(lon, lat, (), profile), first, lambda _failure: None)  # the same fault comes again below
        self._questions.ask(AskPlace(lon, lat, MINUTES, profile), whole, cannot)

    def _next(self) -> None:
        self._asking = False
        if self._requested is not None:
            requested, self._requested = self._requested, None
            self.ask_place(*requested)

    def show_way(self, demand_id: str, code: str) -> None:
        """The way to the nearest facility first, the ground that it serves as soon as it is drawn."""
        self._wanted += 1
        mine = self._wanted

        def show(walk: Mapping[str, Any]) -> None:
            if mine != self._wanted or self._run is None:
                return
            self._view.show_note("")
            self._view.show_walk(walk)
            self._view.show_place(_walk_on_map(walk, code, self._run), code)
            if walk["facility_id"] is not None:
                self._questions.ask(
                    FacilityServiceArea(walk["facility_id"], code), lambda reach: with_reach(walk, reach), lambda _failure: None
                )

        def with_reach(walk: Mapping[str, Any], reach: Mapping[str, Any]) -> None:
            if mine == self._wanted and self._run is not None:
                self._view.show_place({**_walk_on_map(walk, code, self._run), "isochrones": reach}, code)

        def cannot(failure: Failure) -> None:
            if mine == self._wanted:
                self._view.show_note(msg("暂时不能显示路线：{message}", message=failure.message))

        if not self.wake():
            self._view.show_note(OUTDATED)
            return
        if self._explorer == READING:
            self._view.show_note(msg("正在后台读入项目，随后显示路线…"))
        self._questions.ask(ExplainWalk(demand_id, code), show, cannot)


def _place_words(answer: Mapping[str, Any]) -> str:
    rows = [*answer["nearest"], *answer["absent"]]
    near = sum(bool(row.get("within")) for row in rows)
    unknown = sum(not row.get("within") and row.get("state") == "unknown" for row in rows)
    return msg(
        "所选地点：{count} 类服务中 {near} 类在规定时间内走得到，{unknown} 类未知", count=len(rows), near=near, unknown=unknown
    )


def _walk_on_map(walk: Mapping[str, Any], code: str, run: RunView) -> dict[str, Any]:
    """A walk as a place is shown: its start, its way, and the facility at its end."""
    place = {"lon": walk["lon"], "lat": walk["lat"], "isochrones": _features([]), "absent": []}
    if walk["facility_id"] is None:
        return {**place, "nearest": [], "ways": _features([])}
    way, minutes = walk["way"], walk["seconds"] / SECONDS_PER_MINUTE
    line = {"type": "Feature", "properties": {"category": code}, "geometry": {"type": "LineString", "coordinates": way}}
    end = {
        "category": code, "zh": run.by_code[code].zh, "en": run.by_code[code].en, "facility": walk["facility"], "facility_id": walk["facility_id"],
        "minutes": minutes, "limit": walk["limit"], "within": minutes <= walk["limit"], "lon": way[-1][0], "lat": way[-1][1],
    }  # fmt: skip
    return {**place, "nearest": [end], "ways": _features([line])}


def _features(features: list[Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}

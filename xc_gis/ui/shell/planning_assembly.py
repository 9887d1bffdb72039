"""The planning page put together: panel, presenter and engine, who says what to whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject, QTimer

from xc_gis.languages.message import msg
from xc_gis.model.changes import AddFacility, LonLat, Scenario
from xc_gis.ui.presenters.planning.planning_presenter import PlanningPresenter
from xc_gis.ui.presenters.planning.site_marks import ground_marks
from xc_gis.ui.presenters.planning.siting_presenter import SitingPresenter
from xc_gis.ui.presenters.result.map_menu_entries import PLAN_ADD, PLAN_CLOSE, PLAN_MOVE
from xc_gis.ui.shell.analysis_assembly import Analyses
from xc_gis.ui.shell.planning_display import PlanningDisplay
from xc_gis.ui.shell.planning_questions import PlanningQuestions
from xc_gis.ui.workers.tasks import EXPLORE
from xc_gis.wording.window import tr, window_text

if TYPE_CHECKING:
    from xc_gis.runs.view import RunView
    from xc_gis.ui.presenters.result.questions import Questions
    from xc_gis.ui.presenters.result.result_presenter import ResultPresenter
    from xc_gis.ui.shell.exporter import Exporter
    from xc_gis.ui.shell.result_display import ResultDisplay
    from xc_gis.ui.workers.engine import Engine


class Planning(QObject):
    """
    All of the planning page.

    Attributes
    ----------
    display, presenter
        Where it is shown, and what decides.
    """

    def __init__(
        self, display: ResultDisplay, engine: Engine, result: ResultPresenter, questions: Questions, exporter: Exporter
    ) -> None:
        super().__init__(display)
        self._result, self._work, self._engine = display, display.work, engine
        self._choose_theme = result.choose_theme
        self.display = PlanningDisplay(display)
        self.presenter = PlanningPresenter(self.display, questions, result.wake, lambda: self._work.map.theme)
        self.asks = PlanningQuestions(display, self.presenter)
        siting = self.display.panel.siting
        self.siting = SitingPresenter(siting, questions, result.wake, self.presenter.mark_sites, self._take)
        siting.start_asked.connect(self._show_category_of)
        siting.start_asked.connect(self.siting.start)
        siting.stop_asked.connect(lambda: self._halt(self.siting.number))
        siting.scenario_asked.connect(self.siting.make_scenario)
        siting.area_asked.connect(lambda: self.presenter.tools.draw("ring", self._look_within))
        siting.whole_asked.connect(lambda: self._look_within(()))
        siting.layer_asked.connect(self._choose_layer)
        self._connect_conditions()
        self.analyses = Analyses(display, self.display, engine, result, questions, exporter, self._take, self._restore)
        engine.prepared.connect(self._prepared)
        engine.stopped.connect(lambda _number: self._stopped())
        display.run_shown.connect(self._run_shown)
        self._work.mouse.planned.connect(self.presenter.tools.happened)
        self._work.mouse.lent_back.connect(self.presenter.tools.put_away)
        self._connect_tools()
        panel, presenter = self.display.panel, self.presenter
        panel.bar.chosen.connect(presenter.choose)
        panel.bar.asked.connect(self._do)
        panel.stop.clicked.connect(self._stop)
        panel.changes.chosen.connect(presenter.choose_change)
        panel.changes.removed.connect(presenter.remove_change)
        panel.changes.described.connect(presenter.describe)
        panel.changes.placed.connect(presenter.place_change)
        panel.changes.placed_at.connect(presenter.forms.place_at)
        panel.changes.answered.connect(presenter.forms.answer)
        panel.effect.category_selected.connect(result.choose_theme_category)
        self.display.table.chosen.connect(presenter.choose)
        self.display.table.compute_requested.connect(presenter.compute_all)
        self.display.table.export_requested.connect(exporter.table)
        display.action_chosen.connect(self._do_here)
        result.may_leave = self._may_leave
        panel.tools.kind.picked.connect(lambda _kind: self._name_kind())
        if display.run is not None:
            self._run_shown(display.run)

    def _connect_conditions(self) -> None:
        tab = self.display.panel.siting
        tab.export_asked.connect(self.asks.export_sites)
        tab.more.no_go_drawn.connect(
            lambda: self.presenter.tools.draw("ring", lambda ring: self._leave_out((*self.siting.no_go, ring)))
        )
        tab.more.cleared.connect(lambda: self._leave_out(()))
        tab.more.layer_asked.connect(self._choose_areas)

    def _connect_tools(self) -> None:
        tools, presenter = self.display.panel.tools, self.presenter
        tools.add_asked.connect(lambda kind: presenter.tools.add_facility(kind) if kind else presenter.tools.put_away())
        tools.add_here_asked.connect(self._add_in_the_middle)
        tools.lift_asked.connect(lambda kind: presenter.tools.put_away() if kind == "-" else presenter.tools.lift(kind))
        tools.close_asked.connect(presenter.close_named)
        tools.move_asked.connect(presenter.tools.move)
        tools.path_asked.connect(presenter.tools.draw_path)
        streets = {
            "gate": presenter.tools.open_gate,
            "close_path": presenter.tools.close_path,
            "ring": presenter.tools.close_area,
        }
        tools.street_asked.connect(lambda asked: streets[asked]())
        tools.people_asked.connect(self.asks.people)
        tools.adjust_asked.connect(self.asks.adjust)

    def show(self, *, on: bool) -> None:
        """Whether the page is the one that is shown."""
        if on == self.presenter.is_open:
            return
        self.display.show(on=on)
        if on:
            self.presenter.open()
        else:
            self.presenter.close()
            self.analyses.close()
        self._name_kind()

    def _name_kind(self) -> None:
        """The menu of the map offers the type that is chosen."""
        tools = self.display.panel.tools
        self._result.plans = (tools.kind.currentText() if tools.kind.value else "") if self.presenter.is_open else None

    def _do_here(self, action: str, value: Any) -> None:
        if action == PLAN_CLOSE:
            self.presenter.close_facility(value)
        elif action == PLAN_MOVE:
            self.presenter.tools.move_row(value)
        elif action == PLAN_ADD:
            self.presenter.add(AddFacility(type=self.display.panel.tools.kind.value, at=value))

    def _run_shown(self, run: RunView) -> None:
        study = self._result.study
        self.siting.forget()
        self.analyses.show_run(run)
        if study is not None:  # after the others have heard of it: the process that keeps the study is theirs
            QTimer.singleShot(0, lambda: self.presenter.show_run(study, run))

    def _prepared(self, lane: str, stage: str, _done: int, _total: int) -> None:
        if lane == EXPLORE and self.presenter.is_waiting:
            self.display.show_progress(stage, can_stop=self.presenter.can_stop)

    def _stopped(self) -> None:
        if not self._engine.is_alive(EXPLORE):
            self.presenter.on_stopped()
            self.siting.forget()

    def _look_within(self, ring: tuple[LonLat, ...]) -> None:
        self.siting.ring = ring
        self.display.panel.siting.area.setChecked(bool(ring))
        self.presenter.mark_grounds(ground_marks(self.siting.ring, self.siting.no_go))

    def _leave_out(self, rings: tuple[tuple[LonLat, ...], ...]) -> None:
        self.siting.no_go = rings
        self.display.panel.siting.more.show_no_go(len(rings))
        self.presenter.mark_grounds(ground_marks(self.siting.ring, self.siting.no_go))

    def _choose_areas(self, which: str) -> None:
        titles = {"no_go": msg("禁建区"), "area": msg("选址范围")}
        path = self.asks.layer(tr(titles[which]))
        if path is not None:
            if which == "no_go":
                self._leave_out(())
            self.display.panel.siting.more.show_layer(which, path)

    def _choose_layer(self) -> None:
        self.display.panel.siting.show_layer(self.asks.layer(tr(msg("候选地点"))))

    def _show_category_of(self, asked: dict[str, Any]) -> None:
        """The map shows what sites are looked for."""
        run = self._result.run
        if run is not None and asked["categories"][0] in run.by_code:
            self._choose_theme(asked["categories"][0])

    def _take(self, scenario: Scenario) -> None:
        self.presenter.take(scenario)
        self.display.panel.tabs.setCurrentIndex(0)

    def _restore(self) -> None:
        if self.presenter.is_open:
            self.presenter.show_effect()

    def _may_leave(self) -> bool:
        return not self.presenter.shelf.edited or self._result.confirm(
            window_text("scenario_unsaved"), window_text("yes_discard"), window_text("no_back")
        )

    def _stop(self) -> None:
        self.presenter.stop()
        for number in (self.presenter.trials.long, self.presenter.further.number, self.presenter.actions.number):
            self._halt(number)

    def _halt(self, number: int) -> None:
        if number:
            self._engine.halt(EXPLORE, number)  # what the process keeps stays, and what else it does goes on

    def _add_in_the_middle(self, kind: str) -> None:
        def put(answer: object) -> None:
            lon, lat = (float(part) for part in str(answer).split(","))
            self.presenter.add(AddFacility(type=kind, at=(lon, lat)))

        self._work.map.page.runJavaScript("xcMap.map.getCenter().lng + ',' + xcMap.map.getCenter().lat", put)

    def _do(self, asked: str) -> None:
        presenter = self.presenter
        deeds: dict[str, Callable[[], object]] = {
            "new": presenter.new, "duplicate": presenter.duplicate, "remove": presenter.remove, "save": presenter.save,
            "undo": presenter.undo, "redo": presenter.redo, "rename": self.asks.rename, "open": self.asks.open, "moment": self.asks.moment,
            "survey": self.asks.survey, "take_in": self.asks.take_in, "export": lambda: self.asks.export(every=False), "export_all": lambda: self.asks.export(every=True),
        }  # fmt: skip
        deeds[asked]()

"""The questions of the planning page that are asked of the whole study, put together: tab, presenter, map, engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.planning.analysis_view import AnalysisAsking
from xc_gis.ui.presenters.planning.capacity_presenter import CapacityPresenter
from xc_gis.ui.presenters.planning.next_star_presenter import NextStarPresenter
from xc_gis.ui.presenters.planning.robust_presenter import RobustPresenter
from xc_gis.ui.presenters.planning.slices_presenter import SlicesPresenter
from xc_gis.ui.widgets.asking import DATA, TABLE, ask_file, ask_target
from xc_gis.ui.workers.tasks import EXPLORE
from xc_gis.wording.window import tr

if TYPE_CHECKING:
    from xc_gis.model.changes import Scenario
    from xc_gis.runs.view import RunView
    from xc_gis.ui.planning.analysis_tab import AnalysisTab
    from xc_gis.ui.presenters.result.questions import Questions
    from xc_gis.ui.presenters.result.result_presenter import ResultPresenter
    from xc_gis.ui.shell.exporter import Exporter
    from xc_gis.ui.shell.planning_display import PlanningDisplay
    from xc_gis.ui.shell.result_display import ResultDisplay
    from xc_gis.ui.workers.engine import Engine


class Analyses(QObject):
    """
    Connects the tabs of the planning page that ask one question each.

    Attributes
    ----------
    capacity, next_star, slices, robust
        Who finds full what is within reach; what the next star of each community takes; coverage at moments of the week; how sure
        stars are.
    """

    def __init__(
        self, display: ResultDisplay, planning: PlanningDisplay, engine: Engine, result: ResultPresenter, questions: Questions,
        exporter: Exporter, take: Callable[[Scenario], None], restore: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(display)
        self._work, self._engine, self._result = display.work, engine, result
        panel = planning.panel
        self.capacity = CapacityPresenter(panel.capacity, questions, result.wake, self._show)
        panel.capacity.start_asked.connect(self.capacity.start)
        panel.capacity.theme_asked.connect(self.capacity.choose)
        self.next_star = NextStarPresenter(panel.next_star, questions, result.wake, self._show, take)
        panel.next_star.start_asked.connect(self.next_star.start)
        panel.next_star.standard_chosen.connect(self.next_star.choose_standard)
        panel.next_star.five_asked.connect(self.next_star.start_five)
        panel.next_star.open_asked.connect(self.next_star.open)
        panel.next_star.chosen.connect(lambda community: panel.next_star.allow_open(on=self.next_star.opens(community)))
        self.slices = SlicesPresenter(
            panel.times, questions, result.wake, self._category, self._show_figures, self._show
        )  # fmt: skip
        panel.times.start_asked.connect(self.slices.start)
        panel.times.moved.connect(self.slices.move)
        panel.times.moment_chosen.connect(self.slices.choose)
        panel.times.profile_chosen.connect(self.slices.choose_profile)
        panel.times.theme_chosen.connect(self.slices.choose_theme)
        self.robust = RobustPresenter(
            panel.robust, questions, result.wake, self._show, lambda words: display.noted.emit(tr(words)), display.show_failure
        )  # fmt: skip
        panel.robust.start_asked.connect(self.robust.start)
        panel.robust.standard_chosen.connect(self.robust.choose_standard)
        panel.robust.print_asked.connect(self._print_checks)
        panel.robust.save_asked.connect(self._save_checks)
        panel.robust.read_asked.connect(self._read_checks)
        self._asking: list[AnalysisAsking] = []
        self._join(panel.next_star, self.next_star.asking, exporter)
        self._join(panel.capacity, self.capacity.asking, exporter)
        self._join(panel.times, self.slices.asking, exporter)
        self._join(panel.robust, self.robust.asking, exporter)
        self._panel, self._restore, self._shown = panel, restore, None
        panel.tabs.currentChanged.connect(lambda _: self._turned())
        display.work.theme_requested.connect(lambda _: self.slices.look() if self._tab() is panel.times else None)
        engine.prepared.connect(self._prepared)
        engine.stopped.connect(lambda _number: self._stopped())

    def _join(self, tab: AnalysisTab, asking: AnalysisAsking, exporter: Exporter) -> None:
        self._asking.append(asking)
        tab.stop_asked.connect(lambda: self._engine.halt(EXPLORE, asking.number) if asking.number else None)
        tab.chosen.connect(self._row_chosen)
        tab.export_requested.connect(exporter.table)

    def _row_chosen(self, key: str) -> None:
        """A row speaks of a community, or of a category."""
        run = self._result.run
        if run is None or not key:
            return
        if key in run.by_code:
            self._result.choose_theme(key)
            self.slices.look()
        elif key in run.by_id:
            self._work.community_requested.emit(key)

    def show_run(self, run: RunView) -> None:
        """Another run is shown."""
        self._work.show_values(None)
        self.slices.show_run(run)
        self.robust.show_run(run)
        self.capacity.show_run(run)
        self.next_star.show_run(run)

    def close(self) -> None:
        """Another page is shown: the map is that of the run again."""
        self._clear()

    def _clear(self) -> None:
        if self._work.has_map:
            self._work.show_values(None)
            self._work.show_figures(None, "")

    def _tab(self) -> object:
        """The tab that is in front, of those that ask a question; None for another."""
        page = self._panel.tabs.currentWidget()
        tabs = (self._panel.next_star, self._panel.capacity, self._panel.times, self._panel.robust)
        return next((tab for tab in tabs if page is not None and page.isAncestorOf(tab)), None)

    def _turned(self) -> None:
        """Another tab is in front: its own figures on the map, of the scenario where it has none."""
        self._clear()
        tab = self._tab()
        if tab is self._panel.times:
            self.slices.show_again()
        elif tab is self._panel.capacity:
            self.capacity.show_again()
        elif tab is self._panel.robust:
            self.robust.show_again()
        elif tab is self._panel.next_star:
            self.next_star.show_again()
        else:
            self._restore()

    def _print_checks(self) -> None:
        from xc_gis.ui.planning.check_paper import print_checks  # noqa: PLC0415 - printing takes its time to load

        if self.robust.page:
            print_checks(self.robust.page, self._work)

    def _save_checks(self) -> None:
        path = ask_target(self._work, TABLE, tr(msg("保存核查清单")), "checks.csv", tr(msg("CSV 表格 (*.csv)")))
        if path is not None:
            self.robust.save_checks(path)

    def _read_checks(self) -> None:
        study = self._result.study
        if study is None:
            return
        path = ask_file(self._work, DATA, tr(msg("填好的核查清单")), tr(msg("表格 (*.csv *.xlsx *.xls)")), study.parent)
        if path is not None:
            self.robust.take_checks(study, path)

    def _category(self) -> str:
        theme = self._work.map.theme if self._work.has_map else ""
        return "" if theme in {"stars", "joint"} else theme.rpartition(":")[2]

    def _show_figures(self, figures: Mapping[str, Any] | None, words: str) -> None:
        if self._work.has_map:
            self._work.show_figures(dict(figures) if figures is not None else None, words)

    def _show(self, record: Mapping[str, Any] | None, category: str) -> None:
        """A theme of values, over the theme of a category, whose facilities are then on the map."""
        if not self._work.has_map:
            return
        if record is not None and category:
            self._result.choose_theme(category)
        self._work.show_values(dict(record) if record is not None else None)

    def _prepared(self, lane: str, stage: str, done: int, total: int) -> None:
        if lane == EXPLORE:
            for asking in self._asking:
                asking.reached(stage, done, total)

    def _stopped(self) -> None:
        if not self._engine.is_alive(EXPLORE):
            for asking in self._asking:
                asking.forget()
            self.slices.lost()

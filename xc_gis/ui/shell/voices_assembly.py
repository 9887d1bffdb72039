"""The page of services and voices put together: panel, tables, presenter and map, who says what to whom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject, pyqtSignal
from PyQt5.QtWidgets import QWidget

from xc_gis.ui.presenters.voices.survey_tables import ITEMS, REACH
from xc_gis.ui.presenters.voices.voices_presenter import HOTLINE, RESOURCES, SURVEY, VoicesPresenter
from xc_gis.ui.result_page.work_page import OWN
from xc_gis.ui.shell.page_exports import PageExports
from xc_gis.ui.voices.panel import VoicesPanel
from xc_gis.ui.voices.tables_card import TablesCard
from xc_gis.wording.window import window_text

if TYPE_CHECKING:
    from xc_gis.runs.view import RunView
    from xc_gis.ui.presenters.result.questions import Questions
    from xc_gis.ui.presenters.result.result_presenter import ResultPresenter
    from xc_gis.ui.shell.exporter import Exporter
    from xc_gis.ui.shell.result_display import ResultDisplay

PAGE, HEIGHTS = "voices", (360, 280)
"""Its name on the work page; pixels of map and table before anybody has moved them."""

STEP_OF = {RESOURCES: "census"}
"""Step of the study page where the data of a tab are added; else it is called as the tab is."""


class VoicesPage(QObject):
    """
    All of the page; made when it is first wanted.

    Signals
    -------
    add_requested
        Table of the study that is to be added: ``hotline``, ``survey``, ``satisfaction``, ``census``.

    Attributes
    ----------
    panel, tables
        At the right of the map, and below it.
    presenter
        What decides.
    exports
        How tables and pictures leave.
    """

    add_requested = pyqtSignal(str)

    def __init__(self, display: ResultDisplay, result: ResultPresenter, questions: Questions, exporter: Exporter) -> None:
        super().__init__(display)
        self._display, self._work, self._result = display, display.work, result
        self.exports = PageExports(display, exporter)
        self.panel, self.tables = VoicesPanel(), TablesCard()
        self._work.add_guest(PAGE, self.panel, self.tables, HEIGHTS)
        self.presenter = VoicesPresenter(self.panel, self.tables, questions, self._show, display.show_failure)
        self._connect_panel()
        tables = self.tables
        tables.table_chosen.connect(self._choose_table)
        tables.row_chosen.connect(self._row_chosen)
        tables.item_chosen.connect(self.presenter.survey.choose_item)
        tables.filtered.connect(self.presenter.filter)
        tables.group_cleared.connect(lambda: self.presenter.hotline.choose_quadrant(""))
        tables.export_requested.connect(self._export)
        display.run_shown.connect(self._run_shown)
        display.community_shown.connect(self.presenter.choose_community)
        if display.run is not None:
            self._run_shown(display.run)
            self.presenter.choose_community(display.sheet.community)

    def _connect_panel(self) -> None:
        panel, presenter = self.panel, self.presenter
        panel.turned.connect(presenter.turn)
        panel.hotline.category_chosen.connect(presenter.hotline.choose_category)
        panel.hotline.theme_chosen.connect(presenter.hotline.choose_theme)
        panel.hotline.quadrants.chosen.connect(presenter.hotline.choose_quadrant)
        panel.survey.base_chosen.connect(presenter.survey.choose_base)
        panel.survey.theme_chosen.connect(presenter.survey.choose_theme)
        panel.survey.item_chosen.connect(presenter.survey.choose_item)
        panel.satisfaction.category_chosen.connect(presenter.satisfaction.choose_category)
        panel.resources.kind_chosen.connect(presenter.resources.choose_kind)
        for tab in (panel.hotline, panel.survey, panel.satisfaction, panel.resources):
            tab.add_requested.connect(lambda: self.add_requested.emit(STEP_OF.get(self.presenter.tab, self.presenter.tab)))
            tab.picture_requested.connect(self._save_picture)

    def show(self, *, on: bool) -> None:
        """Whether the page is the one that is shown."""
        if on == self.presenter.is_open:
            return
        if on:
            self._work.show_guest(PAGE)
            self.presenter.open()
        else:
            self._work.show_guest(OWN)
            self.presenter.close()

    def _run_shown(self, run: RunView) -> None:
        self.tables.show_subdistricts(sorted({c.subdistrict for c in run.communities} - {""}))
        self.presenter.show_run(run)

    def _choose_table(self, key: str) -> None:
        self.presenter.front.choose_table(key)

    def _row_chosen(self, community: str, category: str) -> None:
        presenter = self.presenter
        if presenter.tab == SURVEY and category and presenter.survey.table in {ITEMS, REACH}:
            presenter.survey.choose_item(int(category) - 1)
        if presenter.tab == HOTLINE:
            presenter.hotline.choose_row(category)
        if presenter.tab == RESOURCES:
            presenter.resources.choose_row(category)
        if community:
            self._work.community_requested.emit(community)

    def _show(self, record: Mapping[str, Any] | None, category: str) -> None:
        """A theme of values, over the theme of a category, whose facilities are then on the map."""
        if not self._work.has_map:
            return
        if record is not None and category and not self._work.map.theme.endswith(category):
            self._result.choose_theme(category)
        self._work.show_values(dict(record) if record is not None else None)

    def _export(self) -> None:
        self.exports.ask_table(self.tables, self.presenter.exported(*self.tables.wanted))

    def export_to(self, path: Path) -> None:
        """Write the table in front, as it is filtered."""
        self.exports.table_to(self.presenter.exported(*self.tables.wanted), path)

    def _save_picture(self, widget: QWidget) -> None:
        self.exports.ask_picture(self.panel, window_text("voices_page"), widget)

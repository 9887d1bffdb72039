"""The page of services and voices put together: panel, tables, presenter and map, who says what to whom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QBuffer, QIODevice, QObject, pyqtSignal
from PyQt5.QtWidgets import QWidget

from xc_gis.errors import XcGisError
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg
from xc_gis.ui.presenters.voices.survey_tables import ITEMS, REACH
from xc_gis.ui.presenters.voices.voices_presenter import HOTLINE, RESOURCES, SURVEY, VoicesPresenter
from xc_gis.ui.result_page.work_page import OWN
from xc_gis.ui.voices.panel import VoicesPanel
from xc_gis.ui.voices.tables_card import TablesCard
from xc_gis.ui.widgets.asking import RESULT, TABLE, ask_target
from xc_gis.ui.workers.failure import failure_of
from xc_gis.wording.window import tr, window_text

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
    """

    add_requested = pyqtSignal(str)

    def __init__(self, display: ResultDisplay, result: ResultPresenter, questions: Questions, exporter: Exporter) -> None:
        super().__init__(display)
        self._display, self._work, self._result, self._exporter = display, display.work, result, exporter
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
        table = self.presenter.exported(*self.tables.wanted)
        filters = tr(msg("Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"))
        path = ask_target(self.tables, TABLE, tr(msg("导出表格")), f"{table.title}.xlsx", filters)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the table in front, as it is filtered."""
        table = self.presenter.exported(*self.tables.wanted)
        target = path if path.suffix else path.with_name(f"{path.name}.xlsx")
        lines: list[list[object]] = [[cell.value for cell in row.cells] for row in table.rows]
        self._exporter.table(target, list(table.headings), lines, title=table.title)

    def _save_picture(self, widget: QWidget) -> None:
        name = f"{tr(msg('服务与诉求'))}.png"
        path = ask_target(self.panel, RESULT, tr(msg("存为图片")), name, "PNG (*.png)")
        if path is not None:
            self.picture_to(widget, path)

    def picture_to(self, widget: QWidget, path: Path) -> None:
        """Save what a tab shows as a picture."""
        target = path if path.suffix else path.with_name(f"{path.name}.png")
        content = QBuffer()
        content.open(QIODevice.OpenModeFlag.WriteOnly)
        widget.grab().save(content, "PNG")
        try:
            write_whole(target, bytes(content.data()), hint=msg("请关闭正在使用它的程序,或换一个可写的位置"))
        except XcGisError as fault:
            self._display.show_failure(failure_of(fault))
        else:
            self._display.show_note(window_text("saved", target))

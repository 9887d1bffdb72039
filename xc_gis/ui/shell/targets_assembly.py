"""The page of targets, ledgers and years put together: panel, tables, presenter and map, who says what to whom."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject
from PyQt5.QtWidgets import QWidget

from xc_gis.languages.message import msg
from xc_gis.runs.history import kept_runs, name_of
from xc_gis.runs.manifest import read_archived_manifest, read_manifest
from xc_gis.ui.presenters.study.layer_fields import TABLES
from xc_gis.ui.presenters.targets.ledger_presenter import LedgerSource
from xc_gis.ui.presenters.targets.targets_presenter import Sources, TargetsPresenter
from xc_gis.ui.presenters.targets.targets_view import RunChoice
from xc_gis.ui.presenters.targets.years_presenter import YearsSource
from xc_gis.ui.result_page.work_page import OWN
from xc_gis.ui.shell.page_exports import PageExports
from xc_gis.ui.storage.results import result_folder, results_beside
from xc_gis.ui.targets.panel import TargetsPanel
from xc_gis.ui.voices.tables_card import TablesCard
from xc_gis.ui.widgets.asking import DATA, RESULT, ask_file, ask_folder, ask_target
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.ledger_tasks import WriteLedgerBook
from xc_gis.ui.workers.target_tasks import WriteBehind, WriteTargetsBook
from xc_gis.ui.workers.years_tasks import YEARS as LANE
from xc_gis.ui.workers.years_tasks import KeepYears
from xc_gis.wording.window import joined_words, language, tr, window_text

if TYPE_CHECKING:
    from xc_gis.runs.view import RunView
    from xc_gis.ui.presenters.result.questions import Questions
    from xc_gis.ui.presenters.result.result_presenter import ResultPresenter
    from xc_gis.ui.shell.exporter import Exporter
    from xc_gis.ui.shell.result_display import ResultDisplay
    from xc_gis.ui.workers.engine import Engine

PAGE, HEIGHTS = "targets", (360, 280)
"""Its name on the work page; pixels of map and table before anybody has moved them."""


class TargetsPage(QObject):
    """
    All of the page; made when it is first wanted.

    Attributes
    ----------
    panel, tables
        At the right of the map, and below it.
    presenter
        What decides.
    exports
        How tables and pictures leave.
    """

    def __init__(
        self, display: ResultDisplay, result: ResultPresenter, questions: Questions, exporter: Exporter, engine: Engine
    ) -> None:
        super().__init__(display)
        self._display, self._work, self._result, self._questions = display, display.work, result, questions
        self.panel, self.tables = TargetsPanel(), TablesCard()
        self.exports = PageExports(display, exporter)
        self._work.add_guest(PAGE, self.panel, self.tables, HEIGHTS)
        self._engine = engine
        self._draft = tempfile.TemporaryDirectory(prefix="xcgis-years-", ignore_cleanup_errors=True)
        sources = Sources(self._source, self._years, lambda: engine.stop(LANE))
        self.presenter = TargetsPresenter(self.panel, self.tables, questions, self._show, display.show_failure, sources)
        self._connect_panel()
        tables = self.tables
        tables.table_chosen.connect(self._choose_table)
        tables.row_chosen.connect(self._row_chosen)
        tables.export_requested.connect(lambda: self.exports.ask_table(self.tables, self._table()))
        display.run_shown.connect(self._run_shown)
        display.community_shown.connect(self.presenter.choose_community)
        if display.run is not None:
            self._run_shown(display.run)
            self.presenter.choose_community(display.sheet.community)

    def _connect_panel(self) -> None:
        panel, presenter = self.panel, self.presenter
        panel.turned.connect(presenter.turn)
        panel.indicators.list_chosen.connect(presenter.indicators.choose_list)
        panel.indicators.indicator_chosen.connect(presenter.indicators.choose_indicator)
        panel.indicators.theme_chosen.connect(presenter.indicators.choose_theme)
        panel.indicators.key_chosen.connect(self._place_chosen)
        panel.indicators.behind_requested.connect(self._ask_behind)
        panel.indicators.book_requested.connect(self._ask_book)
        panel.index.list_chosen.connect(presenter.index.choose_list)
        panel.index.area_chosen.connect(presenter.index.choose_area)
        panel.index.dimension_chosen.connect(presenter.index.choose_dimension)
        panel.index.key_chosen.connect(presenter.index.choose_row)
        panel.programme.programme_chosen.connect(presenter.programme.choose_programme)
        panel.programme.theme_chosen.connect(presenter.programme.choose_theme)
        panel.programme.key_chosen.connect(presenter.programme.choose_theme)
        ledger = panel.ledger
        ledger.category_chosen.connect(presenter.ledger.choose_category)
        ledger.against_chosen.connect(presenter.ledger.choose_against)
        ledger.folder_requested.connect(self._ask_earlier)
        ledger.reading_requested.connect(presenter.ledger.read_again)
        ledger.book_requested.connect(self._ask_ledgers)
        ledger.key_chosen.connect(self._category_chosen)
        self._connect_years()
        for tab in (panel.indicators, panel.index, panel.programme, panel.ledger, panel.years):
            tab.picture_requested.connect(self._save_picture)

    def _connect_years(self) -> None:
        tab, presenter = self.panel.years, self.presenter.years
        tab.marked.connect(lambda folder, on: presenter.mark(Path(folder), on=on))
        tab.folder_requested.connect(self._ask_run)
        tab.archive_requested.connect(self._ask_archive)
        tab.split_chosen.connect(lambda on: presenter.choose_split(on=on))
        tab.standard_chosen.connect(presenter.choose_standard)
        tab.points_requested.connect(self._ask_points)
        tab.points_dropped.connect(lambda: presenter.choose_points(None))
        tab.start_requested.connect(presenter.start)
        tab.stop_requested.connect(presenter.stop)
        tab.pair_chosen.connect(presenter.choose_pair)
        tab.what_chosen.connect(presenter.choose_what)
        tab.cause_chosen.connect(presenter.choose_cause)
        tab.key_chosen.connect(presenter.choose_what)
        tab.keep_requested.connect(self._ask_keep)
        self._engine.prepared.connect(lambda lane, *stage: presenter.reached(*stage) if lane == LANE else None)

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
        self.presenter.choose_row(category)
        self._place_chosen(community)

    def _place_chosen(self, community: str) -> None:
        if community:
            self._work.community_requested.emit(community)

    def _show(self, record: Mapping[str, Any] | None, category: str) -> None:
        """A theme of values, over the theme of a category, whose facilities are then on the map."""
        if not self._work.has_map:
            return
        if record is not None and category and not self._work.map.theme.endswith(category):
            self._result.choose_theme(category)
        self._work.show_values(dict(record) if record is not None else None)

    def _source(self) -> LedgerSource | None:
        study = self._display.study
        return LedgerSource(study, tuple(kept_runs(result_folder(study)))) if study is not None else None

    def _years(self) -> YearsSource | None:
        study, run = self._display.study, self._display.run
        if study is None or run is None:
            return None
        folders = dict.fromkeys((run.folder, *(one.folder for one in kept_runs(result_folder(study))), *results_beside(study)))
        return YearsSource(tuple(filter(None, map(run_choice, folders))), Path(self._draft.name) / "years")

    def _ask_run(self) -> None:
        folder = ask_folder(self.panel, RESULT, tr(msg("选择结果文件夹")))
        if folder is None:
            return
        found = run_choice(folder)
        if found is None:
            self._display.show_failure(
                Failure(msg("{name} 不是结果文件夹", name=folder.name), msg("请选择含有 manifest.json 的结果文件夹"))
            )
            return
        self.presenter.years.add(found)

    def _ask_archive(self) -> None:
        path = ask_file(self.panel, RESULT, tr(msg("选择结果存档")), "ZIP (*.zip)")
        if path is None:
            return
        manifest = read_archived_manifest(path)
        if manifest is None:
            self._display.show_failure(
                Failure(msg("{name} 不是结果存档", name=path.name), msg("请选择由 xc-gis archive 写出的文件"))
            )
            return
        self.presenter.years.add(choice_of_run(path, path.name, manifest))

    def _ask_points(self) -> None:
        study = self._display.study
        path = ask_file(self.panel, DATA, tr(msg("选择示范点表")), tr(TABLES), study.parent if study is not None else None)
        if path is not None:
            self.presenter.years.choose_points(path)

    def _ask_keep(self) -> None:
        source = self.presenter.years.folder
        parent = ask_folder(self.panel, RESULT, tr(msg("选择导出到哪个文件夹"))) if source is not None else None
        if source is not None and parent is not None:
            self.write(KeepYears(source, free_place(parent, joined_words([tr(msg("历年比较")), *self.presenter.years.compared]))))

    def _category_chosen(self, category: str) -> None:
        if category:
            self.presenter.ledger.choose_category(category)

    def _ask_earlier(self) -> None:
        folder = ask_folder(self.panel, RESULT, tr(msg("选择较早的结果文件夹")))
        if folder is not None:
            self.presenter.ledger.choose_against(str(folder))

    # -- what leaves -------------------------------------------------------------------------------------------------------
    def _table(self) -> Any:
        return self.presenter.exported(*self.tables.wanted)

    def _save_picture(self, widget: QWidget) -> None:
        self.exports.ask_picture(self.panel, window_text("targets_page"), widget)

    def _ask_behind(self) -> None:
        path = self._ask(tr(msg("未完成的指标")), "PDF (*.pdf)", ".pdf")
        run = self._display.run
        if path is not None and run is not None:
            self.write(WriteBehind(run.folder, path, language()))

    def _ask_book(self) -> None:
        path = self._ask(tr(msg("指标达标")), "XLSX (*.xlsx)", ".xlsx")
        run = self._display.run
        if path is not None and run is not None:
            self.write(WriteTargetsBook(run.folder, path, language()))

    def _ask_ledgers(self) -> None:
        path = self._ask(tr(msg("三个台账")), "XLSX (*.xlsx)", ".xlsx")
        run, study = self._display.run, self._display.study
        if path is not None and run is not None and study is not None:
            self.write(WriteLedgerBook(run.folder, path, study, self.presenter.ledger.against, language()))

    def _ask(self, title: str, filters: str, ending: str) -> Path | None:
        path = ask_target(self.panel, RESULT, title, f"{title}{ending}", filters)
        return path if path is None or path.suffix else path.with_name(f"{path.name}{ending}")

    def write(self, task: WriteBehind | WriteTargetsBook | WriteLedgerBook | KeepYears) -> None:
        """Write a file beside the window; what became of it is said."""
        self._display.show_note(tr(msg("正在写…")))
        self._questions.ask(task, self._written, self._not_written)

    def _written(self, path: Path) -> None:
        self._display.show_note(window_text("saved", path))

    def _not_written(self, failure: Any) -> None:
        self._display.show_note("")
        self._display.show_failure(failure)

    def close(self) -> None:
        """Remove what was put together for the page."""
        self._draft.cleanup()


def run_choice(folder: Path) -> RunChoice | None:
    """A run folder as it may be chosen; None where it is none."""
    manifest = read_manifest(folder)
    return choice_of_run(folder, name_of(folder) or folder.name, manifest) if manifest is not None else None


def choice_of_run(place: Path, name: str, manifest: Mapping[str, Any]) -> RunChoice:
    """A run as it may be chosen, in a folder or an archive: what it is called, its day, when it was computed."""
    day, ended = str(manifest.get("study", {}).get("date") or ""), str(manifest.get("timing", {}).get("end") or "")
    when = ended[:16].replace("T", " ")
    return RunChoice(place, joined_words([name, *([tr(msg("算于 {when}", when=when))] if when else [])]), day, ended)


def free_place(parent: Path, name: str) -> Path:
    """A folder that is not there yet: nothing that somebody kept is replaced unasked."""
    place, n = parent / name, 1
    while place.exists():
        n += 1
        place = parent / f"{name} ({n})"
    return place

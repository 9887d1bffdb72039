"""What the presenter says about a study, put on the pages (``ResultView``): map, table, fact sheet, strips, dialogs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject, QPoint, pyqtSignal
from PyQt5.QtGui import QGuiApplication, QKeySequence
from PyQt5.QtWidgets import QDialog, QShortcut, QWidget

from xc_gis.languages.message import msg
from xc_gis.runs.history import KeptRun
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.ui.map.tiles import Tiles, background_of
from xc_gis.ui.presenters.result.gap_rows import rows_of
from xc_gis.ui.presenters.result.hits import Hit
from xc_gis.ui.presenters.result.map_menu_entries import COPY, MEASURE, menu_entries
from xc_gis.ui.presenters.result.measured import Measured
from xc_gis.ui.presenters.result.totals import Totals
from xc_gis.ui.result_page.comparison_dialog import ComparisonDialog
from xc_gis.ui.result_page.earlier_runs_dialog import EarlierRunsDialog
from xc_gis.ui.result_page.fact_sheet import FactSheet
from xc_gis.ui.result_page.gap_table import GapTable
from xc_gis.ui.result_page.map_menu import MapMenu
from xc_gis.ui.result_page.outdated_strip import OutdatedStrip
from xc_gis.ui.result_page.progress_strip import ProgressStrip
from xc_gis.ui.result_page.work_page import WorkPage
from xc_gis.ui.shell.error_dialog import show_failure
from xc_gis.ui.storage import own_folders
from xc_gis.ui.storage.study_paths import study_title
from xc_gis.ui.widgets.asking import confirm
from xc_gis.ui.widgets.memory import Memory
from xc_gis.wording.window import tr, window_text

if TYPE_CHECKING:
    from xc_gis.runs.compare.changes import Comparison
    from xc_gis.ui.workers.failure import Failure


class ResultDisplay(QObject):
    """
    The work page and its panels, as the presenter sees them.

    Signals
    -------
    opened
        A study: its path and title.
    run_shown
        A run is on the map.
    community_shown
        A community is in the fact sheet, or None.
    running
        Whether a run goes on.
    noted
        A quiet word; empty for none.
    help_requested
        The manual, from a dialog.
    before_requested
        The comparison with the run before.
    earlier_requested
        The comparison with the run of a folder.
    earlier_described
        The folder of a kept run, its name and note.
    earlier_unwanted
        The folder of a kept run that is to go.
    comparison_export_requested
        A comparison and the file for it.
    action_chosen
        Action and value of an entry of the map's menu.
    """

    opened = pyqtSignal(Path, str)
    run_shown = pyqtSignal(object)
    community_shown = pyqtSignal(object)
    running = pyqtSignal(bool)
    noted = pyqtSignal(str)
    help_requested = pyqtSignal()
    before_requested = pyqtSignal()
    earlier_requested = pyqtSignal(Path)
    earlier_described = pyqtSignal(Path, str, str)
    earlier_unwanted = pyqtSignal(Path)
    comparison_export_requested = pyqtSignal(object, Path)
    action_chosen = pyqtSignal(str, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.tiles = Tiles(self)
        self.work = WorkPage(self.tiles)
        self.sheet, self.table = FactSheet(), GapTable()
        self.strip, self.outdated = ProgressStrip(), OutdatedStrip()
        self.work.set_strip(self.outdated)
        self.work.set_strip(self.strip)
        self.work.set_sheet(self.sheet)
        self.work.set_table(self.table)
        self.study: Path | None = None
        self.run: RunView | None = None
        self.menu: MapMenu | None = None
        self.plans: str | None = None
        self.work.map_refused.connect(self._map_refused)
        self.sheet.noted.connect(self.show_note)
        self.table.noted.connect(self.show_note)
        self.work.totals_card.noted.connect(self.show_note)
        self.work.measure_card.noted.connect(self.show_note)
        self.work.facility_card.noted.connect(self.show_note)
        self.work.mouse.menu_requested.connect(self._show_menu)

    def show_opening(self, study: Path) -> None:
        """A study without its run yet."""
        self.study, self.run = study, None
        self.sheet.clear()
        self.table.clear()
        self.outdated.show_reason("")
        self.work.show_no_map(window_text("map_coming"))
        self.opened.emit(study, study_title(study))

    def show_run(self, run: RunView) -> None:
        """A run: map, table, sheet."""
        self.run = run
        assert self.study is not None
        background = background_of(run.folder, self.study)
        if background is None:
            self.tiles.close()  # else the streets of the study before would lie below
        else:
            self.tiles.show(*background)
        self.sheet.show_run(run)
        self.work.totals_card.show_run(run)
        self.work.open_map(run.folder)
        self.outdated.show_result()
        self.table.show_rows(rows_of(run), unknown_max=run.unknown_max)
        self.run_shown.emit(run)

    def _map_refused(self) -> None:
        self.work.show_no_map(window_text("other_version"))
        self.outdated.show_words(window_text("other_version"))

    def show_theme(self, key: str) -> None:
        """Theme of the map; in the table, the row of its category is marked for the community that is chosen."""
        self.work.show_theme(key)
        community, category = self.sheet.community, "" if key in {"stars", "joint"} else key.rpartition(":")[2]
        if community is not None and category:
            self.table.select(community.community_id, category)

    def show_community(self, community: CommunityView | None) -> None:
        """Fact sheet and highlights."""
        if community is None:
            self.sheet.clear()
        else:
            self.sheet.show_community(community)
            self.work.map.choose(community.community_id)
            self.table.select(community.community_id)
        self.community_shown.emit(community)

    def show_category(self, category: str) -> None:
        """Mark a category in the sheet."""
        self.sheet.mark_category(category)

    def show_place(self, answer: Mapping[str, Any], category: str) -> None:
        """A place, or a walk to one category, on the map."""
        self.work.answers.show_place(answer, category)

    def clear_place(self) -> None:
        """No place any more."""
        self.work.answers.clear_place()

    def show_walk(self, answer: Mapping[str, Any]) -> None:
        """A walk in words."""
        self.sheet.show_walk(answer)

    def show_hits(self, hits: Sequence[Hit], *, choose_first: bool) -> None:
        """What the text of the search may mean."""
        self.work.search.show_hits(hits, choose_first=choose_first)

    def show_mark(self, mark: Mapping[str, Any]) -> None:
        """A place or a street on the map."""
        self.work.answers.show_mark(mark)

    def show_totals(self, totals: Totals, ids: Sequence[str], ring: Sequence[tuple[float, float]]) -> None:
        """Totals of communities or of an area, beside the map and framed on it."""
        self.work.answers.show_totals(totals, list(ids), [list(corner) for corner in ring])

    def clear_totals(self) -> None:
        """Nothing is chosen any more."""
        self.work.answers.clear_totals()

    def show_measure(self, measured: Measured) -> None:
        """What was measured, beside the map and on it."""
        self.work.answers.show_measure(measured)

    def clear_measure(self) -> None:
        """Nothing is measured any more."""
        self.work.answers.clear_measure()

    def _show_menu(self, facts: dict[str, Any]) -> None:
        if self.run is None:
            return
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = MapMenu(menu_entries(facts, self.run, self.work.answers.selected, plans=self.plans), self.work)
        self.menu.action_chosen.connect(self._do)
        self.menu.popup(self.work.map.view.mapToGlobal(QPoint(round(facts["x"]), round(facts["y"]))))

    def _do(self, action: str, value: Any) -> None:
        if action == COPY:
            board = QGuiApplication.clipboard()
            if board is not None:
                board.setText(str(value))
                self.show_note(msg("已复制：{value}", value=value))
        elif action == MEASURE:
            self.work.mouse.measure_from(*value)
        else:
            self.action_chosen.emit(action, value)

    def show_facility(self, answer: Mapping[str, Any], run: RunView) -> None:
        """A facility beside the map, and the ground from which it is reached on it."""
        self.work.answers.show_facility(answer, run)

    def clear_facility(self) -> None:
        """No facility any more."""
        self.work.answers.clear_facility()

    def show_area(self, community_ids: Sequence[str]) -> None:
        """The map at communities."""
        self.work.map.show_area(list(community_ids))

    def show_subdistrict(self, name: str) -> None:
        """The table of a subdistrict."""
        self.table.filter_subdistrict(name)

    def show_progress(self, stage: str, share: float, seconds_left: float) -> None:
        """Where the run is."""
        self.strip.show_progress(stage, share, seconds_left)
        self.outdated.begin_run()
        self.running.emit(True)

    def show_idle(self) -> None:
        """Nothing runs."""
        self.strip.finish()
        self.outdated.end_run()
        self.running.emit(False)
        if self.run is None:
            self.work.show_no_map(window_text("no_map_yet"))

    def show_note(self, text: str) -> None:
        """A quiet word."""
        self.noted.emit(tr(text))

    def show_preview(self, rows: list[dict[str, Any]]) -> None:
        """Stars by a standard that is being edited, on the map; nothing without a run."""
        if self.run is not None:
            self.work.show_preview(rows)

    def show_outdated(self, reason: str) -> None:
        """What is shown is not what lies on disk."""
        self.outdated.show_reason(reason)

    def show_failure(self, failure: Failure) -> None:
        """One dialog."""
        show_failure(failure, self._window, log=str(own_folders.log_file()))

    def show_earlier_runs(self, kept: Sequence[KeptRun], folders: Sequence[Path], *, has_before: bool) -> None:
        """Ask which earlier result to compare with; an open question is shown anew."""
        assert self.study is not None
        dialog = next((d for d in self._window.findChildren(EarlierRunsDialog) if d.isVisible()), None)
        if dialog is None:
            dialog = EarlierRunsDialog(self.study.parent, Memory().runs_kept, self._window)
            dialog.before_chosen.connect(self.before_requested)
            dialog.folder_chosen.connect(self.earlier_requested)
            dialog.described.connect(self.earlier_described)
            dialog.removal_requested.connect(self.earlier_unwanted)
            dialog.most_chosen.connect(self._keep_runs)
            self._offer_help(dialog)
            dialog.open()
        dialog.show_runs(kept, folders, has_before=has_before)

    def _keep_runs(self, most: int) -> None:
        Memory().runs_kept = most

    def runs_to_keep(self) -> int:
        """How many earlier results without a name stay."""
        return Memory().runs_kept

    def show_comparison(self, comparison: Comparison) -> None:
        """What changed between two runs."""
        dialog = ComparisonDialog(comparison, self._window)
        dialog.community_selected.connect(self.work.community_requested)
        dialog.export_requested.connect(lambda path: self.comparison_export_requested.emit(comparison, path))
        self._offer_help(dialog)
        dialog.open()

    def _offer_help(self, dialog: QDialog) -> None:
        """F1 in a dialog, which keeps the window's own keys away."""
        QShortcut(QKeySequence("F1"), dialog).activated.connect(self.help_requested)

    def confirm(self, question: str, yes: str, no: str) -> bool:
        """Ask; True for ``yes``."""
        return confirm(self._window, tr(question), tr(yes), tr(no))

"""Make or change a study: a step for each layer with what was read and found, then what will be unknown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QDragEnterEvent, QDropEvent
from PyQt5.QtWidgets import (
    QDialog,
    QFrame,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xc_gis.findings import Fault
from xc_gis.languages.message import msg
from xc_gis.model import Finding
from xc_gis.operations.preview.records import LayerPreview
from xc_gis.report.check.records import CheckReport, QueuedRow
from xc_gis.standard.draft import Draft
from xc_gis.ui.map.preview import MapPreview
from xc_gis.ui.map.tiles import Tiles
from xc_gis.ui.presenters.study.editor_presenter import StudyPagePresenter
from xc_gis.ui.presenters.study.layer_fields import ANY_LAYER, FILTERS, OF_VOICES, kind_of
from xc_gis.ui.presenters.study.steps import Step
from xc_gis.ui.presenters.study.study_status import ADD, INVENTORY, QUEUE, RED_FLAG, STUDY, UNKNOWN
from xc_gis.ui.study_editor.check_list import CheckList
from xc_gis.ui.study_editor.inventory_form import InventoryForm
from xc_gis.ui.study_editor.layer_form import LayerForm
from xc_gis.ui.study_editor.layer_preview import LayerTablePreview
from xc_gis.ui.study_editor.new_study_dialog import NewStudyDialog
from xc_gis.ui.study_editor.placing_queue import PlacingQueue
from xc_gis.ui.study_editor.red_flag_form import RedFlagForm
from xc_gis.ui.study_editor.step_list import StepList
from xc_gis.ui.study_editor.unknown_view import UnknownView
from xc_gis.ui.widgets.asking import DATA, ask_file
from xc_gis.ui.widgets.page_head import PageHead
from xc_gis.ui.widgets.refusal_dialog import show_refusal
from xc_gis.ui.workers.engine import Engine
from xc_gis.ui.workers.standard_tasks import ReadStandard
from xc_gis.wording.window import name_of, named, tr

LAYER, INVENTORY_CARD, QUEUE_CARD, UNKNOWN_CARD, RED_FLAG_CARD = range(5)

IN_VOICES = msg("这里不画位置，运行后在“服务与诉求”页看地图")
WITHOUT_PLACES = {"services": msg("这里不画位置；运行后，对应的服务算进覆盖")}
"""What the map of the page says of tables of services and voices."""


class StudyPage(QWidget):
    """
    Make or change a study.

    Signals
    -------
    study_saved
        The study file was written.
    run_requested
        The study is to be run.
    back_requested
        Back to where the reader came from.
    titled
        The study has another title than before.
    """

    study_saved = pyqtSignal(object)
    run_requested = pyqtSignal(object)
    back_requested = pyqtSignal()
    titled = pyqtSignal()

    def __init__(self, engine: Engine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._engine = engine
        self._standard: int | None = None
        self._streets: tuple[str, str] = ("", "")
        self.tiles = Tiles(self)
        self.presenter = StudyPagePresenter(self, engine.ask, engine.stop)
        engine.answered.connect(self._answered)
        engine.failed.connect(self.presenter.failed)
        engine.stopped.connect(self.presenter.stopped)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        body = QSplitter(Qt.Orientation.Horizontal)
        self.steps = StepList()
        self.steps.chosen.connect(self.presenter.choose)
        body.addWidget(self.steps)
        self.cards = QStackedWidget()
        self.cards.addWidget(self._layer_card())
        self.inventory = InventoryForm()
        self.inventory.changed.connect(self.presenter.set_inventory)
        self.cards.addWidget(self.inventory)
        self.queue = PlacingQueue(tiles=self.tiles)
        self.queue.placed.connect(self._placed)
        self.queue.undo_requested.connect(self._undo_place)
        self.cards.addWidget(self.queue)
        self.unknown = UnknownView()
        self.unknown.inventory_requested.connect(lambda: self.presenter.choose(INVENTORY))
        self.cards.addWidget(self.unknown)
        self.red_flags = RedFlagForm()
        self.red_flags.changed.connect(self.presenter.set_red_flags)
        self.cards.addWidget(self.red_flags)
        body.addWidget(self.cards)
        body.setStretchFactor(1, 1)
        body.setChildrenCollapsible(False)
        layout.addWidget(body, 1)

    def _head(self) -> PageHead:
        head = PageHead(tr(msg("← 返回")), tr(msg("新建项目")), note="warning")
        self.back, self.title, self.fault = head.back, head.title, head.note
        self.back.clicked.connect(self.back_requested)
        self.check = QPushButton(tr(msg("重新检查")))
        self.check.setToolTip(tr(msg("源文件改动后，重新读取并检查")))
        self.check.clicked.connect(self._check_again)
        head.addWidget(self.check)
        self.run = QPushButton(tr(msg("运行")))
        self.run.setObjectName("primary")
        self.run.clicked.connect(self._run)
        head.addWidget(self.run)
        return head

    def _layer_card(self) -> QWidget:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 2, 2, 2)
        card.setMinimumWidth(300)
        self.form = LayerForm()
        self.form.changed.connect(lambda keys: self.presenter.set_keys(self.presenter.current, keys))
        self.form.file_requested.connect(self._choose_file)
        self.form.part_requested.connect(self._choose_part)
        self.form.remove_requested.connect(lambda: self.presenter.remove(self.presenter.current))
        inside.addWidget(self.form)
        splitter.addWidget(card)
        right = QSplitter(Qt.Orientation.Vertical)
        upper = QSplitter(Qt.Orientation.Horizontal)
        self.map = MapPreview(tiles=self.tiles)
        upper.addWidget(self.map)
        self.findings = CheckList()
        self.findings.repair_requested.connect(lambda keys: self.presenter.repair(self.presenter.current, keys))
        upper.addWidget(self.findings)
        upper.setSizes([400, 340])
        self.table = LayerTablePreview()
        right.addWidget(upper)
        right.addWidget(self.table)
        right.setSizes([340, 260])
        splitter.addWidget(right)
        splitter.setSizes([310, 800])
        for part in (splitter, right, upper):
            part.setChildrenCollapsible(False)
        return splitter

    # -- ways in ---------------------------------------------------------------------------------------------------------
    def new_study(self) -> bool:
        """Ask for a name and a folder and make a study there; False where nothing was made."""
        dialog = NewStudyDialog(self)
        if dialog.exec_() != QDialog.DialogCode.Accepted:
            return False
        self.create_study(*dialog.chosen())
        return self.presenter.draft is not None

    def create_study(self, folder: Path, name: str) -> None:
        """Make a study in a folder."""
        self.presenter.create(folder, name)
        self._standard = self._engine.ask(ReadStandard(None))

    def open_study(self, path: Path) -> None:
        """Change a study, complete or not."""
        self.presenter.open(path)
        self._standard = self._engine.ask(ReadStandard(path))

    def go_to(self, step: str) -> None:
        """Show a step, now or as soon as the study that is being opened is there."""
        self.presenter.go_to(step)

    @property
    def edited(self) -> tuple[Path, str, bool] | None:
        """Path and title of the study that is edited, and whether it calls itself made up."""
        draft = self.presenter.draft
        if draft is None:
            return None
        keys = draft.keys(STUDY)
        return draft.path, str(keys.get("name", draft.path.stem)), bool(keys.get("synthetic", False))

    def run_study(self) -> None:
        """Request that the study that is edited be run; one that does not read yet is not."""
        self._run()

    def shutdown(self) -> None:
        """End what paints the background."""
        self.tiles.close()

    def _answered(self, number: int, answer: object) -> None:
        if number == self._standard and isinstance(answer, Draft):
            self._standard = None
            base = answer.base
            self.form.show_types([(code, named(kind.zh, kind.en)) for code, kind in base.facility_types.items()])
            order = {domain: n for n, domain in enumerate("PSCL")}
            categories = sorted(base.categories, key=lambda c: order[c.domain])
            self.inventory.show_categories([(c.code, name_of(c), c.domain) for c in categories])
            self.presenter.refresh()
        else:
            self.presenter.answered(number, answer)

    # -- what the presenter shows ----------------------------------------------------------------------------------------
    def show_study(self, name: str, path: Path, fault: str, *, warning: str) -> None:
        """Show which study is edited, why it does not read yet, and what would stop a run."""
        self.title.setText(name)
        self.title.setToolTip(str(path))
        self.titled.emit()
        shown = tr(fault or warning)
        self.fault.setText(shown.splitlines()[0] if shown else "")
        self.fault.setToolTip(shown)
        self.run.setEnabled(not fault)
        self.check.setEnabled(not fault)

    def show_steps(self, steps: Sequence[Step], current: str) -> None:
        """Show the steps."""
        self.steps.show_steps(steps, current)

    def show_layer(self, table: str, keys: dict[str, Any], preview: LayerPreview | None, *, busy: bool) -> None:
        """Show a layer: its form, first rows, places."""
        self.cards.setCurrentIndex(LAYER)
        shown = "facilities.new" if table == ADD else table
        self.form.show_layer(shown, keys, preview.columns if preview else (), preview.parts if preview else ())
        self.table.setVisible(table != STUDY)
        self.table.show_preview(preview, busy=busy)
        if preview is not None:
            if preview is not self._on_map:
                without = msg("没有可画的位置") if table not in OF_VOICES else WITHOUT_PLACES.get(table, IN_VOICES)
                words = tr(msg("读不出位置，见右边的说明") if preview.fault and table not in OF_VOICES else without)
                self.map.show_layer(
                    preview.points, preview.outlines, words=words, filled=table != "network", classes=preview.classes
                )
        elif table == STUDY:
            self.map.show_layer(None, (), words="" if self._ground is not None else tr(msg("选好社区文件后，这里显示研究范围")))
        else:
            self.map.show_layer(None, (), words=tr(msg("正在读取…") if busy else msg("选择文件后，这里显示位置")))
        self._on_map = preview

    _on_map: LayerPreview | None = None

    def show_findings(self, findings: Sequence[Finding], fault: Fault | None) -> None:
        """Show what the data check says of the layer."""
        known = self._on_map is not None or (self.presenter.current == STUDY and self.presenter.report is not None)
        nothing = msg("没有发现问题") if known else msg("读取文件后，这里列出发现的问题和更正办法")
        self.findings.show_findings(findings, fault, nothing=nothing)

    def show_inventory(self, entries: Sequence[dict[str, Any]]) -> None:
        """Show which categories are declared complete."""
        self.cards.setCurrentIndex(INVENTORY_CARD)
        self.inventory.show_entries(entries)

    def show_red_flags(self, entries: Sequence[dict[str, Any]], fault: Fault | None, study: Path) -> None:
        """Show the incidents that take all stars."""
        self.cards.setCurrentIndex(RED_FLAG_CARD)
        self.red_flags.show_entries(entries, fault, study)

    def show_queue(self, rows: Sequence[QueuedRow], placed: dict[int, tuple[float, float]], *, checked: bool) -> None:
        """Show rows without a place."""
        self.cards.setCurrentIndex(QUEUE_CARD)
        self.queue.show_rows(rows, placed, checked=checked, undo=self.presenter.can_undo_place, unread=self._unread)

    @property
    def _unread(self) -> bool:
        """Whether a layer that has rows to place cannot be read."""
        report = self.presenter.report
        tables = [layer.table for layer in report.layers if layer.fault is not None] if report is not None else []
        return any(table == "communities" or table.startswith("facilities") for table in tables)

    def show_unknown(self, report: CheckReport | None, *, busy: bool) -> None:
        """Show what will be unknown, and why."""
        self.cards.setCurrentIndex(UNKNOWN_CARD)
        self.unknown.show_report(report, busy=busy)

    def show_ground(self, communities: LayerPreview | None, network: LayerPreview | None) -> None:
        """Take communities and streets as the background of maps."""
        from xc_gis.sources.study.named_files import expand  # noqa: PLC0415 - pydantic; loaded with the study that is open

        draft = self.presenter.draft
        if draft is None:
            return
        streets = (network.path, network.sha256) if network is not None and network.sha256 else ("", "")
        subdistricts = self.presenter.previews.get("subdistricts")
        if communities is self._ground and subdistricts is self._quarters and streets == self._streets:
            return
        self._ground, self._quarters, self._streets = communities, subdistricts, streets
        rings = communities.outlines if communities is not None else ()
        if not rings and subdistricts is not None:  # communities that are points: the quarters tell where one is
            rings = subdistricts.outlines
        for shown in (self.map, self.queue.map):
            shown.show_ground(rings, communities.points if communities is not None else None)
        self.queue.map.fit()
        frame = communities if communities is not None and _bounds(communities) else network
        bounds = _bounds(frame) if frame is not None else None
        lies = (_bounds(network) if network is not None else None) or bounds  # streets know where they are
        self.form.show_place(((lies[0] + lies[2]) / 2, (lies[1] + lies[3]) / 2) if lies is not None else None)
        painted = network is not None and bool(network.sha256) and bounds is not None
        if painted and network is not None and bounds is not None:
            self.tiles.show(draft.folder / expand(network.path), network.sha256, bounds)
        for shown in (self.map, self.queue.map):
            shown.set_tiles(self.tiles if painted else None)

    _ground: LayerPreview | None = None
    _quarters: LayerPreview | None = None

    def show_failure(self, message: str, hint: str) -> None:
        """Show an error in a dialog."""
        show_refusal(msg("项目"), message, hint, self)

    def show_saved(self, path: Path) -> None:
        """Tell that the study file was written."""
        self.study_saved.emit(path)

    # -- requests ----------------------------------------------------------------------------------------------------------
    def _check_again(self) -> None:
        self.presenter.look_again()

    def _run(self) -> None:
        draft = self.presenter.draft
        if draft is not None and not draft.fault():
            self.run_requested.emit(draft.path)

    def _choose_file(self, copy: bool) -> None:
        table = self.presenter.current
        found = ask_file(self, DATA, tr(msg("选择文件")), tr(FILTERS.get(kind_of(table), ANY_LAYER)))
        if found is not None:
            self.presenter.give_file(table, found, copy=copy)

    def _choose_part(self, key: str, copy: bool) -> None:
        table = self.presenter.current
        found = ask_file(self, DATA, tr(msg("选择文件")), tr(FILTERS.get(kind_of(table), ANY_LAYER)))
        if found is not None:
            self.presenter.give_part(table, key, found, copy=copy)

    def _placed(self, number: int, lon: float, lat: float, note: str) -> None:
        self.presenter.place(number, lon, lat, note)
        if number in self.presenter.placed:
            self.queue.go_next()

    def _undo_place(self) -> None:
        number = self.presenter.undo_place()
        if number is not None:
            self.queue.choose(number)

    # -- drag and drop -----------------------------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped as soon as there is a study."""
        data = event.mimeData() if event is not None else None
        if event is not None and data is not None and data.hasUrls() and self.presenter.draft is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:  # noqa: N802 - Qt's name
        """A file goes to the step that is shown; further ones, and those dropped elsewhere, become lists of facilities."""
        data = event.mimeData() if event is not None else None
        if event is None or data is None:
            return
        event.acceptProposedAction()
        self.take_files([Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()])

    def take_files(self, files: Sequence[Path]) -> None:
        """Take files for the step that is shown; further ones become lists of facilities."""
        table = self.presenter.current
        for file in files:
            if file.is_file():
                self.presenter.give_file(_table_for(table, file), file, copy=self.form.copies.isChecked())
                table = ADD


def _table_for(table: str, file: Path) -> str:
    """Street files are streets wherever they are dropped; other files go to the step shown, if it takes files."""
    if (
        file.name.lower().endswith((".pbf", ".osm", ".osm.gz", ".osm.bz2", ".osm.xz", ".o5m", ".graphml"))
        and kind_of(table) != "facilities"
        and table != ADD
    ):
        return "network"
    return ADD if table in {STUDY, INVENTORY, QUEUE, UNKNOWN, RED_FLAG} else table


def _bounds(preview: LayerPreview) -> tuple[float, float, float, float] | None:
    parts = [ring for ring in preview.outlines if len(ring)]
    if preview.points is not None and len(preview.points):
        parts.append(preview.points)
    if not parts:
        return None
    low = [min(float(part[:, axis].min()) for part in parts) for axis in (0, 1)]
    high = [max(float(part[:, axis].max()) for part in parts) for axis in (0, 1)]
    return low[0], low[1], high[0], high[1]

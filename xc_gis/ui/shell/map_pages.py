"""The map that the window shows goes out: as a page by way of its dialog, on the clipboard at once, with everything else in one zip."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject, Qt
from PyQt5.QtGui import QGuiApplication, QImage, QKeySequence
from PyQt5.QtWidgets import QDialog, QShortcut

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.result_page.hand_in_dialog import HandInDialog
from xc_gis.ui.result_page.map_as_shown import map_as_shown
from xc_gis.ui.result_page.map_page_dialog import EVERY, MapPageDialog
from xc_gis.ui.result_page.page_form import Area, choice_of
from xc_gis.ui.widgets.asking import MAP, RESULT, ask_folder, ask_target
from xc_gis.ui.widgets.memory import Memory
from xc_gis.ui.workers.page_tasks import (
    PAGES,
    DrawMap,
    ListKinds,
    PagePicture,
    WriteArchive,
    WriteEachSubdistrict,
    WriteMap,
    WriteWebPage,
)
from xc_gis.wording.window import language, tr, window_text

if TYPE_CHECKING:
    from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap
    from xc_gis.ui.shell.result_display import ResultDisplay
    from xc_gis.ui.workers.engine import Engine
    from xc_gis.ui.workers.failure import Failure

PREVIEW_DPI, CLIPBOARD_DPI, PRINT_DPI = 90, 200, 300

KEPT, KEPT_HAND_IN = "map_page", "hand_in"
"""What the window remembers of both dialogs."""

Then = Callable[[Any], None]


class MapPages(QObject):
    """
    One at a time; made when first wanted.

    Parameters
    ----------
    display
        Where the map is shown.
    engine, questions
        Who draws: pages come from a process of their own, never from this one.
    note
        Where a word about it goes.
    start
        Folder in which the question for a file begins.

    Attributes
    ----------
    dialog, hand_in_dialog
        The dialogs that are open, or None.
    """

    def __init__(
        self, display: ResultDisplay, engine: Engine, questions: Questions, note: Callable[[str], None], start: Callable[[], Path]
    ) -> None:
        super().__init__(display)
        self._display, self._engine, self._questions, self._note, self._start = display, engine, questions, note, start
        self.dialog: MapPageDialog | None = None
        self.hand_in_dialog: HandInDialog | None = None
        self._asked = 0
        self._preview, self._stem = 0, "map"
        self._shown: ShownMap | None = None
        engine.prepared.connect(self._progress)

    # -- the page ------------------------------------------------------------------------------------------------------
    def open(self) -> None:
        """Open the dialog of the page for the map as it is shown."""
        self._with_map(self._open)

    def _open(self, shown: ShownMap, *, whole: bool) -> None:
        if self.dialog is not None:
            self.dialog.raise_()
            return
        self._shown = shown
        self.dialog = dialog = MapPageDialog(self._areas(shown, whole=whole), Memory().choices(KEPT), self._display.work.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.preview_wanted.connect(self._draw)
        dialog.file_wanted.connect(self._save)
        dialog.copy_wanted.connect(lambda: self._picture(CLIPBOARD_DPI, self._to_clipboard))
        dialog.print_wanted.connect(lambda: self._picture(PRINT_DPI, self._to_printer))
        dialog.stop_wanted.connect(self._stop)
        dialog.finished.connect(self._closed)
        self._offer_help(dialog)
        dialog.open()
        dialog.ask_preview()

    def _areas(self, shown: ShownMap, *, whole: bool) -> list[Area]:
        run = self._display.run
        assert run is not None
        extent, district = ("extent", "", tr(msg("视图范围"))), ("district", "", tr(msg("全区")))
        areas = [district, extent] if whole else [extent, district]
        chosen = run.by_id.get(shown.community)
        if chosen is not None:
            areas.append(("community", chosen.community_id, chosen.name))
        names = list(dict.fromkeys(c.subdistrict for c in run.communities if c.subdistrict))
        if names:
            areas.append((EVERY, "", tr(msg("每个街道（{count} 页）", count=len(names)))))
        return areas + [("subdistrict", name, name) for name in names]

    def _draw(self, choice: PageChoice) -> None:
        dialog, shown = self.dialog, self._shown
        if dialog is None or shown is None:
            return
        self._questions.drop(self._preview)
        wanted = self._first(choice)

        def there(picture: PagePicture) -> None:
            self._stem = picture.stem
            if self.dialog is dialog:
                dialog.show_picture(picture, choice)

        def failed(failure: Failure) -> None:
            if self.dialog is dialog:
                dialog.refuse(tr(failure.message))

        self._preview = self._questions.ask(DrawMap(shown, wanted, PREVIEW_DPI), there, failed)

    def _first(self, choice: PageChoice) -> PageChoice:
        """Of a page for each subdistrict the first."""
        run = self._display.run
        if choice.area != EVERY or run is None:
            return choice
        name = next((c.subdistrict for c in run.communities if c.subdistrict), "")
        return replace(choice, area="subdistrict", name=name, title="")

    def _save(self, suffix: str) -> None:
        dialog, shown = self.dialog, self._shown
        if dialog is None or shown is None:
            return
        choice = dialog.form.choice()
        if dialog.is_every and suffix == "png":
            folder = ask_folder(dialog, MAP, tr(msg("选择存放图片的文件夹")), self._start())
            if folder is not None:
                self._make(WriteEachSubdistrict(shown, choice, folder), self._saved)
            return
        path = ask_target(
            dialog, MAP, window_text("export_map").rstrip("…"), f"{self._stem}.{suffix}", f"{suffix.upper()} (*.{suffix})", self._start()
        )  # fmt: skip
        if path is None:
            return
        target = path if path.suffix.lower() == f".{suffix}" else path.with_name(f"{path.name}.{suffix}")
        if suffix == "html":
            self._make(WriteWebPage(shown, language(), target), self._web_saved)
        elif dialog.is_every:
            self._make(WriteEachSubdistrict(shown, choice, target), self._saved)
        else:
            self._make(WriteMap(shown, choice, target), self._saved)

    def _picture(self, dots_per_inch: int, then: Then) -> None:
        if self.dialog is not None and self._shown is not None:
            self._make(DrawMap(self._shown, self.dialog.form.choice(), dots_per_inch), then)

    def _make(self, task: Any, then: Then) -> None:
        dialog = self.dialog or self.hand_in_dialog
        assert dialog is not None
        dialog.show_busy(tr(msg("正在导出…")))

        def failed(failure: Failure) -> None:
            self._asked = 0
            self._done("")
            self._display.show_failure(failure)

        self._asked = self._questions.ask(task, then, failed)

    def _saved(self, path: Path) -> None:
        self._done(window_text("saved", path))

    def _web_saved(self, path: Path) -> None:
        beside = self._display.work.beside_the_run
        said = (
            tr(msg("已保存：{path}。网页只有运行结果，不含“{shown}”", path=path, shown=beside))
            if beside
            else window_text("saved", path)
        )
        self._done(said)

    def _to_clipboard(self, picture: PagePicture) -> None:
        board = QGuiApplication.clipboard()
        if board is not None:
            board.setImage(_image(picture, CLIPBOARD_DPI))
        self._done(window_text("map_copied"))

    def _to_printer(self, picture: PagePicture) -> None:
        from xc_gis.ui.result_page.page_printing import print_page  # noqa: PLC0415 - printers are looked for when one is wanted

        self._done("")
        if self.dialog is not None and self._shown is not None:
            words = print_page(_image(picture, PRINT_DPI), self.dialog.form.choice().paper, lies=picture.lies, parent=self.dialog)
            self._done(words)

    def _done(self, words: str) -> None:
        self._asked = 0
        for dialog in (self.dialog, self.hand_in_dialog):
            if dialog is not None:
                dialog.show_done(words)
        self._note(words)

    def _stop(self) -> None:
        self._questions.drop(self._asked)
        self._engine.stop(PAGES)
        self._done(tr(msg("已停止；写好的文件都是完整的")))
        if self.dialog is not None and not self.dialog.preview.is_current:
            self.dialog.ask_preview()

    def _progress(self, lane: str, stage: str, done: int, total: int) -> None:
        for dialog in (self.dialog, self.hand_in_dialog):
            if lane == PAGES and dialog is not None:
                dialog.line.go_on(stage, done, total)

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            Memory().keep_choices(KEPT, dialog.form.to_keep())
        if self._asked:
            self._questions.drop(self._asked)
            self._asked = 0
            self._engine.stop(PAGES)
        self._questions.drop(self._preview)

    # -- the clipboard -------------------------------------------------------------------------------------------------
    def copy(self) -> None:
        """Put the page of what is in sight on the clipboard, as it was last set up."""
        self._note(window_text("drawing"))
        self._with_map(self._copy)

    def _copy(self, shown: ShownMap, *, whole: bool) -> None:
        choice = choice_of(Memory().choices(KEPT), "district" if whole else "extent", "")

        def there(picture: PagePicture) -> None:
            self._to_clipboard(picture)

        def failed(failure: Failure) -> None:
            self._note("")
            self._display.show_failure(failure)

        self._questions.ask(DrawMap(shown, choice, CLIPBOARD_DPI), there, failed)

    # -- everything ----------------------------------------------------------------------------------------------------
    def hand_in(self) -> None:
        """Open the dialog of everything."""
        self._with_map(lambda shown, *, whole: self._questions.ask(ListKinds(), lambda kinds: self._offer(kinds, shown, whole=whole), self._display.show_failure))  # fmt: skip

    def _offer(self, kinds: list[tuple[str, str]], shown: ShownMap, *, whole: bool) -> None:
        if self.hand_in_dialog is not None:
            self.hand_in_dialog.raise_()
            return
        self._shown = shown
        self.hand_in_dialog = dialog = HandInDialog(kinds, Memory().choices(KEPT_HAND_IN), self._display.work.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.archive_wanted.connect(lambda names, office, number: self._pack(names, office, number, whole=whole))
        dialog.stop_wanted.connect(self._stop)
        dialog.finished.connect(self._hand_in_closed)
        self._offer_help(dialog)
        dialog.open()

    def _pack(self, kinds: list[str], office: str, map_number: str, *, whole: bool) -> None:
        dialog, shown, run = self.hand_in_dialog, self._shown, self._display.run
        if dialog is None or shown is None or run is None:
            return
        day = str(run.manifest["study"]["date"] or "")
        name = f"{'-'.join(filter(None, (run.name, tr(msg('全部成果')), day)))}.zip"
        path = ask_target(dialog, RESULT, window_text("hand_in").rstrip("…"), name, "ZIP (*.zip)", self._start())
        if path is None:
            return
        target = path if path.suffix.lower() == ".zip" else path.with_name(f"{path.name}.zip")
        kept = {**Memory().choices(KEPT), "office": office, "map_number": map_number}
        choice = choice_of(kept, "district" if whole else "extent", "")
        self._make(WriteArchive(shown, choice, tuple(kinds), target), self._saved)

    def _hand_in_closed(self) -> None:
        dialog, self.hand_in_dialog = self.hand_in_dialog, None
        if dialog is not None:
            Memory().keep_choices(KEPT_HAND_IN, dialog.to_keep())
        if self._asked:
            self._questions.drop(self._asked)
            self._asked = 0
            self._engine.stop(PAGES)

    # -- both ----------------------------------------------------------------------------------------------------------
    def _with_map(self, go: Callable[..., Any]) -> None:
        """Go on with what the map shows, once its page has told it."""
        run = self._display.run
        if run is None:
            return

        def told(answer: object) -> None:
            view = json.loads(str(answer))
            go(map_as_shown(self._display.work, run.folder, view), whole=bool(view["whole"]))

        self._display.work.map.page.runJavaScript("JSON.stringify(xcMap.view())", told)

    def _offer_help(self, dialog: QDialog) -> None:
        QShortcut(QKeySequence("F1"), dialog).activated.connect(self._display.help_requested)


def _image(picture: PagePicture, dots_per_inch: int) -> QImage:
    image = QImage.fromData(picture.content, "PNG")
    image.setDotsPerMeterX(round(dots_per_inch / 0.0254))
    image.setDotsPerMeterY(round(dots_per_inch / 0.0254))
    return image

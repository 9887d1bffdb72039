"""The map that the window shows goes out: as a page by way of its dialog, or on the clipboard at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtGui import QGuiApplication, QImage

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.result_page.map_page_dialog import MapPageDialog
from xc_gis.ui.result_page.page_form import EVERY, Area, choice_of
from xc_gis.ui.shell.page_making import KEPT, PageMaking, Then
from xc_gis.ui.widgets.asking import MAP, ask_folder, ask_target
from xc_gis.ui.widgets.memory import Memory
from xc_gis.ui.workers.page_tasks import DrawMap, PagePicture, WriteEachSubdistrict, WriteMap, WriteWebPage
from xc_gis.wording.window import tr, window_text

if TYPE_CHECKING:
    from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap
    from xc_gis.ui.shell.result_display import ResultDisplay
    from xc_gis.ui.workers.engine import Engine
    from xc_gis.ui.workers.failure import Failure

PREVIEW_DPI, CLIPBOARD_DPI, PRINT_DPI = 90, 200, 300


class MapPages(PageMaking[MapPageDialog]):
    """What leaves the window as pages of the map it shows."""

    def __init__(
        self, display: ResultDisplay, engine: Engine, questions: Questions, note: Callable[[str], None], start: Callable[[], Path]
    ) -> None:
        super().__init__(display, engine, questions, note, start)
        self._preview, self._shows, self._web_stem = 0, "", "map"

    # -- the page ------------------------------------------------------------------------------------------------------
    def open(self) -> None:
        """Open the dialog of the page for the map as it is shown."""
        self.with_map(self._open)

    def _open(self, shown: ShownMap, *, whole: bool) -> None:
        if self.dialog is not None:
            self.dialog.raise_()
            return
        self.shown = shown
        self.dialog = dialog = MapPageDialog(self._areas(shown, whole=whole), Memory().choices(KEPT), self.display.work.window())
        dialog.preview_wanted.connect(self._draw)
        dialog.file_wanted.connect(self._save)
        dialog.copy_wanted.connect(lambda: self._picture(CLIPBOARD_DPI, self._to_clipboard))
        dialog.print_wanted.connect(lambda: self._picture(PRINT_DPI, self._to_printer))
        self.begin(dialog)
        dialog.ask_preview()

    def _areas(self, shown: ShownMap, *, whole: bool) -> list[Area]:
        run = self.display.run
        assert run is not None
        whole_district = tr(msg("全区"))
        whole_district = whole_district[:1].upper() + whole_district[1:]
        extent, district = ("extent", "", tr(msg("视图范围"))), ("district", "", whole_district)
        areas = [district, extent] if whole else [extent, district]
        chosen = run.by_id.get(shown.community)
        if chosen is not None:
            areas.append(("community", chosen.community_id, chosen.name))
        names = list(dict.fromkeys(c.subdistrict for c in run.communities if c.subdistrict))
        if names:
            areas.append((EVERY, "", tr(msg("每个街道（{count} 页）", count=len(names)))))
        return areas + [("subdistrict", name, name) for name in names]

    def _draw(self, choice: PageChoice) -> None:
        dialog, shown = self.dialog, self.shown
        if dialog is None or shown is None:
            return
        self.questions.drop(self._preview)
        wanted = self._first(choice)

        def there(picture: PagePicture) -> None:
            self._shows, self._web_stem = picture.shows, picture.web_stem
            if self.dialog is dialog:
                dialog.show_picture(picture, choice)

        def failed(failure: Failure) -> None:
            if self.dialog is dialog:
                dialog.refuse(tr(failure.message))

        self._preview = self.questions.ask(DrawMap(shown, wanted, PREVIEW_DPI), there, failed)

    def _first(self, choice: PageChoice) -> PageChoice:
        """Of a page for each subdistrict the first."""
        run = self.display.run
        if choice.area != EVERY or run is None:
            return choice
        name = next((c.subdistrict for c in run.communities if c.subdistrict), "")
        return replace(choice, area="subdistrict", name=name, title="")

    def _save(self, suffix: str) -> None:
        from xc_gis.operations.export.current_map.page_files import file_stem  # noqa: PLC0415 - loaded ahead in a thread

        dialog, shown = self.dialog, self.shown
        if dialog is None or shown is None:
            return
        choice = dialog.form.choice()
        if dialog.is_every and suffix == "png":
            folder = ask_folder(dialog, MAP, tr(msg("选择存放图片的文件夹")), self.start())
            if folder is not None:
                self.make(WriteEachSubdistrict(shown, choice, folder), self.saved)
            return
        # by the area that is chosen: the page that is seen may still be another's, and is the first one's where each subdistrict has its own
        stem = self._web_stem if suffix == "html" else file_stem([dialog.form.area_words(), self._shows])
        name = f"{stem}.{suffix}"
        target = ask_target(
            dialog, MAP, window_text("export_map").rstrip("…"), name, f"{suffix.upper()} (*.{suffix})", self.start()
        )  # fmt: skip
        if target is None:
            return
        if suffix == "html":
            self.make(WriteWebPage(shown, choice, target), self._web_saved)
        elif dialog.is_every:
            self.make(WriteEachSubdistrict(shown, choice, target), self.saved)
        else:
            self.make(WriteMap(shown, choice, target), self.saved)

    def _picture(self, dots_per_inch: int, then: Then) -> None:
        if self.dialog is not None and self.shown is not None:
            self.make(DrawMap(self.shown, self.dialog.form.choice(), dots_per_inch), then)

    def _web_saved(self, path: Path) -> None:
        beside = self.display.work.beside_the_run
        said = (
            tr(msg("已保存：{path}。网页只有运行结果，不含“{shown}”", path=path, shown=beside))
            if beside
            else window_text("saved", path)
        )
        self.done(said)

    def _to_clipboard(self, picture: PagePicture) -> None:
        board = QGuiApplication.clipboard()
        if board is not None:
            board.setImage(_image(picture, CLIPBOARD_DPI))
        self.done(window_text("map_copied"))

    def _to_printer(self, picture: PagePicture) -> None:
        from xc_gis.ui.result_page.page_printing import print_page  # noqa: PLC0415 - printers are looked for when one is wanted

        self.done("")
        if self.dialog is not None and self.shown is not None:
            words = print_page(_image(picture, PRINT_DPI), self.dialog.form.choice().paper, lies=picture.lies, parent=self.dialog)
            self.done(words)

    def stop(self) -> None:
        """End what is made; the preview goes on."""
        super().stop()
        if self.dialog is not None and not self.dialog.preview.is_current:
            self.dialog.ask_preview()

    def closed(self, dialog: MapPageDialog) -> None:
        """Keep the choice for the next page."""
        Memory().keep_choices(KEPT, dialog.form.to_keep())
        self.questions.drop(self._preview)

    # -- the clipboard -------------------------------------------------------------------------------------------------
    def copy(self) -> None:
        """Put the page of what is in sight on the clipboard, as it was last set up."""
        self.note(window_text("drawing"))
        self.with_map(self._copy)

    def _copy(self, shown: ShownMap, *, whole: bool) -> None:
        choice = choice_of(Memory().choices(KEPT), "district" if whole else "extent", "")

        def there(picture: PagePicture) -> None:
            self._to_clipboard(picture)

        def failed(failure: Failure) -> None:
            self.note("")
            self.display.show_failure(failure)

        self.questions.ask(DrawMap(shown, choice, CLIPBOARD_DPI), there, failed)


def _image(picture: PagePicture, dots_per_inch: int) -> QImage:
    image = QImage.fromData(picture.content, "PNG")
    image.setDotsPerMeterX(round(dots_per_inch / 0.0254))
    image.setDotsPerMeterY(round(dots_per_inch / 0.0254))
    return image

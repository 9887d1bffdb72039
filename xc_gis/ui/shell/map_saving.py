"""Saves the map that the window shows: as a page at once, as a picture or a sheet once it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject
from PyQt5.QtGui import QGuiApplication, QImage

from xc_gis.errors import OutputError
from xc_gis.languages.message import msg
from xc_gis.ui.map.export import MapSheet, link_of, parse_view, save_html
from xc_gis.ui.map.picture import MapPicture
from xc_gis.ui.workers.failure import failure_of
from xc_gis.wording.codes import SAMPLE_MARK, map_credit, use_limit
from xc_gis.wording.window import tr, window_text

if TYPE_CHECKING:
    from xc_gis.ui.shell.result_display import ResultDisplay


HTML = ".html"


class MapSaving(QObject):
    """
    One map to one file.

    Parameters
    ----------
    display
        Where the map is shown.
    note
        Where a word about it goes.
    """

    def __init__(self, display: ResultDisplay, note: Callable[[str], None]) -> None:
        super().__init__(display)
        self._display, self._note = display, note
        self.is_done = False

    def save(self, path: Path) -> None:
        """Save as ``.html``, ``.png`` or ``.pdf``; the answer comes as a note, a fault as a dialog."""
        self._note(window_text("drawing"))

        def go(answer: object) -> None:
            view = parse_view(answer)
            if path.suffix.lower() == HTML:
                self._finish(path, lambda: save_html(self._run.folder, view, path))
            else:
                MapPicture(self._display.work.map, link_of(view), view, lambda picture: self._sheet(picture, path), self._refuse)

        self._display.work.map.page.runJavaScript("JSON.stringify(xcMap.view())", go)

    def copy(self) -> None:
        """Put the sheet on the clipboard as a picture, once it is drawn whole; the answer comes as a note, a fault as a dialog."""
        self._note(window_text("drawing"))

        def go(answer: object) -> None:
            view = parse_view(answer)
            MapPicture(self._display.work.map, link_of(view), view, self._copied, self._refuse)

        self._display.work.map.page.runJavaScript("JSON.stringify(xcMap.view())", go)

    def _copied(self, picture: QImage) -> None:
        board = QGuiApplication.clipboard()
        if board is not None:
            board.setImage(self._made(picture).image())
            self._note(window_text("map_copied"))
        self._end()

    @property
    def _run(self) -> Any:
        assert self._display.run is not None
        return self._display.run

    def _sheet(self, picture: QImage, path: Path) -> None:
        sheet = self._made(picture)
        self._finish(path, lambda: sheet.save_pdf(path) if path.suffix.lower() == ".pdf" else sheet.save_png(path))

    def _made(self, picture: QImage) -> MapSheet:
        run, work = self._run, self._display.work
        standard = run.standard
        return MapSheet(
            picture, title=run.name, theme=work.shown_words, rows=work.themes.legend.rows,
            notes=[
                tr(map_credit(synthetic=run.is_synthetic)), tr(msg("数据日期 {get}", get=run.manifest["study"].get("date") or msg("未注明"))),
                tr(msg("标准 {name} {version}", name=standard["name"], version=standard["version"])), tr(use_limit(in_china=run.in_china)),
            ],
            mark=tr(SAMPLE_MARK) if run.is_synthetic else "",
        )  # fmt: skip

    def _finish(self, path: Path, write: Callable[[], None]) -> None:
        try:
            write()
        except OutputError as fault:
            self._refuse(fault)
            return
        work, is_page = self._display.work, path.suffix.lower() == HTML
        if is_page and work.scenario:
            self._note(window_text("saved_run_alone", path, work.scenario))
        elif is_page and work.beside_the_run:
            self._note(tr(msg("已保存：{path}。网页只有运行结果，不含“{shown}”", path=path, shown=work.beside_the_run)))
        else:
            self._note(window_text("saved", path))
        self._end()

    def _refuse(self, fault: OutputError) -> None:
        self._note("")
        self._display.show_failure(failure_of(fault))
        self._end()

    def _end(self) -> None:
        self.is_done = True
        self.deleteLater()

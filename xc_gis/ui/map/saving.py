"""Saves the map that the window shows: as a page at once, as a picture or a sheet once it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject
from PyQt5.QtGui import QGuiApplication, QImage

from xc_gis.errors import OutputError
from xc_gis.report.wording import INTERNAL_ZH, map_credit
from xc_gis.ui.map.export import MapSheet, link_of, parse_view, save_html
from xc_gis.ui.map.picture import MapPicture
from xc_gis.ui.words import say, tell
from xc_gis.ui.work.failure import failure_of

if TYPE_CHECKING:
    from xc_gis.ui.study_desk import StudyDesk


class MapSaving(QObject):
    """
    One map to one file.

    Parameters
    ----------
    desk
        Where the map is shown.
    note
        Where a word about it goes.
    """

    def __init__(self, desk: StudyDesk, note: Callable[[str], None]) -> None:
        super().__init__(desk)
        self._desk, self._note = desk, note
        self.is_done = False

    def save(self, path: Path) -> None:
        """Save as ``.html``, ``.png`` or ``.pdf``; the answer comes as a note, a fault as a dialog."""
        self._note(say("drawing"))

        def go(answer: object) -> None:
            view = parse_view(answer)
            if path.suffix.lower() == ".html":
                self._finish(path, lambda: save_html(self._run.folder, view, path))
            else:
                MapPicture(self._desk.work.map, link_of(view), view, lambda picture: self._sheet(picture, path), self._refuse)

        self._desk.work.map.page.runJavaScript("JSON.stringify(xcMap.view())", go)

    def copy(self) -> None:
        """Put the sheet on the clipboard as a picture, once it is drawn whole; the answer comes as a note, a fault as a dialog."""
        self._note(say("drawing"))

        def go(answer: object) -> None:
            view = parse_view(answer)
            MapPicture(self._desk.work.map, link_of(view), view, self._copied, self._refuse)

        self._desk.work.map.page.runJavaScript("JSON.stringify(xcMap.view())", go)

    def _copied(self, picture: QImage) -> None:
        board = QGuiApplication.clipboard()
        if board is not None:
            board.setImage(self._made(picture).image())
            self._note(say("map_copied"))
        self._end()

    @property
    def _run(self) -> Any:
        assert self._desk.run is not None
        return self._desk.run

    def _sheet(self, picture: QImage, path: Path) -> None:
        sheet = self._made(picture)
        self._finish(path, lambda: sheet.save_pdf(path) if path.suffix.lower() == ".pdf" else sheet.save_png(path))

    def _made(self, picture: QImage) -> MapSheet:
        run, themes = self._run, self._desk.work.themes
        standard = run.standard
        return MapSheet(
            picture, title=run.name, theme=themes.words_of(self._desk.work.map.theme), rows=themes.legend.rows,
            notes=[
                tell(map_credit(synthetic=run.is_synthetic)), tell(f"数据日期 {run.manifest['study'].get('date') or '未注明'}"),
                tell(f"标准 {standard['name']} {standard['version']}"), tell(INTERNAL_ZH),
            ],
            mark=tell("示例数据（虚构）") if run.is_synthetic else "",
        )  # fmt: skip

    def _finish(self, path: Path, write: Callable[[], None]) -> None:
        try:
            write()
        except OutputError as fault:
            self._refuse(fault)
            return
        self._note(say("saved", path))
        self._end()

    def _refuse(self, fault: OutputError) -> None:
        self._note("")
        self._desk.show_failure(failure_of(fault))
        self._end()

    def _end(self) -> None:
        self.is_done = True
        self.deleteLater()

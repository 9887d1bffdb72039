"""What the menus do, by the key of their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt5.QtCore import QUrl
from PyQt5.QtGui import QDesktopServices
from PyQt5.QtWidgets import QMessageBox

from xc_gis.errors import InputError
from xc_gis.ui.shell.pages import HOME, MAP, PLANNING, STANDARD, STUDY, TARGETS, VOICES
from xc_gis.ui.storage import own_folders
from xc_gis.version import __version__
from xc_gis.wording.window import window_text

if TYPE_CHECKING:
    from xc_gis.ui.manual.window import ManualWindow
    from xc_gis.ui.shell.window_parts import WindowParts


class MenuActions:
    """Each asks the window for display and presenter only when it is done: they are made when first wanted."""

    def __init__(self, window: WindowParts) -> None:
        self._window = window
        self._manual: ManualWindow | None = None

    def by_key(self) -> dict[str, Callable[[], object]]:
        """All of them, but those that open, run and close a study: the window has them."""
        window = self._window
        return {
            "export_map": self._export_map, "hand_in": self._hand_in, "export_tables": self._export_tables, "export_workbook": self._export_workbook,
            "copy_map": self._copy_map, "print_sheet": self._print_sheet, "open_folder": self._open_folder,
            "stop": self._stop, "compare": self._compare,
            "home": lambda: window.show_page(HOME), "map": lambda: window.show_page(MAP),
            "study_page": lambda: window.show_page(STUDY), "standard_page": lambda: window.show_page(STANDARD), "planning_page": lambda: window.show_page(PLANNING),
            "voices_page": lambda: window.show_page(VOICES), "targets_page": lambda: window.show_page(TARGETS),
            "find": self._find, "pick_place": self._pick_place, "whole_area": self._whole_area, "manual": self.open_manual,
            "open_log": self._open_log, "about": self._about,
        }  # fmt: skip

    def open_manual(self) -> None:
        """Open the manual at the page for where one is."""
        from xc_gis.ui.shell.help import open_manual  # noqa: PLC0415 - made when first wanted
        from xc_gis.ui.workers.failure import failure_of  # noqa: PLC0415

        try:
            self._manual = open_manual(self._window, self._manual)
        except InputError as fault:
            self._window.display.show_failure(failure_of(fault))

    def close(self) -> None:
        """Close what lies beside the window."""
        if self._manual is not None:
            self._manual.close()

    def choose_background(self, kind: str) -> None:
        """Put another background below the map."""
        from xc_gis.ui.shell.background_choice import choose_background  # noqa: PLC0415

        window = self._window
        choose_background(kind, window.memory, window)
        if window.display.work.has_map:
            self.apply_background()

    def apply_background(self) -> None:
        """Show the background that was chosen."""
        from xc_gis.ui.shell.background_choice import apply_background  # noqa: PLC0415

        apply_background(self._window.display.work.map, self._window.memory)

    def choose_language(self, word: str) -> None:
        """Speak another language from the next start on."""
        self._window.memory.language = word
        self._window.note.setText(window_text("language_next"))

    def _export_map(self) -> None:
        self._window.assembly.exporter.map()

    def _hand_in(self) -> None:
        self._window.assembly.exporter.hand_in()

    def _copy_map(self) -> None:
        self._window.assembly.exporter.copy_map()

    def _export_tables(self) -> None:
        self._window.display.table.ask_export()

    def _export_workbook(self) -> None:
        self._window.assembly.exporter.workbook()

    def _print_sheet(self) -> None:
        self._window.assembly.exporter.sheet()

    def _open_folder(self) -> None:
        self._window.assembly.exporter.folder()

    def _stop(self) -> None:
        self._window.presenter.stop_run()

    def _compare(self) -> None:
        self._window.presenter.compare()

    def _find(self) -> None:
        self._window.show_page(MAP)
        self._window.display.work.search.setFocus()
        self._window.display.work.search.selectAll()

    def _pick_place(self) -> None:
        self._window.display.work.pick.toggle()

    def _whole_area(self) -> None:
        self._window.display.work.whole.click()

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(own_folders.log_file())))

    def _about(self) -> None:
        QMessageBox.about(
            self._window, window_text("about"),
            f"{window_text('title')}\nXC-GIS {__version__} · GPL-3.0-or-later\n© OpenStreetMap contributors, ODbL\n"
            f"Leaflet, folium, Qt, GeoPandas, SciPy …",
        )  # fmt: skip

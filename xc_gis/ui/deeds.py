"""What the menus do, by the key of their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt5.QtCore import QUrl
from PyQt5.QtGui import QDesktopServices
from PyQt5.QtWidgets import QMessageBox

import xc_gis
from xc_gis.errors import InputError
from xc_gis.ui import places
from xc_gis.ui.pages import HOME, MAP, STANDARD, STUDY
from xc_gis.ui.words import say

if TYPE_CHECKING:
    from xc_gis.ui.main_window import MainWindow
    from xc_gis.ui.manual.window import ManualWindow


class Deeds:
    """Each asks the window for desk and presenter only when it is done: they are made when first wanted."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._manual: ManualWindow | None = None

    def by_key(self) -> dict[str, Callable[[], object]]:
        """All of them."""
        window = self._window
        return {
            "new": window.new_study, "open": window.ask_study, "sample": window.open_sample, "quit": window.close,
            "export_html": lambda: self._export_map("html"), "export_png": lambda: self._export_map("png"),
            "export_pdf": lambda: self._export_map("pdf"), "export_tables": self._export_tables,
            "copy_map": self._copy_map, "print_sheet": self._print_sheet, "open_folder": self._open_folder,
            "run": window.run_study, "stop": self._stop, "compare": self._compare,
            "home": lambda: window.show_page(HOME), "map": lambda: window.show_page(MAP),
            "study_page": lambda: window.show_page(STUDY), "standard_page": lambda: window.show_page(STANDARD),
            "find": self._find, "pick_place": self._pick_place, "whole_area": self._whole_area, "manual": self.open_manual,
            "open_log": self._open_log, "about": self._about,
        }  # fmt: skip

    def open_manual(self) -> None:
        """Open the manual at the page for where one is."""
        from xc_gis.ui.manual.help import open_manual  # noqa: PLC0415 - made when first wanted
        from xc_gis.ui.work.failure import failure_of  # noqa: PLC0415

        try:
            self._manual = open_manual(self._window, self._manual)
        except InputError as fault:
            self._window.desk.show_failure(failure_of(fault))

    def close(self) -> None:
        """Close what lies beside the window."""
        if self._manual is not None:
            self._manual.close()

    def choose_background(self, kind: str) -> None:
        """Put another background below the map."""
        from xc_gis.ui.map.background_choice import choose_background  # noqa: PLC0415

        window = self._window
        choose_background(kind, window.memory, window)
        for action in window.menus.background.actions():
            action.setChecked(action.data() == window.memory.background)
        if window.desk.work.has_map:
            self.apply_background()

    def apply_background(self) -> None:
        """Show the background that was chosen."""
        from xc_gis.ui.map.background_choice import apply_background  # noqa: PLC0415

        apply_background(self._window.desk.work.map, self._window.memory)

    def choose_language(self, word: str) -> None:
        """Speak another language from the next start on."""
        self._window.memory.language = word
        self._window.note.setText(say("language_next"))

    def _export_map(self, suffix: str) -> None:
        self._window.assembly.hand_on.map(suffix)

    def _copy_map(self) -> None:
        self._window.assembly.hand_on.copy_map()

    def _export_tables(self) -> None:
        self._window.desk.table.ask_export()

    def _print_sheet(self) -> None:
        self._window.assembly.hand_on.sheet()

    def _open_folder(self) -> None:
        self._window.assembly.hand_on.folder()

    def _stop(self) -> None:
        self._window.presenter.stop_run()

    def _compare(self) -> None:
        self._window.presenter.compare()

    def _find(self) -> None:
        self._window.show_page(MAP)
        self._window.desk.work.search.setFocus()
        self._window.desk.work.search.selectAll()

    def _pick_place(self) -> None:
        self._window.desk.work.pick.toggle()

    def _whole_area(self) -> None:
        self._window.desk.work.whole.click()

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(places.log_file())))

    def _about(self) -> None:
        QMessageBox.about(
            self._window, say("about"),
            f"{say('title')}\nXC-GIS {xc_gis.__version__} · GPL-3.0-or-later\n© OpenStreetMap contributors, ODbL\n"
            f"Leaflet, folium, Qt, GeoPandas, SciPy …",
        )  # fmt: skip

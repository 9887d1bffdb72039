"""Everything that is handed in leaves the window as one zip: the kinds of output, and the map as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xc_gis.languages.message import msg
from xc_gis.ui.result_page.hand_in_dialog import HandInDialog
from xc_gis.ui.result_page.page_form import choice_of
from xc_gis.ui.shell.page_making import KEPT, PageMaking
from xc_gis.ui.widgets.asking import RESULT, ask_target
from xc_gis.ui.widgets.memory import Memory
from xc_gis.ui.workers.page_tasks import ListKinds, WriteArchive
from xc_gis.wording.window import tr, window_text

if TYPE_CHECKING:
    from xc_gis.operations.export.current_map.shown_map import ShownMap

KEPT_HAND_IN = "hand_in"
"""What the window remembers of the dialog."""


class HandIn(PageMaking[HandInDialog]):
    """Asks which kinds, and packs them."""

    def open(self) -> None:
        """Open the dialog for the map as it is shown."""
        self.with_map(self._list)

    def _list(self, shown: ShownMap, *, whole: bool) -> None:
        self.note(tr(msg("正在准备…")))
        self.questions.ask(
            ListKinds(shown.run_folder), lambda kinds: self._open(kinds, shown, whole=whole), self.display.show_failure
        )

    def _open(self, kinds: list[tuple[str, str]], shown: ShownMap, *, whole: bool) -> None:
        self.note("")
        if self.dialog is not None:
            self.dialog.raise_()
            return
        self.shown = shown
        self.dialog = dialog = HandInDialog(kinds, Memory().choices(KEPT_HAND_IN), self.display.work.window())
        dialog.archive_wanted.connect(lambda names, office, number: self._pack(names, office, number, whole=whole))
        self.begin(dialog)

    def _pack(self, kinds: list[str], office: str, map_number: str, *, whole: bool) -> None:
        dialog, shown, run = self.dialog, self.shown, self.display.run
        if dialog is None or shown is None or run is None:
            return
        day = str(run.manifest["study"]["date"] or "")
        name = f"{'-'.join(filter(None, (run.name, tr(msg('全部成果')), day)))}.zip"
        target = ask_target(dialog, RESULT, window_text("hand_in").rstrip("…"), name, "ZIP (*.zip)", self.start())
        if target is None:
            return
        kept = {**Memory().choices(KEPT), "office": office, "map_number": map_number}
        choice = choice_of(kept, "district" if whole else "extent", "")
        self.make(WriteArchive(shown, choice, tuple(kinds), target), self.saved)

    def closed(self, dialog: HandInDialog) -> None:
        """Keep the kinds, the office and the number of the map."""
        Memory().keep_choices(KEPT_HAND_IN, dialog.to_keep())

"""
How long the window is deaf at each choice of the page 服务与诉求, and how soon the map is coloured.

``xvfb-run -a -s "-screen 0 1366x768x24 -dpi 96" python -m benchmarks.voices_page RUN_OR_STUDY``: opens it in the window, clicks through every tab with mouse
and keys (tables, sorting by each column, themes, categories, kinds, items, subdistrict, search, rows, cells of the matrix, quadrants, exports, picture), and
prints for each the longest turn of the window by the clock and by the processor, and the time until the map has painted its colours. ``--lang en``: in
English; ``--pictures DIR``: a picture of the screen after each kind of choice.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault(
    "XC_GIS_HOME", tempfile.mkdtemp(prefix="voices-page-")
)  # a window that was killed before asks first whether to go on
from benchmarks.driven_window import DrivenWindow

if TYPE_CHECKING:
    from PyQt5.QtCore import QPoint
    from PyQt5.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QWidget

PROMISED_MS = 100
ITEMS_TRIED = 12
"""Of long lists (items of the catalogue, kinds) so many are chosen, evenly."""


@dataclass
class Turn:
    """A choice: what, longest turn by the clock and by the processor, time until the map is painted; milliseconds, None where the map does not change."""

    what: str
    clock: float
    busy: float
    coloured: float | None


class VoicesBench:
    """The page under mouse and keys."""

    def __init__(self, bench: DrivenWindow, pictures: Path | None) -> None:
        from xc_gis.ui.shell.pages import VOICES  # noqa: PLC0415 - after the window shows

        self.bench, self.pictures = bench, pictures
        self.turns: list[Turn] = []
        self.taken = 0
        self.do("open the page", lambda: bench.window.show_page(VOICES))
        self.page = bench.window.pages.voices
        bench.until(lambda: self.page.presenter.voices is not None)
        bench.rest(1)
        self.picture("page")

    def do(self, what: str, deed: Callable[[], object], *, map_changes: bool = False) -> None:
        """Do something and note how long the window was deaf until it rests, and when the map was painted."""
        bench = self.bench
        bench.forget()
        start, before = time.perf_counter(), self.colours() if map_changes else ""
        bench.measured(deed)
        coloured = None
        if map_changes:
            bench.until(lambda: self.colours() != before or time.perf_counter() - start > 1)
            if self.colours() != before:
                bench.painted()
                coloured = (time.perf_counter() - start) * 1000
        bench.rest(0.25)  # typing waits before it filters, and the map answers
        self.turns.append(Turn(what, bench.longest_ms, bench.longest_busy_ms, coloured))

    def colours(self) -> str:
        """What the map is coloured by."""
        return str(self.bench.say("xcMap.view().name"))

    def picture(self, name: str) -> None:
        """The screen as it is."""
        if self.pictures is None:
            return
        from PyQt5.QtWidgets import QApplication  # noqa: PLC0415

        self.bench.painted()
        self.bench.rest(0.3)
        self.taken += 1
        screen = QApplication.primaryScreen()
        screen.grabWindow(0).save(str(self.pictures / f"{self.taken:02d}-{name}.png"))

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """A click of the left button."""
        from PyQt5.QtCore import Qt  # noqa: PLC0415
        from PyQt5.QtTest import QTest  # noqa: PLC0415

        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place or widget.rect().center())

    def key(self, widget: QWidget, name: str) -> None:
        """A key."""
        from PyQt5.QtCore import Qt  # noqa: PLC0415
        from PyQt5.QtTest import QTest  # noqa: PLC0415

        QTest.keyClick(widget, getattr(Qt.Key, f"Key_{name}"))

    # -- a tab -----------------------------------------------------------------------------------------------------------
    def walk(self, number: int, name: str) -> None:
        """Everything that can be chosen in a tab."""
        tabs = self.page.panel.tabs
        bar = tabs.tabBar()
        self.do(f"{name}: tab", lambda: self.click(bar, bar.tabRect(number).center()))
        self.picture(name)
        tab = (self.page.panel.hotline, self.page.panel.survey, self.page.panel.satisfaction, self.page.panel.resources)[number]
        for label, box in self.boxes(tab):
            self.each(f"{name}: {label}", box, map_changes=True)
            self.picture(f"{name}-{label}")
        for n in range(self.page.tables.which.count()):
            self.choose(f"{name}: table", self.page.tables.which, n)
            self.table(f"{name}: {self.page.tables.which.itemData(n)}")
            self.picture(f"{name}-{self.page.tables.which.itemData(n)}")
        self.choose(f"{name}: table", self.page.tables.which, 0)
        if tab.cells.isVisible() and tab.cells.rowCount():
            self.do(f"{name}: row of the community", lambda: self.click_cell(tab.cells, tab.cells.rowCount() - 1, 0))
        self.do(f"{name}: how it is worked out", lambda: self.click(tab.fold))
        self.do(f"{name}: picture", lambda: self.page.exports.picture_to(tab.there, self.out / f"{name}.png"))

    @staticmethod
    def boxes(tab: Any) -> Iterator[tuple[str, QComboBox]]:
        """The choices of a tab by their names."""
        for name in ("category", "theme", "base", "item", "kind"):
            box = getattr(tab, name, None)
            if box is not None and box.isVisible():
                yield name, box

    def each(self, what: str, box: QComboBox, *, map_changes: bool = False) -> None:
        """Every choice of a box, of long ones some, by keys; back to the first at last."""
        step = max(1, box.count() // ITEMS_TRIED)
        for n in [*range(0, box.count(), step), 0]:
            if n != box.currentIndex():
                self.choose(what, box, n, map_changes=map_changes)

    def choose(self, what: str, box: QComboBox, number: int, *, map_changes: bool = False) -> None:
        """A choice as the keys make it: focus, the list opened, arrows, Return."""
        self.do(f"{what} opened", lambda: (box.setFocus(), box.showPopup()))
        view = box.view()
        view.setCurrentIndex(box.model().index(number, 0))
        self.do(what, lambda: self.key(view, "Return"), map_changes=map_changes)

    def table(self, what: str) -> None:
        """A table: sorted by each column, filtered by subdistrict and words, a row by mouse and keys, exported."""
        cards = self.page.tables
        shows_matrix = cards.stack.currentWidget() is cards.matrix
        view = cards.matrix if shows_matrix else cards.view
        across = view.horizontalHeader()
        for column in range(0 if shows_matrix else cards.model.columnCount()):
            at = across.sectionViewportPosition(column) + across.sectionSize(column) // 2
            view.horizontalScrollBar().setValue(0 if column == 0 else max(0, at - 200))
            middle = self.place(across.sectionViewportPosition(column) + across.sectionSize(column) // 2, across.height() // 2)
            self.do(f"{what}: sort", lambda middle=middle: self.click(across.viewport(), middle))
        for n in (1, 0) if cards.subdistrict.count() > 1 else ():
            self.choose(f"{what}: subdistrict", cards.subdistrict, n)
        self.do(f"{what}: search", lambda: self.type(cards.text, "区"))
        self.do(f"{what}: search cleared", cards.text.clear)
        for row in (0, 3):
            self.do(f"{what}: row", lambda row=row: self.click_cell(view, row, 0))
        self.do(f"{what}: row by keys", lambda: self.key(view, "Down"))
        if shows_matrix:
            self.do(f"{what}: cell", lambda: self.click_cell(view, 2, 2), map_changes=True)
            self.do(f"{what}: cell by keys", lambda: self.key(view, "Right"), map_changes=True)
        for kind in ("xlsx", "csv"):
            file = self.out / f"{what.replace(': ', '-')}.{kind}"
            self.do(f"{what}: export {kind}", lambda file=file: self.page.export_to(file))
            self.bench.until(file.is_file)

    def quadrants(self) -> None:
        """Each field of the demand × gap matrix, and all rows again."""
        self.choose("hotline: category", self.page.panel.hotline.category, 1)
        for key, field in self.page.panel.hotline.quadrants.fields.items():
            self.do(f"hotline: quadrant {key}", lambda field=field: self.click(field), map_changes=True)
        self.picture("hotline-quadrants")
        if self.page.tables.group.isVisible():
            self.do("hotline: all quadrants again", lambda: self.click(self.page.tables.group))

    @property
    def out(self) -> Path:
        """Where exports go."""
        folder = Path(os.environ["XC_GIS_HOME"]) / "exports"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @staticmethod
    def place(x: int, y: int) -> QPoint:
        """A point of a widget."""
        from PyQt5.QtCore import QPoint  # noqa: PLC0415

        return QPoint(x, y)

    def type(self, widget: QLineEdit, words: str) -> None:
        """Words as an input method gives them."""
        from PyQt5.QtGui import QInputMethodEvent  # noqa: PLC0415
        from PyQt5.QtWidgets import QApplication  # noqa: PLC0415

        widget.setFocus()
        given = QInputMethodEvent()
        given.setCommitString(words)
        QApplication.sendEvent(widget, given)

    def click_cell(self, view: QAbstractItemView, row: int, column: int) -> None:
        """A click on a cell."""
        model = view.model()
        index = model.index(min(row, model.rowCount() - 1), column)
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("place", type=Path)
    asked.add_argument("--lang", default="zh")
    asked.add_argument("--pictures", type=Path)
    options = asked.parse_args()
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    from xc_gis.wording.window import use  # noqa: PLC0415

    use(options.lang)
    load = os.getloadavg()[0]
    bench = DrivenWindow()
    window = bench.window
    bench.measured(lambda: window.open_study(study_of(options.place)))
    bench.until_shown()
    bench.rest(2)
    voices = VoicesBench(bench, options.pictures)
    for number, name in enumerate(("hotline", "survey", "satisfaction", "resources")):
        voices.walk(number, name)
        if name == "hotline":
            voices.quadrants()
    report(voices.turns, load)
    window.close()


def study_of(place: Path) -> Path:
    """The study that is named, or that whose results the window keeps in a run's folder."""
    from xc_gis.ui.storage.results import result_folder  # noqa: PLC0415

    if place.suffix == ".toml":
        return place.absolute()
    run = place.absolute()
    found = [
        study for folder in (run.parent, run.parent.parent) for study in folder.glob("*.toml") if result_folder(study) == run
    ]
    if not found:
        raise SystemExit(f"{place} is not where the window keeps the results of a study: name the study (.toml)")
    return found[0]


def report(turns: list[Turn], load: float) -> None:
    """The longest of each kind of choice, then of all."""
    kinds: dict[str, list[Turn]] = {}
    for turn in turns:
        kinds.setdefault(turn.what, []).append(turn)
    print(f"{'choice':<42} {'times':>5} {'clock ms':>9} {'busy ms':>8} {'map ms':>7}")
    for what, same in kinds.items():
        coloured = [turn.coloured for turn in same if turn.coloured is not None]
        map_ms = f"{max(coloured):7.0f}" if coloured else "      -"
        print(f"{what:<42} {len(same):>5} {max(t.clock for t in same):9.0f} {max(t.busy for t in same):8.0f} {map_ms}")
    longest = max(turns, key=lambda turn: turn.busy)
    all_coloured = sorted(turn.coloured for turn in turns if turn.coloured is not None)
    print(
        f"{len(turns)} choices; longest turn by the clock {max(turn.clock for turn in turns):.0f} ms, by the processor {longest.busy:.0f} ms ({longest.what})"
    )
    if all_coloured:
        print(
            f"map coloured: median {all_coloured[len(all_coloured) // 2]:.0f} ms, longest {all_coloured[-1]:.0f} ms (promised {PROMISED_MS} ms for the window's part)"
        )
    print(f"load from elsewhere at the start: {load:.1f}")


if __name__ == "__main__":
    main()

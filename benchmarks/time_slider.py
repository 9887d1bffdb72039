"""
How soon a moment of the week is shown after the slider moves, and what the tab of the next star does under mouse and keys.

``xvfb-run -a python -m benchmarks.time_slider``: opens the sample in the window, clicks 准备时段, presses the arrow keys on the slider, and measures
each time until table and map show that moment, painted; then asks for a number of five-star communities by typing it and clicking.
"""

from __future__ import annotations

import os
import statistics
import sys
import time

from benchmarks.driven_window import DrivenWindow

MOVES, FIVE = 60, 5


def main() -> None:
    """Print the figures."""
    load = os.getloadavg()[0]
    bench = DrivenWindow()
    bench.measured(bench.window.open_sample)
    bench.until_shown()
    for what, value, promise in [*slide(bench), *([] if "--slider" in sys.argv else five_stars(bench))]:
        print(f"{what}: {value} {promise}")
    print(f"load from elsewhere at the start: {load:.1f}")
    bench.window.close()


def slide(bench: DrivenWindow) -> list[tuple[str, str, str]]:
    """The slider moves by the keys: milliseconds from each press until table and map show that moment."""
    from PyQt5.QtCore import Qt  # noqa: PLC0415 - after the window shows
    from PyQt5.QtTest import QTest  # noqa: PLC0415

    from xc_gis.ui.presenters.planning.slices_presenter import moment_at, moment_words  # noqa: PLC0415
    from xc_gis.ui.shell.pages import MAP, PLANNING  # noqa: PLC0415

    window = bench.window
    window.show_page(PLANNING)
    panel = window.pages.planning.display.panel
    tab = panel.times
    panel.tabs.setCurrentIndex(next(n for n in range(panel.tabs.count()) if panel.tabs.widget(n).isAncestorOf(tab)))
    window.presenter.choose_theme("CVS")
    QTest.mouseClick(tab.start, Qt.MouseButton.LeftButton)
    bench.until(tab.slider.isEnabled)
    bench.rest(1)
    tab.slider.setFocus()
    taken, told = [], []
    for _ in range(MOVES):
        start = time.perf_counter()
        QTest.keyClick(tab.slider, Qt.Key.Key_Right)
        said = moment_words(moment_at(tab.slider.value()))
        bench.until(lambda said=said: said in tab.state.text())
        told.append((time.perf_counter() - start) * 1000)
        bench.painted()
        taken.append((time.perf_counter() - start) * 1000)
    window.show_page(MAP)
    words = f"the time slider moves: until words and table say the moment, median of {MOVES}"
    return [
        (words, f"{statistics.median(told):.0f} ms", ""),
        (
            f"the time slider moves: until the moment is painted, median of {MOVES}",
            f"{statistics.median(taken):.0f} ms",
            "≤ 150 ms",
        ),
        ("the time slider moves: slowest of 20", f"{sorted(taken)[-MOVES // 20]:.0f} ms", "19 of 20 are faster"),
    ]


def five_stars(bench: DrivenWindow) -> list[tuple[str, str, str]]:
    """The number is typed, the button clicked, the plan opened as a scenario."""
    from PyQt5.QtCore import Qt  # noqa: PLC0415
    from PyQt5.QtTest import QTest  # noqa: PLC0415

    from xc_gis.ui.shell.pages import PLANNING  # noqa: PLC0415

    window = bench.window
    window.show_page(PLANNING)
    panel = window.pages.planning.display.panel
    tab = panel.next_star
    panel.tabs.setCurrentIndex(next(n for n in range(panel.tabs.count()) if panel.tabs.widget(n).isAncestorOf(tab)))
    bench.rest(0.5)
    tab.five.setFocus()
    tab.five.selectAll()
    QTest.keyClicks(tab.five, str(FIVE))
    start = time.perf_counter()
    QTest.mouseClick(tab.ask_five, Qt.MouseButton.LeftButton)
    bench.until(lambda: tab.table.rowCount() > 0 and tab.ask_five.isEnabled())
    seconds, rows = time.perf_counter() - start, tab.table.rowCount()
    rect = tab.table.visualItemRect(tab.table.item(0, 0))
    QTest.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    QTest.mouseClick(tab.open, Qt.MouseButton.LeftButton)
    changes = len(window.pages.planning.presenter.shelf.current.changes)
    assert changes == rows, (changes, rows)
    return [(f"{FIVE} five-star communities asked for: until the plan of {rows} changes is shown", f"{seconds:.0f} s", "")]


if __name__ == "__main__":
    main()

"""
Photograph every page of the window with the sample: ``make screenshots``.

    xvfb-run -a -s "-screen 0 1920x1080x24 -dpi 96" python tools/make_screenshots.py [--out docs/pictures]

Each page at 1366 × 768 and 1920 × 1080. Settings and the copy of the sample lie in a folder of its own in the system's place for
temporary files, so that the second time is quick and no picture shows where the program lies.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PyQt5.QtGui import QImage
    from PyQt5.QtWidgets import QWidget

    from xc_gis.ui.shell.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("XC_GIS_HOME", str(Path(tempfile.gettempdir()) / "xc-gis-window"))
os.environ.setdefault("QT_QUICK_BACKEND", "software")

SIZES = ((1366, 768), (1920, 1080))
PATIENCE_S = 600.0
START = time.monotonic()


def main() -> None:
    """Open the window, go through its pages, write the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    out = parser.parse_args().out
    from xc_gis.ui.shell.app import prepare  # noqa: PLC0415 - before Qt

    prepare()
    from PyQt5.QtGui import QImage, QPixmap  # noqa: PLC0415
    from PyQt5.QtWidgets import QApplication  # noqa: PLC0415

    application = QApplication(["xc-gis"])
    from xc_gis.ui.shell.main_window import HOME, MAP, STANDARD, STUDY, MainWindow  # noqa: PLC0415
    from xc_gis.ui.widgets.style import dress  # noqa: PLC0415

    dress(application)
    window = MainWindow()
    window.move(0, 0)
    window.show()

    def until(done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not done():
            application.processEvents()
            time.sleep(0.02)
            if time.monotonic() > end:
                raise TimeoutError("the window did not get ready")

    def rest(seconds: float) -> None:
        end = time.monotonic() + seconds
        until(lambda: time.monotonic() > end)

    def still() -> QPixmap:
        """The screen once three looks in a row see the same: on a busy machine the page paints late."""
        screen = application.primaryScreen()
        assert screen is not None
        seen, same = QImage(), 0
        for _ in range(12):
            rest(0.3)
            now = screen.grabWindow(0).toImage()
            same = same + 1 if now == seen else 0
            seen = now
            if same >= 2:
                break
        return QPixmap.fromImage(seen)

    def photograph(name: str) -> None:
        for width, height in SIZES:
            window.resize(width, height)
            rest(0.4)
            if window.pages.currentWidget() is window.display.work and window.display.work.has_map:
                if not window.display.work.answers.shows_place:
                    window.display.work.whole.click()
                settle(window, until)
            picture = still()
            few_colours(picture.copy(0, 0, width, height).toImage()).save(str(out / f"window-{name}-{width}.png"))
        print(name, round(time.monotonic() - START, 1), flush=True)

    out.mkdir(parents=True, exist_ok=True)
    rest(0.5)
    photograph("welcome")
    window.open_sample()
    until(lambda: window.display.run is not None and window.display.work.map.is_ready)
    photograph("stars")
    display, presenter = window.display, window.presenter
    assert display.run is not None
    poorest = min(
        display.run.communities, key=lambda c: (c.of("MED").share if c.of("MED").share is not None else 1.0, c.community_id)
    )
    presenter.choose_community(poorest.community_id)
    presenter.choose_theme("MED")
    display.table.filter_category("MED")
    photograph("coverage")
    presenter.choose_category("MED")
    until(lambda: display.work.answers.shows_place)
    photograph("walk")
    presenter.choose_theme("stars")
    display.table.filter_category("")
    display.clear_place()
    presenter.ask_place(116.366, 39.915)
    until(lambda: display.work.answers.shows_place)
    rest(4)
    photograph("place")
    display.clear_place()
    presenter.choose_theme("minutes:CAN")
    display.work.themes.tabs.setCurrentIndex(1)
    photograph("minutes")
    display.work.themes.tabs.setCurrentIndex(0)
    presenter.choose_theme("stars")
    window.show_page(STANDARD)
    rest(3)
    photograph("standard")
    window.show_page(STUDY)
    steps = window.study_page.steps

    def words_of(role: int) -> list[str]:
        return [str(item.data(role)) for n in range(steps.count()) if (item := steps.item(n)) is not None]

    until(lambda: window.study_page.presenter.draft is not None and steps.count() > 1)
    roles = range(0x0100, 0x0110)
    until(lambda: not any("正在" in words for role in roles for words in words_of(role)))
    steps.setCurrentRow(next(n for n, words in enumerate(words_of(0)) if "社区卫生" in words))
    rest(2)
    photograph("study")
    window.show_page(HOME)
    photograph("recent")
    the_planning_page(window, photograph, until, rest)
    window.show_page(MAP)
    window.close()


def the_planning_page(
    window: MainWindow,
    photograph: Callable[[str], None],
    until: Callable[[Callable[[], bool]], None],
    rest: Callable[[float], None],
) -> None:
    """A scenario, sites for five facilities, and each question with its answer."""
    from xc_gis.model.changes import AddFacility  # noqa: PLC0415 - after the window is prepared
    from xc_gis.ui.shell.pages import PLANNING  # noqa: PLC0415

    window.presenter.choose_theme("ELD")
    window.show_page(PLANNING)
    planning = window.pages.planning
    panel, presenter = planning.display.panel, planning.presenter
    until(lambda: panel.tools.kind.count() > 0)

    def bring(tab: QWidget) -> None:
        panel.tabs.setCurrentIndex(
            next(n for n in range(panel.tabs.count()) if (page := panel.tabs.widget(n)) is not None and page.isAncestorOf(tab))
        )

    presenter.add(AddFacility(type="EDS", at=(116.36153, 39.96134), cost=800_000.0))
    until(lambda: bool(panel.effect.headline.text()))
    photograph("planning")
    window.presenter.choose_theme("stars")
    for name, tab in (
        ("next-star", panel.next_star),
        ("capacity", panel.capacity),
        ("times", panel.times),
        ("robust", panel.robust),
    ):
        bring(tab)
        tab.start.click()
        until(lambda asked=tab: asked.table.rowCount() > 0 and asked.start.isEnabled())  # type: ignore[misc]
        if tab is panel.next_star:
            tab.table.selectRow(3)
        rest(2)
        photograph(f"planning-{name}")
    bring(panel.siting)
    panel.siting.count.setValue(5)
    panel.siting.category.setCurrentIndex(panel.siting.category.findData("ELD"))
    panel.siting.start.click()
    until(lambda: panel.siting.start.isEnabled() and panel.siting.sites.count() > 0)
    rest(2)
    photograph("planning-siting")
    panel.tabs.setCurrentIndex(0)
    presenter.shelf.drafts.clear()  # nothing is asked at the close


def few_colours(image: QImage) -> QImage:
    """The picture in 255 colours, half the size: the most frequent ones and those that are unlike all others."""
    from PyQt5.QtGui import QImage as Image  # noqa: PLC0415

    image = image.convertToFormat(Image.Format.Format_RGB32)
    memory = image.constBits()
    assert memory is not None
    memory.setsize(image.sizeInBytes())
    pixels = np.frombuffer(memory, dtype=np.uint32).reshape(image.height(), image.width()) & 0xFFFFFF  # type: ignore[call-overload]
    colours, place, count = np.unique(pixels, return_inverse=True, return_counts=True)
    rgb = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1).astype(np.int32)
    kept = np.argsort(-count, kind="stable")[:150].tolist()
    away = np.abs(rgb[:, None] - rgb[kept][None]).sum(axis=2).min(axis=1)
    while len(kept) < 255:  # then whatever is farthest from all that is kept and more than a speck: no swatch of a legend is lost
        far = int(np.argmax(np.where(count >= 12, away, 0)))
        kept.append(far)
        away = np.minimum(away, np.abs(rgb - rgb[far]).sum(axis=1))
    nearest = np.concatenate(
        [np.abs(part[:, None] - rgb[kept][None]).sum(axis=2).argmin(axis=1) for part in np.array_split(rgb, len(rgb) // 4000 + 1)]
    )
    few = np.ascontiguousarray(nearest[place].reshape(pixels.shape).astype(np.uint8))
    made = Image(few.tobytes(), image.width(), image.height(), image.width(), Image.Format.Format_Indexed8)
    made.setColorTable([int(c) | 0xFF000000 for c in colours[kept]])
    return made.copy()


def settle(window: object, until: Callable[[Callable[[], bool]], None]) -> None:
    """Wait until the map neither moves nor waits for tiles."""
    answers: list[str] = []
    page = window.display.work.map.page  # type: ignore[attr-defined]

    asked: list[int] = []

    def quiet() -> bool:
        if len(asked) == len(answers):
            asked.append(1)
            page.runJavaScript("JSON.stringify(xcWindowMap.quiet())", answers.append)
        return bool(answers) and answers[-1] == "true"

    until(quiet)


if __name__ == "__main__":
    main()

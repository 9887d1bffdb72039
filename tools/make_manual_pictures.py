"""
Photograph what the manual shows, with the sample: part of ``make screenshots``.

    xvfb-run -a -s "-screen 0 1366x768x24 -dpi 96" python tools/make_manual_pictures.py [--language en] [--out docs/manual/pictures]

Names of pictures of the English window begin with ``en-``. The window stands as each task of the manual leaves it. Settings and the copy of the sample lie where those of
``make_screenshots.py`` do; beside the sample, once, the result of a study in which some facilities are not open yet, to compare with.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.make_screenshots import few_colours, settle  # noqa: E402 - sets where settings lie, before Qt

SIZE = (1366, 768)
PATIENCE_S = 400.0
TOURS = (
    "the_map",
    "the_hand_in",
    "the_standard",
    "the_study",
    "two_results",
    "the_tools",
    "the_plan",
    "the_questions",
    "the_voices",
    "the_targets",
)
START = time.monotonic()

NOT_YET_OPEN = 40
"""Facilities for older people that the earlier result does not have."""


GOVERNANCE = "sample-governance.toml"
"""The study of the sample that has a survey, a hotline and satisfaction."""


class Camera:
    """
    Waits for the window and writes what it shows.

    Parameters
    ----------
    application, window
        Qt's, and the main window.
    out
        Folder of the pictures.
    start
        Begins their names.
    """

    def __init__(self, application: Any, window: Any, out: Path, start: str) -> None:
        self._application, self.window, self._out, self._start = application, window, out, start

    def until(self, done: Callable[[], bool]) -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + PATIENCE_S
        while not done():
            self._application.processEvents()
            time.sleep(0.02)
            if time.monotonic() > end:
                raise TimeoutError("the window did not get ready")

    def rest(self, seconds: float) -> None:
        """Let it work for a while."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def take(self, name: str) -> None:
        """The screen, once the map is still and two looks see the same."""
        work = self.window.display.work if self.window.pages.currentIndex() else None
        if work is not None and self.window.pages.currentWidget() is work:
            settle(self.window, self.until)
        screen = self._application.primaryScreen()
        seen = None
        for _ in range(15):
            self.rest(0.4)
            now = screen.grabWindow(0).toImage()
            if now == seen:
                break
            seen = now
        self.keep(seen.copy(0, 0, *SIZE), name)

    def keep(self, image: Any, name: str) -> None:
        """Write a picture in few colours."""
        few_colours(image).save(str(self._out / f"{self._start}{name}.png"))
        print(name, round(time.monotonic() - START, 1), flush=True)


def main() -> None:
    """Open the window, do the tasks of the manual, write the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "manual" / "pictures")
    parser.add_argument("--only", choices=TOURS, nargs="*", default=TOURS)
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    given = parser.parse_args()
    out = given.out
    out.mkdir(parents=True, exist_ok=True)
    from xc_gis.ui.shell.app import prepare  # noqa: PLC0415 - before Qt

    prepare()
    from PyQt5.QtWidgets import QApplication  # noqa: PLC0415

    application = QApplication(["xc-gis"])
    from xc_gis.ui.shell.main_window import MainWindow  # noqa: PLC0415
    from xc_gis.ui.widgets.memory import Memory  # noqa: PLC0415
    from xc_gis.ui.widgets.style import dress  # noqa: PLC0415
    from xc_gis.wording import window as words  # noqa: PLC0415

    dress(application)
    words.use(given.language)
    memory = Memory()
    for study in memory.recent:
        memory.forget_study(study)
    memory.folded = []
    window = MainWindow(memory)
    window.move(0, 0)
    window.resize(*SIZE)
    window.show()
    camera = Camera(application, window, out, "" if given.language == "zh" else f"{given.language}-")
    camera.rest(0.5)
    camera.take("home")
    window.open_sample()
    camera.until(lambda: window.display.run is not None and window.display.work.map.is_ready)
    for tour in given.only:
        globals()[tour](camera)
    window.close()


def the_map(camera: Camera) -> None:
    """Stars, the worst gap, its way, a place, the sheet for print."""
    from PyQt5.QtWidgets import QPushButton  # noqa: PLC0415

    window = camera.window
    display, presenter = window.display, window.presenter
    camera.take("star-map")
    presenter.choose_theme("ELD")
    display.table.filter_category("ELD")
    worst = max(display.run.communities, key=lambda c: (c.of("ELD").gap or 0, c.community_id))
    presenter.choose_community(worst.community_id)
    camera.rest(0.5)
    camera.take("worst-gap")
    presenter.choose_category("ELD")
    camera.until(lambda: display.work.answers.shows_place)
    next(b for b in display.sheet.findChildren(QPushButton) if b.isCheckable()).setChecked(True)
    camera.rest(1.0)
    camera.take("why-minutes")
    display.clear_place()
    presenter.choose_theme("stars")
    display.table.filter_category("")
    display.work.fold(["fold_table"])
    presenter.choose_community(next(c.community_id for c in display.run.communities if c is not worst))
    presenter.choose_community(worst.community_id)  # its sheet begins at the top again
    camera.rest(0.5)
    camera.take("next-star")
    display.work.fold([])
    presenter.ask_place(116.366, 39.915)
    camera.until(lambda: display.work.answers.shows_place)
    camera.rest(5.0)
    camera.take("place")
    display.clear_place()


def the_hand_in(camera: Camera) -> None:
    """The dialog in which the page of the map is set up, and the one in which everything is packed."""
    from xc_gis.ui.shell.main_window import MAP  # noqa: PLC0415

    window = camera.window
    window.show_page(MAP)
    window.presenter.choose_theme("ELD")
    settle(window, camera.until)
    exporter = window.assembly.exporter
    exporter.map()
    camera.until(lambda: exporter.pages.dialog is not None)
    dialog = exporter.pages.dialog
    assert dialog is not None
    camera.until(lambda: dialog.preview.is_current)
    camera.rest(0.5)
    camera.keep(dialog.grab().toImage(), "sheet")
    dialog.reject()
    exporter.hand_in()
    camera.until(lambda: exporter.archive.dialog is not None)
    packing = exporter.archive.dialog
    assert packing is not None
    camera.rest(0.5)
    camera.keep(packing.grab().toImage(), "packing")
    packing.reject()


def the_standard(camera: Camera) -> None:
    """An edited standard and its effect."""
    from xc_gis.ui.shell.main_window import STANDARD  # noqa: PLC0415

    window = camera.window
    window.show_page(STANDARD)
    page = window.standard_page
    camera.until(lambda: page.presenter.draft is not None)
    camera.rest(1.0)
    page.presenter.set_value(("categories", "ELD", "minutes"), 20)
    camera.until(lambda: page.effect.table.rowCount() > 0)
    camera.rest(1.0)
    camera.take("standard")
    page.presenter.reset()


def the_study(camera: Camera) -> None:
    """A list of facilities, what the check says, what is unknown, rows without a place."""
    from xc_gis.ui.shell.main_window import STUDY  # noqa: PLC0415

    window = camera.window
    window.show_page(STUDY)
    page = window.study_page
    camera.until(
        lambda: page.presenter.draft is not None and page.presenter.report is not None and not page.presenter.is_checking
    )
    for step, name in (("facilities.2", "own-data"), ("facilities.0", "check"), ("unknown", "unknown"), ("queue", "placing")):
        page.presenter.choose(step)
        camera.rest(4.0)
        camera.take(name)


def two_results(camera: Camera) -> None:
    """What came since an earlier result."""
    from xc_gis.ui.result_page.comparison_dialog import ComparisonDialog  # noqa: PLC0415
    from xc_gis.ui.shell.main_window import MAP  # noqa: PLC0415

    window = camera.window
    window.show_page(MAP)
    window.presenter.compare_with(earlier_result(window.display.study))
    camera.until(lambda: window.findChild(ComparisonDialog) is not None)
    dialog = window.findChild(ComparisonDialog)
    dialog.move(window.rect().center() - dialog.rect().center())
    camera.rest(1.0)
    camera.take("compare")
    dialog.close()


def the_tools(camera: Camera) -> None:
    """Totals of an area, and a walk that is measured."""
    from xc_gis.ui.shell.main_window import MAP  # noqa: PLC0415

    window = camera.window
    window.show_page(MAP)
    window.presenter.choose_theme("ELD")
    work = window.display.work
    work.map.page.runJavaScript("xcMap.map.fitBounds([[39.902, 116.335], [39.934, 116.382]], {animate: false})")
    camera.rest(2.0)
    work.mouse.area_drawn.emit(((116.340, 39.905), (116.372, 39.905), (116.378, 39.925), (116.352, 39.932)))
    camera.until(lambda: work.right.currentWidget() is work.totals_card)
    camera.rest(3.0)
    camera.take("totals")
    work.totals_card.closed.emit()
    work.mouse.measured.emit(((116.352, 39.912), (116.366, 39.915), (116.371, 39.921)))
    camera.until(lambda: work.right.currentWidget() is work.measure_card)
    camera.rest(6.0)
    camera.take("measure")
    work.measure_card.closed.emit()


def the_plan(camera: Camera) -> None:
    """A new facility in a scenario, and what it does."""
    from xc_gis.model.changes import AddFacility  # noqa: PLC0415
    from xc_gis.ui.shell.pages import MAP, PLANNING  # noqa: PLC0415

    window = camera.window
    window.presenter.choose_theme("ELD")
    window.show_page(PLANNING)
    planning = window.pages.planning
    panel, presenter = planning.display.panel, planning.presenter
    camera.until(lambda: panel.tools.kind.count() > 0)
    window.display.work.map.page.runJavaScript("xcMap.map.fitBounds([[39.945, 116.335], [39.968, 116.39]], {animate: false})")
    presenter.add(AddFacility(type="EDS", at=(116.36153, 39.96134), cost=800_000.0))
    camera.until(lambda: bool(panel.effect.headline.text()))
    camera.rest(3.0)
    camera.take("planning")
    presenter.undo()  # nothing is asked at the close
    window.show_page(MAP)


def the_questions(camera: Camera) -> None:
    """The next star of every community, one of them chosen."""
    from xc_gis.ui.shell.pages import MAP, PLANNING  # noqa: PLC0415

    window = camera.window
    window.presenter.choose_theme("stars")
    window.show_page(PLANNING)
    planning = window.pages.planning
    panel = planning.display.panel
    camera.until(lambda: panel.tools.kind.count() > 0)
    panel.tabs.setCurrentIndex(next(n for n in range(panel.tabs.count()) if panel.tabs.widget(n).isAncestorOf(panel.next_star)))
    panel.next_star.start.click()
    camera.until(lambda: panel.next_star.table.rowCount() > 0)
    panel.next_star.table.selectRow(3)
    camera.rest(3.0)
    camera.take("questions")
    panel.tabs.setCurrentIndex(0)
    planning.presenter.shelf.drafts.clear()  # nothing is asked at the close
    window.show_page(MAP)


def the_voices(camera: Camera) -> None:
    """The four tabs of services and voices, in the study of the sample that has them; it opens that study."""
    from xc_gis.ui.shell.pages import VOICES  # noqa: PLC0415

    window = camera.window
    if window.display.study.name != GOVERNANCE:
        window.open_study(window.display.study.parent / GOVERNANCE)
    camera.until(lambda: window.display.run is not None and window.display.work.map.is_ready)
    window.show_page(VOICES)
    page = window.pages.voices
    camera.until(lambda: page.presenter.voices is not None)
    page.presenter.hotline.choose_theme("quadrant")
    page.presenter.hotline.choose_category("MED")
    page.presenter.hotline.choose_theme("quadrant")
    page.presenter.hotline.choose_table("ahead")
    window.presenter.choose_community(page.presenter.voices.hotline.ahead[2].community_id)
    camera.rest(3.0)
    camera.take("voices")
    tabs = page.panel.tabs
    tabs.setCurrentIndex(1)
    page.presenter.survey.choose_item(2)  # eight communities lack it
    camera.take("voices-survey")
    tabs.setCurrentIndex(2)
    camera.take("voices-satisfaction")
    tabs.setCurrentIndex(3)
    page.presenter.resources.choose_kind(
        next(kind for kind, _ in page.presenter.voices.resources.census.kinds if kind == "老年餐桌")
    )
    camera.take("voices-resources")


def the_targets(camera: Camera) -> None:
    """Targets and indices, in the study of the sample that follows them; a late tour, for it opens that study."""
    from xc_gis.ui.shell.pages import TARGETS  # noqa: PLC0415

    window = camera.window
    if window.display.study.name != GOVERNANCE:
        window.open_study(window.display.study.parent / GOVERNANCE)
    camera.until(lambda: window.display.run is not None and window.display.work.map.is_ready)
    window.show_page(TARGETS)
    page = window.pages.targets
    camera.until(lambda: page.presenter.found is not None)
    page.presenter.indicators.choose_indicator("10|")
    camera.rest(3.0)
    camera.take("targets")
    page.panel.tabs.setCurrentIndex(1)
    page.presenter.index.choose_row("广安门外街道")
    camera.take("targets-index")
    page.panel.tabs.setCurrentIndex(2)
    page.presenter.programme.choose_table("communities")
    camera.rest(1.0)
    camera.take("targets-programme")
    page.panel.tabs.setCurrentIndex(3)
    camera.until(lambda: page.panel.ledger.facts.text().count("\n") > 1)
    page.presenter.ledger.choose_table("measures")
    page.presenter.ledger.choose_row(page.tables.model.shown[0].category)
    camera.take("targets-ledgers")


def earlier_result(study: Path) -> Path:
    """Folder of the result of the sample as it was before some facilities for older people opened; made once, and anew by a new version."""
    import pyogrio  # noqa: PLC0415

    from xc_gis.errors import InputError  # noqa: PLC0415
    from xc_gis.operations.run import run_into  # noqa: PLC0415
    from xc_gis.runs.view import read_run_view  # noqa: PLC0415

    folder = study.parent / "2026年5月.result"
    try:
        read_run_view(folder)
    except InputError:
        ids = pyogrio.read_dataframe(study.parent / "facilities" / "养老服务设施.shp")["BH"].sort_values()[:NOT_YET_OPEN]
        rows = "\n".join(f"状态,{one},规划,尚未开放" for one in ids)
        corrections = study.parent / "2026年5月.corrections.csv"
        corrections.write_text(f"操作,设施编号,取值,说明\n{rows}\n", encoding="utf-8")
        earlier = study.parent / "2026年5月.toml"
        text = study.read_text(encoding="utf-8").replace("date = 2026-06-30", "date = 2026-05-31", 1)
        earlier.write_text(text, encoding="utf-8")
        run_into(earlier, folder, outlines=False)
    return folder


if __name__ == "__main__":
    main()

"""F1: finds where in the window one is, and opens the manual there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt5.QtWidgets import QWidget

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.ui.manual.text import places
from xc_gis.ui.manual.text.pages import manual_folder
from xc_gis.ui.manual.window import ManualWindow
from xc_gis.ui.result_page.comparison_dialog import ComparisonDialog
from xc_gis.ui.result_page.earlier_runs_dialog import EarlierRunsDialog
from xc_gis.ui.shell.pages import MAP, PLANNING, STANDARD, STUDY, TARGETS, VOICES

if TYPE_CHECKING:
    from xc_gis.ui.shell.window_parts import WindowParts


def place_in(window: WindowParts) -> tuple[str, str]:
    """Where one is: a place (``places``) and, on the page of a study, the step; by the page shown and where the keyboard is."""
    if any(dialog.isVisible() for kind in (ComparisonDialog, EarlierRunsDialog) for dialog in window.findChildren(kind)):
        return places.COMPARISON, ""  # nothing else of the window answers then
    focus = window.focusWidget()
    shown = window.pages.shown
    if shown == STANDARD:
        return places.STANDARD, ""
    if shown == PLANNING:
        return places.PLANNING, ""
    if shown == VOICES:
        return places.VOICES, ""
    if shown == TARGETS:
        return places.TARGETS, ""
    if shown == STUDY:
        page = window.study_page
        place = places.FINDINGS if _within(page.findings, focus) else places.STEP
        return place, page.presenter.current
    if shown == MAP:
        return _place_on_map(window, focus), ""
    return places.HOME, ""


def _place_on_map(window: WindowParts, focus: QWidget | None) -> str:
    display = window.display
    if display.work.right.currentWidget() in {display.work.totals_card, display.work.measure_card, display.work.facility_card}:
        return places.TOOLS
    if _within(display.table, focus):
        return places.TABLE
    if display.work.answers.shows_place:
        return places.PLACE
    return places.SHEET if _within(display.sheet, focus) else places.MAP


def _within(part: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (part is focus or part.isAncestorOf(focus))


def _made(window: WindowParts) -> ManualWindow:
    missing = InputError(msg("没有找到随程序附带的使用手册"), hint=msg("请重新安装程序"))
    folder = manual_folder()
    if folder is None:
        raise missing
    try:
        return ManualWindow(folder, window.memory)
    except OSError as fault:  # a page that is listed is gone
        raise missing from fault


def open_manual(window: WindowParts, before: ManualWindow | None) -> ManualWindow:
    """
    Open the manual at the page for where one is.

    Parameters
    ----------
    before
        The window of the manual where there is one already: it goes to that page.

    Raises ``InputError`` where the manual did not come with the program.
    """
    place = place_in(window)
    if before is None:
        before = _made(window)
    before.open_at(places.page_of(*place))
    return before

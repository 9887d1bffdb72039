"""Display, engine and presenter put together: who says what to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PyQt5.QtWidgets import QWidget

from xc_gis.ui.presenters.result.map_menu_entries import PLACE, SERVICE, SHEET, SUBDISTRICT, TOGGLE
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.result.result_presenter import ResultPresenter, category_of
from xc_gis.ui.shell.exporter import Exporter
from xc_gis.ui.shell.result_display import ResultDisplay
from xc_gis.ui.storage.session import Session
from xc_gis.ui.widgets.memory import Memory
from xc_gis.ui.workers.engine import Engine


@dataclass(frozen=True)
class Assembly:
    """
    What a study needs.

    ``display``: where it is shown; ``engine``: who works; ``presenter``: who decides; ``exporter``: what leaves the window;
    ``questions``: those of the window itself.
    """

    display: ResultDisplay
    engine: Engine
    presenter: ResultPresenter
    exporter: Exporter
    questions: Questions


def assemble(window: QWidget, memory: Memory, note: Callable[[str], None], last_folder: Callable[[], Path]) -> Assembly:
    """Make them for a window, each connected with the others; what the display says to the window is the window's to connect."""
    engine = Engine(window)
    display = ResultDisplay(window)
    questions = Questions(engine)
    presenter, exporter = ResultPresenter(display, engine, Session()), Exporter(display, engine, questions, note, last_folder)
    made = Assembly(display, engine, presenter, exporter, questions)
    _connect_engine(made)
    _connect_display(made)
    for name, splitter in (("across", display.work.across), ("middle", display.work.middle)):
        state = memory.window(name)
        if state is not None:
            splitter.restoreState(state)
    display.work.fold(memory.folded)
    return made


def _connect_engine(made: Assembly) -> None:
    engine, presenter, questions = made.engine, made.presenter, made.questions
    engine.progressed.connect(presenter.on_progress)
    engine.prepared.connect(presenter.on_prepared)
    engine.answered.connect(presenter.on_answer)
    engine.failed.connect(presenter.on_failure)
    engine.stopped.connect(presenter.on_stopped)
    engine.partly.connect(questions.partly)
    engine.answered.connect(questions.answer)
    engine.failed.connect(questions.fail)


def _connect_display(made: Assembly) -> None:
    display, presenter, exporter = made.display, made.presenter, made.exporter
    display.work.theme_requested.connect(presenter.choose_theme)
    display.work.theme_requested.connect(lambda key: display.table.filter_category(category_of(key)))
    display.work.community_requested.connect(presenter.choose_community)
    display.work.place_requested.connect(presenter.ask_place)
    _connect_selection(made)
    display.work.search.typed.connect(presenter.search.look_for)
    display.work.search.taken.connect(presenter.search.take)
    display.work.place_card.pace_chosen.connect(presenter.choose_pace)
    display.work.place_dismissed.connect(presenter.dismiss_place)
    display.table.community_selected.connect(presenter.choose_community)
    display.table.category_selected.connect(presenter.choose_theme_category)
    display.table.export_requested.connect(exporter.table)
    display.comparison_export_requested.connect(exporter.comparison)
    display.sheet.category_chosen.connect(presenter.choose_category)
    display.sheet.print_requested.connect(exporter.sheet)
    display.sheet.pdf_requested.connect(exporter.sheet_file)
    display.strip.stop_requested.connect(presenter.stop_run)
    display.outdated.run_requested.connect(presenter.run_study)
    display.before_requested.connect(presenter.compare_with_before)
    display.earlier_requested.connect(presenter.compare_with)
    display.earlier_described.connect(presenter.describe_run)
    display.earlier_unwanted.connect(presenter.remove_run)


def _connect_selection(made: Assembly) -> None:
    display, selection = made.display, made.presenter.selection
    display.table.communities_selected.connect(selection.choose)
    display.work.mouse.communities_boxed.connect(selection.box)
    display.work.mouse.community_toggled.connect(selection.toggle)
    display.work.mouse.area_drawn.connect(selection.area)
    presenter = made.presenter
    deeds: dict[str, Callable[[Any], object]] = {
        SERVICE: lambda facility: presenter.facilities.show(*facility),
        SHEET: presenter.choose_community,
        TOGGLE: selection.toggle,
        SUBDISTRICT: selection.choose_subdistrict,
        PLACE: lambda place: presenter.ask_place(*place),
    }

    def do(action: str, value: Any) -> None:
        if action in deeds:  # others are those of the planning page
            deeds[action](value)

    display.action_chosen.connect(do)
    display.work.facility_card.closed.connect(presenter.facilities.dismiss)
    measuring, ruler = made.presenter.measuring, display.work.measure_card
    display.work.mouse.measured.connect(measuring.measure)
    ruler.closed.connect(measuring.dismiss)
    ruler.pace_chosen.connect(measuring.choose_pace)
    card = display.work.totals_card
    card.closed.connect(selection.dismiss)
    card.category_chosen.connect(made.presenter.choose_theme_category)
    card.subdistrict_chosen.connect(selection.choose_subdistrict)

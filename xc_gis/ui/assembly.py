"""Desk, engine and presenter put together: who says what to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PyQt5.QtWidgets import QWidget

from xc_gis.ui.hand_on import HandOn
from xc_gis.ui.map_menu_entries import PLACE, SERVICE, SHEET, SUBDISTRICT, TOGGLE
from xc_gis.ui.memory import Memory
from xc_gis.ui.questions import Questions
from xc_gis.ui.session import Session
from xc_gis.ui.study_desk import StudyDesk
from xc_gis.ui.study_presenter import StudyPresenter, category_of
from xc_gis.ui.work.engine import Engine


@dataclass(frozen=True)
class Assembly:
    """
    What a study needs.

    ``desk``: where it is shown; ``engine``: who works; ``presenter``: who decides; ``hand_on``: what leaves the window;
    ``questions``: those of the window itself.
    """

    desk: StudyDesk
    engine: Engine
    presenter: StudyPresenter
    hand_on: HandOn
    questions: Questions


def assemble(window: QWidget, memory: Memory, note: Callable[[str], None], last_folder: Callable[[], Path]) -> Assembly:
    """Make them for a window, each connected with the others; what the desk says to the window is the window's to connect."""
    engine = Engine(window)
    desk = StudyDesk(window)
    questions = Questions(engine)
    presenter, hand_on = StudyPresenter(desk, engine, Session()), HandOn(desk, questions, note, last_folder)
    made = Assembly(desk, engine, presenter, hand_on, questions)
    _connect_engine(made)
    _connect_desk(made)
    for name, splitter in (("across", desk.work.across), ("middle", desk.work.middle)):
        state = memory.window(name)
        if state is not None:
            splitter.restoreState(state)
    desk.work.fold(memory.folded)
    return made


def _connect_engine(made: Assembly) -> None:
    engine, presenter, questions = made.engine, made.presenter, made.questions
    engine.progressed.connect(presenter.on_progress)
    engine.prepared.connect(presenter.on_prepared)
    engine.answered.connect(presenter.on_answer)
    engine.failed.connect(presenter.on_failure)
    engine.stopped.connect(presenter.on_stopped)
    engine.answered.connect(questions.answer)
    engine.failed.connect(questions.fail)


def _connect_desk(made: Assembly) -> None:
    desk, presenter, hand_on = made.desk, made.presenter, made.hand_on
    desk.work.theme_wanted.connect(presenter.choose_theme)
    desk.work.theme_wanted.connect(lambda key: desk.table.filter_category(category_of(key)))
    desk.work.community_wanted.connect(presenter.choose_community)
    desk.work.place_wanted.connect(presenter.ask_place)
    _connect_selection(made)
    desk.work.search.typed.connect(presenter.search.look_for)
    desk.work.search.taken.connect(presenter.search.take)
    desk.work.place_card.pace_chosen.connect(presenter.choose_pace)
    desk.work.place_dismissed.connect(presenter.dismiss_place)
    desk.table.community_selected.connect(presenter.choose_community)
    desk.table.category_selected.connect(presenter.choose_theme_category)
    desk.table.export_wanted.connect(hand_on.table)
    desk.comparison_export_wanted.connect(hand_on.comparison)
    desk.sheet.category_chosen.connect(presenter.choose_category)
    desk.sheet.print_wanted.connect(hand_on.sheet)
    desk.sheet.pdf_wanted.connect(hand_on.sheet_file)
    desk.strip.stop_wanted.connect(presenter.stop_run)
    desk.outdated.run_wanted.connect(presenter.run_study)
    desk.before_wanted.connect(presenter.compare_with_before)
    desk.earlier_wanted.connect(presenter.compare_with)
    desk.earlier_described.connect(presenter.describe_run)
    desk.earlier_unwanted.connect(presenter.remove_run)


def _connect_selection(made: Assembly) -> None:
    desk, selection = made.desk, made.presenter.selection
    desk.table.communities_selected.connect(selection.choose)
    desk.work.communities_boxed.connect(selection.box)
    desk.work.community_toggled.connect(selection.toggle)
    desk.work.area_drawn.connect(selection.area)
    presenter = made.presenter
    deeds: dict[str, Callable[[Any], object]] = {
        SERVICE: lambda facility: presenter.facilities.show(*facility),
        SHEET: presenter.choose_community,
        TOGGLE: selection.toggle,
        SUBDISTRICT: selection.choose_subdistrict,
        PLACE: lambda place: presenter.ask_place(*place),
    }

    def do(deed: str, value: Any) -> None:
        deeds[deed](value)

    desk.deed_chosen.connect(do)
    desk.work.facility_card.closed.connect(presenter.facilities.dismiss)
    measuring, ruler = made.presenter.measuring, desk.work.measure_card
    desk.work.measured.connect(measuring.measure)
    ruler.closed.connect(measuring.dismiss)
    ruler.pace_chosen.connect(measuring.choose_pace)
    card = desk.work.totals_card
    card.closed.connect(selection.dismiss)
    card.category_chosen.connect(made.presenter.choose_theme_category)
    card.subdistrict_chosen.connect(selection.choose_subdistrict)

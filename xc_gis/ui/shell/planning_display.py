"""The planning page in the window (``PlanningView``): its panel and table in the places of the fact sheet and the gap table, its marks on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject

from xc_gis.ui.planning.panel import PlanningPanel
from xc_gis.ui.planning.side_table import SideTable
from xc_gis.ui.presenters.planning.planning_view import ChangeRow, EffectCard, ShelfRow, SideRow
from xc_gis.ui.result_page.work_page import OWN
from xc_gis.wording.window import name_of, tr

if TYPE_CHECKING:
    from xc_gis.ui.shell.result_display import ResultDisplay
    from xc_gis.ui.workers.failure import Failure
    from xc_gis.ui.workers.planning_records import PlanningFacts


PAGE, HEIGHTS = "planning", (470, 170)
"""Its name on the work page; pixels of map and table before anybody has moved them."""


class PlanningDisplay(QObject):
    """
    Shows what the presenter says; made when the page is first wanted.

    Parameters
    ----------
    display
        The work page whose map is used.

    Attributes
    ----------
    panel, table
        At the right of the map, and below it.
    """

    def __init__(self, display: ResultDisplay) -> None:
        super().__init__(display)
        self._display, self._work = display, display.work
        self.panel, self.table = PlanningPanel(), SideTable()
        self._work.add_guest(PAGE, self.panel, self.table, HEIGHTS)
        self.panel.bar.compared.connect(lambda on: self._work.map.compare(on=on))
        self.panel.effect.community_selected.connect(self._work.community_requested)

    def show(self, *, on: bool) -> None:
        """Whether the page is the one that is shown."""
        self._work.show_guest(PAGE if on else OWN)
        if not on and self.panel.bar.compare.isChecked():
            self.panel.bar.compare.setChecked(False)

    def show_facts(self, facts: PlanningFacts) -> None:
        """Types and facilities that can be chosen."""
        self.panel.tools.show_facts(facts)
        run = self._display.run
        if run is not None:
            self.panel.siting.show_run(run, [(name_of(one), one.code) for one in facts.types if one.categories])

    def show_shelf(self, rows: Sequence[ShelfRow], at: int) -> None:
        """Scenarios to choose from."""
        self.panel.bar.show_shelf(rows, at)

    def show_changes(self, rows: Sequence[ChangeRow], chosen: str) -> None:
        """The changes of the scenario in front."""
        self.panel.changes.show_rows(rows, chosen)

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        """What can be taken back and done again."""
        self.panel.bar.show_steps(undo=undo, redo=redo)

    def show_effect(self, card: EffectCard) -> None:
        """The effect of the scenario in front."""
        self.panel.effect.show_card(card)

    def show_sides(self, rows: Sequence[SideRow], at: int) -> None:
        """Scenarios side by side."""
        self.table.show_rows(rows, at)

    def show_progress(self, stage: str, *, can_stop: bool) -> None:
        """A long computation; stages are of unequal length, and a share would lie."""
        self.panel.show_progress(stage, can_stop=can_stop)

    def show_idle(self) -> None:
        """No long computation."""
        self.panel.show_idle()

    def show_tool(self, name: str) -> None:
        """The tool that has the mouse."""
        self.panel.tools.show_tool(name)

    def use_tool(self, name: str) -> None:
        """Give the mouse on the map to a tool."""
        if self._work.has_map:
            self._work.mouse.lend(name)

    def show_site_types(self, codes: Sequence[str] | None) -> None:
        """Facilities of these types on the map."""
        if self._work.has_map:
            self._work.map.set_site_types(list(codes) if codes is not None else None)

    def show_on_map(self, figures: Mapping[str, Any] | None, marks: Sequence[Mapping[str, Any]], name: str) -> None:
        """Figures and marks of a scenario on the map."""
        if self._work.has_map:
            self._work.show_scenario(dict(figures) if figures is not None else None, name)
            self.show_marks(marks)

    def show_marks(self, marks: Sequence[Mapping[str, Any]]) -> None:
        """Marks alone."""
        if self._work.has_map:
            self._work.map.show_changes([dict(mark) for mark in marks])

    def show_note(self, text: str) -> None:
        """A quiet word."""
        self._display.noted.emit(tr(text))

    def show_failure(self, failure: Failure) -> None:
        """One dialog."""
        self._display.show_failure(failure)

    def confirm(self, question: str, yes: str, no: str) -> bool:
        """Ask; True for ``yes``."""
        return self._display.confirm(question, yes, no)

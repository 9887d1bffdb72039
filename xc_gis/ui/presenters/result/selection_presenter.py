"""
Several communities, or an area drawn on the map, and their totals. Knows no Qt.

Totals of communities are sums of what the run says; those of an area are counted by the explorer from the demand points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.result.place_presenter import OUTDATED, PlacePresenter
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.result.result_view import ResultView
from xc_gis.ui.presenters.result.totals import Counted, Totals, totals_of, totals_of_area
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import TotalsWithin

Ring = tuple[tuple[float, float], ...]


class SelectionPresenter:
    """
    One selection at a time.

    Parameters
    ----------
    current
        Gives the id of the community whose sheet is shown; empty for none.

    Attributes
    ----------
    chosen
        Ids of the communities, in the order of the run.
    """

    def __init__(self, view: ResultView, questions: Questions, places: PlacePresenter, current: Callable[[], str]) -> None:
        self._view, self._questions, self._places, self._current = view, questions, places, current
        self._run: RunView | None = None
        self.chosen: tuple[str, ...] = ()
        self._wanted = 0

    def show_run(self, run: RunView | None) -> None:
        """Another run is shown, or none: what was chosen of the one before is no longer so."""
        self._run = run
        self.dismiss()

    def choose(self, ids: Sequence[str]) -> None:
        """Choose communities; none chooses nothing any more."""
        if self._run is None:
            return
        wanted = set(ids)
        self.chosen = tuple(c.community_id for c in self._run.communities if c.community_id in wanted)
        self._wanted += 1
        if not self.chosen:
            self._view.clear_totals()
            return
        communities = [self._run.by_id[one] for one in self.chosen]
        self._view.show_totals(totals_of(communities, self._run.categories, self._run.unknown_max), self.chosen, ())

    def choose_subdistrict(self, name: str) -> None:
        """Choose all communities of a subdistrict."""
        if self._run is not None:
            self.choose([c.community_id for c in self._run.communities if c.subdistrict == name])

    def box(self, ids: Sequence[str]) -> None:
        """Choose what a box on the map touches."""
        if not ids:
            self._view.show_note(msg("框内没有社区"))
            return
        self.choose(ids)

    def toggle(self, community_id: str) -> None:
        """Add a community to those chosen, or take it out; the first is added to the one whose sheet is shown."""
        before = self.chosen or (self._current(),)
        others = [one for one in before if one != community_id]
        self.choose(others if community_id in before else [*others, community_id])

    def area(self, ring: Ring) -> None:
        """Totals of an area drawn; the latest request alone is shown."""
        if self._run is None:
            return
        self.chosen = ()
        self._wanted += 1
        mine, run = self._wanted, self._run
        if not self._places.wake():
            self._view.show_note(OUTDATED)
            self._view.clear_totals()
            return

        def show(answer: Mapping[str, Any]) -> None:
            if mine == self._wanted and run is self._run:
                counted = {code: Counted(**sums) for code, sums in answer["categories"].items()}
                totals: Totals = totals_of_area(answer, counted, run.categories, run.unknown_max)
                self._view.show_totals(totals, (), ring)
                self._view.show_note("" if answer["points"] else msg("所画范围内没有居住点"))

        def cannot(failure: Failure) -> None:
            if failure.exit_code != 1:
                self._view.show_failure(failure)
            elif mine == self._wanted:
                self._view.clear_totals()
                self._view.show_note(f"{failure.message}。{failure.hint}")

        self._view.show_note(msg("正在统计所画范围内的居民…"))
        self._questions.ask(TotalsWithin(ring), show, cannot)

    def dismiss(self) -> None:
        """Nothing is chosen any more; answers under way are not shown."""
        self._wanted += 1
        self.chosen = ()
        self._view.clear_totals()

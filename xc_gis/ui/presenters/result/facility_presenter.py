"""One facility: what it is, whom it serves, from where it is reached. Asked of the explorer. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.result.place_presenter import OUTDATED, PlacePresenter
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.result.result_view import ResultView
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import FacilityService


class FacilityPresenter:
    """One facility at a time; the latest request alone is shown."""

    def __init__(self, view: ResultView, questions: Questions, places: PlacePresenter) -> None:
        self._view, self._questions, self._places = view, questions, places
        self._run: RunView | None = None
        self._wanted = 0

    def show_run(self, run: RunView | None) -> None:
        """Another run is shown, or none."""
        self._run = run
        self.dismiss()

    def show(self, row: int, name: str) -> None:
        """Show a facility by its row and name."""
        if self._run is None:
            return
        self._wanted += 1
        mine, run = self._wanted, self._run
        if not self._places.wake():
            self._view.show_note(OUTDATED)
            return

        def answered(answer: Mapping[str, Any]) -> None:
            if mine == self._wanted and run is self._run:
                self._view.show_note("")
                self._view.show_facility(answer, run)

        def cannot(failure: Failure) -> None:
            if mine == self._wanted:
                self._view.show_note(msg("不能查这处设施：{message}", message=failure.message))

        self._view.show_note(msg("正在统计这处设施服务了谁…"))
        self._questions.ask(FacilityService(row, name), answered, cannot)

    def dismiss(self) -> None:
        """No facility any more; answers under way are not shown."""
        self._wanted += 1
        self._view.clear_facility()

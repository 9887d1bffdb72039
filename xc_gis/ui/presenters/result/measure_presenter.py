"""
Measuring between clicks: straight metres at once, walking minutes as soon as the explorer has found the way. Knows no Qt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.result.measured import ASKING, CANNOT, NO_WAY, WALKED, Measured, Segment
from xc_gis.ui.presenters.result.place_presenter import OUTDATED, PACE, PlacePresenter
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.result.result_view import ResultView
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import WalkBetween

Place = tuple[float, float]
"""Longitude and latitude, WGS 84."""


class MeasurePresenter:
    """One line of clicks at a time, each piece of it walked at one pace."""

    def __init__(self, view: ResultView, questions: Questions, places: PlacePresenter) -> None:
        self._view, self._questions, self._places = view, questions, places
        self._run: RunView | None = None
        self._pace = PACE
        self._points: tuple[Place, ...] = ()
        self._known: dict[tuple[Place, Place, str], Segment] = {}

    def show_run(self, run: RunView | None) -> None:
        """Another run is shown, or none."""
        self._run = run
        self.dismiss()

    def measure(self, points: Sequence[Place]) -> None:
        """Show the line through these clicks, and ask how each new piece of it is walked."""
        if self._run is None:
            return
        self._points = tuple(points)
        self._ask()
        self._show()

    def choose_pace(self, profile: str) -> None:
        """Walk at the pace of another profile."""
        self._pace = profile
        if self._points:
            self.measure(self._points)

    def dismiss(self) -> None:
        """Nothing is measured any more; answers under way are not shown."""
        self._points, self._known = (), {}
        self._view.clear_measure()

    def _ask(self) -> None:
        for start, end in pairwise(self._points):
            key = (start, end, self._pace)
            if key in self._known:
                continue
            metres = straight_metres(start, end)
            self._known[key] = Segment(metres, ASKING)
            if self._places.wake():
                self._ask_one(key, metres)
            else:
                self._known[key] = Segment(metres, CANNOT, words=OUTDATED)

    def _ask_one(self, key: tuple[Place, Place, str], metres: float) -> None:
        run = self._run

        def walked(answer: Mapping[str, Any]) -> None:
            state = NO_WAY if answer["seconds"] is None else WALKED
            settle(
                Segment(metres, state, answer["seconds"], answer["metres"], tuple(map(tuple, answer["way"])), answer["reason"])
            )

        def cannot(failure: Failure) -> None:
            settle(Segment(metres, CANNOT, words=failure.message))

        def settle(segment: Segment) -> None:
            if run is self._run and key in self._known:
                self._known[key] = segment
                self._show()

        self._questions.ask(WalkBetween(*key), walked, cannot)

    def forget(self) -> None:
        """Questions were dropped with their process: what nobody answers any more is asked again with the next click."""
        dropped = [key for key, segment in self._known.items() if segment.state == ASKING]
        for key in dropped:
            del self._known[key]

    def _show(self) -> None:
        segments = tuple(
            self._known.get((a, b, self._pace), Segment(straight_metres(a, b), ASKING)) for a, b in pairwise(self._points)
        )
        self._view.show_measure(Measured(self._points, segments, self._pace))


def straight_metres(start: Place, end: Place) -> float:
    """Metres on the WGS 84 ellipsoid."""
    from pyproj import Geod  # noqa: PLC0415 - the window shows before it is there

    return float(Geod(ellps="WGS84").inv(*start, *end)[2])

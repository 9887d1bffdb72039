"""What the presenters of a study know of the window and of the engine: their protocols. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from xc_gis.runs.compare.changes import Comparison
from xc_gis.runs.history import KeptRun
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.ui.presenters.result.hits import Hit
from xc_gis.ui.presenters.result.measured import Measured
from xc_gis.ui.presenters.result.totals import Totals
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import RUN
from xc_gis.ui.workers.worker import Task


class ResultView(Protocol):
    """The window, as far as the presenter knows it."""

    def show_opening(self, study: Path) -> None:
        """A study is being opened: its name in the title, its page without a run yet."""

    def show_run(self, run: RunView) -> None:
        """A run: map, themes, table."""

    def show_theme(self, key: str) -> None:
        """Theme of the map and its mark in the list."""

    def show_community(self, community: CommunityView | None) -> None:
        """Fact sheet, and the community highlighted on the map and in the table; None: nothing is chosen."""

    def show_category(self, category: str) -> None:
        """The category marked in the fact sheet; empty: none."""

    def show_place(self, answer: Mapping[str, Any], category: str) -> None:
        """Isochrones, nearest facilities and ways of a place on the map; of one category alone where it is named."""

    def clear_place(self) -> None:
        """No place any more."""

    def show_walk(self, answer: Mapping[str, Any]) -> None:
        """A walk in words (``sentences``)."""

    def show_progress(self, stage: str, share: float, seconds_left: float) -> None:
        """Where the run is; ``seconds_left`` below zero: not known yet."""

    def show_idle(self) -> None:
        """No run is going on."""

    def show_note(self, text: str) -> None:
        """A quiet word in the status bar; empty: none."""

    def show_outdated(self, reason: str) -> None:
        """What is shown is no longer the study on disk: a strip with a button to run again; empty: all is well."""

    def show_failure(self, failure: Failure) -> None:
        """One dialog: message, what to do, details."""

    def show_earlier_runs(self, kept: Sequence[KeptRun], folders: Sequence[Path], *, has_before: bool) -> None:
        """Ask which earlier result to compare with: the one before in this session, one that was kept, one of the folders, any other."""

    def runs_to_keep(self) -> int:
        """How many earlier results without a name stay."""

    def show_comparison(self, comparison: Comparison) -> None:
        """What changed between two runs."""

    def confirm(self, question: str, yes: str, no: str) -> bool:
        """Ask; True for ``yes``."""

    def show_hits(self, hits: Sequence[Hit], *, choose_first: bool) -> None:
        """What the text of the search may mean; ``choose_first``: Enter takes the first, else one must be chosen."""

    def show_mark(self, mark: Mapping[str, Any]) -> None:
        """Move the map to a place or a street and mark it."""

    def show_totals(self, totals: Totals, ids: Sequence[str], ring: Sequence[tuple[float, float]]) -> None:
        """Totals of communities (``ids``) or of an area drawn (``ring``), with these on the map."""

    def clear_totals(self) -> None:
        """Nothing is chosen any more."""

    def show_measure(self, measured: Measured) -> None:
        """What was measured between clicks, on the map and in words."""

    def clear_measure(self) -> None:
        """Nothing is measured any more."""

    def show_facility(self, answer: Mapping[str, Any], run: RunView) -> None:
        """A facility: what it is, whom it serves, the ground from which it is reached."""

    def clear_facility(self) -> None:
        """No facility any more."""

    def show_area(self, community_ids: Sequence[str]) -> None:
        """Move the map to communities."""

    def show_subdistrict(self, name: str) -> None:
        """The rows of a subdistrict in the table."""


class TaskRunner(Protocol):
    """The engine, as far as the presenter knows it."""

    def ask(self, task: Task) -> int:
        """Give a task; its number."""

    def stop(self, lane: str = RUN) -> None:
        """End what a lane does."""

    def rest(self) -> None:
        """End every process that has no work, and the others as soon as they have done theirs."""

    def is_busy(self, lane: str = RUN) -> bool:
        """Whether a lane has work."""

    def is_alive(self, lane: str) -> bool:
        """Whether a lane has a process, with what it kept."""

"""Siting on the planning page: asks, shows how the search goes, makes a scenario of what was found. Knows no Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from xc_gis.languages.message import msg
from xc_gis.model.changes import AddFacility, LonLat, Scenario
from xc_gis.ui.presenters.planning.siting_words import siting_words
from xc_gis.ui.presenters.planning.trials import STOPPED
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.siting_tasks import FindSites, FoundSite, SitingFound, SitingStep
from xc_gis.wording.window import tr

PERCENT = 100
HUNDREDTH = 0.0001


class SitingView(Protocol):
    """The tab, as far as its presenter knows it."""

    def show_searching(self, words: str, trace: Sequence[SitingStep]) -> None:
        """A search goes on: where it is, and its steps so far."""

    def show_found(self, words: str, lines: Sequence[str], sites: Sequence[FoundSite], covered_today: float) -> None:
        """What was found, in sentences and as a list; no sites where nothing was."""

    def show_fault(self, words: str) -> None:
        """Why there is no answer."""


class SitingPresenter:
    """
    One search at a time.

    Parameters
    ----------
    view, questions
        The tab, and to whom tasks are given.
    wake
        Sees to it that the process that keeps the study is there.
    mark
        Shows sites on the map.
    take
        Takes a scenario in front.

    Attributes
    ----------
    ring
        Corners of the area that was drawn; empty for the whole study.
    no_go
        Areas that were drawn in which nothing is built.
    """

    def __init__(
        self, view: SitingView, questions: Questions, wake: Callable[[], bool], mark: Callable[[Sequence[FoundSite]], None],
        take: Callable[[Scenario], None],
    ) -> None:  # fmt: skip
        self._view, self._questions, self._wake, self._mark, self._take = view, questions, wake, mark, take
        self._trace: list[SitingStep] = []
        self._found: SitingFound | None = None
        self._number = 0
        self.ring: tuple[LonLat, ...] = ()
        self.no_go: tuple[tuple[LonLat, ...], ...] = ()

    @property
    def number(self) -> int:
        """Of the search that goes on; 0 where there is none."""
        return self._number

    def forget(self) -> None:
        """Another study or run is shown, or the process is gone."""
        if self._number:
            self._questions.drop(self._number)
            self._view.show_fault("")
        self._number, self._found, self.ring, self.no_go = 0, None, (), ()
        self._mark(())

    def start(self, asked: Mapping[str, Any]) -> None:
        """Begin a search; ``asked``: fields of ``SitingRequest``."""
        if self._number or not self._wake():
            return
        self._trace, self._found = [], None
        self._mark(())
        self._view.show_searching(tr(msg("正在收集候选地点…")), ())
        self._number = self._questions.ask(FindSites(asked, self.ring, self.no_go), self._answered, self._failed, self._stepped)

    def make_scenario(self) -> None:
        """A scenario with a facility on every site."""
        found = self._found
        if found is None or not found.sites:
            return
        changes = tuple(
            AddFacility(type=kind, at=(site.lon, site.lat), name=site.name, note=site.site_id, cost=site.cost if n == 0 else None)
            for site in found.sites
            for n, kind in enumerate(found.types)
        )
        self._mark(())
        self._take(Scenario(tr(msg("选址方案")), changes, tr(found.sentences[0])))

    def _stepped(self, step: SitingStep) -> None:
        self._trace.append(step)
        self._view.show_searching(gap_words(step), tuple(self._trace))

    def _answered(self, found: SitingFound) -> None:
        self._number, self._found = 0, found
        words = gap_words(self._trace[-1]) if self._trace else ""
        self._view.show_found(words, [siting_words(one) for one in found.sentences], found.sites, found.covered_today)
        self._mark(found.sites)

    def _failed(self, failure: Failure) -> None:
        self._number = 0
        if failure.exit_code == STOPPED:
            self._view.show_fault(tr(msg("已停止选址")))
        else:
            message, hint = siting_words(failure.message), siting_words(failure.hint)
            self._view.show_fault(tr(msg("{message}。{hint}", message=message, hint=hint)) if hint else message)


def gap_words(step: SitingStep) -> str:
    """
    How good the best set so far is, in words.

    >>> gap_words(SitingStep(1.0, 1000.0, 1004.0, 0.004, 5))
    '已有 5 处的方案，已证明与最优相差不超过 0.40%'
    """
    if not math.isfinite(step.gap):
        return tr(msg("已有 {count} 处的方案，正在求证它有多好", count=step.count))
    if step.gap < HUNDREDTH / PERCENT:
        return tr(msg("已有 {count} 处的方案，已证明最优", count=step.count))
    return tr(
        msg(
            "已有 {count} 处的方案，已证明与最优相差不超过 {gap:.2f}%",
            count=step.count,
            gap=math.ceil(step.gap / HUNDREDTH) * HUNDREDTH * PERCENT,
        )
    )

"""
Asks what scenarios do: one question at a time, of several that wait the latest, each answer kept until its scenario changes. Knows no Qt.

Quick questions do not wait for long ones: a mark that is dragged follows while another scenario is assessed (decision 134).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xc_gis.model.changes import AnyChange, Scenario
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.planning_records import ScenarioEffect, is_quick
from xc_gis.ui.workers.planning_tasks import TryScenario

Key = tuple[tuple[AnyChange, ...], str]
Heard = Callable[[Scenario, "ScenarioEffect | Failure", bool], None]
MOST_KEPT = 40
"""Answers that are kept; their figures for the map are a few hundred kilobytes each."""

STOPPED = 3
"""Exit code of what was stopped."""


class Trials:
    """
    Keeps answers by what was asked.

    Parameters
    ----------
    questions
        To whom tasks are given.
    heard
        Called with a scenario and its answer, or the fault in its place, whenever one has come; and whether it was asked for a mark in the hand.
    """

    def __init__(self, questions: Questions, heard: Heard) -> None:
        self._questions, self._heard = questions, heard
        self._known: dict[Key, ScenarioEffect | Failure] = {}
        self._wanted: list[tuple[Scenario, str | None]] = []
        self._asked: dict[bool, int] = {}
        self._asking: dict[bool, Key] = {}
        self._run = 0

    def forget(self) -> None:
        """Another study or run: nothing that was asked holds any more."""
        self._known.clear()
        self._wanted.clear()
        self._asked, self._run = {}, self._run + 1

    @property
    def long(self) -> int:
        """Number of the task that takes a whole assessment; 0 where there is none."""
        return self._asked.get(False, 0)

    def of(self, scenario: Scenario) -> ScenarioEffect | Failure | None:
        """The answer for a scenario; None where it has not come yet."""
        return self._known.get(key_of(scenario))

    def ask(self, scenario: Scenario, gaps_of: str | None = None) -> None:
        """Ask in front of all that waits; ``gaps_of``: a mark is being dragged, only the latest place counts."""
        self._wanted = [one for one in self._wanted if one[1] is None and key_of(one[0]) != key_of(scenario)]
        if gaps_of is not None or not self._is_asked(scenario):
            self._wanted.insert(0, (scenario, gaps_of))
        self._next()

    def ask_later(self, scenario: Scenario) -> None:
        """Ask behind all that waits."""
        if not self._is_asked(scenario) and all(key_of(one[0]) != key_of(scenario) for one in self._wanted):
            self._wanted.append((scenario, None))
        self._next()

    def _is_asked(self, scenario: Scenario) -> bool:
        """Whether the whole answer for a scenario is under way."""
        return any(quick in self._asked and key == key_of(scenario) for quick, key in self._asking.items())

    def lost(self) -> None:
        """The process that was asked is gone: what it was asked is not answered any more."""
        self._asked, self._run = {}, self._run + 1
        self._wanted.clear()

    def drop_waiting(self) -> None:
        """What waits is not wanted any more."""
        self._wanted.clear()

    def _next(self) -> None:
        for quick in (True, False):
            mine = [one for one in self._wanted if is_quick(one[0]) is quick]
            if mine and quick not in self._asked:
                self._wanted.remove(mine[0])
                self._ask(*mine[0], quick=quick)

    def _ask(self, scenario: Scenario, gaps_of: str | None, *, quick: bool) -> None:
        key, mine = key_of(scenario), self._run

        def take(answer: ScenarioEffect | Failure) -> None:
            if mine != self._run:
                return
            del self._asked[quick]
            if isinstance(answer, Failure) and answer.exit_code != 1:
                self._wanted = []
            self._known.pop(key, None)
            self._known[key] = answer
            while len(self._known) > MOST_KEPT:
                self._known.pop(next(iter(self._known)))
            self._heard(scenario, answer, gaps_of is not None)
            self._next()

        self._asking = {known: one for known, one in self._asking.items() if known is not quick}
        if gaps_of is None:
            self._asking[quick] = key
        self._asked[quick] = self._questions.ask(TryScenario(scenario, gaps_of), take, take)


def key_of(scenario: Scenario) -> Key:
    """What an answer rests on: neither names nor notes nor costs."""
    return tuple(replace(change, name="", note="", cost=None) for change in scenario.changes), scenario.moment

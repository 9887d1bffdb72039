"""Questions to the engine and what is done with their answers. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xc_gis.ui.presenters.result.result_view import TaskRunner
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.worker import Task

Then = Callable[[Any], None]
Otherwise = Callable[[Failure], None]


class Questions:
    """Keeps, by the number of a task, who waits for its answer; others' answers pass by."""

    def __init__(self, runner: TaskRunner) -> None:
        self._runner = runner
        self._waiting: dict[int, tuple[Then, Otherwise]] = {}
        self._meanwhile: dict[int, Then] = {}

    def ask(self, task: Task, then: Then, otherwise: Otherwise, meanwhile: Then | None = None) -> int:
        """Give a task to the engine; its number. ``meanwhile``: who is told what is known before the answer."""
        number = self._runner.ask(task)
        if meanwhile is not None:
            self._meanwhile[number] = meanwhile
        self._waiting[number] = (then, otherwise)
        return number

    def answer(self, number: int, answer: object) -> None:
        """Hand an answer on."""
        if number in self._waiting:
            self._waiting.pop(number)[0](answer)

    def partly(self, number: int, content: object) -> None:
        """Hand on what is known of an answer so far."""
        if number in self._waiting and number in self._meanwhile:
            self._meanwhile[number](content)

    def fail(self, number: int, failure: Failure) -> None:
        """Hand a failure on."""
        if number in self._waiting:
            self._waiting.pop(number)[1](failure)

    def drop(self, number: int) -> bool:
        """Nobody waits for this any more; whether somebody did."""
        return self._waiting.pop(number, None) is not None

    def forget(self) -> None:
        """Nobody waits for anything any more."""
        self._waiting.clear()

    def others_than(self, number: int) -> bool:
        """Whether somebody waits for anything else."""
        return any(known != number for known in self._waiting)

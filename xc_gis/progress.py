"""How long work reports where it is, and how it is stopped, without knowing who listens."""

from __future__ import annotations

import time
from typing import Protocol


class Progress(Protocol):
    """Listener of a run. Analysis calls it; command line and window implement it."""

    def step(self, stage: str, done: int, total: int) -> None:
        """
        Report that ``done`` of ``total`` parts of ``stage`` are finished.

        May raise ``errors.Cancelled`` when the user asked to stop: let it pass.
        """


class Silent:
    """A listener that does not care: for scripts and tests."""

    def step(self, stage: str, done: int, total: int) -> None:
        """Ignore the report."""


class Stopwatch:
    """A listener that hands reports on and keeps how long each stage took, so that the next run can say how long it will take."""

    def __init__(self, listener: Progress) -> None:
        self._listener = listener
        self._stage = ""
        self._since = time.monotonic()
        self._seconds: dict[str, float] = {}

    def step(self, stage: str, done: int, total: int) -> None:
        """Count the time since the last report to the stage that was under way then, and hand the report on."""
        self._close()
        self._stage = stage
        self._listener.step(stage, done, total)

    def _close(self) -> None:
        now = time.monotonic()
        if self._stage:
            self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._since
        self._since = now

    def seconds(self) -> dict[str, float]:
        """Seconds by stage so far, in the order of their first report."""
        self._close()
        return {stage: round(seconds, 3) for stage, seconds in self._seconds.items()}

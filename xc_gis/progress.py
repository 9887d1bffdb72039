"""How long work reports where it is, and how it is stopped, without knowing who listens."""

from __future__ import annotations

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

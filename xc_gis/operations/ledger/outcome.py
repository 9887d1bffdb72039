"""Whether a need is met: its people in an earlier run and in a later one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xc_gis.model.ledger import WHOLE, known_gap, need_id
from xc_gis.runs.view import RunView

CLOSED, PARTLY, OPEN, UNKNOWN = "closed", "partly", "open", "unknown"
"""What became of a need; of a measure: of all its needs together."""


@dataclass(frozen=True)
class People:
    """Residents of a category in a community: in a gap, and of whom nobody can say; None where a run has no such figure."""

    gap: float
    unknown: float

    @property
    def told(self) -> float | None:
        """``gap`` as it is told (``model.ledger.known_gap``)."""
        return known_gap(self.gap, self.unknown)


@dataclass(frozen=True)
class NeedOutcome:
    """A need of a measure in both runs; None where a run does not know community or category, or has no figure."""

    need_id: str
    before: People | None
    after: People | None

    @property
    def outcome(self) -> str:
        """
        What became of it.

        ``closed``: nobody is in a gap any more, and of nobody it is unknown. ``partly``: fewer are in a gap, and not because more are unknown. ``open``: as many or more
        are. ``unknown``: nobody was in a gap before, a run has no figure, or who left the gap may only have become unknown.
        """
        if self.before is None or self.after is None or self.before.gap < WHOLE:
            return UNKNOWN
        left, doubt = self.after.gap, max(0.0, self.after.unknown - self.before.unknown)
        if left < WHOLE:
            return CLOSED if self.after.unknown < WHOLE else UNKNOWN
        if left > self.before.gap - WHOLE:
            return OPEN
        return PARTLY if left + doubt < self.before.gap - WHOLE else UNKNOWN


def people_by_need(run: RunView) -> dict[str, People]:
    """
    People of each community and category of a run, by the id of their need.

    Absent where a community has no place or no residents are known: there coverage counts zeros, and zeros of nobody close no gap.
    """
    return {
        need_id(community.community_id, row.category.code): People(row.gap, row.unknown or 0.0)
        for community in run.communities
        for row in community.coverage
        if row.gap is not None and (row.low is not None or not row.applies)
    }


def together(outcomes: Sequence[str]) -> str:
    """
    What became of a measure.

    >>> together(["closed", "closed"]), together(["closed", "open"]), together(["open", "open"]), together(["closed", "unknown"]), together(["open", "unknown"])
    ('closed', 'partly', 'open', 'partly', 'unknown')
    """
    kinds = set(outcomes)
    if len(kinds) == 1:
        return outcomes[0]
    return PARTLY if kinds & {CLOSED, PARTLY} else UNKNOWN

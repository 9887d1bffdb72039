"""How measures stand: their days, their people, what became of their needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from xc_gis.model.ledger import DONE, STOPPED, WHOLE, Measure
from xc_gis.operations.ledger.outcome import NeedOutcome, People, together
from xc_gis.runs.needs import NeedView
from xc_gis.runs.view import RunView

SOON = timedelta(days=30)
"""A deadline within so many days is told as near; assumption."""

OVERDUE, NEAR, LATER, NO_DAY, FINISHED = "overdue", "soon", "later", "none", "finished"
"""How a deadline stands: passed, near, later, nobody said one (or the study has no day), or the measure is done or stopped."""


@dataclass(frozen=True)
class MeasureStanding:
    """
    A measure and how it stands.

    Attributes
    ----------
    needs
        What became of each of its needs.
    days_left, due
        As in ``MEASURE_COLUMNS``.
    compared
        Whether there is an earlier run to compare with.
    """

    measure: Measure
    needs: tuple[NeedOutcome, ...]
    days_left: int | None
    due: str
    compared: bool

    @property
    def outcome(self) -> str:
        """What became of it; empty without an earlier run."""
        return together([need.outcome for need in self.needs]) if self.compared else ""

    def people(self, *, after: bool) -> float | None:
        """People in a gap of all its needs; None where one of them has no figure, or all who could be in one are unknown."""
        found = self._together(after=after)
        return found.told if found is not None else None

    def unknown(self, *, after: bool) -> float | None:
        """People of all its needs of whom nobody can say; None where one of them has no figure."""
        found = self._together(after=after)
        return found.unknown if found is not None else None

    def _together(self, *, after: bool) -> People | None:
        sides = [need.after if after else need.before for need in self.needs]
        known = [one for one in sides if one is not None]
        return People(sum(one.gap for one in known), sum(one.unknown for one in known)) if len(known) == len(sides) else None


@dataclass(frozen=True)
class Ledgers:
    """All three: the run, its needs, and the measures; ``earlier``: the run that it is compared with."""

    run: RunView
    needs: tuple[NeedView, ...]
    measures: tuple[MeasureStanding, ...]
    day: date | None
    earlier: RunView | None = None

    @property
    def unanswered(self) -> int:
        """Needs that no measure speaks of, those that were stopped left out."""
        answered = {need for one in self.measures if one.measure.state != STOPPED for need in one.measure.needs}
        return sum(need.need_id not in answered for need in self.needs)

    @property
    def done_and_open(self) -> tuple[MeasureStanding, ...]:
        """Measures that are said to be done though people of one of their needs are still in a gap, whatever is known of the others."""
        return tuple(one for one in self.measures if one.measure.state == DONE and any(_is_open(need) for need in one.needs))


def _is_open(need: NeedOutcome) -> bool:
    return need.after is not None and need.after.gap >= WHOLE


def due_of(state: str, days_left: int | None) -> str:
    """
    How a deadline stands.

    >>> due_of("running", -1), due_of("running", 0), due_of("planned", 31), due_of("done", -5), due_of("running", None)
    ('overdue', 'soon', 'later', 'finished', 'none')
    """
    if state in {DONE, STOPPED}:
        return FINISHED
    if days_left is None:
        return NO_DAY
    return OVERDUE if days_left < 0 else NEAR if days_left <= SOON.days else LATER

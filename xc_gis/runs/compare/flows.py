"""What became of the residents of a community and category between two runs: a gap that was unknown before is no loss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from xc_gis.runs.view import CoverageView


@dataclass(frozen=True)
class Counts:
    """Residents covered, in gap and unknown; all three are known figures."""

    covered: float = 0.0
    gap: float = 0.0
    unknown: float = 0.0

    @classmethod
    def of(cls, row: CoverageView | None) -> Self | None:
        """Of a community and category; None where there is no figure, which is never zero."""
        if row is None or row.covered is None or row.gap is None or row.unknown is None:
            return None
        return cls(row.covered, row.gap, row.unknown)

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(self.covered + other.covered, self.gap + other.gap, self.unknown + other.unknown)


@dataclass(frozen=True)
class Flow:
    """
    Net change between two runs, told apart by where the residents were before.

    Attributes
    ----------
    gained, lost
        From gap to covered; from covered to gap.
    found_gap, found_covered
        From unknown to gap; from unknown to covered: nothing changed but what is known.
    gap_unsure, covered_unsure
        From gap or covered to unknown.
    others
        What is left of the change in gap: there are more or fewer residents.
    """

    gained: float = 0.0
    lost: float = 0.0
    found_gap: float = 0.0
    found_covered: float = 0.0
    gap_unsure: float = 0.0
    covered_unsure: float = 0.0
    others: float = 0.0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing changed."""
        return self == Flow()


def flow(before: Counts, after: Counts) -> Flow:
    """
    Assign a net change: between covered and gap first, then from and to unknown, the rest to more or fewer residents.

    Counts say no more than the net change; of a swap within one community they see nothing.
    """
    covered, gap, unknown = after.covered - before.covered, after.gap - before.gap, after.unknown - before.unknown
    gained, lost = _shared(-gap, covered), _shared(gap, -covered)
    found_gap, gap_unsure = _shared(gap - lost, -unknown), _shared(-gap - gained, unknown)
    found_covered = _shared(covered - gained, -unknown - found_gap)
    covered_unsure = _shared(-covered - lost, unknown - gap_unsure)
    others = gap - lost + gained - found_gap + gap_unsure
    return Flow(gained, lost, found_gap, found_covered, gap_unsure, covered_unsure, others)


def total(flows: Iterable[Flow]) -> Flow:
    """Of several communities together."""
    names = ("gained", "lost", "found_gap", "found_covered", "gap_unsure", "covered_unsure", "others")
    every = list(flows)
    return Flow(*(sum(getattr(f, name) for f in every) for name in names))


def _shared(more: float, less: float) -> float:
    return max(0.0, min(more, less))

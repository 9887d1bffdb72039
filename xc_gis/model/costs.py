"""What a change costs, by its kind: data of whoever plans, 1 where nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

GATE, SURVEY, HOURS = "open_gate", "complete_survey", "extend_hours"
"""Keys of costs besides the codes of facility types."""

DEFAULT_COST = 1.0
"""Where nothing is said every change counts alike: the cheapest set is then the smallest (issue 13)."""


@dataclass(frozen=True)
class ChangeCosts:
    """
    Costs in one unit, whatever it is: yuan, days of work, points.

    Attributes
    ----------
    stated
        By code of a facility type, or by ``open_gate``, ``complete_survey``, ``extend_hours``; 0 or more.
    default
        Of everything that is not stated.
    """

    stated: Mapping[str, float] = field(default_factory=dict)
    default: float = DEFAULT_COST

    @property
    def is_stated(self) -> bool:
        """Whether somebody said what anything costs; else costs are numbers of changes, and no money."""
        return bool(self.stated) or self.default != DEFAULT_COST

    def of(self, kind: str) -> float:
        """Cost of a new facility of a type, or of another kind of change."""
        return self.stated.get(kind, self.default)

"""What somebody asks of the next star, checked word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xc_gis.analysis.planning.next_star.ground import EVERY_M
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.model.costs import ChangeCosts
from xc_gis.sources.scenarios.costs import read_costs
from xc_gis.standard import Standard


@dataclass(frozen=True)
class NextStarRequest:
    """
    A question for the next star.

    Attributes
    ----------
    communities
        Ids; empty: all.
    costs
        What changes cost, or the file that says it.
    every_m
        Facilities can be built at a place for every so many metres of street.
    standard
        Id or name of the standard by whose stars it goes; empty: the first of the study.
    """

    communities: Sequence[str] = ()
    costs: ChangeCosts | Path = field(default_factory=ChangeCosts)
    every_m: float = EVERY_M
    standard: str = ""

    def check(self) -> None:
        """Raise ``InputError`` for what is wrong whatever the study."""
        if not 10 <= self.every_m <= 5000:  # noqa: PLR2004 - from house to house, to one in a district
            raise InputError(msg("--every 应在 10 到 5000 米之间"))

    def rows(self, ids: Sequence[str]) -> list[int]:
        """Rows of the communities asked for, in the order of the study. Raises ``InputError`` for one that there is none of."""
        for one in self.communities:
            if one not in ids:
                raise InputError(msg("没有编号为 “{name}” 的社区", name=one), hint=nearest_spelling(one, ids))
        return [row for row, name in enumerate(ids) if not self.communities or name in self.communities]

    def costs_by(self, standard: Standard) -> ChangeCosts:
        """The costs, read where a file says them. Raises ``InputError`` for what is wrong with it."""
        return read_costs(self.costs, standard.facility_types) if isinstance(self.costs, Path) else self.costs

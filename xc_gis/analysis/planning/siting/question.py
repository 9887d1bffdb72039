"""A siting question as the solver gets it, and its answer: what was found, what nothing exceeds, and how that came about."""

from __future__ import annotations

from dataclasses import dataclass, field

from xc_gis.analysis.arrays.geometry import Ints
from xc_gis.analysis.planning.siting.benefit import Benefit
from xc_gis.analysis.planning.siting.rules import SitingRules
from xc_gis.analysis.planning.siting.set_cover import Cover, Walks

MODELS = ("mclp", "lscp", "pmedian", "pcentre", "equity")
"""Most people covered · all covered with the fewest sites · least walking · least longest walk · worst communities first."""

OPTIMAL, GAP, INFEASIBLE = "optimal", "gap", "infeasible"


@dataclass(frozen=True)
class SitingQuestion:
    """
    What is to be found.

    Attributes
    ----------
    model
        One of ``MODELS``.
    target
        A ``Benefit`` (mclp, pmedian, equity: to be made large), a ``Cover`` (lscp: as few sites as possible) or ``Walks`` (pcentre).
    rules
        What holds for every set of sites.
    """

    model: str
    target: Benefit | Cover | Walks
    rules: SitingRules


@dataclass(frozen=True)
class TracePoint:
    """One step of a search: seconds since it began, value of the best set, and what no set exceeds (both to be made large)."""

    seconds: float
    value: float
    bound: float


@dataclass(frozen=True)
class SitingAnswer:
    """
    What was found.

    Attributes
    ----------
    sites
        Numbers of the sites, ascending; empty where nothing is possible.
    value, bound
        Of the model: people or savings that are won (mclp, pmedian, equity), minus the number of sites (lscp), minus the seconds of the
        longest walk (pcentre). No set exceeds ``bound``.
    status
        ``optimal`` (proven), ``gap`` (the time ran out), ``infeasible``.
    first
        Worth of what greedy and exchange gave at once.
    ties_settled
        Of several best sets the one whose sites stand first was found.
    trace
        How value and bound came together.
    seconds
        Time taken.
    """

    sites: Ints
    value: float
    bound: float
    status: str
    first: float
    ties_settled: bool = False
    trace: tuple[TracePoint, ...] = field(default=())
    seconds: float = 0.0

    @property
    def gap(self) -> float:
        """Share by which a better set could exceed this one at most; 0 where it is proven."""
        if self.status == OPTIMAL:
            return 0.0
        return abs(self.bound - self.value) / max(abs(self.value), 1e-12)

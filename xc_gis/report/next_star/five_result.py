"""All that a question for a number of five-star communities came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xc_gis.findings import Reason
from xc_gis.languages.message import Name
from xc_gis.model.changes import AddFacility, CompleteSurvey
from xc_gis.model.costs import ChangeCosts

FIVE = 5


@dataclass(frozen=True)
class SharedChange:
    """A change of the plan, and the ids of the communities that gain five stars and that it serves."""

    change: AddFacility | CompleteSurvey
    communities: tuple[str, ...]


@dataclass(frozen=True)
class FiveStarCommunity:
    """
    One community of the district.

    Attributes
    ----------
    stars, stars_after
        Point stars today and with the plan, None where it is not rated.
    alone
        Cost of its own cheapest set for five stars; None where it has them, or where no set gives them.
    lacking
        Where the number cannot be reached and no set gives it five stars: what would still be missing.
    """

    community_id: str
    name: str
    stars: int | None
    stars_after: int | None
    alone: float | None
    lacking: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class FiveStarsResult:
    """
    The cheapest plan for a number of five-star communities.

    Attributes
    ----------
    name, mark
        Title of the study; a word for the sample, else empty.
    wanted
        Communities that were to have five stars.
    status
        ``optimal`` (proven), ``gap`` (the time ran out before the proof), ``none`` (it cannot be reached), ``stopped`` (no plan was found in time).
    cost, bound
        Of the plan, None without one; what no plan goes below, None where there is none.
    changes, communities
        The plan; all communities in the order of the study.
    reachable
        The most communities that could have five stars, as far as each by itself can tell.
    confirmed
        Communities of five stars by a whole run of the changed study; None where nothing is changed.
    costs, places
        What changes cost, and how many places could be built on.
    types, categories
        Names by code.
    notes
        Sentences: what must be known besides.
    standard, grades
        As ``NextStarResult``.
    """

    name: str
    mark: str
    wanted: int
    status: str
    cost: float | None
    bound: float | None
    changes: tuple[SharedChange, ...]
    communities: tuple[FiveStarCommunity, ...]
    reachable: int
    confirmed: int | None
    costs: ChangeCosts
    places: int
    types: Mapping[str, Name]
    categories: Mapping[str, Name]
    notes: tuple[str, ...]
    standard: Name | None = None
    grades: Mapping[int, Name] = field(default_factory=dict)

    @property
    def five_today(self) -> int:
        """Communities of five stars as things stand."""
        return sum(one.stars == FIVE for one in self.communities)

    @property
    def five_after(self) -> int:
        """... and with the plan."""
        return sum(one.stars_after == FIVE for one in self.communities)

    @property
    def alone(self) -> float | None:
        """What the communities that gain five stars would cost one by one; None where one of them gains them only by what is built for others."""
        costs = [one.alone for one in self.communities if one.stars_after == FIVE and one.stars != FIVE]
        known = [cost for cost in costs if cost is not None]
        return float(sum(known)) if len(known) == len(costs) else None

"""Answers as changes of a study: what a scenario carries out, and why there is none where no set gains a star."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.planning.next_star.changed_stars import Building
from xc_gis.analysis.planning.next_star.search import CheapestSet, StarSearch, levels_for
from xc_gis.analysis.planning.next_star.surveys import Survey
from xc_gis.analysis.rating.bounds import bounds_of
from xc_gis.analysis.rating.levels import scores
from xc_gis.analysis.rating.reasons import gate_reasons
from xc_gis.findings import Flagged, Reason
from xc_gis.model.changes import AddFacility, AnyChange, CompleteSurvey, OpenGate
from xc_gis.model.costs import GATE, SURVEY


@dataclass(frozen=True)
class CommunityPlan:
    """
    The next star of one community.

    Attributes
    ----------
    community_id, name
        Which.
    stars, target, stars_after
        Point stars today (None: not rated), the next ones (None: nothing to gain), and those after the changes as a whole run rates them.
    status
        ``found``, ``none`` (no set exists), ``top`` (five stars already) or ``stopped`` (not settled).
    cost, changes
        Of the cheapest set; None and empty where there is none.
    lacking
        Where no set exists: what would still be missing if everything were built.
    gates_settled
        No opening of gates is cheaper; False where not all sets of them were looked at.
    unstated
        Keys of figures that the stars after the changes ask for and that nobody stated for the community: the stars stand only if they turn out well enough.
    """

    community_id: str
    name: str
    stars: int | None
    target: int | None
    status: str
    cost: float | None
    changes: tuple[AnyChange, ...]
    stars_after: int | None
    lacking: tuple[Reason, ...] = ()
    gates_settled: bool = True
    unstated: tuple[str, ...] = ()


def plan_of(search: StarSearch, answer: CheapestSet) -> CommunityPlan:
    """An answer with its changes."""
    frame = search.ground.found.data.communities
    return CommunityPlan(
        str(frame["community_id"].iloc[answer.row]), str(frame["name"].iloc[answer.row]), answer.stars, answer.target, answer.status,
        answer.cost, changes_of(search, answer.buildings, answer.surveys, answer.gates), answer.stars_after,
        lacking_of(search, answer) if answer.status == "none" else (), answer.gates_settled, _unstated(search, answer),
    )  # fmt: skip


def _unstated(search: StarSearch, answer: CheapestSet) -> tuple[str, ...]:
    """Figures that the stars which are gained, or held, ask for, and that nobody stated."""
    stars = answer.stars if answer.status == "top" else answer.stars_after
    if not stars:
        return ()
    known = dict(zip(search.people.rule.typed, search.ground.counter.base.shares.typed[answer.row].tolist(), strict=True))
    return tuple(one.value for one in search.ground.standard.levels[stars].values if np.isnan(known[one.value]))


def changes_of(
    search: StarSearch, buildings: Sequence[Building], surveys: Sequence[Survey], gates: Sequence[str] = ()
) -> tuple[AnyChange, ...]:
    """Gates, facilities and surveys as changes of a scenario, each with its cost."""
    lonlat = search.ground.places.lonlat
    changes: list[AnyChange] = [OpenGate(osm=osm, cost=search.costs.of(GATE)) for osm in gates]
    changes += [
        AddFacility(
            type=one.kind, at=(float(lonlat[one.place, 0]), float(lonlat[one.place, 1])), cost=search.costs.of(one.kind),
        )
        for one in buildings
    ]  # fmt: skip
    changes += [CompleteSurvey(category=one.category, areas=one.areas, cost=search.costs.of(SURVEY)) for one in surveys]
    return tuple(changes)


def lacking_of(search: StarSearch, answer: CheapestSet) -> tuple[Reason, ...]:
    """What keeps a community from its next star though everything that could be built were built, and every list complete."""
    target = answer.target
    assert target is not None
    case = search.case(answer.row, target)
    built = [Building(str(kind), int(place)) for kind, place in zip(case.offers.kind, case.offers.place, strict=True)]
    counted = search.rating.counts(answer.row, built, list(case.surveys.values()))
    rule = case.standing.rule
    bounds = bounds_of(counted.shares, rule)
    level = levels_for(search.ground.standard, target)[0]
    gates = gate_reasons(bounds.point, scores(bounds.point, rule), rule, level)[0]
    flag = search.ground.standard.red_flag
    name = search.ground.found.data.communities["community_id"].iloc[answer.row]
    flags = [Flagged(flag.id, one.document, flag.stars) for one in search.ground.found.data.red_flags if one.community_id == name]
    return (*flags[:1], *gates) if flag.stars < target else gates


def community_rows(search: StarSearch, ids: Sequence[str]) -> list[int]:
    """Rows of communities by their ids, in the order of the study; all of them where no ids are given."""
    known = search.ground.found.data.communities["community_id"].to_numpy()
    return np.flatnonzero(np.isin(known, list(ids))).tolist() if ids else list(range(len(known)))

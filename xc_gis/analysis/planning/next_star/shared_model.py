"""
The gates of five stars of many communities as one linear model: what is built is built once for all of them (decision 138).

Like the model of one community it is never stricter than the rating, so its bound holds for every plan. A survey completes the list of a
category all over the district and is one column. A community that the rating refuses is ruled out for that very set of changes around it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.planning.next_star.changed_stars import Building
from xc_gis.analysis.planning.next_star.district_stars import DistrictStars
from xc_gis.analysis.planning.next_star.level_model import LevelModel
from xc_gis.analysis.planning.next_star.linear_model import LinearModel
from xc_gis.analysis.planning.next_star.search import FIVE, HALF, CommunityCase
from xc_gis.analysis.planning.next_star.shared_offers import SharedOffers, shared_offers
from xc_gis.model.costs import SURVEY, ChangeCosts


@dataclass(frozen=True)
class SharedSet:
    """Buildings, codes of the categories whose lists are completed, and the communities (rows) that are meant to have five stars then."""

    buildings: tuple[Building, ...]
    codes: tuple[str, ...]
    rows: tuple[int, ...] = ()

    def cost(self, costs: ChangeCosts) -> float:
        """What all of it costs."""
        return float(sum(costs.of(one.kind) for one in self.buildings) + costs.of(SURVEY) * len(self.codes))


class SharedModel:
    """
    The model of some communities.

    Parameters
    ----------
    cases
        By row of a community that has not five stars: what can be done for it.
    today
        Rows of those that have them.
    wanted
        So many of all these are to have five stars.
    """

    def __init__(
        self, stars: DistrictStars, cases: Mapping[int, CommunityCase], today: Sequence[int], wanted: int, costs: ChangeCosts
    ) -> None:
        self._stars, self.model = stars, LinearModel()
        ground = stars.search.ground
        held = {row: stars.search.case(row, FIVE) for row in today}
        every = {**cases, **held}
        self.offers: SharedOffers = shared_offers(
            ground, list(every), [one.units for one in every.values()], [_delicate(one) for one in every.values()], costs
        )
        self._build = [self.model.column(float(cost), whole=True) for cost in self.offers.cost]
        codes = sorted({code for case in every.values() for code in case.surveys})
        self._survey = {code: self.model.column(costs.of(SURVEY), whole=True) for code in codes}
        self._five = {row: self.model.column(whole=True) for row in every}
        for number, (row, case) in enumerate(cases.items()):
            rows, offers = self.offers.of(number)
            LevelModel(
                case.standing, case.units, offers, FIVE, self.model, [self._build[n] for n in rows],
                {code: self._survey[code] for code in case.surveys}, self._five[row],
            ).write()  # fmt: skip
        self.model.at_least(dict.fromkeys(self._five.values(), 1.0), float(wanted))

    def set_of(self, values: Floats) -> SharedSet:
        """The changes of a solution."""
        built = tuple(
            Building(str(self.offers.kind[n]), int(self.offers.place[n]))
            for n, column in enumerate(self._build)
            if values[column] > HALF
        )
        codes = tuple(code for code, column in self._survey.items() if values[column] > HALF)
        return SharedSet(built, codes, tuple(row for row, column in self._five.items() if values[column] > HALF))

    def start(self, known: SharedSet, rows: Collection[int]) -> dict[int, float]:
        """
        A known set as values of the whole columns; empty where one of its buildings is not among the offers.

        ``rows``: communities that have five stars with it.
        """
        number = {(str(k), int(p)): n for n, (k, p) in enumerate(zip(self.offers.kind, self.offers.place, strict=True))}
        if any((one.kind, one.place) not in number for one in known.buildings):
            return {}
        chosen = {self._build[number[one.kind, one.place]] for one in known.buildings} | {self._survey[c] for c in known.codes}
        chosen |= {self._five[row] for row in rows if row in self._five}
        return {column: float(column in chosen) for column in (*self._build, *self._survey.values(), *self._five.values())}

    def rule_out(self, refused: SharedSet, row: int) -> None:
        """A community has not five stars where exactly these changes are made around it."""
        near = self._stars.search.ground.near(row)
        built = {(one.kind, one.place) for one in refused.buildings}
        parts = {
            self._build[n]: -1.0 if (str(self.offers.kind[n]), int(place)) in built else 1.0
            for n, place in enumerate(self.offers.place)
            if near.has(int(place))
        }
        parts |= {
            column: -1.0 if code in refused.codes else 1.0
            for code, column in self._survey.items()
            if self._stars.survey(row, code) is not None
        }
        picked = sum(1 for factor in parts.values() if factor < 0)
        self.model.at_least({**parts, self._five[row]: -1.0}, -float(picked))


def _delicate(case: CommunityCase) -> Bools | None:
    unsure = sorted({share.key for share in case.standing.shares if share.is_unknown})
    return np.isin(case.units.key.astype(str), unsure) if len(case.units) else None

"""
People who gain or lose a service: of the group that the service is for, by age, each person once.

An age group that a service is not for gains nothing by it: a day-care centre for the old covers those of 60 and more, not the house.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.coverage.coverage import DemandPoints, group_residents
from xc_gis.model import AGE_COLUMNS
from xc_gis.standard import Standard

PEOPLE = "residents"
SENIORS = "residents_60plus"
OLDEST = "residents_80plus"


@dataclass(frozen=True)
class People:
    """
    Some people: all of them (``residents``) and by age group, under the names of the columns.

    A number is None where the ages of some of them are not known: never a zero that nobody counted.
    """

    groups: Mapping[str, float | None]

    @property
    def everyone(self) -> float:
        """All of them; residents of a demand point are always known."""
        residents = self.groups[PEOPLE]
        assert residents is not None
        return residents


@dataclass(frozen=True)
class PeopleCount:
    """
    Counts people at demand points.

    Attributes
    ----------
    standard
        Says whom each category is for.
    group
        By category: residents of its group at each demand point, as coverage counts them (all where ages are not known).
    ages
        Residents at each demand point by column of ``AGE_COLUMNS``, NaN where not known.
    """

    standard: Standard
    group: Mapping[str, Floats]
    ages: Mapping[str, Floats]

    @classmethod
    def of(cls, points: DemandPoints, standard: Standard, n_communities: int) -> PeopleCount:
        """Count at these demand points."""
        return cls(
            standard,
            {c.code: group_residents(points, c.population, n_communities).residents for c in standard.categories},
            {name: points.demand[name].to_numpy(dtype=float) for name in AGE_COLUMNS.values()},
        )

    def of_category(self, code: str, rows: Ints) -> People:
        """People at demand points whom one category is for."""
        return self.of_any({code: rows})

    def of_any(self, rows: Mapping[str, Ints]) -> People:
        """People whom any of several categories is for, each at its own demand points; each person once."""
        n = len(self.ages[PEOPLE])
        whom: dict[str, Bools] = {name: np.zeros(n, dtype=bool) for name in AGE_COLUMNS.values()}
        stand_in: dict[str, Floats] = {}
        for code, mine in rows.items():
            column = AGE_COLUMNS[self.standard.category(code).population]
            whom[column][mine] = True
            stand_in[column] = self.group[code]
        everyone = whom[PEOPLE]
        whom[OLDEST] = whom[OLDEST] & ~whom[SENIORS]  # they are among those of 60 and more
        some = np.zeros(n)
        for column, values in stand_in.items():
            if column != PEOPLE:
                some += np.where(whom[column], values, 0.0)
        counted: dict[str, float | None] = {
            PEOPLE: float(np.where(everyone, self.ages[PEOPLE], np.minimum(some, self.ages[PEOPLE])).sum())
        }
        for column, values in self.ages.items():
            if column != PEOPLE:
                total = float(np.where(everyone | whom[column], values, 0.0).sum() + self._oldest(column, whom, everyone))
                counted[column] = None if np.isnan(total) else total
        return People(counted)

    def _oldest(self, column: str, whom: Mapping[str, Bools], everyone: Bools) -> float:
        """Those of 80 and more are of 60 and more, and among those of 60 and more are those of 80."""
        other = {SENIORS: OLDEST, OLDEST: SENIORS}.get(column)
        if other is None:
            return 0.0
        return float(np.where(whom[other] & ~everyone & ~whom[column], self.ages[OLDEST], 0.0).sum())

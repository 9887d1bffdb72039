"""
What there is for the people who walk there, in one assessed study: by community and category, and facility by facility.

Walks are those of the run: its times, its limits, its rule of who may use a facility. Where a list does not say what a facility has, its
people have an unknown amount, never zero; where ages are not known, it is not known how many people use what is in their reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN, by_community, group_residents, sum_by_community
from xc_gis.analysis.coverage.inventory import complete_areas, surroundings
from xc_gis.analysis.coverage.states import StandardQuestion, questions_of_standard, state_of, widest
from xc_gis.analysis.planning.capacity.decay import STEP, weights
from xc_gis.analysis.planning.capacity.floating import GivenOut, balanced, two_step
from xc_gis.analysis.planning.capacity.norms import COLUMN, Norm
from xc_gis.analysis.planning.capacity.room import FULL, NOT_KNOWN, PER, Room, room_of
from xc_gis.analysis.planning.catchments import pairs_by_category
from xc_gis.analysis.times.pair_times import PairTimes
from xc_gis.settings import Settings
from xc_gis.standard import Category, Standard

CAPACITY_COLUMNS = (
    "community_id", "category", "residents", "covered", "per_1000", "per_1000_e2sfca", "per_1000_balanced", "full", "full_unknown",
    "capacity_unknown", "note",
)  # fmt: skip
"""
``capacity.csv``: one row for each community and category, in the order of coverage.csv.

``residents``, ``covered``: people of the category's group, as in coverage.csv. ``per_1000…``: places or m² for each thousand of them, mean over
those of whom it is known; NaN where that is too few, or nobody lives there. ``full``: people covered who reach only full facilities, and no
other can have been missed; ``full_unknown``: covered, and not known whether anything in reach has room; NaN where no facility of the category says what it has, or nothing says what people
need. ``capacity_unknown``: people for whom the amount is not known. ``note``: words joined by ``;`` out of ``no_capacity, no_norm, ages_unknown, no_residents``.
"""

FACILITY_CAPACITY_COLUMNS = (
    "facility_id", "category", "measure", "capacity", "people_in_reach", "users", "per_1000_users", "needed", "full",
)  # fmt: skip
"""
``facilities.csv``: one row for each open facility in somebody's reach and category.

``capacity``: places or m² (``measure``), NaN where not known. ``people_in_reach``: all who can walk there in time and may use it. ``users``: of them
those who fall to it when everybody is shared out among what they reach. ``per_1000_users``: capacity for each thousand users. ``needed``: by
the norm. ``full``: ``true``, ``false``, or empty where not known: also where users whose lists are not complete may go to what nobody listed.
"""


@dataclass(frozen=True)
class CategoryCapacity:
    """
    Everything about one category, facilities by their row and demand points by theirs.

    ``people``: of the category's group at each demand point, NaN where ages are not known. ``supply``: NaN where not known.
    ``plain``, ``decayed``, ``even``: 2SFCA, E2SFCA and the balanced form. ``known``: by demand point, the amount is known.
    """

    category: Category
    norm: Norm
    pairs: PairTimes
    people: Floats
    ages_unknown: Bools
    supply: Floats
    plain: GivenOut
    decayed: GivenOut
    even: GivenOut
    room: Room
    known: Bools

    @property
    def reached(self) -> Ints:
        """Facilities in somebody's reach, ascending."""
        return np.unique(self.pairs.place)

    @property
    def with_capacity(self) -> int:
        """How many of them say what they have."""
        return int((~np.isnan(self.supply[self.reached])).sum())


def capacities(
    found: Assessment, standard: Standard, settings: Settings, norms: Mapping[str, Norm], study_date: date | None
) -> dict[str, CategoryCapacity]:
    """Work out all categories of the standard; ``norms`` by their code; ``study_date`` is that of the assessment."""
    asked = [one for one in questions_of_standard(standard) if one.question.key == one.category.code]
    said = [one for one in asked if _has_capacity(found, one, norms)]
    pairs, surveyed = pairs_by_category(found, settings, said), _surveyed(found, standard, settings, said, study_date)
    return {
        code: _of_category(found, one, pairs.get(code), norms[code], standard, surveyed.get(code))
        for one in asked
        if (code := one.category.code)
    }


def _surveyed(
    found: Assessment, standard: Standard, settings: Settings, asked: list[StandardQuestion], study_date: date | None
) -> dict[str, Bools]:
    """By code and demand point: no facility in reach can have been missed; by the rule of coverage, which calls it a gap if none is in reach."""
    if not asked:
        return {}
    ground, data = state_inputs_of(found.scene, found.data), found.data
    areas = complete_areas(data.inventory, data.communities, standard, settings, study_date)
    near = surroundings(ground.xy, data.communities, widest(asked, settings), areas)
    nowhere = np.full(len(ground.xy), np.nan)
    return {one.category.code: state_of(one, nowhere, settings, ground, areas, near) == GAP for one in asked}


def _has_capacity(found: Assessment, asked: StandardQuestion, norms: Mapping[str, Norm]) -> bool:
    """Whether any facility of a category says what it has: else there is nothing to search for."""
    facilities = found.data.facilities
    mine = facilities["type"].isin(asked.question.types) & (facilities["status"] == "open")
    return bool(facilities.loc[mine, COLUMN[norms[asked.category.code].measure]].notna().any())


def _of_category(
    found: Assessment, asked: StandardQuestion, pairs: PairTimes | None, norm: Norm, standard: Standard, surveyed: Bools | None
) -> CategoryCapacity:
    nowhere = np.zeros(0, dtype=np.int64)
    pairs = pairs or PairTimes(nowhere, nowhere, np.zeros(0))
    points = state_inputs_of(found.scene, found.data).demand_points
    group = group_residents(points, asked.category.population, len(found.data.communities))
    stands_in = np.append(group.ages_unknown, False)[points.community]  # -1: who lives outside all communities
    people = np.where(stands_in & (group.residents > 0), np.nan, group.residents)
    people = np.where(points.community >= 0, people, 0.0)
    supply = found.data.facilities[COLUMN[norm.measure]].to_numpy(dtype=float)
    decay = weights(pairs.seconds, asked.limit_s, standard.capacity.decay)
    plain = two_step(pairs, weights(pairs.seconds, asked.limit_s, STEP), people, supply)
    decayed, even = two_step(pairs, decay, people, supply), balanced(pairs, decay, people, supply)
    known = ~np.isnan(plain.access) & (found.states[asked.question.key] != UNKNOWN)
    surveyed = np.zeros(len(people), dtype=bool) if surveyed is None else surveyed
    least = balanced(pairs, decay, np.where(surveyed, people, 0.0), supply).people
    room = room_of(pairs, even.people, least, supply, norm.per_1000, surveyed)
    return CategoryCapacity(asked.category, norm, pairs, people, group.ages_unknown, supply, plain, decayed, even, room, known)


def capacity_table(found: Assessment, worked_out: Mapping[str, CategoryCapacity], settings: Settings) -> pd.DataFrame:
    """``CAPACITY_COLUMNS``, by community, then category of the standard."""
    return by_community([_block(found, one, settings.number("coverage.unknown_max")) for one in worked_out.values()])


def _block(found: Assessment, one: CategoryCapacity, unknown_max: float) -> pd.DataFrame:
    points, n = state_inputs_of(found.scene, found.data).demand_points, len(found.data.communities)
    people = group_residents(points, one.category.population, n).residents

    def total(who: Bools | Floats) -> Floats:
        return sum_by_community(points.community, np.where(who, people, 0.0), n)

    residents = total(np.ones(len(people), dtype=bool))
    covered = found.states[one.category.code] == COVERED
    told, full_said = one.with_capacity > 0, one.with_capacity > 0 and one.norm.per_1000 is not None
    lacking = np.full(n, np.nan)
    unknown = total(~one.known) if told else residents
    enough = told & (residents > 0) & (unknown <= unknown_max * residents * (1 + 1e-9))

    def mean(access: Floats) -> Floats:
        given = sum_by_community(points.community, np.where(one.known, people * np.nan_to_num(access), 0.0), n)
        per: Floats = np.divide(given * PER, residents - unknown, out=lacking.copy(), where=enough & (residents > unknown))
        return per

    return pd.DataFrame(
        {
            "community_id": found.data.communities["community_id"].to_numpy(),
            "category": one.category.code,
            "residents": residents,
            "covered": total(covered),
            "per_1000": mean(one.plain.access),
            "per_1000_e2sfca": mean(one.decayed.access),
            "per_1000_balanced": mean(one.even.access),
            "full": total(covered & (one.room.demand == FULL)) if full_said else lacking,
            "full_unknown": total(covered & (one.room.demand == NOT_KNOWN)) if full_said else lacking,
            "capacity_unknown": unknown,
            "note": [";".join(words) for words in _notes(one, residents, told=told)],
        }
    )


def _notes(one: CategoryCapacity, residents: Floats, *, told: bool) -> Iterator[list[str]]:
    of_all = ([] if told else ["no_capacity"]) + ([] if one.norm.per_1000 is not None else ["no_norm"])
    for people, ages_unknown in zip(residents, one.ages_unknown, strict=True):
        yield [*of_all, *(["ages_unknown"] if ages_unknown else []), *([] if people > 0 else ["no_residents"])]


def facility_table(found: Assessment, worked_out: Mapping[str, CategoryCapacity]) -> pd.DataFrame:
    """``FACILITY_CAPACITY_COLUMNS``, by category of the standard, then facility."""
    ids = found.data.facilities["facility_id"].to_numpy(dtype=object)
    blocks = []
    for one in worked_out.values():
        rows = one.reached
        users, supply = one.even.people[rows], one.supply[rows]
        needed = np.full(len(rows), np.nan) if one.norm.per_1000 is None else users * one.norm.per_1000 / PER
        block = {
            "facility_id": ids[rows], "category": one.category.code, "measure": one.norm.measure, "capacity": supply,
            "people_in_reach": one.plain.people[rows], "users": users,
            "per_1000_users": np.divide(supply * PER, users, out=np.full(len(rows), np.nan), where=users > 0), "needed": needed,
            "full": np.array(["false", "true", ""], dtype=object)[one.room.facility[rows]],
        }  # fmt: skip
        blocks.append(pd.DataFrame(block))
    return pd.concat(blocks, ignore_index=True)[list(FACILITY_CAPACITY_COLUMNS)]

"""
Why residents are unknown: the reason of each, counted by category. Station 5: after coverage.

A planner can act on a reason ("nobody stated whether the list of canteens is complete"), never on a bare "unknown".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.coverage import UNKNOWN, group_residents, sum_by_community
from xc_gis.analysis.coverage.inventory import CompleteAreas, Surroundings, all_surveyed, complete_areas, surroundings
from xc_gis.analysis.coverage.inventory_reasons import PARTIAL, STALE, UNDECLARED, InventoryReason, inventory_reasons
from xc_gis.analysis.coverage.states import questions_of_standard, widest
from xc_gis.findings import UnknownReason
from xc_gis.settings import Settings
from xc_gis.standard import Standard

REASONS = (
    "no_location",
    "no_place",
    "off_network",
    "no_inventory",
    "partial_inventory",
    "stale_inventory",
    "neighbour_inventory",
    "outside_inventory",
    "unplaced_community",
    "facility_off_network",
)
"""Every reason, in the order in which it is given: the first that holds stands."""


def unknown_reasons(
    found: Assessment, standard: Standard, settings: Settings, study_date: date | None
) -> tuple[UnknownReason, ...]:
    """
    Count unknown residents by category and reason.

    Returns
    -------
    tuple
        In the order of the standard, most residents first. Sums by category are those of ``coverage.csv``.
    """
    data, ground = found.data, state_inputs_of(found.scene, found.data)
    points, n = ground.demand_points, len(data.communities)
    ids = data.communities["community_id"].to_numpy()
    asked = [one for one in questions_of_standard(standard) if one.question.key == one.category.code]
    areas = complete_areas(data.inventory, data.communities, standard, settings, study_date)
    missing = inventory_reasons(data.inventory, data.communities, standard, settings, study_date)
    near = surroundings(ground.xy, data.communities, widest(asked, settings), areas)
    nowhere = np.isnan(ground.xy[:, 0])
    homeless = np.append((data.communities["location"] == "none").to_numpy(), False)[points.community]
    rows = []
    for one in asked:
        code, category = one.category.code, one.category
        group = group_residents(points, category.population, n)
        unknown = (found.states[code] == UNKNOWN) & (points.community >= 0) & (group.residents > 0)
        total = float(sum_by_community(points.community, group.residents, n).sum())
        own = {reason: np.append(rows, False)[points.community] for reason, rows in _own(missing, code, ids).items()}
        reach = one.reach_m(settings)
        tests = {
            "no_location": nowhere & homeless,
            "no_place": nowhere,
            "off_network": points.off_network,
            **own,
            **_around(near, code, areas, reach),
            "facility_off_network": np.ones(len(nowhere), dtype=bool),
        }
        left = unknown.copy()
        counted = []
        for reason in REASONS:
            holds = tests[reason]
            people = float(group.residents[left & holds].sum())
            left &= ~holds
            if people > 0:
                share = people / total if total > 0 else 0.0
                counted.append(UnknownReason(code, category.zh, reason, people, share, category.en))
        rows += sorted(counted, key=lambda row: -row.residents)
    return tuple(rows)


def _around(near: Surroundings, code: str, areas: CompleteAreas, reach_m: float) -> dict[str, Bools]:
    """Points whose own community is surveyed, but not all that lies in reach."""
    complete = areas.communities[code]
    neighbour = np.zeros(len(near.outside_m), dtype=bool)
    neighbour[near.point[~complete[near.community] & (near.distance_m <= reach_m)]] = True
    outside = (near.outside_m <= reach_m) & (not areas.outside[code])
    unplaced = np.full(len(neighbour), bool((near.unplaced & ~complete).any()))
    surveyed = all_surveyed(near, code, areas, reach_m)
    return {
        "neighbour_inventory": neighbour,
        "outside_inventory": outside & ~surveyed,
        "unplaced_community": unplaced & ~surveyed,
    }


def _own(missing: Sequence[InventoryReason], code: str, ids: np.ndarray) -> dict[str, Bools]:
    """By reason: communities whose own inventory of a category is not complete."""
    return {
        reason: np.isin(ids, [c for one in missing if (one.category, one.reason) == (code, reason) for c in one.communities])
        for reason in (UNDECLARED, STALE, PARTIAL)
    }

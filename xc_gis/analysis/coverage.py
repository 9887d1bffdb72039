"""
Coverage with three states: covered, gap, unknown (method §5). Station 4: times → shares of residents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.analysis.geometry import Bools, Floats, Ints
from xc_gis.analysis.inventory import CompleteAreas, Surroundings, all_surveyed
from xc_gis.model import AGE_COLUMNS, COVERAGE_COLUMNS, JOINT_COLUMNS
from xc_gis.settings import Settings
from xc_gis.shares import meets, within
from xc_gis.standard import Category, Standard
from xc_gis.units import SECONDS_PER_MINUTE, TIME_TOLERANCE_S

COVERED, GAP, UNKNOWN = 0, 1, 2
STATE_NAMES = ("covered", "gap", "unknown")

SENIOR = "senior"

HALF = 0.5


def senior_key(code: str) -> str:
    """Name of the times of a category at the pace of seniors."""
    return f"{code}@{SENIOR}"


@dataclass(frozen=True)
class Points:
    """
    What coverage needs to know of demand points.

    Attributes
    ----------
    community
        Row of the community of each point, -1 outside all.
    off_network
        By point.
    demand
        Frame with ``DEMAND_COLUMNS``.
    """

    community: Ints
    off_network: Bools
    demand: gpd.GeoDataFrame


def demand_states(
    seconds: Floats,
    limit_s: float,
    reach_m: float,
    code: str,
    points: Points,
    near: Surroundings,
    areas: CompleteAreas,
    near_off_network_facility: Bools,
) -> np.ndarray:
    """
    State of each demand point for one category.

    Parameters
    ----------
    seconds
        Time to the nearest facility, NaN when not reached.
    limit_s, reach_m
        Limit, and how far a walk of that time comes in a straight line.
    near_off_network_facility
        By point: a facility of the category that no street reaches lies within ``reach_m``.
    """
    covered = (seconds <= limit_s + TIME_TOLERANCE_S) & ~points.off_network
    certain = all_surveyed(near, code, areas, reach_m) & ~points.off_network & ~near_off_network_facility
    return np.where(covered, COVERED, np.where(certain, GAP, UNKNOWN)).astype(np.int8)


@dataclass(frozen=True)
class GroupResidents:
    """
    Residents of a population group by demand point, as coverage counts them.

    ``ages_unknown``: by community, all residents stand in because ages are not known everywhere in it.
    """

    residents: Floats
    ages_unknown: Bools


def group_residents(points: Points, population: str, n_communities: int) -> GroupResidents:
    """Residents of a group; where a community's ages are not fully known, all of its residents stand in."""
    everybody = points.demand["residents"].to_numpy(dtype=float)
    if population == "all":
        return GroupResidents(everybody, np.zeros(n_communities, dtype=bool))
    column = AGE_COLUMNS[population]
    if column in points.demand.columns:
        group = points.demand[column].to_numpy(dtype=float)
    else:
        group = np.full(len(everybody), np.nan)
    unknown = np.zeros(n_communities + 1, dtype=bool)
    unknown[points.community[np.isnan(group)]] = True
    stands_in = unknown[points.community]
    return GroupResidents(np.where(stands_in, everybody, group), unknown[:n_communities])


def sum_by_community(points: Points, values: Floats, n_communities: int) -> Floats:
    """Sum of values by community; points outside all communities are left out."""
    inside = points.community >= 0
    return np.bincount(points.community[inside], weights=values[inside], minlength=n_communities).astype(np.float64)


def coverage_table(
    communities: gpd.GeoDataFrame,
    points: Points,
    states: Mapping[str, np.ndarray],
    times: Mapping[str, Floats],
    standard: Standard,
    settings: Settings,
) -> pd.DataFrame:
    """
    Count residents by state, for every community and category.

    Returns
    -------
    DataFrame
        ``COVERAGE_COLUMNS`` and ``senior``, the share of seniors known to be covered (NaN where not known).
    """
    return by_community([category_block(communities, points, states, times, c, settings) for c in standard.categories])


def by_community(blocks: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One table out of blocks, one per category: sorted by community, then in the order of the blocks."""
    table = pd.concat(blocks, ignore_index=True)
    order = np.arange(len(table)).reshape(len(blocks), -1).T.ravel()
    return table.iloc[order].reset_index(drop=True)


def category_block(
    communities: gpd.GeoDataFrame,
    points: Points,
    states: Mapping[str, np.ndarray],
    times: Mapping[str, Floats],
    category: Category,
    settings: Settings,
) -> pd.DataFrame:
    """Count residents by state for one category: one row per community, columns as ``coverage_table``."""
    n = len(communities)
    group = group_residents(points, category.population, n)
    counts = _counts(points, group.residents, states[category.code], n)
    residents = sum_by_community(points, group.residents, n)
    everybody = sum_by_community(points, points.demand["residents"].to_numpy(dtype=float), n)
    not_applicable = (everybody > 0) & (residents == 0) & ~group.ages_unknown
    low, point, high = shares(counts, residents, settings.number("coverage.unknown_max"))
    block = pd.DataFrame(
        {
            "community_id": communities["community_id"].to_numpy(),
            "community": communities["name"].to_numpy(),
            "subdistrict": communities["subdistrict"].to_numpy(),
            "category": category.code,
            "residents": residents,
            "covered": counts[COVERED],
            "gap": counts[GAP],
            "unknown": counts[UNKNOWN],
            "coverage_low": low,
            "coverage": point,
            "coverage_high": high,
        }
    )
    block["senior_low"] = block["senior_high"] = block["senior"] = np.nan
    ages_unknown = group.ages_unknown
    if category.senior_priority:
        key = category.code if category.profile == SENIOR else senior_key(category.code)
        seniors = group_residents(points, "age60plus", n)
        count = _counts(points, seniors.residents, states[key], n)
        total = sum_by_community(points, seniors.residents, n)
        senior_low, senior, senior_high = shares(count, total, settings.number("coverage.unknown_max"))
        block["senior_low"], block["senior"], block["senior_high"] = senior_low, senior, senior_high
        ages_unknown = ages_unknown | seniors.ages_unknown
    block["median_minutes"] = _median_minutes(points, group.residents, times[category.code], n)
    block["note"] = _notes(communities, everybody, not_applicable, ages_unknown & (everybody > 0))
    return block[[*COVERAGE_COLUMNS, "senior"]]


def _counts(points: Points, residents: Floats, state: np.ndarray, n: int) -> list[Floats]:
    return [sum_by_community(points, np.where(state == s, residents, 0.0), n) for s in (COVERED, GAP, UNKNOWN)]


def shares(counts: list[Floats], residents: Floats, unknown_max: float) -> tuple[Floats, Floats, Floats]:
    """
    Low, point and high coverage.

    Low counts every unknown resident as uncovered, high as covered; the point is the share of those known, NaN where
    more than ``unknown_max`` are unknown. NaN without residents.
    """
    covered, gap, unknown = counts
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = covered / residents, np.where(gap == 0, 1.0, (covered + unknown) / residents)
        point = np.where(within(unknown / residents, unknown_max), covered / (covered + gap), np.nan)
    nobody = residents <= 0
    return tuple(np.where(nobody, np.nan, share) for share in (low, point, high))  # type: ignore[return-value]


def _median_minutes(points: Points, residents: Floats, seconds: Floats, n: int) -> Floats:
    """Minutes that half of the residents on the network need at most; NaN where half of them reach nothing."""
    use = (points.community >= 0) & ~points.off_network & (residents > 0)
    home, weight = points.community[use], residents[use]
    minutes = np.where(np.isnan(seconds[use]), np.inf, seconds[use] / SECONDS_PER_MINUTE)
    order = np.lexsort((minutes, home))
    home, weight, minutes = home[order], weight[order], minutes[order]
    total = np.bincount(home, weights=weight, minlength=n)
    reached = pd.Series(weight).groupby(home).cumsum().to_numpy()  # each community for itself: no digits lost to the others
    half = meets(reached / total[home], HALF)
    first = np.flatnonzero(half & ~np.concatenate([[False], half[:-1] & (home[1:] == home[:-1])]))
    median = np.full(n, np.nan)
    median[home[first]] = minutes[first]
    return np.where(np.isinf(median), np.nan, median)


def _notes(communities: gpd.GeoDataFrame, everybody: Floats, not_applicable: Bools, ages_unknown: Bools) -> list[str]:
    located = communities["location"].to_numpy() != "none"
    words = (
        ("no_location", ~located),
        ("no_residents", located & (everybody <= 0)),
        ("not_applicable", not_applicable),
        ("ages_unknown", ages_unknown),
        ("derived", (communities["location"] == "derived").to_numpy()),
    )
    return [";".join(word for word, holds in words if holds[row]) for row in range(len(communities))]


def joint_table(
    communities: gpd.GeoDataFrame,
    points: Points,
    states: Mapping[str, np.ndarray],
    coverage: pd.DataFrame,
    standard: Standard,
) -> pd.DataFrame:
    """
    Share of residents with all mandatory categories (method §7.3).

    Low: covered in all. High: a gap in none. Point: covered in all known ones over covered in all of them or a gap in
    one. A category that is not applicable in a community is left out there.

    Returns
    -------
    DataFrame
        ``JOINT_COLUMNS``; NaN without residents, the point also where no mandatory category is known.
    """
    n = len(communities)
    mandatory = [c.code for c in standard.categories if c.mandatory]
    inside = points.community >= 0
    home = points.community[inside]
    residents = points.demand["residents"].to_numpy(dtype=float)[inside]
    all_covered, any_gap = np.ones(len(home), dtype=bool), np.zeros(len(home), dtype=bool)
    known_covered, known_gap = all_covered.copy(), any_gap.copy()
    any_known = np.zeros(n, dtype=bool)
    for code in mandatory:
        rows = coverage[coverage["category"] == code]
        applies = ~rows["note"].str.contains("not_applicable").to_numpy()
        known = rows["coverage"].notna().to_numpy() & applies
        any_known |= known
        state, counts = states[code][inside], applies[home]
        all_covered &= (state == COVERED) | ~counts
        any_gap |= (state == GAP) & counts
        known_covered &= (state == COVERED) | ~known[home]
        known_gap |= (state == GAP) & known[home]

    def count(rows: Bools) -> Floats:
        return np.bincount(home[rows], weights=residents[rows], minlength=n).astype(np.float64)

    total = count(np.ones(len(home), dtype=bool))
    with np.errstate(divide="ignore", invalid="ignore"):
        covered, gap = count(known_covered), count(known_gap)
        point = np.where(any_known & (total > 0), covered / (covered + gap), np.nan)
        joint = pd.DataFrame(
            {
                "community_id": communities["community_id"].to_numpy(),
                "joint_low": np.where(total > 0, count(all_covered) / total, np.nan),
                "joint": point,
                "joint_high": np.where(total > 0, count(~any_gap) / total, np.nan),
            }
        )
    return joint[list(JOINT_COLUMNS)]

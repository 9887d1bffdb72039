"""
Coverage with three states: covered, gap, unknown (method §5). Station 4: times → shares of residents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.model import AGE_COLUMNS, COVERAGE_COLUMNS, JOINT_COLUMNS
from xc_gis.settings import Settings
from xc_gis.shares import meets, within
from xc_gis.standard import Category, Standard
from xc_gis.units import SECONDS_PER_MINUTE

COVERED, GAP, UNKNOWN = 0, 1, 2
STATE_NAMES = ("covered", "gap", "unknown")

SENIOR = "senior"

PACE = "@"
"""Between a category and the pace at which its times are found besides."""

HALF = 0.5


def senior_key(code: str) -> str:
    """Name of the times of a category at the pace of seniors."""
    return f"{code}{PACE}{SENIOR}"


@dataclass(frozen=True)
class DemandPoints:
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


@dataclass(frozen=True)
class GroupResidents:
    """
    Residents of a population group by demand point, as coverage counts them.

    ``ages_unknown``: by community, all residents stand in because ages are not known everywhere in it.
    """

    residents: Floats
    ages_unknown: Bools


def group_residents(points: DemandPoints, population: str, n_communities: int) -> GroupResidents:
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


def sum_by_community(community: Ints, values: Floats, n_communities: int) -> Floats:
    """Sum of values of demand points by ``community`` (row); points outside all communities (-1) are left out."""
    inside = community >= 0
    return np.bincount(community[inside], weights=values[inside], minlength=n_communities).astype(np.float64)


def coverage_table(
    communities: gpd.GeoDataFrame,
    points: DemandPoints,
    states: Mapping[str, np.ndarray],
    times: Mapping[str, Floats],
    standard: Standard,
    settings: Settings,
    *,
    medians: bool = True,
) -> pd.DataFrame:
    """
    Count residents by state, for every community and category.

    ``medians``: without them ``median_minutes`` is NaN; no star rests on it.

    Returns
    -------
    DataFrame
        ``COVERAGE_COLUMNS`` and ``senior``, the share of seniors known to be covered (NaN where not known).
    """
    return by_community(
        [
            category_block(
                communities, points, states, times, c, settings, seniors=c.code in standard.senior_codes, medians=medians
            )
            for c in standard.categories
        ]
    )


def by_community(blocks: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One table out of blocks, one per category: sorted by community, then in the order of the blocks."""
    table = pd.concat(blocks, ignore_index=True)
    order = np.arange(len(table)).reshape(len(blocks), -1).T.ravel()
    return table.iloc[order].reset_index(drop=True)


def category_block(
    communities: gpd.GeoDataFrame,
    points: DemandPoints,
    states: Mapping[str, np.ndarray],
    times: Mapping[str, Floats],
    category: Category,
    settings: Settings,
    *,
    seniors: bool,
    medians: bool = True,
) -> pd.DataFrame:
    """
    Count residents by state for one category: one row per community, columns as ``coverage_table``.

    ``seniors``: those of 60 and more are counted at their own pace, too.
    """
    n = len(communities)
    group = group_residents(points, category.population, n)
    counts = counts_by_state(points.community, group.residents, states[category.code], n)
    residents = sum_by_community(points.community, group.residents, n)
    everybody = sum_by_community(points.community, points.demand["residents"].to_numpy(dtype=float), n)
    not_applicable = (everybody > 0) & (residents == 0) & ~group.ages_unknown
    low, point, high = shares(counts, residents, settings.number("coverage.unknown_max"))
    block: dict[str, object] = {
        "community_id": communities["community_id"].array,
        "community": communities["name"].array,
        "subdistrict": communities["subdistrict"].array,
        "category": category.code,
        "residents": residents,
        "covered": counts[COVERED],
        "gap": counts[GAP],
        "unknown": counts[UNKNOWN],
        "coverage_low": low,
        "coverage": point,
        "coverage_high": high,
        "senior_low": np.nan,
        "senior_high": np.nan,
        "senior": np.nan,
    }
    ages_unknown = group.ages_unknown
    if seniors:
        key = category.code if category.profile == SENIOR else senior_key(category.code)
        older = group_residents(points, "age60plus", n)
        count = counts_by_state(points.community, older.residents, states[key], n)
        total = sum_by_community(points.community, older.residents, n)
        senior_low, senior, senior_high = shares(count, total, settings.number("coverage.unknown_max"))
        block["senior_low"], block["senior"], block["senior_high"] = senior_low, senior, senior_high
        ages_unknown = ages_unknown | older.ages_unknown
    block["median_minutes"] = np.nan
    if medians:
        block["median_minutes"] = median_minutes(points.community, points.off_network, group.residents, times[category.code], n)
    block["note"] = _notes(communities, everybody, not_applicable, ages_unknown & (everybody > 0))
    return pd.DataFrame({name: block[name] for name in (*COVERAGE_COLUMNS, "senior")})


def counts_by_state(community: Ints, residents: Floats, state: np.ndarray, n_communities: int) -> list[Floats]:
    """Residents of demand points by community (row, -1 outside), for each of ``COVERED``, ``GAP``, ``UNKNOWN``."""
    return [sum_by_community(community, np.where(state == s, residents, 0.0), n_communities) for s in (COVERED, GAP, UNKNOWN)]


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


def median_minutes(community: Ints, off_network: Bools, residents: Floats, seconds: Floats, n: int) -> Floats:
    """By community: minutes that half of the residents on the network need at most; NaN where half of them reach nothing."""
    use = (community >= 0) & ~off_network & (residents > 0)
    home, weight = community[use], residents[use]
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
    points: DemandPoints,
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
    mandatory = [c.code for c in standard.categories if c.mandatory]
    by_category = [coverage[coverage["category"] == code] for code in mandatory]
    applies = [~rows["note"].str.contains("not_applicable").to_numpy() for rows in by_category]
    known = [rows["coverage"].notna().to_numpy() & valid for rows, valid in zip(by_category, applies, strict=True)]
    residents = points.demand["residents"].to_numpy(dtype=float)
    low, point, high = joint_shares(
        points.community, residents, [states[code] for code in mandatory], applies, known, len(communities)
    )  # fmt: skip
    ids = communities["community_id"].to_numpy()
    return pd.DataFrame({"community_id": ids, "joint_low": low, "joint": point, "joint_high": high})[list(JOINT_COLUMNS)]


def joint_shares(
    community: Ints, residents: Floats, states: Sequence[np.ndarray], applies: Sequence[Bools], known: Sequence[Bools], n: int
) -> tuple[Floats, Floats, Floats]:
    """
    Low, point and high share of residents with all mandatory categories, by community.

    Parameters
    ----------
    community, residents
        By demand point: row of its community (-1 outside), and its people.
    states
        Of each mandatory category, by demand point.
    applies, known
        Of each of them, by community: somebody is in its group; its coverage is known.
    """
    inside = community >= 0
    home, people = community[inside], residents[inside]
    all_covered, any_gap = np.ones(len(home), dtype=bool), np.zeros(len(home), dtype=bool)
    known_covered, known_gap = all_covered.copy(), any_gap.copy()
    any_known = np.zeros(n, dtype=bool)
    for state, valid, sure in zip(states, applies, known, strict=True):
        any_known |= sure
        covered, gap = state[inside] == COVERED, state[inside] == GAP
        all_covered &= covered | ~valid[home]
        any_gap |= gap & valid[home]
        known_covered &= covered | ~sure[home]
        known_gap |= gap & sure[home]

    def count(rows: Bools) -> Floats:
        return np.bincount(home[rows], weights=people[rows], minlength=n).astype(np.float64)

    total = count(np.ones(len(home), dtype=bool))
    with np.errstate(divide="ignore", invalid="ignore"):
        covered, gap = count(known_covered), count(known_gap)
        low, high = (np.where(total > 0, count(rows) / total, np.nan) for rows in (all_covered, ~any_gap))
        return low, np.where(any_known & (total > 0), covered / (covered + gap), np.nan), high

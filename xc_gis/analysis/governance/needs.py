"""What communities need: gaps, complaints and services not delivered, each by community and category (需求清单)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.model.ledger import GAP, GROWN_UP, HOTLINE, LISTED, NEED_COLUMNS, SURVEY, known_gap, need_id
from xc_gis.standard import Standard

COMPLAINTS = ("gap_complaints", "complaints_only")
"""Quadrants of the hotline's matrix in which more people complain than elsewhere."""

STATED_NO = "no"

NOBODY_KNOWN = frozenset({"no_location", "no_residents"})
"""Notes of ``coverage.csv``: nobody is known to live there, so its zeros are no figures."""

AGES_UNKNOWN = "ages_unknown"
"""Note: all residents stand in for the group."""


def needs_table(
    coverage: pd.DataFrame,
    demand: pd.DataFrame,
    older: pd.Series,
    standard: Standard,
    *,
    hotline: pd.DataFrame | None,
    reach: pd.DataFrame | None,
    candidates: Mapping[str, tuple[str, ...]],
) -> pd.DataFrame:
    """
    Put the needs together.

    Parameters
    ----------
    coverage
        ``COVERAGE_COLUMNS``.
    demand
        One row a demand point: ``community_id`` and ``state_<CATEGORY>``.
    older
        Residents of 60 and more by demand point, NaN where not known; of ``age80plus`` categories those in a gap are all of them.
    hotline, reach
        ``HOTLINE_COLUMNS``, ``SURVEY_REACH_COLUMNS``; None without.
    candidates
        Ids of places that could be used, by community.

    Returns
    -------
    DataFrame
        ``NEED_COLUMNS``.
    """
    voices = _voices(hotline)
    lacking = _not_delivered(reach)
    seniors = _seniors_in_gap(demand, older, standard)
    rows = []
    for row in coverage.itertuples(index=False):
        key = (row.community_id, row.category)
        pressure, quadrant = voices.get(key, (np.nan, ""))
        notes = set(row.note.split(";"))
        residents, gap, unknown = (np.nan,) * 3 if notes & NOBODY_KNOWN else (row.residents, row.gap, row.unknown)
        told = known_gap(gap, unknown)
        people = np.nan if told is None else told
        sources = [
            source for source, holds in ((GAP, gap > 0), (HOTLINE, quadrant in COMPLAINTS), (SURVEY, key in lacking)) if holds
        ]
        if not sources:
            continue
        population = standard.category(row.category).population
        if np.isnan(people) or population not in GROWN_UP:
            of_60 = np.nan
        elif population == "all":
            of_60 = seniors.get(key, 0.0)
        else:
            of_60 = np.nan if AGES_UNKNOWN in notes else people
        rows.append(
            (need_id(*key), *key[:1], row.community, row.subdistrict, row.category, residents, people, of_60, unknown, LISTED.join(sources), pressure,
             quadrant, LISTED.join(candidates.get(row.community_id, ())))
        )  # fmt: skip
    table = pd.DataFrame(rows, columns=list(NEED_COLUMNS))
    return table.astype(dict.fromkeys(("residents", "people", "people_60plus", "unknown", "pressure"), "float64"))


def _voices(hotline: pd.DataFrame | None) -> dict[tuple[str, str], tuple[float, str]]:
    if hotline is None:
        return {}
    columns = hotline[["community_id", "category", "pressure", "quadrant"]]
    return {
        (community, category): (float(pressure), quadrant)
        for community, category, pressure, quadrant in columns.itertuples(index=False)
    }


def _not_delivered(reach: pd.DataFrame | None) -> set[tuple[str, str]]:
    """Community and category of items of which the survey says that they are not delivered."""
    if reach is None:
        return set()
    said = reach[reach["provided"] == STATED_NO]
    return set(zip(said["community_id"], said["category"], strict=True))


def _seniors_in_gap(demand: pd.DataFrame, older: pd.Series, standard: Standard) -> dict[tuple[str, str], float]:
    """People of 60 and more at demand points in a gap; NaN where the ages of some of them are not known."""
    found: dict[tuple[str, str], float] = {}
    people = older.to_numpy(dtype=float)
    inside = demand["community_id"].notna().to_numpy()
    for category in standard.categories:
        gap = inside & (demand[f"state_{category.code}"].to_numpy() == GAP)
        sums = pd.DataFrame({"id": demand["community_id"].to_numpy()[gap], "people": people[gap]})
        totals = sums.groupby("id")["people"].agg(lambda values: values.sum(skipna=False))
        found |= {(str(community), category.code): float(total) for community, total in totals.items()}
    return found


def candidates_by_community(sites: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> dict[str, tuple[str, ...]]:
    """Ids of sites (``site_id``, any geometry) by the community in whose area their inner point lies; sites in none are left out."""
    if sites.empty:
        return {}
    found: dict[str, list[str]] = {}
    for site, community in _inside(sites, communities):
        found.setdefault(community, []).append(site)
    return {community: tuple(sorted(ids)) for community, ids in found.items()}


def _inside(sites: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> Iterator[tuple[str, str]]:
    tree = shapely.STRtree(communities.geometry.to_numpy())
    places = shapely.point_on_surface(sites.geometry.to_numpy())
    seen: set[int] = set()
    for at, row in sorted(zip(*tree.query(places, predicate="intersects").tolist(), strict=True)):
        if at not in seen:  # on a boundary: the first of the two
            seen.add(at)
            yield str(sites["site_id"].iloc[at]), str(communities["community_id"].iloc[row])

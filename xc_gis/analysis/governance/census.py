"""
What the census of resources comes to: how many of each kind, per 10,000 residents, how many are facilities of the run.

A kind is known of a community where the census has a row of it, or where its table is said to hold everything; else it is unknown, never 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.governance.areas import areas_of
from xc_gis.analysis.governance.links import AMBIGUOUS, BY_ID, BY_NAME, BY_PLACE, KnownFacilities, links
from xc_gis.model import CENSUS_AREA_COLUMNS, CENSUS_COLUMNS, LINK_COLUMNS, Census

TEN_THOUSAND = 10_000.0
KNOWN, NOT_KNOWN = "known", "unknown"


@dataclass(frozen=True)
class CensusTables:
    """
    Tables of a run.

    Attributes
    ----------
    table, areas, links
        ``CENSUS_COLUMNS``, ``CENSUS_AREA_COLUMNS``, ``LINK_COLUMNS``.
    ways
        How many rows were linked in which way, and how many were not.
    """

    table: pd.DataFrame
    areas: pd.DataFrame
    links: pd.DataFrame
    ways: dict[str, int]


def census_tables(
    census: Census, residents: pd.Series, subdistricts: pd.Series, known: KnownFacilities, *, near_m: float
) -> CensusTables:
    """
    Work out a census.

    Parameters
    ----------
    residents, subdistricts
        By community id, all communities of the study in their order; residents NaN where not known.
    near_m
        As in ``links``.
    """
    ids, kinds = residents.index.tolist(), census.kinds["kind"].tolist()
    types = {
        kind: tuple(part for part in codes.split(";") if part) for kind, codes in zip(kinds, census.kinds["types"], strict=True)
    }
    resources = census.resources
    told = (resources["name"] != "") | resources["x"].notna()
    one = resources[((resources["count"] == 1) & told) | (resources["facility_id"] != "")].reset_index(drop=True)
    found = links(one, known, types, near_m=near_m)
    counts, is_known = _counts(resources, ids, kinds, census.complete)
    linked = np.zeros(counts.shape, dtype=np.int64)
    mine = one[found["facility"].to_numpy() >= 0]
    np.add.at(linked, (pd.Index(ids).get_indexer(mine["community_id"]), pd.Index(kinds).get_indexer(mine["kind"])), 1)
    people = residents.to_numpy(dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        per_10k = np.where(people[:, None] > 0, counts / people[:, None] * TEN_THOUSAND, np.nan)
    table = pd.DataFrame(
        {
            "community_id": np.repeat(np.array(ids, dtype=object), len(kinds)), "kind": np.tile(np.array(kinds, dtype=object), len(ids)),
            "group": np.tile(census.kinds["group"].to_numpy(dtype=object), len(ids)),
            "state": np.where(is_known, KNOWN, NOT_KNOWN).ravel().astype(object), "count": counts.ravel(), "per_10k": per_10k.ravel(),
            "linked": linked.ravel(),
        }
    )  # fmt: skip
    rows = [
        (area, kind, group, int(members.sum()), *figures)
        for area, members in areas_of(subdistricts)
        for (kind, group), figures in zip(
            census.kinds[["kind", "group"]].itertuples(index=False, name=None), _of_area(counts[members], people[members], linked[members]), strict=True
        )
    ]  # fmt: skip
    shown = one[["row", "community_id", "kind", "name"]].join(found[["facility_id", "way", "distance_m"]])
    ways = {way: int((found["way"] == way).sum()) for way in (BY_ID, BY_NAME, BY_PLACE, AMBIGUOUS)}
    return CensusTables(
        table[list(CENSUS_COLUMNS)], pd.DataFrame(rows, columns=list(CENSUS_AREA_COLUMNS)), shown[list(LINK_COLUMNS)], ways
    )


def _counts(resources: pd.DataFrame, ids: list[str], kinds: list[str], complete: frozenset[str]) -> tuple[Floats, Bools]:
    """Communities × kinds: how many (NaN where not known), and where it is known."""
    shape = (len(ids), len(kinds))
    rows, columns = pd.Index(ids).get_indexer(resources["community_id"]), pd.Index(kinds).get_indexer(resources["kind"])
    number = resources["count"].to_numpy(dtype=float)
    sums, told, doubtful = np.zeros(shape), np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    np.add.at(sums, (rows, columns), np.nan_to_num(number))
    told[rows, columns] = True
    doubtful[rows[np.isnan(number)], columns[np.isnan(number)]] = True
    all_there = np.array([kind in complete for kind in kinds], dtype=bool)
    known: Bools = (told | all_there[None, :]) & ~doubtful
    return np.where(known, sums, np.nan), known


def _of_area(counts: Floats, people: Floats, linked: np.ndarray) -> Iterator[tuple[int, float, float, int]]:
    """By kind: communities of which it is known, how many they have, per 10,000 of their residents, rows with a link."""
    known = ~np.isnan(counts)
    for column in range(counts.shape[1]):
        mine = known[:, column]
        total = float(counts[mine, column].sum()) if mine.any() else np.nan
        residents = float(people[mine].sum())
        yield int(mine.sum()), total, total / residents * TEN_THOUSAND if residents > 0 else np.nan, int(linked[:, column].sum())

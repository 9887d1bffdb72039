"""What the directory of services comes to: how many entries by community and 小类, how many can be booked online, which facilities of the run they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.governance.links import AMBIGUOUS, BY_ID, BY_NAME, BY_PLACE, KnownFacilities, links
from xc_gis.model import ALL, DIRECTORY_AREA_COLUMNS, DIRECTORY_COLUMNS, DIRECTORY_COUNT_COLUMNS, YES, Directory

TEN_THOUSAND = 10_000.0
KEYS = ["division", "kind"]
COUNTED = ("count", "bookable", "linked")


@dataclass(frozen=True)
class DirectoryTables:
    """
    Tables of a run.

    Attributes
    ----------
    table, counts, areas
        ``DIRECTORY_COLUMNS``, ``DIRECTORY_COUNT_COLUMNS``, ``DIRECTORY_AREA_COLUMNS``.
    ways
        How many entries were linked in which way, and how many were not.
    """

    table: pd.DataFrame
    counts: pd.DataFrame
    areas: pd.DataFrame
    ways: dict[str, int]


@dataclass(frozen=True)
class Contact:
    """What the directory says of a facility; empty where it says nothing. ``booking``: ``yes``, ``no`` or empty."""

    phone: str = ""
    hours: str = ""
    booking: str = ""


NO_CONTACT = Contact()
"""Nothing is said."""


def directory_tables(
    directory: Directory, residents: pd.Series, subdistricts: pd.Series, known: KnownFacilities, *, near_m: float
) -> DirectoryTables:
    """
    Work out a directory; parameters as those of ``census_tables``.

    An entry of which nobody says the community belongs to that of its facility.

    Areas count the entries of their communities, the district also those that belong to none; kinds without entries as ``DIRECTORY_AREA_COLUMNS`` says.
    """
    entries = directory.entries
    found = links(entries, known, directory.types, near_m=near_m)
    home = pd.Series(
        [known.home[at] if at >= 0 and known.home[at] else None for at in found["facility"]], index=entries.index, dtype=object
    )
    kinds = tuple(dict.fromkeys((*directory.kinds, *entries[KEYS].itertuples(index=False, name=None))))
    entries = entries.assign(community_id=entries["community_id"].where(entries["community_id"].notna(), home))
    table = entries.drop(columns=["facility_id", "x", "y"]).join(found[["facility_id", "way", "distance_m"]])
    each = entries.assign(
        bookable=(entries["booking"] == YES).astype(np.int64), linked=(found["facility"] >= 0).astype(np.int64), count=np.int64(1),
        area=entries["community_id"].map(subdistricts), kind_order=_order(entries, kinds),
    )  # fmt: skip
    streets = residents.groupby(subdistricts).sum(min_count=1).where(residents.isna().groupby(subdistricts).sum() == 0)
    whole = pd.Series({ALL: residents.sum() if residents.notna().all() else np.nan})
    counts = _counted(each, "community_id", residents)
    placed = each["area"].fillna("") != ""
    lost = set(each.loc[each["community_id"].isna(), "kind_order"])
    areas = [
        _counted(each.assign(area=ALL), "area", whole, _none_of(kinds, [ALL])),
        _counted(each[placed], "area", streets, _none_of(kinds, sorted(set(subdistricts) - {""}), lost)),
    ]
    ways = {way: int((found["way"] == way).sum()) for way in (BY_ID, BY_NAME, BY_PLACE, AMBIGUOUS)}
    return DirectoryTables(
        table[list(DIRECTORY_COLUMNS)], counts[list(DIRECTORY_COUNT_COLUMNS)],
        pd.concat(areas, ignore_index=True)[list(DIRECTORY_AREA_COLUMNS)], ways,
    )  # fmt: skip


def _order(entries: pd.DataFrame, kinds: Sequence[tuple[str, str]]) -> np.ndarray:
    """Place of the 小类 of each entry among all."""
    return (
        pd.MultiIndex.from_tuples(kinds, names=KEYS).get_indexer(pd.MultiIndex.from_frame(entries[KEYS]))
        if len(entries)
        else np.empty(0, np.int64)
    )


def _none_of(kinds: Sequence[tuple[str, str]], areas: Sequence[str], but: Collection[int] = ()) -> pd.DataFrame:
    """A row of nothing for each area and 小类, those of ``but`` left out."""
    rows = [(area, n, *kind, 0, 0, 0) for area in areas for n, kind in enumerate(kinds) if n not in but]
    return pd.DataFrame(rows, columns=["area", "kind_order", *KEYS, *COUNTED])


def _counted(entries: pd.DataFrame, by: str, residents: pd.Series, none: pd.DataFrame | None = None) -> pd.DataFrame:
    """Sums by ``by`` and 小类, with those of ``none`` that have no entries; areas by name, kinds as in their table."""
    if none is not None and len(none):
        entries = pd.concat([entries[[by, "kind_order", *KEYS, *COUNTED]], none], ignore_index=True)
    sums = entries.groupby([by, "kind_order", *KEYS], sort=True)[list(COUNTED)].sum().reset_index()
    people = sums[by].map(residents).to_numpy(dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        per_10k = np.where(people > 0, sums["count"].to_numpy(dtype=float) / people * TEN_THOUSAND, np.nan)
    return sums.assign(per_10k=per_10k)


def contacts(directory: Directory, known: KnownFacilities, *, near_m: float) -> dict[str, Contact]:
    """
    What the directory says of facilities, by facility id.

    Several entries of one facility: telephone numbers stand beside each other, of hours and booking the first that is said stands, ``yes`` before ``no``.
    """
    entries = directory.entries
    found = links(entries, known, directory.types, near_m=near_m)
    mine = entries.drop(columns="facility_id").join(found[["facility", "facility_id"]])
    said: dict[str, Contact] = {}
    for row in mine[mine["facility"] >= 0].itertuples(index=False):
        before = said.get(row.facility_id, NO_CONTACT)
        phones = [part for part in (before.phone, row.phone) if part]
        booking = YES if YES in {before.booking, row.booking} else before.booking or row.booking
        said[row.facility_id] = Contact(" ".join(dict.fromkeys(phones)), before.hours or row.hours, booking)
    return said

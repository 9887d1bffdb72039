"""What the directory of services comes to: how many entries by community and 小类, how many can be booked online, which facilities of the run they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.governance.links import AMBIGUOUS, BY_ID, BY_NAME, BY_PLACE, KnownFacilities, links
from xc_gis.model import ALL, DIRECTORY_AREA_COLUMNS, DIRECTORY_COLUMNS, DIRECTORY_COUNT_COLUMNS, YES, Directory

TEN_THOUSAND = 10_000.0
KEYS = ["division", "kind"]


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

    Areas count the entries of their communities, the district also those that belong to none.
    """
    entries = directory.entries
    found = links(entries, known, directory.types, near_m=near_m)
    home = pd.Series(
        [known.home[at] if at >= 0 and known.home[at] else None for at in found["facility"]], index=entries.index, dtype=object
    )
    entries = entries.assign(community_id=entries["community_id"].where(entries["community_id"].notna(), home))
    table = entries.drop(columns=["facility_id", "x", "y"]).join(found[["facility_id", "way", "distance_m"]])
    each = entries.assign(
        bookable=(entries["booking"] == YES).astype(np.int64), linked=(found["facility"] >= 0).astype(np.int64), count=np.int64(1),
        area=entries["community_id"].map(subdistricts), kind_order=entries.groupby(KEYS, sort=False).ngroup(),
    )  # fmt: skip
    streets = residents.groupby(subdistricts).sum(min_count=1).where(residents.isna().groupby(subdistricts).sum() == 0)
    whole = pd.Series({ALL: residents.sum() if residents.notna().all() else np.nan})
    counts = _counted(each, "community_id", residents)
    areas = [_counted(each.assign(area=ALL), "area", whole), _counted(each[each["area"].fillna("") != ""], "area", streets)]
    ways = {way: int((found["way"] == way).sum()) for way in (BY_ID, BY_NAME, BY_PLACE, AMBIGUOUS)}
    return DirectoryTables(
        table[list(DIRECTORY_COLUMNS)], counts[list(DIRECTORY_COUNT_COLUMNS)],
        pd.concat(areas, ignore_index=True)[list(DIRECTORY_AREA_COLUMNS)], ways,
    )  # fmt: skip


def _counted(entries: pd.DataFrame, by: str, residents: pd.Series) -> pd.DataFrame:
    """Sums by ``by`` and 小类; areas by name, kinds as they come in the directory."""
    sums = entries.groupby([by, "kind_order", *KEYS], sort=True)[["count", "bookable", "linked"]].sum().reset_index()
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

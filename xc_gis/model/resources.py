"""What a community has: its resources as the census counts them (资源普查), and the directory of services. Firms and organisations, no person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

ORGANISATION, FACILITY = "organisation", "facility"
"""The two groups of kinds of resources: community organisations, public facilities."""

KIND_COLUMNS = ("kind", "group", "types", "source")
"""
Kinds of resources, one row each in the order of the table; all text.

``group``: ``organisation`` or ``facility``. ``types``: codes of facility types of the standard that a resource of this kind may be, joined by ``;``, or
empty. ``source``: who says that there is such a kind.
"""

RESOURCE_COLUMNS = ("row", "community_id", "kind", "name", "count", "facility_id", "x", "y")
"""
The census as read, one row a row of the table that is used, in its order.

``row``: of the file. ``name``, ``facility_id``: empty where not said. ``count``: how many, NaN where the row says that it is not known. ``x``, ``y``: metres in
the analysis CRS, NaN without a place.
"""

ENTRY_COLUMNS = (
    "row", "community_id", "division", "kind", "name", "address", "phone", "hours", "booking", "url", "facility_id", "x", "y",
)  # fmt: skip
"""
The directory as read, one row an entry, in its order.

``community_id``: None where nobody says. ``division``, ``kind``: 大类, 小类. ``booking``: ``yes``, ``no``, or empty where nobody says whether one can book online. Other texts are
empty where not said; ``x``, ``y`` as in ``RESOURCE_COLUMNS``.
"""

CENSUS_COLUMNS = ("community_id", "kind", "group", "state", "count", "per_10k", "linked")
"""
``census.csv``: one row per community and kind.

``state``: ``known``, or ``unknown`` where the kind was not surveyed in the community: then ``count`` and ``per_10k`` are NaN, never 0. ``per_10k``: per 10,000
residents, NaN where nobody lives or nobody counted. ``linked``: rows of the census that are linked to a facility of the run.
"""

CENSUS_AREA_COLUMNS = ("area", "kind", "group", "communities", "known", "count", "per_10k", "linked")
"""
``census_areas.csv``: the same for the district (``ALL``) and each subdistrict.

``communities``: how many it has, ``known``: of how many the kind is known. ``count`` and ``per_10k`` speak of these alone, and are NaN where it is known of none.
"""

LINK_COLUMNS = ("row", "community_id", "kind", "name", "facility_id", "way", "distance_m")
"""
``census_links.csv``: one row per row of the census that stands for one resource and says which: by its name, its place or the id of a facility.

``way``: how the facility was found (``id``, ``name``, ``place``), or why none was: ``ambiguous`` (several could be meant), ``none``. ``distance_m``: between both places, NaN where
one has none.
"""

DIRECTORY_COLUMNS = (
    "row", "community_id", "division", "kind", "name", "address", "phone", "hours", "booking", "url", "facility_id", "way", "distance_m",
)  # fmt: skip
"""``directory.csv``: one row per entry; columns as in ``ENTRY_COLUMNS`` and ``LINK_COLUMNS``."""

DIRECTORY_COUNT_COLUMNS = ("community_id", "division", "kind", "count", "per_10k", "bookable", "linked")
"""
``directory_counts.csv``: one row per community, 大类 and 小类 with entries.

A 小类 without a row in a community has no entry there: whether there is no such service, the directory does not say. ``bookable``: entries that can be booked online;
``linked``: entries that are facilities of the run.
"""

DIRECTORY_AREA_COLUMNS = ("area", "division", "kind", "count", "per_10k", "bookable", "linked")
"""
``directory_areas.csv``: the same for the district (``ALL``, entries of no community included) and each subdistrict.

Every 小类 of the table of categories, and every one with entries, has a row for the district: 0 where the directory names none. A subdistrict has a row of 0 where all entries of the
小类 have a community; where some have none, it has a row only with entries of its own, and these are the least that there are.
"""

WINDOW = "+"
"""Between the id of a facility and the type of a service that is linked to it."""

SERVICE_LINK_COLUMNS = ("row", "code", "category", "facility_id", "type")
"""
``service_links.csv``: links that the office keeps, one row each.

``code``: item of the catalogue, ``category``: service of the standard that it is; ``facility_id``, ``type``: a facility that gives a service besides those of
its own type, and the type that stands for it. Empty where a row does not speak of it.
"""


@dataclass(frozen=True)
class Census:
    """
    The census of resources.

    Attributes
    ----------
    kinds
        ``KIND_COLUMNS``.
    resources
        ``RESOURCE_COLUMNS``.
    complete
        Kinds of which the table holds everything: where it has no row, there is none.
    """

    kinds: pd.DataFrame
    resources: pd.DataFrame
    complete: frozenset[str]


@dataclass(frozen=True)
class Directory:
    """
    The directory of services.

    Attributes
    ----------
    entries
        ``ENTRY_COLUMNS``.
    types
        Facility types of the standard that an entry of a 小类 may be, by the 小类; missing where nobody says.
    kinds
        大类 and 小类 in the order of their table, also those without entries; empty where there is no such table.
    """

    entries: pd.DataFrame
    types: dict[str, tuple[str, ...]]
    kinds: tuple[tuple[str, str], ...] = ()

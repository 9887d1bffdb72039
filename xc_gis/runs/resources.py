"""
What a run says of the resources of its communities and of its directory of services, read for showing.

Standard library only, as ``view``. Nothing is computed anew; what was not surveyed is None, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.files.spreadsheet_text import unquoted
from xc_gis.runs.table_rows import Number, named_rows, number, whole_tables


@dataclass(frozen=True)
class KindCount:
    """
    How many resources of a kind a community or an area has.

    Attributes
    ----------
    place
        Id of a community; ``ALL`` or the name of a subdistrict.
    kind, group
        Name of the kind; ``organisation`` or ``facility``.
    communities, known
        How many communities the place has, and of how many the kind is known.
    count, per_10k
        Of those; None where it is known of none (per 10,000 residents: also where nobody counted them).
    linked
        Rows of the census that are a facility of the run.
    """

    place: str
    kind: str
    group: str
    communities: int
    known: int
    count: Number
    per_10k: Number
    linked: int


@dataclass(frozen=True)
class ResourceCensus:
    """The census: ``areas`` (``ALL`` first) and ``communities``, kinds in the order of the census."""

    areas: tuple[KindCount, ...]
    communities: tuple[KindCount, ...]

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Kinds with their groups, in their order."""
        return tuple(dict.fromkeys((one.kind, one.group) for one in self.areas))


@dataclass(frozen=True)
class DirectoryEntry:
    """An entry of the directory; texts are empty where not said. ``booking``: ``yes``, ``no`` or empty."""

    community_id: str
    division: str
    kind: str
    name: str
    address: str
    phone: str
    hours: str
    booking: str
    url: str
    facility_id: str


@dataclass(frozen=True)
class EntryCount:
    """Entries of a 小类 in an area (``ALL``: the district): how many, per 10,000 residents, how many of them can be booked online or are facilities."""

    area: str
    division: str
    kind: str
    count: int
    per_10k: Number
    bookable: int
    linked: int


@dataclass(frozen=True)
class ServiceDirectory:
    """The directory: its ``entries`` in their order, and how many there are by area."""

    entries: tuple[DirectoryEntry, ...]
    areas: tuple[EntryCount, ...]


@dataclass(frozen=True)
class Resources:
    """What a run has; each None where its study names no such table."""

    census: ResourceCensus | None = None
    directory: ServiceDirectory | None = None

    @property
    def has_any(self) -> bool:
        """Whether there is anything at all."""
        return self.census is not None or self.directory is not None


def read_resources(folder: Path, manifest: Mapping[str, Any]) -> Resources:
    """
    Read what a run has.

    Raises
    ------
    InputError
        A table that the manifest names is damaged or gone.
    """
    outputs = manifest["outputs"]
    with whole_tables(folder):
        return Resources(
            _census(folder) if "census.csv" in outputs else None, _directory(folder) if "directory.csv" in outputs else None
        )


def _census(folder: Path) -> ResourceCensus:
    areas = tuple(
        KindCount(
            unquoted(row["area"]), unquoted(row["kind"]), row["group"], int(row["communities"]), int(row["known"]), number(row["count"]), number(row["per_10k"]),
            int(row["linked"]),
        )
        for row in named_rows(folder / "census_areas.csv")
    )  # fmt: skip
    communities = tuple(
        KindCount(
            row["community_id"], unquoted(row["kind"]), row["group"], 1, int(row["state"] == "known"), number(row["count"]), number(row["per_10k"]),
            int(row["linked"]),
        )
        for row in named_rows(folder / "census.csv")
    )  # fmt: skip
    return ResourceCensus(areas, communities)


def _directory(folder: Path) -> ServiceDirectory:
    fields = tuple(DirectoryEntry.__dataclass_fields__)
    entries = tuple(DirectoryEntry(*(unquoted(row[name]) for name in fields)) for row in named_rows(folder / "directory.csv"))
    areas = tuple(
        EntryCount(
            unquoted(row["area"]), unquoted(row["division"]), unquoted(row["kind"]), int(row["count"]), number(row["per_10k"]), int(row["bookable"]), int(row["linked"])
        )
        for row in named_rows(folder / "directory_areas.csv")
    )  # fmt: skip
    return ServiceDirectory(entries, areas)

"""Rows that wait for a place, and where they may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceCandidate:
    """
    Where a row without a place may be.

    ``lon, lat``: WGS 84, None where only the street is known. ``score``: 0-100 (``sources.placing``). ``evidence``: for people.
    """

    lon: float | None
    lat: float | None
    score: float
    evidence: str


@dataclass(frozen=True)
class WaitingRow:
    """
    A row of a facility, or of a community (table ``communities``), that waits for a place.

    Attributes
    ----------
    table, file, row
        Where it stands in the study file (``facilities.0``), its file and row.
    facility_id
        The source's own id, empty where it has none.
    type, name, address
        As read.
    subdistrict, community
        As far as the row says them; a row known only so far is never used for minutes. ``community`` is an id.
    reason
        Why it has no place.
    candidates
        Best first.
    """

    table: str
    file: str
    row: int
    facility_id: str
    type: str
    name: str
    address: str
    subdistrict: str
    community: str
    reason: str
    candidates: tuple[PlaceCandidate, ...] = ()

"""One object of an OpenStreetMap file as it stands there, before anything is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xc_gis.units import is_lonlat

Place = tuple[float, float]
"""Longitude, latitude."""

Ref = tuple[str, int]
"""Kind (``n``, ``w``, ``r``) and number of an object."""


NAMES = {"n": "node", "w": "way", "r": "relation"}
"""Kinds as OpenStreetMap writes them out."""


@dataclass(slots=True)
class Thing:
    """
    One version of one object.

    Attributes
    ----------
    kind, number, version
        ``n``, ``w`` or ``r``; number, negative where it is new; 0 where no version is given.
    gone
        Deleted: by ``visible``, by JOSM's ``action``, or a later version that is empty.
    place
        Of a node.
    refs, places
        Of a way: its nodes (None where only the place is given) and their places (None where only the node is).
    members
        Of a relation: kind, number, role.
    shapes
        Of a relation: places of member ways that the answer draws without their nodes.
    """

    kind: str
    number: int
    version: int
    gone: bool
    tags: dict[str, str] = field(default_factory=dict)
    place: Place | None = None
    refs: list[int | None] = field(default_factory=list)
    places: list[Place | None] = field(default_factory=list)
    members: list[tuple[str, int, str]] = field(default_factory=list)
    shapes: dict[int, list[Place | None]] = field(default_factory=dict)

    @property
    def ref(self) -> Ref:
        """Kind and number."""
        return self.kind, self.number


@dataclass(slots=True)
class Content:
    """All objects of a file in its order, with what it says of itself: remarks, ``as_of``, ways with a centre only."""

    things: list[Thing]
    remarks: list[str] = field(default_factory=list)
    as_of: str = ""
    centres: int = 0


LARGEST_NUMBER = 2**63 - 1
"""Numbers of OpenStreetMap have 64 bits; osmium takes no others."""


def number_of(word: object) -> int:
    """A whole number of an object, as XML or JSON writes it. Raises ``ValueError`` for any other, or one of more than 64 bits."""
    if isinstance(word, float) and not word.is_integer():  # also one that is endless
        raise ValueError(word)
    number = int(str(word)) if isinstance(word, str) else int(word)  # type: ignore[call-overload]
    if abs(number) > LARGEST_NUMBER:
        raise ValueError(word)
    return number


def place_of(attributes: Mapping[str, object]) -> Place | None:
    """Place out of ``lon`` and ``lat``, None where one is missing or no place on earth."""
    try:
        lon, lat = float(str(attributes["lon"])), float(str(attributes["lat"]))
    except (KeyError, ValueError):
        return None
    return (lon, lat) if is_lonlat(lon, lat) else None

"""
What the method and its checks find, as records: faults, rows left out, the network, unknown residents, reasons of a rating.

Nothing here computes. Texts are for planners, codes and numbers for machines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xc_gis.errors import XcGisError


@dataclass(frozen=True)
class Fault:
    """
    An error as a person reads it: what is wrong and where, and what to do.

    ``topic`` and ``repairs`` as in ``errors.XcGisError``: what a program may decide by, and what a button can do instead of the reader.
    """

    message: str
    hint: str = ""
    topic: str = ""
    repairs: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def of(cls, error: XcGisError) -> Fault:
        """What an error says, without the error."""
        return cls(error.message, error.hint, error.topic, error.repairs)


@dataclass(frozen=True)
class RowGroup:
    """
    Rows of one file with one reason.

    ``rows`` are numbers as a person finds them (heading = row 1), ascending; ``action`` says what was done.
    """

    reason: str
    action: str
    rows: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.rows)


@dataclass(frozen=True)
class UnknownReason:
    """
    Why residents of a category are neither covered nor in a gap.

    ``reason``: one of ``analysis.checks.unknown_reasons.REASONS``. ``share`` (0-1) is of the residents of the
    category's population group.
    """

    category: str
    category_zh: str
    reason: str
    residents: float
    share: float
    category_en: str = ""


@dataclass(frozen=True)
class Island:
    """A part of the walking network that does not hang together with the largest one; place in longitude and latitude."""

    number: int
    length_m: float
    lon: float
    lat: float
    demand_points: int
    residents: float
    facilities: int
    counts: bool
    """Long enough (setting ``network.min_part_m``) to walk in; else whoever has only this part is off the network."""


@dataclass(frozen=True)
class NetworkHealth:
    """
    What the walking network is like. Lengths in metres, shares 0-1.

    Attributes
    ----------
    gated_m, steps_m
        Of edges inside gated parts, of steps.
    signal_crossings, crossings
        Crossing nodes with signals, and others.
    dead_ends
        Nodes with one edge, inside the study area.
    parts
        Connected parts, gates counted as passable; ``islands`` are those but the largest that lie in or near the study, longest first
        (at most 200).
    off_network_points, off_network_residents
        Demand points that no usable street reaches.
    far_points, far_residents
        Demand points whose nearest leg is longer than ``far_m``.
    off_network_facilities
        Facilities that no usable street reaches.
    """

    nodes: int
    edges: int
    length_m: float
    gated_m: float
    gated_parts: int
    steps_m: float
    signal_crossings: int
    crossings: int
    dead_ends: int
    parts: int
    islands: tuple[Island, ...]
    off_network_points: int
    off_network_residents: float
    far_m: float
    far_points: int
    far_residents: float
    off_network_facilities: int


@dataclass(frozen=True)
class StreetPlace:
    """
    One place where streets are left out, lost or not joined; longitude and latitude, None where the file has no place for it.

    ``objects``: ``way/12``; ``metres``: of street concerned, or walked today around a missing junction (None: farther than a walk; NaN: not measured).
    """

    lon: float | None
    lat: float | None
    objects: tuple[str, ...]
    metres: float | None = None


@dataclass(frozen=True)
class StreetItem:
    """
    One kind of thing in the account of the streets: what was left out, lost or not joined.

    Attributes
    ----------
    kind
        Word of ``analysis.checks.street_account``.
    level
        ``warning`` where walking times may be other than on the ground; ``info`` where the method says so.
    title, text
        What it is, in a few words; a sentence with its figures.
    count
        How many objects or places.
    metres
        Of street concerned, as far as the file knows it; of ``same_spot`` and ``crossing`` the ways around that are walked today,
        each up to 1,500 m.
    ends
        Places where a walk may stop that goes on on the ground.
    objects
        All of them: ``way/12``, ``node/-3``.
    places
        Where they are.
    """

    kind: str
    level: str
    title: str
    text: str
    count: int
    metres: float = 0.0
    ends: int = 0
    objects: tuple[str, ...] = ()
    places: tuple[StreetPlace, ...] = ()


# -- reasons of a rating (method §7.5), in no language: tables, Chinese and English are made from them ----------------------------

NONE_COVERED, BELOW, SENIORS_BELOW, RED_FLAG = "none_covered", "coverage_below", "senior_coverage_below", "red_flag"
"""Conditions of caps (method §7.4)."""


@dataclass(frozen=True)
class LowScore:
    """The score is below ``least`` points."""

    least: float


@dataclass(frozen=True)
class LowCoverage:
    """A mandatory category is covered less than ``stars`` stars ask for; shares are 0-1."""

    category: str
    share: float
    least: float
    stars: int


@dataclass(frozen=True)
class LowJoint:
    """Too few residents have all mandatory categories."""

    share: float
    least: float


@dataclass(frozen=True)
class LowSeniors:
    """Too few residents of 60 and more have a category at their own pace."""

    category: str
    share: float
    least: float


@dataclass(frozen=True)
class LowCompleteness:
    """Too little is known: weight of known categories over that of applicable ones."""

    share: float
    least: float


@dataclass(frozen=True)
class FewOfList:
    """Fewer categories of a list (its code, its names) are offered than a level asks for."""

    list: str
    zh: str
    en: str
    count: int
    least: int


VALUE = "value:"
"""Before the key of a stated figure where it stands among codes of categories (``surveys`` of a rating)."""


@dataclass(frozen=True)
class LowValue:
    """A stated figure (its key, its names, its unit) is less than a level asks for: nothing that is built changes that."""

    value: str
    zh: str
    en: str
    unit: str
    unit_en: str
    found: float
    least: float


@dataclass(frozen=True)
class NoComponent:
    """A component of the score that the level asks for is absent: ``supply`` or ``feedback``."""

    component: str


@dataclass(frozen=True)
class Capped:
    """
    A cap holds: ``categories`` set it off, and leave at most ``stars``.

    ``condition``: kind of the cap; ``of_mandatory``: it looks at mandatory categories; ``count`` and ``share`` as the standard states them.
    """

    cap: str
    condition: str
    of_mandatory: bool
    categories: tuple[str, ...]
    count: int
    share: float | None
    stars: int


@dataclass(frozen=True)
class Flagged:
    """A red flag with its document leaves at most ``stars``."""

    cap: str
    document: str
    stars: int


@dataclass(frozen=True)
class NoResidents:
    """Nobody lives there."""


Reason = (
    LowScore
    | LowCoverage
    | LowJoint
    | LowSeniors
    | LowCompleteness
    | FewOfList
    | LowValue
    | NoComponent
    | Capped
    | Flagged
    | NoResidents
)

KINDS: Mapping[str, type[Reason]] = {
    "score": LowScore, "coverage": LowCoverage, "joint": LowJoint, "seniors": LowSeniors, "completeness": LowCompleteness, "list": FewOfList, "value": LowValue,
    "component": NoComponent, "cap": Capped, "red_flag": Flagged, "no_residents": NoResidents,
}  # fmt: skip
"""Records by their name in files."""

_NAMES = {record: name for name, record in KINDS.items()}


def reason_json(reason: Reason) -> dict[str, Any]:
    """A record as plain values, its kind first."""
    return {"kind": _NAMES[type(reason)], **asdict(reason)}


def reason_from(content: Mapping[str, Any]) -> Reason:
    """
    The record that ``reason_json`` wrote.

    Raises
    ------
    KeyError, TypeError
        Where the content is of no known kind.
    """
    figures = {name: tuple(value) if isinstance(value, list) else value for name, value in content.items() if name != "kind"}
    record: Callable[..., Reason] = KINDS[content["kind"]]
    return record(**figures)

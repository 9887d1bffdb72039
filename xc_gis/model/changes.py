"""
What a scenario may change of a study (decision 121): one frozen record for each kind of change.

The records stand here because sources read them and the analysis carries them out, and neither knows the other. Places are longitude and
latitude, WGS 84 degrees, whatever system the file was written in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from xc_gis.languages.message import Message, msg

LonLat = tuple[float, float]

Status = Literal["open", "planned", "closed"]

PathKind = Literal["path", "steps", "footbridge", "crossing"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """
    What every change may say.

    Attributes
    ----------
    KIND, ZH
        Its word in a scenario file, and what people call it.
    name, note
        For people; the name of a new facility or path is its own.
    cost
        In yuan; None where nobody said it, which is never zero.
    """

    KIND: ClassVar[str]
    ZH: ClassVar[Message]

    name: str = ""
    note: str = ""
    cost: float | None = None


@dataclass(frozen=True, kw_only=True)
class AddFacility(Change):
    """
    A new facility.

    ``at``, or ``place``: the id of a facility, of a demand point or of a node (``node/12``) where it stands. ``id``: its own, else the
    next free ``NEW-n``. ``hours`` count where opening hours are asked for.
    """

    KIND = "add_facility"
    ZH = msg("新增设施")

    type: str
    at: LonLat | None = None
    place: str = ""
    id: str = ""
    status: Status = "open"
    hours: str = ""


@dataclass(frozen=True, kw_only=True)
class MoveFacility(Change):
    """A facility goes to another place, and is a point there; one that waits for a place gets one."""

    KIND = "move_facility"
    ZH = msg("迁移设施")

    facility: str
    at: LonLat | None = None
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class CloseFacility(Change):
    """A facility closes."""

    KIND = "close_facility"
    ZH = msg("关闭设施")

    facility: str


@dataclass(frozen=True, kw_only=True)
class ChangeFacility(Change):
    """Another status or other opening hours of a facility; what is not said stays."""

    KIND = "change_facility"
    ZH = msg("调整设施")

    facility: str
    status: Status | None = None
    hours: str | None = None


@dataclass(frozen=True, kw_only=True)
class OpenGate(Change):
    """A gate (``node/12``) or a gated way (``way/12``) is open to everyone; or the nearest of them to ``at``."""

    KIND = "open_gate"
    ZH = msg("开放大门")

    osm: str = ""
    at: LonLat | None = None


@dataclass(frozen=True, kw_only=True)
class ClosePath(Change):
    """Nobody walks on a way (``way/12``) any more."""

    KIND = "close_path"
    ZH = msg("封闭道路")

    osm: str


@dataclass(frozen=True, kw_only=True)
class AddPath(Change):
    """
    A new way along a line. Its ends join the streets on which they lie.

    A footbridge is over the ground: it is got onto at its ends alone. A path, steps and a crossing meet every street on the ground that they
    cross. ``signals``: the crossing has lights.
    """

    KIND = "add_path"
    ZH = msg("新建道路")

    line: tuple[LonLat, ...]
    as_: PathKind = "path"
    signals: bool = False


@dataclass(frozen=True, kw_only=True)
class CloseArea(Change):
    """
    Nobody walks within an area: works, a flood, a park at night.

    ``since``, ``until``: first and last day. ``hours``: as opening hours are written (``22:00-06:00``). It holds at the moment of the study or
    not at all; without days and hours it always does.
    """

    KIND = "close_area"
    ZH = msg("封闭区域")

    area: tuple[LonLat, ...]
    since: date | None = None
    until: date | None = None
    hours: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangeResidents(Change):
    """
    More or fewer people: of a ``community`` (id), a ``subdistrict`` (name), a drawn ``area`` or, where nothing of this is said, of all.

    ``factor`` times as many, or ``residents`` people in all, of every age alike.
    """

    KIND = "change_residents"
    ZH = msg("居民增减")

    community: str = ""
    subdistrict: str = ""
    area: tuple[LonLat, ...] = ()
    factor: float | None = None
    residents: float | None = None


@dataclass(frozen=True, kw_only=True)
class AddResidents(Change):
    """New housing: people at a place. An age group that is not said is not known."""

    KIND = "add_residents"
    ZH = msg("新增居民")

    residents: float
    at: LonLat | None = None
    place: str = ""
    id: str = ""
    residents_0_3: float | None = None
    residents_3_6: float | None = None
    residents_6_12: float | None = None
    residents_60plus: float | None = None
    residents_80plus: float | None = None


@dataclass(frozen=True, kw_only=True)
class CompleteSurvey(Change):
    """
    The list of a category is completed, and nothing new is found: whoever was unknown for want of it is known.

    ``category``: code of the standard. ``areas``: community ids, names of subdistricts, ``all`` (all communities) or ``outside`` (the ground
    around them), as an inventory of a study file names them. ``standard``: id of the standard whose category it is; empty: the one that rates.
    """

    KIND = "complete_survey"
    ZH = msg("完成补查")

    category: str
    areas: tuple[str, ...] = ("all", "outside")
    standard: str = ""


AnyChange = (
    AddFacility | MoveFacility | CloseFacility | ChangeFacility | OpenGate | ClosePath | AddPath | CloseArea | ChangeResidents | AddResidents
    | CompleteSurvey
)  # fmt: skip

FACILITY_CHANGES = (AddFacility, MoveFacility, CloseFacility, ChangeFacility)
STREET_CHANGES = (OpenGate, ClosePath, AddPath, CloseArea)
RESIDENT_CHANGES = (ChangeResidents, AddResidents)
SURVEY_CHANGES = (CompleteSurvey,)

CHANGE_KINDS: Mapping[str, type[AnyChange]] = {
    kind.KIND: kind for kind in (*FACILITY_CHANGES, *STREET_CHANGES, *RESIDENT_CHANGES, *SURVEY_CHANGES)
}  # fmt: skip
"""Records by their word in a scenario file."""

KEY_OF_FIELD: Mapping[str, str] = {"as_": "as"}
"""Keys of a scenario file that Python keeps for itself."""


@dataclass(frozen=True)
class ScenarioBase:
    """
    The study that a scenario was written for.

    Attributes
    ----------
    study
        SHA-256 of the study file.
    files
        SHA-256 of the files that it names, as it names them.
    """

    study: str
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Scenario:
    """
    Changes that are tried together.

    Attributes
    ----------
    name, note
        For people.
    changes
        In their order.
    moment
        Moment that it is looked at, in place of the study's setting ``moment``; empty for that of the study.
    base
        What it was written for, None where it does not say.
    file_name
        Of the file it was read from, for messages; empty where there is none.
    """

    name: str
    changes: tuple[AnyChange, ...]
    note: str = ""
    moment: str = ""
    base: ScenarioBase | None = None
    file_name: str = ""

    @property
    def shown(self) -> str:
        """What messages call it."""
        return self.file_name or self.name


def total_cost(changes: Iterable[Change]) -> float | None:
    """Yuan of the changes that say what they cost; None where none does."""
    stated = [one.cost for one in changes if one.cost is not None]
    return float(sum(stated)) if stated else None

"""All that was read of one study, and what was found while reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window knows these records before the libraries are loaded
    import geopandas as gpd
    import pandas as pd

from xc_gis.model.governance import HotlineCounts, ServiceSurvey
from xc_gis.model.indicators import IndicatorValues
from xc_gis.model.resources import Census, Directory
from xc_gis.model.waiting import WaitingRow


@dataclass(frozen=True)
class InventoryStatement:
    """
    What the study declares about how completely a category or a facility type was surveyed.

    Attributes
    ----------
    category, type
        Code of a category or of a facility type; exactly one of them is not None.
    areas
        ``("all",)`` (all communities), ``("outside",)`` (the ground around them), or community ids and
        names of subdistricts.
    status
        ``complete`` or ``partial``.
    surveyed
        Day of the survey, if known.
    """

    category: str | None
    type: str | None
    areas: tuple[str, ...]
    status: str
    surveyed: date | None


@dataclass(frozen=True)
class RedFlag:
    """A serious incident with its document: the standard says how many stars it leaves, none in the shipped one (method §7.4)."""

    community_id: str
    document: str
    reason: str


@dataclass(frozen=True)
class InputRecord:
    """
    One file that was read, for the manifest.

    ``path`` is as the study names it, ``rows`` as read, ``used`` as analysed, ``crs`` as declared or found.
    """

    role: str
    path: str
    sha256: str
    rows: int
    used: int
    crs: str


@dataclass(frozen=True)
class Finding:
    """
    Something that the data check has to say of a layer, with its evidence.

    Attributes
    ----------
    layer
        File as the study names it; empty for the study as a whole.
    table
        Where the layer stands in the study file: ``communities``, ``residents``, ``facilities.0`` …; empty as above.
    topic
        One word: ``crs``, ``encoding``, ``columns``, ``rows``, ``types``, ``duplicates``, ``places``, ``corrections``, ``residents``, ``inventory``,
        ``network``, ``plausibility``.
    level
        ``info`` (read so), ``warning`` (look at it), ``error`` (stops a run).
    text
        Sentence for planners (Chinese), with figures.
    evidence
        The figures by name, for machines.
    repair
        Keys of the study file that would settle it (``{"crs": "GCJ-02"}``), to be set in ``table``; None where no key does.
    confirms
        Whether evidence bears out what the study declares; else it is merely reported.
    """

    layer: str
    table: str
    topic: str
    level: str
    text: str
    evidence: Mapping[str, Any] = field(default_factory=dict)
    repair: Mapping[str, Any] | None = None
    confirms: bool = False


@dataclass(frozen=True)
class OpenDays:
    """First and last day on which a facility is there, as its list states them; None where it does not."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class LateTotals:
    """
    People that find their place only once the territories of communities known as points are derived.

    Attributes
    ----------
    by
        ``community`` or ``subdistrict``: what ``totals`` and ``ages`` speak of.
    weights
        By row of the demand points: share in their area's total; 0 for those that have their people already.
    totals
        ``area``, the columns of residents, and ``keeper``: id of the demand point without a place that keeps the people of an
        area without dwellings. Empty where only ages wait.
    ages
        ``area`` and shares (0-1) under the names of the age columns, or None; ``ages_by`` as ``by``.
    """

    by: str
    weights: Any
    totals: pd.DataFrame
    ages: pd.DataFrame | None = None
    ages_by: str = "community"


@dataclass(frozen=True)
class StudyData:
    """
    All that was read for one study except the streets, in the analysis CRS.

    Attributes
    ----------
    communities, demand, facilities
        Frames with ``COMMUNITY_COLUMNS``, ``DEMAND_COLUMNS``, ``FACILITY_COLUMNS`` and a RangeIndex.
    subdistricts
        ``name`` and polygon, or None.
    inventory
        Declarations, those of layers included.
    supply, feedback
        Value 0-1 by ``community_id``, or None where the component is absent.
    red_flags
        Entries of ``[[red_flag]]``.
    problems
        ``PROBLEM_FRAME``.
    inputs
        Files that were read.
    warnings
        Sentences for the summary and the manifest.
    findings
        What was guessed, detected or repaired while reading, for the data check.
    waiting
        Facility rows without a place, with what is known of where they may be.
    late_totals
        People that wait for derived territories, or None.
    survey, hotline, satisfaction
        The survey of the service catalogue, tickets of the hotline, ``SATISFACTION_ANSWER_COLUMNS``; each None where there is none.
    indicators
        Values of the indicators that the study follows, by list, in its order.
    base
        Which people are counted: ``resident``, ``registered``, ``actual``, or ``given`` where nobody says.
    census, directory
        The census of resources and the directory of services; each None where there is none.
    services
        ``SERVICE_LINK_COLUMNS``, or None; the windows that it makes stand among the facilities.
    typed
        ``TYPED_VALUE_COLUMNS``: figures that somebody stated by area, or None.
    days
        First and last day of the facilities that state any, by id.
    counted
        Day on which people were counted, as the study says; None where it does not.
    """

    communities: gpd.GeoDataFrame
    demand: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    subdistricts: gpd.GeoDataFrame | None
    inventory: tuple[InventoryStatement, ...]
    supply: Mapping[str, float] | None
    feedback: Mapping[str, float] | None
    red_flags: tuple[RedFlag, ...]
    problems: pd.DataFrame
    inputs: tuple[InputRecord, ...]
    warnings: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    waiting: tuple[WaitingRow, ...] = ()
    late_totals: LateTotals | None = None
    survey: ServiceSurvey | None = None
    hotline: HotlineCounts | None = None
    satisfaction: pd.DataFrame | None = None
    indicators: tuple[IndicatorValues, ...] = ()
    base: str = "given"
    census: Census | None = None
    directory: Directory | None = None
    services: pd.DataFrame | None = None
    typed: pd.DataFrame | None = None
    days: Mapping[str, OpenDays] = field(default_factory=dict)
    counted: date | None = None

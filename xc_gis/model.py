"""
The records that the stations of the method hand to each other, and the columns of their frames.

Everything here is frozen: a station makes a new record, it never edits the one it was given. Frames are
sorted by their identifier, so that the order of rows in an input file cannot change a result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window knows these records before the libraries are loaded
    import geopandas as gpd
    import pandas as pd

AGE_COLUMNS: Mapping[str, str] = {
    "all": "residents",
    "age0_3": "residents_0_3",
    "age3_6": "residents_3_6",
    "age6_12": "residents_6_12",
    "age60plus": "residents_60plus",
    "age80plus": "residents_80plus",
}
"""Column of residents for each population group that a standard may name."""

COMMUNITY_COLUMNS = ("community_id", "name", "subdistrict", *AGE_COLUMNS.values(), "location", "geometry")
"""
Communities, one row each, sorted by ``community_id``.

``community_id``, ``name``, ``subdistrict``: text (``subdistrict`` may be empty). Residents: float, NaN where not
given. ``location``: ``area`` (polygon), ``derived`` (territory grown around a point), ``point`` (only that) or
``none``. ``geometry``: analysis CRS, missing for ``none``.
"""

DEMAND_COLUMNS = ("demand_id", *AGE_COLUMNS.values(), "community_id", "geometry")
"""
Demand points (where residents live), sorted by ``demand_id``.

Residents: float >= 0; an age column is NaN where ages are not known. ``community_id``: text or None (outside all
communities). ``geometry``: point in the analysis CRS, missing where the row was left out of the analysis.
"""

FACILITY_COLUMNS = (
    "facility_id",
    "type",
    "name",
    "address",
    "status",
    "serves",
    "sources",
    "crs_in",
    "building",
    "geometry",
)
"""
Facilities, sorted by ``facility_id``.

``type``: code of the standard. ``status``: ``open``, ``planned`` or ``closed``. ``serves``: community ids it serves
besides its own, joined by ``;``. ``sources``: JSON list of ``{"file", "row"}`` (heading = row 1), the row that stands first,
with ``typed`` (why a recognised row has its type) and ``placed`` (what put it where it is, if not its source). ``crs_in``: CRS as
read. ``building``: the place is the outline of a building, entered by its doors. ``geometry``: point, multipoint (entrances) or polygon in the analysis CRS; missing where the row was left out.
"""

PROBLEM_COLUMNS = ("file", "row", "reason", "action")
"""Rows that were left out or changed: file as the study names it, row (heading = row 1), reason, what was done."""

COVERAGE_COLUMNS = (
    "community_id",
    "community",
    "subdistrict",
    "category",
    "residents",
    "covered",
    "gap",
    "unknown",
    "coverage_low",
    "coverage",
    "coverage_high",
    "senior_low",
    "senior_high",
    "median_minutes",
    "note",
)
"""
``coverage.csv``: one row per community and category, in the order of communities and of the standard.

``residents`` are those of the category's population group. Shares 0-1, NaN where there is nothing to say.
``note``: words joined by ``;`` out of ``not_applicable``, ``ages_unknown``, ``no_residents``, ``no_location``, ``derived`` (the
community's territory is).
"""

JOINT_COLUMNS = ("community_id", "joint_low", "joint", "joint_high")
"""Share of residents with all mandatory categories, one row per community; NaN without residents."""

RATING_COLUMNS = (
    "community_id",
    "community",
    "subdistrict",
    "status",
    "provisional",
    "score_low",
    "score",
    "score_high",
    "stars_low",
    "stars",
    "stars_high",
    "completeness",
    "joint_low",
    "joint_high",
    "binding",
    "next_star",
    "surveys",
)
"""``rating.csv``: one row per community (method §7)."""


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
    """A serious incident with its document, which takes all stars from a community (V4 of method §7)."""

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
    """

    layer: str
    table: str
    topic: str
    level: str
    text: str
    evidence: Mapping[str, Any] = field(default_factory=dict)
    repair: Mapping[str, Any] | None = None


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
        ``PROBLEM_COLUMNS``.
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


CELL_DEG = 0.005
"""Side of a cell of ``StreetData.elsewhere``: about 500 m."""


@dataclass(frozen=True)
class WalkableArea:
    """
    A square or pedestrian area as the map draws it; whether anybody may walk there is decided by the analysis.

    Attributes
    ----------
    osm_id, kind
        Number in OpenStreetMap, of a ``way`` or a ``relation``.
    outer, inner
        Rings as node ids, the first one again at the end; every node has its position in ``StreetData``.
    tags
        Of the way or the relation.
    """

    osm_id: int
    kind: str
    outer: tuple[tuple[int, ...], ...]
    inner: tuple[tuple[int, ...], ...]
    tags: Mapping[str, str]


@dataclass(frozen=True)
class StreetLoss:
    """
    Something that the street file holds and nobody walks on, because of the file and not of its tags.

    Attributes
    ----------
    kind
        ``lost_node`` (a street refers to it, the file has no place for it), ``cut_way`` (a street cut there), ``lost_way`` (a street with
        fewer than two nodes that have a place), ``open_area`` (a square whose rings do not close), ``deleted`` (in the file, and marked
        so), ``doubled`` (twice in the file with different content).
    osm
        Kind and number: ``way/12``.
    lon, lat
        Where, as far as it is known: for a lost node the last node before it.
    """

    kind: str
    osm: str
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True)
class StreetData:
    """
    OpenStreetMap as far as walking needs it, still in longitude and latitude (``EPSG:4326``).

    Attributes
    ----------
    node_ids, lon, lat
        OSM id and position of every node used by ``ways``, ``lines`` or ``areas``, sorted by id (``numpy`` arrays).
    node_tags
        Tags by node id, only for nodes that carry ``barrier``, ``crossing``, ``highway``, ``entrance`` or similar.
    ways
        ``(way id, node ids, tags)`` of every way with ``highway``, sorted by id.
    lines
        The same for other linear features: railways, waterways, walls, edges of water areas.
    background
        ``kind`` (water, green, building) and polygon in ``EPSG:4326``, for drawing only.
    ways_left_out
        Streets of the file that lie outside the study and were not kept.
    as_of
        OpenStreetMap of which moment the file shows, as it says itself (``2026-11-20T20:15:01Z``); empty where it does not.
    areas
        Closed ways with ``area=yes`` and multipolygons, with ``highway=pedestrian|footway``, sorted by kind and id. The outline
        of a closed way is in ``ways``, too.
    open_areas
        ``(kind, id)`` of those whose rings do not close, and which therefore are no areas.
    losses
        What cannot be used because of the file, sorted by kind and object.
    notes
        How the file was put in order, by word: ``new`` (objects with negative numbers), ``old_versions`` (of a history), ``repeated``
        (objects that stand there twice alike), ``by_place`` (ways whose nodes are known by their places alone), ``saved`` (edges of a saved network, numbered as they come: no numbers
        of OpenStreetMap), each with its count.
    elsewhere
        Shape (n, 2), longitude and latitude of ground outside the study that has streets in the file, in cells of
        ``CELL_DEG``; None where all was read.
    """

    node_ids: Any
    lon: Any
    lat: Any
    node_tags: Mapping[int, Mapping[str, str]]
    ways: tuple[tuple[int, tuple[int, ...], Mapping[str, str]], ...]
    lines: tuple[tuple[int, tuple[int, ...], Mapping[str, str]], ...]
    background: gpd.GeoDataFrame
    ways_left_out: int = 0
    as_of: str = ""
    areas: tuple[WalkableArea, ...] = ()
    open_areas: tuple[tuple[str, int], ...] = ()
    losses: tuple[StreetLoss, ...] = ()
    notes: Mapping[str, int] = field(default_factory=dict)
    elsewhere: Any = None


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

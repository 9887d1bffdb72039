"""Streets as they were read, before any of them is walked on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window knows these records before the libraries are loaded
    import geopandas as gpd


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
    near
        West, south, east, north in degrees: the ground that was asked for; None: all of the file.
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
    near: tuple[float, float, float, float] | None = None

"""Layers of chosen communities and subdistricts alone: what belongs to them, and what lies around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import shapely

from xc_gis.report.gis.records import Layer
from xc_gis.runs.view import RunView

AROUND_M = 1000.0
"""So far around the chosen communities facilities and streets are kept: about a quarter of an hour on foot."""

METRES_A_DEGREE = 111_320.0

PLACES = ("communities", "community_points", "demand_points")


def chosen_layers(layers: Sequence[Layer], run: RunView, only: Sequence[str]) -> list[Layer]:
    """
    The layers with rows of the communities that were asked for.

    Parameters
    ----------
    layers
        In EPSG:4326.
    only
        Ids of communities and names of subdistricts (``chosen_areas``); all where empty.

    Returns
    -------
    list
        Rows that name their community are those of the chosen ones, subdistricts are theirs; of facilities, streets and ground what touches the box around
        them, ``AROUND_M`` wider. Layers without rows are left away, but for ``communities`` and ``facilities``.
    """
    if not only:
        return list(layers)
    chosen = [c for c in run.communities if {c.community_id, c.subdistrict} & set(only)]
    ids, streets = {c.community_id for c in chosen}, {c.subdistrict for c in chosen}
    box = _box_around(layers, ids)
    kept = [replace(layer, frame=_chosen(layer, ids, streets, box)) for layer in layers]
    return [layer for layer in kept if len(layer.frame) or layer.name in {"communities", "facilities"}]


def _box_around(layers: Sequence[Layer], ids: set[str]) -> shapely.Geometry:
    """The box of the chosen communities and their homes, wider by ``AROUND_M``; empty where none has a place."""
    own = [layer.frame[layer.frame["community_id"].isin(ids)].geometry for layer in layers if layer.name in PLACES]
    bounds = [shapes.total_bounds for shapes in own if len(shapes) and not shapes.isna().all() and not shapes.is_empty.all()]
    if not bounds:
        return shapely.Polygon()
    west, south = (min(box[n] for box in bounds) for n in (0, 1))
    east, north = (max(box[n] for box in bounds) for n in (2, 3))
    up = AROUND_M / METRES_A_DEGREE
    across = up / max(math.cos(math.radians((south + north) / 2)), 0.01)
    return shapely.box(west - across, south - up, east + across, north + up)


def _chosen(layer: Layer, ids: set[str], streets: set[str], box: shapely.Geometry) -> gpd.GeoDataFrame:
    frame = layer.frame
    if layer.name == "subdistricts":
        return frame[frame["name"].isin(streets)].reset_index(drop=True)
    if "community_id" in frame.columns and layer.name not in {"facilities", "facility_areas"}:
        return frame[frame["community_id"].isin(ids)].reset_index(drop=True)
    if not layer.geometry:
        return frame
    return frame[frame.geometry.notna() & frame.intersects(box)].reset_index(drop=True)

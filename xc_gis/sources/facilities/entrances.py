"""Entrances of parks, schools and other areas from a list of their own: who walks there walks to a gate, not to the outline."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.languages.message import msg
from xc_gis.model import InputRecord
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.rows.keys import Keys, id_texts
from xc_gis.sources.rows.left_out_reasons import ENTRANCE_OF_NOTHING, WHAT_IS_DONE
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import LayerSource
from xc_gis.sources.study.tables import LayerTable
from xc_gis.sources.tables.read import ROW

AT_OUTLINE_M = 30.0
"""An entrance without an id belongs to the area whose outline is nearest, at most this far away (assumption: a gate stands at the
edge of the pavement, its area is drawn along the wall)."""


def with_entrances(
    facilities: gpd.GeoDataFrame, sources: Sequence[LayerSource[LayerTable]], problems: ProblemList, reading: Reading | None
) -> tuple[gpd.GeoDataFrame, list[InputRecord]]:
    """
    Give facilities the entrances of their lists (``[[entrances]]``) as their place: a point for each.

    Parameters
    ----------
    facilities
        ``facility_id, _ids`` (all ids that each stands for) and geometry.

    Returns
    -------
    facilities
        Those with entrances as points; all others as before. An entrance that names a facility belongs to it wherever it is, one that names none
        to the nearest outline of an area; entrances that belong to nothing are reported.
    records
    """
    records, gates = [], []
    keys = Keys([name for names in facilities["_ids"] for name in names], msg("设施编号"))
    for source in sources:
        read = partial(read_layer, source, str(facilities.crs), needed=(), reading=reading)
        layer = reading.attempt(source.name, read, None) if reading is not None else read()
        if layer is None:
            continue
        frame = layer.frame
        for row, reason in zip(frame[ROW], layer.bad_place, strict=True):
            if reason:
                problems.add(layer.shown, row, reason, WHAT_IS_DONE["entrances"])
        placed = frame[frame.geometry.notna()]
        column = placed["facility_id"] if "facility_id" in placed.columns else pd.Series("", index=placed.index)
        named = keys.found(id_texts(column, placed[ROW], layer.shown, msg("设施编号")).tolist(), placed[ROW].tolist())
        notes = Notes(layer.shown, source.name)
        keys.tell(notes)
        if reading is not None:
            reading.add(notes.findings)
        points = shapely.point_on_surface(placed.geometry.to_numpy())
        gates += [(layer.shown, int(row), name, point) for row, name, point in zip(placed[ROW], named, points, strict=True)]
        records.append(InputRecord("entrances", layer.shown, layer.sha256, len(frame), len(placed), layer.crs))
    if not gates:
        return facilities, records
    by_id = {name: at for at, names in enumerate(facilities["_ids"]) for name in names}
    geometry = facilities.geometry.to_numpy(copy=True)
    areas = np.flatnonzero(shapely.get_dimensions(geometry) == 2)  # noqa: PLR2004 - an area
    outlines = shapely.STRtree(shapely.boundary(geometry[areas]))
    found: dict[int, list[shapely.Point]] = {}
    for shown, row, name, point in gates:
        near = outlines.query_nearest(point, max_distance=AT_OUTLINE_M) if not name and len(areas) else []
        at = by_id.get(name) if name else int(areas[min(near)]) if len(near) else None
        if at is None:
            why = (
                msg("没有编号为 {id} 的设施", id=name) if name else msg("{metres:g} 米内没有面状设施的边界", metres=AT_OUTLINE_M)
            )
            problems.add(shown, row, ENTRANCE_OF_NOTHING.text(why=why), WHAT_IS_DONE["entrances"])
            continue
        found.setdefault(at, []).append(point)
    for at, points in found.items():
        xy = np.unique(np.round(shapely.get_coordinates(points), 3), axis=0)
        geometry[at] = shapely.multipoints(xy) if len(xy) > 1 else shapely.Point(xy[0])
    placed_at = gpd.GeoSeries(geometry, index=facilities.index, crs=facilities.crs)
    return facilities.assign(geometry=placed_at), records

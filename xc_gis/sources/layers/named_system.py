"""
What a file says of its coordinate system where GDAL says nothing or passes over it: GDAL reads a GeoJSON of GCJ-02 as WGS 84.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from pyproj import CRS

from xc_gis.files.untouched import companions
from xc_gis.sources.crs.chinese_maps import LABELS
from xc_gis.sources.crs.declared import Given, understood
from xc_gis.sources.layers.shapefile import SYSTEM

UNNAMED = ""
"""A GeoJSON without a word on its system is WGS 84 (RFC 7946, 4)."""


def words_of_geojson(content: Any) -> str | None:
    """
    What a GeoJSON says of its system in the member ``crs`` (GeoJSON 2008, 3): of the whole, else of its features.

    Returns ``UNSAID`` where there is no such member, None where it says that nothing is known (``null``).
    """
    if not isinstance(content, dict):
        return UNNAMED
    if "crs" in content:
        return _words(content["crs"])
    features = content.get("features")
    parts = [f for f in features if isinstance(f, dict)] if isinstance(features, list) else []
    names = [_words(part["crs"]) for part in parts if "crs" in part]
    if not names:
        return UNNAMED
    different = sorted({word or "null" for word in names})
    return names[0] if len(different) == 1 else "、".join(different)


def _words(member: Any) -> str | None:
    if member is None:
        return None
    if isinstance(member, str):
        return member or None
    named = member.get("properties") if isinstance(member, Mapping) else None
    if isinstance(named, Mapping):
        if isinstance(named.get("name"), str) and named["name"].strip():
            return str(named["name"])
        if isinstance(named.get("code"), int | str):
            return f"{member.get('type', 'EPSG')}:{named['code']}"
        if isinstance(named.get("href"), str):
            return str(named["href"])
    return json.dumps(member, ensure_ascii=False)


def given_by(words: str | None, crs: CRS | None) -> Given:
    """What a format says of its system: ``crs`` as GDAL has it where that agrees with the words of the file, else what the words mean."""
    if words == UNNAMED:
        return crs
    if words is None:
        return None
    known = understood(words)
    if known is None or known in LABELS:
        return words
    system = CRS.from_user_input(known)
    return crs if crs is not None and system.equals(crs, ignore_axis_order=True) else system


def given_by_shapefile(path: Path, crs: CRS | None) -> Given:
    """As GDAL has it, else the words of the file beside the shapes that names it."""
    if crs is not None:
        return crs
    parts = {part.suffix.lower(): part for part in companions(path)}
    for suffix in SYSTEM:
        if suffix in parts:
            words = parts[suffix].read_bytes().decode("utf-8", errors="replace").strip("\ufeff\0 \r\n\t")
            if words:
                return words
    return None


def given_by_geopackage(database: Path, layer: str, crs: CRS | None) -> Given:
    """As GDAL has it, else the name of the layer's system in the table of systems; ``database`` may be opened."""
    if crs is not None:
        return crs
    with closing(sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            row = connection.execute(
                "SELECT s.srs_name FROM gpkg_geometry_columns g JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE g.table_name = ?",
                (layer,),
            ).fetchone()
        except sqlite3.DatabaseError:
            return None
    return str(row[0]) if row and row[0] else None

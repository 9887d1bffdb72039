"""What the window showed, out of files: areas within some minutes, ways and places as GeoJSON."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import GEOSException, ShapelyError

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.units import is_lonlat

KINDS = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
DECIMALS = 6

NAMES = ("name", "facility", "facility_id", "community")
"""Properties that a thing is called by, the best first."""


def read_shown(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """
    Features of GeoJSON files (longitude and latitude, WGS 84), each with ``name`` and ``minutes`` alone, where it has them.

    Such files are written by ``xc-gis isochrone --out FILE.geojson`` and by ``--gis`` (``ways``).

    Raises
    ------
    InputError
        A file is missing, is no GeoJSON, holds nothing to draw, or is not in longitude and latitude.
    """
    return [feature for path in paths for feature in _features(path)]


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        listed = content["features"] if content["type"] == "FeatureCollection" else [content]
        found = [_feature(one) for one in listed]
    except OSError as fault:
        raise InputError(msg("读不到文件 {file}", file=path.name), hint=msg("请检查 --shown 的路径")) from fault
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, GEOSException, ShapelyError) as fault:
        raise InputError(
            msg("{file} 不是可读的 GeoJSON", file=path.name), hint=msg("--shown 要 xc-gis isochrone 或 --gis 写出的 GeoJSON")
        ) from fault
    kept = [one for one in found if one is not None]
    if not kept:
        raise InputError(msg("{file} 中没有可画的图形", file=path.name), hint=msg("请检查 --shown 的文件"))
    for one in kept:
        west, south, east, north = shapely.from_geojson(json.dumps(one["geometry"])).bounds
        if not (is_lonlat(west, south) and is_lonlat(east, north)):
            raise InputError(msg("{file} 不是经纬度（WGS 84）", file=path.name), hint=msg("请先把它转换为 EPSG:4326"))
    return kept


def _feature(one: Mapping[str, Any]) -> dict[str, Any] | None:
    """A feature with what the page shows of it; None without a place."""
    geometry = one["geometry"] if one["type"] == "Feature" else one
    if geometry is None:
        return None
    shape = shapely.from_geojson(json.dumps(geometry))
    if shape.is_empty or shape.geom_type not in KINDS:
        return None
    own = (one.get("properties") or {}) if one["type"] == "Feature" else {}
    name = next((str(own[key]) for key in NAMES if isinstance(own.get(key), str) and own[key]), "")
    minutes = own.get("minutes")
    told: dict[str, Any] = {"name": name} if name else {}
    if isinstance(minutes, int | float) and not isinstance(minutes, bool) and math.isfinite(minutes):
        told["minutes"] = round(minutes, 2)
    rounded = shapely.transform(shape, lambda places: places.round(DECIMALS))
    return {"type": "Feature", "properties": told, "geometry": json.loads(shapely.to_geojson(rounded))}

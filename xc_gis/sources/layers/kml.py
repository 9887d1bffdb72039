"""
KML and KMZ as places with their words. Read with defusedxml on every machine alike: no entities, no network links, no driver.

KML is in longitude and latitude of WGS 84 by its standard; Chinese map tools often write GCJ-02 into it, which the
coordinate doctor finds.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import geopandas as gpd
import shapely

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.tables.archives import refuse_bombs, unpacked_parts
from xc_gis.sources.tables.xml_text import local_name, xml_root
from xc_gis.units import EXCHANGE_CRS


def read_kml(path: Path, shown: str) -> gpd.GeoDataFrame:
    """
    Read all placemarks.

    Returns
    -------
    GeoDataFrame
        ``name``, ``description``, ``folder``, the fields of ExtendedData, and geometry (missing where there is none).

    Raises
    ------
    InputError
        No KML, an entity bomb, no placemark.
    """
    root = xml_root(_content(path, shown), shown, "KML")
    records, shapes = [], []
    for placemark, folder in _all_placemarks(root, shown):
        records.append(
            {"name": _text(placemark, "name"), "description": _text(placemark, "description"), "folder": folder}
            | _fields(placemark)
        )
        shapes.append(_geometry(placemark))
    if not records:
        raise InputError(
            msg("{shown} 中没有任何地标(Placemark)", shown=shown), hint=msg("网络链接(NetworkLink)不会被打开,请导出完整内容")
        )
    return gpd.GeoDataFrame(records, geometry=shapes, crs=EXCHANGE_CRS)


def _content(path: Path, shown: str) -> bytes:
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    refuse_bombs(path, shown)
    parts = unpacked_parts(path, shown, r".*\.kml")
    if not parts:
        raise InputError(msg("{shown} 里没有 .kml 文件", shown=shown), hint=msg("请重新导出"))
    return parts[min(parts, key=lambda name: (name.lower() != "doc.kml", name))]


def _all_placemarks(root: Element, shown: str) -> list[tuple[Element, str]]:
    try:
        return list(_placemarks(root, ""))
    except RecursionError as fault:
        raise InputError(msg("{shown} 的文件夹嵌套过深，不像地图", shown=shown), hint=msg("请检查文件来源")) from fault


def _placemarks(element: Element, folder: str) -> Iterator[tuple[Element, str]]:
    for child in element:
        kind = local_name(child)
        if kind == "Placemark":
            yield child, folder
        elif kind in {"Folder", "Document", "kml"}:
            yield from _placemarks(child, _text(child, "name") if kind == "Folder" else folder)


def _text(element: Element, name: str) -> str:
    found = next((child for child in element if local_name(child) == name), None)
    return "" if found is None else "".join(found.itertext()).strip()


def _fields(placemark: Element) -> dict[str, str]:
    fields = {}
    for element in placemark.iter():
        if local_name(element) == "Data":
            fields[element.get("name", "")] = _text(element, "value")
        elif local_name(element) == "SimpleData":
            fields[element.get("name", "")] = (element.text or "").strip()
    return {name: value for name, value in fields.items() if name not in {"", "name", "description", "folder", "geometry"}}


def _geometry(element: Element) -> shapely.Geometry | None:
    parts: list[shapely.Geometry] = []
    for child in element:
        kind = local_name(child)
        if kind == "Point":
            parts += [shapely.Point(xy) for xy in _coordinates(child)[:1]]
        elif kind == "LineString" and len(xy := _coordinates(child)) > 1:
            parts.append(shapely.LineString(xy))
        elif kind == "Polygon":
            rings = {
                name: [_coordinates(r) for r in child if local_name(r) == name] for name in ("outerBoundaryIs", "innerBoundaryIs")
            }
            outer = [r for r in rings["outerBoundaryIs"] if len(r) > 3]  # noqa: PLR2004 - a ring has four points
            if outer:
                parts.append(shapely.Polygon(outer[0], [r for r in rings["innerBoundaryIs"] if len(r) > 3]))  # noqa: PLR2004
        elif kind == "MultiGeometry" and (inner := _geometry(child)) is not None:
            parts.append(inner)
    if len(parts) < 2:  # noqa: PLR2004 - one is itself
        return parts[0] if parts else None
    kinds = {part.geom_type for part in parts}
    several = {"Point": shapely.MultiPoint, "Polygon": shapely.MultiPolygon, "LineString": shapely.MultiLineString}
    return several[kinds.pop()](parts) if len(kinds) == 1 and kinds <= set(several) else shapely.GeometryCollection(parts)


def _coordinates(element: Element) -> list[tuple[float, float]]:
    points = []
    for part in element.iter():
        if local_name(part) == "coordinates":
            for word in (part.text or "").split():
                numbers = word.split(",")
                try:
                    points.append((float(numbers[0]), float(numbers[1])))
                except (ValueError, IndexError):
                    return []
    return points

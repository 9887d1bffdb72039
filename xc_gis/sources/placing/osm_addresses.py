"""House numbers and names of streets in an OpenStreetMap file: where an address is."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import osmium
import shapely

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.osm.door import OSMIUM_FAULTS, OsmFile, open_osm
from xc_gis.sources.rows.area_words import house_number
from xc_gis.sources.study.area import Box
from xc_gis.units import EXCHANGE_CRS


def read_osm_addresses(path: Path, shown: str, target_crs: str, box: Box | None) -> gpd.GeoDataFrame:
    """
    Read all nodes and areas with a street and a house number.

    Returns
    -------
    GeoDataFrame
        ``name, address, shown`` (``OSM way/12``) and a point in ``target_crs``, sorted by ``shown``.

    Raises
    ------
    InputError
        A file that is no map or cannot be read to its end.
    """
    try:
        with open_osm(path, shown) as file:
            found = sorted(_read(file), key=lambda each: each[2])
    except InputError:
        raise
    except OSMIUM_FAULTS as fault:
        raise InputError(
            msg("{shown} 无法读取:不是 OSM 数据,或文件不完整", shown=shown), hint=msg("请重新下载或导出该文件")
        ) from fault
    ground = shapely.box(*box) if box is not None else None
    found = [each for each in found if ground is None or ground.intersects(each[3])]
    columns = {name: [each[at] for each in found] for at, name in enumerate(("name", "address", "shown"))}
    return gpd.GeoDataFrame(columns, geometry=[each[3] for each in found], crs=EXCHANGE_CRS).to_crs(target_crs)


def _read(file: OsmFile) -> list[tuple[str, str, str, shapely.Point]]:
    numbered = osmium.filter.KeyFilter("addr:housenumber")
    factory = osmium.geom.WKBFactory()
    found = []
    for thing in osmium.FileProcessor(file.source).with_locations().with_areas(numbered).with_filter(numbered):
        tags = thing.tags
        if "addr:street" not in tags:
            continue
        if thing.is_node() and thing.location.valid():
            place, kind, number = shapely.Point(thing.location.lon, thing.location.lat), "node", file.number("n", thing.id)
        elif thing.is_area():
            try:
                place = shapely.from_wkb(bytes.fromhex(factory.create_multipolygon(thing))).representative_point()
            except RuntimeError:  # rings that do not close enclose nothing
                continue
            kind = "way" if thing.from_way() else "relation"
            number = file.number(kind[0], thing.orig_id())
        else:
            continue
        address = tags["addr:street"] + house_number(tags["addr:housenumber"])
        found.append((tags.get("name", ""), address, f"OSM {kind}/{number}", place))
    return found

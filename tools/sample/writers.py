"""Write the layers as offices do, and so that every run writes the same bytes."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import osmium
import pyogrio

os.environ["OPENPYXL_LXML"] = "False"  # where lxml is installed, openpyxl would write other bytes of the same
import openpyxl

from tools.sample.frame import to_degrees
from tools.sample.world import FIRST_NODE, FIRST_WAY, World

FIXED = (2026, 6, 30, 0, 0, 0)


def write_pbf(world: World, path: Path) -> None:
    """Write the streets as ``.osm.pbf``."""
    import numpy as np  # noqa: PLC0415 - next to its only use

    path.unlink(missing_ok=True)
    header = osmium.io.Header()
    header.set("generator", "xc-gis make_sample")
    degrees = to_degrees(np.array(world.places))
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for number, (lon, lat) in enumerate(degrees.tolist()):
            tags = world.node_tags.get(number, {})
            writer.add_node(osmium.osm.mutable.Node(id=FIRST_NODE + number, version=1, location=(lon, lat), tags=tags))
        for number, (nodes, tags) in enumerate(world.ways):
            refs = [FIRST_NODE + n for n in nodes]
            writer.add_way(osmium.osm.mutable.Way(id=FIRST_WAY + number, version=1, nodes=refs, tags=tags))


def write_geojson(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write GeoJSON with seven decimals, one feature a line."""
    features = json.loads(frame.to_json(drop_id=True))["features"]
    lines = ",\n".join(json.dumps(_rounded(f), ensure_ascii=False, separators=(",", ":")) for f in features)
    path.write_text('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", encoding="utf-8")


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 7)
    if isinstance(value, list):
        return [_rounded(v) for v in value]
    return {k: _rounded(v) for k, v in value.items()} if isinstance(value, dict) else value


def write_csv(rows: Sequence[Sequence[object]], path: Path, encoding: str) -> None:
    """Write a CSV in an office's encoding."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def write_xlsx(rows: Sequence[Sequence[object]], path: Path, sheet: str) -> None:
    """Write a workbook; the times that a zip archive keeps are fixed."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _fixed_core()
            target.writestr(zipfile.ZipInfo(name, FIXED), content, zipfile.ZIP_DEFLATED)


def _fixed_core() -> bytes:
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<cp:coreProperties '
        b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>XC-GIS</dc:creator>'
        b'<dcterms:created xsi:type="dcterms:W3CDTF">2026-06-30T00:00:00Z</dcterms:created></cp:coreProperties>'
    )


def write_shapefile(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write a shapefile in GBK; the day in its table is fixed."""
    for old in path.parent.glob(f"{path.stem}.*"):
        old.unlink()
    pyogrio.write_dataframe(frame, path, encoding="GBK", layer_options={"DBF_DATE_LAST_UPDATE": "2026-06-30"})
    path.with_suffix(".cpg").write_text("GBK", encoding="ascii")


def write_geopackage(frame: gpd.GeoDataFrame, path: Path, layer: str) -> None:
    """Write a GeoPackage; the day of its last change is fixed."""
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2026-06-30T00:00:00Z"})
    pyogrio.write_dataframe(frame, path, layer=layer)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})

"""
One layer of a study that may be unfinished, read for looking at: first rows as they stand in the file, places, findings.

A fault is part of the answer, so that a page shows what could be read beside what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pydantic import ValidationError

from xc_gis.check_report import Fault
from xc_gis.errors import InputError
from xc_gis.model import Finding, StreetData
from xc_gis.preview_report import LayerPreview
from xc_gis.sources.layers.files import read_file
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.notes import Notes
from xc_gis.sources.provenance import file_sha256
from xc_gis.sources.reading import Reading
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.study.file import FacilitiesTable, LayerTable, NetworkTable, ResidentsTable, StudyFile, StudyTable, expand
from xc_gis.sources.tables.cells import ROW, shown
from xc_gis.units import ANALYSIS_CRS, EXCHANGE_CRS

FIRST_ROWS = 50
GRIDS = (".tif", ".tiff")
MOST_POINTS = 20_000
OUTLINE_M = 3.0
"""Outlines are drawn this finely."""

MODELS: Mapping[str, type[LayerTable]] = {
    "communities": LayerTable, "subdistricts": LayerTable, "residents": ResidentsTable, "facilities": FacilitiesTable,
}  # fmt: skip

OSM = (".pbf", ".osm", ".bz2", ".graphml")


def preview_layer(folder: Path, content: Mapping[str, Any], table: str, streets: StreetData | None = None) -> LayerPreview:
    """
    Look at one layer of a study.

    Parameters
    ----------
    folder, content
        Of the study file, which may be unfinished.
    table
        ``network``, ``communities``, ``facilities.0`` …
    streets
        Street data where they are known, as evidence for coordinate systems.
    """
    if table == "network":
        return _network(folder, str(content.get("network", {}).get("osm", "")))
    keys = _keys(content, table)
    path = str(keys.get("path", ""))
    try:
        made = _model(table).model_validate(keys)
        place = folder / expand(path)
        if not place.is_file():
            return LayerPreview(table, path, fault=Fault(f"找不到文件 {path}", "请重新选择文件"))
    except ValidationError as fault:
        words = ";".join(str(error.get("ctx", {}).get("error") or error["msg"]) for error in fault.errors())
        return LayerPreview(table, path, fault=Fault(words, ""))
    if getattr(made, "from_osm", False) or place.suffix.lower() in GRIDS:
        kind = "OSM 文件中的设施" if getattr(made, "from_osm", False) else "人口格网"
        text = f"{kind}在数据检查时读取,这里不预览"
        return LayerPreview(table, path, findings=(Finding(path, table, "rows", "info", text),))
    raw = _raw(place, made, table, path)
    return _with_places(raw, folder, content, table, made, streets)


def streets_of(folder: Path, content: Mapping[str, Any]) -> StreetData | None:
    """Street data of a study that may be unfinished; None where there are none that read."""
    path = str(content.get("network", {}).get("osm", ""))
    place = folder / expand(path)
    if not path or not place.is_file():
        return None
    try:
        return read_streets(place, shown_as=path)
    except InputError:
        return None


def _keys(content: Mapping[str, Any], table: str) -> dict[str, Any]:
    name, _, number = table.partition(".")
    found = content.get(name, {})
    return dict(found[int(number)] if number else found)


def _model(table: str) -> type[LayerTable]:
    return MODELS[table.partition(".")[0]]


def _network(folder: Path, path: str) -> LayerPreview:
    place = folder / expand(path)
    if not path or not place.is_file():
        return LayerPreview(
            "network", path, fault=Fault(f"找不到文件 {path}" if path else "还没有选择路网文件", "请选择 .osm.pbf 文件")
        )
    try:
        streets = read_streets(place, shown_as=path)
    except InputError as fault:
        return LayerPreview("network", path, fault=Fault(fault.message, fault.hint))
    low = np.array([np.min(streets.lon), np.min(streets.lat)])
    high = np.array([np.max(streets.lon), np.max(streets.lat)])
    frame = np.array([low, [high[0], low[1]], high, [low[0], high[1]], low])
    kinds: dict[str, int] = {}
    for _, _, tags in streets.ways:
        kinds[tags["highway"]] = kinds.get(tags["highway"], 0) + 1
    rows = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return LayerPreview(
        "network", path, ("道路类别(highway)", "条数"), tuple((kind, str(n)) for kind, n in rows), tuple(range(1, len(rows) + 1)),
        len(streets.ways), outlines=(frame,), crs=EXCHANGE_CRS, sha256=file_sha256(place),
    )  # fmt: skip


def _raw(place: Path, made: LayerTable, table: str, path: str) -> LayerPreview:
    """First rows as they stand in the file; a fault where they cannot be read."""
    parts = file_parts(place)
    try:
        frame, _ = read_file(place, made, Notes(path, table))
    except InputError as fault:
        return LayerPreview(table, path, parts=parts, fault=Fault(fault.message, fault.hint))
    columns = frame.drop(columns=[c for c in (ROW, "geometry") if c in frame.columns])
    first = columns.head(FIRST_ROWS).astype(object)
    first = first.where(first.notna(), None)
    return LayerPreview(
        table, path, tuple(str(c) for c in columns.columns), tuple(tuple(shown(v) for v in row) for row in first.to_numpy(dtype=object)),
        tuple(int(n) for n in frame[ROW].head(FIRST_ROWS)), len(frame), parts=parts,
    )  # fmt: skip


def file_parts(place: Path) -> tuple[str, ...]:
    """Sheets of a workbook or layers of a file; empty for one alone."""
    suffix = place.suffix.lower()
    if suffix in {".xlsx", ".xlsm", ".xls", ".ods"}:
        import python_calamine  # noqa: PLC0415 - needed for workbooks only

        try:
            names = python_calamine.CalamineWorkbook.from_path(str(place)).sheet_names
        except python_calamine.CalamineError:
            return ()
    elif suffix == ".gpkg":
        names = [str(name) for name in pyogrio.list_layers(place)[:, 0]]
    else:
        return ()
    return tuple(names) if len(names) > 1 else ()


def _with_places(
    raw: LayerPreview, folder: Path, content: Mapping[str, Any], table: str, made: LayerTable, streets: StreetData | None
) -> LayerPreview:
    """Add places and findings, read as a run would read them."""
    study, table_of = _unfinished(folder, content, table, made)
    reading = Reading(study, ANALYSIS_CRS, streets=streets)
    for name in ("subdistricts", "communities"):  # what is placed already is evidence for the next
        if name == table:
            break
        other = table_of.get(name)
        if other is not None:
            _try(study, other, reading)
    findings = len(reading.findings)
    try:
        layer = read_layer(study, made, ANALYSIS_CRS, needed=(), places_needed=False, reading=reading)
    except InputError as fault:
        said = tuple(reading.findings[findings:])
        return replace(raw, fault=raw.fault or Fault(fault.message, fault.hint), findings=said)
    geometry = layer.frame.geometry
    placed = geometry.notna() & ~geometry.is_empty
    degrees = geometry[placed].simplify(OUTLINE_M).to_crs(EXCHANGE_CRS).to_numpy()
    flat = shapely.get_dimensions(degrees) == 0
    areas = degrees[~flat]
    points = shapely.get_coordinates(degrees[flat])
    outlines = [shapely.get_coordinates(line) for area in areas for line in shapely.get_parts(_lines(area))]
    return replace(
        raw, count=len(layer.frame), unplaced=int((~placed).sum()), points=points[:: max(1, len(points) // MOST_POINTS)],
        outlines=tuple(outlines), crs=layer.crs, findings=(*reading.findings[findings:], *_unplaced(layer.shown, table, made, placed)), fault=raw.fault,
    )  # fmt: skip


def _unplaced(shown: str, table: str, made: LayerTable, placed: Any) -> tuple[Finding, ...]:
    """A layer without a single place cannot be meant so, unless it is to be placed by its addresses."""
    if placed.any() or getattr(made, "place_by", "") == "address" or table == "communities":
        return ()
    text = f"{len(placed)} 行都没有位置:请指明经度列和纬度列,或表头所在的行;只有地址的清单,请在“位置”中选按名称和地址查找"
    return (Finding(shown, table, "places", "warning", text, {"rows": len(placed)}),)


def _lines(geometry: shapely.Geometry) -> shapely.Geometry:
    return shapely.boundary(geometry) if shapely.get_dimensions(geometry) > 1 else geometry


def _try(study: StudyFile, table: LayerTable, reading: Reading) -> None:
    try:
        read_layer(study, table, ANALYSIS_CRS, needed=(), places_needed=False, reading=reading)
    except (InputError, OSError):
        return


def _unfinished(
    folder: Path, content: Mapping[str, Any], table: str, made: LayerTable
) -> tuple[StudyFile, dict[str, LayerTable]]:
    """A study file as far as it is known; layers that are not there yet stand for nothing."""
    nothing = LayerTable(path="")
    known: dict[str, LayerTable] = {}
    for name in ("communities", "subdistricts"):
        keys = content.get(name)
        if isinstance(keys, Mapping) and (folder / expand(str(keys.get("path", "")))).is_file():
            try:
                known[name] = LayerTable.model_validate(dict(keys))
            except ValidationError:
                continue
    name, _, number = table.partition(".")
    if name != "facilities":
        known[name] = made
    facilities = tuple(made if n == int(number or 0) else nothing for n in range(int(number or 0) + 1)) if number else ()
    study = StudyFile.model_construct(
        study=StudyTable(name=""), network=NetworkTable(osm=""), communities=known.get("communities", nothing),
        residents=known.get("residents", nothing), facilities=facilities, subdistricts=known.get("subdistricts"),
        folder=folder, file_name="study.toml",
    )  # fmt: skip
    return study, known

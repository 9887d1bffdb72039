"""
One layer of a study that may be unfinished, read for looking at: first rows as they stand in the file, places, findings.

A fault is part of the answer, so that a page shows what could be read beside what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import shapely
from pydantic import ValidationError

from xc_gis.check_report import Fault
from xc_gis.errors import InputError
from xc_gis.model import Finding, StreetData
from xc_gis.preview_osm import preview_osm
from xc_gis.preview_report import LayerPreview
from xc_gis.preview_residents import preview_grid, with_steps
from xc_gis.preview_study import ground_of, reading_of, unfinished
from xc_gis.preview_values import VALUES, preview_values
from xc_gis.sources import file_kinds as kinds
from xc_gis.sources.file_kinds import kind_of
from xc_gis.sources.layers.files import read_file
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.layers.vectors import layer_names
from xc_gis.sources.notes import Notes
from xc_gis.sources.people.population_grid import is_grid
from xc_gis.sources.provenance import file_sha256
from xc_gis.sources.reading import Reading
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.study.file import FacilitiesTable, LayerTable, ResidentsTable, StudyFile, expand
from xc_gis.sources.study_area import Ground
from xc_gis.sources.tables.cells import ROW, shown
from xc_gis.sources.tables.spreadsheets import sheet_names
from xc_gis.standard import load_standard
from xc_gis.units import EXCHANGE_CRS

FIRST_ROWS = 50
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
    if table in VALUES:
        return preview_values(folder, content, table)
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
    if isinstance(made, FacilitiesTable) and made.from_osm:
        return _guarded(_osm, folder, content, table, made, streets)
    if isinstance(made, ResidentsTable) and is_grid(path):
        return _guarded(_grid, folder, content, table, made, streets)
    raw = _raw(place, made, table, path)
    return _with_places(raw, folder, content, table, made, streets)


T = TypeVar("T", bound=LayerTable)


def _guarded(
    look: Callable[[LayerPreview, T, StudyFile, Ground | None, Reading], LayerPreview],
    folder: Path, content: Mapping[str, Any], table: str, made: T, streets: StreetData | None,
) -> LayerPreview:  # fmt: skip
    """A look at what is no table of rows; a fault is part of the answer."""
    study, known = unfinished(folder, content, table, made)
    reading = reading_of(study, content, streets)
    nothing = LayerPreview(table, made.path, own_rows=False)
    try:
        return look(nothing, made, study, ground_of(study, known, reading), reading)
    except InputError as fault:
        return replace(nothing, fault=Fault(fault.message, fault.hint))


def _osm(
    preview: LayerPreview, _made: FacilitiesTable, study: StudyFile, ground: Ground | None, reading: Reading
) -> LayerPreview:  # fmt: skip
    standard = load_standard(study.study.standard, base_dir=study.folder)
    return preview_osm(preview, study, int(preview.table.partition(".")[2]), standard, ground, reading)


def _grid(
    preview: LayerPreview, made: ResidentsTable, study: StudyFile, ground: Ground | None, reading: Reading
) -> LayerPreview:  # fmt: skip
    return preview_grid(preview, study, made, ground, reading)


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
    try:
        kind = kind_of(place)
        if kind in {kinds.SHEET, kinds.OLE_SHEET, kinds.XML_SHEET}:
            names = sheet_names(place, place.name)
        elif kind == kinds.SQLITE:
            names = layer_names(place, place.name)
        else:
            return ()
    except (InputError, OSError):
        return ()
    return names if len(names) > 1 else ()


def _with_places(
    raw: LayerPreview, folder: Path, content: Mapping[str, Any], table: str, made: LayerTable, streets: StreetData | None
) -> LayerPreview:
    """Add places and findings, read as a run would read them."""
    study, table_of = unfinished(folder, content, table, made)
    reading = reading_of(study, content, streets)
    for name in ("subdistricts", "communities"):  # what is placed already is evidence for the next
        if name == table:
            break
        other = table_of.get(name)
        if other is not None:
            _try(study, other, reading)
    findings = len(reading.findings)
    try:
        layer = read_layer(study, made, reading.target_crs, needed=(), places_needed=False, reading=reading)
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
    coloured = with_steps(raw, layer.frame) if table == "residents" and not len(areas) else raw
    if coloured.points is None:
        coloured = replace(coloured, points=points[:: max(1, len(points) // MOST_POINTS)])
    return replace(
        coloured, count=len(layer.frame), unplaced=int((~placed).sum()),
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
        read_layer(study, table, reading.target_crs, needed=(), places_needed=False, reading=reading)
    except (InputError, OSError):
        return

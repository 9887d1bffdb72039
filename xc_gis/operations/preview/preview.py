"""
One layer of a study that may be unfinished, read for looking at: first rows as they stand in the file, places, findings.

A fault is part of the answer, so that a page shows what could be read beside what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pydantic import ValidationError

from xc_gis.errors import InputError
from xc_gis.files import kinds
from xc_gis.files.kinds import kind_of
from xc_gis.findings import Fault
from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding, StreetData
from xc_gis.operations.preview.osm import preview_osm
from xc_gis.operations.preview.records import LayerPreview
from xc_gis.operations.preview.residents import preview_grid, with_steps
from xc_gis.operations.preview.study import KnownStudy, base_in, ground_of, known_study
from xc_gis.operations.preview.values import VALUES, preview_values
from xc_gis.operations.preview.voices import preview_voices
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.layers.read import read_layer, rows_of
from xc_gis.sources.layers.vectors import layer_names
from xc_gis.sources.load.frame import GroundLayers
from xc_gis.sources.people.population_grid import is_grid
from xc_gis.sources.rows.cells import ROW, shown
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.study.draft import VOICES
from xc_gis.sources.study.named_files import LayerSource, StudyFiles, expand
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.sources.study.tables import FacilitiesTable, LayerTable, ResidentsTable
from xc_gis.sources.tables.spreadsheets import sheet_names
from xc_gis.standard.together import load_standards
from xc_gis.units import EXCHANGE_CRS

FILE_NAME = "study.toml"
"""What messages call a study that may not have been saved yet."""

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
    files = StudyFiles(folder, FILE_NAME)
    if table == "network":
        return _network(files, str(content.get("network", {}).get("osm", "")))
    if table in VALUES:
        return preview_values(files, content, table)
    if table in VOICES:
        return preview_voices(files, content, table)
    keys = _keys(content, table)
    path = str(keys.get("path", ""))
    try:
        made = _model(table).model_validate(keys)
    except ValidationError as fault:
        return LayerPreview(table, path, fault=Fault(joined(";", (_said(error) for error in fault.errors()))))
    source = LayerSource(table, made, files, base_in(content))
    if not source.path.is_file():
        return LayerPreview(table, path, fault=Fault(msg("找不到文件 {path}", path=path), msg("请重新选择文件")))
    study = known_study(files, content, source)
    reading = study.reading(streets)
    if isinstance(made, FacilitiesTable) and made.from_osm:
        return _guarded(source, lambda nothing: _osm(nothing, LayerSource(table, made, files), study, reading))
    if isinstance(made, ResidentsTable) and is_grid(path):
        return _guarded(source, lambda nothing: _grid(nothing, LayerSource(table, made, files), study, reading))
    return _with_places(_raw(source), source, study.layers, reading)


def _said(error: Any) -> str:
    """What pydantic found, or the message of our own check."""
    own = error.get("ctx", {}).get("error")
    return own.args[0] if isinstance(own, ValueError) and own.args else str(error["msg"])


def _guarded(source: LayerSource[LayerTable], look: Callable[[LayerPreview], LayerPreview]) -> LayerPreview:
    """A look at what is no table of rows; a fault is part of the answer."""
    nothing = LayerPreview(source.name, source.table.path, own_rows=False)
    try:
        return look(nothing)
    except InputError as fault:
        return replace(nothing, fault=Fault.of(fault))


def _osm(preview: LayerPreview, source: LayerSource[FacilitiesTable], study: KnownStudy, reading: Reading) -> LayerPreview:
    standard = load_standards(study.study.standards, base_dir=source.files.folder)[0]
    return preview_osm(preview, source, standard, study.study.date, ground_of(study.layers, reading), reading)


def _grid(preview: LayerPreview, source: LayerSource[ResidentsTable], study: KnownStudy, reading: Reading) -> LayerPreview:
    return preview_grid(preview, source, ground_of(study.layers, reading), reading)


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


def _network(files: StudyFiles, path: str) -> LayerPreview:
    place = files.resolve(path)
    if not path or not place.is_file():
        return LayerPreview(
            "network",
            path,
            fault=Fault(msg("找不到文件 {path}", path=path) if path else msg("还没有选择路网文件"), msg("请选择 .osm.pbf 文件")),
        )
    try:
        streets = read_streets(place, shown_as=path)
    except InputError as fault:
        return LayerPreview("network", path, fault=Fault.of(fault))
    low = np.array([np.min(streets.lon), np.min(streets.lat)])
    high = np.array([np.max(streets.lon), np.max(streets.lat)])
    frame = np.array([low, [high[0], low[1]], high, [low[0], high[1]], low])
    kinds: dict[str, int] = {}
    for _, _, tags in streets.ways:
        kinds[tags["highway"]] = kinds.get(tags["highway"], 0) + 1
    rows = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return LayerPreview(
        "network", path, (msg("道路类别(highway)"), msg("条数")), tuple((kind, str(n)) for kind, n in rows), tuple(range(1, len(rows) + 1)),
        len(streets.ways), outlines=(frame,), crs=EXCHANGE_CRS, sha256=file_sha256(place),
    )  # fmt: skip


def _raw(source: LayerSource[LayerTable]) -> LayerPreview:
    """First rows as they stand in the file; a fault where they cannot be read."""
    table, path, parts = source.name, source.table.path, file_parts(source.path)
    try:
        frame, _ = rows_of(source, Notes(source.shown, table))
    except InputError as fault:
        return LayerPreview(table, path, parts=parts, fault=Fault.of(fault))
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


def _with_places(raw: LayerPreview, source: LayerSource[LayerTable], layers: GroundLayers, reading: Reading) -> LayerPreview:
    """Add places and findings, read as a run would read them."""
    table = raw.table
    for other in (layers.subdistricts, layers.communities):  # what is placed already is evidence for the next
        if other is not None and other.name == table:
            break
        if other is not None:
            _try(other, reading)
    findings = len(reading.findings)
    try:
        layer = read_layer(source, reading.target_crs, needed=(), places_needed=False, reading=reading)
    except InputError as fault:
        reported = tuple(reading.findings[findings:])
        return replace(raw, fault=raw.fault or Fault.of(fault), findings=reported)
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
        outlines=tuple(outlines), crs=layer.crs, findings=(*reading.findings[findings:], *_unplaced(source, placed)), fault=raw.fault,
    )  # fmt: skip


def _unplaced(source: LayerSource[LayerTable], placed: Any) -> tuple[Finding, ...]:
    """A layer without a single place cannot be meant so, unless it is to be placed by its addresses."""
    if placed.any() or getattr(source.table, "place_by", "") == "address" or source.name == "communities":
        return ()
    text = msg(
        "{count} 行都没有位置:请指明经度列和纬度列,或表头所在的行;只有地址的清单,请在“位置”中选按名称和地址查找",
        count=len(placed),
    )
    return (Finding(source.shown, source.name, "places", "warning", text, {"rows": len(placed)}),)


def _lines(geometry: shapely.Geometry) -> shapely.Geometry:
    return shapely.boundary(geometry) if shapely.get_dimensions(geometry) > 1 else geometry


def _try(source: LayerSource[LayerTable], reading: Reading) -> None:
    try:
        read_layer(source, reading.target_crs, needed=(), places_needed=False, reading=reading)
    except (InputError, OSError):
        return

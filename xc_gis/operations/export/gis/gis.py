"""A finished run as files for other GIS, added to a folder of exports: ``gis/``."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from xc_gis.files.plain_path import private_folder
from xc_gis.files.spreadsheet_text import plain
from xc_gis.languages.message import msg
from xc_gis.operations.export.export_request import RunExport, Write
from xc_gis.operations.export.gis.chosen_layers import chosen_layers
from xc_gis.operations.export.gis.options import GisOptions, check_options
from xc_gis.operations.export.gis.project_files import FIELDS, FOLDER, GEOPACKAGE, PROJECT, write_project_files
from xc_gis.operations.export.gis.run_layers import run_layers
from xc_gis.operations.export.gis.study_layers import study_layers
from xc_gis.progress import Progress
from xc_gis.report.gis.dbf import LostText
from xc_gis.report.gis.dictionary import dictionary
from xc_gis.report.gis.open_formats import write_geojson, write_parquet
from xc_gis.report.gis.records import Layer
from xc_gis.report.gis.shapefile import PARTS, write_shapefile
from xc_gis.report.gis.short_names import short_names
from xc_gis.runs.export_folder import ExportFolder
from xc_gis.runs.view import RunView
from xc_gis.version import __version__

SHORT_NAMES, LOST = f"{FOLDER}/shapefile/names.csv", f"{FOLDER}/shapefile/changed_texts.csv"

FORMAT = 1
"""Raised when the same run makes other files."""

WRITING = msg("写 GIS 图层")


def prepare_gis(work: RunExport) -> Write:
    """Files for other GIS as a kind of export; raises ``InputError`` where a layer or an encoding does not exist, or the run has no map."""
    run, page, request = work.run, work.page, work.request
    check_options(request.gis_options)

    def write(folder: ExportFolder, progress: Progress) -> list[str]:
        asked = request.gis_options
        return export_gis(
            folder, run, page, asked, request.lang, progress, lambda: study_layers(run.folder, asked, progress), request.only
        )

    return write


Found = Callable[[], Sequence[Layer]]
"""Finds layers that no run holds, when they are needed."""


def export_gis(
    folder: ExportFolder,
    run: RunView,
    page: Mapping[str, Any],
    options: GisOptions,
    lang: str,
    progress: Progress,
    more: Found = tuple,
    only: Sequence[str] = (),
) -> list[str]:
    """
    Write the files; returns their names. Files that are there and were made from the same are left as they are.

    Parameters
    ----------
    more
        Finds the layers of ``options.layers``.
    only
        Areas whose rows alone are written (``chosen_layers``); all where empty.

    Raises
    ------
    InputError
        The run is damaged, or its study is gone or has changed since.
    OutputError, ResourceError
        A file was edited by somebody (nothing is written), or cannot be written.
    """
    inputs = hashlib.sha256(
        repr([folder.run, sorted(options.layers), options.shapefile, lang, FORMAT, __version__, *only]).encode()
    ).hexdigest()
    files = folder.record["details"].get(GEOPACKAGE, {}).get("files", [])
    if files and all(folder.is_there(name, inputs) for name in files):
        return list(files)
    folder.refuse_changed([GEOPACKAGE, PROJECT, FIELDS])
    layers = {layer.name: layer for layer in chosen_layers([*run_layers(run, page), *more()], run, only)}
    names = _names(list(layers.values()), options)
    folder.refuse_changed(names)
    with private_folder() as room:
        lost = _write_all(run, page, layers, options, lang, room, progress)
        if lost:
            names.append(LOST)
            (room / LOST).write_bytes(_lost_csv(lost))
        for name in names:
            folder.put(name, (room / name).read_bytes(), inputs=inputs, **_facts(name, names, layers, lost))
    return names


def _names(layers: Sequence[Layer], options: GisOptions) -> list[str]:
    """Files in their order."""
    placed = [layer.name for layer in layers if layer.geometry]
    names = [GEOPACKAGE, PROJECT, FIELDS, *(f"{FOLDER}/geojson/{name}.geojson" for name in placed)]
    names += [f"{FOLDER}/parquet/{layer.name}.parquet" for layer in layers]
    if options.shapefile:
        names += [f"{FOLDER}/shapefile/{name}{part}" for name in placed for part in PARTS]
        names.append(SHORT_NAMES)
    return names


def _write_all(
    run: RunView,
    page: Mapping[str, Any],
    layers: Mapping[str, Layer],
    options: GisOptions,
    lang: str,
    room: Path,
    progress: Progress,
) -> list[tuple[Layer, LostText]]:
    """Write every file below a folder; returns the texts that a shapefile could not take."""
    for part in ("geojson", "parquet", "shapefile"):
        (room / FOLDER / part).mkdir(parents=True)
    fields = dictionary(layers.values(), {c.code: c.name for c in run.categories})
    steps, lost = len(layers) + 1, []
    progress.step(WRITING, 0, steps)
    write_project_files(run, page, layers, fields, lang, room)
    for n, layer in enumerate(layers.values(), 1):
        progress.step(WRITING, n, steps)
        write_parquet(layer, room / FOLDER / "parquet" / f"{layer.name}.parquet")
        if layer.geometry:
            write_geojson(layer, room / FOLDER / "geojson" / f"{layer.name}.geojson")
        if layer.geometry and options.shapefile:
            lost += [(layer, one) for one in write_shapefile(layer, room / FOLDER / "shapefile", options.shapefile)]
    if options.shapefile:
        (room / SHORT_NAMES).write_bytes(_short_names_csv(layers.values()))
    progress.step(WRITING, steps, steps)
    return lost


def _facts(name: str, names: Sequence[str], layers: Mapping[str, Layer], lost: Sequence[object]) -> dict[str, Any]:
    """What ``export.json`` says of a file besides."""
    if name == GEOPACKAGE:
        return {"layers": {layer.name: len(layer.frame) for layer in layers.values()}, "files": list(names)}
    return {"changed_texts": len(lost)} if name == LOST else {}


def _short_names_csv(layers: Iterable[Layer]) -> bytes:
    """Which field of a shapefile is which of the layer."""
    rows = []
    for layer in layers:
        if layer.geometry:
            columns = [column for column in layer.frame.columns if column != "geometry"]
            rows += [(layer.name, column, short) for column, short in short_names(columns).items()]
    return _csv(("layer", "field", "shapefile_field"), rows)


def _lost_csv(lost: Iterable[tuple[Layer, LostText]]) -> bytes:
    """Which texts a shapefile could not take: the whole text, and what stands there."""
    rows = [
        (
            layer.name,
            one.row + 1,
            str(layer.frame.iloc[one.row, 0]),
            one.column,
            "too_long" if one.is_cut else "not_in_encoding",
            one.text,
            one.written,
        )
        for layer, one in lost
    ]
    return _csv(("layer", "row", "id", "field", "why", "text", "written"), rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO(newline="")
    made = csv.writer(written, lineterminator="\r\n")
    made.writerow(head)
    made.writerows([[plain(str(cell)) for cell in row] for row in rows])
    return written.getvalue().encode("utf-8-sig", errors="backslashreplace")

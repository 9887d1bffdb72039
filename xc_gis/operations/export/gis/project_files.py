"""What QGIS opens of a run: a GeoPackage with styles, the project that shows it as the window does, the dictionary of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from xc_gis.languages.message import msg
from xc_gis.operations.export.gis.run_layers import run_layers
from xc_gis.operations.export.gis.tree import looks_of, project_of
from xc_gis.operations.export.spoken import saying
from xc_gis.progress import Progress
from xc_gis.report.gis.dictionary import dictionary, dictionary_csv
from xc_gis.report.gis.project import project_bytes
from xc_gis.report.gis.records import Layer
from xc_gis.report.gis.styled_geopackage import write_styled_geopackage
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import RunView, read_run_view

FOLDER = "gis"
GEOPACKAGE, PROJECT, FIELDS = f"{FOLDER}/study.gpkg", f"{FOLDER}/study.qgz", f"{FOLDER}/fields.csv"

WRITING = msg("写 QGIS 工程")


def write_project_files(
    run: RunView, page: Mapping[str, Any], layers: Mapping[str, Layer], fields: pd.DataFrame, lang: str, room: Path
) -> None:
    """
    Write ``gis/study.gpkg``, ``gis/study.qgz`` and ``gis/fields.csv`` below ``room``, where a folder ``gis`` is.

    Parameters
    ----------
    page
        What the run's map page holds.
    layers
        By name, in EPSG:4326.
    fields
        Their dictionary (``report.gis.dictionary``).

    Raises
    ------
    ResourceError
        A file could not be written whole.
    """
    write_styled_geopackage(room / GEOPACKAGE, list(layers.values()), looks_of(run, layers, saying(lang)), fields)
    (room / PROJECT).write_bytes(project_bytes(project_of(run, page, layers, lang), layers, Path(GEOPACKAGE).name))
    (room / FIELDS).write_bytes(dictionary_csv(fields))


def leave_project(folder: Path, lang: str, progress: Progress) -> list[str]:
    """
    Write the same files into the folder of a run, from what lies in it; returns their names.

    Raises
    ------
    InputError
        The run has no map (``--tables-only``).
    ResourceError
        A file could not be written whole.
    """
    progress.step(WRITING, 0, 1)
    run, page = read_run_view(folder), read_map_page(folder)
    layers = {layer.name: layer for layer in run_layers(run, page)}
    (folder / FOLDER).mkdir()
    write_project_files(run, page, layers, dictionary(layers.values(), {c.code: c.name for c in run.categories}), lang, folder)
    progress.step(WRITING, 1, 1)
    return [GEOPACKAGE, PROJECT, FIELDS]

"""Rows without a place, for scripts: the queue as a table, and the table that was filled in back into the study's corrections."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np

from xc_gis.operations.study import Study, read_study
from xc_gis.progress import Progress
from xc_gis.settings import Settings
from xc_gis.sources.corrections.table import corrections_file
from xc_gis.sources.placing.geocoding import Bounds, geocoded
from xc_gis.sources.placing.table import take_over, write_placing_table
from xc_gis.sources.rows.cities import city_at
from xc_gis.sources.study.area import study_area
from xc_gis.sources.study.file import read_study_file


def write_queue(
    study: Path, out: Path, *, geocoder: str = "", city: str = "", cache: Path | None = None, progress: Progress | None = None
) -> int:
    """
    Write the rows that wait for a place, with candidates; returns how many.

    ``geocoder`` names a service that is asked for more candidates, with the key in the environment; ``city`` stands in front of the
    addresses that it is asked for, by default the city of the study as far as that is known (``_city``).

    Raises
    ------
    InputError, OutputError
    """
    read = read_study(study, progress)
    waiting = read.data.waiting
    if geocoder:
        waiting = geocoded(
            waiting, geocoder, _bounds(read, read.settings), city=city or _city(read), cache=cache, progress=progress
        )
    write_placing_table(waiting, out)
    return len(waiting)


def _bounds(read: Study, settings: Settings) -> Bounds:
    area = study_area(read.data.communities, read.data.subdistricts)
    around = (
        gpd.GeoSeries([area.buffer(settings.number("study_area_buffer_m"))], crs=settings.word("crs.analysis")) if area else None
    )
    return Bounds.of(around, read.data.subdistricts)


def _city(read: Study) -> str:
    """The city in whose frame the streets lie, else the district as the study writes it: the same address stands in many cities."""
    lon, lat = float(np.median(read.streets.lon)), float(np.median(read.streets.lat))
    return city_at(lon, lat) or read.file.study.district or ""


def fill_in(study: Path, table: Path, crs: str) -> tuple[int, Path]:
    """Write what was filled in into the corrections of the study; returns how many rows, and the file."""
    path = corrections_file(read_study_file(study)).path
    return take_over(table, path, crs), path

"""
One run of a study: read what the study file names, apply the method, find names and outlines for the report.

This is what the command line and the window call; neither knows more than this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from xc_gis.analysis.assessment import Assessment, assess
from xc_gis.analysis.conditions import on_date
from xc_gis.analysis.facility_isochrones import isochrones_of_facilities
from xc_gis.analysis.nearest import nearest_of_communities, no_names
from xc_gis.analysis.network import WalkingNetwork, build_network
from xc_gis.analysis.result import StudyResult
from xc_gis.errors import NetworkError
from xc_gis.model import Finding, InputRecord, StreetData, StudyData
from xc_gis.progress import Progress, Silent
from xc_gis.settings import Settings
from xc_gis.sources.corrections.gates import corrected_streets
from xc_gis.sources.corrections.table import Correction, corrections_path, read_corrections, shown_corrections
from xc_gis.sources.load import load_study_data
from xc_gis.sources.metric_system import KEY
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.provenance import file_sha256
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.streets.told import street_findings
from xc_gis.sources.study.file import StudyFile, read_study_file, shown_path
from xc_gis.sources.study_area import Box
from xc_gis.sources.study_frame import ground_box, measured, places_of_study
from xc_gis.standard import Standard, load_standard

SAMPLE_MARK = "示例数据（虚构）"
"""Stands on every picture of a study that calls itself synthetic."""


@dataclass(frozen=True)
class Study:
    """A study as read from disk, before any computation."""

    file: StudyFile
    standard: Standard
    settings: Settings
    data: StudyData
    streets: StreetData


def read_study(path: Path, progress: Progress | None = None) -> Study:
    """
    Read a study file and everything that it names.

    Raises
    ------
    InputError
        With file, key or row, and what to do.
    """
    progress = progress or Silent()
    progress.step("读取项目文件", 0, 1)
    file = read_study_file(path)
    standard = load_standard(file.study.standard, base_dir=path.parent)
    settings = settings_of(file, standard)
    progress.step("读取项目文件", 1, 1)
    places = places_of_study(file)
    if places is not None:  # where the study lies is known before its streets are
        settings = measured(file, settings, places, None)
    streets_path, shown = file.resolve(file.network.osm), shown_path(file.network.osm)
    streets, elsewhere = streets_near(streets_path, shown, ground_box(places, settings), progress)
    if places is None:
        settings = measured(file, settings, None, streets)
    data = load_study_data(file, standard, settings, progress, streets)
    if elsewhere:  # the layers had their chance to say that their own coordinate system is wrong
        raise elsewhere
    data, streets = joined(file, data, streets, read_corrections(corrections_path(file), shown_corrections(file)))
    return Study(file, standard, settings, data, streets)


def joined(
    file: StudyFile, data: StudyData, streets: StreetData, corrections: Sequence[Correction]
) -> tuple[StudyData, StreetData]:
    """Streets with their corrections by hand, and the data with what is to be said of the streets."""
    problems, shown, name = ProblemList(), shown_path(file.network.osm), shown_corrections(file)
    rows, used = len(streets.ways) + streets.ways_left_out, len(streets.ways)
    record = InputRecord("network", shown, file_sha256(file.resolve(file.network.osm)), rows, used, "EPSG:4326")
    streets, lost = corrected_streets(streets, corrections, name, problems)
    told = street_findings(streets, shown)
    said = tuple(Finding(name, "corrections", "corrections", "warning", text) for text in lost)
    joined_data = replace(
        data,
        inputs=(record, *data.inputs),
        problems=pd.concat([data.problems, problems.frame()], ignore_index=True) if problems.rows else data.problems,
        warnings=(*data.warnings, *(finding.text for finding in told if finding.level == "warning"), *lost),
        findings=(*told, *data.findings, *said),
    )
    return joined_data, streets


def settings_of(file: StudyFile, standard: Standard) -> Settings:
    """Parameters of a study under a standard: defaults, overridden by the standard, overridden by the study file."""
    stated = Settings().override(standard.setting_overrides(), origin="standard", where=standard.id)
    stated = Settings().override(standard.setting_overrides(), origin="standard", where=standard.id)
    chosen = stated.override(file.settings, origin="study", where=file.file_name)
    # the day of the study decides what holds in some seasons only
    moment = on_date(chosen.word("moment"), file.study.date)
    return chosen.override({"moment": moment}, origin=chosen.origins["moment"], where=file.file_name)


def settings_under(study: Study, standard: Standard) -> Settings:
    """Parameters of a study that is read, under another standard: the ground, and so the metric system, stay the same."""
    system, origin = study.settings.word(KEY), study.settings.origins[KEY]
    return settings_of(study.file, standard).override({KEY: system}, origin=origin, where=study.file.file_name)


def streets_near(path: Path, shown: str, box: Box | None, progress: Progress) -> tuple[StreetData, NetworkError | None]:
    """Streets near the study; where there are none, all of the file and what is to be said about it."""
    try:
        return read_streets(path, shown_as=shown, box=box, progress=progress), None
    except NetworkError as fault:
        if box is None:
            raise
        return read_streets(path, shown_as=shown, progress=progress), fault


def analyse(study: Study, progress: Progress | None = None) -> Assessment:
    """Apply the method: network → times → coverage → rating → gaps."""
    return assess(
        study.data,
        study.streets,
        study.standard,
        study.settings,
        progress or Silent(),
        study_date=study.file.study.date,
    )


def run_study(
    path: Path,
    progress: Progress | None = None,
    *,
    isochrone_minutes: Sequence[float] | None = None,
    jobs: int = 1,
    names: bool = True,
    analysed: Callable[[Study, Assessment], None] | None = None,
) -> StudyResult:
    """
    Run a whole study.

    Parameters
    ----------
    path
        Study file.
    isochrone_minutes
        Limits of the outlines around the communities' nearest facilities, for the map; an empty list draws none, None 5,
        10, 15 and the limit of each category.
    jobs
        Processes that share the drawing.
    names
        Find the nearest facilities by name; tables alone do not need them.
    analysed
        Called with what was read and found, before names and outlines are looked for.
    """
    progress = progress or Silent()
    study = read_study(path, progress)
    found = analyse(study, progress)
    if analysed:
        analysed(study, found)
    return complete(study, found, progress, isochrone_minutes=isochrone_minutes, jobs=jobs, names=names)


def build_network_of(path: Path, progress: Progress | None = None) -> tuple[WalkingNetwork, Settings]:
    """The walking network of a study, and the settings it was built with."""
    study = read_study(path, progress)
    return build_network(study.streets, study.settings), study.settings


def complete(
    study: Study,
    found: Assessment,
    progress: Progress,
    *,
    isochrone_minutes: Sequence[float] | None = None,
    jobs: int = 1,
    names: bool = True,
) -> StudyResult:
    """Add to an assessment what the report shows: nearest facilities by name, and outlines around them."""
    progress.step("查找最近设施", 0, 1)
    nearest = nearest_of_communities(found, study.standard, study.settings) if names else no_names()
    progress.step("查找最近设施", 1, 1)
    outlines = isochrones_of_facilities(
        found, nearest, study.standard, study.settings, progress, minutes=isochrone_minutes, jobs=jobs
    )
    return StudyResult(
        name=study.file.study.name,
        date=study.file.study.date,
        mark=SAMPLE_MARK if study.file.study.synthetic else "",
        data=found.data,
        streets=study.streets,
        standard=study.standard,
        settings=study.settings,
        network=found.scene.network,
        demand=found.demand,
        facility_off_network=np.asarray(found.scene.facility_off_network),
        coverage=found.coverage,
        joint=found.joint,
        rating=found.rating,
        gaps=found.gaps,
        nearest=nearest,
        isochrones=outlines,
        warnings=(*study.data.warnings, *found.warnings),
    )

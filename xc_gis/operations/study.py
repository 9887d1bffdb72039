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
from xc_gis.analysis.isochrones.facility_isochrones import isochrones_of_facilities
from xc_gis.analysis.network.conditions import on_date
from xc_gis.analysis.network.network import WalkingNetwork, build_network
from xc_gis.analysis.planning.catchments import catchment_table, choices
from xc_gis.analysis.rating.stated_values import unstated_notes, value_table
from xc_gis.analysis.walks.nearest import nearest_of_communities, no_names
from xc_gis.errors import NetworkError
from xc_gis.languages.message import msg
from xc_gis.model import Finding, InputRecord, StreetData, StudyData
from xc_gis.operations.emergency import emergency_of
from xc_gis.operations.governance import (
    NOT_NAMED,
    Governance,
    community_residents,
    governed,
    heard_by_hotline,
    link_warnings,
    reach_of,
    resources_of,
)
from xc_gis.operations.hierarchy import hierarchy_of
from xc_gis.operations.indicators import followed_indicators
from xc_gis.operations.needs import needs_of
from xc_gis.operations.other_standards import rated_by, require_same_walks
from xc_gis.progress import Progress, Silent
from xc_gis.report.study_result import StudyResult, check_result_frames
from xc_gis.settings import Settings
from xc_gis.sources.corrections.gates import corrected_streets
from xc_gis.sources.corrections.table import Correction, corrections_file
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.sources.load.frame import ground_box, ground_layers, measured, places_of_study
from xc_gis.sources.load.load import load_study_data
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.streets.street_findings import street_findings
from xc_gis.sources.study.area import Box
from xc_gis.sources.study.file import StudyFile, read_study_file
from xc_gis.sources.study.named_files import shown_path
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.standard import Standard
from xc_gis.standard.together import load_standards
from xc_gis.wording.codes import SAMPLE_MARK


@dataclass(frozen=True)
class Study:
    """
    A study as read from disk, before any computation.

    ``others``: standards that rate it besides ``standard``. ``first``: where it is looked at by one of its further standards (``by_standard.study_by``),
    the one that decides; None: ``standard`` is that.
    """

    file: StudyFile
    standard: Standard
    settings: Settings
    data: StudyData
    streets: StreetData
    governance: Governance = NOT_NAMED
    others: tuple[Standard, ...] = ()
    first: Standard | None = None


def study_sha256(study: Study) -> str:
    """SHA-256 of the study file as it lies on disk now."""
    return file_sha256(study.file.path)


class ReadStreets:
    """
    Streets of studies that are read one after the other: what the same file holds near the same ground is read once.

    Parameters
    ----------
    most
        Street sets that are kept, the latest; None: all, for those who go back and forth between studies.
    """

    def __init__(self, most: int | None = None) -> None:
        self._known: dict[tuple[str, str, Box | None], StreetData] = {}
        self._most = most

    def near(self, file: StudyFile, box: Box | None, progress: Progress) -> tuple[StreetData, NetworkError | None]:
        """As ``streets_near``. A file is known by its bytes and by the end of its name, which says how it is read."""
        path, shown = file.resolve(file.network.osm), shown_path(file.network.osm)
        key = file.opened.sha256(path) if path.is_file() else "", path.suffix.lower(), box
        if key in self._known:
            self._known[key] = kept = self._known.pop(key)  # now the latest
            return kept, None
        while self._most is not None and self._known and len(self._known) >= self._most:
            del self._known[next(iter(self._known))]  # before others are read: memory for both at once is not needed
        streets, elsewhere = streets_near(path, shown, box, progress)
        if elsewhere is None:
            self._known[key] = streets = replace(streets, near=box)
        return streets, elsewhere


def read_study(path: Path, progress: Progress | None = None, *, streets: ReadStreets | None = None) -> Study:
    """
    Read a study file and everything that it names.

    Parameters
    ----------
    streets
        What was read for other studies.

    Raises
    ------
    InputError
        With file, key or row, and what to do.
    """
    progress = progress or Silent()
    file, standard, settings, others = read_rules(path, progress)
    try:
        return replace(_read(file, standard, settings, progress, others, streets or ReadStreets()), others=tuple(others))
    finally:
        file.opened.forget()


def read_rules(path: Path, progress: Progress) -> tuple[StudyFile, Standard, Settings, list[Standard]]:
    """A study file with its standard, its settings and the further standards, before any layer is read. Raises ``InputError``."""
    progress.step(msg("读取项目文件"), 0, 1)
    file = read_study_file(path)
    standard, *others = load_standards(file.study.standards, base_dir=file.folder)
    settings = settings_of(file, standard)
    for other in others:
        require_same_walks(standard, settings, other, settings_of(file, other))
    progress.step(msg("读取项目文件"), 1, 1)
    return file, standard, settings, others


def read_study_as(study: Study, settings: Settings, progress: Progress, *, streets: ReadStreets | None = None) -> Study:
    """A study that is read, read again by other settings; its standard and its streets' place stay. ``streets`` as in ``read_study``."""
    try:
        read = _read(study.file, study.standard, settings, progress, study.others, streets or ReadStreets())
        return replace(read, others=study.others)
    finally:
        study.file.opened.forget()


def _read(
    file: StudyFile, standard: Standard, settings: Settings, progress: Progress, others: Sequence[Standard], known: ReadStreets
) -> Study:
    data, streets, settings = read_ground(file, standard, settings, progress, others, known)
    return study_on(file, standard, settings, data, streets)


def study_on(file: StudyFile, standard: Standard, settings: Settings, data: StudyData, streets: StreetData) -> Study:
    """A study of which all layers are read: what people say is worked out last."""
    data, governance = governed(data, standard, settings, file.study.date)
    return Study(file, standard, settings, data, streets, governance)


def read_ground(
    file: StudyFile, standard: Standard, settings: Settings, progress: Progress, others: Sequence[Standard], known: ReadStreets
) -> tuple[StudyData, StreetData, Settings]:
    """All layers of a study, and its settings with the metric system settled; ``known``: streets that need not be read again."""
    layers = ground_layers(file)
    places = places_of_study(layers)
    if places is not None:  # where the study lies is known before its streets are
        settings = measured(layers, settings, places, None)
    streets, elsewhere = known.near(file, ground_box(places, settings), progress)
    if places is None:
        settings = measured(layers, settings, None, streets)
    data = load_study_data(file, standard, settings, progress, streets, others=others)
    if elsewhere:  # the layers had their chance to say that their own coordinate system is wrong
        raise elsewhere
    data, streets = joined(file, data, streets, corrections_file(file).read())
    return data, streets, settings


def joined(
    file: StudyFile, data: StudyData, streets: StreetData, corrections: Sequence[Correction]
) -> tuple[StudyData, StreetData]:
    """Streets with their corrections by hand, and the data with what is to be reported of the streets."""
    problems, shown, name = ProblemList("network"), shown_path(file.network.osm), corrections_file(file).shown
    rows, used = len(streets.ways) + streets.ways_left_out, len(streets.ways)
    record = InputRecord("network", shown, file.opened.sha256(file.resolve(file.network.osm)), rows, used, "EPSG:4326")
    streets, lost = corrected_streets(streets, corrections, name, problems)
    of_streets = street_findings(streets, shown)
    of_lost_gates = tuple(Finding(name, "corrections", "corrections", "warning", text) for text in lost)
    joined_data = replace(
        data,
        inputs=(record, *data.inputs),
        problems=pd.concat([data.problems, problems.frame()], ignore_index=True) if problems.rows else data.problems,
        warnings=(*data.warnings, *(finding.text for finding in of_streets if finding.level == "warning"), *lost),
        findings=(*of_streets, *data.findings, *of_lost_gates),
    )
    return joined_data, streets


def settings_of(file: StudyFile, standard: Standard) -> Settings:
    """Parameters of a study under a standard: defaults, overridden by the standard, overridden by the study file."""
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
    """Streets near the study; where there are none, all of the file and what is to be reported about it."""
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


Assessed = Callable[[Path, Progress], tuple[Study, Assessment]]
"""What reads and assesses a study."""


def _assessed(path: Path, progress: Progress) -> tuple[Study, Assessment]:
    study = read_study(path, progress)
    return study, analyse(study, progress)


def run_study(
    path: Path,
    progress: Progress | None = None,
    *,
    isochrone_minutes: Sequence[float] | None = None,
    jobs: int = 1,
    names: bool = True,
    analysed: Callable[[Study, Assessment], None] | None = None,
    assessed: Assessed | None = None,
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
    assessed
        Reads and assesses in place of this program's usual way, to the same result: for those who have read much of it already.
    """
    progress = progress or Silent()
    study, found = (assessed or _assessed)(path, progress)
    if analysed:
        analysed(study, found)
    return complete(study, found, progress, isochrone_minutes=isochrone_minutes, jobs=jobs, names=names)


def stated_by_community(data: StudyData, standards: Sequence[Standard]) -> pd.DataFrame | None:
    """Figures that the standards ask somebody to state, by community; None where they ask for none."""
    tables = [value_table(data.typed, data.communities, one) for one in standards if one.values]
    return pd.concat(tables, ignore_index=True) if tables else None


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
    """Add to an assessment what the report shows: nearest facilities by name, who goes where, and outlines."""
    progress.step(msg("查找最近设施"), 0, 1)
    nearest = nearest_of_communities(found, study.standard, study.settings) if names else no_names()
    progress.step(msg("查找最近设施"), 1, 1)
    progress.step(msg("统计服务人群"), 0, 1)
    catchments = catchment_table(found, choices(found, study.standard, study.settings), study.standard)
    progress.step(msg("统计服务人群"), 1, 1)
    outlines = isochrones_of_facilities(
        found, nearest, study.standard, study.settings, progress, minutes=isochrone_minutes, jobs=jobs
    )
    heard = heard_by_hotline(study.governance.hotline, found.coverage, found.data.communities, study.settings)
    census, directory = resources_of(found.data, study.settings)
    reach = reach_of(found.data, found.coverage, study.settings)
    levels = hierarchy_of(study.file, found, study.standard, study.settings)
    emergency = emergency_of(study.file, found, study.standard, study.settings, levels)
    needs = needs_of(study.file, found, study.standard, study.settings, heard.table if heard else None, reach)
    result = StudyResult(
        name=study.file.study.name,
        date=study.file.study.date,
        mark=SAMPLE_MARK if study.file.study.synthetic else "",
        data=replace(
            found.data,
            inputs=(*found.data.inputs, *(inputs for part in (needs, levels, emergency) if part for inputs in part.inputs)),
            findings=(*found.data.findings, *(finding for part in (levels, emergency) if part for finding in part.findings)),
        ),
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
        catchments=catchments,
        isochrones=outlines,
        warnings=(
            *study.data.warnings,
            *found.warnings,
            *link_warnings(census, directory),
            *(needs.warnings if needs else ()),
            *(emergency.warnings if emergency else ()),
            *(
                note
                for standard in (study.standard, *study.others)
                for note in unstated_notes(found.data.typed, found.data.communities, standard)
            ),
        ),
        survey=study.governance.survey,
        hotline=heard,
        satisfaction=study.governance.satisfaction.table if study.governance.satisfaction else None,
        others=tuple(
            rated_by(found, (study.standard, study.settings), other, settings_under(study, other), study.file.study.date)
            for other in study.others
        ),
        indicators=followed_indicators(
            found.data,
            found.coverage,
            community_residents(found.data),
            study.standard,
            study.settings,
            study.file.folder,
            study.file.study.date,
            levels.grids if levels else None,
        ),
        satisfaction_areas=study.governance.satisfaction.areas if study.governance.satisfaction else None,
        survey_reach=reach,
        needs=needs.table if needs else None,
        hierarchy=levels.table if levels else None,
        grids=levels.grids if levels else None,
        roles=levels.roles if levels else None,
        emergency=emergency.table if emergency else None,
        census=census,
        directory=directory,
        typed=stated_by_community(found.data, (study.standard, *study.others)),
    )
    check_result_frames(result, study.settings.word(KEY))
    return result

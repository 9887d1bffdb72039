"""
How sure the stars of a study are: rated again in worlds within the ranges, with what to look at on the ground.

This is what the command line, scripts and the window call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.coverage.inventory import OUTSIDE
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.surveys import Surveys
from xc_gis.analysis.planning.robustness.field_checks import (
    SURVEY,
    FieldCheck,
    check_table,
    in_walking_order,
    path_checks,
    survey_checks,
)
from xc_gis.analysis.planning.robustness.single_paths import WAY, PathTrials, single_paths
from xc_gis.analysis.planning.robustness.star_bounds import StarBounds
from xc_gis.analysis.planning.robustness.verdict import AS_IT_IS, verdicts
from xc_gis.analysis.planning.robustness.worlds import (
    BEST,
    FAST,
    NO_PATHS,
    SLOW,
    WORST,
    StudyWorlds,
    World,
    WorldStates,
    is_doubtful,
    settings_in,
    worlds_of,
)
from xc_gis.analysis.planning.street_worlds import StreetWorlds
from xc_gis.analysis.rating.stated_values import unstated_notes
from xc_gis.findings import VALUE
from xc_gis.languages.message import msg
from xc_gis.model import StreetData, StudyData
from xc_gis.model.ranges import Ranges
from xc_gis.operations.by_standard import (
    analysed_by,
    further_id,
    grades_by,
    require_standard,
    standard_named,
    study_by,
)
from xc_gis.operations.planning.answer_folder import answer_folder
from xc_gis.operations.study import Study, read_study, study_sha256
from xc_gis.progress import Progress
from xc_gis.report.robustness.result import RobustResult
from xc_gis.report.robustness.tables import write_robust_tables
from xc_gis.report.robustness.words import sentences
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS
from xc_gis.wording.codes import SAMPLE_MARK
from xc_gis.workers import shared_work

MINE = (NO_PATHS, SLOW, FAST)
"""Worlds that this process looks at by itself where others share the work: what single paths wait for, and what needs no new legs."""

CONTENT = "robust.json"
"""What was computed, with the checksums of all files; the folder's manifest."""


def robust_of(
    study: Study, found: Assessment, progress: Progress, *, ranges: Ranges | None = None, jobs: int = 1
) -> RobustResult:
    """
    Say how sure the stars of a study are that is read and analysed, by its ``standard`` (``by_standard.study_by``: by another).

    ``jobs``: processes that share the worlds; results do not depend on it.
    """
    ranges = ranges or Ranges()
    worlds = worlds_of(study.settings, ranges)
    bounds = StarBounds(found, study.standard, study.settings, study.file.study.date)
    by_name = {world.name: world for world in worlds}
    here = StudyWorlds(*_parts(study), found.scene)
    # what single paths ask for is looked at first; they are tried while other processes look at the other worlds
    mine = [world for world in worlds if jobs <= 1 or world.name in MINE]
    beside = [world for world in worlds if world not in mine]
    shares = [_Share(study, tuple(beside[n :: jobs - 1])) for n in range(min(jobs - 1, len(beside)))]
    states: dict[str, WorldStates] = {}
    with shared_work(_share_of_worlds, shares) as done:
        for number, world in enumerate(mine):
            progress.step(msg("在各种假设下重新评级"), number, len(worlds))
            states[world.name] = here.states(world)
        stars = bounds.counted(found.states).stars()
        turned = (
            bounds.counted(states[NO_PATHS].states).stars() != stars if NO_PATHS in states else np.zeros(len(stars), dtype=bool)
        )
        checks = in_walking_order(_checks(study, found, states.get(NO_PATHS), turned))
        single = _single_paths(study, found, checks, bounds, turned, progress)
        progress.step(msg("在各种假设下重新评级"), len(mine), len(worlds))
        for part in done:
            states |= part
    progress.step(msg("在各种假设下重新评级"), len(worlds), len(worlds))
    counted = {AS_IT_IS: bounds.counted(found.states)} | {name: bounds.counted(states[name].states) for name in by_name}
    fastest = settings_in(study.settings, by_name[BEST])
    extremes = bounds.extremes(states[WORST], states[BEST], fastest, ranges.weights)
    ids = found.data.communities["community_id"].tolist()
    table = verdicts(ids, counted, extremes, ranges.weights, ranges.draws, single)
    xy = np.array([one.xy for one in checks], dtype=float).reshape(-1, 2)
    places = gpd.GeoSeries(shapely.points(xy), crs=found.data.communities.crs).to_crs(EXCHANGE_CRS)
    lonlat = np.column_stack([places.x, places.y]).reshape(-1, 2)
    return RobustResult(
        study.file.study.name, SAMPLE_MARK if study.file.study.synthetic else "", table, check_table(checks, ids, lonlat), ranges,
        _notes(study, found), standard_named(study), grades_by(study.standard), study.standard.names,
    )  # fmt: skip


@dataclass(frozen=True)
class _Share:
    """Worlds that one process assesses."""

    study: Study
    worlds: tuple[World, ...]


def _share_of_worlds(share: _Share) -> dict[str, WorldStates]:
    there = StudyWorlds(*_parts(share.study))
    return {world.name: there.states(world) for world in share.worlds}


def _parts(study: Study) -> tuple[StudyData, StreetData, Standard, Settings, date | None]:
    return study.data, study.streets, study.standard, study.settings, study.file.study.date


def _checks(study: Study, found: Assessment, without: WorldStates | None, turned: np.ndarray) -> list[FieldCheck]:
    checks = survey_checks(found, _survey_areas(study, found))
    further = further_id(study)
    if further:
        checks = [replace(one, what=f"{SURVEY}{further}/{one.what.removeprefix(SURVEY)}") for one in checks]
    if without is not None:
        doubtful = [osm for osm, _, tags in study.streets.ways if is_doubtful(tags)]
        home = StarGround(found, study.standard, study.settings, study.file.study.date).home
        checks += path_checks(found, without, turned, doubtful, home)
    return checks


def _single_paths(
    study: Study, found: Assessment, checks: Sequence[FieldCheck], bounds: StarBounds, turned: np.ndarray, progress: Progress
) -> dict[int, list[int]]:
    """By community (row): doubtful ways near its people each of which turns its star alone."""
    near: dict[int, set[int]] = {}
    for one in checks:
        if one.what.startswith(WAY):
            for row in one.settles:
                near.setdefault(row, set()).add(int(one.what.removeprefix(WAY)))
    if not near:
        return {}
    trials = PathTrials(StreetWorlds(found, *_parts(study)), bounds, turned)
    tried = 0

    def turns(ways: frozenset[int], rows: list[int]) -> set[int]:
        nonlocal tried
        progress.step(msg("逐条检查可能不存在的道路"), tried, tried + 1)
        tried += 1
        return trials.turns(ways, rows)

    bears_on = trials.bears_on(sorted(set().union(*near.values())))
    return single_paths(near, bears_on, turns)


def _survey_areas(study: Study, found: Assessment) -> dict[tuple[int, str], list[int]]:
    """By community with a range of stars and category of its smallest set of surveys: where one would have to look."""
    ground = StarGround(found, study.standard, study.settings, study.file.study.date)
    surveys = Surveys(ground)
    row_of = {name: row for row, name in enumerate(found.data.communities["community_id"])}
    areas: dict[tuple[int, str], list[int]] = {}
    for row, sets in enumerate(found.rating["surveys"]):
        for code in sets[0] if sets else ():
            if code.startswith(VALUE):  # nobody finds a stated figure on the ground
                continue
            survey = surveys.of(code, ground.points_of(row))
            named = survey.areas if survey else ()
            areas[row, code] = [row_of[name] for name in named if name != OUTSIDE] or [row]
    return areas


def _notes(study: Study, found: Assessment) -> tuple[str, ...]:
    notes: list[str] = list(unstated_notes(found.data.typed, found.data.communities, study.standard))
    if (found.data.communities["location"] == "derived").any():
        notes.append(msg("部分社区的范围由步行推定;重新评级时仍用原来的范围"))
    if study.settings.word("legs") != "reach":
        notes.append(msg("接入方式为 nearest 时,路多不一定覆盖多,“稳固”不作保证"))
    return tuple(notes)


def robust_into(
    study_path: Path,
    out: Path,
    progress: Progress | None = None,
    *,
    ranges: Ranges | None = None,
    jobs: int = 1,
    lang: str = "zh",
    standard: str = "",
) -> tuple[RobustResult, dict[str, Any]]:
    """
    Say how sure the stars of a study are, and write it into a folder, whole or not at all.

    ``lang``: of the page to print. ``standard``: id or name of the one by whose stars it goes; empty: the first of the study.

    Returns
    -------
    result, content
        ``content`` as in ``robust.json``.

    Raises
    ------
    InputError, OutputError, ResourceError, Cancelled
    """
    with answer_folder(out, CONTENT, progress) as folder:
        require_standard(study_path, standard, folder.progress)
        read = read_study(study_path, folder.progress)
        study = study_by(read, standard)
        result = robust_of(study, analysed_by(read, study, folder.progress), folder.progress, ranges=ranges, jobs=jobs)
        names = write_robust_tables(result, folder.path, lang)
        answer = {
            "ranges": _plain(result.ranges),
            "communities": len(result.communities), "robust": int(result.communities["robust"].sum()), "checks": len(result.checks),
            "said": sentences(result),
        }  # fmt: skip
        content = folder.close(study, study_sha256(study), answer, names)
    return result, content


def _plain(ranges: Ranges) -> dict[str, Any]:
    return {
        "speed": ranges.speed, "detour": list(ranges.detour), "reach_m": list(ranges.reach_m), "paths": ranges.paths,
        "weights": ranges.weights, "draws": ranges.draws,
    }  # fmt: skip

"""
Siting on a study: where to build, in which order, how good that is, and what it does to coverage and stars.

This is what the command line, scripts and the window call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.coverage.coverage import UNKNOWN
from xc_gis.analysis.legs.facility_points import WaysIn, ways_in
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.planning.siting.plan import BOUND_FACTOR, LONGER_WALKS, Relocation, plan_sites, relocated
from xc_gis.analysis.planning.siting.reach import Reach
from xc_gis.analysis.planning.siting.reasons import refuse_impossible
from xc_gis.analysis.planning.siting.solve import Watch
from xc_gis.analysis.planning.siting.stars import assessed_with, stars_before_after
from xc_gis.analysis.planning.siting.study_reach import Places, StudyReach, WantedCategory, places_with_homes
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.planning.site_candidates import FoundCandidates, find_candidates, rules_of
from xc_gis.operations.planning.site_request import SitingRequest
from xc_gis.operations.study import Study, analyse, read_study
from xc_gis.progress import Progress, Silent
from xc_gis.report.siting.page import write_siting_page
from xc_gis.report.siting.result import SitingResult
from xc_gis.report.siting.summary import summary
from xc_gis.report.siting.tables import write_siting_tables
from xc_gis.report.tables.manifest import checksums, write_json
from xc_gis.runs.folder import replacing
from xc_gis.wording.codes import SAMPLE_MARK

SUMMARY = "summary.json"

RELOCATION_S = 20.0
"""Seconds at most for the proof of what moving facilities could do."""


def site_study(
    path: Path, request: SitingRequest, progress: Progress | None = None, *, watch: Watch | None = None
) -> SitingResult:
    """
    Answer a siting question of a study file.

    Raises
    ------
    InputError
        A question that no answer can have, or a file that is wrong.
    """
    request.check()
    progress = progress or Silent()
    study = read_study(path, progress)
    request.wanted(study.standard)
    return site_sites(study, analyse(study, progress), request, progress, watch=watch)


def site_sites(
    study: Study, found: Assessment, request: SitingRequest, progress: Progress, *, watch: Watch | None = None
) -> SitingResult:
    """Answer a siting question of a study that is read and analysed; else as ``site_study``."""
    request.check()
    wanted = request.wanted(study.standard)
    progress.step(msg("收集候选地点"), 0, 2)
    ways = ways_in(study.streets, found.scene.network, study.settings)
    candidates = find_candidates(study, found, ways, request)
    rules = rules_of(request, candidates)
    refuse_impossible(rules, request.count, candidates.frame["site_id"].tolist())
    progress.step(msg("收集候选地点"), 1, 2)
    factor = BOUND_FACTOR if request.model in LONGER_WALKS else 1.0
    asked = StudyReach(found, study.standard, study.settings, wanted, seniors=request.people == "60plus", bound_factor=factor)
    reach = asked.of(candidates.places)
    progress.step(msg("收集候选地点"), 2, 2)
    capacity = candidates.frame["capacity"].to_numpy(dtype=float)
    if np.isfinite(capacity).any() and len(wanted) > 1:
        raise InputError(msg("容量只能与一个服务类别一起使用"), hint=msg("请只写一个 --category，或去掉候选地点的容量列"))
    plan = plan_sites(
        request.model, reach, rules, candidates.xy, found.data.communities,
        capacity=np.where(np.isnan(capacity), np.inf, capacity) if np.isfinite(capacity).any() else None,
        time_limit_s=request.time_limit_s, progress=progress, watch=watch,
    )  # fmt: skip
    lost: list[str] = [
        msg("{people:,.0f} 名居民（{category}）附近没有可步行道路，无论建在哪里都是未知", people=people, category=category.name)
        for category, people in zip(asked.categories, asked.rows.off_network, strict=True)
        if people > 0
    ]
    lost += _unknown_today(found, asked, reach)
    types = [one.type for one in wanted]
    kinds = {kind for one in wanted for kind in study.standard.types_of(one.code)}
    facilities = found.data.facilities
    return SitingResult(
        name=study.file.study.name, mark=SAMPLE_MARK if study.file.study.synthetic else "", plan=plan,
        categories={category.code: category.name for category in asked.categories}, types={one.code: one.type for one in wanted},
        count=request.count, candidates=candidates.frame, rows=asked.rows, demand_id=found.data.demand["demand_id"],
        communities=found.data.communities, streets=study.streets,
        facilities=facilities[facilities["type"].isin(kinds) & (facilities["status"] == "open") & facilities.geometry.notna()],
        stars=_stars(study, found, plan.sites, candidates, types, ways) if request.stars and len(plan.sites) else None,
        relocation=_relocation(study, found, wanted, candidates, request, progress) if request.relocate else {},
        notes=(*candidates.notes, *lost), inputs=dict(sorted(candidates.inputs)), question=_plain(request),
    )  # fmt: skip


def _unknown_today(found: Assessment, asked: StudyReach, reach: Reach) -> list[str]:
    """How many of those who are not covered are no known gap: lists of facilities are incomplete there."""
    told: list[str] = []
    for number, category in enumerate(asked.categories):
        unknown = found.states[asked.key(category)][asked.rows.point] == UNKNOWN
        people = float(reach.people[unknown & (asked.rows.category == number) & ~reach.covered_today].sum())
        if people > 0:
            told.append(
                msg(
                    "未覆盖居民（{category}）中有 {people:,.0f} 人是未知，不是确认的缺口：附近的设施清单不完整，建设前请先补查",
                    category=category.name, people=people,
                )
            )  # fmt: skip
    return told


def _plain(request: SitingRequest) -> dict[str, Any]:
    """The question in plain values; files by their names alone."""
    return {
        name: value.name if isinstance(value, Path) else list(value) if isinstance(value, tuple) else value
        for name, value in asdict(request).items()
    }


def _stars(
    study: Study, found: Assessment, sites: np.ndarray, candidates: FoundCandidates, types: list[str], ways: WaysIn
) -> pd.DataFrame:
    built = candidates.frame.iloc[np.sort(sites)].reset_index(drop=True)
    after = assessed_with(found, built, sorted(set(types)), ways, study.standard, study.settings, study.file.study.date)
    return stars_before_after(found, after)


def _relocation(
    study: Study, found: Assessment, wanted: tuple[WantedCategory, ...], candidates: FoundCandidates, request: SitingRequest,
    progress: Progress,
) -> Mapping[str, Relocation]:  # fmt: skip
    """By category: as many facilities as there are, placed anew among their own places and the candidates."""
    made = {}
    for one in wanted:
        alone = StudyReach(
            found, study.standard, study.settings, [WantedCategory(one.code, 1.0, one.type)], seniors=request.people == "60plus"
        )
        count, places = _all_places(study, found, one.code, candidates)
        if count:
            limit = min(request.time_limit_s, RELOCATION_S)
            made[one.code] = relocated(
                alone.of(places, existing=False), alone.of(candidates.places), count, time_limit_s=limit, progress=progress
            )
    return made


def _all_places(study: Study, found: Assessment, code: str, candidates: FoundCandidates) -> tuple[int, Places]:
    """How many facilities of a category people can reach, and their places together with the candidates."""
    scene, facilities = found.scene, found.data.facilities
    mine = (facilities["type"].isin(study.standard.types_of(code)) & (facilities["status"] == "open")).to_numpy()
    mine = mine & ~scene.facility_off_network & facilities.geometry.notna().to_numpy()
    rows = np.flatnonzero(mine)
    number = np.full(len(facilities), -1, dtype=np.int64)
    number[rows] = np.arange(len(rows))
    use = number[scene.facility_points.facility] >= 0
    own, own_xy = number[scene.facility_points.facility[use]], scene.facility_points.xy[use]
    more, more_xy = candidates.places.place_of_point + len(rows), candidates.places.attached.xy
    attached = attach(scene.network, scene.barriers, np.concatenate([own_xy, more_xy]), study.settings)
    frame = pd.concat([facilities.iloc[rows][["geometry"]], candidates.frame[["geometry"]]], ignore_index=True)
    return len(rows), places_with_homes(attached, np.concatenate([own, more]), frame, found.data.communities)


def site_into(
    path: Path,
    request: SitingRequest,
    out: Path,
    progress: Progress | None = None,
    *,
    watch: Watch | None = None,
    lang: str = "zh",
) -> tuple[SitingResult, dict[str, Any]]:
    """
    Answer a siting question and write it into a folder, whole or not at all.

    Returns
    -------
    result, summary
        ``summary`` is the content of ``summary.json``.

    Raises
    ------
    InputError, OutputError, ResourceError, Cancelled
    """
    with replacing(out, manifest=SUMMARY) as stage:
        result = site_study(path, request, progress, watch=watch)
        content = _written(result, stage, lang)
    return result, content


def write_sites(result: SitingResult, out: Path, *, lang: str = "zh") -> dict[str, Any]:
    """Write an answer that is there already; else as ``site_into``."""
    with replacing(out, manifest=SUMMARY) as stage:
        return _written(result, stage, lang)


def _written(result: SitingResult, stage: Path, lang: str) -> dict[str, Any]:
    names = write_siting_tables(result, stage)
    write_siting_page(result, stage / "map.html", lang=lang)
    content = {**summary(result), "outputs": checksums(stage, [*names, "map.html"])}
    write_json(content, stage / SUMMARY)
    return content

"""
The cheapest plan for a number of five-star communities of a study: found, confirmed by a whole run, and written.

This is what the command line, scripts and the window call.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.planning.changed_study import changed_study
from xc_gis.analysis.planning.next_star.district import NONE, TIME_LIMIT_S, DistrictAnswer, DistrictSearch
from xc_gis.analysis.planning.next_star.ground import EVERY_M, StarGround
from xc_gis.analysis.planning.next_star.plan import lacking_of
from xc_gis.analysis.planning.next_star.search import FIVE, StarSearch
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model.changes import AddFacility, CompleteSurvey, Scenario, ScenarioBase
from xc_gis.model.costs import SURVEY, ChangeCosts
from xc_gis.operations.by_standard import (
    analysed_by,
    further_id,
    grades_by,
    require_standard,
    scenario_note,
    standard_named,
    study_by,
)
from xc_gis.operations.planning.answer_folder import answer_folder
from xc_gis.operations.planning.next_star import CONTENT, notes_of, priced
from xc_gis.operations.planning.next_star_request import NextStarRequest
from xc_gis.operations.study import Study, analyse, read_study, study_sha256
from xc_gis.progress import Progress
from xc_gis.report.next_star.five_result import FiveStarCommunity, FiveStarsResult, SharedChange
from xc_gis.report.next_star.five_tables import write_five
from xc_gis.report.next_star.five_words import gates_failing, sentences
from xc_gis.sources.scenarios.write import base_of, write_scenario
from xc_gis.wording.codes import SAMPLE_MARK

SCENARIO = "scenario.toml"


@dataclass(frozen=True)
class FiveStarsRequest:
    """
    A question for a number of five-star communities.

    Attributes
    ----------
    five
        How many communities are to have five stars, those that have them today among them.
    costs, every_m
        As ``NextStarRequest``.
    time_limit_s
        Seconds for the proof; 0: only the first plan.
    standard
        As ``NextStarRequest``.
    """

    five: int
    costs: ChangeCosts | Path = field(default_factory=ChangeCosts)
    every_m: float = EVERY_M
    time_limit_s: float = TIME_LIMIT_S
    standard: str = ""

    def check(self) -> None:
        """Raise ``InputError`` for what is wrong whatever the study."""
        NextStarRequest((), self.costs, self.every_m).check()
        if self.five < 1:
            raise InputError(msg("--five 应为 1 以上的整数"))
        if not 0 <= self.time_limit_s < math.inf:
            raise InputError(msg("{name} 应为 0 以上的数", name="--time-limit"))

    def check_for(self, communities: int) -> None:
        """Raise ``InputError`` where a study has fewer communities."""
        if self.five > communities:
            raise InputError(msg("--five {count}:项目只有 {all} 个社区", count=self.five, all=communities))


def five_stars_of(study: Study, found: Assessment, request: FiveStarsRequest, progress: Progress) -> FiveStarsResult:
    """
    Find the plan for a study that is read and analysed, by its ``standard``.

    Raises
    ------
    InputError
        More communities than there are, costs that are none.
    """
    request.check()
    request.check_for(len(found.data.communities))
    costs = NextStarRequest((), request.costs, request.every_m).costs_by(study.standard)
    search = StarSearch(StarGround(found, study.standard, study.settings, study.file.study.date, every_m=request.every_m), costs)
    progress.step(msg("计算可建地点的步行时间"), 0, 1)
    places = len(search.ground.places.xy)
    progress.step(msg("计算可建地点的步行时间"), 1, 1)
    district = DistrictSearch(search)
    answer = district.of(request.five, time_limit_s=request.time_limit_s, progress=progress)
    changes = _changes(district, answer, further_id(study))
    confirmed = _confirmed(study, changes, progress) if changes else None
    communities = _communities(search, answer)
    return FiveStarsResult(
        study.file.study.name, SAMPLE_MARK if study.file.study.synthetic else "", request.five, answer.status, answer.cost,
        answer.bound if math.isfinite(answer.bound) else None, changes, communities, answer.reached, confirmed, costs, places,
        {kind: one.name for kind, one in study.standard.facility_types.items()},
        {one.code: one.name for one in study.standard.categories},
        (*notes_of(found, study.standard), msg("全区五星方案只比较新建设施和补查清单，不比较开放大门；请在方案中单独尝试")),
        standard_named(study), grades_by(study.standard),
    )  # fmt: skip


def _changes(district: DistrictSearch, answer: DistrictAnswer, standard: str) -> tuple[SharedChange, ...]:
    """The changes of the plan, each with the communities that gain five stars and that it serves."""
    search = district.search
    ids = search.ground.found.data.communities["community_id"].astype(str).to_numpy()
    gaining = [int(row) for row in np.flatnonzero((answer.after == FIVE) & (answer.today != FIVE))]
    lonlat, listed = search.ground.places.lonlat, []
    for one in answer.buildings:
        at = (float(lonlat[one.place, 0]), float(lonlat[one.place, 1]))
        served = tuple(ids[row] for row in gaining if search.serves(one, row))
        listed.append(SharedChange(AddFacility(type=one.kind, at=at, cost=search.costs.of(one.kind)), served))
    for code in answer.codes:
        settled = tuple(ids[row] for row in gaining if district.stars.survey(row, code) is not None)
        listed.append(SharedChange(CompleteSurvey(category=code, standard=standard, cost=search.costs.of(SURVEY)), settled))
    return tuple(listed)


def _confirmed(study: Study, changes: tuple[SharedChange, ...], progress: Progress) -> int:
    """Communities of five stars after a whole run of the changed study."""
    progress.step(msg("整套重算核实方案"), 0, 1)
    scenario = Scenario("", tuple(one.change for one in changes))
    changed = changed_study(study.data, study.streets, [scenario], study.standard, study.settings, study.others)
    after = analyse(replace(study, data=changed.data, streets=changed.streets))
    progress.step(msg("整套重算核实方案"), 1, 1)
    return int((after.rating["stars"] == FIVE).sum())


def _communities(search: StarSearch, answer: DistrictAnswer) -> tuple[FiveStarCommunity, ...]:
    frame = search.ground.found.data.communities
    listed = []
    for row in range(len(frame)):
        alone = answer.alone.get(row)
        stars = [None if one < 0 else int(one) for one in (answer.today[row], answer.after[row])]
        lacking = lacking_of(search, alone) if answer.status == NONE and alone is not None and alone.status == NONE else ()
        listed.append(
            FiveStarCommunity(
                str(frame["community_id"].iloc[row]), str(frame["name"].iloc[row]), stars[0], stars[1],
                None if alone is None else alone.cost, lacking,
            )
        )  # fmt: skip
    return tuple(listed)


def scenario_of_five(result: FiveStarsResult, base: ScenarioBase | None = None, *, note: str = "") -> Scenario:
    """The plan as a scenario, as ``xc-gis whatif`` and the window open it."""
    return Scenario(
        str(msg("{count} 个五星社区", count=result.wanted)),
        priced([one.change for one in result.changes], result.costs),
        note,
        base=base,
    )


def five_stars_into(
    study_path: Path, request: FiveStarsRequest, out: Path, progress: Progress | None = None
) -> tuple[FiveStarsResult, dict[str, Any]]:
    """
    Find the plan and write it into a folder, whole or not at all.

    Returns
    -------
    result, content
        ``content`` as in ``next_star.json``.

    Raises
    ------
    InputError, OutputError, ResourceError, Cancelled
    """
    request.check()
    with answer_folder(out, CONTENT, progress) as folder:
        require_standard(study_path, request.standard, folder.progress)
        read = read_study(study_path, folder.progress)
        study = study_by(read, request.standard)
        NextStarRequest((), request.costs, request.every_m).costs_by(study.standard)
        request.check_for(len(study.data.communities))  # what is wrong is said before anything is computed
        sha256 = study_sha256(study)
        result = five_stars_of(study, analysed_by(read, study, folder.progress), request, folder.progress)
        names = write_five(result, folder.path)
        if result.changes:
            write_scenario(
                scenario_of_five(result, base_of(sha256, study.data.inputs), note=scenario_note(study)), folder.path / SCENARIO
            )
            names.append(SCENARIO)
        content = folder.close(study, sha256, _answer(request, result), names)
    return result, content


def _answer(request: FiveStarsRequest, result: FiveStarsResult) -> dict[str, Any]:
    return {
        "costs": {"default": result.costs.default, "stated": dict(result.costs.stated)},
        "every_m": request.every_m,
        "places": result.places,
        "five": result.wanted,
        "status": result.status,
        "cost": result.cost,
        "bound": result.bound,
        "five_today": result.five_today,
        "five_after": result.five_after,
        "confirmed": result.confirmed,
        "reachable": result.reachable,
        "failing": {code: count for code, _, count in gates_failing(result)},
        "said": sentences(result),
    }

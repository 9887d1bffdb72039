"""
The next star on a study: the cheapest changes that gain it, for each community, and each as a scenario.

This is what the command line, scripts and the window call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.planning.next_star.gates import GateSearch
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.opened_ground import OpenedGrounds
from xc_gis.analysis.planning.next_star.plan import CommunityPlan, plan_of
from xc_gis.analysis.planning.next_star.search import StarSearch
from xc_gis.analysis.planning.street_worlds import StreetWorlds
from xc_gis.analysis.rating.stated_values import unstated_notes
from xc_gis.languages.message import Name, joined, msg
from xc_gis.model.changes import AnyChange, Scenario, ScenarioBase
from xc_gis.model.costs import ChangeCosts
from xc_gis.operations.by_standard import (
    analysed_by,
    further_id,
    grades_by,
    naming,
    require_standard,
    scenario_note,
    standard_named,
    study_by,
)
from xc_gis.operations.planning.answer_folder import answer_folder
from xc_gis.operations.planning.next_star_request import NextStarRequest
from xc_gis.operations.study import Study, read_study, study_sha256
from xc_gis.progress import Progress
from xc_gis.report.next_star.result import NextStarResult
from xc_gis.report.next_star.tables import write_changes
from xc_gis.report.next_star.words import record, sentences
from xc_gis.sources.scenarios.write import base_of, write_scenario
from xc_gis.standard import Standard
from xc_gis.wording.codes import SAMPLE_MARK

CONTENT = "next_star.json"
"""What was computed, with the checksums of all files; the folder's manifest."""

SCENARIOS = "scenarios"


def next_star_of(study: Study, found: Assessment, request: NextStarRequest, progress: Progress) -> NextStarResult:
    """
    Find the next star of the communities of a study that is read and analysed, by its ``standard`` (``by_standard.study_by``: by another).

    Raises
    ------
    InputError
        A community that the study does not have, costs that are none.
    """
    request.check()
    costs = request.costs_by(study.standard)
    rows = request.rows(found.data.communities["community_id"].tolist())
    search = StarSearch(StarGround(found, study.standard, study.settings, study.file.study.date, every_m=request.every_m), costs)
    progress.step(msg("计算可建地点的步行时间"), 0, 1)
    places = len(search.ground.places.xy)
    progress.step(msg("计算可建地点的步行时间"), 1, 1)
    worlds = StreetWorlds(found, study.data, study.streets, study.standard, study.settings, study.file.study.date)
    gates = GateSearch(search, OpenedGrounds(search.ground, worlds))
    plans = []
    for done, row in enumerate(rows):
        progress.step(msg("寻找最省的升星办法"), done, len(rows))
        plan = plan_of(search, gates.improved(search.of(row)))
        plans.append(replace(plan, changes=naming(plan.changes, further_id(study))))
    progress.step(msg("寻找最省的升星办法"), len(rows), len(rows))
    return NextStarResult(
        study.file.study.name, SAMPLE_MARK if study.file.study.synthetic else "", tuple(plans), costs, places,
        {kind: one.name for kind, one in study.standard.facility_types.items()},
        {one.code: one.name for one in study.standard.categories}, (*notes_of(found, study.standard), *_of_gates(gates.known, plans)),
        standard_named(study), grades_by(study.standard), {key: one.name for key, one in study.standard.values.items()},
    )  # fmt: skip


def notes_of(found: Assessment, standard: Standard) -> tuple[str, ...]:
    """What must be known besides, whatever is asked of the stars."""
    notes: list[str] = [msg("评级按步行时间计算覆盖，不看几点开门，所以延长开放时间不会增减星级，不列入升星办法")]
    lost = int(found.scene.demand.off_network.sum())
    if lost:
        notes.append(msg("{count:,} 个居住点附近没有可步行道路,任何新设施都不能使其被覆盖", count=lost))
    notes += unstated_notes(found.data.typed, found.data.communities, standard)
    asked = list(dict.fromkeys(one.value for level in standard.levels.values() for one in level.values))
    if asked:
        names = joined("、", [standard.values[key].name for key in asked])
        notes.append(msg("{values} 是填报数值，新建设施、补查清单都不能改变；已填报而不达标的社区因此升不了星", values=names))
    return tuple(notes)


def _of_gates(gates: int, plans: Sequence[CommunityPlan]) -> list[str]:
    """What was looked at of gates."""
    if not gates:
        return [msg("路网中没有关着的大门，也没有不让外人走的内部道路，开门不在可选之列")]
    said: list[str] = [msg("开放大门和内部道路已列入比较，每处各计一项：路网中共有 {count:,} 处", count=gates)]
    left = sum(not plan.gates_settled for plan in plans)
    if left:
        said.append(msg("{count} 个社区的开门组合太多，没有全部比较；它们的费用也许还能更低", count=left))
    return said


def scenario_of(plan: CommunityPlan, costs: ChangeCosts, base: ScenarioBase | None = None, *, note: str = "") -> Scenario:
    """The changes of a plan as a scenario, as ``xc-gis whatif`` and the window open it."""
    name = joined("", [Name(plan.name or plan.community_id, ""), msg(":下一颗星")])
    return Scenario(str(name), priced(plan.changes, costs), note, base=base)


def priced(changes: Sequence[AnyChange], costs: ChangeCosts) -> tuple[AnyChange, ...]:
    """Changes for a scenario: with their costs where somebody stated any, else without, as a count of changes is no money."""
    return tuple(changes) if costs.is_stated else tuple(replace(one, cost=None) for one in changes)


def next_star_into(
    study_path: Path, request: NextStarRequest, out: Path, progress: Progress | None = None
) -> tuple[NextStarResult, dict[str, Any]]:
    """
    Find the next star of communities and write it into a folder, whole or not at all.

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
        request.costs_by(study.standard)  # what is wrong with it is said before anything is computed
        request.rows(study.data.communities["community_id"].tolist())
        sha256 = study_sha256(study)
        result = next_star_of(study, analysed_by(read, study, folder.progress), request, folder.progress)
        names = [write_changes(result, folder.path)]
        base = base_of(sha256, study.data.inputs)
        (folder.path / SCENARIOS).mkdir()
        for number, plan in enumerate(result.plans):
            if plan.changes:
                name = f"{SCENARIOS}/{_file_name(plan.community_id, number)}.toml"
                write_scenario(scenario_of(plan, result.costs, base, note=scenario_note(study)), folder.path / name)
                names.append(name)
        content = folder.close(study, sha256, _answer(request, result), names)
    return result, content


def _file_name(community_id: str, number: int) -> str:
    """The id where any system takes it as a name, else its number."""
    plain = "".join(letter for letter in community_id if letter.isalnum() or letter in "-_")
    return plain if plain == community_id and plain else f"{number + 1:04d}"


def _answer(request: NextStarRequest, result: NextStarResult) -> dict[str, Any]:
    return {
        "costs": {"default": result.costs.default, "stated": dict(result.costs.stated)},
        "every_m": request.every_m,
        "places": result.places,
        "communities": [record(plan) for plan in result.plans],
        "said": sentences(result),
    }

"""
The next star on a study: the cheapest changes that gain it, for each community, and each as a scenario.

This is what the command line, scripts and the window call.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.plan import CommunityPlan, plan_of
from xc_gis.analysis.planning.next_star.search import StarSearch
from xc_gis.languages.message import Name, joined, msg
from xc_gis.model.changes import Scenario, ScenarioBase
from xc_gis.operations.planning.answer_folder import answer_folder
from xc_gis.operations.planning.next_star_request import NextStarRequest
from xc_gis.operations.study import Study, analyse, read_study, study_sha256
from xc_gis.progress import Progress
from xc_gis.report.next_star.result import NextStarResult
from xc_gis.report.next_star.tables import write_changes
from xc_gis.report.next_star.words import record, sentences
from xc_gis.sources.scenarios.write import base_of, write_scenario
from xc_gis.wording.codes import SAMPLE_MARK

CONTENT = "next_star.json"
"""What was computed, with the checksums of all files; the folder's manifest."""

SCENARIOS = "scenarios"


def next_star_of(study: Study, found: Assessment, request: NextStarRequest, progress: Progress) -> NextStarResult:
    """
    Find the next star of the communities of a study that is read and analysed.

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
    plans = []
    for done, row in enumerate(rows):
        progress.step(msg("寻找最省的升星办法"), done, len(rows))
        plans.append(plan_of(search, search.of(row)))
    progress.step(msg("寻找最省的升星办法"), len(rows), len(rows))
    return NextStarResult(
        study.file.study.name, SAMPLE_MARK if study.file.study.synthetic else "", tuple(plans), costs, places,
        {kind: one.name for kind, one in study.standard.facility_types.items()},
        {one.code: one.name for one in study.standard.categories}, notes_of(found),
    )  # fmt: skip


def notes_of(found: Assessment) -> tuple[str, ...]:
    """What must be known besides."""
    notes: list[str] = [
        msg("星级不看开放时间,因此延长开放时间不列入升星办法"),
        msg("开放小区大门要逐个重算路网,未列入比较;请在方案中单独尝试"),
    ]
    lost = int(found.scene.demand.off_network.sum())
    if lost:
        notes.append(msg("{count:,} 个居住点附近没有可步行道路,任何新设施都不能使其被覆盖", count=lost))
    return tuple(notes)


def scenario_of(plan: CommunityPlan, base: ScenarioBase | None = None) -> Scenario:
    """The changes of a plan as a scenario, as ``xc-gis whatif`` and the window open it."""
    name = joined("", [Name(plan.name or plan.community_id, ""), msg(":下一颗星")])
    return Scenario(str(name), plan.changes, base=base)


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
        study = read_study(study_path, folder.progress)
        request.costs_by(study.standard)  # what is wrong with it is said before anything is computed
        request.rows(study.data.communities["community_id"].tolist())
        sha256 = study_sha256(study)
        result = next_star_of(study, analyse(study, folder.progress), request, folder.progress)
        names = [write_changes(result, folder.path)]
        base = base_of(sha256, study.data.inputs)
        (folder.path / SCENARIOS).mkdir()
        for number, plan in enumerate(result.plans):
            if plan.changes:
                name = f"{SCENARIOS}/{_file_name(plan.community_id, number)}.toml"
                write_scenario(scenario_of(plan, base), folder.path / name)
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

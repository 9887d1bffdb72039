"""What the process that keeps a study does for the planning page: names what there is, and tries scenarios. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from xc_gis.model.changes import Scenario, ScenarioBase
from xc_gis.progress import Progress
from xc_gis.ui.workers.planning_records import FacilityEntry, PlanningFacts, ScenarioEffect, TypeEntry, is_quick
from xc_gis.ui.workers.tasks import EXPLORE, explorer_of
from xc_gis.ui.workers.worker import TaskMemory

if TYPE_CHECKING:
    import numpy as np

    from xc_gis.analysis.planning.planning_base import PlanningBase
    from xc_gis.operations.explore.explorer import Explorer
    from xc_gis.ui.workers.drawn_streets import DrawnStreets

PLANNING = "planning"


@dataclass
class _Kept:
    """What is made once for a study: the quick path, the full path, places of the demand points."""

    explorer: Explorer
    base: PlanningBase
    study_base: ScenarioBase
    steps: np.ndarray

    @cached_property
    def status(self) -> dict[str, str]:
        """Status of the facilities by id."""
        frame = self.explorer.study.data.facilities
        return dict(zip(frame["facility_id"], frame["status"], strict=True))

    @cached_property
    def streets(self) -> DrawnStreets:
        """Streets as they can be pointed at."""
        from xc_gis.ui.workers.drawn_streets import DrawnStreets  # noqa: PLC0415

        study = self.explorer.study
        return DrawnStreets(study.streets, study.settings.word("crs.analysis"))


@dataclass(frozen=True)
class PreparePlanning:
    """Make what the first change would wait for; the answer is ``PlanningFacts``."""

    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> PlanningFacts:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.report.map.map_shapes import SCALE  # noqa: PLC0415
        from xc_gis.report.map.scenario_figures import demand_steps  # noqa: PLC0415

        kept = kept_of(memory)
        kept.base.prepare()
        study = kept.explorer.study
        frame, standard = study.data.facilities, study.standard
        steps = demand_steps(frame.geometry.representative_point())
        placed = ~(frame.geometry.is_empty | frame.geometry.isna())
        columns = zip(frame["facility_id"], frame["name"], frame["type"], frame["status"], steps / SCALE, placed, strict=True)
        facilities = tuple(
            FacilityEntry(
                str(name), str(title), str(kind), str(status), float(at[0]) if there else None, float(at[1]) if there else None
            )
            for name, title, kind, status, at, there in columns
        )
        served: dict[str, list[str]] = {}
        for category in standard.categories:
            for kind in standard.types_of(category.code):
                served.setdefault(kind, []).append(category.code)
        types = tuple(
            TypeEntry(code, one.zh, one.en, tuple(served.get(code, ()))) for code, one in standard.facility_types.items()
        )
        return PlanningFacts(facilities, types, kept.study_base)


@dataclass(frozen=True)
class TryScenario:
    """
    Try a scenario; the answer is a ``ScenarioEffect``.

    ``gaps_of``: while a mark is dragged, the category of the map alone (empty for none); None: residents in gap of all that change. Facilities
    alone are answered at once; anything else takes a whole assessment, which reports where it is and can be stopped.
    """

    scenario: Scenario
    gaps_of: str | None = None
    lane: ClassVar[str] = EXPLORE

    @property
    def is_light(self) -> bool:
        """Nothing but facilities changes: no memory to give back, and the answer does not wait for that."""
        return is_quick(self.scenario)

    @property
    def is_apart(self) -> bool:
        """A whole assessment: no drag in another scenario waits for it."""
        return not is_quick(self.scenario)

    def run(self, memory: TaskMemory, progress: Progress) -> ScenarioEffect:
        """Do it."""
        from xc_gis.operations.planning.scenarios import ScenarioTrials  # noqa: PLC0415
        from xc_gis.report.map.scenario_figures import demand_steps  # noqa: PLC0415
        from xc_gis.sources.scenarios.contradictions import refuse_impossible  # noqa: PLC0415
        from xc_gis.ui.workers.planning_effect import quick_changes, quick_effect  # noqa: PLC0415
        from xc_gis.ui.workers.planning_trial import whole_effect  # noqa: PLC0415

        kept = kept_of(memory)
        study = kept.explorer.study
        refuse_impossible(self.scenario)
        changes = quick_changes(self.scenario, study.settings.word("crs.analysis"), kept.status)
        if changes is not None:
            return quick_effect(kept.base.effect_of(changes), kept.steps, self.gaps_of)
        trials = ScenarioTrials(study, kept.study_base.study, progress, assessed=kept.explorer.found)
        tried = trials.try_out(
            [replace(self.scenario, base=None)]
        )  # whether the study has changed since is told at once, by the page
        assert tried.after is not None
        steps = demand_steps(tried.after.data.demand.geometry)
        return whole_effect(tried.effects, tried.after, study.standard, steps, tried.remarks)


@dataclass(frozen=True)
class StreetAt:
    """The street next to a place, to be closed: ``(way/ID, name, line as [lon, lat])``. Raises ``InputError`` where none is near."""

    lon: float
    lat: float
    lane: ClassVar[str] = EXPLORE
    is_light: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> tuple[str, str, list[tuple[float, float]]]:  # noqa: ARG002
        """Do it."""
        return kept_of(memory).streets.at(self.lon, self.lat)


@dataclass(frozen=True)
class JoinEnds:
    """A drawn line with its ends on the nearest street, where one is near; all points as longitude and latitude."""

    line: tuple[tuple[float, float], ...]
    lane: ClassVar[str] = EXPLORE
    is_light: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> tuple[tuple[float, float], ...]:  # noqa: ARG002
        """Do it."""
        return kept_of(memory).streets.joined(self.line)


def kept_of(memory: TaskMemory) -> _Kept:
    """What is kept of the study for planning, made where it is not there; raises ``InputError`` where no study is kept."""
    explorer = explorer_of(memory)
    with memory.making:
        kept = memory.kept.get(PLANNING)
        if kept is None or kept.explorer is not explorer:
            memory.kept[PLANNING] = kept = _made(explorer)
    found: _Kept = kept
    return found


def _made(explorer: Any) -> _Kept:
    from xc_gis.analysis.planning.planning_base import PlanningBase  # noqa: PLC0415
    from xc_gis.operations.study import study_sha256  # noqa: PLC0415
    from xc_gis.report.map.scenario_figures import demand_steps  # noqa: PLC0415
    from xc_gis.sources.scenarios.write import base_of  # noqa: PLC0415

    study = explorer.study
    base = PlanningBase.of(explorer.found, study.standard, study.settings, study.file.study.date)
    return _Kept(explorer, base, base_of(study_sha256(study), study.data.inputs), demand_steps(study.data.demand.geometry))

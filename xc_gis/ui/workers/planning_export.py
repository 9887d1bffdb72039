"""Scenarios and sites of the planning page written as the commands write them, in the process that keeps the study. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model.changes import Scenario
from xc_gis.progress import Progress
from xc_gis.ui.workers.planning_tasks import kept_of
from xc_gis.ui.workers.siting_tasks import SITING
from xc_gis.ui.workers.tasks import EXPLORE
from xc_gis.ui.workers.worker import TaskMemory


@dataclass(frozen=True)
class ExportScenarios:
    """
    Write map, tables and files of scenarios into a folder, as ``xc-gis whatif`` does; the answer is the page or table to look at first.

    The study as it is is assessed once more: the process does not keep its residents in gap one by one.
    """

    scenarios: tuple[Scenario, ...]
    folder: Path
    lang: str = "zh"
    lane: ClassVar[str] = EXPLORE
    is_apart: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> Path:
        """Do it."""
        from xc_gis.operations.planning.scenarios import ScenarioTrials  # noqa: PLC0415
        from xc_gis.operations.planning.whatif import whatif_of  # noqa: PLC0415
        from xc_gis.sources.scenarios.contradictions import refuse_impossible  # noqa: PLC0415

        for scenario in self.scenarios:
            refuse_impossible(scenario)
        kept = kept_of(memory)
        trials = ScenarioTrials(kept.explorer.study, kept.study_base.study, progress)
        whatif_of(trials, self.scenarios, self.folder, progress, lang=self.lang)
        return self.folder / ("scenarios.csv" if len(self.scenarios) > 1 else "map.html")


@dataclass(frozen=True)
class ExportSites:
    """Write the latest answer of siting into a folder, as ``xc-gis site`` does; the answer is its map."""

    folder: Path
    lang: str = "zh"
    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.planning.site import write_sites  # noqa: PLC0415

        result = memory.kept.get(SITING)
        if result is None:
            raise InputError(msg("还没有选址结果"), hint=msg("请先点“开始选址”"))
        write_sites(result, self.folder, lang=self.lang)
        return self.folder / "map.html"

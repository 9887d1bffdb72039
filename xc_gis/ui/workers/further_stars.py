"""What a scenario does to the stars of a study's further standards, in the process that keeps the study. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from xc_gis.languages.message import Name
from xc_gis.model.changes import Scenario
from xc_gis.progress import Progress
from xc_gis.ui.workers.planning_records import StarsEffect
from xc_gis.ui.workers.tasks import EXPLORE, explorer_of
from xc_gis.ui.workers.worker import TaskMemory

if TYPE_CHECKING:
    from xc_gis.analysis.assessment import Assessment
    from xc_gis.operations.explore.explorer import Explorer
    from xc_gis.operations.study import Study

FURTHER = "further standards"
"""Where the process keeps what further standards make of the study as it is."""


@dataclass(frozen=True)
class FurtherStars:
    """
    Stars by one further standard.

    ``standard``: its title. ``grades``: what stars are called besides, by their number. ``stars``: communities whose stars or their range change.
    """

    standard: str
    grades: Mapping[int, Name] = field(default_factory=dict)
    stars: tuple[StarsEffect, ...] = ()


@dataclass(frozen=True)
class TryByFurther:
    """
    Try a scenario by each further standard of the study; the answer is a tuple of ``FurtherStars`` in their order.

    They are those that ``xc-gis whatif --standard`` tells. Beside drags: what the first standard says does not wait for it.
    """

    scenario: Scenario
    lane: ClassVar[str] = EXPLORE
    is_apart: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> tuple[FurtherStars, ...]:
        """Do it."""
        from xc_gis.operations.by_standard import grades_by, in_words_of  # noqa: PLC0415
        from xc_gis.operations.planning.scenarios import ScenarioTrials  # noqa: PLC0415
        from xc_gis.ui.workers.planning_effect import stars_of  # noqa: PLC0415

        explorer = explorer_of(memory)
        said = []
        for other in explorer.study.others:
            study, found = _by(memory, explorer, other.id)
            asked = replace(in_words_of(self.scenario, study), base=None)
            tried = ScenarioTrials(study, "", progress, assessed=found).try_out([asked], quick=True)
            said.append(FurtherStars(study.standard.title, grades_by(study.standard), stars_of(tried.effects.stars)))
        return tuple(said)


def _by(memory: TaskMemory, explorer: Explorer, standard: str) -> tuple[Study, Assessment]:
    """
    The study as a further standard sees it, and what it comes to as it is; made once.

    ``making`` is not held meanwhile: drags take it, and no two of these are asked at a time.
    """
    from xc_gis.operations.by_standard import assessed_by, study_by  # noqa: PLC0415

    of, kept = memory.kept.get(FURTHER, (None, {}))
    if of is not explorer:
        kept = {}
        memory.kept[FURTHER] = explorer, kept
    if standard not in kept:
        study = study_by(explorer.study, standard)
        kept[standard] = study, assessed_by(explorer.study, study, explorer.found)
    found: tuple[Study, Assessment] = kept[standard]
    return found

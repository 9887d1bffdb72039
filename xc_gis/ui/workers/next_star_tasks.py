"""The next star for the planning page, in the process that keeps the study. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xc_gis.model.changes import Scenario
from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import EXPLORE, explorer_of
from xc_gis.ui.workers.worker import TaskMemory


@dataclass(frozen=True)
class StarPlan:
    """
    The next star of one community.

    ``status``: ``found``, ``none``, ``top``, ``stopped``. ``words``: what is done, or why nothing can be, as a message. ``scenario``: the changes, None where
    there are none. Stars and cost are None where there are none.
    """

    community_id: str
    stars: int | None
    stars_after: int | None
    cost: float | None
    status: str
    words: str
    scenario: Scenario | None


@dataclass(frozen=True)
class StarsFound:
    """The answer: plans in the order of the communities, and what a planner should read, as messages."""

    plans: tuple[StarPlan, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class FindNextStars:
    """Find the next star of all communities; the answer is a ``StarsFound``."""

    lane: ClassVar[str] = EXPLORE
    is_apart: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> StarsFound:
        """Do it."""
        from xc_gis.operations.planning.next_star import next_star_of, scenario_of  # noqa: PLC0415
        from xc_gis.operations.planning.next_star_request import NextStarRequest  # noqa: PLC0415
        from xc_gis.report.next_star.words import plan_words, sentences  # noqa: PLC0415

        explorer = explorer_of(memory)
        result = next_star_of(explorer.study, explorer.found, NextStarRequest(), progress)
        plans = tuple(
            StarPlan(
                one.community_id, one.stars, one.stars_after, one.cost, one.status, plan_words(one, result),
                scenario_of(one) if one.changes else None,
            )
            for one in result.plans
        )  # fmt: skip
        return StarsFound(plans, tuple(sentences(result)))

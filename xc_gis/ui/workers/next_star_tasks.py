"""The next star for the planning page, in the process that keeps the study. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from xc_gis.model.changes import Scenario
from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import EXPLORE, explorer_of
from xc_gis.ui.workers.worker import TaskMemory

FIVE_STARS = 5


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
    """
    The answer: plans in the order of the communities, and what a planner should read, as messages.

    ``first``: so many sentences stand above the table. ``grades``: what stars are called besides, by their number. ``standard``: its title where the
    study has several.
    """

    plans: tuple[StarPlan, ...]
    sentences: tuple[str, ...]
    first: int = 1
    grades: Mapping[int, str] = field(default_factory=dict)
    standard: str = ""


@dataclass(frozen=True)
class FindNextStars:
    """Find the next star of all communities by a standard of the study (id; empty: the first); the answer is a ``StarsFound``."""

    lane: ClassVar[str] = EXPLORE
    is_apart: ClassVar[bool] = True

    standard: str = ""

    def run(self, memory: TaskMemory, progress: Progress) -> StarsFound:
        """Do it."""
        from xc_gis.operations.by_standard import assessed_by, scenario_note, study_by  # noqa: PLC0415
        from xc_gis.operations.planning.next_star import next_star_of, scenario_of  # noqa: PLC0415
        from xc_gis.operations.planning.next_star_request import NextStarRequest  # noqa: PLC0415
        from xc_gis.report.next_star.words import plan_words, sentences  # noqa: PLC0415

        explorer = explorer_of(memory)
        study = study_by(explorer.study, self.standard)
        result = next_star_of(study, assessed_by(explorer.study, study, explorer.found), NextStarRequest(), progress)
        plans = tuple(
            StarPlan(
                one.community_id, one.stars, one.stars_after, one.cost, one.status, plan_words(one, result),
                scenario_of(one, result.costs, note=scenario_note(study)) if one.changes else None,
            )
            for one in result.plans
        )  # fmt: skip
        return StarsFound(
            plans, tuple(sentences(result)), 2 if result.standard is not None else 1, result.grades, result.standard or ""
        )


@dataclass(frozen=True)
class SharedStep:
    """A change of the district's plan: what is done as a message, its cost, and the ids of the communities that it serves."""

    words: str
    cost: float
    communities: tuple[str, ...]


@dataclass(frozen=True)
class FivePlan:
    """
    The district's plan.

    ``today``, ``gaining``: ids of the communities that have five stars, and that gain them. ``unable``: of those that no set of changes gives five stars, where the
    number cannot be reached. ``scenario``: None where there are no changes. ``first``: so many sentences stand above the table. ``standard``: as ``StarsFound``.
    """

    steps: tuple[SharedStep, ...]
    today: tuple[str, ...]
    gaining: tuple[str, ...]
    unable: tuple[str, ...]
    sentences: tuple[str, ...]
    scenario: Scenario | None
    first: int = 3
    standard: str = ""


@dataclass(frozen=True)
class FindFiveStars:
    """Find the cheapest plan with which ``wanted`` communities have five stars by a standard of the study; the answer is a ``FivePlan``."""

    lane: ClassVar[str] = EXPLORE
    is_apart: ClassVar[bool] = True

    wanted: int
    standard: str = ""

    def run(self, memory: TaskMemory, progress: Progress) -> FivePlan:
        """Do it."""
        from xc_gis.operations.by_standard import assessed_by, scenario_note, study_by  # noqa: PLC0415
        from xc_gis.operations.planning.five_stars import (  # noqa: PLC0415
            FiveStarsRequest,
            five_stars_of,
            scenario_of_five,
        )
        from xc_gis.report.next_star.five_words import sentences, shared_change_words  # noqa: PLC0415

        explorer = explorer_of(memory)
        study = study_by(explorer.study, self.standard)
        found = assessed_by(explorer.study, study, explorer.found)
        result = five_stars_of(study, found, FiveStarsRequest(self.wanted), progress)
        order = sorted(result.changes, key=lambda one: -len(one.communities))
        steps = tuple(SharedStep(shared_change_words(one, result), one.change.cost or 0.0, one.communities) for one in order)
        return FivePlan(
            steps,
            tuple(one.community_id for one in result.communities if one.stars == FIVE_STARS),
            tuple(one.community_id for one in result.communities if one.stars_after == FIVE_STARS != one.stars),
            tuple(one.community_id for one in result.communities if one.lacking),
            tuple(sentences(result)),
            scenario_of_five(result, note=scenario_note(study)) if result.changes else None,
            3 + (result.standard is not None) + (FIVE_STARS in result.grades),
            result.standard or "",
        )

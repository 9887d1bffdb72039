"""The next star on the planning page: what each community needs, on the map, and its changes opened as a scenario. Knows no Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.model.changes import Scenario
from xc_gis.report.themes import SIX, Theme, ThemeClass
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.planning.analysis_view import (
    AnalysisAsking,
    AnalysisTable,
    StandardView,
    credited,
    graded,
    standards_of,
    titled,
)
from xc_gis.ui.presenters.planning.value_theme import value_theme
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.next_star_tasks import FindFiveStars, FindNextStars, FivePlan, StarPlan, StarsFound
from xc_gis.wording.window import label_of, tr

NOTHING = "—"

STEPS = Theme(
    (
        ThemeClass(1, SIX[5], (msg("1 项改动"),)), ThemeClass(2, SIX[4], (msg("{} 项改动"), "2")), ThemeClass(3, SIX[3], (msg("{} 项改动"), "3")),
        ThemeClass(5, SIX[2], (msg("{} 项改动"), "4–5")), ThemeClass(math.inf, SIX[1], (msg("{} 项改动"), "6+")),
    ),
    limit_counts_in=True,
)  # fmt: skip
"""Communities by the number of changes that their next star takes: the fewer, the darker."""


GAINING, TODAY, UNABLE = 1.0, 2.0, 0.0

FIVES = Theme(
    (
        ThemeClass(0.5, SIX[1], (msg("什么都建也到不了五星"),)), ThemeClass(1.5, SIX[3], (msg("按方案达到五星"),)),
        ThemeClass(math.inf, SIX[5], (msg("已是五星"),)),
    ),
    limit_counts_in=True,
)  # fmt: skip
"""Communities of a plan for the district."""


class NextStarPresenter:
    """
    Decides what the tab and the map show.

    Parameters
    ----------
    view, questions, wake
        As ``AnalysisAsking``.
    show
        Shows a theme of values on the map.
    take
        Takes a scenario in front.
    """

    def __init__(
        self, view: StandardView, questions: Questions, wake: Callable[[], bool], show: Callable[[Mapping[str, Any] | None, str], None],
        take: Callable[[Scenario], None],
    ) -> None:  # fmt: skip
        self._view, self._show, self._take = view, show, take
        self.asking = AnalysisAsking(view, questions, wake)
        self._run: RunView | None = None
        self._plans: dict[str, StarPlan] = {}
        self._found: StarsFound | None = None
        self._five: FivePlan | None = None
        self._standard = ""

    def show_run(self, run: RunView) -> None:
        """Another run is shown: nothing is known of it."""
        self._run, self._plans, self._found, self._five, self._standard = run, {}, None, None, ""
        self.asking.forget()
        self._view.show_standards(standards_of(run))

    def choose_standard(self, standard: str) -> None:
        """By which standard what is asked next goes: its id; empty: the first of the study."""
        self._standard = standard

    def start(self) -> None:
        """Work it out."""
        self.asking.ask(FindNextStars(self._standard), self._answered)

    def start_five(self, wanted: int) -> None:
        """Work out the district's cheapest plan for so many five-star communities."""
        self.asking.ask(FindFiveStars(wanted, self._standard), self._answered_five)

    def show_again(self) -> None:
        """The tab is shown again."""
        if self._five is not None:
            self._show(credited(fives_theme(self._five), self._run, self._five.standard), "")
        elif self._found is not None:
            self._show(credited(steps_theme(self._found), self._run, self._found.standard), "")

    def opens(self, community: str) -> bool:
        """Whether a row has changes that can be opened as a scenario; any row of a plan for the district opens all of it."""
        if self._five is not None:
            return self._five.scenario is not None
        plan = self._plans.get(community)
        return plan is not None and plan.scenario is not None

    def open(self, community: str) -> None:
        """Open the changes of a community, or the plan for the district, as a scenario."""
        if self._five is not None:
            if self._five.scenario is not None:
                self._show(None, "")
                self._take(self._five.scenario)
            return
        plan = self._plans.get(community)
        if plan is not None and plan.scenario is not None:
            self._show(None, "")
            self._take(plan.scenario)

    def _answered(self, found: StarsFound) -> None:
        assert self._run is not None
        self._found, self._five = found, None
        self._plans = {plan.community_id: plan for plan in found.plans}
        names = {one.community_id: one.name for one in self._run.communities}
        order = sorted(found.plans, key=lambda plan: (plan.cost if plan.cost is not None else math.inf, plan.community_id))
        rows = tuple((names.get(plan.community_id, plan.community_id), *_cells(plan, found.grades)) for plan in order)
        headings = tuple(label_of(word) for word in (msg("社区"), msg("现在"), msg("之后"), msg("费用"), msg("改动")))
        table = AnalysisTable(
            titled(msg("下一颗星"), found.standard), headings, rows, tuple(plan.community_id for plan in order), told=True
        )
        lines = [tr(line) for line in found.sentences]
        self._view.show_answer(lines[: found.first], table, lines[found.first :])
        self._show(credited(steps_theme(found), self._run, found.standard), "")

    def _answered_five(self, found: FivePlan) -> None:
        assert self._run is not None
        self._five = found
        names = {one.community_id: one.name for one in self._run.communities}
        rows = tuple(
            (tr(one.words), f"{one.cost:g}", str(len(one.communities)), "、".join(names.get(key, key) for key in one.communities))
            for one in found.steps
        )
        headings = tuple(label_of(word) for word in (msg("改动"), msg("费用"), msg("惠及社区数"), msg("惠及的新五星社区")))
        keys = tuple(one.communities[0] if one.communities else "" for one in found.steps)
        table = AnalysisTable(titled(msg("全区五星方案"), found.standard), headings, rows, keys, shown=3, told=True)
        lines = [tr(line) for line in found.sentences]
        self._view.show_answer(lines[: found.first], table, lines[found.first :])
        self._show(credited(fives_theme(found), self._run, found.standard), "")


def _cells(plan: StarPlan, grades: Mapping[int, str]) -> tuple[str, ...]:
    cost = NOTHING if plan.cost is None else f"{plan.cost:g}"
    return (*(graded(n, grades) for n in (plan.stars, plan.stars_after)), cost, tr(plan.words))


def steps_theme(found: StarsFound) -> dict[str, Any]:
    """How many changes the next star of each community takes; not known where no set of changes gains it. Five stars have nothing to say."""
    values = {
        plan.community_id: float(len(plan.scenario.changes)) if plan.scenario else None
        for plan in found.plans
        if plan.status != "top"
    }
    return value_theme(
        titled(msg("下一颗星要几项改动"), found.standard), STEPS, values, lambda n: tr(msg("{count} 项改动升一星", count=int(n))), tr(msg("这些改动都升不了星")),
        absent=tr(msg("已是五星")), best_first=False,
    )  # fmt: skip


def fives_theme(found: FivePlan) -> dict[str, Any]:
    """Communities that have five stars, that gain them, and, where the number cannot be reached, that cannot have them."""
    values = {
        **dict.fromkeys(found.unable, UNABLE), **dict.fromkeys(found.gaining, GAINING), **dict.fromkeys(found.today, TODAY),
    }  # fmt: skip
    words = {UNABLE: msg("什么都建也到不了五星"), GAINING: msg("按方案达到五星"), TODAY: msg("已是五星")}
    return value_theme(
        titled(msg("全区五星方案"), found.standard), FIVES, values, lambda n: tr(words[n]), "", absent=tr(msg("不在方案之内"))
    )

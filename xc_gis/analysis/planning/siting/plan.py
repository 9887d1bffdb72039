"""
A siting question of a study answered as a planner needs it: what is there today, what to build in which order, how good that is.

The frames and arrays come from the study; nothing is read or written here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.planning.siting.benefit import Benefit
from xc_gis.analysis.planning.siting.choice import (
    Alternative,
    BuildingStep,
    alternatives,
    nested_order,
    other_covers,
    people_covered,
    people_served,
)
from xc_gis.analysis.planning.siting.exact import at_once
from xc_gis.analysis.planning.siting.measure import Measure, measure_of
from xc_gis.analysis.planning.siting.question import INFEASIBLE, OPTIMAL, SitingAnswer, SitingQuestion
from xc_gis.analysis.planning.siting.reach import (
    Reach,
    coverage_benefit,
    full_cover,
    longest_walks,
    shortfall_benefit,
    walking_benefit,
)
from xc_gis.analysis.planning.siting.reasons import (
    capacity_reason,
    people_by_community,
    unreachable_reason,
    useless_reasons,
)
from xc_gis.analysis.planning.siting.rules import SitingRules
from xc_gis.analysis.planning.siting.set_cover import Cover, Walks
from xc_gis.analysis.planning.siting.solve import Watch, solve
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.progress import Progress

LONGER_WALKS = frozenset(("pmedian", "pcentre"))
"""Models that count walks beyond the limit, too."""

LEAST_PERSON = 0.5
"""Fewer people than this are the last digits of a sum."""

BOUND_FACTOR = 2.0
"""These look up to so many times the limit, as far as the times of a study go."""


@dataclass(frozen=True)
class Relocation:
    """
    What the same number of facilities could do if all of them stood where they do most.

    Attributes
    ----------
    count
        Facilities that are there today.
    uncovered_today, uncovered_best
        People not covered with them as they stand, and with as many among their places and the candidates, as far as was found.
    uncovered_least
        People not covered whatever the choice: proven.
    """

    count: int
    uncovered_today: float
    uncovered_best: float
    uncovered_least: float

    @property
    def distribution(self) -> float:
        """Share of today's uncovered people who are uncovered because of where facilities stand; the rest lack facilities."""
        return (self.uncovered_today - self.uncovered_best) / self.uncovered_today if self.uncovered_today > 0 else 0.0


@dataclass(frozen=True)
class SitingPlan:
    """
    The answer.

    Attributes
    ----------
    model, measure
        What was made large or small, and in what measure.
    answer
        Of the solver.
    covered_today, covered_then
        People covered today and with the sites, each once in each category; of ``people`` in all.
    steps
        The sites in the order in which to build them.
    others
        Other good sets.
    left_over
        By demand row, people whom no facility or site covers then; those whom full sites turn away are not among them.
    reasons
        What a planner must know: impossible, useless, too small.
    """

    model: str
    measure: Measure
    reach: Reach
    answer: SitingAnswer
    people: float
    covered_today: float
    covered_then: float
    steps: tuple[BuildingStep, ...]
    others: tuple[Alternative, ...]
    left_over: Floats
    reasons: tuple[str, ...]
    relocation: Relocation | None = None

    @property
    def sites(self) -> Ints:
        """Numbers of the chosen sites in the order in which to build them."""
        return np.array([step.site for step in self.steps], dtype=np.int64)

    @property
    def objective(self) -> float:
        """Value in the model's measure; NaN where nothing was found."""
        return self.measure.of(self.answer.value) if np.isfinite(self.answer.value) else np.nan

    @property
    def bound(self) -> float:
        """What no set exceeds (goes below), in the model's measure."""
        return self.measure.of(self.answer.bound) if np.isfinite(self.answer.bound) else np.nan

    @property
    def gap(self) -> float:
        """Share by which any set could be better, in the model's measure; NaN where nothing was found."""
        if self.answer.status == OPTIMAL:
            return 0.0
        return abs(self.bound - self.objective) / max(abs(self.objective), 1e-12)


def plan_sites(
    model: str,
    reach: Reach,
    rules: SitingRules,
    xy: Floats,
    communities: gpd.GeoDataFrame,
    *,
    capacity: Floats | None,
    time_limit_s: float,
    progress: Progress,
    watch: Watch | None = None,
) -> SitingPlan:
    """
    Answer a siting question.

    Parameters
    ----------
    reach
        Of the candidates, beside the facilities of today.
    xy
        By candidate, analysis CRS.
    communities
        With ``name``, in the order of ``reach.area``.
    capacity
        By candidate: people, infinite where not limited; None: no limits.
    """
    question, reasons = _question(model, reach, rules, communities, capacity)
    measure = measure_of(model, reach)
    useless = useless_reasons(reach, communities) if model not in LONGER_WALKS else []
    if useless and not rules.locked.any():
        nothing = SitingAnswer(np.zeros(0, dtype=np.int64), 0.0, 0.0, OPTIMAL, 0.0, ties_settled=True)
        return _plan(model, measure, reach, nothing, (), (), [*useless, *reasons])
    answer = solve(question, time_limit_s=time_limit_s, progress=progress, watch=watch)
    if answer.status == INFEASIBLE or not np.isfinite(answer.value):
        return _plan(model, measure, reach, answer, (), (), [*reasons, _why_infeasible(question, answer)])
    benefit = question.target if isinstance(question.target, Benefit) else coverage_benefit(reach)
    most = replace(rules, count=max(rules.count if model != "lscp" else len(answer.sites), 1))
    steps = nested_order(benefit, reach, most, answer.sites)
    others: list[Alternative] = []
    if isinstance(question.target, Benefit):
        others = alternatives(benefit, reach, most, answer.sites, xy)
    else:
        others = other_covers(question.target, reach, rules, answer.sites, xy)
    full = people_covered(reach, answer.sites) - people_served(benefit, reach, answer.sites)
    if full > LEAST_PERSON:
        reasons.append(msg("所选地点可达的居民中有 {people:,.0f} 人因容量已满得不到服务", people=full))
    plan = _plan(model, measure, reach, answer, tuple(steps), tuple(others), [*useless, *reasons])
    return replace(plan, covered_then=plan.covered_then - max(full, 0.0))


def _question(
    model: str, reach: Reach, rules: SitingRules, communities: gpd.GeoDataFrame, capacity: Floats | None
) -> tuple[SitingQuestion, list[str]]:
    """The question for the solver, and what is to be said of it before it is asked."""
    limited = capacity is not None and bool(np.isfinite(capacity).any())
    if limited and model != "mclp":
        raise InputError(msg("容量只能与模型 mclp 一起使用"), hint=msg("请改用 --model mclp，或去掉候选地点的容量列"))
    reasons = [reason for reason in [unreachable_reason(reach, communities)] if reason and model not in LONGER_WALKS]
    target: Benefit | Cover | Walks
    if model == "mclp":
        target = coverage_benefit(reach, capacity)
        if limited:
            assert capacity is not None
            room = float(np.sort(capacity)[::-1][: rules.count].sum())
            people = float(reach.people[~reach.covered_today & reach.reachable()].sum())
            reasons += [reason for reason in [capacity_reason(people, room, rules.count)] if reason]
    elif model == "equity":
        target = shortfall_benefit(reach)
    elif model == "pmedian":
        target = walking_benefit(reach)
    elif model == "lscp":
        target = full_cover(reach)[0]
    else:
        target, lost = longest_walks(reach)
        if lost.any():
            who = people_by_community(reach, lost, communities)
            reasons.append(
                msg("{people:,.0f} 人（{who}）在搜索时限内什么都到不了，最远步行不计这些人", people=who.total, who=who.words())
            )
    return SitingQuestion(model, target, rules), reasons


def _why_infeasible(question: SitingQuestion, answer: SitingAnswer) -> str:
    if answer.status != INFEASIBLE:
        return msg("时限内没有找到可行的方案，也没有证明不存在")
    if question.model == "lscp":
        return msg("在最小间距、预算或数量的限制下，无法覆盖全部可达居民")
    return msg("在最小间距、预算或数量的限制下，总有居民什么都到不了")


def _plan(
    model: str, measure: Measure, reach: Reach, answer: SitingAnswer, steps: tuple[BuildingStep, ...],
    others: tuple[Alternative, ...], reasons: list[str],
) -> SitingPlan:  # fmt: skip
    covered = reach.covered_today | reach.covered_by(answer.sites)
    return SitingPlan(
        model, measure, reach, answer, float(reach.people.sum()), float(reach.people[reach.covered_today].sum()),
        float(reach.people[covered].sum()), steps, others, np.where(covered, 0.0, reach.people), tuple(reasons),
    )  # fmt: skip


def relocated(reach: Reach, today: Reach, count: int, *, time_limit_s: float, progress: Progress) -> Relocation:
    """
    Place as many facilities as there are anew.

    Parameters
    ----------
    reach
        Of all places, those of today and the candidates, as if nothing stood anywhere.
    today
        With the facilities of today.
    count
        How many there are.
    """
    rules = SitingRules(min(count, reach.n_sites), np.zeros(reach.n_sites, dtype=bool), np.zeros(reach.n_sites))
    question = SitingQuestion("mclp", coverage_benefit(reach), rules)
    answer = solve(question, time_limit_s=time_limit_s, progress=progress) if time_limit_s > 0 else at_once(question)
    people = float(reach.people.sum())
    return Relocation(
        count,
        float(today.people[~today.covered_today].sum()),
        people - people_covered(reach, answer.sites),
        max(people - answer.bound, 0.0),
    )

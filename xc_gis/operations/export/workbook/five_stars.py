"""
Sheet 五星候选: communities near five stars, and whether each gate of five stars is passed.

A gate is passed where it holds even if every unknown resident is uncovered, failed where it fails even if every one is covered, else unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from xc_gis.errors import InputError
from xc_gis.findings import Capped, Flagged, NoComponent
from xc_gis.languages.message import Name, joined, msg
from xc_gis.runs.programmes import offered
from xc_gis.runs.view import CommunityView, CoverageView, RunView
from xc_gis.shares import misses, percent_range, threshold_percent
from xc_gis.units import amount
from xc_gis.wording.reasons import NO_COMPONENT_ZH, reason_messages

FIVE, FOUR = 5, 4
PASSED, FAILED, UNKNOWN, NOT_ASKED = "passed", "failed", "unknown", "not_asked"


@dataclass(frozen=True)
class GateResult:
    """State of a gate, and the figures or words that it rests on where it is not passed."""

    state: str
    evidence: str = ""


@dataclass(frozen=True)
class Gate:
    """A gate of five stars: its heading and how a community stands."""

    head: str
    judge: Callable[[CommunityView], GateResult]


def candidates(run: RunView) -> list[CommunityView]:
    """Communities that have four or five stars, or could have five when all is known."""
    return [c for c in run.communities if (c.stars or 0) >= FOUR or c.stars_high == FIVE]


def five_star_gates(run: RunView) -> tuple[Gate, ...]:
    """
    The gates that the run's standard sets before five stars.

    Raises
    ------
    InputError
        The run was written by an earlier version and does not say them, or its standard has no five stars.
    """
    level = run.levels.get(FIVE)
    if level is None or "senior_priority_min" not in level:
        raise InputError(
            msg("结果 {folder} 由较早版本写出，没有写明五星的各项门槛，不能出交件工作簿", folder=run.folder.name),
            hint=msg("请重新运行该项目"),
        )
    names = {c.code: c.name for c in run.categories}
    return (
        Gate(msg("得分 ≥ {least:g}", least=level["min_score"]), lambda c: _score(c, level)),
        Gate(
            _at_least(msg("必备类别各"), level["mandatory_each_min"]),
            lambda c: _each(c, level["mandatory_each_min"], names, _mandatory),
        ),
        Gate(
            _at_least(msg("一站式满足率"), level["joint_min"]), lambda c: _bounded(c.joint_low, c.joint_high, level["joint_min"])
        ),
        Gate(
            _at_least(msg("老年人重点类别各"), level["senior_priority_min"]),
            lambda c: _each(c, level["senior_priority_min"], names, _seniors),
        ),
        Gate(
            _at_least(msg("数据完整度"), level["min_completeness"]),
            lambda c: _bounded(c.completeness, c.completeness, level["min_completeness"]),
        ),
        *(_list_gate(least) for least in level.get("at_least", ())),
        *(_value_gate(asked) for asked in level.get("values", ())),
        Gate(msg("服务落实与群众评价数据齐全"), lambda c: _components(c, level)),
        Gate(msg("无封顶和一票否决"), lambda c: _caps(c, names)),
    )


def _at_least(what: str, least: float | None) -> str:
    return msg("{what} ≥ {least}", what=what, least=threshold_percent(least)) if least is not None else what


def _score(c: CommunityView, level: Mapping[str, Any]) -> GateResult:
    if c.score_low is None or c.score_high is None:
        return GateResult(UNKNOWN)
    least = level["min_score"]
    state = PASSED if c.score_low >= least else FAILED if c.score_high < least else UNKNOWN
    return GateResult(state, f"{c.score_low:.1f}–{c.score_high:.1f}" if c.score_low != c.score_high else f"{c.score_low:.1f}")


def _state(low: float, high: float, least: float) -> str:
    if not misses(low, least):
        return PASSED
    return FAILED if misses(high, least) else UNKNOWN


def _bounded(low: float | None, high: float | None, least: float | None) -> GateResult:
    if least is None:
        return GateResult(NOT_ASKED)
    if low is None or high is None:
        return GateResult(UNKNOWN)
    return GateResult(_state(low, high, least), percent_range(low, high))


Bounds = tuple[float, float] | None


def _mandatory(row: CoverageView) -> Bounds:
    known = row.applies and row.category.mandatory and row.low is not None and row.high is not None
    return (row.low, row.high) if known else None  # type: ignore[return-value]


def _seniors(row: CoverageView) -> Bounds:
    asked = row.category.mandatory and row.category.senior_priority and row.senior_low is not None and row.senior_high is not None
    return (row.senior_low, row.senior_high) if asked else None  # type: ignore[return-value]


def _each(
    c: CommunityView, least: float | None, names: Mapping[str, str], bounds_of: Callable[[CoverageView], Bounds]
) -> GateResult:
    """A gate that each of several categories has to pass; a category for which there is nobody is left out."""
    if least is None:
        return GateResult(NOT_ASKED)
    by_state: dict[str, list[str]] = {PASSED: [], FAILED: [], UNKNOWN: []}
    for row in c.coverage:
        bounds = bounds_of(row)
        if bounds is not None:
            low, high = bounds
            by_state[_state(low, high, least)].append(joined(" ", [names[row.category.code], percent_range(low, high)]))
    state = FAILED if by_state[FAILED] else UNKNOWN if by_state[UNKNOWN] else PASSED
    return GateResult(state, joined("、", by_state[state]) if state != PASSED else "")


def _list_gate(least: Mapping[str, Any]) -> Gate:
    """So many categories of a list are offered."""
    words = msg("{list}至少 {count} 种", list=Name(least["zh"], least["en"]), count=least["count"])
    return Gate(words, lambda c: _offered(c, least))


def _offered(c: CommunityView, least: Mapping[str, Any]) -> GateResult:
    low, high = offered(c, least["categories"], least["covered_min"])
    state = PASSED if low >= least["count"] else FAILED if high < least["count"] else UNKNOWN
    return GateResult(state, msg("{low} 种", low=low) if low == high else msg("{low}–{high} 种", low=low, high=high))


def _value_gate(asked: Mapping[str, Any]) -> Gate:
    """A figure that somebody states is at least so much."""
    words = msg(
        "{value} ≥ {least}（填报）",
        value=Name(asked["zh"], asked["en"]),
        least=amount(asked["least"], asked["unit"], asked["unit_en"]),
    )
    return Gate(words, lambda c: _stated(c, asked))


def _stated(c: CommunityView, asked: Mapping[str, Any]) -> GateResult:
    value = c.stated.get(asked["key"])
    if value is None:
        return GateResult(UNKNOWN, msg("没有填报"))
    return GateResult(FAILED if misses(value, asked["least"]) else PASSED, amount(value, asked["unit"], asked["unit_en"]))


def _components(c: CommunityView, level: Mapping[str, Any]) -> GateResult:
    if not {"supply", "feedback"} & set(level["components_required"]):
        return GateResult(NOT_ASKED)
    if not c.provisional:
        return GateResult(PASSED)
    absent = [NO_COMPONENT_ZH[r.component] for r in c.reasons if isinstance(r, NoComponent)]
    if c.next_star == FIVE and not absent:  # what is absent is not asked for
        return GateResult(PASSED)
    return GateResult(FAILED, joined("、", absent) if absent else msg("暂评"))


def _caps(c: CommunityView, names: Mapping[str, str]) -> GateResult:
    holding = [reason for reason in c.reasons if isinstance(reason, Capped | Flagged)]
    return GateResult(FAILED if holding else PASSED, joined("；", reason_messages(holding, names)) if holding else "")

"""
Whether times found for one standard answer another one: same facilities, same pace, limits within what was searched.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.coverage.states import StandardQuestion, questions_of_standard
from xc_gis.analysis.times.travel_times import Question
from xc_gis.languages.message import msg
from xc_gis.settings import SETTINGS, WALKERS_ZH, Settings
from xc_gis.standard import Standard
from xc_gis.units import SECONDS_PER_MINUTE, TIME_TOLERANCE_S

COUNTED = frozenset(("coverage.unknown_max", "inventory.stale_months"))
"""Settings that change how times are counted, not the times."""

DRAWN = "isochrone."
"""Settings that begin so change what is drawn."""

SPEED = "walk.speed."


def rests_on(question: Question, standard: Standard, settings: Settings) -> Hashable:
    """All of a standard and its settings that times to a question rest on where streets, legs and people are the same, but how far they are looked for."""
    kinds = tuple((kind, standard.facility_types[kind].catchment) for kind in question.types)
    return kinds, question.profile, settings.speed(question.profile)


def as_far_as(seconds: Floats, bound_s: float) -> Floats:
    """Times by demand point as a search that ends at a bound finds them: NaN beyond it."""
    return np.where(seconds > bound_s + TIME_TOLERANCE_S, np.nan, seconds)


def needs_of(before: Standard, settings_before: Settings, after: Standard, settings_after: Settings) -> tuple[str, ...]:
    """
    Say why ``after`` needs other times than those found for ``before``.

    Returns
    -------
    tuple of str
        Sentences for planners (Chinese); empty where the known times suffice.
    """
    asked = questions_of_standard(after)
    return (
        *_settings(settings_before, settings_after, {one.question.profile for one in asked}),
        *_facility_types(before, after),
        *_questions(questions_of_standard(before), asked, after),
    )


def profile_zh(profile: str) -> str:
    """Name of a walking profile as planners read it."""
    return WALKERS_ZH[profile]


def _settings(before: Settings, after: Settings, profiles: set[str]) -> Iterator[str]:
    for key in SETTINGS:
        if key in COUNTED or key.startswith(DRAWN) or before.values[key] == after.values[key]:
            continue
        if key.startswith(SPEED) and key.removeprefix(SPEED) not in profiles:
            continue
        yield msg(
            "{description_zh}由 {shown} 改为 {shown2}",
            description_zh=SETTINGS[key].description_zh,
            shown=_shown(before.values[key]),
            shown2=_shown(after.values[key]),
        )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return msg("是") if value else msg("否")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _facility_types(before: Standard, after: Standard) -> Iterator[str]:
    for kind in sorted(set(before.facility_types) ^ set(after.facility_types)):
        found = before.facility_types.get(kind) or after.facility_types[kind]
        yield (
            msg("设施类型 {name} 已删除", name=found.name)
            if kind in before.facility_types
            else msg("设施类型 {name} 是新增的", name=found.name)
        )
    for kind, found in after.facility_types.items():
        if kind in before.facility_types and found.catchment != before.facility_types[kind].catchment:
            yield msg("设施类型 {found} 的服务辖区有变", found=found.name)


def _questions(known: list[StandardQuestion], asked: list[StandardQuestion], after: Standard) -> Iterator[str]:
    for one in asked:
        question, name = one.question, after.category(one.category.code).name
        same_types = [k.question for k in known if k.question.types == question.types]
        if not same_types:
            yield msg("类别 {name} 的设施类型有变", name=name)
            continue
        bounds = [q.bound_s for q in same_types if q.profile == question.profile]
        if not bounds:
            yield msg("类别 {name} 按{profile_zh}速度的步行时间尚未计算", name=name, profile_zh=profile_zh(question.profile))
        elif one.limit_s > max(bounds) + TIME_TOLERANCE_S:
            yield msg(
                "类别 {name} 的 {minutes:g} 分钟超出已计算的 {bounds:g} 分钟",
                name=name,
                minutes=one.category.minutes,
                bounds=max(bounds) / SECONDS_PER_MINUTE,
            )

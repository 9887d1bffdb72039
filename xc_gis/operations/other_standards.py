"""Further standards of a study: each rates the same network, legs and people, and says so in tables of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.assessment import Assessment, rated_again
from xc_gis.analysis.coverage.states import questions_of_standard
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.reassessment.need import COUNTED, SPEED, as_far_as, rests_on
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.errors import StandardError
from xc_gis.languages.message import joined, msg
from xc_gis.model import InventoryStatement
from xc_gis.progress import Progress
from xc_gis.report.study_result import OtherRating
from xc_gis.settings import SETTINGS, Settings
from xc_gis.standard import Standard


def require_same_walks(standard: Standard, settings: Settings, other: Standard, other_settings: Settings) -> None:
    """
    Refuse a further standard that asks for other streets or legs; how fast who walks, and what counts as known, may differ.

    Raises
    ------
    StandardError
        With the settings that differ and how to settle them.
    """
    differ = [
        key for key in SETTINGS
        if settings.values[key] != other_settings.values[key] and key not in COUNTED and not key.startswith(SPEED)
    ]  # fmt: skip
    if differ:
        raise StandardError(
            msg("评价标准 {other} 与 {one} 的步行设置不同：{settings}", other=other.id, one=standard.id,
                settings=joined("、", (SETTINGS[key].description_zh for key in differ))),
            hint=msg("一个项目的各标准用同一套步行路网；请在项目的 [settings] 中写明，或分成两个项目"),
        )  # fmt: skip


def rated_by(
    found: Assessment, first: tuple[Standard, Settings], other: Standard, settings: Settings, study_date: date | None
) -> OtherRating:
    """Rate an assessed study by another standard; ``first``: the one by which it is assessed, and of which its inventory speaks."""
    data = replace(found.data, inventory=tuple(by_type(found.data.inventory, first[0])))
    search = _Knowing(found.times, first, other)
    coverage, rating = rated_again(replace(found, data=data), other, settings, study_date=study_date, search=search)
    return OtherRating(other, settings, coverage, rating)


class _Knowing:
    """Searches for what the first standard has not asked: the nearest of other types, at another pace, for others, or farther away."""

    def __init__(self, times: Mapping[str, Floats], first: tuple[Standard, Settings], other: Standard) -> None:
        standard, settings = first
        self._other, self._times = other, times
        asked = [one.question for one in questions_of_standard(standard)]
        asked.sort(key=lambda question: question.bound_s)  # of the same questions the one that was looked for farthest
        self._known = {rests_on(question, standard, settings): question for question in asked}

    def __call__(
        self, network: WalkingNetwork, barriers: Barriers, ends: Ends, services: pd.DataFrame, questions: Sequence[Question],
        settings: Settings, progress: Progress,
    ) -> Mapping[str, Floats]:  # fmt: skip
        """As ``walking_times``."""
        same = {one.key: self._known.get(rests_on(one, self._other, settings)) for one in questions}
        answers: dict[str, Floats] = {}
        for one in questions:
            known = same[one.key]
            if known is not None and known.bound_s >= one.bound_s:
                answers[one.key] = as_far_as(self._times[known.key], one.bound_s)
        lacking = [one for one in questions if one.key not in answers]
        return answers | (walking_times(network, barriers, ends, services, lacking, settings, progress) if lacking else {})


def by_type(inventory: Sequence[InventoryStatement], standard: Standard) -> Iterator[InventoryStatement]:
    """What is stated of a category, as statements of the facility types that serve it: categories of another standard are others."""
    for statement in inventory:
        if statement.category is None:
            yield statement
        else:
            yield from (replace(statement, category=None, type=kind) for kind in standard.types_of(statement.category))

"""Further standards of a study: each rates the same network, legs and people, and says so in tables of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from xc_gis.analysis.assessment import Assessment, assess_again
from xc_gis.analysis.reassessment.need import COUNTED, SPEED
from xc_gis.errors import StandardError
from xc_gis.languages.message import joined, msg
from xc_gis.model import InventoryStatement
from xc_gis.progress import Silent
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


def rated_by(found: Assessment, first: Standard, other: Standard, settings: Settings, study_date: date | None) -> OtherRating:
    """Rate an assessed study by another standard; ``first``: the standard that its inventory speaks of."""
    data = replace(found.data, inventory=tuple(by_type(found.data.inventory, first)))
    again = assess_again(replace(found, data=data), other, settings, Silent(), study_date=study_date)
    return OtherRating(other, settings, again.coverage, again.rating)


def by_type(inventory: Sequence[InventoryStatement], standard: Standard) -> Iterator[InventoryStatement]:
    """What is stated of a category, as statements of the facility types that serve it: categories of another standard are others."""
    for statement in inventory:
        if statement.category is None:
            yield statement
        else:
            yield from (replace(statement, category=None, type=kind) for kind in standard.types_of(statement.category))

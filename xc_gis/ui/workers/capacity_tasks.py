"""Capacity for the planning page, in the process that keeps the study. Knows no Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import EXPLORE, explorer_of
from xc_gis.ui.workers.worker import TaskMemory


@dataclass(frozen=True)
class CommunityCapacity:
    """One community in one category, as in ``capacity.csv``; None where nothing can be said."""

    residents: float
    covered: float
    per_1000: float | None
    per_1000_e2sfca: float | None
    per_1000_balanced: float | None
    full: float | None
    full_unknown: float | None


@dataclass(frozen=True)
class CategoryFound:
    """One category of which some capacity is known: its norm, facilities, and communities by id."""

    measure: str
    per_1000: float | None
    source: str
    facilities: int
    with_capacity: int
    communities: Mapping[str, CommunityCapacity]


@dataclass(frozen=True)
class CapacityFound:
    """The answer: categories by code, and what a planner should read, as messages."""

    categories: Mapping[str, CategoryFound]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class FindCapacity:
    """Work out the capacity of the study; the answer is a ``CapacityFound``."""

    lane: ClassVar[str] = EXPLORE
    is_apart: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> CapacityFound:
        """Do it."""
        from xc_gis.operations.planning.capacity import capacity_of  # noqa: PLC0415
        from xc_gis.report.capacity.words import sentences  # noqa: PLC0415

        explorer = explorer_of(memory)
        result = capacity_of(explorer.study, explorer.found, progress)
        known = {code: one for code, one in result.categories.items() if one.with_capacity}
        rows: dict[str, dict[str, CommunityCapacity]] = {code: {} for code in known}
        for row in result.table.itertuples(index=False):
            if row.category in rows:
                rows[row.category][row.community_id] = CommunityCapacity(
                    row.residents, row.covered,
                    *(_plain(getattr(row, name)) for name in ("per_1000", "per_1000_e2sfca", "per_1000_balanced", "full", "full_unknown")),
                )  # fmt: skip
        categories = {
            code: CategoryFound(one.measure, one.per_1000, one.source, one.facilities, one.with_capacity, rows[code])
            for code, one in known.items()
        }
        return CapacityFound(categories, tuple(sentences(result)))


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else float(value)

"""Walking times that variants of one ground share: standards of other weights and thresholds ask the same questions at the same paces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.reassessment.need import SPEED
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.progress import Progress
from xc_gis.settings import Settings


@dataclass(frozen=True)
class _Answer:
    """All questions of a standard, at whose paces, for whom and by which facilities; and the times."""

    questions: tuple[Question, ...]
    paces: tuple[object, ...]
    services: pd.DataFrame
    areas: DemandAreas
    times: dict[str, Floats]


class KnownTimes:
    """
    Searches as ``walking_times`` does, and keeps the last answer; ``searched`` counts searches.

    Everything else that times depend on (network, legs, other settings) is that of one ground.
    """

    def __init__(self) -> None:
        self._last: _Answer | None = None
        self.searched = 0

    def search(
        self,
        network: WalkingNetwork,
        barriers: Barriers,
        ends: Ends,
        services: pd.DataFrame,
        questions: Sequence[Question],
        settings: Settings,
        progress: Progress,
    ) -> dict[str, Floats]:
        """Answer all questions, or give the answer that is known."""
        paces = tuple(value for key, value in settings.values.items() if key.startswith(SPEED))
        last = self._last
        if last is None or not _same(last, tuple(questions), paces, services, ends.areas):
            self.searched += 1
            times = walking_times(network, barriers, ends, services, questions, settings, progress)
            last = self._last = _Answer(tuple(questions), paces, services, ends.areas, times)
        return {key: seconds.copy() for key, seconds in last.times.items()}


def _same(
    last: _Answer, questions: tuple[Question, ...], paces: tuple[object, ...], services: pd.DataFrame, areas: DemandAreas
) -> bool:
    return (
        last.questions == questions
        and last.paces == paces
        and last.services.equals(services)
        and all(np.array_equal(mine, other) for mine, other in zip(_arrays(last.areas), _arrays(areas), strict=True))
    )


def _arrays(areas: DemandAreas) -> tuple[np.ndarray, ...]:
    return areas.of("own_community"), areas.of("own_subdistrict")

"""Siting for the planning page, in the process that keeps the study: each better set is reported as it is found. Knows no Qt."""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from xc_gis.model.changes import LonLat
from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import EXPLORE, explorer_of
from xc_gis.ui.workers.worker import TaskMemory

if TYPE_CHECKING:
    from xc_gis.analysis.planning.siting.question import SitingAnswer

SITING = "siting"
"""Name of the latest answer in what the process keeps."""


@dataclass(frozen=True)
class SitingStep:
    """
    Where a search is.

    ``value``, ``bound``: of the model, both to be made large (``SitingAnswer``); ``gap``: share by which a better set could exceed this one;
    infinite where nothing is known of it; ``count``: sites of the best set so far.
    """

    seconds: float
    value: float
    bound: float
    gap: float
    count: int


@dataclass(frozen=True)
class FoundSite:
    """One site in the order in which they are built; people; WGS 84. ``cost``: as the candidates have it, None where not stated."""

    site_id: str
    name: str
    lon: float
    lat: float
    newly_covered: float
    cumulative: float
    worth: float
    cost: float | None


@dataclass(frozen=True)
class SitingFound:
    """
    The answer: sites, the facility types to be built on each, and what a planner should read, as messages.

    ``covered_today``, ``people``: covered by existing facilities, and all.
    """

    sites: tuple[FoundSite, ...]
    types: tuple[str, ...]
    sentences: tuple[str, ...]
    covered_today: float
    people: float


@dataclass(frozen=True)
class FindSites:
    """
    Answer a siting question; the answer is a ``SitingFound``, on the way ``SitingStep`` come.

    ``asked``: fields of ``SitingRequest``; ``ring``: corners of an area that was drawn, in which alone is looked; ``no_go``: of areas in which
    nothing is built. What was drawn takes the place of a layer of the same.
    """

    asked: Mapping[str, Any]
    ring: tuple[LonLat, ...] = field(default=())
    no_go: tuple[tuple[LonLat, ...], ...] = field(default=())
    lane: ClassVar[str] = EXPLORE
    is_apart: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> SitingFound:
        """Do it."""
        from xc_gis.operations.planning.site import site_sites  # noqa: PLC0415
        from xc_gis.operations.planning.site_request import SitingRequest  # noqa: PLC0415

        explorer = explorer_of(memory)
        partial: Callable[[object], None] = getattr(progress, "partial", lambda _step: None)
        with tempfile.TemporaryDirectory() as folder:
            asked = dict(self.asked)
            for key, rings in (("area", (self.ring,) if self.ring else ()), ("no_go", self.no_go)):
                if rings:
                    asked[key] = _written(rings, Path(folder) / f"{key}.geojson")
            request = SitingRequest(**asked)
            result = site_sites(explorer.study, explorer.found, request, progress, watch=lambda one: partial(step_of(one)))
        memory.kept[SITING] = result
        return found_of(result)


def step_of(answer: SitingAnswer) -> SitingStep:
    """What is told of a search on its way."""
    last = answer.trace[-1]
    gap = answer.gap if math.isfinite(answer.bound) else math.inf
    return SitingStep(last.seconds, answer.value, answer.bound, gap, len(answer.sites))


def found_of(result: Any) -> SitingFound:
    """The answer as the page shows it; ``result``: a ``SitingResult``."""
    from xc_gis.report.siting.words import sentences  # noqa: PLC0415
    from xc_gis.units import EXCHANGE_CRS  # noqa: PLC0415

    frame = result.candidates
    places = frame.geometry.representative_point().to_crs(EXCHANGE_CRS)
    sites = []
    for step in result.plan.steps:
        row, place = frame.iloc[step.site], places.iloc[step.site]
        cost = float(row["cost"])
        sites.append(
            FoundSite(
                str(row["site_id"]), str(row["name"] or ""), float(place.x), float(place.y), float(step.newly_covered),
                float(step.cumulative), float(step.worth_people), None if math.isnan(cost) else cost,
            )
        )  # fmt: skip
    types = tuple(dict.fromkeys(result.types.values()))
    return SitingFound(tuple(sites), types, tuple(sentences(result)), float(result.plan.covered_today), float(result.plan.people))


def _written(rings: Sequence[tuple[LonLat, ...]], path: Path) -> Path:
    corners = [[list(corner) for corner in (*ring, ring[0])] for ring in rings]
    areas = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [outline]}} for outline in corners
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": areas}), encoding="utf-8")
    return path

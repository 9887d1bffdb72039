"""Coverage at moments of the week for the planning page, in the process that keeps the study. Knows no Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import EXPLORE, explorer_of
from xc_gis.ui.workers.worker import TaskMemory

if TYPE_CHECKING:
    import numpy as np

    from xc_gis.analysis.planning.slices.needs import NeedBase
    from xc_gis.analysis.planning.slices.slice_base import SliceBase, SliceCoverage
    from xc_gis.operations.explore.explorer import Explorer

SLICES = "slices"


@dataclass(frozen=True)
class NamedSlice:
    """A slice of the standard, or a sentence of the programme: key and names. ``at``: moment of a slice, empty for a sentence."""

    key: str
    zh: str
    en: str
    at: str = ""


@dataclass(frozen=True)
class SlicesFacts:
    """
    What can be asked.

    ``slices``, ``needs``: of the standard. ``left_out``: why others cannot be had, as messages. ``facilities`` that are open at all, those of them that
    say their hours, and whose hours are understood.
    """

    slices: tuple[NamedSlice, ...]
    needs: tuple[NamedSlice, ...]
    left_out: tuple[str, ...]
    facilities: int
    stated: int
    read: int


@dataclass(frozen=True)
class MomentFound:
    """
    Coverage at a moment.

    ``figures``: of the category asked for, as ``figures.js`` takes them. ``totals``: by code residents covered, in gap and unknown in the whole study.
    ``shares``: coverage of those known, None where too many are unknown.
    ``day``: the day that is meant (ISO), empty where that is any week. ``open``, ``closed``, ``unknown``: facilities then.
    """

    at: str
    profile: str
    code: str
    figures: Mapping[str, Any]
    totals: Mapping[str, tuple[float, float, float]]
    shares: Mapping[str, float | None]
    day: str
    open: int
    closed: int
    unknown: int


@dataclass(frozen=True)
class NeedFound:
    """A sentence at a moment: by community the share of residents for whom it is kept (low, point, high), None where nothing is to be said."""

    need: str
    at: str
    shares: Mapping[str, tuple[float | None, float | None, float | None]]


@dataclass
class _Kept:
    explorer: Explorer
    base: SliceBase
    steps: np.ndarray
    needs: NeedBase | None = None


@dataclass(frozen=True)
class PrepareSlices:
    """Make what the first moment would wait for, at a profile's pace; the answer is ``SlicesFacts``."""

    profile: str = ""
    lane: ClassVar[str] = EXPLORE
    is_apart: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> SlicesFacts:
        """Do it."""
        from xc_gis.hours.reading import read_hours  # noqa: PLC0415

        progress.step(msg("查找每处住所走得到的设施"), 0, 1)
        base = _kept(memory).base
        base.prepare((self.profile,) if self.profile else ())
        progress.step(msg("查找每处住所走得到的设施"), 1, 1)
        hours = [read_hours(str(text or "")) for text in base.facilities["hours"][base.is_open]]
        slices = tuple(NamedSlice(one.code, one.zh, one.en, one.at) for one in base.slices)
        needs = tuple(NamedSlice(one.kind, one.zh, one.en) for one in base.standard.needs)
        return SlicesFacts(
            slices, needs, base.left_out, len(hours), sum(one.is_stated for one in hours), sum(one.is_read for one in hours)
        )


@dataclass(frozen=True)
class LookAt:
    """
    Coverage at a moment (``SliceBase.at``); the answer is ``MomentFound``.

    ``code``: category whose figures the map draws, empty for none.
    """

    at: str
    profile: str
    code: str
    lane: ClassVar[str] = EXPLORE
    is_light: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> MomentFound:  # noqa: ARG002 - as all tasks
        """Do it."""
        import numpy as np  # noqa: PLC0415

        from xc_gis.analysis.coverage.coverage import shares  # noqa: PLC0415

        kept = _kept(memory)
        found = kept.base.at(self.at, self.profile)
        sums = found.counts.sum(axis=1)
        totals = {code: (float(sums[0, n]), float(sums[1, n]), float(sums[2, n])) for n, code in enumerate(found.codes)}
        _, point, _ = shares(list(sums), found.residents.sum(axis=0), kept.base.settings.number("coverage.unknown_max"))
        count = np.bincount(found.facility[kept.base.is_open], minlength=3)
        figures = _figures(kept, found, self.code, self.profile) if self.code in found.codes else {}
        return MomentFound(
            self.at, self.profile, self.code, figures, totals, dict(zip(found.codes, map(_plain, point), strict=True)),
            found.day.isoformat() if found.day else "", int(count[2]), int(count[0]),
            int(count[1]),
        )  # fmt: skip


@dataclass(frozen=True)
class LookAtNeed:
    """A sentence of the programme at a moment; the answer is ``NeedFound``."""

    need: str
    at: str
    lane: ClassVar[str] = EXPLORE
    is_apart: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> NeedFound:
        """Do it."""
        from xc_gis.analysis.planning.slices.needs import NeedBase  # noqa: PLC0415

        progress.step(msg("计算三句话"), 0, 1)
        kept = _kept(memory)
        if kept.needs is None:
            kept.needs = NeedBase(kept.base)
        table = kept.needs.at(self.at).shares
        progress.step(msg("计算三句话"), 1, 1)
        columns = [table[name].tolist() for name in (f"{self.need}_low", self.need, f"{self.need}_high")]
        shares = {
            str(name): (_plain(low), _plain(point), _plain(high))
            for name, low, point, high in zip(table["community_id"], *columns, strict=True)
        }
        return NeedFound(self.need, self.at, shares)


def _figures(kept: _Kept, found: SliceCoverage, code: str, profile: str) -> dict[str, Any]:
    """Shares, people by state and residents in gap of one category."""
    import numpy as np  # noqa: PLC0415

    from xc_gis.analysis.coverage.coverage import GAP, shares  # noqa: PLC0415
    from xc_gis.report.map.scenario_figures import coverage_columns, gap_columns  # noqa: PLC0415

    base, n = kept.base, found.codes.index(code)
    counts = found.counts[:, :, n]
    low, point, high = shares(list(counts), found.residents[:, n], base.settings.number("coverage.unknown_max"))
    nothing = np.full(len(low), np.nan)
    columns = {"low": low, "share": point, "high": high, "gap": counts[1], "unknown": counts[2], "median_minutes": nothing}
    notes = np.where(found.residents[:, n] > 0, "", "no_residents").astype(object)
    category = base.standard.category(code)
    people = base.people(category, profile)
    assert people is not None
    rows = np.flatnonzero((found.states[code] == GAP) & (people > 0) & (base.ground.demand_points.community >= 0))
    over = base.times(category, profile)[rows] - category.minutes * 60.0
    over = np.where(over <= 0, 0.0, over)  # a facility is near and closed: nobody has walked too far; beyond the search stays so
    return {
        "ratings": [],
        "coverage": {code: coverage_columns(columns, notes)},
        "gaps": {code: gap_columns(kept.steps[rows], people[rows], over)},
    }


def _kept(memory: TaskMemory) -> _Kept:
    explorer = explorer_of(memory)
    with memory.making:
        kept = memory.kept.get(SLICES)
        if kept is None or kept.explorer is not explorer:
            from xc_gis.analysis.planning.slices.slice_base import SliceBase  # noqa: PLC0415
            from xc_gis.report.map.scenario_figures import demand_steps  # noqa: PLC0415

            study = explorer.study
            base = SliceBase.of(explorer.found, study.standard, study.settings, study.file.study.date)
            memory.kept[SLICES] = kept = _Kept(explorer, base, demand_steps(study.data.demand.geometry))
    found: _Kept = kept
    return found


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else float(value)

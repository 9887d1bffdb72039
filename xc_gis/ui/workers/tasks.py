"""
What the working processes do. Knows no Qt and imports the method only when a task runs.

Each task is a frozen dataclass with ``lane`` and ``run`` (see ``worker.Task``); pages may define their own beside their widgets'
Qt-free parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.runs.history import MOST_KEPT
from xc_gis.ui.workers.run_clock import earlier_stages
from xc_gis.ui.workers.worker import TaskMemory

if TYPE_CHECKING:
    from xc_gis.analysis.assessment import Assessment
    from xc_gis.operations.explore.explorer import Explorer
    from xc_gis.operations.study import Study
    from xc_gis.runs.view import RunView

RUN, EXPLORE, SIDE, HERE = "run", "explore", "side", "here"
"""Lanes: a run · the analysed study in memory · checks and previews · a thread of the window's own process, for light reading."""

EXPLORER = "explorer"


@dataclass(frozen=True)
class RunStudy:
    """
    Run a study into a folder. The process then keeps the analysed study and answers for it.

    ``kept``: how many earlier runs stay in the history beside the folder. ``lang``: of what it writes for people. The answer is the
    folder.
    """

    study: Path
    out: Path
    kept: int = MOST_KEPT
    lang: str = "zh"
    lane: ClassVar[str] = RUN
    becomes: ClassVar[str] = EXPLORE

    def expected(self) -> Mapping[str, float] | None:
        """Seconds by stage as they were before."""
        return earlier_stages(self.out)

    def run(self, memory: TaskMemory, progress: Progress) -> Path:
        """Do it."""
        from xc_gis.operations.run import run_into  # noqa: PLC0415

        def keep(study: Study, found: Assessment) -> None:
            _keep(memory, study, found)

        run_into(self.study, self.out, progress, outlines=False, analysed=keep, kept=self.kept, lang=self.lang)
        return self.out


@dataclass(frozen=True)
class ReadRun:
    """Read a run for showing (``RunView``): light, in a thread of the window's process."""

    folder: Path
    lane: ClassVar[str] = HERE

    def run(self, memory: TaskMemory, progress: Progress) -> RunView:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.runs.view import read_run_view  # noqa: PLC0415

        return read_run_view(self.folder)


@dataclass(frozen=True)
class Explore:
    """
    Read and analyse a study and keep it for questions. Refused where its files are no longer those of the run that is shown.

    The answer is True.
    """

    study: Path
    run_folder: Path
    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> bool:
        """Do it."""
        from xc_gis.operations.run import open_run, refuse_changed  # noqa: PLC0415
        from xc_gis.operations.study import analyse, read_study  # noqa: PLC0415

        memory.kept.pop(EXPLORER, None)
        read = read_study(self.study, progress)
        refuse_changed(open_run(self.run_folder), self.study, read)
        _keep(memory, read, analyse(read, progress))
        _explorer(memory).warm_up()
        return True


@dataclass(frozen=True)
class AskPlace:
    """Isochrones around any place and the nearest facility of each category; see ``Explorer.ask_place``."""

    lon: float
    lat: float
    minutes: tuple[float, ...] = (5.0, 10.0, 15.0)
    profile: str = "adult"
    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(memory).ask_place(self.lon, self.lat, self.minutes, self.profile)


@dataclass(frozen=True)
class ExplainWalk:
    """The walk behind one time; see ``Explorer.explain_walk``. ``category`` may be ``MED@senior``."""

    demand_id: str
    category: str
    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(memory).explain_walk(self.demand_id, self.category)


@dataclass(frozen=True)
class FacilityServiceArea:
    """The ground from which a facility is reached in the time of a category; see ``Explorer.service_area_of``."""

    facility_id: str
    category: str
    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(memory).service_area_of(self.facility_id, self.category)


@dataclass(frozen=True)
class FindNames:
    """Facilities and streets by name or address; see ``Gazetteer.find``."""

    text: str
    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(memory).names.find(self.text)


@dataclass(frozen=True)
class TotalsWithin:
    """Residents within a ring by state; see ``Explorer.totals_within``."""

    ring: tuple[tuple[float, float], ...]
    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(memory).totals_within(self.ring)


@dataclass(frozen=True)
class WalkBetween:
    """The walk between two places at a pace; see ``Explorer.walk_between``."""

    start: tuple[float, float]
    end: tuple[float, float]
    profile: str
    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(memory).walk_between(self.start, self.end, self.profile)


@dataclass(frozen=True)
class FacilityService:
    """Whom a facility serves; see ``Explorer.facility_service``."""

    row: int
    name: str
    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(memory).facility_service(self.row, self.name)


def _keep(memory: TaskMemory, study: Study, found: Assessment) -> None:
    from xc_gis.operations.explore.explorer import Explorer  # noqa: PLC0415

    none = found.gaps.iloc[:0].copy()  # a row for each point and category in gap: no question is about them
    memory.kept[EXPLORER] = Explorer(study, replace(found, gaps=none))


def _explorer(memory: TaskMemory) -> Explorer:
    if EXPLORER not in memory.kept:
        raise InputError(msg("项目尚未读入，暂时不能回答地点和步行路线的问题"), hint=msg("请重新运行该项目，或重新打开"))
    return memory.kept[EXPLORER]


def explorer_of(memory: TaskMemory) -> Explorer:
    """The analysed study, for what is computed of it; raises ``InputError`` where none is kept."""
    explorer: Explorer | None = memory.kept.get(EXPLORER)
    if explorer is None:
        raise InputError(msg("项目还没有运行，或运行之后有了改动，暂时不能计算"), hint=msg("请（重新）运行该项目"))
    return explorer

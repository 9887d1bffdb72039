"""
What the working processes do. Knows no Qt and imports the method only when a task runs.

Each task is a frozen dataclass with ``lane`` and ``run`` (see ``worker.Task``); pages may define their own beside their widgets'
Qt-free parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from xc_gis.errors import InputError
from xc_gis.progress import Progress
from xc_gis.run_history import MOST_KEPT
from xc_gis.ui.work.run_clock import earlier_stages
from xc_gis.ui.work.worker import Desk

if TYPE_CHECKING:
    from xc_gis.analysis.assessment import Assessment
    from xc_gis.explorer import Explorer
    from xc_gis.run_view import RunView
    from xc_gis.study import Study

RUN, EXPLORE, SIDE, HERE = "run", "explore", "side", "here"
"""Lanes: a run · the analysed study in memory · checks and previews · a thread of the window's own process, for light reading."""

EXPLORER = "explorer"


@dataclass(frozen=True)
class RunStudy:
    """
    Run a study into a folder. The process then keeps the analysed study and answers for it.

    ``kept``: how many earlier runs stay in the history beside the folder. The answer is the folder.
    """

    study: Path
    out: Path
    kept: int = MOST_KEPT
    lane: ClassVar[str] = RUN
    becomes: ClassVar[str] = EXPLORE

    def expected(self) -> Mapping[str, float] | None:
        """Seconds by stage as they were before."""
        return earlier_stages(self.out)

    def run(self, desk: Desk, progress: Progress) -> Path:
        """Do it."""
        from xc_gis.runs import run_into  # noqa: PLC0415

        def keep(study: Study, found: Assessment) -> None:
            _keep(desk, study, found)

        run_into(self.study, self.out, progress, outlines=False, analysed=keep, kept=self.kept)
        return self.out


@dataclass(frozen=True)
class ReadRun:
    """Read a run for showing (``RunView``): light, in a thread of the window's process."""

    folder: Path
    lane: ClassVar[str] = HERE

    def run(self, desk: Desk, progress: Progress) -> RunView:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.run_view import read_run_view  # noqa: PLC0415

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

    def run(self, desk: Desk, progress: Progress) -> bool:
        """Do it."""
        from xc_gis.runs import open_run, refuse_changed  # noqa: PLC0415
        from xc_gis.study import analyse, read_study  # noqa: PLC0415

        desk.kept.pop(EXPLORER, None)
        read = read_study(self.study, progress)
        refuse_changed(open_run(self.run_folder), self.study, read)
        _keep(desk, read, analyse(read, progress))
        _explorer(desk).warm_up()
        return True


@dataclass(frozen=True)
class AskPlace:
    """Isochrones around any place and the nearest facility of each category; see ``Explorer.ask_place``."""

    lon: float
    lat: float
    minutes: tuple[float, ...] = (5.0, 10.0, 15.0)
    profile: str = "adult"
    lane: ClassVar[str] = EXPLORE

    def run(self, desk: Desk, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(desk).ask_place(self.lon, self.lat, self.minutes, self.profile)


@dataclass(frozen=True)
class ExplainWalk:
    """The walk behind one time; see ``Explorer.explain_walk``. ``category`` may be ``MED@senior``."""

    demand_id: str
    category: str
    lane: ClassVar[str] = EXPLORE

    def run(self, desk: Desk, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(desk).explain_walk(self.demand_id, self.category)


@dataclass(frozen=True)
class FacilityReach:
    """The ground from which a facility is reached in the time of a category; see ``Explorer.reach_of``."""

    facility_id: str
    category: str
    lane: ClassVar[str] = EXPLORE

    def run(self, desk: Desk, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(desk).reach_of(self.facility_id, self.category)


@dataclass(frozen=True)
class FindNames:
    """Facilities and streets by name or address; see ``Gazetteer.find``."""

    text: str
    lane: ClassVar[str] = EXPLORE

    def run(self, desk: Desk, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(desk).names.find(self.text)


@dataclass(frozen=True)
class TotalsWithin:
    """Residents within a ring by state; see ``Explorer.totals_within``."""

    ring: tuple[tuple[float, float], ...]
    lane: ClassVar[str] = EXPLORE

    def run(self, desk: Desk, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(desk).totals_within(self.ring)


@dataclass(frozen=True)
class WalkBetween:
    """The walk between two places at a pace; see ``Explorer.walk_between``."""

    start: tuple[float, float]
    end: tuple[float, float]
    profile: str
    lane: ClassVar[str] = EXPLORE

    def run(self, desk: Desk, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(desk).walk_between(self.start, self.end, self.profile)


@dataclass(frozen=True)
class FacilityService:
    """Whom a facility serves; see ``Explorer.facility_service``."""

    row: int
    name: str
    lane: ClassVar[str] = EXPLORE

    def run(self, desk: Desk, progress: Progress) -> dict[str, Any]:  # noqa: ARG002
        """Do it."""
        return _explorer(desk).facility_service(self.row, self.name)


def _keep(desk: Desk, study: Study, found: Assessment) -> None:
    from xc_gis.explorer import Explorer  # noqa: PLC0415

    desk.kept[EXPLORER] = Explorer(study, found)


def _explorer(desk: Desk) -> Explorer:
    if EXPLORER not in desk.kept:
        raise InputError("项目尚未读入，暂时不能回答地点和步行路线的问题", hint="请重新运行该项目，或重新打开")
    return desk.kept[EXPLORER]

"""
A study whose network is too large for one process: legs and walking times patch by patch, each a task of its own (decision 263).

It stands where ``assessment.assess`` attaches points and searches for walks, and gives the same bytes. Who does the tasks is the caller's
matter: this process one after the other, other processes of the machine, workers of a cluster that share its folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.legs.leg_table import LegTableBuilder
from xc_gis.analysis.legs.legs import LEG_COLUMNS, PAIR_COLUMNS, Attached, LegCandidates, Legs, attach
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.patches.array_files import read_arrays, write_arrays
from xc_gis.analysis.patches.division import USUAL, Sizes, divided, patches_for
from xc_gis.analysis.patches.ground import write_ground
from xc_gis.analysis.patches.leg_files import FiledLegs, tables_of
from xc_gis.analysis.patches.tasks import DEMAND, FACILITY, legs_file, legs_of_patch, points_file, times_file, times_of_patch
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.settings import Settings

Task = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function of a module and its arguments, both picklable."""

Doers = Callable[[Sequence[Task]], Iterator[tuple[int, Any]]]
"""Does tasks, in any order and wherever: gives the number and the answer of each as it ends."""


def in_turn(tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
    """Do tasks in this process, one after the other."""
    for number, (function, words) in enumerate(tasks):
        yield number, function(*words)


class FiledPoints(Attached):
    """Points whose legs lie in the files of their patches, and are read when somebody asks for them."""

    _files: tuple[Path, str, Sequence[Ints]]

    def __init__(self, xy: Floats, off_network: Bools, folder: Path, kind: str, patches: Sequence[Ints]) -> None:
        for name, value in (("xy", xy), ("off_network", off_network), ("_files", (folder, kind, patches))):
            object.__setattr__(self, name, value)

    @cached_property
    def _tables(self) -> tuple[LegCandidates, Legs]:
        pairs, rows = LegTableBuilder(PAIR_COLUMNS), LegTableBuilder(LEG_COLUMNS)
        folder, kind, patches = self._files
        for patch, points in enumerate(patches):
            near, legs = tables_of(FiledLegs.read(legs_file(folder, kind, patch)), points)
            pairs.append(near, share=(patch + 1) / len(patches))
            rows.append(legs, share=(patch + 1) / len(patches))
        return LegCandidates(*pairs.by_point(len(self.xy))), Legs(len(self.xy), *rows.by_point(len(self.xy)))

    def read(self) -> None:
        """Read them now: afterwards the files may go."""
        _ = self._tables

    @property
    def candidates(self) -> LegCandidates:
        """See ``Attached``."""
        return self._tables[0]

    @property
    def legs(self) -> Legs:
        """See ``Attached``."""
        return self._tables[1]


class LargeStudy:
    """
    Attaches the points of one study and answers its questions.

    Parameters
    ----------
    folder
        Empty; whoever does the tasks reads and writes there by this path.
    do
        Does the tasks.
    workers
        How many tasks are done at a time.
    sizes
        What is large.
    """

    def __init__(self, folder: Path, do: Doers = in_turn, workers: int = 1, sizes: Sizes = USUAL) -> None:
        self._folder, self._do, self._workers, self._sizes = folder, do, workers, sizes
        self._demand: Attached | None = None
        self._patches: list[Ints] = []

    @property
    def patches(self) -> int:
        """Into how many it was divided; 0 where it was not."""
        return len(self._patches)

    def attach(
        self,
        network: WalkingNetwork,
        barriers: Barriers,
        demand_xy: Floats,
        facility_xy: Floats,
        settings: Settings,
        progress: Progress,
    ) -> tuple[Attached, Attached]:
        """Find all legs of demand points and of facility points, both shape (n, 2), analysis CRS; NaN for a point without a place."""
        if network.n_nodes < self._sizes.least_nodes:
            return attach(network, barriers, demand_xy, settings), attach(network, barriers, facility_xy, settings)
        every = np.concatenate([demand_xy, facility_xy])
        placed = int((~np.isnan(every[:, 0])).sum())
        both = divided(every, patches_for(placed, self._workers, self._sizes))
        ground = write_ground(self._folder, network, barriers)
        n = len(demand_xy)
        points = {DEMAND: [rows[rows < n] for rows in both], FACILITY: [rows[rows >= n] - n for rows in both]}
        for kind, xy in ((DEMAND, demand_xy), (FACILITY, facility_xy)):
            write_arrays(self._folder / f"{kind}.npy", [xy])
            for patch, rows in enumerate(points[kind]):
                write_arrays(points_file(self._folder, kind, patch), [rows])
        self._patches, self._crs = points[DEMAND], ground.crs
        off = {DEMAND: np.ones(n, dtype=bool), FACILITY: np.ones(len(facility_xy), dtype=bool)}
        tasks: list[Task] = [(legs_of_patch, (self._folder, patch, ground.crs, settings)) for patch in range(len(both))]
        for done, (patch, found) in enumerate(self._do(tasks), 1):
            for kind, lost in zip((DEMAND, FACILITY), found, strict=True):
                off[kind][points[kind][patch]] = lost
            progress.step(msg("按片区接入路网"), done, len(tasks))
        demand, facility = (
            FiledPoints(xy, off[kind], self._folder, kind, points[kind])
            for kind, xy in ((DEMAND, demand_xy), (FACILITY, facility_xy))
        )
        self._demand = demand
        return demand, facility

    def search(
        self, network: WalkingNetwork, barriers: Barriers, ends: Ends, services: pd.DataFrame, questions: Sequence[Question],
        settings: Settings, progress: Progress,
    ) -> dict[str, Floats]:  # fmt: skip
        """Answer all questions for all demand points, as ``walking_times`` does."""
        if ends.demand is not self._demand or not questions:
            return walking_times(network, barriers, ends, services, questions, settings, progress)
        self._write_asked(ends, services)
        inhabited = [patch for patch, points in enumerate(self._patches) if len(points)]
        tasks: list[Task] = [
            (times_of_patch, (self._folder, patch, self._crs, self.patches, tuple(questions), settings)) for patch in inhabited
        ]
        times = np.full((len(questions), ends.demand.n_points), np.nan)
        progress.step(msg("计算步行时间"), 0, len(tasks))
        for done, (number, _) in enumerate(self._do(tasks), 1):
            patch = inhabited[number]
            times[:, self._patches[patch]] = read_arrays(times_file(self._folder, patch), 1)[0]
            progress.step(msg("计算步行时间"), done, len(tasks))
        return {question.key: seconds for question, seconds in zip(questions, times, strict=True)}

    def _write_asked(self, ends: Ends, services: pd.DataFrame) -> None:
        write_arrays(self._folder / "facility_of_point.npy", [ends.facility_points.facility])
        columns = (services[name].to_numpy().astype(str) for name in ("type", "catchment", "area"))
        write_arrays(self._folder / "services.npy", [services["facility"].to_numpy(dtype=np.int64), *columns])
        for name in ("community", "subdistrict"):
            write_arrays(self._folder / f"{name}.npy", [getattr(ends.areas, name).astype(str)])

"""
What is done for one patch: its legs, then its walking times. All that is read and written lies in the folder of the study.

A task is the same whoever does it and however often. Of the ground it reads what a walk within the bound can touch, so that every walk is
there, made of the same sums as on the whole network (decision 263).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.patches.array_files import looked_up, read_arrays, write_arrays
from xc_gis.analysis.patches.ground import Ground
from xc_gis.analysis.patches.leg_files import FiledLegs, attached_to, joined, without_legs
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.units import TIME_TOLERANCE_S

DEMAND, FACILITY = "demand", "facility"

MARGIN_M = 1.0
"""Around boxes: far more than lengths are rounded by."""


def points_file(folder: Path, kind: str, patch: int) -> Path:
    """Numbers of the points of a patch."""
    return folder / f"{kind}-{patch}-points.npy"


def legs_file(folder: Path, kind: str, patch: int) -> Path:
    """Their legs."""
    return folder / f"{kind}-{patch}-legs.npy"


def times_file(folder: Path, patch: int) -> Path:
    """Their times."""
    return folder / f"times-{patch}.npy"


def legs_of_patch(folder: Path, patch: int, crs: str, settings: Settings) -> tuple[Bools, Bools]:
    """
    Find the legs of the demand points and facility points of a patch and write them down.

    Returns
    -------
    by demand point, by facility point
        Whether it is off the network.
    """
    xy = {kind: _xy_of(folder, kind, patch) for kind in (DEMAND, FACILITY)}
    every = np.concatenate([xy[DEMAND], xy[FACILITY]])
    low, high = _box(every, settings.number("legs.max_m"))
    ground = Ground(folder, crs)
    piece = ground.piece(low, high)
    # together: they share what is made for the search of legs
    attached = attach(piece.network, ground.barriers(low, high), every, settings) if len(piece.edges) else without_legs(every)
    first = np.arange(len(xy[DEMAND]))
    for kind, rows in ((DEMAND, first), (FACILITY, np.arange(len(first), len(every)))):
        FiledLegs.of(part_of(attached, rows), piece).write(legs_file(folder, kind, patch))
    return attached.off_network[: len(first)], attached.off_network[len(first) :]


def times_of_patch(folder: Path, patch: int, crs: str, patches: int, questions: Sequence[Question], settings: Settings) -> None:
    """Answer questions for the demand points of a patch and write the seconds down, a row a question."""
    xy = _xy_of(folder, DEMAND, patch)
    reach_m = max((q.bound_s + TIME_TOLERANCE_S) * settings.speed(q.profile) for q in questions)
    leg_m = settings.number("legs.max_m")
    low, high = _box(xy, max(reach_m, leg_m))
    ground = Ground(folder, crs)
    piece = ground.piece(low, high)
    found = list(_facilities_in(folder, patches, low, high))
    points = np.concatenate([np.zeros(0, dtype=np.int64), *(points for points, _, _ in found)])
    services = _services(folder, points)
    if len(piece.edges) == 0 or len(services) == 0:
        times = np.full((len(questions), len(xy)), np.nan)
    else:
        ends = Ends(
            attached_to(piece, xy, FiledLegs.read(legs_file(folder, DEMAND, patch))), _areas(folder, patch),
            joined([attached_to(piece, near, legs) for _, near, legs in found]),
            FacilityPoints(np.concatenate([near for _, near, _ in found]), looked_up(folder / "facility_of_point.npy")[points]),
        )  # fmt: skip
        # a leg starts or ends within its length of a demand point, another one within its length of there
        barriers = ground.barriers(*_box(xy, 2 * leg_m))
        answers = walking_times(piece.network, barriers, ends, services, questions, settings, Silent())
        times = np.stack([answers[q.key] for q in questions])
    write_arrays(times_file(folder, patch), [times])


def _xy_of(folder: Path, kind: str, patch: int) -> Floats:
    xy: Floats = looked_up(folder / f"{kind}.npy")[looked_up(points_file(folder, kind, patch))]
    return xy


def _box(xy: Floats, around_m: float) -> tuple[Floats, Floats]:
    return xy.min(axis=0) - around_m - MARGIN_M, xy.max(axis=0) + around_m + MARGIN_M


def _facilities_in(folder: Path, patches: int, low: Floats, high: Floats) -> Iterator[tuple[Ints, Floats, FiledLegs]]:
    """Facility points in a box, patch by patch: their numbers, places and legs."""
    xy = looked_up(folder / f"{FACILITY}.npy")
    for patch in range(patches):
        points = looked_up(points_file(folder, FACILITY, patch))
        here = xy[points]
        inside: Bools = ((here >= low) & (here <= high)).all(axis=1)
        if inside.any():
            yield points[inside], here[inside], FiledLegs.read(legs_file(folder, FACILITY, patch)).take(inside)


def _services(folder: Path, points: Ints) -> pd.DataFrame:
    """What the facilities of some points offer, as ``facility_services`` says it."""
    facility, kind, catchment, area = read_arrays(folder / "services.npy", 4)
    mine = np.isin(facility, looked_up(folder / "facility_of_point.npy")[points])
    words = {"type": kind, "catchment": catchment, "area": area}
    return pd.DataFrame({"facility": facility[mine]} | {name: column[mine].astype(object) for name, column in words.items()})


def _areas(folder: Path, patch: int) -> DemandAreas:
    points = looked_up(points_file(folder, DEMAND, patch))
    return DemandAreas(*(looked_up(folder / f"{name}.npy")[points].astype(object) for name in ("community", "subdistrict")))

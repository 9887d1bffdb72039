"""A run of the tool held against the second method, category by category."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from tests.independent.entrances import Entrances
from tests.independent.legs import Attached, attach
from tests.independent.network import Network
from tests.independent.osm_file import read_osm
from tests.independent.run_points import SEARCHED, Category, RunPoints, StudyWords, offers_by_served, read_run, read_words
from tests.independent.search import SPEEDS, Walks
from tests.independent.times import Answers, Offer
from tests.independent.walk_words import describe_walk

TOLERANCE_S = 0.01


@dataclass
class Compared:
    """
    One category: seconds by home from the run and from the second method.

    ``ours`` is NaN beyond the searched bound; a home differs where both know a time and these are more than ``TOLERANCE_S`` apart, or
    one knows a time inside the bound and the other none.
    """

    category: Category
    run_s: np.ndarray
    second_s: np.ndarray

    @property
    def bound_s(self) -> float:
        return self.category.minutes * 60 * SEARCHED

    @property
    def apart_s(self) -> np.ndarray:
        """Seconds apart by home; infinite where only one knows a time, 0 where neither does or the bound is next to it."""
        known, known_2 = ~np.isnan(self.run_s), ~np.isnan(self.second_s)
        near_bound = np.fmax(self.run_s, self.second_s) > self.bound_s - TOLERANCE_S
        with np.errstate(invalid="ignore"):
            apart = np.where(known & known_2, np.abs(self.run_s - self.second_s), np.where(known != known_2, np.inf, 0.0))
        return np.where(near_bound & (known != known_2), 0.0, apart)

    @property
    def compared(self) -> int:
        return int((~np.isnan(self.run_s) | ~np.isnan(self.second_s)).sum())

    @property
    def differing(self) -> np.ndarray:
        return np.flatnonzero(self.apart_s > TOLERANCE_S)


class SecondStudy:
    """A study's streets and a run's points, read once; answers category by category."""

    def __init__(self, study: Path, run: Path) -> None:
        self.words: StudyWords = read_words(study)
        self.points: RunPoints = read_run(run, self.words)
        self.found = pd.read_parquet(run / "demand_points.parquet").set_index("demand_id")
        self.network = Network(read_osm(self.words.osm), crs=self.points.crs, moment=self.words.moment, gates=self.words.gates)
        self.homes: Attached = attach(self.network, self.points.homes[["x", "y"]].to_numpy())
        self.facility_of, places = self._facility_points()
        self.facilities: Attached = attach(self.network, places)
        self._answers: dict[str, Answers] = {}

    def _facility_points(self) -> tuple[np.ndarray, np.ndarray]:
        """Points of facilities: each its own, an area its entrances."""
        entrances = Entrances(self.network)
        owners: list[int] = []
        places: list[np.ndarray] = []
        buildings = self.points.facilities.get("building", pd.Series(data=False, index=self.points.facilities.index))
        for n, shape in enumerate(self.points.facilities.geometry):
            if shape.geom_type in {"Polygon", "MultiPolygon"}:
                found = entrances.of(shape, building=bool(buildings.iloc[n]))
            else:
                found = np.array([[p.x, p.y] for p in getattr(shape, "geoms", [shape])])
            owners += [n] * len(found)
            places.append(found)
        return np.array(owners, dtype=int), np.concatenate(places) if places else np.empty((0, 2))

    def answers(self, profile: str) -> Answers:
        """Walks of one profile, made when first asked for."""
        if profile not in self._answers:
            speed = self.words.speeds.get(profile, SPEEDS[profile])
            self._answers[profile] = Answers(Walks(self.network, profile, speed=speed), self.homes, self.facilities)
        return self._answers[profile]

    def offers(self, category: Category) -> list[Offer]:
        """Who may use which facility points."""
        community = self.points.homes["community_id"].fillna("").to_numpy(dtype=object)
        return [
            Offer(
                np.flatnonzero(np.isin(self.facility_of, rows)),
                None if served is None else np.array([n for n, name in enumerate(community) if name in served], dtype=int),
            )
            for served, rows in offers_by_served(self.points.facilities, category).items()
        ]

    def compare(self, category: Category) -> Compared:
        """Times of one category by both methods."""
        cutoff_s = category.minutes * 60 * SEARCHED
        offers = self.offers(category)
        nowhere = np.full(len(self.points.homes), np.nan)
        second = self.answers(category.profile).times(offers, cutoff_s=cutoff_s) if offers else nowhere
        run = self.found.loc[self.points.homes["demand_id"], f"t_{category.code}"].to_numpy(dtype=float)
        return Compared(category, run, second)

    def describe(self, category: Category, home: int) -> list[str]:
        """The walk of one home in words, and which facilities its points are."""
        allowed = [offer.points for offer in self.offers(category) if offer.homes is None or home in offer.homes]
        points = np.concatenate(allowed) if allowed else np.array([], dtype=int)
        lines = describe_walk(self.answers(category.profile), home, points)
        point = int(lines[-1].split("point ")[1].split(":")[0]) if "point " in lines[-1] else None
        if point is None:
            return lines
        facility = self.points.facilities.iloc[self.facility_of[point]]
        return [*lines, f"point {point} is {facility['facility_id']} ({facility['type']})"]

    def compare_all(self) -> Iterable[Compared]:
        for category in self.words.categories:
            yield self.compare(category)

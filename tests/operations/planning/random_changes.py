"""Random changes of every kind on a town, each of which can be carried out."""

from __future__ import annotations

from collections import Counter

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.network.walkable import closes_everybody, is_gate, way_rule
from xc_gis.analysis.planning.changed_study import changed_study
from xc_gis.errors import InputError
from xc_gis.model.changes import (
    CHANGE_KINDS,
    STREET_CHANGES,
    AddFacility,
    AddPath,
    AddResidents,
    ChangeFacility,
    ChangeResidents,
    CloseArea,
    CloseFacility,
    ClosePath,
    CompleteSurvey,
    MoveFacility,
    OpenGate,
    Scenario,
)
from xc_gis.sources.scenarios.contradictions import refuse_contradictions
from xc_gis.units import EXCHANGE_CRS


class RandomChanges:
    """Draws changes for a study that is read and assessed (``found``)."""

    def __init__(self, study, found, seed):
        self.study, self.found, self.random = study, found, np.random.default_rng(seed)
        self.network = found.scene.network
        streets, self.crs = study.streets, study.settings.word("crs.analysis")
        self.gates = [f"node/{n}" for n, tags in streets.node_tags.items() if is_gate(tags) or closes_everybody(tags)]
        self.gates += [f"way/{way}" for way, _, tags in streets.ways if (rule := way_rule(tags)) and rule.gated]
        self.ways = sorted({way for way, _, tags in streets.ways if way_rule(tags) is not None})
        self.shut, self.surveyed = [], 0

    def scenario(self, count):
        """So many changes that do not contradict each other, areas first, kinds by turns."""
        made, kinds = [], [*CHANGE_KINDS] * (count // len(CHANGE_KINDS) + 1)
        for kind in sorted(kinds[:count], key=lambda kind: kind != "close_area"):
            made.append(self._fitting(kind, made))
        return Scenario("random", tuple(made))

    def _fitting(self, kind, made):
        for _ in range(200):
            one = getattr(self, f"_{kind}")()
            scenario = Scenario("random", (*made, one))
            try:
                refuse_contradictions([scenario])
                if one.KIND == "close_area" or not isinstance(one, STREET_CHANGES):
                    return one
                changed_study(self.study.data, self.study.streets, [scenario], self.study.standard, self.study.settings)
            except InputError:
                continue
            return one
        raise AssertionError(kind)

    def _lonlat(self, xy):
        point = gpd.GeoSeries([shapely.Point(xy)], crs=self.crs).to_crs(EXCHANGE_CRS).iloc[0]
        return round(point.x, 9), round(point.y, 9)

    def _on_street(self, sideways=0.0):
        """A place on an edge of a large part of the network that takes legs, outside closed areas."""
        fits = np.flatnonzero(self.network.takes_legs & (self.network.part_length_m > 1500))
        while True:
            edge = int(self.random.choice(fits))
            u, v = self.network.u[edge], self.network.v[edge]
            start, end = (np.array([self.network.x[n], self.network.y[n]]) for n in (u, v))
            place = start + (end - start) * self.random.uniform(0.1, 0.9) + self.random.uniform(-sideways, sideways, 2)
            if all(shapely.distance(shut, shapely.Point(place)) > 150 for shut in self.shut):
                return place

    def _any(self, frame, key):
        return str(self.random.choice(frame[key]))

    def _add_facility(self):
        kind = str(self.random.choice(["CHS", "VEG", "CVS", "EDS", "KIN"]))
        status = str(self.random.choice(["open", "open", "planned"]))
        if self.random.random() < 0.2:
            return AddFacility(type=kind, place=self._any(self.study.data.facilities.iloc[:10], "facility_id"))
        return AddFacility(type=kind, at=self._lonlat(self._on_street(40.0)), status=status)

    def _move_facility(self):
        return MoveFacility(facility=self._any(self.study.data.facilities, "facility_id"), at=self._lonlat(self._on_street(40.0)))

    def _close_facility(self):
        return CloseFacility(facility=self._any(self.study.data.facilities, "facility_id"))

    def _change_facility(self):
        return ChangeFacility(
            facility=self._any(self.study.data.facilities, "facility_id"),
            status=str(self.random.choice(["planned", "closed", "open"])),
        )

    def _open_gate(self):
        if self.random.random() < 0.3:
            return OpenGate(at=self._lonlat(self._on_street(10.0)))
        return OpenGate(osm=str(self.random.choice(self.gates)))

    def _close_path(self):
        return ClosePath(osm=f"way/{self.random.choice(self.ways)}")

    def _add_path(self):
        kind = str(self.random.choice(["path", "steps", "footbridge", "crossing"]))
        ends = [self._on_street(1.0), self._on_street(1.0)]
        if self.random.random() < 0.5:
            ends.insert(1, np.mean(ends, axis=0) + self.random.uniform(-40, 40, 2))
        signals = kind == "crossing" and bool(self.random.random() < 0.5)
        return AddPath(line=tuple(self._lonlat(place) for place in ends), as_=kind, signals=signals)

    def _close_area(self):
        middle = self._on_street(60.0)
        angles = np.sort(self.random.uniform(0, 2 * np.pi, 5))
        ring = [middle + self.random.uniform(20, 60) * np.array([np.cos(a), np.sin(a)]) for a in angles]
        drawn = shapely.Polygon(ring)
        if not drawn.is_valid or drawn.area < 200:
            return self._close_area()
        if len(self.shut) < 3:
            self.shut.append(drawn)
        return CloseArea(area=tuple(self._lonlat(place) for place in ring))

    def _change_residents(self):
        if self.random.random() < 0.3:
            return ChangeResidents(factor=float(self.random.uniform(0.2, 3)))
        west, south = self._on_street(100.0)
        ring = [(west - 200, south - 200), (west + 200, south - 200), (west, south + 300)]
        return ChangeResidents(
            area=tuple(self._lonlat(np.array(place)) for place in ring), residents=float(self.random.uniform(1, 50))
        )

    def _add_residents(self):
        people = float(self.random.integers(10, 500))
        return AddResidents(residents=people, residents_60plus=people / 4, at=self._lonlat(self._on_street(40.0)))

    def _complete_survey(self):
        codes = [category.code for category in self.study.standard.categories]
        self.surveyed += 1
        return CompleteSurvey(category=codes[self.surveyed * 5 % len(codes)])


def kinds_of(scenario):
    """How often each kind occurs."""
    return Counter(one.KIND for one in scenario.changes)

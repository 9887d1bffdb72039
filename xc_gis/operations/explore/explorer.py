"""
Answers about an analysed study that is kept in memory: any place, any walk. What the window asks on a click.

Isochrones and times follow the same rule as the counts (method §6); everything comes back as plain values in EPSG:4326.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer

from xc_gis.analysis.assessment import Assessment, questions
from xc_gis.analysis.isochrones.isochrone import engine_around
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.times.search import SearchGraph, build_search_graph
from xc_gis.analysis.walks.any_walk import walk_between
from xc_gis.analysis.walks.explanation import explain
from xc_gis.analysis.walks.place import states_at, walks_from
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.explore.area_totals import area_of, totals_within
from xc_gis.operations.explore.facility_service import service_of
from xc_gis.operations.explore.gazetteer import Gazetteer
from xc_gis.operations.requested_places import check_profile, facility_row, place_at, refuse_off_network
from xc_gis.operations.study import Study
from xc_gis.report.walks.walk_text import street_names, walk_json, walk_sentences
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE, TIME_TOLERANCE_S


class Explorer:
    """
    An analysed study that answers.

    Parameters
    ----------
    study, found
        As read, and as analysed.
    """

    def __init__(self, study: Study, found: Assessment) -> None:
        self.study = study
        self.found = found
        self._latest: tuple[tuple[float, float] | None, dict[str, Any]] = (None, {})

    @cached_property
    def graphs(self) -> dict[str, SearchGraph]:
        """Search graph of each profile that the standard asks for."""
        profiles = sorted({q.profile for q in questions(self.study.standard)})
        return {p: build_search_graph(self.found.scene.network, p, self.study.settings) for p in profiles}

    @cached_property
    def names(self) -> Gazetteer:
        """Facilities and streets by name."""
        return Gazetteer(self.study)

    def warm_up(self) -> None:
        """Make what every answer needs, so that the first is as quick as the next."""
        for graph in self.graphs.values():
            _ = graph.forward_arcs
        _ = self._degrees

    @cached_property
    def _degrees(self) -> Transformer:
        return Transformer.from_crs(self.found.data.demand.crs, EXCHANGE_CRS, always_xy=True)

    def ask_place(self, lon: float, lat: float, minutes: Sequence[float], profile: str) -> dict[str, Any]:
        """
        Isochrones around a place, and the nearest facility of every category with the way to it.

        Parameters
        ----------
        minutes
            Limits of the isochrones; none: the facilities alone, which is three times as quick.
        profile
            Pace of the isochrones. Facilities are looked for at the pace of their category, as in the counts.

        Returns
        -------
        dict
            ``lon, lat, profile, isochrones`` (FeatureCollection, ``minutes``, the largest first), ``nearest`` (category, zh, en,
            facility, facility_id, type, minutes, limit, within, state, lon, lat), ``absent`` (category, zh, en, state of those of which
            none is reached within twice the limit) and ``ways`` (FeatureCollection, ``category``).

        Raises
        ------
        InputError
            Unknown profile, or a place that no street reaches.
        """
        self.graph_of(profile)
        place = place_at(self.found.scene, (lon, lat), self.study.settings)
        refuse_off_network(self.found.scene, place, "", self.study.settings)
        around = self._around(lon, lat, place)
        return {"lon": lon, "lat": lat, "profile": profile, "isochrones": self._rings(place, minutes, profile), **around}

    def _around(self, lon: float, lat: float, place: Attached) -> dict[str, Any]:
        """``nearest``, ``absent`` and ``ways`` of a place; of the latest place they are kept."""
        if self._latest[0] == (lon, lat):
            return self._latest[1]
        standard = self.study.standard
        asked = [q for q in questions(standard) if "@" not in q.key]
        walks = walks_from(self.found, place, asked, self.graphs, self.study.settings)
        reached = {walk.key: walk.seconds for walk in walks}
        states = states_at(self.found, place, reached, standard, self.study.settings, self.study.file.study.date)
        nearest, frame = [], self.found.data.facilities
        for walk, (east, north) in zip(walks, self._places([w.facility for w in walks]), strict=True):
            category, row = standard.category(walk.key), frame.iloc[walk.facility]
            nearest.append(
                {
                    "category": walk.key, "zh": category.zh, "en": category.en, "facility": row["name"], "facility_id": row["facility_id"],
                    "type": standard.facility_types[row["type"]].name, "minutes": round(walk.seconds / SECONDS_PER_MINUTE, 2),
                    "limit": category.minutes,
                    "within": bool(walk.seconds <= category.minutes * SECONDS_PER_MINUTE + TIME_TOLERANCE_S),
                    "state": states[walk.key], "lon": east, "lat": north,
                }
            )  # fmt: skip
        absent = [
            {"category": c.code, "zh": c.zh, "en": c.en, "state": states[c.code]}
            for c in (standard.category(q.key) for q in asked if q.key not in reached)
        ]
        ways = _collection([(w.line, {"category": w.key}) for w in walks], self._degrees)
        self._latest = ((lon, lat), {"nearest": nearest, "absent": absent, "ways": ways})
        return self._latest[1]

    def _rings(self, place: Attached, minutes: Sequence[float], profile: str) -> dict[str, Any]:
        if not minutes:
            return _collection([], self._degrees)
        scene, settings = self.found.scene, self.study.settings
        engine = engine_around(
            scene.network, scene.barriers, place, max(minutes) * SECONDS_PER_MINUTE, profile, settings,
            step_m=settings.number("isochrone.grid_m"),
        )  # fmt: skip
        longest_first = sorted(minutes, reverse=True)
        outlines = engine.outlines(place, longest_first)
        return _collection([(o, {"minutes": float(m)}) for o, m in zip(outlines, longest_first, strict=True)], self._degrees)

    def _places(self, rows: Sequence[int]) -> list[tuple[float, float]]:
        shown = shapely.point_on_surface(self.found.data.facilities.geometry.to_numpy()[np.array(rows, dtype=np.int64)])
        x, y = self._degrees.transform(shapely.get_x(shown), shapely.get_y(shown))
        return [(round(float(a), 6), round(float(b), 6)) for a, b in zip(x, y, strict=True)]

    def graph_of(self, profile: str) -> SearchGraph:
        """
        Search graph of any profile.

        Raises ``InputError`` for an unknown one.
        """
        check_profile(profile)
        if profile not in self.graphs:
            self.graphs[profile] = build_search_graph(self.found.scene.network, profile, self.study.settings)
        return self.graphs[profile]

    def walk_between(self, start: tuple[float, float], end: tuple[float, float], profile: str) -> dict[str, Any]:
        """
        The walk between two places (longitude, latitude) at the pace of a profile.

        Returns
        -------
        dict
            ``seconds`` and ``metres`` (None without a walk), ``way`` (longitudes and latitudes), ``reason`` (why there is none).
        """
        graph, settings = self.graph_of(profile), self.study.settings
        here, there = (place_at(self.found.scene, place, settings) for place in (start, end))
        walk = walk_between(self.found, here, there, graph, settings)
        if walk is None:
            longest = f"{settings.number('legs.max_m'):g}"
            apart = msg("两处的道路不相连（轮椅不走台阶）") if profile == "wheelchair" else msg("两处的道路不相连")
            if here.off_network.any():
                reason = msg("起点附近 {longest} 米内没有可步行道路", longest=longest)
            elif there.off_network.any():
                reason = msg("终点附近 {longest} 米内没有可步行道路", longest=longest)
            else:
                reason = apart
            return {
                "seconds": None, "metres": None, "way": [],
                "reason": reason,
            }  # fmt: skip
        x, y = self._degrees.transform(*shapely.get_coordinates(walk.line).T)
        return {
            "seconds": walk.seconds, "metres": sum(piece.metres for piece in walk.pieces), "reason": "",
            "way": [[round(float(a), 7), round(float(b), 7)] for a, b in zip(x, y, strict=True)],
        }  # fmt: skip

    def facility_service(self, row: int, name: str) -> dict[str, Any]:
        """
        What a facility is, whom it serves and from where it is reached.

        Parameters
        ----------
        row, name
            Of the facility frame, as the map of the run has it.

        Returns
        -------
        dict
            ``facility`` (as ``Gazetteer.facility``), ``serves`` (as ``service_of``), ``reach`` (FeatureCollection, the ground of its
            first category).

        Raises ``InputError`` where the row is another facility.
        """
        frame = self.found.data.facilities
        if not 0 <= row < len(frame) or str(frame["name"].iloc[row]) != name:
            raise InputError(msg("没有设施 “{name}”", name=name), hint=msg("请重新运行该项目"))
        serves = service_of(self.found, self.study.standard, self.study.settings, row)
        facility = self.names.facility(row)
        reach = self.service_area_of(facility["facility_id"], serves[0]["category"]) if serves else _collection([], self._degrees)
        return {"facility": facility, "serves": serves, "reach": reach}

    def totals_within(self, ring: Sequence[Sequence[float]]) -> dict[str, Any]:
        """Residents within a ring of longitudes and latitudes, by state of every category; see ``area_totals``."""
        area = area_of(ring, self.study.settings.word("crs.analysis"))
        return totals_within(self.found, self.study.standard, area)

    def explain_walk(self, demand_id: str, key: str) -> dict[str, Any]:
        """
        The walk behind one time, as ``walk_json`` gives it.

        Also ``facility`` (its name, None where none is reached), ``limit`` (minutes), ``lon, lat`` (of the demand point) and
        ``sentences`` for people.

        Raises ``InputError`` for an unknown demand point or category.
        """
        study, data = self.study, self.found.data
        walk = explain(self.found, demand_id, key, study.standard, study.settings, graphs=self.graphs)
        answer = walk_json(data, walk, demand_id, key)
        row = int(np.flatnonzero(data.demand["demand_id"].to_numpy() == demand_id)[0])
        lon, lat = self._degrees.transform(*self.found.scene.demand.xy[row])
        answer |= {"lon": round(float(lon), 6), "lat": round(float(lat), 6)}
        answer["facility"] = None if walk.facility is None else str(data.facilities["name"].iloc[walk.facility])
        answer["limit"] = study.standard.category(key.split("@", maxsplit=1)[0]).minutes
        answer["sentences"] = walk_sentences(data, study.standard, walk, demand_id, key, street_names(study.streets, walk))
        return answer

    def service_area_of(self, facility_id: str, code: str) -> dict[str, Any]:
        """
        The ground from which a facility is reached within the minutes of a category at its pace.

        Returns a FeatureCollection of one outline (``minutes``). Raises ``InputError`` for an unknown facility.
        """
        row = facility_row(self.found.data.facilities, facility_id)
        scene, category = self.found.scene, self.study.standard.category(code)
        place = part_of(scene.facility, np.flatnonzero(scene.facility_points.facility == row))
        if place.n_points == 0 or place.off_network.all():
            return _collection([], self._degrees)
        return self._rings(place, [category.minutes], category.profile)


def _collection(shapes: Sequence[tuple[shapely.Geometry, dict[str, Any]]], turn: Transformer) -> dict[str, Any]:
    """GeoJSON with six decimals (a decimetre)."""

    def degrees(xy: np.ndarray) -> np.ndarray:
        return np.round(np.column_stack(turn.transform(xy[:, 0], xy[:, 1])), 6)

    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties,
             "geometry": shapely.geometry.mapping(shapely.transform(shape, degrees))}
            for shape, properties in shapes
        ],
    }  # fmt: skip

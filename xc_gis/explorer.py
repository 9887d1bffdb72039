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
from xc_gis.analysis.explanation import explain
from xc_gis.analysis.isochrone import engine_around
from xc_gis.analysis.place import walks_from
from xc_gis.analysis.search import SearchGraph, build_search_graph
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.isochrones import place_at
from xc_gis.report.walk_text import walk_json, walk_sentences
from xc_gis.settings import PROFILES
from xc_gis.study import Study
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE


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

    @cached_property
    def graphs(self) -> dict[str, SearchGraph]:
        """Search graph of each profile that the standard asks for."""
        profiles = sorted({q.profile for q in questions(self.study.standard)})
        return {p: build_search_graph(self.found.scene.network, p, self.study.settings) for p in profiles}

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

        Returns
        -------
        dict
            ``lon, lat, profile, isochrones`` (FeatureCollection, ``minutes``, the largest first), ``nearest`` (category, zh, facility, type,
            minutes, limit, within, lon, lat), ``absent`` (categories of which none is reached within twice the limit) and
            ``ways`` (FeatureCollection, ``category``).

        Raises
        ------
        InputError
            Unknown profile, or a place that no street reaches.
        """
        if profile not in PROFILES:
            raise InputError(
                f"没有步行口径 “{profile}”", hint=nearest_spelling(profile, PROFILES) or f"可用:{'、'.join(PROFILES)}"
            )
        scene, settings = self.found.scene, self.study.settings
        place = place_at(scene, (lon, lat), settings)
        if place.off_network.all():
            raise InputError(f"此处附近 {settings.number('legs.max_m'):g} 米内没有可步行道路", hint="请换一个地点")
        engine = engine_around(
            scene.network, scene.barriers, place, max(minutes) * SECONDS_PER_MINUTE, profile, settings,
            step_m=settings.number("isochrone.grid_m"),
        )  # fmt: skip
        outlines = engine.outlines(place, minutes)
        asked = [q for q in questions(self.study.standard) if "@" not in q.key]
        walks = walks_from(self.found, place, asked, self.graphs, settings)
        order = sorted(range(len(minutes)), key=lambda i: -minutes[i])
        reached = {w.key for w in walks}
        facilities = [w.facility for w in walks]
        places = self._places(facilities)
        nearest, frame = [], self.found.data.facilities
        for walk, (east, north) in zip(walks, places, strict=True):
            category, row = self.study.standard.category(walk.key), frame.iloc[walk.facility]
            nearest.append(
                {
                    "category": walk.key, "zh": category.zh, "facility": row["name"], "facility_id": row["facility_id"],
                    "type": self.study.standard.facility_types[row["type"]].zh, "minutes": round(walk.seconds / SECONDS_PER_MINUTE, 2),
                    "limit": category.minutes, "within": bool(walk.seconds <= category.minutes * SECONDS_PER_MINUTE + 1e-6),
                    "lon": east, "lat": north,
                }
            )  # fmt: skip
        return {
            "lon": lon, "lat": lat, "profile": profile,
            "isochrones": _collection([(outlines[i], {"minutes": float(minutes[i])}) for i in order], self._degrees),
            "nearest": nearest,
            "absent": [{"category": q.key, "zh": self.study.standard.category(q.key).zh} for q in asked if q.key not in reached],
            "ways": _collection([(w.line, {"category": w.key}) for w in walks], self._degrees),
        }  # fmt: skip

    def _places(self, rows: Sequence[int]) -> list[tuple[float, float]]:
        shown = shapely.point_on_surface(self.found.data.facilities.geometry.to_numpy()[np.array(rows, dtype=np.int64)])
        x, y = self._degrees.transform(shapely.get_x(shown), shapely.get_y(shown))
        return [(round(float(a), 6), round(float(b), 6)) for a, b in zip(x, y, strict=True)]

    def explain_walk(self, demand_id: str, key: str) -> dict[str, Any]:
        """
        The walk behind one time, as ``walk_json`` gives it, with ``sentences`` for people.

        Raises ``InputError`` for an unknown demand point or category.
        """
        study = self.study
        walk = explain(self.found, demand_id, key, study.standard, study.settings, graphs=self.graphs)
        answer = walk_json(self.found.data, walk, demand_id, key)
        answer["sentences"] = walk_sentences(self.found.data, study.standard, walk, demand_id, key)
        return answer


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

"""
Names of an analysed study and where they lie: facilities by name and address, streets by the name that OpenStreetMap has.

What the search of the window asks; everything comes back as plain values in EPSG:4326.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer

from xc_gis.model import StreetData
from xc_gis.operations.explore.name_match import plain, rank
from xc_gis.operations.study import Study
from xc_gis.sources.rows.osm_names import shown_name, streets_in_china
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS

MOST = 8
"""Answers of each kind; how many more there are is reported."""

DECIMALS = 6

OTHER_NAMES = ("name", "name:zh", "alt_name", "old_name", "name:en")
"""Tags by which a street is found besides the name that is shown."""


class Gazetteer:
    """
    Index of one study.

    Parameters
    ----------
    study
        As read.
    """

    def __init__(self, study: Study) -> None:
        self._standard: Standard = study.standard
        self._streets: StreetData = study.streets
        self._facilities = study.data.facilities

    @cached_property
    def _facility_names(self) -> list[tuple[str, str]]:
        frame = self._facilities
        return [(plain(str(a)), plain(str(b or ""))) for a, b in zip(frame["name"], frame["address"], strict=True)]

    @cached_property
    def _facility_places(self) -> np.ndarray:
        frame = self._facilities
        shown = shapely.point_on_surface(frame.geometry.to_numpy())
        turn = Transformer.from_crs(frame.crs, EXCHANGE_CRS, always_xy=True)
        return np.column_stack(turn.transform(shapely.get_x(shown), shapely.get_y(shown)))

    @cached_property
    def _street_names(self) -> dict[str, tuple[list[str], list[int]]]:
        """By name: everything that it is found by, and the rows of its ways."""
        found: dict[str, tuple[list[str], list[int]]] = {}
        chinese = streets_in_china(self._streets)
        for row, (_, _, tags) in enumerate(self._streets.ways):
            written = (shown_name(tags, chinese=chinese), *(str(tags.get(key, "")).strip() for key in OTHER_NAMES))
            names = [name for name in written if name]
            if names:
                others, rows = found.setdefault(names[0], ([], []))
                others += [plain(name) for name in names if plain(name) not in others]
                rows.append(row)
        return found

    def find(self, text: str) -> dict[str, Any]:
        """
        Look for a text in the names.

        Returns
        -------
        dict
            ``facilities``: ``facility_id, name, type, address, status, file, row, lon, lat`` (None without a place);
            ``streets``: ``name, box`` (west, south, east, north), ``lines`` (lists of ``[lon, lat]``);
            ``facilities_more, streets_more``: how many more there are.
        """
        wanted = plain(text)
        if not wanted:
            return {"facilities": [], "streets": [], "facilities_more": 0, "streets_more": 0}
        by_facility = [(rank(wanted, names), n) for n, names in enumerate(self._facility_names)]
        rows = [n for fit, n in sorted((fit, n) for fit, n in by_facility if fit is not None)]
        by_street = [(rank(wanted, names), len(name), name) for name, (names, _) in self._street_names.items()]
        streets = [name for *_, name in sorted((fit, length, name) for fit, length, name in by_street if fit is not None)]
        return {
            "facilities": [self.facility(row) for row in rows[:MOST]],
            "streets": [self._street(name) for name in streets[:MOST]],
            "facilities_more": max(len(rows) - MOST, 0),
            "streets_more": max(len(streets) - MOST, 0),
        }

    def facility(self, row: int) -> dict[str, Any]:
        """What is known of a facility, by its row in the frame."""
        one = self._facilities.iloc[row]
        lon, lat = (None if np.isnan(v) else round(float(v), DECIMALS) for v in self._facility_places[row])
        source: dict[str, Any] = next(iter(json.loads(one["sources"] or "[]")), {})
        return {
            "facility_id": str(one["facility_id"]), "name": str(one["name"]), "code": str(one["type"]),
            "type": self._standard.facility_types[one["type"]].name, "address": str(one["address"] or ""),
            "status": str(one["status"]), "file": str(source.get("file", "")), "row": source.get("row"), "lon": lon, "lat": lat,
        }  # fmt: skip

    def _street(self, name: str) -> dict[str, Any]:
        lines = []
        for row in self._street_names[name][1]:
            at = np.searchsorted(self._streets.node_ids, np.array(self._streets.ways[row][1], dtype=np.int64))
            lines.append(np.round(np.column_stack([self._streets.lon[at], self._streets.lat[at]]), DECIMALS))
        every = np.concatenate(lines)
        box = [float(v) for v in (*every.min(axis=0), *every.max(axis=0))]
        return {"name": name, "box": box, "lines": [line.tolist() for line in lines]}

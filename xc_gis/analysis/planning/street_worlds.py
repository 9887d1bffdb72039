"""
Worlds in which some ways of a study are closed or some gates open, looked at for some of its people alone.

What is found of them is what a whole run of the changed study finds: the network is built whole, because gates ask which part of it is the
largest, but tags are read once, and legs and times are those of these people and of the facilities that they could reach.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Ints, points_of
from xc_gis.analysis.assessment import Assessment, Scene, scene_on, served_people
from xc_gis.analysis.coverage.states import questions_of_standard
from xc_gis.analysis.network.street_ground import StreetGround, street_ground
from xc_gis.model import StreetData, StudyData
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.standard import Standard


@dataclass(frozen=True)
class PeopleThere:
    """
    What was found of some people.

    Attributes
    ----------
    rows
        Their demand points, ascending.
    facilities
        Rows of the facilities that are near them, ascending.
    scene
        Network, and legs of these demand points and facilities in this order.
    states
        By key: state of every demand point of the study; of others it is as the study is.
    """

    rows: Ints
    facilities: Ints
    scene: Scene
    states: dict[str, np.ndarray]


class StreetWorlds:
    """
    One study whose streets are changed.

    Parameters
    ----------
    found
        The study as it is.
    data, streets, standard, settings, study_date
        What it was made of.

    Attributes
    ----------
    ground
        Its streets, read for walkers.
    home
        By demand point: row of its community, -1 outside.
    reach_m
        Metres beyond which nothing is reached in time, whatever the question.
    """

    def __init__(
        self,
        found: Assessment,
        data: StudyData,
        streets: StreetData,
        standard: Standard,
        settings: Settings,
        study_date: date | None,
    ) -> None:
        self.found, self._data, self._standard, self._settings, self._date = found, data, standard, settings, study_date
        self.ground: StreetGround = street_ground(streets, settings, found.scene.barriers)
        row_of = {name: row for row, name in enumerate(found.data.communities["community_id"])}
        self.home: Ints = found.data.demand["community_id"].map(row_of).fillna(-1).to_numpy(dtype=np.int64)
        asked = questions_of_standard(standard)
        self.reach_m = max((settings.speed(one.question.profile) * one.limit_s for one in asked), default=0.0)
        # people elsewhere need not be looked at, where nobody's community rests on them
        self._apart = data.late_totals is None and not (found.data.communities["location"] == "derived").any()

    def look(self, ground: StreetGround, people: Bools) -> PeopleThere:
        """Look at some people (by demand point) on other streets; at all of them where communities rest on who walks where."""
        mine = people if self._apart else np.ones(len(people), dtype=bool)
        near = self._facilities_near(mine)
        data = replace(
            self._data,
            demand=self._data.demand[mine].reset_index(drop=True),
            facilities=self._data.facilities.iloc[near].reset_index(drop=True),
        )
        scene = scene_on(ground, self.found.scene.barriers, data, self._settings, Silent())
        made = served_people(scene, data, self._standard, self._settings, Silent(), study_date=self._date)
        states = {}
        for key, state in self.found.states.items():
            states[key] = state.copy()
            states[key][mine] = made.states[key]
        return PeopleThere(np.flatnonzero(mine), near, scene, states)

    def _facilities_near(self, people: Bools) -> Ints:
        """Facilities that some people could reach, or whose want could make them unknown."""
        xy = self.found.scene.demand.xy[people]
        places = np.asarray(self._data.facilities.geometry.to_numpy())
        tree = shapely.STRtree(points_of(xy[~np.isnan(xy[:, 0])]))
        return np.unique(tree.query(places, predicate="dwithin", distance=self.reach_m)[0]).astype(np.int64)

"""What completing the list of a category settles for a community, and where one would have to look (method §5, §7.6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Ints, points_of
from xc_gis.analysis.coverage.coverage import UNKNOWN
from xc_gis.analysis.coverage.inventory import OUTSIDE, CompleteAreas, Surroundings, complete_areas, surroundings
from xc_gis.analysis.coverage.states import StandardQuestion, near_lost_facility, widest
from xc_gis.analysis.planning.next_star.ground import StarGround


@dataclass(frozen=True)
class Survey:
    """
    The list of one category, completed wherever a community's people could walk.

    Attributes
    ----------
    category
        Its code.
    areas
        Community ids and ``outside``, as an inventory names them; what is complete today is left out.
    settles
        By state key: demand points (rows) that are unknown today and a gap if nothing new is found.
    """

    category: str
    areas: tuple[str, ...]
    settles: dict[str, Ints]


class Surveys:
    """Surveys of one assessed study."""

    def __init__(self, ground: StarGround) -> None:
        self._ground = ground

    def of(self, code: str, points: Ints) -> Survey | None:
        """
        The survey of a category for the people of some demand points (on the network); None where it would settle nothing.

        A facility that no street reaches keeps the people around it unknown, whatever is surveyed.
        """
        ground, settles, areas = self._ground, {}, set()
        for key, one in ground.asked.items():
            if one.category.code != code:
                continue
            reach_m = one.reach_m(ground.settings)
            open_ = points[(ground.found.states[key][points] == UNKNOWN) & ~self._near_lost(one, points, reach_m)]
            if len(open_):
                settles[key] = open_
                areas |= self._areas(code, open_, reach_m)
        return Survey(code, tuple(sorted(areas)), settles) if settles and areas else None

    def _near_lost(self, one: StandardQuestion, points: Ints, reach_m: float) -> Bools:
        scene, facilities = self._ground.found.scene, self._ground.found.data.facilities
        wanted = facilities["type"].isin(one.question.types) & (facilities["status"] == "open")
        lost = (scene.facility_off_network & wanted.to_numpy())[scene.facility_points.facility]
        return near_lost_facility(scene.demand.xy[points], scene.facility_points.xy[lost], reach_m)

    def _areas(self, code: str, points: Ints, reach_m: float) -> set[str]:
        """Areas within reach whose lists are not complete."""
        areas, near = self._known
        frame = self._ground.found.data.communities
        lacking = np.flatnonzero(~areas.communities[code])
        placed = lacking[~near.unplaced[lacking]]
        tree = shapely.STRtree(frame.geometry.to_numpy()[placed])
        xy = points_of(self._ground.found.scene.demand.xy[points])
        met = placed[np.unique(tree.query(xy, predicate="dwithin", distance=reach_m)[1])]
        # a community without a place may lie anywhere
        rows = np.union1d(met, lacking[near.unplaced[lacking]])
        found = set(frame["community_id"].to_numpy()[rows].tolist())
        if not areas.outside[code] and (near.outside_m[points] <= reach_m).any():
            found.add(OUTSIDE)
        return found

    @cached_property
    def _known(self) -> tuple[CompleteAreas, Surroundings]:
        ground = self._ground
        data = ground.found.data
        areas = complete_areas(data.inventory, data.communities, ground.standard, ground.settings, ground.study_date)
        radius_m = widest(list(ground.asked.values()), ground.settings)
        return areas, surroundings(ground.inputs.xy, data.communities, radius_m, areas)

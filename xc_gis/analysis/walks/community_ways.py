"""The way from the middle of each community to the nearest facility of each category: the walks behind the names of ``nearest``."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from xc_gis.analysis.assessment import Assessment, questions
from xc_gis.analysis.legs.legs import without_islands
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.times.search import build_search_graph
from xc_gis.analysis.walks.explanation import short_way
from xc_gis.analysis.walks.nearest import middles_of_communities, nearest_facilities
from xc_gis.analysis.walks.place import WaysFromPlace, widest_s
from xc_gis.settings import Settings
from xc_gis.standard import Standard


def ways_of_communities(found: Assessment, standard: Standard, settings: Settings) -> gpd.GeoDataFrame:
    """
    Find them.

    Returns
    -------
    GeoDataFrame
        ``community_id, category, demand_id, facility`` (row of the facility frame), ``seconds``, ``geometry`` in the analysis CRS; by
        community and category of the standard; walks that are not reached are absent.
    """
    asked = {question.key: question for question in questions(standard) if "@" not in question.key}
    profiles = sorted({question.profile for question in asked.values()})
    graphs = {profile: build_search_graph(found.scene.network, profile, settings) for profile in profiles}
    facility = without_islands(found.scene.facility)
    arrivals = {profile: graph.arrivals(facility.legs) for profile, graph in graphs.items()}
    middles = middles_of_communities(found)
    nearest = nearest_facilities(found, list(middles), list(asked.values()), settings, graphs=graphs)
    order, ids, rows = {key: n for n, key in enumerate(asked)}, found.data.demand["demand_id"].to_numpy(), []
    for row, walks in nearest.groupby("demand", sort=False):
        place = part_of(found.scene.demand, np.array([row]))
        ways = {
            profile: WaysFromPlace(place, facility, graphs[profile], widest_s(list(asked.values()), profile), arrivals[profile])
            for profile in sorted({asked[key].profile for key in walks["key"][walks["by_network"]]})
        }  # fmt: skip
        for walk in walks.itertuples(index=False):
            question = asked[walk.key]
            if walk.by_network:
                line = ways[question.profile].to(int(walk.point))
            else:
                line = short_way(found, graphs[question.profile], int(walk.demand), int(walk.point), question, settings)[1]
            rows.append((middles[walk.demand], walk.key, ids[walk.demand], walk.facility, walk.seconds, line))
    rows.sort(key=lambda one: (one[0], order[one[1]]))
    columns = ("community_id", "category", "demand_id", "facility", "seconds", "geometry")
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return gpd.GeoDataFrame(dict(zip(columns, map(list, values), strict=True)), geometry="geometry", crs=found.data.demand.crs)

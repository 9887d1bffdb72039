"""A generated city with all that bears on walks across the rim of a patch."""

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from benchmarks.big_city import streets
from tests.fixtures.towns import settings
from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import Barriers, build_barriers
from xc_gis.analysis.network.network import WalkingNetwork, build_network
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.facility_services import EVERYONE, OWN_COMMUNITY, OWN_SUBDISTRICT
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.progress import Silent
from xc_gis.settings import Settings

SIDE, HOMES, SITES = 64, 1500, 400

STEPS, PRIVATE = {"highway": "steps"}, {"highway": "residential", "access": "private"}
ONE_WAY = {"highway": "footway", "oneway:foot": "yes"}

QUESTIONS = (
    Question("all", ("ALL",), "adult", 900.0), Question("old", ("ALL", "OWN"), "senior", 600.0), Question("own", ("OWN",), "adult", 1200.0),
    Question("quarter", ("QUARTER",), "frail", 1500.0), Question("wheels", ("ALL",), "wheelchair", 900.0),
    Question("rare", ("RARE",), "adult", 1800.0), Question("plan", ("RARE", "ALL"), "planning", 120.0), Question("none", ("NONE",), "adult", 900.0),
)  # fmt: skip


@dataclass(frozen=True)
class City:
    network: WalkingNetwork
    barriers: Barriers
    demand_xy: np.ndarray
    areas: DemandAreas
    points: FacilityPoints
    services: pd.DataFrame
    settings: Settings

    def ends(self, demand, facility):
        return Ends(demand, self.areas, facility, self.points)

    def asked(self, search, demand, facility, questions=QUESTIONS, chosen=None):
        """What a search answers."""
        ends = self.ends(demand, facility)
        return search(self.network, self.barriers, ends, self.services, questions, chosen or self.settings, Silent())


def varied_streets():
    """A jittered grid of 3 by 3 km with gates, closed gardens, steps, one-ways, walls, water, an island, and one street of 2 km without a node."""
    chance = np.random.default_rng(5)
    data = streets(SIDE, chance)
    column, row = (data.node_ids - 1) % SIDE, (data.node_ids - 1) // SIDE
    gates = chance.choice(data.node_ids, 250, replace=False).tolist()
    tags = {node: {"barrier": "gate", "access": "private"} for node in gates}
    tags |= {int(node): {"barrier": "lift_gate", "foot": "no"} for node in chance.choice(data.node_ids, 30, replace=False)}
    around = (column > 36) & (column < 48) & (row > 36) & (row < 48)
    island = (column > 40) & (column < 44) & (row > 40) & (row < 44)
    empty = around & ~island
    ways = []
    for number, nodes, tagged in data.ways:
        if not any(empty[node - 1] for node in nodes):
            kinds = (0.04, STEPS), (0.07, PRIVATE), (0.1, ONE_WAY), (1.0, tagged)
            draw = chance.random()
            ways.append((number, nodes, next(found for share, found in kinds if draw <= share)))
    ways.append((10**6, (SIDE * 9 + 12, SIDE * 9 + 52), {"highway": "footway"}))
    ways.append((10**6 + 1, (SIDE * 50 + 30, SIDE * 12 + 31), {"highway": "residential"}))
    walls = tuple((2 * 10**6 + n, (int(a), int(a) + 2 * SIDE + 1), {"barrier": "wall"}) for n, a in enumerate(
        chance.choice(np.flatnonzero((column < SIDE - 3) & (row < SIDE - 3)) + 1, 200, replace=False)
    ))  # fmt: skip
    water = gpd.GeoDataFrame({"kind": ["water"]}, geometry=[shapely.box(116.012, 39.51, 116.0135, 39.512)], crs="EPSG:4326")
    return replace(data, node_tags=tags, ways=tuple(ways), lines=walls, background=water)


@pytest.fixture(scope="package")
def city():
    chance, chosen = np.random.default_rng(9), settings(network__min_part_m=1000.0)
    data = varied_streets()
    network, barriers = build_network(data, chosen), build_barriers(data, chosen)
    low, high = np.array([network.x.min(), network.y.min()]), np.array([network.x.max(), network.y.max()])
    demand_xy = chance.uniform(low - 100, high + 100, (HOMES, 2))
    demand_xy[::50] = np.nan
    demand_xy[1] = high + 5000.0  # no street is near
    demand_xy[3:9] = np.column_stack([network.x, network.y])[chance.integers(0, network.n_nodes, 6)]
    island = np.flatnonzero(np.isin(network.osm_id, [SIDE * row + column + 1 for row in (41, 42) for column in (41, 42, 43)]))
    demand_xy[10:16] = np.column_stack([network.x, network.y])[island[:6]] + 3.0
    place = np.nan_to_num((demand_xy - low) / 400.0).astype(int)
    community = np.array([f"C{x:02d}{y:02d}" for x, y in place], dtype=object)
    quarter = np.array([f"Q{x // 4}{y // 4}" for x, y in place], dtype=object)
    community[::50] = quarter[::50] = ""
    facility_xy = chance.uniform(low - 100, high + 100, (SITES, 2))
    facility_xy[:3] = low + np.array([[300, 300], [2500, 2600], [-40000.0, 0.0]])
    rows = []
    for n, (x, y) in enumerate(((facility_xy - low) / 400.0).astype(int)):
        mine = {OWN_COMMUNITY: f"C{x:02d}{y:02d}", OWN_SUBDISTRICT: f"Q{x // 4}{y // 4}", EVERYONE: ""}
        kind, catchment = (
            [("ALL", EVERYONE), ("OWN", OWN_COMMUNITY), ("QUARTER", OWN_SUBDISTRICT)][n % 3] if n > 2 else ("RARE", EVERYONE)
        )
        rows.append((n, kind, catchment, mine[catchment]))
        if n % 10 == 4:  # serves a second community, or everybody with something else
            rows.append((n, "OWN", OWN_COMMUNITY, f"C{x + 1:02d}{y:02d}"))
    services = pd.DataFrame(rows, columns=["facility", "type", "catchment", "area"])
    points = FacilityPoints(facility_xy, np.arange(SITES))
    return City(network, barriers, demand_xy, DemandAreas(community, quarter), points, services, chosen)


@pytest.fixture(scope="package")
def whole(city):
    """Legs and times in one piece."""
    demand, facility = (attach(city.network, city.barriers, xy, city.settings) for xy in (city.demand_xy, city.points.xy))
    return demand, facility, city.asked(walking_times, demand, facility)

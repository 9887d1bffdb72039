"""Facilities with a catchment serve their own area alone, at the same minutes as everybody's."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.fixtures.towns import ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.facility_services import facility_services
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.progress import Silent
from xc_gis.standard.load import load_standard
from xc_gis.units import ANALYSIS_CRS

V = 1.2
STREET = town({"a": (0, 0), "b": (2000, 0)}, [("ab", RESIDENTIAL)])
NOWHERE = (np.nan, np.nan)


def times(homes, areas, sites, served, catchment="own_community"):
    """Seconds of homes on the street to the nearest site that serves their area."""
    chosen = settings()
    network, barriers = build_network(STREET, chosen), build_barriers(STREET, chosen)
    demand = attach(network, barriers, np.array(homes, dtype=float) + ORIGIN, chosen)
    xy = np.array(sites, dtype=float) + ORIGIN
    services = pd.DataFrame({"facility": range(len(sites)), "type": "S", "catchment": catchment, "area": served})
    areas = np.array(areas, dtype=object)
    return walking_times(
        network, barriers,
        Ends(demand, DemandAreas(areas, areas), attach(network, barriers, xy, chosen), FacilityPoints(xy, np.arange(len(sites)))),
        services, [Question("s", ("S",), "adult", 3600.0)], chosen, Silent(),
    )["s"]  # fmt: skip


@pytest.mark.parametrize("catchment", ["own_community", "own_subdistrict"])
@pytest.mark.parametrize("lost", [[], [0], [0, 2], [1, 3, 5]])
def test_homes_without_a_place_among_them_change_nothing_for_the_others(catchment, lost):
    """Homes every 300 m in two areas by turns, a site at either end; some rows have no place, in front of others that have."""
    homes = [(300.0 * n + 50, 0.0) for n in range(6)]
    areas = ["A", "B", "A", "B", "A", "B"]
    for number, row in enumerate(lost):
        homes.insert(row + number, NOWHERE)
        areas.insert(row + number, "")
    found = times(homes, areas, [(0, 0), (2000, 0)], ["A", "B"], catchment)
    placed = [n for n, (x, _) in enumerate(homes) if not np.isnan(x)]
    expected = [(homes[n][0] if areas[n] == "A" else 2000 - homes[n][0]) / V for n in placed]
    assert found[placed] == pytest.approx(expected, abs=1e-6)
    assert np.isnan(np.delete(found, placed)).all()


def square(west, south, side=100.0):
    return shapely.box(west, south, west + side, south + side)


def test_station_between_communities_serves_the_subdistrict_around_it():
    """C1 and C2 of subdistrict S lie apart; a police station (for its own subdistrict) stands between them, a club outside all."""
    communities = gpd.GeoDataFrame(
        {"community_id": ["C1", "C2"], "subdistrict": ["S", "S"], "location": "area"},
        geometry=[square(0, 0), square(300, 0)], crs=ANALYSIS_CRS,
    )  # fmt: skip
    sites = gpd.GeoDataFrame(
        {"type": ["POL", "POL", "PBX"], "status": "open", "serves": ["", "", "C1"]},
        geometry=[shapely.Point(200, 50), shapely.Point(900, 50), shapely.Point(200, 50)], crs=ANALYSIS_CRS,
    )  # fmt: skip
    subdistricts = gpd.GeoDataFrame({"name": ["S"]}, geometry=[shapely.box(0, 0, 400, 100)], crs=ANALYSIS_CRS)
    standard = load_standard("xicheng-ykz-default")
    rows = facility_services(sites, communities, subdistricts, standard, settings())
    assert rows[["facility", "catchment", "area"]].values.tolist() == [[0, "own_subdistrict", "S"], [2, "own_community", "C1"]]
    rows = facility_services(sites, communities, None, standard, settings())
    assert rows["facility"].tolist() == [2]  # nobody says where the station belongs

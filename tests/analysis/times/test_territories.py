"""Communities known as points: who lives nearest on foot, inside the subdistrict."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.towns import ORIGIN, RESIDENTIAL, network_of, settings, town
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.times.territories import _cells, _united, derive_territories
from xc_gis.units import ANALYSIS_CRS

# a long way round a canal: the north bank is reached by the bridge at e alone
#    h - - - - - - - - g     north (y = 200)
#    ~ ~ ~ ~ ~ ~ ~ ~ ~ |     canal at y = 100
#    a - - - - - - - - e     south (y = 0)
STREETS = town(
    {"a": (0, 0), "e": (1000, 0), "g": (1000, 200), "h": (0, 200), "m": (-100, 100), "n": (990, 100)},
    [("ae eg gh", RESIDENTIAL)], lines=[("mn", {"waterway": "canal"})],
)  # fmt: skip


def at(x, y):
    return shapely.Point(x + ORIGIN[0], y + ORIGIN[1])


def derived(places, homes, subdistricts=None, named=None):
    """Location and home community after derivation: ``places`` and ``homes`` by id in metres."""
    chosen = settings()
    network, barriers = network_of(STREETS), build_barriers(STREETS, chosen)
    communities = gpd.GeoDataFrame(
        {"community_id": list(places), "subdistrict": [(named or {}).get(i, "") for i in places], "location": "point"},
        geometry=[at(*xy) for xy in places.values()], crs=ANALYSIS_CRS,
    )  # fmt: skip
    demand = gpd.GeoDataFrame(
        {"community_id": [None] * len(homes)}, geometry=[at(*xy) for xy in homes.values()], crs=ANALYSIS_CRS
    )
    xy = np.array(list(homes.values()), dtype=float) + ORIGIN
    areas, people = derive_territories(
        network, barriers, communities, subdistricts, demand, attach(network, barriers, xy, chosen), chosen
    )
    return areas.set_index("community_id"), dict(zip(homes, people["community_id"], strict=True))


def squares(**boxes):
    shapes = [shapely.transform(shapely.box(*box), lambda p: p + ORIGIN) for box in boxes.values()]
    return gpd.GeoDataFrame({"name": list(boxes)}, geometry=shapes, crs=ANALYSIS_CRS)


def test_the_nearest_on_foot_counts_not_the_nearest_as_the_crow_flies():
    # D2 stands 200 m north of A and 990 m west of B; on foot A is 2,190 m away, B 990 m
    _, home = derived({"A": (10, 0), "B": (1000, 210)}, {"D1": (20, 5), "D2": (10, 205), "D3": (700, 195)})
    assert home == {"D1": "A", "D2": "B", "D3": "B"}


def test_nobody_crosses_the_border_of_a_subdistrict():
    areas = squares(south=(-50, -50, 1100, 100), north=(-50, 100, 1100, 300))
    named = {"A": "south", "B": "north"}
    ground, home = derived({"A": (990, 0), "B": (10, 205)}, {"D1": (990, 195), "D2": (10, 5)}, areas, named)
    assert home == {"D1": "B", "D2": "A"}  # each much nearer to the other one
    assert ground["location"].tolist() == ["derived", "derived"]
    assert ground.geometry["A"].intersection(areas.geometry[1]).area == pytest.approx(0, abs=1e-6)
    assert ground.geometry["B"].area == pytest.approx(areas.geometry[1].area)


def test_a_point_that_names_no_subdistrict_belongs_where_it_lies():
    areas = squares(south=(-50, -50, 1100, 100), north=(-50, 100, 1100, 300))
    _, home = derived({"A": (990, 0), "B": (10, 205)}, {"D1": (990, 195), "D2": (10, 5)}, areas)
    assert home == {"D1": "B", "D2": "A"}


def test_a_point_without_residents_stays_a_point():
    areas = squares(south=(-50, -50, 1100, 100), north=(-50, 100, 1100, 300))
    ground, _ = derived({"A": (990, 0), "B": (10, 205)}, {"D1": (990, 5)}, areas)
    assert ground["location"].to_dict() == {"A": "derived", "B": "point"}


def test_a_home_that_no_street_reaches_goes_to_the_nearest_point():
    _, home = derived({"A": (10, 0), "B": (1000, 210)}, {"D1": (20, 5), "D2": (900, 900)})
    assert home["D2"] == "B"


def test_cells_cut_at_a_slanting_border_unite_to_what_their_lines_give():
    xy = np.random.default_rng(7).uniform(0, 1000, (200, 2))
    ground = shapely.Polygon([(30, -10), (990, 120), (870, 1010), (-20, 700)])
    cells = _cells(np.concatenate([xy, xy[:3]]), ground)  # three homes on the spot of another: their cells are empty
    assert shapely.is_empty(cells[200:]).all()
    assert shapely.area(cells).sum() == pytest.approx(ground.area)
    for part in (cells[:60], cells[60:203], cells[:1], cells):
        assert shapely.equals(shapely.set_precision(_united(part), 1e-6), shapely.set_precision(shapely.union_all(part), 1e-6))


def test_cells_that_do_not_fit_are_united_all_the_same():
    crossing = np.array([shapely.box(0, 0, 2, 2), shapely.box(1, 1, 3, 3)], dtype=object)
    assert _united(crossing).equals(shapely.union_all(crossing))

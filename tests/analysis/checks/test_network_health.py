"""Islands, dead ends, crossings and far points of a town drawn by hand."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.assessment import build_scene
from xc_gis.analysis.checks.network_health import network_health, parts_of
from xc_gis.model import AGE_COLUMNS, FACILITY_COLUMNS, StudyData
from xc_gis.progress import Silent
from xc_gis.units import ANALYSIS_CRS

STREETS = town(
    # a ladder a-b-c / d-e-f with a dead end f-g; an island p-q, and another one far away u-v
    {"a": (0, 0), "b": (200, 0), "c": (400, 0), "d": (0, 200), "e": (200, 200), "f": (400, 200), "g": (600, 200),
     "p": (100, 700), "q": (300, 700), "u": (9000, 0), "v": (9300, 0), "x": (200, 100)},
    [("abc def ad cf fg", RESIDENTIAL), ("bx xe", FOOTWAY), ("pq uv", RESIDENTIAL)],
    tags={"x": {"highway": "crossing", "crossing": "traffic_signals"}, "a": {"highway": "crossing"}},
)  # fmt: skip
HOMES = {"D1": (200, 20), "D2": (200, 720), "D3": (200, 320), "D4": (200, 450)}


def study(homes=HOMES):
    def at(xy):
        return shapely.Point(xy[0] + ORIGIN[0], xy[1] + ORIGIN[1])

    area = shapely.transform(shapely.box(-100, -100, 700, 900), lambda p: p + ORIGIN)
    ages = {name: [np.nan] for name in AGE_COLUMNS.values()}
    communities = gpd.GeoDataFrame(
        {"community_id": ["C1"], "name": ["甲"], "subdistrict": [""], **ages, "location": ["area"]}, geometry=[area], crs=ANALYSIS_CRS
    )  # fmt: skip
    demand = gpd.GeoDataFrame(
        {"demand_id": list(homes), **{name: [np.nan] * len(homes) for name in AGE_COLUMNS.values()}, "community_id": "C1"},
        geometry=[at(xy) for xy in homes.values()], crs=ANALYSIS_CRS,
    ).assign(residents=np.arange(1.0, len(homes) + 1) * 10)  # fmt: skip
    facilities = gpd.GeoDataFrame(
        {name: [""] for name in FACILITY_COLUMNS[:-1]}, geometry=[at((300, 710))], crs=ANALYSIS_CRS
    ).assign(facility_id="F1", type="CHS", status="open")  # fmt: skip
    return StudyData(communities, demand, facilities, None, (), None, None, (), None, (), ())


@pytest.fixture(scope="module")
def health():
    chosen = settings(network__min_part_m=250.0)
    data = study()
    return network_health(build_scene(data, STREETS, chosen, Silent()), data, STREETS, chosen)


def test_the_largest_part_is_the_network_and_others_are_islands(health):
    assert health.parts == 3
    assert health.length_m == pytest.approx(1600 + 200 + 300)  # the ladder with its dead end; pq; uv
    assert [(island.number, round(island.length_m)) for island in health.islands] == [(2, 200)]  # u-v is far from the study


def test_who_has_only_an_island_is_counted_with_it(health):
    island = health.islands[0]
    assert (island.demand_points, island.residents, island.facilities, island.counts) == (1, 20.0, 1, False)
    assert health.off_network_facilities == 1


def test_points_off_the_network_and_far_from_a_street_are_told_apart(health):
    assert (health.off_network_points, health.off_network_residents) == (2, 60.0)  # D2 on the island, D4 in the middle of nowhere
    assert (health.far_points, health.far_residents) == (1, 30.0)  # D3, 120 m from e


def test_dead_ends_and_crossings_of_the_study_are_counted(health):
    assert health.dead_ends == 3  # g, p and q; u and v lie outside
    assert (health.signal_crossings, health.crossings) == (1, 1)


def test_parts_come_longest_first():
    from tests.fixtures.towns import network_of

    parts = parts_of(network_of(STREETS))
    assert [round(m) for m in parts.length_m] == [1600, 300, 200]

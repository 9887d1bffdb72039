"""Compiled short walks lower times to the same bits as the NumPy form (decision 156)."""

import numpy as np
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.analysis.arrays import loops
from xc_gis.analysis.legs.legs import without_islands
from xc_gis.analysis.times.search import build_search_graph
from xc_gis.analysis.times.short_walk_loop import ShortWalkLoop, WalkOffers
from xc_gis.analysis.times.short_walks import short_walks
from xc_gis.operations.study import analyse, read_study
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S

BOUND_S = 600.0


@pytest.fixture(scope="module")
def studied(tmp_path_factory):
    study = read_study(write_small_study(tmp_path_factory.mktemp("study")))
    return study, analyse(study)


def by_numpy(table, scene, graph, settings, demand, facility, offers, homes):
    """The same for one column for each demand point, and rows that several offers may lower."""
    table = table.copy()
    points = [np.flatnonzero(offers.point == point) for point in range(facility.n_points)]

    def useful(start, end, metres):
        rows = np.array([offers.row[points[point][0]] if len(points[point]) else 0 for point in end], dtype=np.int64)
        known = np.minimum(table[rows, start], BOUND_S + TIME_TOLERANCE_S)
        return (metres < known * graph.speed_m_s - LENGTH_TOLERANCE_M) & np.array([len(points[p]) > 0 for p in end], dtype=bool)

    kinds = 0
    for walks in short_walks(scene.network, scene.barriers, demand, facility, settings, useful=useful):
        kinds += len(walks.demand) > 0
        seconds = walks.seconds(
            speed_m_s=graph.speed_m_s, detour=graph.detour, leg_wait_s=graph.leg_wait_s, wheelchair=graph.profile == "wheelchair"
        )
        for home, point, time_s in zip(walks.demand.tolist(), walks.facility.tolist(), seconds.tolist(), strict=True):
            for offer in points[point]:
                bound = [
                    own[offer] in {-1, area[home]}
                    for own, area in zip((offers.community, offers.subdistrict), homes, strict=True)
                ]
                if all(bound):
                    table[offers.row[offer], home] = min(table[offers.row[offer], home], time_s)
    return table, kinds


@pytest.mark.parametrize("profile", ["adult", "wheelchair", "planning"])
@pytest.mark.parametrize("bound_to_areas", [False, True])
def test_seconds_are_those_of_the_numpy_form(studied, built_library, monkeypatch, profile, bound_to_areas):
    monkeypatch.setattr(loops, "LIBRARY", built_library)
    study, found = studied
    scene, chance = found.scene, np.random.default_rng(5)
    demand, facility = without_islands(scene.demand), without_islands(scene.facility)
    graph = build_search_graph(scene.network, profile, study.settings)
    homes = chance.integers(0, 3, demand.n_points), chance.integers(0, 2, demand.n_points)
    offers = WalkOffers.to_everybody(np.arange(facility.n_points))
    if bound_to_areas:  # all into one row, some of them twice
        point = np.sort(chance.integers(0, facility.n_points, facility.n_points))
        areas = chance.integers(-1, 3, len(point)), chance.integers(-1, 2, len(point))
        offers = WalkOffers(point, np.zeros(len(point), dtype=np.int64), *areas)
    rows = int(offers.row.max()) + 1
    table = np.where(chance.random((rows, demand.n_points)) < 0.5, np.inf, chance.uniform(100, 700, (rows, demand.n_points)))
    expected, kinds = by_numpy(table, scene, graph, study.settings, demand, facility, offers, homes)
    lowered = table.copy()
    loop = ShortWalkLoop(demand, graph, scene.barriers, study.settings)
    loop.lower(lowered, np.arange(demand.n_points), facility, offers, BOUND_S, homes)
    assert kinds == 3, "walks of every kind"
    assert (lowered < table).any()
    assert np.array_equal(lowered, expected)


def test_points_without_a_column_are_left_alone(studied, built_library, monkeypatch):
    monkeypatch.setattr(loops, "LIBRARY", built_library)
    study, found = studied
    demand, facility = without_islands(found.scene.demand), without_islands(found.scene.facility)
    loop = ShortWalkLoop(
        demand, build_search_graph(found.scene.network, "adult", study.settings), found.scene.barriers, study.settings
    )
    offers, n = WalkOffers.to_everybody(np.zeros(facility.n_points, dtype=np.int64)), demand.n_points
    every, some = np.full((1, n), np.inf), np.full((1, n // 2), np.inf)
    loop.lower(every, np.arange(n), facility, offers, BOUND_S)
    column_of = np.where(np.arange(n) < n // 2, np.arange(n), -1)
    loop.lower(some, column_of, facility, offers, BOUND_S)
    assert np.isfinite(every).any()
    assert np.array_equal(some, every[:, : n // 2])

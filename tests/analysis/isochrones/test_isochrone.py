"""What is drawn is what is counted: every cell of a grid has the time that a resident there would have."""

import numpy as np
import pytest
import shapely

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.arrays import loops
from xc_gis.analysis.isochrones.check import exact_times
from xc_gis.analysis.isochrones.grid import build_grid_legs, grid_over
from xc_gis.analysis.isochrones.isochrone import build_engine, engine_around
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network

TOWN = town(
    {
        "a": (0, 0), "b": (180, 20), "c": (200, 210), "d": (20, 190), "e": (90, 100), "f": (330, 100), "g": (330, 260),
        "w": (40, 60), "x": (140, 60), "y": (150, 160), "p": (-60, 100), "q": (260, 160), "h": (420, 260), "i": (420, 90),
    },
    [
        ("abcd da", RESIDENTIAL), ("aec", FOOTWAY), ("bf", {"highway": "primary"}), ("fc", {"highway": "steps"}), ("pd", FOOTWAY),
        ("cgh", {"highway": "residential", "access": "private"}), ("hif", {"highway": "footway", "oneway:foot": "yes"}),
    ],
    lines=[("wxy", {"barrier": "wall"}), ("qf", {"waterway": "canal"})],
)  # fmt: skip


def engine_of(places, profile="adult", *, towards=True, step=15.0, **changes):
    chosen = settings(**changes)
    network, barriers = build_network(TOWN, chosen), build_barriers(TOWN, chosen)
    low, high = np.array(ORIGIN) - 200, np.array(ORIGIN) + 650
    cells = build_grid_legs(network, barriers, grid_over((*low, *high), step), chosen)
    place = attach(network, barriers, np.array(places, dtype=float) + ORIGIN, chosen)
    return build_engine(network, barriers, cells, profile, chosen, towards=towards), place


def cell_times(engine, place, limit_s):
    """Seconds of the cells to one place, and the window."""
    seconds, window = engine.cell_times(place, np.zeros(place.n_points, dtype=np.int64), 1, limit_s)
    return seconds[0], window


@pytest.mark.parametrize("places", [[(90, 20)], [(120, 75)], [(300, 200)], [(10, 10), (330, 120)], [(20, 185), (5000, 5000)]])
@pytest.mark.parametrize(
    ("profile", "changes"),
    [("adult", {}), ("wheelchair", {}), ("planning", {"legs": "nearest"}), ("senior", {"gates": "closed"}), ("adult", {"legs__detour": 1.0})],
)  # fmt: skip
@pytest.mark.parametrize("towards", [True, False])
def test_every_cell_has_the_time_of_the_counting_rule(places, profile, changes, towards):
    engine, place = engine_of(places, profile, towards=towards, **changes)
    for limit_s in (120.0, 600.0):
        drawn, window = cell_times(engine, place, limit_s)
        counted = exact_times(engine, place, engine.cells.attached, limit_s)
        counted = counted.reshape(engine.cells.grid.rows, -1)[window]
        within = counted <= limit_s
        assert within.any()
        assert np.array_equal(drawn <= limit_s, within)
        assert np.abs(drawn[within] - counted[within]).max() < 1e-6


@pytest.mark.parametrize("thin", [True, False])
def test_compiled_searches_find_the_same_seconds_to_the_last_bit(built_library, monkeypatch, thin):
    engine, places = engine_of([(90, 20), (300, 200), (10, 10), (20, 185), (5000, 5000)])
    engine = build_engine(engine.graph.network, engine.barriers, engine.cells, "adult", engine.settings, thin=thin)
    assert (engine.ways.to is engine.ways.through) is not thin
    for limit_s in (0.0, 90.0, 400.0):
        found = []
        for library in (None, built_library):
            monkeypatch.setattr(loops, "LIBRARY", library)
            found.append(engine.cell_times(places, np.array([1, 0, 1, 2, 3]), 4, limit_s)[0])
        assert np.array_equal(*found)
        assert limit_s == 0.0 or np.isfinite(found[0]).any(axis=(1, 2)).tolist() == [True, True, True, False]


def test_a_limit_is_drawn_alike_whatever_larger_limits_are_drawn_with_it():
    engine, place = engine_of([(90, 20)])
    together, alone = engine.outlines(place, [2, 4, 6]), [engine.outlines(place, [m])[0] for m in (2, 4, 6)]
    assert [shapely.symmetric_difference(a, b).area for a, b in zip(together, alone, strict=True)] == [0, 0, 0]
    assert together[2].contains(together[0].buffer(-5))


@pytest.mark.parametrize("towards", [True, False])
def test_an_engine_for_one_place_draws_what_an_engine_for_all_draws(towards):
    engine, place = engine_of([(90, 20)], towards=towards)
    once = engine_around(
        engine.graph.network, engine.barriers, place, 360.0, "adult", engine.settings, step_m=15.0, towards=True
    )  # fmt: skip
    drawn = zip(engine.outlines(place, [2, 6]), once.outlines(place, [2, 6]), strict=True)
    assert [shapely.symmetric_difference(a, b).area for a, b in drawn] == [0, 0]


def test_a_place_off_the_network_has_no_outline():
    engine, place = engine_of([(5000, 5000)])
    assert all(outline.is_empty for outline in engine.outlines(place, [5, 15]))


def test_of_a_facility_with_two_doors_the_nearer_counts():
    engine, place = engine_of([(10, 10), (330, 120)])
    grid = engine.cells.grid

    def everywhere(found):
        whole = np.full((grid.rows, grid.columns), np.inf)
        whole[found[1]] = found[0]
        return np.where(whole <= 900, whole, np.inf)

    both = everywhere(cell_times(engine, place, 900.0))
    doors = [everywhere(cell_times(engine, part_of(place, np.array([door])), 900.0)) for door in (0, 1)]
    assert np.isfinite(both).any()
    assert np.allclose(both, np.minimum(*doors), atol=1e-6)


def test_an_engine_away_from_a_place_walks_the_other_way():
    towards, place = engine_of([(415, 180)])
    away, _ = engine_of([(415, 180)], towards=False)
    assert not np.allclose(cell_times(towards, place, 900.0)[0], cell_times(away, place, 900.0)[0])

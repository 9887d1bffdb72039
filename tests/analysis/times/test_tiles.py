"""Small searches tile by tile find what one search of the whole finds, and are read where the people of their area live."""

import numpy as np
import pytest

from tests.fixtures.towns import RESIDENTIAL, settings, town
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times import tiles
from xc_gis.analysis.times.search import Seeds, build_search_graph
from xc_gis.analysis.times.tiles import cut, local_groups


@pytest.fixture(scope="module")
def graph():
    """Twelve streets either way, 150 m apart."""
    names = {(x, y): chr(0x4E00 + 12 * x + y) for x in range(12) for y in range(12)}
    nodes = {name: (150.0 * x, 150.0 * y) for (x, y), name in names.items()}
    ways = ["".join(names[x, y] for x in range(12)) for y in range(12)] + [
        "".join(names[x, y] for y in range(12)) for x in range(12)
    ]
    chosen = settings()
    return build_search_graph(build_network(town(nodes, [(way, RESIDENTIAL) for way in ways]), chosen), "adult", chosen)


def group(kind, area, *states):
    at = np.array(states)
    return (kind, area), Seeds(np.zeros(len(at), dtype=np.int64), at, np.full(len(at), 4.0), np.zeros(len(at), dtype=np.int64))


@pytest.mark.parametrize(("tile_m", "at_once"), [(2000.0, 64), (300.0, 64), (300.0, 1)])
def test_tiles_change_no_second(graph, monkeypatch, tile_m, at_once):
    monkeypatch.setattr(tiles, "TILE_M", tile_m)
    monkeypatch.setattr(tiles, "GROUPS_AT_ONCE", at_once)
    rng = np.random.default_rng(11)
    groups = [group("S", f"A{n}", *rng.integers(0, graph.n_states, 2)) for n in range(9)]
    states = rng.integers(0, graph.n_states, 120)
    residents = {f"A{n}": np.sort(rng.choice(120, 30, replace=False)) for n in range(8)}  # nobody lives in A8
    found = {name: (rows, seconds) for name, rows, seconds in local_groups(graph, groups, residents, states, {"S": 600.0})}
    assert set(found) == {name for name, _ in groups if name[1] != "A8"}
    for name, seeds in groups[:8]:
        rows, seconds = found[name]
        assert rows.tolist() == residents[name[1]].tolist()
        whole = graph.search([seeds], 600.0)[0][states[rows]]
        assert np.where(whole <= 600, seconds, np.inf) == pytest.approx(whole, abs=1e-6)


def test_a_piece_numbers_its_states_and_keeps_the_arcs_between_them(graph):
    inside = np.zeros(graph.n_states, dtype=bool)
    inside[::2] = True
    piece, number = cut(graph, inside)
    kept = np.flatnonzero(inside)
    assert number[kept].tolist() == list(range(len(kept)))
    assert (number[~inside] == -1).all()
    assert (piece.arcs.matrix().toarray() == graph.arcs.matrix().toarray()[np.ix_(kept, kept)]).all()


def test_a_facility_that_reaches_no_street_is_not_searched_for(graph):
    empty = (("S", "A0"), Seeds(*(np.empty(0, dtype=np.int64) for _ in range(2)), np.empty(0), np.empty(0, dtype=np.int64)))
    assert list(local_groups(graph, [empty], {"A0": np.array([0])}, np.array([0]), {"S": 600.0})) == []

"""A piece of a network holds all that meets its box, in order, and what only the whole network tells."""

import numpy as np
import pytest
import shapely

from xc_gis.analysis.patches.ground import FROM_THE_WHOLE, OF_EDGES, OF_NODES, write_ground


@pytest.fixture(scope="module")
def ground(city, tmp_path_factory):
    return write_ground(tmp_path_factory.mktemp("ground"), city.network, city.barriers)


@pytest.mark.parametrize(
    ("east", "north", "side"), [(1500, 1500, 300), (0, 0, 800), (1400, 600, 1), (-5000, 0, 100), (-500, -500, 9000)]
)
def test_a_piece(city, ground, east, north, side):
    net = city.network
    low = np.array([net.x.min() + east, net.y.min() + north])
    piece = ground.piece(low, low + side)
    boxes = shapely.bounds(net.lines)
    meets = (boxes[:, :2] <= low + side).all(axis=1) & (boxes[:, 2:] >= low).all(axis=1)
    assert np.array_equal(piece.edges, np.flatnonzero(meets))
    mine = piece.network
    assert np.array_equal(piece.nodes[mine.u], net.u[meets])
    assert np.array_equal(piece.nodes[mine.v], net.v[meets])
    for name in (*OF_NODES, *OF_EDGES, *FROM_THE_WHOLE):
        whole, rows = getattr(net, name), piece.nodes if len(getattr(net, name)) == net.n_nodes else piece.edges
        assert np.array_equal(getattr(mine, name), whole[rows]), name
    every = np.append(-1, np.arange(net.n_edges))
    here = piece.edges_here(every)
    assert np.array_equal(every[here >= 0], piece.edges)
    assert np.array_equal(here[here >= 0], np.arange(len(piece.edges)))


def test_a_long_street_is_found_where_it_only_passes(city, ground):
    """Both its ends are farther away than the ends of others are looked for."""
    net = city.network
    long = int(np.argmax(net.length_m))
    middle = np.array([net.x[[net.u[long], net.v[long]]].mean(), net.y[[net.u[long], net.v[long]]].mean()])
    assert long in ground.piece(middle - 1, middle + 1).edges


def test_barriers(city, ground):
    low = np.array([city.network.x.min() + 900, city.network.y.min() + 900])
    found = ground.barriers(low, low + 500)
    lines = shapely.linestrings(np.stack([city.barriers.start, city.barriers.end], axis=1))
    boxes = shapely.bounds(lines)
    meets = (boxes[:, :2] <= low + 500).all(axis=1) & (boxes[:, 2:] >= low).all(axis=1)
    assert 0 < meets.sum() < len(meets)
    assert np.array_equal(found.start, city.barriers.start[meets])
    assert np.array_equal(found.end, city.barriers.end[meets])

"""A network goes to a graph and comes back with everything that the method needs, to the bit."""

from dataclasses import fields

import networkx as nx
import numpy as np
import osmnx
import pytest

from tests.fixtures.towns import FOOTWAY, RESIDENTIAL, network_of, settings, town
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.search import build_search_graph
from xc_gis.errors import NetworkError
from xc_gis.report.network_graph import graph_of, pandana_tables
from xc_gis.report.network_graph import network_of as network_back
from xc_gis.report.tables.network_export import write_network
from xc_gis.settings import PROFILES

NODES = {
    "a": (0, 0), "b": (300, 0), "c": (300, 400), "d": (0, 400), "e": (600, 0), "f": (600, 400), "g": (450, 200), "h": (450, 260),
    "p": (700, 0), "q": (800, 0), "r": (800, 100), "s": (700, 100),
}  # fmt: skip
TOWN = town(
    NODES,
    [
        ("ab", {"highway": "primary"}), ("bc", {"highway": "steps"}), ("cd", {"highway": "footway", "oneway:foot": "yes"}), ("da", FOOTWAY),
        ("be cf", RESIDENTIAL), ("eg gf", {"highway": "service", "access": "private"}), ("gh", {"highway": "service", "access": "private"}),
        ("ef", {"highway": "footway", "access:conditional": "no @ (22:00-06:00)"}), ("ep", {"highway": "elevator"}),
        ("pqrsp", {"highway": "pedestrian", "area": "yes"}),
        ("fr", FOOTWAY),
    ],
    tags={"b": {"highway": "crossing", "crossing": "traffic_signals"}, "g": {"barrier": "gate"}},
    areas=[("pqrsp", "", {"highway": "pedestrian", "area": "yes"})],
)  # fmt: skip


@pytest.fixture(scope="module")
def network():
    """Gates, steps, a crossing with a wait, a way of certain hours, one-way walking, a lift, a square."""
    return network_of(TOWN, moment="WED 10:00")


@pytest.fixture
def graph(network):
    return graph_of(network, settings())


def assert_same(one, other):
    for column in fields(WalkingNetwork):
        first, second = getattr(one, column.name), getattr(other, column.name)
        if isinstance(first, np.ndarray):
            assert first.dtype.kind == second.dtype.kind, column.name
            assert first.tolist() == second.tolist(), column.name
        else:
            assert first == second, column.name


def test_the_town_has_one_of_everything(network):
    assert network.gated.any()
    assert network.steps.any()
    assert network.across.any()
    assert (network.wait_u + network.wait_v > 0).any()
    assert (network.ride_u + network.ride_v > 0).any()
    assert (network.forward != network.backward).any()


def test_it_comes_back_to_the_bit_and_so_do_all_walking_times(network, graph):
    back = network_back(graph)
    assert_same(network, back)
    for profile in PROFILES:
        there, here = (build_search_graph(one, profile, settings()).arcs for one in (network, back))
        assert (there.indptr.tolist(), there.indices.tolist(), there.data.tolist()) == (
            here.indptr.tolist(), here.indices.tolist(), here.data.tolist(),
        )  # fmt: skip


def test_it_comes_back_from_a_file_that_osmnx_wrote(network, graph, tmp_path):
    osmnx.save_graphml(graph, tmp_path / "town.graphml")
    assert_same(network, network_back(osmnx.load_graphml(tmp_path / "town.graphml")))


def test_it_comes_back_from_the_file_of_the_command(network, tmp_path):
    write_network(network, settings(), tmp_path / "town.graphml")
    assert_same(network, network_back(osmnx.load_graphml(tmp_path / "town.graphml")))


def test_the_tools_of_the_field_work_on_it(graph):
    node = {data["osm_node"]: name for name, data in graph.nodes(data=True)}
    a, d = node[1], node[4]
    assert osmnx.distance.nearest_nodes(graph, graph.nodes[a]["x"], graph.nodes[a]["y"]) == a
    way = osmnx.routing.shortest_path(graph, a, d, weight="time_s")
    assert way == [a, d]
    assert nx.shortest_path_length(graph, a, d, "time_s") == graph.edges[a, d, 0]["time_s"]
    projected = osmnx.project_graph(graph, to_crs=graph.graph["analysis_crs"])
    assert projected.nodes[a]["x"] == pytest.approx(graph.nodes[a]["x_m"], abs=1e-6)


def test_a_profile_that_may_not_walk_takes_for_ever(network):
    graph = graph_of(network, settings(), "wheelchair")
    node = {data["osm_node"]: name for name, data in graph.nodes(data=True)}
    steps = [data for *_, data in graph.edges(data=True) if data["steps"]]
    assert {data["time_s"] for data in steps} == {float("inf")}
    assert nx.shortest_path_length(graph, node[2], node[3], "time_s") < float("inf"), "round the steps"


def test_what_was_taken_out_moved_and_drawn_is_there(network, graph):
    node = {data["osm_node"]: name for name, data in graph.nodes(data=True)}
    a, b, d = node[1], node[2], node[4]
    graph.remove_edge(d, a)
    graph.nodes[b]["x"] += 0.001
    graph.add_node("new", x=graph.nodes[a]["x"], y=graph.nodes[a]["y"] - 0.001)
    graph.add_edge(a, "new")
    graph.add_edge("new", a, highway="steps", length=500.0)
    back = network_back(graph)
    assert back.n_edges == network.n_edges + 2
    assert not (back.forward & back.backward)[(back.u == a) & (back.v == d) | (back.u == d) & (back.v == a)].any()
    assert back.x[b] - network.x[b] == pytest.approx(85, abs=2)
    drawn = slice(network.n_edges, None)
    assert back.length_m[drawn].tolist() == pytest.approx([111, 500], abs=0.5)
    assert back.steps[drawn].tolist() == [False, True]
    assert back.backward[drawn].tolist() == [False, False]


def test_faults_of_a_graph_are_one_message(graph):
    graph.add_edge(0, 1, wait_start_s="long")
    with pytest.raises(NetworkError, match="边 0-1 的属性读不成数"):
        network_back(graph)
    graph.remove_edge(0, 1, max(graph[0][1]))
    graph.add_edge(0, "nowhere")
    with pytest.raises(NetworkError, match="没有坐标"):
        network_back(graph)
    with pytest.raises(NetworkError, match="没有可步行的道路"):
        network_back(nx.MultiDiGraph(crs="EPSG:4326", analysis_crs="EPSG:4548"))


def test_an_undirected_graph_is_refused(graph):
    with pytest.raises(NetworkError, match="无向"):
        network_back(osmnx.convert.to_undirected(graph))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slowness", float("nan")), ("slowness", 0.0), ("wait_end_s", -50.0), ("ride_start_s", float("inf")), ("length", -1.0), ("length", 0.0),
        ("length_m", float("inf")), ("length_m", "nan"), ("gate_part", float("inf")),
    ],
)  # fmt: skip
def test_numbers_by_which_nobody_walks_name_their_edge(graph, name, value):
    graph.add_edge(0, 1, **{name: value})
    with pytest.raises(NetworkError, match="边 0-1 的"):
        network_back(graph)


def test_of_two_lengths_none_is_taken_in_silence(network, graph):
    tail, head, given = next(iter(graph.edges(data=True)))
    given["length"] = given["length_m"] + 50
    with pytest.raises(NetworkError, match=rf"边 {tail}-{head} 有两个不同的长度：length_m = .*length = "):
        network_back(graph)
    given["length_m"] = given["length"]
    assert network_back(graph).length_m.max() >= network.length_m[given["edge"]] + 50


def test_tables_for_pandana_have_a_row_for_each_direction(network, graph):
    nodes, edges = pandana_tables(network, settings(), "adult")
    assert len(edges) == graph.number_of_edges()
    assert set(edges["from"]) | set(edges["to"]) == set(nodes.index)
    seconds = {(u, v, data["time_s"]) for u, v, data in graph.edges(data=True)}
    assert set(zip(edges["from"], edges["to"], edges["time_s"], strict=True)) == seconds
    _, wheels = pandana_tables(network, settings(), "wheelchair")
    assert len(wheels) < len(edges)

"""The walking network for other engines: every direction that may be walked, with the times of every profile."""

import geopandas as gpd
import networkx as nx
import pytest

from tests.fixtures.towns import FOOTWAY, RESIDENTIAL, network_of, settings, town, walk_seconds
from xc_gis.errors import OutputError
from xc_gis.report.network_graph import graph_of
from xc_gis.report.tables.network_export import write_network
from xc_gis.settings import PROFILES

NODES = {"a": (0, 0), "b": (300, 0), "c": (300, 400), "d": (0, 400)}
TOWN = town(
    NODES,
    [("ab", RESIDENTIAL), ("bc", {"highway": "steps"}), ("cd", {"highway": "footway", "oneway:foot": "yes"}), ("da", FOOTWAY)],
)


def test_another_engine_finds_the_same_times():
    """From corner to corner along the streets: networkx on the export, the tool on the streets."""
    graph = graph_of(network_of(TOWN), settings())
    at = {data["osm_node"]: node for node, data in graph.nodes(data=True)}
    for profile in PROFILES:
        for start, end in ((1, 3), (3, 1), (4, 3), (2, 4)):
            weight = f"time_s_{profile}"
            usable = nx.MultiDiGraph((u, v, d) for u, v, d in graph.edges(data=True) if weight in d)
            found = (
                nx.shortest_path_length(usable, at[start], at[end], weight) if nx.has_path(usable, at[start], at[end]) else None
            )
            letters = list(NODES)
            expected = walk_seconds(TOWN, NODES[letters[start - 1]], NODES[letters[end - 1]], profile=profile, legs="nearest")
            assert (found if found is not None else float("nan")) == pytest.approx(expected, abs=0.01, nan_ok=True)


def test_a_direction_that_may_not_be_walked_has_no_edge():
    graph = graph_of(network_of(TOWN), settings())
    ways = [data["osmid"] for _, _, data in graph.edges(data=True)]
    assert {way: ways.count(way) for way in set(ways)} == {1: 2, 2: 2, 3: 1, 4: 2}
    assert not any("time_s_wheelchair" in data for *_, data in graph.edges(data=True) if data["osmid"] == 2)


def test_both_formats_hold_every_edge(tmp_path):
    network = network_of(TOWN)
    write_network(network, settings(), tmp_path / "n.gpkg")
    edges = gpd.read_file(tmp_path / "n.gpkg", layer="edges")
    assert sorted(edges["osm_way"]) == [1, 2, 3, 4]
    assert set(gpd.read_file(tmp_path / "n.gpkg", layer="nodes")["osm_node"]) == {1, 2, 3, 4}
    write_network(network, settings(), tmp_path / "new" / "n.graphml")
    assert nx.read_graphml(tmp_path / "new" / "n.graphml").number_of_edges() == 7


def test_another_suffix_is_refused(tmp_path):
    for name in ("n.shp", "n"):
        with pytest.raises(OutputError) as caught:
            write_network(network_of(TOWN), settings(), tmp_path / name)
        assert ".gpkg、.graphml" in caught.value.hint
    assert list(tmp_path.iterdir()) == []

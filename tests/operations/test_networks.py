"""Scripts take the network of a study to the tools of the field, change it, and go on with the method."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import xc_gis
from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError, NetworkError


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return xc_gis.read_study(write_small_study(tmp_path_factory.mktemp("study")))


@pytest.fixture(scope="module")
def found(study):
    return xc_gis.assess(study)


def test_the_method_goes_on_with_what_comes_back(study, found):
    again = xc_gis.assess(study, network=xc_gis.from_osmnx(xc_gis.to_osmnx(study)))
    for name in ("coverage", "rating", "demand", "joint"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(again, name))
    for key, seconds in found.times.items():
        assert np.array_equal(seconds, again.times[key], equal_nan=True)


def test_streets_that_were_taken_out_are_walked_no_more(study, found):
    graph = xc_gis.to_osmnx(study)
    east = [
        (u, v, key) for u, v, key in graph.edges(keys=True) if graph.nodes[u]["x"] > np.median([x for _, x in graph.nodes("x")])
    ]
    graph.remove_edges_from(east)
    fewer = xc_gis.assess(study, network=xc_gis.from_osmnx(graph))
    before, after = (one.coverage.query("category == 'CVS'")["covered"].sum() for one in (found, fewer))
    assert after < before


def test_a_graph_of_other_making_follows_the_rules_of_the_method(study, found):
    """As OSMnx downloads one: places, highways and lengths, nothing of ours."""
    own = xc_gis.to_osmnx(study)
    plain = nx.MultiDiGraph(crs="EPSG:4326")
    plain.add_nodes_from((node, {"x": data["x"], "y": data["y"]}) for node, data in own.nodes(data=True))
    plain.add_edges_from(
        (u, v, {"highway": data["highway"], "osmid": data["osmid"], "length": data["length"]})
        for u, v, data in own.edges(data=True)
    )
    with pytest.raises(InputError, match="to_osmnx") as caught:
        xc_gis.from_osmnx(plain)
    assert "from_osmnx(graph, study)" in caught.value.hint
    network = xc_gis.from_osmnx(plain, study)
    assert network.n_edges == found.scene.network.n_edges
    again = xc_gis.assess(study, network=network)
    assert np.allclose(found.times["MED"], again.times["MED"], atol=1e-3, equal_nan=True)
    with pytest.raises(NetworkError, match="不是 OSMnx 的图"):
        xc_gis.from_osmnx(nx.MultiDiGraph(), study)


def test_a_network_of_another_system_is_refused(study):
    graph = xc_gis.to_osmnx(study)
    graph.graph["analysis_crs"] = "EPSG:32650"
    with pytest.raises(InputError, match="EPSG:32650"):
        xc_gis.assess(study, network=xc_gis.from_osmnx(graph))


def test_tables_are_those_of_the_profile(study):
    nodes, edges = xc_gis.to_pandana(study, profile="senior")
    adult = xc_gis.to_pandana(study)[1]
    assert len(edges) == len(adult)
    assert (edges["time_s"] > adult["time_s"]).all()
    assert edges["from"].isin(nodes.index).all()

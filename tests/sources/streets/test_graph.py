"""A network saved by OSMnx or by this program is read edge by edge; anything else in its tables is one message."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from xc_gis.errors import CrsError, NetworkError
from xc_gis.sources.streets.graph import _of_frames, _tags, read_geopackage, read_graphml


def frames(crs="EPSG:4326", **changes):
    nodes = gpd.GeoDataFrame(
        {"osmid": [1, 2], "highway": ["crossing", None]},
        geometry=[shapely.Point(116.3, 39.9), shapely.Point(116.31, 39.9)],
        crs="EPSG:4326",
    )
    bent = shapely.LineString([(116.3, 39.9), (116.305, 39.901), (116.31, 39.9)])
    edges = gpd.GeoDataFrame({"u": [1, 2, 1], "v": [2, 1, 2], "highway": ["footway", "footway", "path"], "name": ["甲街", "甲街", None]},
                             geometry=[bent, bent.reverse(), None], crs="EPSG:4326")  # fmt: skip
    return nodes.to_crs(crs), edges.assign(**changes).to_crs(crs)


def test_a_street_in_both_directions_is_one_way_and_its_bends_are_new_nodes():
    streets = _of_frames(*frames(), "n.gpkg")
    assert [(way, refs, tags) for way, refs, tags in streets.ways] == [
        (1, (1, -1, 2), {"highway": "footway", "name": "甲街"}), (2, (1, 2), {"highway": "path"}),
    ]  # fmt: skip
    assert streets.node_ids.tolist() == [-1, 1, 2]
    assert streets.lon.tolist() == pytest.approx([116.305, 116.3, 116.31])
    assert streets.node_tags == {1: {"highway": "crossing"}}
    assert streets.notes == {"saved": 2}


def test_metres_are_brought_to_degrees():
    streets = _of_frames(*frames("EPSG:4548"), "n.gpkg")
    assert streets.lon.tolist() == pytest.approx([116.305, 116.3, 116.31], abs=1e-7)


def test_a_system_without_a_known_shift_is_told_as_such():
    with pytest.raises(CrsError, match="EPSG:2436"):
        _of_frames(*(frame.set_crs("EPSG:2436", allow_override=True) for frame in frames("EPSG:4548")), "n.gpkg")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda n, e: (n.drop(columns="osmid"), e), "的列不全"), (lambda n, e: (n, e.drop(columns="highway")), "的列不全"), (lambda n, e: (n.set_crs(None, allow_override=True), e), "没有坐标系"),
        (lambda n, e: (n, e.assign(u=[1, 2, 9])), "边 9-2 的端点不在 nodes 中"), (lambda n, e: (n.assign(osmid=["a", "b"]), e), "内容不全或类型不符"),
        (lambda n, e: (n.set_geometry([shapely.Point(116.3, 39.9), None]), e), "."), (lambda n, e: (n.set_geometry(n.buffer(0.001)), e), "内容不全或类型不符"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_what_is_no_network_is_one_message(spoil, words):
    with pytest.raises(NetworkError, match=words) as caught:
        _of_frames(*spoil(*frames()), "n.gpkg")
    assert caught.value.hint


def test_of_several_values_of_a_merged_edge_the_first_stands():
    frame = pd.DataFrame(
        {
            "highway": [["footway", "path"], "['steps', 'path']", "residential", None, np.nan, pd.NA],
            "bridge": [True, False, None, None, None, None],
        },
        dtype=object,
    )
    found = _tags(frame, ("highway", "bridge", "tunnel"))
    assert found == [
        {"highway": "footway", "bridge": "yes"},
        {"highway": "steps", "bridge": "no"},
        {"highway": "residential"},
        {},
        {},
        {},
    ]


def test_a_geopackage_without_the_layers_and_a_graphml_of_another_make_are_refused(tmp_path):
    frames()[0].to_file(tmp_path / "n.gpkg", layer="points")
    with pytest.raises(NetworkError, match=r"缺少图层 nodes 和 edges\(现有:points\)"):
        read_geopackage(tmp_path / "n.gpkg", "n.gpkg")
    (tmp_path / "no.gpkg").write_bytes(b"SQLite format 3\0half")
    with pytest.raises(NetworkError, match="不是可读的 GeoPackage"):
        read_geopackage(tmp_path / "no.gpkg", "no.gpkg")
    (tmp_path / "n.graphml").write_text("<graphml/>", encoding="utf-8")
    with pytest.raises(NetworkError, match="不是 OSMnx 保存的 GraphML"):
        read_graphml(tmp_path / "n.graphml", "n.graphml")


def test_both_layers_of_a_geopackage_are_read(tmp_path):
    nodes, edges = frames()
    nodes.to_file(tmp_path / "n.gpkg", layer="nodes")
    edges.iloc[:2].to_file(tmp_path / "n.gpkg", layer="edges")
    assert len(read_geopackage(tmp_path / "n.gpkg", "n.gpkg").ways) == 1

"""Water whose rings do not close still stops a leg, and closes where it can."""

import pytest
import shapely

from tests.fixtures.towns import settings
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.sources.streets.read import read_streets

NODES = {
    1: (116.35, 39.90), 2: (116.36, 39.90), 3: (116.36, 39.91), 4: (116.35, 39.91), 5: (116.352, 39.902), 6: (116.358, 39.902),
    7: (116.358, 39.908), 8: (116.352, 39.908), 9: (116.34, 39.9), 10: (116.37, 39.9), 11: (116.30, 39.95), 12: (116.31, 39.95), 13: (116.31, 39.96),
}  # fmt: skip
WAYS = {100: (9, 10), 201: (1, 2, 3), 202: (3, 4, 1), 203: (5, 6, 7), 204: (7, 8, 5), 205: (11, 12, 13), 206: (3, 4, 99)}
LAKE = "<tag k='type' v='multipolygon'/><tag k='natural' v='water'/>"
OUTER, INNER = ("outer", "inner")


def read(tmp_path, members, box=None, tags=LAKE):
    """Read a lake of ``members`` (way, role), drawn by hand: two half rings around two half rings, and a stray line."""
    nodes = "".join(f"<node id='{n}' version='1' lat='{y}' lon='{x}'/>" for n, (x, y) in NODES.items())
    drawn = {w: "".join(f"<nd ref='{n}'/>" for n in refs) for w, refs in WAYS.items()}
    drawn[100] += "<tag k='highway' v='residential'/>"
    ways = "".join(f"<way id='{w}' version='1'>{inside}</way>" for w, inside in drawn.items())
    listed = "".join(f"<member type='way' ref='{w}' role='{role}'/>" for w, role in members)
    path = tmp_path / "lake.osm"
    path.write_text(f"<osm version='0.6'>{nodes}{ways}<relation id='1' version='1'>{listed}{tags}</relation></osm>")
    return read_streets(path, box=box)


def test_rings_of_several_members_close_and_need_no_lines(tmp_path):
    found = read(tmp_path, [(201, OUTER), (202, OUTER), (203, INNER), (204, INNER)])
    assert found.lines == ()
    assert found.background["kind"].tolist() == ["water"]
    lake = found.background.geometry.iloc[0]
    assert shapely.intersects_xy(lake, 116.351, 39.905)
    assert not shapely.intersects_xy(lake, 116.355, 39.905)
    assert len(build_barriers(found, settings()).start) == 8


@pytest.mark.parametrize(
    ("members", "edges", "pieces"),
    [
        ([(201, OUTER)], [201], 2), ([(201, OUTER), (999, OUTER)], [201], 2), ([(201, ""), (205, "")], [201, 205], 4),
        ([(201, OUTER), (206, OUTER)], [201, 206], 3),
    ],
)  # fmt: skip
def test_members_that_do_not_close_are_lines_that_stop_a_leg(tmp_path, members, edges, pieces):
    found = read(tmp_path, members)
    assert [way for way, *_ in found.lines] == edges
    assert len(found.background) == 0
    barriers = build_barriers(found, settings())
    assert len(barriers.start) == pieces
    assert set(found.node_ids.tolist()) >= {1, 2, 3}


@pytest.mark.parametrize("more", [(205, OUTER), (203, INNER)])
def test_what_closes_is_ground_although_another_ring_is_open(tmp_path, more):
    found = read(tmp_path, [(201, OUTER), (202, OUTER), more])
    assert [way for way, *_ in found.lines] == sorted([201, 202, more[0]])
    assert found.background["kind"].tolist() == ["water"]
    assert shapely.intersects_xy(found.background.geometry.iloc[0], 116.355, 39.905)


def test_open_water_far_from_the_study_is_left_out(tmp_path):
    found = read(tmp_path, [(201, OUTER), (205, OUTER)], box=(116.33, 39.89, 116.38, 39.92))
    assert [way for way, *_ in found.lines] == [201]


def test_an_open_park_is_no_water(tmp_path):
    found = read(tmp_path, [(201, OUTER)], tags=LAKE.replace("'natural' v='water'", "'leisure' v='park'"))
    assert found.lines == ()


@pytest.mark.parametrize("refs", [(1, 3, 2, 4, 1), (1, 2, 3)])
@pytest.mark.parametrize("tag", [("natural", "water"), ("landuse", "basin"), ("waterway", "dock")])
def test_outline_of_water_that_crosses_itself_or_does_not_close_stops_a_leg(tmp_path, refs, tag):
    nodes = "".join(f"<node id='{n}' version='1' lat='{y}' lon='{x}'/>" for n, (x, y) in NODES.items())
    drawn = "".join(f"<nd ref='{n}'/>" for n in refs)
    path = tmp_path / "pond.osm"
    path.write_text(
        f"<osm version='0.6'>{nodes}<way id='100' version='1'><nd ref='9'/><nd ref='10'/><tag k='highway' v='residential'/></way>"
        f"<way id='7' version='1'>{drawn}<tag k='{tag[0]}' v='{tag[1]}'/></way></osm>"
    )
    found = read_streets(path)
    assert len(found.background) == 0
    assert len(build_barriers(found, settings()).start) == len(refs) - 1

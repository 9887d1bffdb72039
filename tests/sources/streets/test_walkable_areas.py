"""Squares of an OpenStreetMap file: closed ways and multipolygons, with all of their nodes."""

import pytest

from xc_gis.sources.streets.read import read_streets

NODES = {
    1: (116.350, 39.900), 2: (116.360, 39.900), 3: (116.360, 39.910), 4: (116.350, 39.910),
    5: (116.352, 39.902), 6: (116.354, 39.902), 7: (116.354, 39.904), 8: (116.370, 39.900), 9: (116.380, 39.900),
    10: (116.380, 39.910), 11: (116.300, 39.900), 12: (116.310, 39.900),
}  # fmt: skip
SQUARE = {"type": "multipolygon", "highway": "pedestrian"}


def tagged(tags):
    return "".join(f"<tag k='{key}' v='{value}'/>" for key, value in tags.items())


def read(tmp_path, ways, members=(), tags=SQUARE, box=None):
    """Read ways (number → nodes, tags) and one relation of ``members`` (way, role)."""
    drawn = {100: ((1, 11, 12), {"highway": "residential"}), **ways}
    text = "".join(f"<node id='{n}' version='1' lat='{y}' lon='{x}'/>" for n, (x, y) in NODES.items())
    for way, (refs, found) in sorted(drawn.items()):
        text += f"<way id='{way}' version='1'>{''.join(f'<nd ref={chr(39)}{n}{chr(39)}/>' for n in refs)}{tagged(found)}</way>"
    if members:
        listed = "".join(f"<member type='way' ref='{way}' role='{role}'/>" for way, role in members)
        text += f"<relation id='7' version='1'>{listed}{tagged(tags)}</relation>"
    path = tmp_path / "square.osm"
    path.write_text(f"<osm version='0.6'>{text}</osm>")
    return read_streets(path, box=box)


@pytest.mark.parametrize("highway", ["pedestrian", "footway"])
def test_a_closed_way_with_area_is_an_area_and_stays_a_way(tmp_path, highway):
    found = read(tmp_path, {200: ((1, 2, 3, 1), {"highway": highway, "area": "yes", "name": "广场"})})
    (area,) = found.areas
    assert (area.kind, area.osm_id, area.outer, area.inner) == ("way", 200, ((1, 2, 3, 1),), ())
    assert area.tags["name"] == "广场"
    assert 200 in [way for way, *_ in found.ways]
    assert found.open_areas == ()


def test_a_closed_way_without_area_and_an_area_of_another_kind_are_none(tmp_path):
    ring = (1, 2, 3, 1)
    found = read(tmp_path, {200: (ring, {"highway": "pedestrian"}), 201: (ring, {"highway": "service", "area": "yes"})})
    assert found.areas == found.open_areas == ()


@pytest.mark.parametrize("refs", [(1, 2, 3), (1, 2, 99, 3, 1), (1, 2, 1)])
def test_an_area_that_does_not_close_is_counted(tmp_path, refs):
    found = read(tmp_path, {200: (refs, {"highway": "pedestrian", "area": "yes"})})
    assert found.areas == ()
    assert found.open_areas == (("way", 200),)


def test_a_multipolygon_of_half_rings_with_a_hole_and_a_second_part(tmp_path):
    ways = {
        201: ((1, 2, 3), {}), 202: ((3, 4, 1), {}), 203: ((5, 6, 7, 5), {"barrier": "fence"}), 204: ((8, 9, 10, 8), {}),
    }  # fmt: skip
    found = read(tmp_path, ways, [(201, "outer"), (202, "outer"), (203, "inner"), (204, "outer")])
    (area,) = found.areas
    assert (area.kind, area.osm_id, area.tags) == ("relation", 7, SQUARE)
    assert sorted(sorted(set(ring)) for ring in area.outer) == [[1, 2, 3, 4], [8, 9, 10]]
    assert [sorted(set(ring)) for ring in area.inner] == [[5, 6, 7]]
    assert all(ring[0] == ring[-1] for ring in (*area.outer, *area.inner))
    assert set(NODES) - {11, 12} <= set(found.node_ids.tolist())


@pytest.mark.parametrize("members", [[(201, "outer")], [(201, "outer"), (999, "outer")], [(999, "outer")]])
def test_a_multipolygon_that_does_not_close_is_counted(tmp_path, members):
    found = read(tmp_path, {201: ((1, 2, 3), {})}, members)
    assert found.areas == ()
    assert found.open_areas == (("relation", 7),)


def test_areas_far_from_the_study_are_neither_kept_nor_counted(tmp_path):
    west = (116.29, 39.89, 116.32, 39.92)
    ways = {201: ((2, 3, 4, 2), {}), 202: ((8, 9, 10, 8), {"highway": "pedestrian", "area": "yes"})}
    assert read(tmp_path, ways, [(201, "outer")], box=west).areas == ()
    ways[201] = ((2, 3, 4), {})
    assert read(tmp_path, ways, [(201, "outer")], box=west).open_areas == ()

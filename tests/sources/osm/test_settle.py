"""An OpenStreetMap file of any make gives the same streets, or is refused by its true name; nothing of it is lost in silence."""

import random

import osmium
import pytest

from tests.fixtures.osm_files import MAKE, NODES, WAYS, drawn, everything, losses, node, placed, plain, way, written
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.streets.street_findings import street_findings

POND = {20: ((3, 4, 5), {}), 21: ((5, 1, 3), {})}


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_a_file_changes_nothing(tmp_path, seed):
    elements = everything()
    random.Random(seed).shuffle(elements)
    found = read_streets(written(tmp_path, elements))
    assert drawn(found) == plain()
    assert found.losses == ()
    assert found.node_ids.tolist() == sorted(found.node_ids.tolist())


def test_what_josm_marks_as_deleted_is_gone_and_told(tmp_path):
    elements = everything()
    elements.append(way(12, (1, 5), {"highway": "footway"}, "version='2' action='delete'"))
    elements.append(way(13, (1, 5), {"highway": "footway"}, "version='2' visible='false'"))
    found = read_streets(written(tmp_path, elements))
    assert drawn(found) == plain()
    assert losses(found, "deleted") == ["way/12", "way/13"]
    text = street_findings(found, "s.osm")[-1].text
    assert "way/12" in text
    assert "删除" in text


def test_ways_of_places_alone_meet_where_the_places_agree(tmp_path):
    elements = [way(w, refs, tags, inside=placed(refs, with_ref=False)) for w, (refs, tags) in WAYS.items()]
    found = read_streets(written(tmp_path, elements))
    assert drawn(found) == plain()
    (first, second) = (set(refs) for _, refs, _ in found.ways)
    assert len(first & second) == 1
    assert found.notes == {"by_place": 2}


def test_members_that_an_answer_draws_in_the_relation_are_lines_of_the_water(tmp_path):
    shapes = {w: "".join(f'<nd lat="{NODES[n][1]}" lon="{NODES[n][0]}"/>' for n in refs) for w, (refs, _) in POND.items()}
    members = "".join(f'<member type="way" ref="{w}" role="outer">{shape}</member>' for w, shape in shapes.items())
    lake = f'<relation id="7">{members}<tag k="type" v="multipolygon"/><tag k="natural" v="water"/></relation>'
    found = read_streets(written(tmp_path, [*everything(), lake]))
    assert found.background["kind"].tolist() == ["water"]


HISTORY = [
    node(1, (116.0, 39.0), "version='1' visible='true'"), node(1, None, "version='2' visible='true'"),
    *(node(n, None, "version='1' visible='true'") for n in (2, 3, 4, 5)), "<node id='6' version='1' visible='true' lat='39' lon='116'/>",
    "<node id='6' version='2' visible='false'/>",
    way(10, (1, 3), {"highway": "service"}, "version='1' visible='true'"), way(10, *WAYS[10], "version='3' visible='true'"),
    way(11, *WAYS[11], "version='2' visible='true'"), way(11, (1, 5), {"highway": "footway"}, "version='1' visible='true'"),
    way(12, (1, 5), {"highway": "footway"}, "version='1' visible='true'"), "<way id='12' version='2' visible='false'/>",
]  # fmt: skip


def test_of_a_history_the_newest_version_of_each_object_stands_and_deleted_ones_stay_away(tmp_path):
    found = read_streets(written(tmp_path, HISTORY))
    assert drawn(found) == plain()
    assert found.notes["old_versions"] == 5
    assert found.losses == ()


@pytest.mark.parametrize("name", ["streets.osh.pbf", "streets.osm.pbf"])
def test_a_binary_history_is_read_so_too(tmp_path, name):
    path = tmp_path / name
    with osmium.SimpleWriter(str(path)) as writer:
        writer.add_node(MAKE.Node(id=1, version=1, location=(116.0, 39.0), visible=True))
        writer.add_node(MAKE.Node(id=1, version=2, location=NODES[1], visible=True))
        for n in (2, 3, 4, 5):
            writer.add_node(MAKE.Node(id=n, version=1, location=NODES[n], visible=True))
        for w, (refs, tags) in WAYS.items():
            writer.add_way(MAKE.Way(id=w, version=1, nodes=refs, tags=tags, visible=True))
        writer.add_way(MAKE.Way(id=12, version=1, nodes=(1, 5), tags={"highway": "footway"}, visible=True))
        writer.add_way(MAKE.Way(id=12, version=2, nodes=(), tags={}, visible=False))
    assert drawn(read_streets(path)) == plain()


def test_an_object_twice_alike_is_read_once_and_counted(tmp_path):
    found = read_streets(written(tmp_path, [*everything(), node(2), way(11, *WAYS[11])]))
    assert drawn(found) == plain()
    assert found.notes == {"repeated": 2}


def test_an_object_twice_with_different_content_is_told_by_its_number(tmp_path):
    found = read_streets(written(tmp_path, [*everything(), node(5, (116.31, 39.93))]))
    assert losses(found, "doubled") == ["node/5"]
    assert any(round(lat, 7) == 39.93 for lat in found.lat.tolist()), "the later one stands"


def test_a_node_twice_in_a_row_makes_no_edge_of_its_own(tmp_path):
    found = read_streets(written(tmp_path, [*(node(n) for n in NODES), way(10, (1, 2, 2, 3), WAYS[10][1]), way(11, *WAYS[11])]))
    assert drawn(found) == plain()

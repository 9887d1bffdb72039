"""Whether osmium reads a file rightly as it stands: in order, each once, positive, without marks that it passes over."""

import osmium
import pytest

from tests.fixtures.osm_files import MAKE, NODES, WAYS, drawn, everything, node, pbf, placed, plain, way, written
from xc_gis.sources.osm.kinds import Kind
from xc_gis.sources.osm.pbf_header import pbf_features
from xc_gis.sources.osm.survey import SORTED, STEP, _has_marks, is_ordinary
from xc_gis.sources.streets.read import read_streets


@pytest.mark.parametrize("new", [{4}, {1, 2, 3, 4, 5}, {5, 2}])
@pytest.mark.parametrize("kind", ["osm", "pbf"])
def test_new_objects_with_negative_numbers_are_read_as_the_others(tmp_path, new, kind):
    own = {n: -100 - n if n in new else n for n in NODES}
    ways = {-w if w == 11 else w: ([own[n] for n in refs], tags) for w, (refs, tags) in WAYS.items()}
    if kind == "osm":
        action = "action='modify' visible='true'"
        elements = [node(own[n], NODES[n], action) for n in NODES]
        elements += [way(w, refs, tags, action) for w, (refs, tags) in ways.items()]
        path = written(tmp_path, elements, head="<osm version='0.6' generator='JOSM'>")
    else:
        path = tmp_path / "streets.osm.pbf"
        with osmium.SimpleWriter(str(path)) as writer:
            for n, place in NODES.items():
                writer.add_node(MAKE.Node(id=own[n], version=1, location=place))
            for w, (refs, tags) in ways.items():
                writer.add_way(MAKE.Way(id=w, version=1, nodes=refs, tags=tags))
    found = read_streets(path)
    assert {(abs(w), places, tags) for w, places, tags in drawn(found)} == plain()
    assert set(found.node_ids.tolist()) == set(own.values())
    assert found.notes == {"new": len(new) + 1}
    assert found.losses == ()


def test_a_sorted_binary_file_that_begins_with_new_nodes_is_read(tmp_path):
    path, header = tmp_path / "s.osm.pbf", osmium.io.Header()
    header.set("sorting", "Type_then_ID")
    own = {n: -n if n < 3 else n for n in NODES}
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for n, place in NODES.items():
            writer.add_node(MAKE.Node(id=own[n], version=1, location=place))
        for w, (refs, tags) in WAYS.items():
            writer.add_way(MAKE.Way(id=w, version=1, nodes=[own[n] for n in refs], tags=tags))
    assert SORTED in pbf_features(path)
    assert drawn(read_streets(path)) == plain()


def test_a_binary_file_in_any_order_is_read(tmp_path):
    assert drawn(read_streets(pbf(tmp_path / "s.osm.pbf", shuffled=True))) == plain()


def test_positions_on_ways_without_nodes_are_read_from_a_binary_file(tmp_path):
    path = pbf(tmp_path / "s.osm.pbf", places=True)
    assert not [thing for thing in osmium.FileProcessor(str(path)) if thing.is_node()]
    found = read_streets(path)
    assert drawn(found) == plain()
    assert found.losses == ()


def ordinary(tmp_path, elements):
    return is_ordinary(written(tmp_path, elements), Kind("xml"))


def test_a_file_in_order_is_ordinary(tmp_path):
    assert ordinary(tmp_path, everything())
    assert ordinary(tmp_path, [])
    assert is_ordinary(pbf(tmp_path / "s.osm.pbf"), Kind("pbf"))


@pytest.mark.parametrize(
    "more",
    [
        [node(5)], [node(4)], [node(-9, (116.3, 39.9))], [way(11, (1, 2), {})], [way(9, (1, 2), {})],
        [way(12, (1, 2), {}, "action='modify'")], [way(12, (1, 2), {}, 'visible="false"')], ["<way id='12'><center lat='1' lon='1'/></way>"],
        [way(12, (1, 2), {}, inside=placed((1, 2)))], ["<remark>x</remark>"],
    ],
)  # fmt: skip
def test_an_object_twice_out_of_order_or_new_and_what_osmium_passes_over_are_not(tmp_path, more):
    assert not ordinary(tmp_path, [*everything(), *more])


def test_a_mark_on_the_seam_between_two_looks_is_seen(tmp_path):
    head = '<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">'
    filler = STEP - len(head) - len("<!---->") - 19
    path = written(tmp_path, [f"<!--{'x' * filler}-->", "<way id='12' action='delete'/>"])
    assert path.read_bytes().index(b"action=") < STEP < path.read_bytes().index(b"action=") + 20
    assert _has_marks(path, "")


def test_a_binary_file_with_places_on_ways_and_a_packing_that_osmium_lacks_are_not(tmp_path):
    assert not is_ordinary(pbf(tmp_path / "s.osm.pbf", places=True), Kind("pbf"))
    assert not is_ordinary(written(tmp_path, everything()), Kind("xml", "xz"))
    assert not is_ordinary(pbf(tmp_path / "t.osm.pbf", shuffled=True), Kind("pbf"))

"""Objects of Overpass' JSON with their places; what is no such answer is refused by its true name or its object."""

import io
import json

import pytest

from tests.fixtures.osm_files import NODES, WAYS, drawn, plain
from xc_gis.errors import NetworkError
from xc_gis.sources.osm.json_things import read_json
from xc_gis.sources.streets.read import read_streets


@pytest.mark.parametrize("geometry", [False, True])
def test_json_of_overpass_is_read(tmp_path, geometry):
    elements = [] if geometry else [{"type": "node", "id": n, "lon": x, "lat": y} for n, (x, y) in NODES.items()]
    for w, (refs, tags) in WAYS.items():
        shape = {"geometry": [{"lat": NODES[n][1], "lon": NODES[n][0]} for n in refs]} if geometry else {}
        elements.append({"type": "way", "id": w, "nodes": list(refs), "tags": tags, **shape})
    path = tmp_path / "export.json"
    answer = {"version": 0.6, "osm3s": {"timestamp_osm_base": "2026-11-20T20:15:01Z"}, "elements": elements}
    path.write_text(json.dumps(answer), encoding="utf-8")
    found = read_streets(path)
    assert drawn(found) == plain()
    assert found.as_of == "2026-11-20T20:15:01Z"


def test_half_of_an_answer_in_json_is_named_too(tmp_path):
    elements = [{"type": "node", "id": n, "lon": x, "lat": y} for n, (x, y) in NODES.items()]
    answer = {"elements": elements, "remark": 'runtime error: Query timed out in "query" at line 1 after 26 seconds.'}
    (tmp_path / "streets.json").write_text(json.dumps(answer), encoding="utf-8")
    with pytest.raises(NetworkError, match="timed out"):
        read_streets(tmp_path / "streets.json")


def things(*elements, **page):
    return read_json(io.BytesIO(json.dumps({"elements": list(elements), **page}).encode()), "s.json")


def refused(text):
    with pytest.raises(NetworkError) as caught:
        read_json(io.BytesIO(text.encode()), "s.json")
    return caught.value.message


def test_what_an_answer_says_of_itself_is_kept():
    content = things(
        {"type": "way", "id": 1, "nodes": [1], "center": {}},
        {"type": "count", "id": 0},
        osm3s={"timestamp_osm_base": "2026-01-01T00:00:00Z"},
        remark="r",
    )
    assert (content.as_of, content.remarks, content.centres, len(content.things)) == ("2026-01-01T00:00:00Z", ["r"], 1, 1)
    assert things(osm3s=[1]).as_of == ""


def test_a_way_has_its_nodes_or_its_places_or_both():
    drawn = [{"lat": 39.9, "lon": 116.3}, None]
    both, places, nodes = things(
        {"type": "way", "id": 1, "nodes": [7, 8], "geometry": drawn},
        {"type": "way", "id": 2, "geometry": drawn},
        {"type": "way", "id": 3, "nodes": [7], "geometry": drawn},
    ).things
    assert (both.refs, both.places) == ([7, 8], [(116.3, 39.9), None])
    assert (places.refs, places.places) == ([None, None], [(116.3, 39.9), None])
    assert (nodes.refs, nodes.places) == ([7], [None])  # places that do not belong to the nodes are none


def test_members_keep_their_role_and_the_shape_that_is_drawn_in_them():
    (relation,) = things(
        {
            "type": "relation",
            "id": 1,
            "visible": False,
            "tags": {"type": "multipolygon"},
            "members": [
                {"type": "way", "ref": 5, "role": "outer", "geometry": [{"lat": 1, "lon": 2}]},
                {"type": "node", "ref": 6},
            ],
        }
    ).things
    assert relation.members == [("w", 5, "outer"), ("n", 6, "")]
    assert relation.shapes == {5: [(2.0, 1.0)]}
    assert relation.gone


@pytest.mark.parametrize(
    "element",
    [
        {"type": "node"}, {"type": "node", "id": "x"}, {"type": "node", "id": 1.5}, {"type": "node", "id": 2**63}, {"type": "node", "id": float("inf")}, {"type": "way", "id": 1, "nodes": [None]},
        {"type": "way", "id": 1, "nodes": 5}, {"type": "relation", "id": 1, "members": [{"type": "area", "ref": 1}]}, {"type": "node", "id": 1, "tags": ["a"]}, {}, 5,
    ],
)  # fmt: skip
def test_an_object_without_a_usable_number_or_reference_is_told_by_its_place(element):
    text = json.dumps({"elements": [{"type": "node", "id": 1, "lat": 1, "lon": 1}, element]})
    assert refused(text) == "OSM 文件 s.json 的第 2 个对象没有可用的编号或引用"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"elements": [\n1,', "在第 2 行不是完整的 JSON"),
        ("[" * 100_000, "不是完整的 JSON"),
        ('{"type": "FeatureCollection"}', "其实是 GeoJSON"),
        ("[]", "没有 elements"),
        ('{"elements": {}}', "没有 elements"),
    ],
)
def test_what_is_no_answer_is_refused(text, words):
    assert words in refused(text)

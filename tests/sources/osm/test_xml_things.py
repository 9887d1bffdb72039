"""Objects of OSM XML with all that osmium passes over; a fault is told with its line."""

import io

import pytest

from tests.fixtures.osm_files import NODES, WAYS, drawn, everything, losses, node, placed, plain, way, written
from xc_gis.errors import NetworkError
from xc_gis.sources.osm.xml_things import read_xml
from xc_gis.sources.streets.read import read_streets


def test_a_file_in_another_encoding_keeps_its_marks(tmp_path):
    gone = way(12, (1, 5), {"highway": "footway"}, "action='delete'")
    text = written(tmp_path, [*everything(), gone]).read_text(encoding="utf-8").replace("UTF-8", "UTF-16")
    (tmp_path / "wide.osm").write_bytes(text.encode("utf-16"))
    found = read_streets(tmp_path / "wide.osm")
    assert drawn(found) == plain()
    assert losses(found, "deleted") == ["way/12"]


def test_positions_on_ways_without_nodes_are_read_from_an_answer(tmp_path):
    elements = [way(w, refs, tags, inside=placed(refs)) for w, (refs, tags) in WAYS.items()]
    found = read_streets(written(tmp_path, elements))
    assert drawn(found) == plain()
    assert set(found.node_ids.tolist()) == set(NODES)
    assert found.notes == {}


@pytest.mark.parametrize("written_as", ["39,91", "39.9.1", "39.91°", "nan", "", "399.1"])
def test_a_node_whose_coordinate_is_none_counts_as_one_without_a_place(tmp_path, written_as):
    spoilt = [node(n) for n in NODES if n != 4] + [f'<node id="4" version="1" lat="{written_as}" lon="116.31"/>']
    streets = read_streets(written(tmp_path, [*spoilt, *(way(n, *WAYS[n]) for n in WAYS)]))
    assert losses(streets, "lost_node") == ["node/4"]


def content_of(text):
    return read_xml(io.BytesIO(text.encode()), "s.osm")


def test_all_that_osmium_passes_over_is_kept():
    content = content_of(
        "<osm><meta osm_base='2026-01-01T00:00:00Z'/><remark> half <b/>way </remark>"
        "<way id='1' version='2' action='delete'><nd ref='7' lat='39.9' lon='116.3'/><nd lat='1' lon='2'/><tag k='a' v='b'/></way>"
        "<node id='-2' visible='false'/><relation id='3'><member type='way' ref='1' role='outer'><nd lat='1' lon='2'/></member><center lat='1' lon='1'/></relation></osm>"
    )
    way_, node_, relation = content.things
    assert (content.as_of, content.remarks, content.centres) == ("2026-01-01T00:00:00Z", ["half way"], 1)
    assert (way_.version, way_.gone, way_.refs, way_.places, way_.tags) == (
        2,
        True,
        [7, None],
        [(116.3, 39.9), (2.0, 1.0)],
        {"a": "b"},
    )
    assert (node_.number, node_.gone, node_.place, node_.version) == (-2, True, None, 0)
    assert (relation.members, relation.shapes) == ([("w", 1, "outer")], {1: [(2.0, 1.0)]})


@pytest.mark.parametrize(
    "element",
    [
        "<node/>",
        "<node id='x'/>",
        f"<node id='{2**63}'/>",
        "<way id='1'><nd ref='1.5'/></way>",
        "<way id='1'><tag k='a'/></way>",
        "<relation id='1'><member type='area' ref='1'/></relation>",
        "<node id='1' version='two'/>",
    ],
)
def test_an_object_without_a_usable_number_or_reference_is_told_with_its_line(element):
    with pytest.raises(NetworkError, match="第 2 行的对象没有可用的编号或引用"):
        content_of(f"<osm>\n{element}</osm>")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<osm>\n<node id='1'", "到第 2 行就中断了"), ("<osm>\n</node></osm>", "第 2 行不是正确的 XML：标记没有成对"), ("<osm a='1' a='2'/>", "第 1 行不是正确的 XML：同一属性写了两次"),
        ("<osm/>\n<osm/>", "第 2 行不是正确的 XML：结尾之后还有内容"), ("<osm><tag k='a' v='&x;'/></osm>", "有没有定义的实体"), ("<osm>\x01</osm>", "有不能使用的字符"), ("", "就中断了"),
        ("<?xml version='1.0' encoding='x-own'?><osm/>", "声明的编码 x-own 读不了"), ("<osm><action type='create'/></osm>", "augmented diff"),
    ],
)  # fmt: skip
def test_a_fault_of_the_text_is_told_with_its_line(text, words):
    with pytest.raises(NetworkError, match=words):
        content_of(text)

"""An OpenStreetMap file of any make gives the same streets, or is refused by its true name; nothing of it is lost in silence."""

import bz2
import gzip
import json
import lzma
import random
import tempfile
from pathlib import Path

import osmium
import pytest

from xc_gis.errors import NetworkError
from xc_gis.sources.facilities.facility_types import TypeBook
from xc_gis.sources.facilities.osm_places import read_osm_places
from xc_gis.sources.osm.pbf_header import pbf_features
from xc_gis.sources.osm.survey import SORTED
from xc_gis.sources.placing.osm_addresses import read_osm_addresses
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.streets.told import street_findings
from xc_gis.standard import load_standard
from xc_gis.units import EXCHANGE_CRS

MAKE = osmium.osm.mutable
NODES = {1: (116.30, 39.90), 2: (116.31, 39.90), 3: (116.32, 39.90), 4: (116.31, 39.91), 5: (116.31, 39.92)}
WAYS = {10: ((1, 2, 3), {"highway": "residential", "name": "前街"}), 11: ((2, 4, 5), {"highway": "footway"})}
POND = {20: ((3, 4, 5), {}), 21: ((5, 1, 3), {})}


def node(number, place=None, extra=""):
    lon, lat = place or NODES[number]
    return f'<node id="{number}" {extra} lat="{lat}" lon="{lon}"/>'


def way(number, refs, tags, extra="", inside=None):
    drawn = "".join(inside) if inside else "".join(f'<nd ref="{ref}"/>' for ref in refs)
    return f'<way id="{number}" {extra}>{drawn}{"".join(f"<tag k={chr(34)}{k}{chr(34)} v={chr(34)}{v}{chr(34)}/>" for k, v in tags.items())}</way>'


def everything():
    return [*(node(n) for n in NODES), *(way(w, refs, tags) for w, (refs, tags) in WAYS.items())]


def written(tmp_path, elements, name="streets.osm", head='<osm version="0.6">'):
    path = tmp_path / name
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{head}{"".join(elements)}</osm>', encoding="utf-8")
    return path


def drawn(streets):
    """Streets as places, in no order: what a reader of any make must agree on."""
    at = {n: (round(x, 7), round(y, 7)) for n, x, y in zip(streets.node_ids.tolist(), streets.lon, streets.lat, strict=True)}
    return {(way, tuple(at[ref] for ref in refs), tuple(sorted(tags.items()))) for way, refs, tags in streets.ways}


def plain():
    return {(w, tuple(NODES[n] for n in refs), tuple(sorted(tags.items()))) for w, (refs, tags) in WAYS.items()}


def losses(streets, kind):
    return [loss.osm for loss in streets.losses if loss.kind == kind]


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_a_file_changes_nothing(tmp_path, seed):
    elements = everything()
    random.Random(seed).shuffle(elements)
    found = read_streets(written(tmp_path, elements))
    assert drawn(found) == plain()
    assert found.losses == ()
    assert found.node_ids.tolist() == sorted(found.node_ids.tolist())


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


@pytest.mark.parametrize(
    ("name", "pack"), [("s.osm.gz", gzip.compress), ("s.osm.bz2", bz2.compress), ("s.osm.xz", lzma.compress)]
)
@pytest.mark.parametrize("misnamed", [False, True])
def test_a_packed_file_is_read_whatever_its_name(tmp_path, name, pack, misnamed):
    path = tmp_path / ("s.osm" if misnamed else name)
    path.write_bytes(pack(written(tmp_path, everything(), "plain.osm").read_bytes()))
    assert drawn(read_streets(path)) == plain()


def test_a_file_in_another_encoding_keeps_its_marks(tmp_path):
    gone = way(12, (1, 5), {"highway": "footway"}, "action='delete'")
    text = written(tmp_path, [*everything(), gone]).read_text(encoding="utf-8").replace("UTF-8", "UTF-16")
    (tmp_path / "wide.osm").write_bytes(text.encode("utf-16"))
    found = read_streets(tmp_path / "wide.osm")
    assert drawn(found) == plain()
    assert losses(found, "deleted") == ["way/12"]


def test_o5m_is_read(tmp_path):
    def number(value):
        value = value << 1 if value >= 0 else ((-value - 1) << 1) | 1
        return plain_number(value)

    def plain_number(value):
        out = bytearray()
        while value > 127:
            out.append(value & 127 | 128)
            value >>= 7
        return bytes([*out, value])

    def thing(kind, body):
        return bytes([kind]) + plain_number(len(body)) + body

    data, last = b"\xff\xe0\x04o5m2", (0, 0, 0)
    for n, (lon, lat) in NODES.items():
        now = (n, round(lon * 1e7), round(lat * 1e7))
        data += thing(0x10, number(now[0] - last[0]) + b"\0" + number(now[1] - last[1]) + number(now[2] - last[2]))
        last = now
    data, before, last_ref = data + b"\xff", 0, 0
    for w, (refs, tags) in WAYS.items():
        inside = b""
        for ref in refs:
            inside += number(ref - last_ref)
            last_ref = ref
        words = b"".join(b"\0" + key.encode() + b"\0" + value.encode() + b"\0" for key, value in tags.items())
        data += thing(0x11, number(w - before) + b"\0" + plain_number(len(inside)) + inside + words)
        before = w
    (tmp_path / "streets.o5m").write_bytes(data + b"\xfe")
    assert drawn(read_streets(tmp_path / "streets.o5m")) == plain()


def test_a_binary_file_that_is_named_osm_is_read(tmp_path):
    pbf(tmp_path / "a.osm.pbf")
    (tmp_path / "a.osm.pbf").rename(tmp_path / "a.osm")
    assert drawn(read_streets(tmp_path / "a.osm")) == plain()


def pbf(path, *, shuffled=False, places=False):
    """Write the town as .osm.pbf; with ``places`` on ways and no nodes."""
    target = osmium.io.File(str(path), "pbf,locations_on_ways=true" if places else "pbf")
    if places:
        with tempfile.TemporaryDirectory() as folder:
            whole = pbf(Path(folder) / "whole.osm.pbf")
            handler = osmium.WriteHandler(target)
            table = osmium.NodeLocationsForWays(osmium.index.create_map("flex_mem"))
            osmium.apply(osmium.io.Reader(str(whole)), table, osmium.filter.EmptyTagFilter(), handler)
            handler.close()
        return path
    with osmium.SimpleWriter(target) as writer:
        jobs = [lambda n=n, at=at: writer.add_node(MAKE.Node(id=n, version=1, location=at)) for n, at in NODES.items()]
        jobs += [lambda w=w, r=r, t=t: writer.add_way(MAKE.Way(id=w, version=1, nodes=r, tags=t)) for w, (r, t) in WAYS.items()]
        for job in reversed(jobs) if shuffled else jobs:
            job()
    return path


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


def placed(refs, *, with_ref=True):
    return [f'<nd {f"ref={chr(34)}{n}{chr(34)}" if with_ref else ""} lat="{NODES[n][1]}" lon="{NODES[n][0]}"/>' for n in refs]


def test_positions_on_ways_without_nodes_are_read_from_an_answer(tmp_path):
    elements = [way(w, refs, tags, inside=placed(refs)) for w, (refs, tags) in WAYS.items()]
    found = read_streets(written(tmp_path, elements))
    assert drawn(found) == plain()
    assert set(found.node_ids.tolist()) == set(NODES)
    assert found.notes == {}


def test_ways_of_places_alone_meet_where_the_places_agree(tmp_path):
    elements = [way(w, refs, tags, inside=placed(refs, with_ref=False)) for w, (refs, tags) in WAYS.items()]
    found = read_streets(written(tmp_path, elements))
    assert drawn(found) == plain()
    (first, second) = (set(refs) for _, refs, _ in found.ways)
    assert len(first & second) == 1
    assert found.notes == {"by_place": 2}


@pytest.mark.parametrize("geometry", [False, True])
def test_json_of_overpass_is_read(tmp_path, geometry):
    elements = [] if geometry else [{"type": "node", "id": n, "lon": x, "lat": y} for n, (x, y) in NODES.items()]
    for w, (refs, tags) in WAYS.items():
        shape = {"geometry": [{"lat": NODES[n][1], "lon": NODES[n][0]} for n in refs]} if geometry else {}
        elements.append({"type": "way", "id": w, "nodes": list(refs), "tags": tags, **shape})
    path = tmp_path / "export.json"
    said = {"version": 0.6, "osm3s": {"timestamp_osm_base": "2026-11-20T20:15:01Z"}, "elements": elements}
    path.write_text(json.dumps(said), encoding="utf-8")
    found = read_streets(path)
    assert drawn(found) == plain()
    assert found.as_of == "2026-11-20T20:15:01Z"


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


@pytest.mark.parametrize("written_as", ["39,91", "39.9.1", "39.91°", "nan", "", "399.1"])
def test_a_node_whose_coordinate_is_none_counts_as_one_without_a_place(tmp_path, written_as):
    spoilt = [node(n) for n in NODES if n != 4] + [f'<node id="4" version="1" lat="{written_as}" lon="116.31"/>']
    streets = read_streets(written(tmp_path, [*spoilt, *(way(n, *WAYS[n]) for n in WAYS)]))
    assert losses(streets, "lost_node") == ["node/4"]


def test_a_node_twice_in_a_row_makes_no_edge_of_its_own(tmp_path):
    found = read_streets(written(tmp_path, [*(node(n) for n in NODES), way(10, (1, 2, 2, 3), WAYS[10][1]), way(11, *WAYS[11])]))
    assert drawn(found) == plain()


def test_nodes_without_a_place_are_counted_and_the_way_is_cut_there(tmp_path):
    elements = [*everything(), way(12, (1, 2, 99, 3, 4), {"highway": "path"}), way(13, (98, 1), {"highway": "path"})]
    found = read_streets(written(tmp_path, elements))
    assert [refs for w, refs, _ in found.ways if w == 12] == [(1, 2), (3, 4)]
    assert losses(found, "lost_node") == ["node/98", "node/99"]
    assert losses(found, "cut_way") == ["way/12"]
    assert losses(found, "lost_way") == ["way/13"]
    where = {loss.osm: (loss.lon, loss.lat) for loss in found.losses}
    assert where["node/99"] == pytest.approx(NODES[2])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<osmChange version='0.6'><modify/></osmChange>", "改动文件"),
        ("<osm version='0.6'><action type='create'><node id='1' lat='39' lon='116'/></action></osm>", "改动文件"),
        ("<!DOCTYPE html>\n<html><body>504 Gateway Timeout</body></html>", "网页"),
        ("<html><body>login</body></html>", "网页"), ("<?xml version='1.0'?><!-- x --><gpx/>", "GPX"), ("<kml/>", "KML"),
        ('{"type": "FeatureCollection", "features": []}', "GeoJSON"), ('{"a": 1}', "Overpass"), ('{"elements": [', "不是完整的 JSON"),
        ("PK\x03\x04....", "zip"), ("SQLite format 3\0", "SQLite"), ("   \n", "没有内容"), ("id,name\n1,a", "不是 OSM 数据"),
        ("<osm version='0.6'><remark>runtime error: Query timed out in \"query\" at line 3 after 25 seconds.</remark></osm>", "中断"),
        ("<osm version='0.6'>" + node(1) + "<way id='1'><nd ref='1'/>", "到第 1 行就中断了"),
        ("<osm version='0.6'>\n<node id='1' lat='39' lon='116'>\n</way></osm>", "第 3 行不是正确的 XML：标记没有成对"),
        ("<osm version='0.6'>\n<node id='1' id='2' lat='39' lon='116'/></osm>", "第 2 行不是正确的 XML：同一属性写了两次"),
        ("<?xml version='1.0' encoding='GBK'?><osm version='0.6'></osm>", "声明的编码 GBK 读不了"),
        ("<?xml version='1.0' encoding='x-own'?><osm version='0.6'></osm>", "声明的编码 x-own 读不了"),
        ("<osm version='0.6'>" + "<way id='1'><center lat='39' lon='116'/><nd ref='1'/><nd ref='2'/><tag k='highway' v='path'/></way></osm>", "out center"),
        ("<osm version='0.6'><way id='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='path'/></way></osm>", "没有节点位置"),
        ("<osm version='0.6'></osm>", "没有任何道路"),
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused_by_its_true_name(tmp_path, content, words):
    path = tmp_path / "streets.osm"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(NetworkError, match=words) as caught:
        read_streets(path)
    assert "有损坏" not in caught.value.message


def test_half_of_an_answer_is_named_although_it_holds_streets(tmp_path):
    remark = '<remark>runtime error: Query run out of memory in "recurse" at line 4 using about 512 MB of RAM.</remark>'
    with pytest.raises(NetworkError, match="run out of memory"):
        read_streets(written(tmp_path, [*everything(), remark]))


def test_half_of_an_answer_in_json_is_named_too(tmp_path):
    elements = [{"type": "node", "id": n, "lon": x, "lat": y} for n, (x, y) in NODES.items()]
    said = {"elements": elements, "remark": 'runtime error: Query timed out in "query" at line 1 after 26 seconds.'}
    (tmp_path / "streets.json").write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(NetworkError, match="timed out"):
        read_streets(tmp_path / "streets.json")


def test_a_way_of_writing_that_is_not_built_in_is_not_called_damage(tmp_path):
    block = b"\x0a\x0eOsmSchema-V0.6".replace(b"\x0a\x0e", b"\x22\x0e") + b"\x22\x0bStrangeness"
    blob = b"\x0a" + bytes([len(block)]) + block
    header = b"\x0a\x09OSMHeader\x18" + bytes([len(blob)])
    (tmp_path / "streets.osm.pbf").write_bytes(len(header).to_bytes(4, "big") + header + blob)
    with pytest.raises(NetworkError, match=r"不能读取的写法.*Strangeness"):
        read_streets(tmp_path / "streets.osm.pbf")


@pytest.mark.parametrize("name", ["streets.osm.gz", "streets.osm.bz2", "streets.osm.xz"])
def test_a_packed_file_that_breaks_off_is_told_to_be_incomplete(tmp_path, name):
    pack = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}[name.rsplit(".")[-1]]
    noise = "".join(f"<!-- {random.Random(n).random()} -->" for n in range(9_000))
    packed = pack(written(tmp_path, [*everything(), noise], "plain.osm").read_bytes())
    (tmp_path / name).write_bytes(packed[: len(packed) * 2 // 3])
    with pytest.raises(NetworkError, match="不完整"):
        read_streets(tmp_path / name)


def test_facilities_and_addresses_come_through_the_same_door(tmp_path):
    tags = {"amenity": "pharmacy", "name": "药房", "addr:street": "前街", "addr:housenumber": "5号"}
    inside = "".join(f"<tag k='{key}' v='{value}'/>" for key, value in tags.items())
    shop = f"<node id='-7' action='modify' lat='39.9' lon='116.3'>{inside}</node>"
    gone = f"<node id='8' action='delete' lat='39.9' lon='116.3'>{inside}</node>"
    path = written(tmp_path, [way(10, *WAYS[10]), *(node(n) for n in NODES), shop, gone])
    book = TypeBook(load_standard("xicheng-ykz-default"))
    layer, total = read_osm_places(path, "s.osm", book, EXCHANGE_CRS, None)
    assert layer.frame["id"].tolist() == ["osm:node/-7"]
    assert total == 1
    assert read_osm_addresses(path, "s.osm", EXCHANGE_CRS, None)["shown"].tolist() == ["OSM node/-7"]
    assert not {file.name for file in tmp_path.iterdir()} - {"streets.osm"}, "nothing is left beside the file"


def test_an_ordinary_file_is_read_as_it_stands(tmp_path):
    found = read_streets(written(tmp_path, everything()))
    assert found.notes == {}
    assert drawn(found) == plain()
    assert drawn(read_streets(pbf(tmp_path / "s.osm.pbf"))) == plain()

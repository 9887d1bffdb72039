"""What a file is by its first bytes, whatever its name; what is no map is refused by its true name."""

import bz2
import gzip
import lzma
import random

import pytest

from tests.fixtures.osm_files import NODES, WAYS, drawn, everything, node, pbf, plain, written
from xc_gis.errors import NetworkError
from xc_gis.sources.osm.kinds import Kind, kind_of
from xc_gis.sources.streets.read import read_streets


@pytest.mark.parametrize(
    ("name", "pack"), [("s.osm.gz", gzip.compress), ("s.osm.bz2", bz2.compress), ("s.osm.xz", lzma.compress)]
)
@pytest.mark.parametrize("misnamed", [False, True])
def test_a_packed_file_is_read_whatever_its_name(tmp_path, name, pack, misnamed):
    path = tmp_path / ("s.osm" if misnamed else name)
    path.write_bytes(pack(written(tmp_path, everything(), "plain.osm").read_bytes()))
    assert drawn(read_streets(path)) == plain()


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


@pytest.mark.parametrize("name", ["streets.osm.gz", "streets.osm.bz2", "streets.osm.xz"])
def test_a_packed_file_that_breaks_off_is_told_to_be_incomplete(tmp_path, name):
    pack = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}[name.rsplit(".")[-1]]
    noise = "".join(f"<!-- {random.Random(n).random()} -->" for n in range(9_000))
    packed = pack(written(tmp_path, [*everything(), noise], "plain.osm").read_bytes())
    (tmp_path / name).write_bytes(packed[: len(packed) * 2 // 3])
    with pytest.raises(NetworkError, match="不完整"):
        read_streets(tmp_path / name)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<osm version='0.6'/>", Kind("xml")), (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<osm/>", Kind("xml")), (b'  {"elements": []}', Kind("json")), (b"[1]", Kind("json")),
        (b"\0\0\0\x0d\x0a\x09OSMHeader\x18\x00", Kind("pbf")), (b"\xff\xe0\x04o5m2\xfe", Kind("o5m")), ("<osm/>".encode("utf-16"), Kind("xml")),
        (gzip.compress(b"<osm/>"), Kind("xml", "gz")), (bz2.compress(b"<osm/>"), Kind("xml", "bz2")), (lzma.compress(b'{"a": 1}'), Kind("json", "xz")), (b"<!DOCTYPE osm><osm/>", Kind("xml")),
    ],
)  # fmt: skip
def test_a_kind_is_known_by_its_first_bytes(tmp_path, head, kind):
    (tmp_path / "x.txt").write_bytes(head)
    assert kind_of(tmp_path / "x.txt", "x.txt") == kind


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind("xml"), "osm"),
        (Kind("xml", "gz"), "osm.gz"),
        (Kind("xml", "bz2"), "osm.bz2"),
        (Kind("xml", "xz"), ""),
        (Kind("pbf"), "pbf"),
        (Kind("pbf", "gz"), ""),
        (Kind("o5m"), "o5m"),
        (Kind("json"), ""),
    ],
)
def test_osmium_is_told_the_format_that_it_can_read(kind, name):
    assert kind.for_osmium == name


def test_a_map_that_was_packed_again_and_an_archive_are_to_be_unpacked_first(tmp_path):
    pbf(tmp_path / "a.osm.pbf")
    (tmp_path / "b.osm.pbf").write_bytes(gzip.compress((tmp_path / "a.osm.pbf").read_bytes()))
    (tmp_path / "c.osm").write_bytes(b"Rar!...")
    for name, words in (("b.osm.pbf", "再压缩过的 .pbf 文件"), ("c.osm", "其实是 rar 压缩包")):
        with pytest.raises(NetworkError, match=words) as caught:
            kind_of(tmp_path / name, name)
        assert "请先解压" in caught.value.hint

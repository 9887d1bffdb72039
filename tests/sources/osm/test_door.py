"""The one door for OpenStreetMap files: ordinary ones stand as they are, of others a copy is made; halves and rests are named."""

import errno

import osmium
import pytest

from tests.fixtures.osm_files import NODES, WAYS, drawn, everything, node, pbf, plain, way, written
from xc_gis.errors import NetworkError, ResourceError
from xc_gis.sources.facilities.osm_places import read_osm_places
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.sources.osm.door import _unreadable, _write, open_osm
from xc_gis.sources.osm.things import Thing
from xc_gis.sources.placing.osm_addresses import read_osm_addresses
from xc_gis.sources.streets.read import read_streets
from xc_gis.standard import load_standard
from xc_gis.units import EXCHANGE_CRS


def test_half_of_an_answer_is_named_although_it_holds_streets(tmp_path):
    remark = '<remark>runtime error: Query run out of memory in "recurse" at line 4 using about 512 MB of RAM.</remark>'
    with pytest.raises(NetworkError, match="run out of memory"):
        read_streets(written(tmp_path, [*everything(), remark]))


def test_a_way_of_writing_that_is_not_built_in_is_not_called_damage(tmp_path):
    block = b"\x0a\x0eOsmSchema-V0.6".replace(b"\x0a\x0e", b"\x22\x0e") + b"\x22\x0bStrangeness"
    blob = b"\x0a" + bytes([len(block)]) + block
    header = b"\x0a\x09OSMHeader\x18" + bytes([len(blob)])
    (tmp_path / "streets.osm.pbf").write_bytes(len(header).to_bytes(4, "big") + header + blob)
    with pytest.raises(NetworkError, match=r"不能读取的写法.*Strangeness"):
        read_streets(tmp_path / "streets.osm.pbf")


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


def test_an_ordinary_file_needs_no_copy_and_another_one_is_gone_when_the_reading_is_over(tmp_path):
    with open_osm(written(tmp_path, everything()), "s.osm") as file:
        assert file.settled is None
        assert file.number("w", 10) == 10
    new = [*everything(), way(-11, (1, 5), {"highway": "footway"}), node(-3, (116.3, 39.95))]
    with open_osm(written(tmp_path, new, "new.osm"), "new.osm") as file:
        ids = [(thing.type_str(), thing.id) for thing in osmium.FileProcessor(file.source)]
        assert all(number > 0 for _, number in ids)
        assert sorted(file.number(kind, number) for kind, number in ids if kind == "w") == [-11, 10, 11]
        assert file.settled.new == 2


def test_new_objects_are_numbered_above_all_others_in_their_order(tmp_path):
    things = tuple(Thing("n", number, 1, False, place=(116.3, 39.9)) for number in (-2, -1, 7))
    assert _write(things, tmp_path / "x.osm.pbf", "x.osm") == {("n", 8): -1, ("n", 9): -2}
    assert [thing.id for thing in osmium.FileProcessor(str(tmp_path / "x.osm.pbf"))] == [7, 8, 9]


def test_words_of_a_thousand_bytes_are_told_by_their_object(tmp_path):
    long = way(-5, (1, 2), {"highway": "footway", "name": "长" * 700})
    with (
        pytest.raises(NetworkError, match=r"s\.osm 的对象 way/-5 有过长的标签"),
        open_osm(written(tmp_path, [*everything(), long]), "s.osm"),
    ):
        pass


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "空文件"),
        (
            "<osm version='0.6'><remark>runtime error: out of memory</remark></osm>",
            "Overpass 中断的回答，数据不全（runtime error: out of memory）",
        ),
    ],
)
def test_nothing_and_half_of_an_answer_are_refused(tmp_path, content, words):
    (tmp_path / "s.osm").write_text(content, encoding="utf-8")
    with pytest.raises(NetworkError, match=words), open_osm(tmp_path / "s.osm", "s.osm"):
        pass


def test_a_remark_that_is_no_error_is_none(tmp_path):
    with open_osm(written(tmp_path, [*everything(), "<remark>data as of yesterday</remark>"]), "s.osm") as file:
        assert file.settled is not None


def test_centres_alone_have_no_streets_and_beside_nodes_do_no_harm(tmp_path):
    centre = "<way id='12'><center lat='39.9' lon='116.3'/><nd ref='1'/><nd ref='2'/><tag k='highway' v='path'/></way>"
    with pytest.raises(NetworkError, match="out center"), open_osm(written(tmp_path, [centre]), "s.osm"):
        pass
    with open_osm(written(tmp_path, [*everything(), centre]), "s.osm") as file:
        assert len([t for t in osmium.FileProcessor(file.source) if t.is_way()]) == 3


def test_a_full_disk_is_no_fault_of_the_file():
    assert isinstance(_unreadable("s.osm", OSError(errno.ENOSPC, "full")), ResourceError)
    assert "读不到结尾" in _unreadable("s.osm", RuntimeError("PBF error: truncated data")).message
    assert "不能读取的写法" in _unreadable("s.osm", RuntimeError("no support for lz4")).message

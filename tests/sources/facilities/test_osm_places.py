"""Facilities out of an OpenStreetMap file: nodes and areas with the tags that the standard names, in an order of their own."""

import pytest

from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.study import analyse, read_study
from xc_gis.sources.facilities import osm_places
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.sources.rows.cells import ROW
from xc_gis.standard import load_standard


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "study")


def node(number, place, tags):
    lon, lat = degrees([place])[0]
    words = "".join(f'<tag k="{k}" v="{v}"/>' for k, v in tags.items())
    return f'<node id="{number}" version="1" lat="{lat:.9f}" lon="{lon:.9f}">{words}</node>'


def write_pois(path):
    """A pharmacy, a nameless clinic, a private garden, a disused shop, a park of two rings, a shop in another city."""
    park = [(300, 300), (400, 300), (400, 400), (300, 400)]
    other = [(500, 300), (550, 300), (550, 350), (500, 350)]
    garden = [(700, 300), (750, 300), (750, 350), (700, 350)]
    nodes = [node(n + 1, place, {}) for n, place in enumerate([*park, *other, *garden])]
    nodes += [
        node(101, (100, 205), {"amenity": "pharmacy", "name": "天和药店", "name:zh": "天和大药房", "addr:street": "甲街", "addr:housenumber": "12"}),
        node(102, (200, 205), {"amenity": "clinic"}),
        node(103, (300, 205), {"shop": "convenience", "disused": "yes", "name": "老店"}),
        node(104, (90_000, 205), {"shop": "convenience", "name": "远店"}),
    ]  # fmt: skip

    def way(number, first, tags=""):
        refs = "".join(f'<nd ref="{first + i % 4}"/>' for i in range(5))
        return f'<way id="{number}" version="1">{refs}{tags}</way>'

    private = '<tag k="leisure" v="garden"/><tag k="access" v="private"/>'
    members = '<member type="way" ref="1001" role="outer"/><member type="way" ref="1002" role="outer"/>'
    park_tags = '<tag k="type" v="multipolygon"/><tag k="leisure" v="park"/><tag k="name" v="双环公园"/>'
    ways = [way(1001, 1), way(1002, 5), way(1003, 9, private)]
    relation = f'<relation id="9" version="1">{members}{park_tags}</relation>'
    path.write_text("\n".join(['<osm version="0.6">', *nodes, *ways, relation, "</osm>"]), encoding="utf-8")


def with_osm(study, extra=""):
    write_pois(study.with_name("pois.osm"))
    edit(study, lambda t: t + f'\n[[facilities]]\npath = "pois.osm"\ntype = "auto"\n{extra}')


def test_nodes_and_areas_come_out_of_an_osm_file(study):
    with_osm(study)
    data = read_study(study).data
    found = data.facilities.set_index("facility_id")
    assert {i: found["type"][i] for i in found.index if i.startswith("osm:")} == {
        "osm:node/101": "PHA", "osm:node/103": "CVS", "osm:relation/9": "PRK",
    }  # fmt: skip
    assert (found["name"]["osm:node/101"], found["address"]["osm:node/101"]) == ("天和大药房", "甲街12号")
    assert found["status"]["osm:node/103"] == "closed"
    assert found.geometry["osm:relation/9"].area == pytest.approx(12_500, rel=1e-3)
    assert "OSM amenity=pharmacy" in found["sources"]["osm:node/101"]
    record = next(i for i in data.inputs if i.path == "pois.osm")
    assert (record.rows, record.used, record.crs) == (6, 3, "EPSG:4326")
    reasons = data.problems[data.problems["file"] == "pois.osm"]["reason"].tolist()
    assert any("没有对上任何设施类型:amenity=clinic" in r for r in reasons)
    assert any("access=private" in r for r in reasons)
    finding = next(f for f in data.findings if f.topic == "types")
    assert finding.table == "facilities.1"
    assert finding.evidence["types"] == {"CVS": 1, "PHA": 1, "PRK": 1}
    assert (analyse(read_study(study)).coverage.query("category == 'PHA'")["covered"] > 0).any()


def test_broken_osm_file_of_facilities_is_refused(study):
    with_osm(study)
    study.with_name("pois.osm").write_text("<osm version='0.6'><node", encoding="utf-8")
    with pytest.raises(InputError, match=r"pois\.osm 不完整"):
        read_study(study)


@pytest.mark.parametrize(
    ("tags", "address"),
    [({"addr:street": "甲街", "addr:housenumber": "12"}, "甲街12号"), ({"addr:street": "甲街", "addr:housenumber": "12号"}, "甲街12号"), ({"addr:full": "西城区甲街1号", "addr:street": "乙街"}, "西城区甲街1号"),
     ({"addr:street": "甲街"}, "甲街"), ({"addr:housenumber": "7"}, "7号"), ({}, "")],
)  # fmt: skip
def test_addresses_are_put_together_from_their_tags(tags, address):
    assert osm_places._address(tags) == address


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        ({}, ""),
        ({"disused": "yes"}, "closed"),
        ({"abandoned": "yes"}, "closed"),
        ({"demolished": "yes"}, "closed"),
        ({"disused": "no"}, ""),
        ({"opening_hours": "closed"}, "closed"),
        ({"opening_hours": "24/7"}, ""),
    ],
)
def test_what_the_tags_call_gone_is_closed_and_nothing_else(tags, status):
    assert osm_places._status(tags) == status


@pytest.mark.parametrize(
    ("access", "private"),
    [("private", True), ("no", True), ("yes", False), ("customers", False), ("permissive", False), ("", False)],
)
def test_private_is_what_nobody_may_enter(access, private):
    assert osm_places.is_private({"access": access} if access else {}) is private


def read_pois(tmp_path, box=None):
    write_pois(tmp_path / "pois.osm")
    book = TypeBook(load_standard("xicheng-ykz-default", base_dir=tmp_path), {})
    return osm_places.read_osm_places(tmp_path / "pois.osm", "pois.osm", book, "EPSG:4326", box)


def test_objects_stand_by_kind_and_number_and_outside_the_box_they_are_only_counted(tmp_path):
    layer, total = read_pois(tmp_path)
    assert layer.frame["id"].tolist() == [
        "osm:node/101",
        "osm:node/102",
        "osm:node/103",
        "osm:node/104",
        "osm:way/1003",
        "osm:relation/9",
    ]
    assert layer.frame[ROW].tolist() == [2, 3, 4, 5, 6, 7]
    west, south = degrees([(50, 150)])[0]
    east, north = degrees([(450, 450)])[0]
    near, again = read_pois(tmp_path, (west, south, east, north))
    assert near.frame["id"].tolist() == ["osm:node/101", "osm:node/102", "osm:node/103", "osm:relation/9"]
    assert (total, again) == (6, 6)


def test_rings_that_do_not_close_enclose_nothing(tmp_path):
    path = tmp_path / "open.osm"
    nodes = "".join(node(n, place, {}) for n, place in enumerate([(0, 0), (100, 0), (100, 100)], 1))
    way = '<way id="5" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="leisure" v="park"/></way>'
    path.write_text(f"<osm version='0.6'>{nodes}{way}</osm>", encoding="utf-8")
    book = TypeBook(load_standard("xicheng-ykz-default", base_dir=tmp_path), {})
    layer, total = osm_places.read_osm_places(path, "open.osm", book, "EPSG:4326", None)
    assert (len(layer.frame), total) == (0, 0)

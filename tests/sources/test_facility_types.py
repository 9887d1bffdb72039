"""Types of mixed lists: the most specific evidence decides, ties and strangers are listed, nothing is guessed."""

from pathlib import Path

import pytest

from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.errors import InputError, StudyError
from xc_gis.sources.facilities.facility_types import TypeBook
from xc_gis.standard import load_standard
from xc_gis.study import analyse, read_study


@pytest.fixture(scope="module")
def book():
    return TypeBook(load_standard("xicheng-ykz-default", base_dir=Path()), {"040501": "CHS", "公司企业": ""})


@pytest.mark.parametrize(
    ("name", "word", "code", "why"),
    [
        ("幸福里社区卫生服务站", "090300", "CHS", "高德代码 090300,名称含 “社区卫生服务站”"),
        ("天和大药房", "090601", "PHA", "高德代码 090601"),
        ("包子铺(西单店)", "050301|050100", "BKF", "名称含 “包子”"),  # a group code of the standard and the narrower type
        ("鸿运社区食堂", "050100", "CAN", "名称含 “社区食堂”"),
        ("某楼邮政所", "070401", "PCL", "高德代码 070401"),  # six digits say more than four
        ("人民医院", "090100;090101", "HOS", "090101"),
        ("幸福里养老服务驿站", "080400", "EDS", "名称含 “养老服务驿站”"),  # AMap has no code of its own for it
        ("新街口社区党群服务中心", "130106", "CSS", "社区党群服务中心"),
        ("德胜街道党群服务中心", "130106", "PSC", "党群服务"),
        ("便利蜂", "购物服务;便民商店/便利店;便利店", "CVS", "类型列 “便利店”"),
        ("随便什么", "CHS", "CHS", "类型列 “CHS”"),
        ("随便什么", "养老驿站", "EDS", "类型列 “养老驿站”"),
        ("随便什么", "040501", "CHS", "type_map"),
        ("养老驿站老年餐桌", "", "CAN", "老年餐桌"),  # the head of a name stands last
        ("老年餐桌(幸福养老驿站)", "", "CAN", "老年餐桌"),
        ("福顺第二幼儿园", "", "KIN", "名称以 “幼儿园” 结尾"),
    ],
)
def test_the_most_specific_evidence_decides_and_is_said(book, name, word, code, why):
    found = book.of_word(name, word)
    assert found.code == code
    assert why in found.reason


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("某某文化传媒有限公司", "170200"),  # the code contradicts the name
        ("某某文化传媒有限公司", ""),  # a firm by its name alone
        ("社区文化室", "170200"),
        ("某机构", "070000"),  # a group code tells no type
        ("某机构", "090300"),  # the name pattern that narrows the code does not fit
        ("新时代文明驿站", ""),
        ("某集团", "公司企业"),
        ("", ""),
    ],
)
def test_what_does_not_fit_gets_no_type(book, name, word):
    assert book.of_word(name, word).code == ""


@pytest.mark.parametrize(
    ("name", "tags", "code"),
    [
        ("", {"amenity": "pharmacy"}, "PHA"),
        ("育民小学", {"amenity": "school"}, "PRI"),
        ("第四中学", {"amenity": "school"}, "MID"),
        ("", {"amenity": "clinic"}, ""),  # a clinic of no name may be anything
        ("德胜社区卫生服务中心", {"amenity": "hospital"}, "CHC"),
        ("", {"shop": "bicycle", "service:bicycle:repair": "yes"}, "REP"),
        ("", {"shop": "bicycle"}, ""),
        ("甲养老驿站", {"amenity": "social_facility", "social_facility:for": "senior"}, "EDS"),
        ("", {"leisure": "park"}, "PRK"),  # a pocket park would offer the same
        ("", {"shop": "laundry", "amenity": "bank"}, ""),  # two types that offer different things
    ],
)
def test_osm_tags_and_name_give_the_type(book, name, tags, code):
    found = book.of_tags(name, tags)
    assert found.code == code
    assert found.reason


def test_tie_without_consequence_is_said(book):
    assert "PLZ 服务相同" in book.of_tags("", {"leisure": "park"}).reason
    assert "同时符合 LAU、BNK" in book.of_tags("", {"shop": "laundry", "amenity": "bank"}).reason


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


def test_osm_is_never_a_complete_inventory(study):
    with_osm(study, 'inventory = "complete"\n')
    with pytest.raises(StudyError, match="OSM 从不完整"):
        read_study(study)


def test_broken_osm_file_of_facilities_is_refused(study):
    with_osm(study)
    study.with_name("pois.osm").write_text("<osm version='0.6'><node", encoding="utf-8")
    with pytest.raises(InputError, match=r"pois\.osm 不完整"):
        read_study(study)


def test_mixed_list_is_sorted_by_code_and_name_and_the_rest_is_listed(study):
    csv = study.with_name("facilities.csv")
    edit(csv, lambda t: t.replace(",CHS,", ",090601,").replace(",CVS,", ",060200,").replace(",CSS,", ",999999,"))
    with pytest.raises(InputError, match='type = "auto"'):
        read_study(study)
    edit(study, lambda t: t.replace('type_column = "类型"', 'type = "auto"\ntype_column = "类型"'))
    data = read_study(study).data
    assert data.facilities.set_index("facility_id")["type"].to_dict() == {"F1": "PHA", "F2": "CVS"}
    assert data.problems["reason"].tolist() == ["没有对上任何设施类型:999999"]
    edit(study, lambda t: t.replace('type = "auto"', 'type = "auto"\ntype_map = { "999999" = "CSS" }'))
    assert read_study(study).data.facilities.set_index("facility_id")["type"]["F3"] == "CSS"
    edit(study, lambda t: t.replace('"CSS" }', '"CSX" }'))
    with pytest.raises(StudyError, match=r"没有设施类型 “CSX”.*是否指"):
        read_study(study)


def test_partial_list_beside_a_complete_one_takes_nothing_from_it(study):
    with_osm(study, 'inventory = "partial"\n')
    edit(
        study,
        lambda t: t.replace('type_column = "类型"', 'type_column = "类型"\ninventory = "complete"\nsurveyed = 2026-05-01', 1),
    )
    said = [(s.type, s.status) for s in read_study(study).data.inventory if s.type == "CVS"]
    assert said == [("CVS", "partial"), ("CVS", "complete")]

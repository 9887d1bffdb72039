"""Types of mixed lists: the most specific evidence decides, ties and strangers are listed, nothing is guessed."""

from pathlib import Path

import pytest

from tests.fixtures.small_study import edit, write_small_study
from tests.sources.facilities.test_osm_places import with_osm
from xc_gis.errors import InputError, StudyError
from xc_gis.operations.study import read_study
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.standard import load_standard


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


def test_osm_is_never_a_complete_inventory(study):
    with_osm(study, 'inventory = "complete"\n')
    with pytest.raises(StudyError, match="OSM 从不完整"):
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
    reported = [(s.type, s.status) for s in read_study(study).data.inventory if s.type == "CVS"]
    assert reported == [("CVS", "partial"), ("CVS", "complete")]


@pytest.mark.parametrize("mark", [";", "；", ",", "，", "|", " | "])
def test_several_codes_in_a_cell_are_parted_by_any_mark(book, mark):
    assert book.of_word("天和", f"090300{mark}090601").code == book.of_word("天和", "090300;090601").code == "PHA"
    assert book.of_word("某处", f"医疗保健服务{mark}公司企业").reason == book.of_word(
        "某处", "医疗保健服务;公司企业"
    ).reason.replace(";", mark)

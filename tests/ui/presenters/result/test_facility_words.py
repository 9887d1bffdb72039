"""The card of a facility: what it is, where it stands in the files, whom it serves."""

from types import SimpleNamespace

from tests.ui.presenters.result.figures import MED
from xc_gis.ui.presenters.result.facility_words import FEW, facility_lines, facility_text, service_lines

FACILITY = {
    "facility_id": "F1",
    "name": "西站",
    "type": "社区卫生服务站",
    "status": "open",
    "address": "南大街 1 号",
    "file": "a.csv",
    "row": 5,
    "lon": 116.0,
    "lat": 39.0,
}
SERVES = {"zh": "医疗卫生", "en": "Health", "minutes": 15.0, "residents": 1234.0, "nearest": 200.0, "communities": ["C1", "C9"]}


def run(homes=False):
    from dataclasses import replace

    named = {f"C{n}": SimpleNamespace(name=f"社区{n}") for n in range(1, 9)}
    return SimpleNamespace(categories=(replace(MED, counts_homes=homes),), by_id=named)


def lines(**changes):
    return facility_lines({"facility": {**FACILITY, **changes}})


def test_what_it_is_and_where_it_stands():
    assert lines() == ["社区卫生服务站", "地址：南大街 1 号", "来源：a.csv 第 5 行", "编号 F1"]
    assert lines(status="planned", address="", row=None) == ["社区卫生服务站，规划中", "没有地址", "来源：a.csv", "编号 F1"]
    assert lines(file="") == ["社区卫生服务站", "地址：南大街 1 号", "编号 F1"]


def test_whom_it_serves():
    (words,) = service_lines({"serves": [SERVES]}, run())
    assert words == "医疗卫生（15 分钟）：1,234 人按时走得到，其中 200 人离它最近\n这些居民住在 社区1"
    assert "1,234 处住宅按时走得到" in service_lines({"serves": [SERVES]}, run(homes=True))[0]
    nobody = {**SERVES, "communities": []}
    assert "\n" not in service_lines({"serves": [nobody]}, run())[0]


def test_a_few_communities_are_named_and_more_are_counted():
    many = {**SERVES, "communities": [f"C{n}" for n in range(1, 9)]}
    words = service_lines({"serves": [many]}, run())[0]
    assert "社区6 等 8 个社区" in words
    assert "社区7" not in words
    exactly = {**SERVES, "communities": [f"C{n}" for n in range(1, FEW + 1)]}
    assert "等" not in service_lines({"serves": [exactly]}, run())[0]


def test_one_that_serves_nobody_says_why():
    assert service_lines({"serves": []}, run())[0].startswith("不提供服务")


def test_what_is_copied_has_its_place_where_it_has_one():
    text = facility_text({"facility": FACILITY, "serves": []}, run())
    assert "116.000000,39.000000 (WGS 84)" in text
    assert "WGS 84" not in facility_text({"facility": {**FACILITY, "lon": None, "lat": None}, "serves": []}, run())

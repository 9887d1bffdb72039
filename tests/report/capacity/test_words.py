"""Capacity in sentences: what is full, what nobody knows, and nothing where there is nothing to say."""

import pandas as pd

from xc_gis.languages.message import Name
from xc_gis.report.capacity.result import CapacityResult, CategorySummary
from xc_gis.report.capacity.words import sentences, summary_table


def category(name, **changes):
    known = {
        "name": Name(name, ""), "measure": "places", "per_1000": 30.0, "source": "A", "origin": "standard", "facilities": 3, "with_capacity": 3,
        "full_facilities": 1, "supply": 90.0, "given_out": 90.0, "residents": 1000.0, "covered": 800.0, "full": 0.0, "full_unknown": 0.0,
        "capacity_unknown": 0.0,
    }  # fmt: skip
    return CategorySummary(**{**known, **changes})


def result(**categories):
    return CapacityResult("甲", "", "gaussian", pd.DataFrame(), pd.DataFrame(), categories)


def test_full_and_unknown_are_told_with_their_people():
    told = list(
        sentences(
            result(
                ELD=category("养老", full=120.0),
                KIN=category("幼儿园", with_capacity=2, capacity_unknown=77.0),
                PRI=category("小学", capacity_unknown=5.0),
            )
        )
    )
    assert told == [
        "养老：120 名居民走得到，但走得到的设施都已满（按每千人 30 床位、席位，共 1 处已满）",
        "幼儿园：3 处设施中 1 处没有写容量；连同清单不全、年龄不详、住处不通路网的，共 77 名居民供给未知",
        "小学：5 名居民供给未知（清单不全、年龄不详或住处不通路网）",
    ]


def test_services_of_which_no_list_says_anything_are_named_once():
    silent = category("药店", with_capacity=0, full=None, full_unknown=None, capacity_unknown=1000.0)
    assert list(sentences(result(ELD=category("养老"), PHA=silent))) == ["1 类服务的清单没有写容量，全部未知：药店"]
    assert "请在清单中加一列" in next(sentences(result(PHA=silent)))
    assert len(list(sentences(result(PHA=silent)))) == 1


def test_table_has_a_row_for_each_service_of_which_something_is_known_and_no_zero_for_unknown():
    silent = category("药店", with_capacity=0, full=None, full_unknown=None)
    table = summary_table(
        result(ELD=category("养老"), MED=category("医疗", per_1000=None, full=None, full_unknown=None), PHA=silent)
    )
    cells = [list(column.cells) for column in table.columns]
    assert cells[0] == ["养老", "医疗"]
    assert cells[3] == ["1", "—"]
    assert cells[6] == ["0", "—"]

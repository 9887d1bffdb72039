"""The state of a facility where it stands in its name, and the name without it."""

import pytest

from xc_gis.sources.facilities.name_states import state_in_name, without_state
from xc_gis.sources.facilities.status import STATUS

CLOSED_NAMES = (
    "甲服务站(暂停营业)", "甲服务站（已搬迁）", "甲服务站【装修中】", "【已停业】甲服务站", "甲服务站[已拆除]", "甲服务站-暂停营业", "甲服务站——装修中",
    "甲服务站 已搬迁", "甲服务站·已关闭", "甲服务站(西直门店)(暂停营业)", "甲服务站(暂停营业)(西直门店)", "甲服务站(已搬迁至广安门内大街5号)",
    "甲服务站(2025年5月已拆除)", "甲服务站(自2026年3月起暂停营业)", "甲服务站(暂停营业至2026年9月)", "甲服务站(因装修暂停营业)",
    "甲服务站(装修中,预计9月开业)", "甲服务站( 已 停 业 )", "甲服务站(暂停营业", "甲服务站暂停营业", "甲服务站(停业)", "甲服务站(关闭)", "甲服务站（ＣＬＯＳＥＤ）",
    "甲服务站(暂不对外开放)", "甲服务站(停止接待)", "甲服务站(原址已拆)", "甲服务站(装修改造)", "甲服务站(疫情期间暂停开放)", "甲服务站＊停用", "※已关闭※甲服务站",
)  # fmt: skip


PLANNED_NAMES = (
    "甲服务站(筹建)", "甲小学筹建", "甲服务站（筹）", "甲服务站(暂未开放)", "甲服务站(建设中)", "甲服务站(规划)", "甲服务站（待开业）", "甲服务站-筹备中", "甲服务站(在建)",
)  # fmt: skip


HONEST_NAMES = (
    "西城区拆迁办", "大众搬家公司(西直门)", "某医院筹建处", "甲店(筹建处)", "建设中路店", "甲店(建设中路店)", "北京规划展览馆", "设计院-规划", "甲市场(装修材料)", "甲学校(开放大学)",
    "甲公园(开放)", "甲店(营业中)", "甲卫生站(原乙卫生站)", "甲社区服务站(规划二路)", "甲站(由西直门搬迁至此)", "甲服务站(原址)", "甲服务站(对外开放)", "设计院-装修改造", "甲店*西直门", "甲站(节假日期间开放)", "甲店(在建国门内)", "甲店(1号)", "(暂停营业)", "疏解办", "甲店(至善路店)",
)  # fmt: skip


@pytest.mark.parametrize("name", CLOSED_NAMES)
def test_a_name_that_says_closed_is_closed(name):
    found = state_in_name(name)
    assert found is not None
    assert found.status == "closed"
    assert found.rest.startswith("甲服务站")


@pytest.mark.parametrize("name", PLANNED_NAMES)
def test_a_name_that_says_not_yet_is_planned(name):
    found = state_in_name(name)
    assert found is not None
    assert found.status == "planned"


@pytest.mark.parametrize("name", HONEST_NAMES)
def test_a_name_with_such_a_word_in_it_is_a_name(name):
    assert state_in_name(name) is None


@pytest.mark.parametrize(
    ("name", "word", "rest"),
    [
        ("丁社区卫生服务站（装修中）", "装修中", "丁社区卫生服务站"), ("【已搬迁】便民菜店", "已搬迁", "便民菜店"), ("幼儿园-装修中", "装修中", "幼儿园"),
        ("甲店(西直门店)(暂停营业)", "暂停营业", "甲店(西直门店)"), ("社区服务站暂停营业", "暂停营业", "社区服务站"), ("停用 老书店", "停用", "老书店"),
    ],
)  # fmt: skip
def test_what_is_left_is_the_name_of_the_same_place(name, word, rest):
    found = state_in_name(name)
    assert (found.word, found.rest) == (word, rest)
    assert without_state(name) == rest


@pytest.mark.parametrize("name", ["", "甲服务站", "(暂停营业)", "暂停营业", "甲暂停营业馆", "装修"])
def test_a_name_without_a_state_and_a_state_without_a_name_stay_as_they_are(name):
    assert without_state(name) == name


def test_every_word_of_the_status_column_that_is_not_open_is_a_state_in_brackets():
    for word, status in STATUS.items():
        found = state_in_name(f"甲乙丙({word})")
        assert (found.status if found else "open") == status, word

"""Whether known times answer another standard: each thing that needs a new search is said, and nothing that does not."""

from importlib import resources

import pytest

from xc_gis.analysis.reassessment.need import needs_of, profile_zh
from xc_gis.languages.message import in_language
from xc_gis.settings import Settings
from xc_gis.standard import load_standard
from xc_gis.standard.load import parse_standard

NAME = "xicheng-ykz-default"
TEXT = resources.files("xc_gis.standard.shipped").joinpath(f"{NAME}.yaml").read_text(encoding="utf-8")
KNOWN = load_standard(NAME)


def line(code):
    return next(found for found in TEXT.splitlines() if found.lstrip().startswith(f"- {{code: {code},"))


def needs(*edits, **changes):
    text = TEXT
    for before, after in edits:
        assert before in text
        text = text.replace(before, after, 1)
    new = Settings().override({key.replace("__", "."): value for key, value in changes.items()}, origin="study", where="test")
    return list(needs_of(KNOWN, Settings(), parse_standard(text.encode(), "x"), new))


def test_the_same_standard_needs_nothing():
    assert needs() == []


def test_weights_levels_and_shorter_limits_need_nothing():
    assert needs(("weight: 12,", "weight: 11,"), ("weight: 8,", "weight: 9,"), ("min_score: 85", "min_score: 80")) == []
    assert needs((line("MED"), line("MED").replace("minutes: 15", "minutes: 10"))) == []
    assert needs((line("MED"), line("MED").replace("minutes: 15", "minutes: 30"))) == []  # twice the limit was searched


def test_a_limit_beyond_what_was_searched_needs_a_search():
    (said,) = needs((line("HAI"), line("HAI").replace("minutes: 10", "minutes: 21")))
    assert said == "类别 美容美发 的 21 分钟超出已计算的 20 分钟"


def test_a_pace_at_which_nobody_walked_needs_a_search():
    (said,) = needs((line("HAI"), line("HAI").replace("profile: adult", "profile: frail")))
    assert "美容美发" in said
    assert profile_zh("frail") in said


def test_types_that_come_go_or_serve_others_are_told():
    chs = next(found for found in TEXT.splitlines() if found.strip().startswith("CHS:"))
    added = chs.replace("CHS:", "CHT:").replace("zh: 社区卫生服务站", "zh: 新站")
    said = needs((chs, f"{chs}\n{added}"))
    assert said[0] == "设施类型 新站 是新增的"
    assert said[1] == "类别 医疗卫生 的设施类型有变"
    said = needs((f"{chs}\n", ""))
    assert said[0] == "设施类型 社区卫生服务站 已删除"
    assert needs((chs, chs.replace("{zh", "{catchment: own_community, zh"))) == ["设施类型 社区卫生服务站 的服务辖区有变"]


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({"coverage__unknown_max": 0.3}, 0),
        ({"inventory__stale_months": 12.0}, 0),
        ({"isochrone__grid_m": 20.0}, 0),
        ({"walk__speed__frail": 0.7}, 0),  # nobody asks at this pace
        ({"walk__speed__adult": 1.1}, 1),
        ({"legs__max_m": 100.0}, 1),
        ({"catchments": False}, 1),
        ({"gates": "open"}, 1),
    ],
)
def test_settings_that_change_a_time_are_told_with_before_and_after(changes, count):
    said = needs(**changes)
    assert len(said) == count
    if "catchments" in changes:
        assert said[0].endswith("由 是 改为 否")
    if "walk__speed__adult" in changes:
        assert said[0].endswith("由 1.2 改为 1.1")
        assert "1.2" in in_language(said[0], "en")

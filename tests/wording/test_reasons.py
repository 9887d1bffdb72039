"""Reasons are records: the text of the tables and the sentences in both languages are made from their figures alone."""

import json

import pytest

from xc_gis.findings import (
    KINDS,
    Capped,
    FewOfList,
    Flagged,
    LowCompleteness,
    LowCoverage,
    LowJoint,
    LowScore,
    LowSeniors,
    LowValue,
    NoComponent,
    NoResidents,
    reason_from,
    reason_json,
)
from xc_gis.languages import CHINESE
from xc_gis.languages.message import Name, in_language
from xc_gis.wording.reasons import binding_text, reason_message, reason_messages, surveys_message, surveys_text

NAMES = {"MED": "医疗卫生", "ELD": "养老服务", "CVS": "便利店"}

REASONS = [
    (LowScore(85.0), "score<85.0", "得分不足 85.0 分"),
    (LowCoverage("MED", 0.6249, 0.75, 4), "G4:MED 0.62<0.75", "医疗卫生覆盖率 62.4%,4 星要求 75%"),
    (LowCoverage("MED", 0.6249, 0.753, 1), "G1:MED 0.624<0.753", "医疗卫生覆盖率 62.4%,1 星要求 75.3%"),
    (LowCoverage("XXX", 0.8999999, 0.9, 5), "G5:XXX 0.89<0.90", "XXX覆盖率 89.9%,5 星要求 90%"),
    (LowJoint(0.7199, 0.8), "joint 0.71<0.80", "一站式满足率 71.9%,要求 80%"),
    (LowSeniors("ELD", 0.7999, 0.8), "senior ELD 0.79<0.80", "老年人养老服务覆盖率 79.9%,要求 80%"),
    (FewOfList("basic", "基本保障类", "basic types", 14, 15), "basic 14<15", "基本保障类有 14 种，要求 15 种"),
    (LowCompleteness(0.9399, 0.95), "completeness 0.93<0.95", "数据完整度 93.9%,要求 95%"),
    (LowValue("joy", "满意度", "satisfaction", "%", "", 89.9, 90.0), "value:joy 89.9<90", "满意度 89.9%，要求 90%（填报数值，与设施布局无关）"),
    (LowValue("room", "服务空间", "room", "㎡/百户", "㎡ per 100", 29.5, 30.0), "value:room 29.5<30", "服务空间 29.5 ㎡/百户，要求 30 ㎡/百户（填报数值，与设施布局无关）"),
    (NoComponent("supply"), "supply absent", "缺少“服务落实与品质”数据"),
    (NoComponent("feedback"), "feedback absent", "缺少“群众评价与诉求”数据"),
    (Capped("V1", "none_covered", True, ("MED",), 1, None, 2), "V1:MED", "必备服务缺失:医疗卫生(至多 2 星)"),
    (Capped("V1", "none_covered", False, ("MED",), 1, None, 0), "V1:MED", "服务缺失:医疗卫生(至多 0 星)"),
    (Capped("V1", "none_covered", True, ("MED", "ELD"), 2, None, 1), "V1:MED,ELD", "2 项及以上必备服务缺失:医疗卫生、养老服务(至多 1 星)"),
    (Capped("V1", "none_covered", False, ("MED", "ELD"), 2, None, 1), "V1:MED,ELD", "2 项及以上服务缺失:医疗卫生、养老服务(至多 1 星)"),
    (Capped("V2", "coverage_below", True, ("MED", "ELD", "CVS"), 3, 0.45, 2), "V2:MED,ELD,CVS", "3 项及以上必备服务覆盖率不足 45%:医疗卫生、养老服务、便利店(至多 2 星)"),
    (Capped("V2", "coverage_below", False, ("MED", "ELD"), 2, 0.5, 4), "V2:MED,ELD", "2 项及以上服务覆盖率不足 50%:医疗卫生、养老服务(至多 4 星)"),
    (Capped("V2", "coverage_below", True, ("MED",), 1, 0.5, 1), "V2:MED", "医疗卫生覆盖率不足 50%(至多 1 星)"),
    (Capped("V3", "senior_coverage_below", False, ("MED",), 1, 0.5, 2), "V3:MED", "老年人医疗卫生覆盖率不足 50%(至多 2 星)"),
    (Capped("V3", "senior_coverage_below", False, ("MED", "ELD"), 2, 0.333, 3), "V3:MED,ELD", "2 项及以上服务的老年人覆盖率不足 33.3%:医疗卫生、养老服务(至多 3 星)"),
    (Flagged("V4", "京西〔2026〕1号", 0), "V4:京西〔2026〕1号", "一票否决,文号 京西〔2026〕1号"),
    (Flagged("V9", "京西〔2026〕1号", 3), "V9:京西〔2026〕1号", "一票否决,文号 京西〔2026〕1号(至多 3 星)"),
    (NoResidents(), "no residents", "没有居民"),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "code", "words"), REASONS, ids=[words for *_, words in REASONS])
def test_text_of_the_table_and_the_sentence_are_made_from_the_record(reason, code, words):
    assert binding_text([reason]) == code
    assert reason_messages([reason], NAMES) == [words]


@pytest.mark.parametrize("reason", [reason for reason, *_ in REASONS], ids=repr)
def test_a_record_comes_back_from_a_file_as_it_was(reason):
    assert reason_from(json.loads(json.dumps(reason_json(reason), ensure_ascii=False))) == reason


@pytest.mark.parametrize("reason", [reason for reason, *_ in REASONS], ids=repr)
def test_every_reason_is_said_in_english_with_the_english_names(reason):
    names = {
        "MED": Name("医疗卫生", "Health"),
        "ELD": Name("养老服务", "Elderly care"),
        "CVS": Name("便利店", "Shops"),
        "XXX": "?",
    }
    reported = in_language(reason_message(reason, names), "en")
    assert not CHINESE.search(reported.replace("京西〔2026〕1号", ""))  # a document keeps its name
    for code in getattr(reason, "categories", ()):
        assert names[code].en in reported
    if isinstance(reason, Capped):
        assert f"at most {reason.stars} of 5 stars" in reported


def test_one_star_and_many_are_told_apart_in_english():
    one, four = (in_language(reason_message(LowCoverage("MED", 0.6, 0.75, n), NAMES), "en") for n in (1, 4))
    assert "1 star asks" in one
    assert "4 stars ask" in four


def test_every_kind_of_record_is_tried_here():
    assert {type(reason) for reason, *_ in REASONS} == set(KINDS.values())


def test_a_name_with_braces_or_marks_of_the_code_stays_whole():
    odd = {"MED": "医{0}疗; G4:X<0.5"}
    assert reason_messages([LowCoverage("MED", 0.1, 0.5, 3)], odd) == ["医{0}疗; G4:X<0.5覆盖率 10.0%,3 星要求 50%"]
    assert reason_messages([Flagged("V4", "文; V1:MED", 0)], odd) == ["一票否决,文号 文; V1:MED"]


def test_surveys_are_sets_of_categories():
    surveys = (("MED",), ("ELD", "CVS"))
    assert surveys_text(surveys) == "MED; ELD+CVS"
    assert surveys_message(surveys, NAMES) == "核实医疗卫生,或核实养老服务、便利店"
    assert (surveys_text(()), surveys_message((), NAMES)) == ("", "")


@pytest.mark.parametrize("content", [{"kind": "other"}, {}, {"kind": "score"}, {"kind": "score", "least": 1, "more": 2}])
def test_what_is_no_record_is_refused(content):
    with pytest.raises((KeyError, TypeError)):
        reason_from(content)

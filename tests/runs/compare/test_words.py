"""A comparison in sentences: every figure once, what is unknown no loss, names cut after eight."""

import json

from tests.fixtures.compared_runs import MED, SHOP, category_change, change, compared, comparison, stars
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.runs.compare.changes import CoverChange
from xc_gis.runs.compare.flows import Counts, Flow
from xc_gis.runs.compare.words import (
    category_line,
    change_words,
    comparison_json,
    comparison_sentences,
    flow_words,
    head_sentences,
)
from xc_gis.runs.view import read_run_view


def test_a_run_is_called_by_the_name_that_somebody_gave_it(altered, compared_run):
    other = altered("b", manifest=lambda content: content["standard"].update(sha256="0"))
    (other / "label.json").write_text(json.dumps({"name": "春季方案", "note": ""}, ensure_ascii=False), encoding="utf-8")
    assert head_sentences(compared(other, compared_run))[0] == "比较:春季方案 → study.result"
    (other / "label.json").write_text("[]", encoding="utf-8")
    assert head_sentences(compared(other, compared_run))[0] == "比较:b → study.result"


def test_every_sentence_has_english(altered):
    before = altered(
        "a", rating={"C1": stars(2), "C2": stars(4)}, coverage={("C1", "MED"): {"covered": "0", "gap": "0", "unknown": "4770"}}
    )
    after = altered("b", rating={"C1": stars(3)}, manifest=lambda c: c["settings"]["legs.detour"].update(value=1.5))
    for sentence in comparison_sentences(compared(before, after)):
        names = {"西社区", "东社区", *(c.zh for c in read_run_view(after).categories)}
        english = in_language(sentence, "en")
        for name in sorted(names, key=len, reverse=True):
            english = english.replace(name, "")
        assert not CHINESE.search(english), (sentence, english)


def test_the_head_counts_stars_and_leaves_out_those_that_are_not_known():
    found = comparison(change("C1", 2, 4), change("C2", 3, 3), change("C3", 3, 2), change("C4", None, 5), change("C5", ..., 1))
    assert head_sentences(found) == [
        "比较:a → b",
        "两次结果的数据、标准和参数没有改动",
        "升星 1 个社区,降星 1 个,不变 1 个",
        "1 个社区因数据不全,有一次没有确定的星级,不计入升降",
        "各类服务合计:0 人次由缺口转为覆盖,0 人次由覆盖转为缺口",
        "只在后一次结果中的社区:C5社区",
    ]
    assert comparison_sentences(found)[6:] == ["升星:C1社区(C1):2 星 → 4 星", "降星:C3社区(C3):3 星 → 2 星",
                                               "星级无法比较:C4社区(C4):暂不评级(数据不足) → 5 星"]  # fmt: skip


def test_what_was_found_out_and_what_became_unsure_stand_apart_from_gains_and_losses():
    flow = Flow(gained=1234.4, lost=2, found_gap=30, gap_unsure=5)
    found = comparison(categories=[category_change(Counts(0, 0, 0), Counts(0, 0, 0), flow)])
    assert head_sentences(found)[3:] == [
        "各类服务合计:1,234 人次由缺口转为覆盖,2 人次由覆盖转为缺口",
        "原来未知、现已查明:缺口 30 人次,覆盖 0 人次(不是增减)",
        "现在变为未知:原缺口 5 人次,原覆盖 0 人次",
    ]


def test_the_same_folder_needs_no_name_and_two_of_one_name_are_told_with_theirs():
    assert head_sentences(comparison(folders=("a", "a")))[0] == "两次结果的数据、标准和参数没有改动"
    assert head_sentences(comparison(folders=("春/out", "秋/out")))[0] == "比较:春/out → 秋/out"
    assert head_sentences(comparison(differences=["甲"]))[1] == "甲"


def test_of_many_communities_eight_are_named():
    nine = [change(f"C{n}", 1, ...) for n in range(9)]
    assert (
        head_sentences(comparison(*nine))[-1] == "只在前一次结果中的社区:" + "、".join(f"C{n}社区" for n in range(8)) + " 等 9 个"
    )
    assert head_sentences(comparison(*nine[:8]))[-1].endswith("C7社区")


def test_a_category_is_told_where_something_changed_or_was_left_out():
    same = Counts(10, 5, 0)
    assert len(comparison_sentences(comparison(categories=[category_change(same, same)]))) == 4
    told = comparison_sentences(comparison(categories=[category_change(same, same, left_out=2)]))
    assert told[4:] == ["医疗:覆盖 10 → 10,缺口 5 → 5,未知 0 → 0", "  另有 2 个社区缺数据,未计入"]
    moved = category_change(Counts(1000, 500, 0), Counts(1200, 300, 0), Flow(gained=200))
    assert comparison_sentences(comparison(categories=[moved]))[4:] == [category_line(moved), "  由缺口转为覆盖 200"]
    assert category_line(moved) == "医疗:覆盖 1,000 → 1,200,缺口 500 → 300,未知 0 → 0"


def test_flows_that_did_not_happen_are_not_said():
    assert flow_words(Flow()) == []
    assert flow_words(Flow(lost=2, others=-3)) == ["由覆盖转为缺口 2", "居民人数增减 -3"]


def test_the_words_of_one_community_say_what_is_missing_and_what_is_unknown():
    some = Counts(10, 5, 0)
    assert change_words(CoverChange(SHOP, None, some)) == "便利店原来没有数据"
    assert change_words(CoverChange(SHOP, some, None)) == "便利店现在没有数据"
    assert change_words(CoverChange(SHOP, some, Counts(12, 3, 0))) == "便利店缺口 5 → 3"
    assert change_words(CoverChange(SHOP, some, Counts(10, 2, 3))) == "便利店缺口 5 → 2(未知 0 → 3)"


def test_for_a_program_an_unknown_figure_is_null():
    found = comparison_json(
        comparison(
            change("C1", None, 3),
            change("C2", 4, ...),
            categories=[category_change(Counts(1, 2, 3), Counts(2, 1, 3), left_out=1)],
        )
    )
    assert [(c["id"], c["stars_before"], c["stars_after"]) for c in found["communities"]] == [("C1", None, 3), ("C2", 4, None)]
    assert found["categories"][0]["before"] == {"covered": 1, "gap": 2, "unknown": 3}
    assert found["categories"][0]["left_out"] == 1
    assert MED.code == found["categories"][0]["code"]

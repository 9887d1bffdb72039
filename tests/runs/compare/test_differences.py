"""What two runs rest on and does not agree: one sentence for each."""

import json
from dataclasses import replace

import pytest

from tests.fixtures.compared_runs import MED, SHOP, compared, view_of
from xc_gis.errors import InputError
from xc_gis.runs.compare.differences import differences_of
from xc_gis.runs.compare.words import head_sentences


def test_what_the_runs_rest_on_is_said_first(altered, compared_run):
    def manifest(content):
        content["standard"].update(version="0.2.0", sha256="0")
        content["settings"]["legs.detour"]["value"] = 1.5
        content["inputs"][3]["sha256"] = "0"
        content["inputs"].append({"role": "facilities", "path": "新增.csv", "sha256": "1"})
        content["tool"]["version"] = "9"

    def view(content):
        next(c for c in content["categories"] if c["code"] == "MED")["minutes"] = 10.0

    found = compared(compared_run, altered("b", manifest=manifest, view=view))
    old = json.loads((compared_run / "manifest.json").read_text(encoding="utf-8"))
    minutes = found.before.by_code["MED"].minutes
    assert list(found.differences) == [
        "评价标准不同:xicheng-ykz-default 0.1.0 → xicheng-ykz-default 0.2.0",
        f"“{found.after.by_code['MED'].zh}”的步行时限不同:{minutes:g} → 10 分钟",
        "接入绕行系数不同:1.3 倍 → 1.5 倍",
        "数据有改动:facilities.csv",
        "只有后一次结果用到的数据:新增.csv",
        f"程序版本不同:{old['tool']['version']} → 9",
    ]
    assert head_sentences(found)[: len(found.differences) + 1] == ["比较:study.result → b", *found.differences]
    same_name = altered("c", manifest=lambda content: content["standard"].update(sha256="0"))
    (difference,) = compared(compared_run, same_name).differences
    assert "内容不同" in difference


def test_a_setting_that_differs_by_less_than_its_words_say_is_told_with_its_figures(altered, compared_run):
    def manifest(content):
        content["settings"]["coverage.unknown_max"]["value"] = 0.2001

    (difference,) = compared(compared_run, altered("b", manifest=manifest)).differences
    assert difference == "可视为已知的最大未知比例不同:0.2 share → 0.2001 share"


def test_runs_that_rest_on_the_same_differ_in_nothing():
    assert differences_of(view_of(), view_of("b")) == ()


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ({}, {"study": {"name": "另一个", "date": "2026-06-30"}}, "项目不同:小项目(2026-06-30) → 另一个(2026-06-30)"),
        ({"study": {"name": "小项目"}}, {}, "项目不同:小项目(未注日期) → 小项目(2026-06-30)"),
        ({}, {"standard": {"id": "ykz", "version": "2", "sha256": "s"}}, "评价标准不同:ykz 1 → ykz 2"),
        ({}, {"standard": {"id": "ykz", "version": "1", "sha256": "t"}}, "评价标准 ykz 1 编号和版本相同,但内容不同"),
        ({}, {"tool": {"version": "2"}}, "程序版本不同:1 → 2"),
        ({}, {"method": "2"}, "计算方法版本不同:1 → 2"),
        ({"settings": {"legs.max_m": {"value": 150.0, "unit": "m"}}}, {}, "最长接入直线距离不同:150 米 → —"),
    ],
)
def test_each_thing_that_differs_has_one_sentence(before, after, sentence):
    assert differences_of(view_of(**before), view_of(**after)) == (sentence,)


def test_categories_differ_in_minutes_walkers_and_whether_they_are_a_must():
    assert differences_of(view_of(categories=[SHOP]), view_of(categories=[replace(SHOP, minutes=7.5)])) == (
        "“便利店”的步行时限不同:5 → 7.5 分钟",
    )
    for changed in ({"profile": "senior"}, {"population": "age60plus"}):
        assert differences_of(view_of(), view_of(categories=[replace(MED, **changed)])) == ("“医疗”的步行口径或服务对象不同",)
    loose = replace(MED, mandatory=False)
    assert differences_of(view_of(), view_of(categories=[loose])) == ("“医疗”不再是必备服务",)
    assert differences_of(view_of(categories=[loose]), view_of()) == ("“医疗”改为必备服务",)
    assert differences_of(view_of(), view_of(categories=[MED, SHOP])) == ("只有后一次结果有的类别:便利店",)
    assert differences_of(view_of(categories=[MED, SHOP]), view_of()) == ("只有前一次结果有的类别:便利店",)


def inputs(**files):
    return {"inputs": [{"role": "facilities", "path": f"{name}.csv", "sha256": checksum} for name, checksum in files.items()]}


def test_data_are_told_apart_by_role_path_and_checksum():
    before, after = view_of(**inputs(a="1", b="1", c="1")), view_of(**inputs(a="2", b="1", d="1"))
    assert differences_of(before, after) == (
        "数据有改动:a.csv",
        "只有后一次结果用到的数据:d.csv",
        "只有前一次结果用到的数据:c.csv",
    )
    other_role = view_of(inputs=[{"role": "residents", "path": "a.csv", "sha256": "1"}])
    assert len(differences_of(view_of(**inputs(a="1")), other_role)) == 2


def test_of_many_five_are_named_and_all_counted_each_once():
    many = {f"f{n}": "1" for n in range(6)}
    (sentence,) = differences_of(view_of(), view_of(**inputs(**many)))
    assert sentence == "只有后一次结果用到的数据:f0.csv、f1.csv、f2.csv、f3.csv、f4.csv 等 6 项"
    (sentence,) = differences_of(view_of(), view_of(**inputs(**dict(list(many.items())[:5]))))
    assert "等" not in sentence
    keys = ["gates", "legs", "legs.max_m", "walk.speed.adult", "walk.speed.child", "walk.speed.frail", "walk.speed.senior"]
    found = differences_of(view_of(), view_of(settings={key: {"value": 1.0, "unit": "m"} for key in keys}))
    assert len(found) == 6
    assert found[-1] == "另有 2 个参数不同"


@pytest.mark.parametrize("part", ["study", "standard", "settings", "inputs", "tool", "method"])
def test_a_manifest_without_a_part_is_damaged(part):
    whole = view_of("完整")
    damaged = replace(view_of("坏的"), manifest={key: value for key, value in whole.manifest.items() if key != part})
    with pytest.raises(InputError, match="坏的 已损坏") as caught:
        differences_of(whole, damaged)
    assert caught.value.hint == "请重新运行该项目"

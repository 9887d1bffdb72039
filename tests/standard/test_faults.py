"""What the schema finds is told in a planner's words, at its key and line; the first ten of many, and how many more."""

from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError, model_validator

from xc_gis.standard.faults import MOST_FAULTS, all_faults, faults_of, located
from xc_gis.standard.part import Part, SchemaFault, SchemaFaults, Text


class Inner(Part):
    share: Annotated[float, Field(gt=0, le=1)] = 0.5
    level: Annotated[int, Field(ge=1)] = 1
    word: Literal["a", "b"] = "a"
    flag: bool = True
    text: Text = "x"
    code: Annotated[Text, Field(pattern=r"^V\d$")] = "V1"
    some: Annotated[tuple[Text, ...], Field(min_length=1)] = ("x",)


class Outer(Part):
    inner: Inner = Inner()
    needed: int = 0
    parts: tuple[Inner, ...] = ()


def found(content):
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(content)
    return [(fault.path, str(fault.text)) for fault in faults_of(caught.value, ("top",))]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"share": 0}, "应大于 0"),
        ({"share": 1.5}, "不得大于 1"),
        ({"level": 0}, "不得小于 1"),
        ({"share": "viel"}, "应为数字(读到 'viel')"),
        ({"share": float("nan")}, "应为有限的数"),
        ({"level": 1.5}, "应为数字"),
        ({"word": "c"}, "只能是 'a' or 'b'"),
        ({"flag": "maybe"}, "应为 true 或 false(读到 'maybe')"),
        ({"text": 3}, "应为文字(数字或日期请加引号)(读到 3)"),
        ({"text": True}, "请加引号(读到 True)"),
        ({"code": "W1"}, "应写成 V 和数字，如 V5"),
        ({"some": 3}, "应为列表"),
        ({"some": []}, "不能为空"),
        ({"other": 3}, "没有这个键"),
        (3, "应为由键和值组成的表"),
    ],
)
def test_a_fault_is_told_in_words_of_a_planner_at_its_key(content, words):
    ((path, text),) = found({"inner": content})
    assert words in text
    key = next(iter(content)) if isinstance(content, dict) else None
    assert path == (("top", "inner", key) if key else ("top", "inner"))


def test_entries_of_a_list_are_named_by_their_number():
    assert [path for path, _ in found({"parts": [{}, {"level": 0}]})] == [("top", "parts", 1, "level")]


def test_a_long_value_is_told_without_its_end():
    ((_, text),) = found({"inner": {"share": "x" * 500}})
    assert len(text) < 120
    assert "…" in text


def test_faults_that_a_model_raises_keep_their_own_place():
    class Whole(Part):
        @model_validator(mode="after")
        def _whole(self):
            raise SchemaFaults([SchemaFault(("a", "b"), "甲"), SchemaFault(("c",), "乙")])

    with pytest.raises(ValidationError) as caught:
        Whole()
    assert list(faults_of(caught.value)) == [SchemaFault(("a", "b"), "甲"), SchemaFault(("c",), "乙")]


def test_line_is_that_of_the_key_or_of_what_holds_it():
    lines = {("a",): 3, ("a", "b"): 5}
    assert located(SchemaFault(("a", "b"), "错"), lines) == "第 5 行 a.b：错"
    assert located(SchemaFault(("a", "x", 1), "错"), lines) == "第 3 行 a.x.1：错"
    assert located(SchemaFault(("z",), "错"), lines) == "z：错"


def test_ten_faults_are_listed_and_the_others_counted():
    listed = all_faults("我的.yaml", [f"错 {n}" for n in range(MOST_FAULTS)])
    assert listed.count("\n") == MOST_FAULTS
    assert "另有" not in listed
    more = all_faults("我的.yaml", [f"错 {n}" for n in range(MOST_FAULTS + 3)])
    assert more.startswith("评价标准 我的.yaml 有误:")
    assert more.endswith("……另有 3 处")
    assert "错 9" in more
    assert "错 10" not in more

"""TOML as plain values; whatever its parser raises is a message with line, column and cure."""

import pytest

from xc_gis.errors import StudyError
from xc_gis.sources.study.toml_text import MOST_BYTES, parsed_toml


def refused(raw):
    with pytest.raises(StudyError) as caught:
        parsed_toml(raw if isinstance(raw, bytes) else raw.encode(), "s.toml")
    return caught.value


def test_values_are_read_with_or_without_a_mark():
    assert parsed_toml(b'a = 1\n[b]\nc = "x"', "s.toml") == {"a": 1, "b": {"c": "x"}}
    assert parsed_toml(b"\xef\xbb\xbfa = 1", "s.toml") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ("a = 1\nb = 甲\n", "项目文件 s.toml 第 2 行第 5 列写法有误", "文字请加引号"), ('p = "C:\\data\\x.osm"\n', "第 1 行第", "反斜杠"), ("a = 1\na = 2\n", "的键或表写了两次", "请删去其中一处"), ("[t]\nx = 1\n[t]\n", "的键或表写了两次", "合成一处"),
        ('a = "x', "在末尾（第 1 行）不完整", "文字请加引号"), ("a = [1,\n2", "在末尾（第 2 行）不完整", "文字请加引号"), ("", "是空文件", "示例见"), (" \n ", "是空文件", "示例见"), ("a = " + "[" * 100_000, "嵌套过深", "请更正该处"), ("a = 1\nb = " + "9" * 5000, "第 2 行有一个过长的数字", "请更正该处"),
        ("d = 2026-02-30\n", "第 1 行", ""),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place_and_what_to_do(text, words, hint):
    fault = refused(text)
    assert words in fault.message
    assert hint in fault.hint


def test_another_encoding_and_a_file_far_too_large_are_told():
    assert "不是 UTF-8 编码" in refused("名 = 1".encode("gb18030")).message
    assert "大于 5 MB，不是项目文件" in refused(b"#" * (MOST_BYTES + 1)).message


def test_another_kind_of_file_is_called_by_its_name():
    with pytest.raises(StudyError, match=r"方案文件 s\.toml 是空文件"):
        parsed_toml(b"", "s.toml", "方案文件")

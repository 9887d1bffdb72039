"""YAML as keys and values: each key has its line, and what is no plain data is refused with it."""

import pytest

from xc_gis.errors import StandardError
from xc_gis.standard.yaml_text import content_of


def test_each_key_has_its_line():
    content, lines = content_of(b"a: 1\nb:\n  - {c: 2}\n  - d\n", "x.yaml")
    assert content == {"a": 1, "b": [{"c": 2}, "d"]}
    assert (lines["a",], lines["b", 0, "c"], lines["b", 1]) == (1, 3, 4)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"a: [1\nb: 2\n", "第 2 行：YAML 写法有误"), (b"- 1\n", "不是由键和值组成"), (b"a: 1\na: 2\n", "第 2 行:键 “a” 重复"), (b"a: &x 1\nb: *x\n", "第 1 行:不支持 YAML 引用"),
        (b"a: !!python/object:os.system 1\n", "第 1 行：不支持 YAML 标签"), (b"a: 2026-02-30\n", "第 1 行：2026-02-30 不是存在的日期"), ("a: 好".encode("gb18030"), "不是 UTF-8 编码"),
        (b"yes: 1\n", "第 1 行:键 yes 会被 YAML 读成真假值"), (b"a: " + b"[" * 5000, "YAML 写法有误"),
    ],
)  # fmt: skip
def test_what_is_no_plain_data_is_refused_with_kind_and_name_of_the_file(raw, words):
    with pytest.raises(StandardError) as caught:
        content_of(raw, "x.yaml", "指标清单")
    assert words in str(caught.value)
    assert "指标清单 x.yaml" in str(caught.value)

"""Marks of Chinese sentences, and messages of the library as they are said in English: the same file, row and value."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.languages.marks import FULL_MARK, HALF_MARK
from tools.list_messages import english, every_sentence, gaps
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language, joined, msg, wide_template
from xc_gis.languages.punctuation import wide
from xc_gis.standard.load import load_standard

SAMPLE = Path(__file__).parent.parent.parent / "data"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{} 有误:第 {} 行(共 2 行),见 10:30", "{} 有误：第 {} 行（共 2 行），见 10:30"),
        ("表格 (*.csv);;所有文件 (*)", "表格 (*.csv);;所有文件 (*)"),
        ("文件(&F)", "文件(&F)"),
        ("12,345 人", "12,345 人"),
        ("{} 缺少列 lon(现有:{})", "{} 缺少列 lon（现有：{}）"),
        ("版本号 “{}” 不可用;如 0.2.0", "版本号 “{}” 不可用；如 0.2.0"),
    ],
)
def test_a_sentence_has_full_width_marks_where_planners_write_them(text: str, shown: str) -> None:
    assert wide(text) == shown
    assert wide(shown) == shown


def test_what_is_filled_in_keeps_its_marks() -> None:
    text = msg("{file} 缺少列 lon(现有:{names})", file="x,y(1).csv", names="甲,乙(北)")
    assert in_language(text, "zh") == "x,y(1).csv 缺少列 lon（现有：甲,乙(北)）"


def test_names_of_the_standard_and_of_the_sample_are_not_translated() -> None:
    standard = load_standard("xicheng-ykz-default")
    names = {c.zh for c in standard.categories} | {kind.zh for kind in standard.facility_types.values()} | {standard.name_zh}
    for path in ("communities/communities.geojson", "communities/subdistricts.geojson", "facilities/公共服务设施.geojson"):
        rows = json.loads((SAMPLE / path).read_text(encoding="utf-8"))["features"]
        names |= {str(value) for row in rows for value in row["properties"].values() if CHINESE.search(str(value))}
    assert len(names) > 500
    assert all(in_language(name, "en") == name for name in names)
    assert all(in_language(msg("{shown} 是空文件", shown=name), "en") == f"{name} is empty" for name in names)


def test_a_sentence_that_a_language_does_not_have_stays_chinese() -> None:
    nowhere = "没有这{what}"
    assert in_language(msg(nowhere, what="一句"), "en") == "没有这一句"


FILTERS = re.compile(r"\(\*\.|\(&")
"""Filters of files and keys of menus keep the marks that the window's library reads; so do signs of YAML."""


def test_every_chinese_sentence_is_said_with_full_width_marks() -> None:
    said = [wide_template(text) if gaps(text) else wide(text) for text in every_sentence()]
    assert len(said) > 4_000
    assert not [text for text in said if HALF_MARK.search(FILTERS.split(text)[0])]


def test_no_english_sentence_has_full_width_marks() -> None:
    forms = [form for known in english().values() for form in ([known] if isinstance(known, str) else known)]
    assert len(forms) > 4_000
    assert not [form for form in forms if FULL_MARK.search(form.replace("＊", ""))]


def test_a_mark_between_parts_is_that_of_the_language() -> None:
    listed = joined(";", [msg("已停止"), "a"])
    assert [in_language(listed, lang) for lang in ("zh", "en")] == ["已停止；a", "Stopped; a"]

"""Messages in English: every one exists, and says the same file, row and value."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
import yaml

from tools.list_messages import left_chinese, messages, stages, window_sentences
from xc_gis import languages
from xc_gis.languages import CHINESE, GAP, catalogue, translated
from xc_gis.languages.punctuation import full_width, wide
from xc_gis.standard.load import load_standard

CATALOGUE = Path(languages.__file__).parent / "en"
SAMPLE = Path(__file__).parent.parent / "data"


def test_every_message_of_the_library_has_an_english_sentence() -> None:
    missing = {text: where for text, where in messages().items() if text not in catalogue("en")}
    assert not missing, "python tools/list_messages.py lists them"


WINDOW_PARTS = (".", "results", "map", "work", "study", "standard", "manual")
"""Folders of ``xc_gis/ui`` whose texts are all told in English; ``.`` for its own files."""


@pytest.mark.parametrize("part", WINDOW_PARTS)
def test_every_text_of_the_window_can_be_told_in_english(part: str) -> None:
    said = window_sentences([part])
    assert said
    assert not {text: where for text, where in said.items() if left_chinese(text)}


def test_words_of_the_report_that_the_window_shows_can_be_told_in_english() -> None:
    shown = {t: where for t, where in window_sentences(["../report"]).items() if where.endswith(("/wording.py", "/walk_text.py"))}
    assert len(shown) > 50
    assert not {text: where for text, where in shown.items() if left_chinese(text)}


@pytest.mark.parametrize("part", WINDOW_PARTS)
def test_chinese_sentences_of_the_window_have_full_width_marks(part: str) -> None:
    said = {text for text, where in window_sentences([part]).items() if where != "map/page_words.py"}  # the page's own sentences
    assert said
    assert not {text for text in said if wide(text) != text}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a.csv 第 7 行的 residents = '-3' 是负数(共 2 行)", "a.csv 第 7 行的 residents = '-3' 是负数（共 2 行）"),
        ("x,y(1).csv 缺少列 lon(现有:名称、地址)", "x,y(1).csv 缺少列 lon（现有：名称、地址）"),
        ("长椿街社区(北)", "长椿街社区(北)"),
        ("甲社区,乙社区", "甲社区,乙社区"),
        ("版本号 “甲,乙” 不可用;如 0.2.0", "版本号 “甲,乙” 不可用；如 0.2.0"),
        ("没有这,一句话", "没有这,一句话"),
    ],
)
def test_a_sentence_gets_full_width_marks_and_what_is_filled_in_stays(said: str, shown: str) -> None:
    assert full_width(said) == shown
    assert full_width(shown) == shown


def test_every_stage_of_a_run_has_an_english_name() -> None:
    assert "写出结果" in stages()
    assert not {text for text in stages() if left_chinese(text)}


def test_a_sentence_has_one_english_in_all_files_of_the_catalogue() -> None:
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CATALOGUE.glob("*.yaml"))]
    assert len(files) > 1
    assert not {text for file in files for text, english in file.items() if catalogue("en")[text] != english}


def test_names_of_the_standard_and_of_the_sample_are_not_translated() -> None:
    standard = load_standard("xicheng-ykz-default")
    names = {c.zh for c in standard.categories} | {kind.zh for kind in standard.facility_types.values()} | {standard.name_zh}
    for path in ("communities/communities.geojson", "communities/subdistricts.geojson", "facilities/公共服务设施.geojson"):
        rows = json.loads((SAMPLE / path).read_text(encoding="utf-8"))["features"]
        names |= {str(value) for row in rows for value in row["properties"].values() if CHINESE.search(str(value))}
    assert len(names) > 500
    assert not {name: translated(name, "en") for name in names if translated(name, "en") != name}


def test_an_english_sentence_fills_in_all_that_the_message_says() -> None:
    for template, sentence in catalogue("en").items():
        used = {int(name) for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
        assert used == set(range(template.count(GAP))), template


@pytest.mark.parametrize(
    ("message", "english"),
    [
        ("facilities/诊所.csv 是空文件", "facilities/诊所.csv is empty"),
        ("a.csv 第 7 行的 residents = '-3' 是负数(共 2 行)", "a.csv, row 7: residents = '-3' is negative (2 rows in all)"),
        ("项目文件 s.toml 有误:\n  第 3 行 study.nam:没有这个键。是否指 “name”?", "The study file s.toml has faults:\n  line 3, study.nam: there is no such key. Did you mean “name”?"),
        ('请在 columns 中指明,如 columns = { lon = "…" }', 'Name it in columns, such as columns = { lon = "…" }'),
        ("没有这一句话", "没有这一句话"),
        ("x.csv 缺少列 lon(现有:名称、地址)", "x.csv lacks the column lon (present: 名称、地址)"),
        ("各列的含义按列名和内容推断:经度 → lon、名称 → name", "The meaning of columns was inferred from names and contents: 经度 → lon、名称 → name"),
        ("坐标系 GCJ-02(高德、腾讯):与证据相符。12/13 在其文字所写的社区内、3/3 在其地址所写的道路旁", "The coordinate system GCJ-02 (AMap, Tencent) agrees with the evidence: 12/13 in the community that their text names, 3/3 beside the street of their address"),
        ("版本号 “x” 不可用 → 如 0.2.0", "The version “x” is not allowed → Such as 0.2.0"),
    ],
)  # fmt: skip
def test_a_message_keeps_its_file_row_and_value_in_english(message: str, english: str) -> None:
    assert translated(message, "en") == english
    assert translated(message, "zh") == message

"""Messages in English: every one exists, and says the same file, row and value."""

from __future__ import annotations

import string

import pytest

from tools.list_messages import messages
from xc_gis.languages import GAP, catalogue, translated


def test_every_message_of_the_library_has_an_english_sentence() -> None:
    missing = {text: where for text, where in messages().items() if text not in catalogue("en")}
    assert not missing, "python tools/list_messages.py lists them"


def test_an_english_sentence_fills_in_all_that_the_message_says() -> None:
    for template, sentence in catalogue("en").items():
        used = {int(name) for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
        assert used == set(range(template.count(GAP))), template


@pytest.mark.parametrize(
    ("message", "english"),
    [
        ("facilities/诊所.csv 是空文件", "facilities/诊所.csv is empty"),
        ("a.csv 第 7 行的 residents = '-3' 是负数(共 2 行)", "a.csv, row 7: residents = '-3' is negative (2 rows in all)"),
        ("研究文件 s.toml 有误:\n  第 3 行 study.nam:没有这个键。是否指 “name”?", "The study file s.toml has faults:\n  line 3, study.nam: there is no such key. Did you mean “name”?"),
        ('请在 columns 中指明,如 columns = { lon = "…" }', 'Name it in columns, such as columns = { lon = "…" }'),
        ("没有这一句话", "没有这一句话"),
    ],
)  # fmt: skip
def test_a_message_keeps_its_file_row_and_value_in_english(message: str, english: str) -> None:
    assert translated(message, "en") == english
    assert translated(message, "zh") == message

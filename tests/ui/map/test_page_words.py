"""The window's script for the page: wide marks in Chinese, translations in English, every part once."""

import json
import re

import pytest

from xc_gis.languages import CHINESE
from xc_gis.languages.punctuation import wide
from xc_gis.report.map.page_words import page_sentences
from xc_gis.ui.map.page_words import WINDOW_SCRIPTS, _own_text, window_page_script, window_script
from xc_gis.wording import window


@pytest.fixture(autouse=True)
def _chinese():
    yield
    window.use("zh")


def words():
    return json.loads(re.search(r"\((\{.*\})\)", window_script(), re.DOTALL)[1])


def test_in_chinese_only_sentences_with_other_marks_are_told():
    told = words()
    assert told
    assert all(wide(text) != text for text in told)
    assert not set(told) - set(page_sentences(map(_own_text, WINDOW_SCRIPTS)))
    assert told["{}(数据 {})"] == "{0}（数据 {1}）"


def test_in_english_every_sentence_of_page_and_window_is_told():
    window.use("en")
    told = words()
    asked = {text for text in page_sentences(map(_own_text, WINDOW_SCRIPTS)) if CHINESE.search(text)}
    assert asked <= set(told)
    assert not [text for text in map(str, told.values()) if CHINESE.search(text)]


def test_page_script_has_every_part_in_its_order():
    script = window_page_script()
    assert script.startswith("var xcWindowParts = {};")
    places = [script.index(_own_text(name)) for name in WINDOW_SCRIPTS]
    assert places == sorted(places)

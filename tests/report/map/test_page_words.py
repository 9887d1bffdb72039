"""What the page says in another language: every sentence of its scripts, gaps by number, JSON that ends no script."""

import json

import pytest

from tests.languages.marks import HALF_MARK
from xc_gis.languages import CHINESE
from xc_gis.report.map.page_words import json_element, numbered, page_sentences, page_words, words_element


def test_sentences_are_those_of_calls_marks_and_data():
    found = page_sentences(['x = t("只有这里的句子 {}", 5); y = fat("不是句子")', '<b data-say="标记的句子">'])
    assert {"只有这里的句子 {}", "标记的句子"} <= set(found)
    assert "不是句子" not in found
    assert list(found) == sorted(set(found))


def test_english_has_a_sentence_for_each_of_the_page():
    english = page_words([], "en")
    assert {text for text in page_sentences([]) if CHINESE.search(text)} <= set(english)
    assert english["{}(数据 {})"].count("{0}") == english["{}(数据 {})"].count("{1}") == 1


@pytest.mark.parametrize(("words", "shown"), [("{} of {}", "{0} of {1}"), ("none", "none"), ("{x} {}", "{x} {0}")])
def test_gaps_are_numbered_in_their_order(words, shown):
    assert numbered(words) == shown


def test_json_in_a_page_ends_no_script_and_reads_the_same():
    content = {"name": "</script><script>alert(1)</script>&amp;\u2028", "x": [1.5, None]}
    packed = json_element(content)
    assert not {"<", "&", "\u2028"} & set(packed)
    assert json.loads(packed) == content
    with pytest.raises(ValueError, match="JSON"):
        json_element(float("nan"))


def test_a_page_in_chinese_is_told_its_sentences_with_full_width_marks():
    told = page_words([], "zh")
    assert told["{}(数据 {})"] == "{0}（数据 {1}）"
    assert all(text != words for text, words in told.items())
    assert not [words for words in map(str, told.values()) if HALF_MARK.search(words)]
    assert all('id="xc-words"' in words_element(lang) for lang in ("zh", "en"))


def test_english_tells_one_from_many():
    assert page_words([], "en")["{} 个社区"] == ["{0} community", "{0} communities"]

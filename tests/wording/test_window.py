"""What the window says: the shell's table in both languages, marks and capitals of a language, names as far as the data have them."""

import string

import pytest

from xc_gis.languages import CHINESE
from xc_gis.languages.message import msg
from xc_gis.wording import window
from xc_gis.wording.window import _WORDS, capital, joined_words, label_of, language, mark_of, name_of, named, tr, use, window_text


@pytest.fixture(autouse=True)
def _chinese():
    yield
    use("zh")


class Kind:
    zh, en = "药店", "Pharmacy"


class Unnamed:
    zh, en = "药店", ""


@pytest.mark.parametrize("key", _WORDS)
def test_both_languages_say_the_same_gaps_and_english_has_no_chinese(key):
    chinese, english = _WORDS[key]
    gaps = [[field for _, field, _, _ in string.Formatter().parse(words) if field is not None] for words in (chinese, english)]
    assert gaps[0] == gaps[1]
    assert not CHINESE.search(english) or key == "language"
    assert chinese.strip()
    assert english.strip()


def test_an_unknown_language_is_chinese():
    use("en")
    assert (language(), window_text("run")) == ("en", "Run")
    use("fr")
    assert (language(), window_text("run")) == ("zh", "运行")


def test_values_are_put_in_and_braces_of_a_name_stay():
    assert window_text("saved", "{0}.html") == "已保存：{0}.html"
    assert window_text("in_brackets", "甲", "乙") == "甲（乙）"


def test_a_text_that_is_no_message_stays_and_a_message_gets_wide_marks():
    assert tr("a:b") == "a:b"
    assert tr(msg("暂不评级(数据不足)")) == "暂不评级（数据不足）"


def test_marks_and_capitals_are_those_of_the_language():
    assert (joined_words(["a", "b"]), mark_of("；")) == ("a，b", "；")
    use("en")
    assert (joined_words(["a", "b"]), joined_words(["a", "b"], "、"), mark_of("；")) == ("a, b", "a, b", "; ")
    assert (capital("minutes"), capital(""), label_of("minutes")) == ("Minutes", "", "Minutes")


def test_names_are_english_where_the_data_have_them():
    assert (named("甲", "A"), name_of(Kind())) == ("甲", "药店")
    use("en")
    assert (named("甲", "A"), named("甲", ""), name_of(Kind()), name_of(Unnamed())) == ("A", "甲", "Pharmacy", "药店")


def test_catalogue_is_loaded_for_english_alone(monkeypatch):
    asked = []
    monkeypatch.setattr(window, "sentences", asked.append)
    window.ready()
    use("en")
    window.ready()
    assert asked == ["en"]

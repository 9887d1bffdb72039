"""A message and its values: said in Chinese and English, joined, sent to another process, never confused with data."""

import pickle

import pytest

from xc_gis.errors import InputError
from xc_gis.languages.message import Name, begins_with_data, changed, in_language, joined, msg, opening


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch):
    known = {
        "{file} 是空文件": "{file} is empty",
        "设施": "facilities",
        "已覆盖": "covered",
        "{name}:{state}(共 {count:,} 处)": "{name}: {state} ({count:,} in all)",
        "没有值": "no values {here}",
        "{count} 条": ("1 row", "{count} rows"),
    }
    monkeypatch.setattr(
        "xc_gis.languages.sentences.forms_of", lambda template, lang: known.get(template) if lang == "en" else None
    )


def test_a_message_is_its_chinese_sentence() -> None:
    assert msg("{file} 是空文件", file="a.csv") == "a.csv 是空文件"


def test_english_is_made_from_the_template_and_the_same_values() -> None:
    assert in_language(msg("{file} 是空文件", file="a.csv"), "en") == "a.csv is empty"


def test_a_name_is_never_translated_though_it_is_a_message_elsewhere() -> None:
    assert in_language(msg("设施"), "en") == "facilities"
    assert in_language(msg("{file} 是空文件", file="设施"), "en") == "设施 is empty"
    assert in_language("设施", "en") == "设施"


def test_a_value_that_is_a_message_is_said_in_the_same_language() -> None:
    text = msg("{name}:{state}(共 {count:,} 处)", name="设施", state=msg("已覆盖"), count=1234)
    assert text == "设施:已覆盖(共 1,234 处)"
    assert in_language(text, "en") == "设施: covered (1,234 in all)"


def test_values_are_not_read_as_templates() -> None:
    assert in_language(msg("{file} 是空文件", file="{file}{0}%s"), "en") == "{file}{0}%s is empty"
    assert msg("没有值") == "没有值"
    assert in_language(msg("没有值"), "en") == "no values {here}"


def test_marks_of_the_sentence_are_widened_in_the_window_and_those_of_values_are_not() -> None:
    text = msg("{name}:{state}(共 {count:,} 处)", name="甲(北):1", state=msg("已覆盖"), count=2)
    assert in_language(text, "zh") == "甲(北):1：已覆盖（共 2 处）"


def test_parts_that_are_joined_or_added_stay_messages() -> None:
    parts = joined("；", [msg("{file} 是空文件", file="a"), "b", msg("已覆盖")])
    assert parts == "a 是空文件；b；已覆盖"
    assert in_language(parts, "en") == "a is empty; b; covered"
    assert in_language("→ " + msg("已覆盖") + "!", "en") == "→ covered!"
    assert joined("、", ["设施", "b"]) == "设施、b"
    assert in_language(joined("、", ["设施", "b"]), "en") == "设施, b"
    assert not joined("、", [])


def test_a_message_crosses_to_another_process_whole() -> None:
    for text in (msg("{name}:{state}(共 {count:,} 处)", name="甲", state=msg("已覆盖"), count=3), msg("已覆盖") + "!"):
        there = pickle.loads(pickle.dumps(text))
        assert there == text
        assert in_language(there, "en") == in_language(text, "en")


def test_a_value_that_fills_the_screen_is_shortened_in_every_language() -> None:
    fault = InputError(msg("{file} 是空文件", file="x" * 5000))
    assert len(fault.message) < 120
    assert len(in_language(fault.message, "en")) < 120


def test_what_no_catalogue_knows_is_said_in_chinese() -> None:
    assert in_language(msg("还没有译文"), "en") == "还没有译文"


def test_one_and_many_are_told_apart_where_the_language_does() -> None:
    assert [in_language(msg("{count} 条", count=n), "en") for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


def test_a_name_is_said_in_the_language_of_the_sentence_and_keeps_its_letters() -> None:
    named, only = Name("设施{x}", "Facilities {x}"), Name("设施")
    reported = msg("{file} 是空文件", file=joined("、", [named, only]))
    assert reported == "设施{x}、设施 是空文件"
    assert in_language(reported, "en").count("Facilities {x}, 设施") == 1
    again = pickle.loads(pickle.dumps(reported))
    assert in_language(again, "en") == in_language(reported, "en")


def test_a_name_in_a_message_can_be_changed_and_the_message_stays_one() -> None:
    text = changed(
        joined("\n", [msg("{file} 是空文件", file="draft.toml"), "draft.toml"]),
        lambda reported: reported.replace("draft", "study"),
    )
    assert text == "study.toml 是空文件\nstudy.toml"
    assert in_language(text, "en") == "study.toml is empty\nstudy.toml"


def test_an_opening_ends_at_a_mark_of_the_sentence_never_of_a_name() -> None:
    found = opening(msg("状态 “{word}”:{state}", word="甲:乙", state=msg("已覆盖")), ":")
    assert found == "状态 “甲:乙”"
    numbers = msg("{name}:{state}(共 {count:,} 处)", name="甲", state="", count=3000)
    assert opening(numbers, ":") == "甲"
    plain = msg("{file} 是空文件", file="a:b.csv")
    assert opening(plain, ":") is plain
    assert opening("a:b.csv", ":") == "a:b.csv"
    more = msg("距所有社区超过 {buffer_m:g} 米", buffer_m=1500.0)
    assert opening(more, ":") is more
    assert opening(numbers + "等", ":") == "甲"
    assert opening(plain + "等", ":") == "a:b.csv 是空文件等"


def test_an_opening_is_said_in_the_language_of_the_reader() -> None:
    text = msg("按勾选列不算开放:{evidence}", evidence="甲: 否")
    assert opening(text, ":") == "按勾选列不算开放"
    assert in_language(opening(text, ":"), "en") == in_language(text, "en").partition(":")[0]


def test_a_file_that_begins_a_sentence_keeps_its_letters():
    named = msg("{shown} 没有任何数据行", shown="li.csv")
    assert begins_with_data(named, in_language(named, "en")) == in_language(named, "en").startswith("li.csv")
    assert begins_with_data(named, in_language(named, "zh"))
    assert begins_with_data(named + msg("，请更正"), in_language(named, "zh"))
    assert not begins_with_data(msg("没有社区 {name}", name="x"), "没有社区 x")

"""Errors as people read them: message and hint, exit codes, endless values cut, the word that was meant."""

import pytest

from xc_gis.errors import (
    MOST_SHOWN,
    Cancelled,
    CrsError,
    InputError,
    OutputError,
    ResourceError,
    StandardError,
    StudyError,
    XcGisError,
    nearest_spelling,
    shortened,
)
from xc_gis.languages.message import in_language, msg


def test_message_and_hint_stand_in_one_line():
    assert str(InputError("文件是空的")) == "文件是空的"
    assert str(InputError("文件是空的", hint="请换一个")) == "文件是空的 → 请换一个"


@pytest.mark.parametrize(
    ("kind", "code"), [(XcGisError, 1), (StudyError, 1), (StandardError, 1), (CrsError, 1), (OutputError, 1), (ResourceError, 70)]
)
def test_exit_codes_are_those_of_the_command_line(kind, code):
    assert kind("x").exit_code == code
    assert Cancelled().exit_code == 3
    assert str(Cancelled()) == "已停止"


def test_kinds_are_caught_as_what_python_knows():
    assert isinstance(StudyError("x"), InputError)
    assert isinstance(InputError("x"), ValueError)
    assert isinstance(OutputError("x"), OSError)
    assert CrsError.topic == "crs"


@pytest.mark.parametrize(("length", "cut"), [(399, False), (400, True), (10_000, True)])
def test_a_value_that_fills_the_screen_is_cut_and_a_sentence_is_not(length, cut):
    text = InputError(f"名称 {'长' * length}，请缩短").message
    assert ("…" in text) is cut
    assert text.endswith("，请缩短")
    assert len(text) <= (MOST_SHOWN + 20 if cut else length + 20)
    assert "…" not in InputError("，".join(["十分平常的一句话"] * 200)).message


def test_a_message_stays_one_and_its_values_are_cut():
    message = InputError(msg("{name} 是空的", name="x" * 1000)).message
    assert len(message) < 120
    assert message.template == "{name} 是空的"
    assert in_language(message, "zh") == message


@pytest.mark.parametrize(("word", "meant"), [("domian", "domain"), ("crs_", "crs"), ("entirely", ""), ("", "")])
def test_the_word_that_may_be_meant_is_offered(word, meant):
    said = nearest_spelling(word, ["domain", "crs", "encoding"])
    assert said == (f"是否指 “{meant}”?" if meant else "")


def test_long_values_are_told_without_their_end():
    assert shortened("abc") == "'abc'"
    assert shortened("x" * 78) == repr("x" * 78)
    assert shortened("x" * 79).endswith("…")
    assert len(shortened(list(range(1000)))) == MOST_SHOWN

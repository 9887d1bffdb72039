"""Text out of other people's files on a terminal: shown, never obeyed."""

import pytest

from xc_gis.wording.visible_text import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("社区卫生站 A", "社区卫生站 A"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\x00b\x7fc", "a\\x00b\\x7fc"),
        ("a\udc80b", "a\\udc80b"),
        ("a\nb\tc", "a\nb\tc"),
        ("a\rb", "a\\rb"),
        ("\u200bzero", "\u200bzero"),  # no control character: it only takes no room
        ("𠮷", "𠮷"),
    ],
)
def test_control_characters_and_half_letters_stand_as_escapes(text, shown):
    assert visible(text) == shown


def test_a_name_stands_on_one_line():
    assert one_line("a\nb\tc\x1b") == "a\\nb\\tc\\x1b"
    assert one_line(17) == "17"

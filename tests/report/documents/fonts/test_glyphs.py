"""Letters: which there are, how wide they are, what stands for those that are lacking."""

import re

import pytest

from tests.fixtures.finished_run import letters
from xc_gis.report.documents.fonts.glyphs import MISSING


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("马甸社区", "马甸社区"), ("", ""), ("两行\n名称\t", "两行 名称"), ("😀站", f"{MISSING}站"), ("老❤️年", "老❤年"),
        ("\u202e反", "反"), ("#eval $x$ *b* @ref \\ <b>", "#eval $x$ *b* @ref \\ <b>"),
    ],
)  # fmt: skip
def test_names_are_written_with_what_the_font_has(name, written):
    made = letters().writable(name)
    assert made in {written, written.replace("❤", MISSING)}
    assert all(letters().has(letter) for letter in made)


def test_a_chinese_letter_is_an_em_wide_and_a_latin_one_is_less():
    assert letters().width("马甸") == pytest.approx(2.0)
    assert 0.3 < letters().width("a") < 0.8


def test_an_outline_lies_where_the_text_stands():
    numbers = [int(n) for n in re.findall(r"-?\d+", letters().outline("口", 1000, 2000, 100))]
    assert 950 <= min(numbers) <= max(numbers) <= 2050
    assert letters().outline("口口", 0, 0, 100).count("M") == 2 * letters().outline("口", 0, 0, 100).count("M")

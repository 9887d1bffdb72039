"""Chinese numerals: what they say, and what says nothing."""

import pytest

from xc_gis.sources.governance.numerals import chinese_number, chinese_percent


@pytest.mark.parametrize(
    ("text", "number"),
    [("零", 0), ("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("九十五", 95), ("一百", 100), ("一百零五", 105), ("二〇", 20), ("九十九点五", 99.5), ("玖拾", 90)],
)  # fmt: skip
def test_numerals_are_read(text, number):
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "好", "九九十", "十百", "九十点", "点五", "90"])
def test_what_is_no_numeral_says_nothing(text):
    assert chinese_number(text) is None


def test_percent_has_a_word_of_its_own():
    assert [chinese_percent(text) for text in ("百分之九十点五", "九成", "九成五", "十成")] == [90.5, 90, 95, 100]
    assert [chinese_percent(text) for text in ("九十", "完成", "百分之", "九成多")] == [None] * 4

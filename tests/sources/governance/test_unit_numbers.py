"""Numbers with units, as offices write them."""

import pytest

from xc_gis.sources.governance.unit_numbers import in_unit, plain_word


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [
        ("7200人", "万人", 0.72), ("0.72万人", "万人", 0.72), ("0.72", "万人", 0.72), ("三十七", "家", 37.0), ("37家", "家", 37.0), ("二十八点五", "㎡/百户", 28.5),
        ("30 ㎡/百户", "㎡/百户", 30.0), ("３０", "㎡", 30.0), ("1,200", "个", 1200.0), ("好", "家", None), ("", "家", None),
        ("35人", "家", None), ("8个", "分钟", None), ("95户", "%", None), ("120平方米", "㎡", 120.0), ("43.2㎡", "㎡/百户", 43.2), ("35个", "家", 35.0), ("5米", "㎡", None),
    ],
)  # fmt: skip
def test_what_a_cell_says_itself_counts(cell, unit, value):
    assert in_unit(cell, unit) == value


def test_words_are_compared_without_width_blanks_and_capitals():
    assert plain_word(" ＡＢ c㎡") == "abcm2"

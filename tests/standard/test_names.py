"""A category has a name in each language: English where it was chosen and the standard has one, else Chinese."""

import pytest

from tests.standard.test_caps import STANDARD, refused, standard_with
from xc_gis.languages import CHINESE
from xc_gis.standard import load_standard
from xc_gis.wording.codes import name_in


def named(en):
    return STANDARD.replace("zh: 甲类,", f"zh: 甲类, en: {en},")


def test_every_category_of_the_shipped_standard_has_its_own_english_name():
    names = [c.en for c in load_standard("xicheng-ykz-default").categories]
    assert all(names)
    assert len(set(names)) == len(names)
    assert not any(CHINESE.search(name) for name in names)


@pytest.mark.parametrize("en", ['""', '"  "', "null"])
def test_category_without_an_english_name_keeps_its_chinese_one(en):
    text = STANDARD if en == "null" else named(en)
    category = standard_with(text=text).category("AAA")
    assert name_in(category, "en") == name_in(category, "zh") == "甲类"


def test_english_name_stands_only_where_english_is_chosen():
    category = standard_with(text=named('" First service "')).category("AAA")
    assert (name_in(category, "en"), name_in(category, "zh")) == ("First service", "甲类")


@pytest.mark.parametrize(
    ("en", "words"),
    [
        (f'"{"x" * 61}"', "不得长于 60 个字符，现有 61 个"),
        ('"two\\nlines"', "换行或控制字符"),
        ('"bell\\a"', "换行或控制字符"),
        ('"line\\u2028separator"', "换行或控制字符"),
        ("yes", "请加引号"),
        ("12", "应为文字"),
    ],
)
def test_name_that_fits_no_column_is_refused_with_its_line(en, words):
    message = refused(text=named(en))
    line = next(n for n, text in enumerate(STANDARD.splitlines(), 1) if "code: AAA" in text)
    assert words in message
    assert f"第 {line} 行" in message


def test_longest_name_passes():
    assert standard_with(text=named("x" * 60)).category("AAA").en == "x" * 60

"""Names made comparable: typing does not matter, numbers, directions and branches do."""

import re

import pytest

from xc_gis.sources.rows.names import distinguishing_signs, place_name, plain_name, with_digits


@pytest.mark.parametrize(
    ("text", "plain"),
    [("ＡＢＣ 便利店", "abc便利店"), ("7-11(西单)", "711西单"), ("①号", "1号"), ("", ""), ("——", ""), ("Straße", "strasse")],
)
def test_letters_and_digits_alone_are_left(text, plain):
    assert plain_name(text) == plain


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("十", "10"), ("十二", "12"), ("二十", "20"), ("二十一", "21"), ("九十九", "99"), ("一百", "100"), ("一百零五", "105"), ("一百一十", "110"), ("三百二十一", "321"), ("二〇", "20"), ("一二三", "123"), ("两", "2"),
        ("第一小学", "第1小学"), ("百万庄", "百万庄"), ("红莲南里十三号院", "红莲南里13号院"), ("abc", "abc"), ("", ""),
    ],
)  # fmt: skip
def test_numerals_are_digits_and_a_hundred_alone_is_a_sign_of_names(text, digits):
    assert with_digits(text) == digits


def test_a_name_is_taken_apart():
    found = place_name("北京市西城区物美超市（西直门店）")
    assert (found.core, found.branch) == ("物美超市", "西直门")
    assert place_name("北京惠民便利店有限责任公司").core == "惠民便利店"
    assert place_name("（西直门店）").core == "西直门店"  # all that there is
    assert place_name("公司").core == "公司"


def test_prefixes_only_say_where_it_is_unless_nothing_would_be_left():
    assert place_name("新街口街道惠民店", prefixes=["新街口街道", "新街口"]).core == "惠民店"
    assert place_name("新街口", prefixes=["新街口"]).core == "新街口"
    assert place_name("新街口店", prefixes=["新街口"]).core == "新街口店"  # one letter is no name


def test_what_only_says_the_type_is_not_its_own():
    toilet = re.compile("公共厕所|卫生间")
    assert place_name("公共厕所", generic=toilet).own == ""
    assert place_name("十二号公共厕所", generic=toilet).own == "12号"
    assert place_name("公共厕所").own == "公共厕所"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("西便门东里", "西便门西里", False),
        ("红莲一小", "红莲1小", True),
        ("红莲一小", "红莲二小", False),
        ("甲店", "乙店", False),
        ("惠民店", "利民店", True),
    ],
)
def test_signs_tell_two_neighbours_apart(one, other, same):
    assert (place_name(one).signs == place_name(other).signs) is same


def test_signs_stand_in_their_order():
    assert distinguishing_signs("东12西南3里") == "东 12 西 南 3"
    assert distinguishing_signs("惠民店") == ""

"""Sentences of the check in the words of the window: fields for keys, and names out of the data never touched."""

import pytest

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.study.window_words import hint_in_window, in_window_words, name_of
from xc_gis.wording import window


@pytest.fixture(autouse=True)
def _chinese():
    yield
    window.use("zh")


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        (msg("坐标系声明与数据不符；请在其旁写 crs_confirmed = true"), "坐标系声明与数据不符；请点“确认声明无误”"),
        (msg("[[facilities]] 缺少文件"), "“设施清单”缺少文件"),
        (msg("请写明 crs 或 encoding"), "请写明“坐标系”或“文字编码”"),
        (msg("可写 header_row = 0"), "可写“表头在第几行”填 0"),
        (msg('请写 areas = "outside"'), "请写“范围”选“区外”"),
        (msg('columns = { lon = "x", lat = "y" }'), "请在左边选好“经度（或 X）列”“纬度（或 Y）列”"),
    ],
)
def test_keys_of_the_study_file_are_fields_of_the_window(sentence, shown):
    assert in_window_words(sentence).replace(" ", "") == shown.replace(" ", "")


def test_what_is_filled_in_keeps_its_words():
    assert "crs" in in_window_words(msg("列 {name} 不明", name="crs"))
    assert in_window_words(msg("列 {name} 的 crs 不明", name="crs")).count("crs") == 1
    assert in_window_words("crs = 3") == "crs = 3"  # no message: it came out of the data


def test_a_setting_that_the_window_does_not_know_stays():
    assert 'gates = "open"' in in_window_words(msg('请写 gates = "open"'))


def test_a_hint_says_where_its_fields_are():
    assert hint_in_window(msg("请检查网络")) == "请检查网络"
    assert hint_in_window(msg("请写明 crs")).endswith("这些在“项目与数据”页")


def test_in_english_words_of_the_language_stay():
    window.use("en")
    assert name_of("crs") != "crs"
    assert name_of("no such key") == "no such key"

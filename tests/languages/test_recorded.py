"""What a run recorded in Chinese is said in English by the message that made it; names stay what they are."""

import pytest

from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language, joined, msg
from xc_gis.languages.recorded import recorded
from xc_gis.operations.export.spoken import saying


def english(text):
    return in_language(recorded(str(text)), "en")


@pytest.mark.parametrize(
    "message",
    [
        msg("{left_out} 处设施没有可用位置或状态不明,未参与分析(见 problems.csv)", left_out=68),
        msg("{left_out} 处设施没有可用位置或状态不明,未参与分析(见 problems.csv)", left_out=1),
        joined(",", [msg("没有坐标"), msg("未参与分析")]),
    ],
)
def test_a_recorded_sentence_is_that_of_its_message(message):
    assert english(message) == in_language(message, "en")
    assert not CHINESE.search(english(message))
    assert in_language(recorded(str(message)), "zh") == in_language(message, "zh")


def test_a_counted_part_and_a_part_in_quotes_are_said():
    assert english("3/4 在其文字所写的社区内,45/45 在其文字所写的街道辖区内").startswith("3/4 in the community")
    assert english("开放时间“全天”读不懂：看不懂“全天”").count("“全天”") == 2


@pytest.mark.parametrize("name", ["西站", "便利店,药店", "%s", "", "a.csv", "马甸社区。"])
def test_names_of_the_data_stay(name):
    assert english(name) == name


def test_chinese_pages_write_full_width_marks():
    assert saying("zh")(recorded("没有坐标,未参与分析")) == "没有坐标，未参与分析"

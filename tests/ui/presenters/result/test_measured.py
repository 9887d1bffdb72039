"""What was measured, in words: straight at once, minutes when known, and no sum with an unknown part."""

import pytest

from xc_gis.ui.presenters.result.measured import (
    ASKING,
    CANNOT,
    NO_WAY,
    WALKED,
    Measured,
    Segment,
    label_of_point,
    measured_lines,
    measured_text,
    metres_words,
    segment_words,
)

WALK = Segment(800.0, WALKED, 600.0, 950.0)
LOST = Segment(500.0, NO_WAY, words="两处的道路不相连")
OPEN = Segment(300.0, ASKING)
DUMB = Segment(200.0, CANNOT, words="没有项目")


def measured(*segments):
    return Measured(tuple((116.0 + n / 100, 39.9) for n in range(len(segments) + 1)), segments, "adult")


@pytest.mark.parametrize(("metres", "words"), [(0.4, "0 米"), (999.4, "999 米"), (1000.0, "1.00 公里"), (1236.0, "1.24 公里")])
def test_metres_and_kilometres(metres, words):
    assert metres_words(metres) == words


@pytest.mark.parametrize(
    ("segment", "words"),
    [
        (WALK, "步行 10.0 分钟（950 米）"),
        (LOST, "走不到：两处的道路不相连"),
        (OPEN, "正在计算步行时间…"),
        (DUMB, "不能计算步行时间：没有项目"),
    ],
)
def test_a_piece_has_its_walk_or_why_there_is_none(segment, words):
    assert segment_words(segment) == words


def test_one_piece_has_no_sum_and_several_have_one():
    assert measured_lines(measured()) == ["请在地图上点下一处"]
    assert measured_lines(measured(WALK)) == ["直线 800 米，步行 10.0 分钟（950 米）"]
    lines = measured_lines(measured(WALK, WALK))
    assert lines[1].startswith("2. 直线 800 米")
    assert lines[2] == "合计直线 1.60 公里，步行 20.0 分钟（1.90 公里）"


@pytest.mark.parametrize(("segment", "words"), [(LOST, "没有步行合计"), (DUMB, "没有步行合计"), (OPEN, "正在计算步行时间…")])
def test_a_sum_with_an_unknown_part_is_none(segment, words):
    assert measured_lines(measured(WALK, segment))[-1].endswith(words)


def test_labels_on_the_map_count_from_the_first_click():
    both = measured(WALK, WALK)
    assert [label_of_point(both, n) for n in range(3)] == ["", "800 米，步行 10.0 分钟", "1.60 公里，步行 20.0 分钟"]
    assert label_of_point(measured(LOST), 1) == "500 米，走不到"
    assert label_of_point(measured(DUMB), 1) == "200 米，步行未知"
    assert label_of_point(measured(WALK, LOST), 2) == "1.30 公里"


def test_what_is_copied_says_where_and_at_whose_pace():
    lines = measured_text(measured(WALK)).splitlines()
    assert lines[0] == "116.000000, 39.900000"
    assert lines[-2:] == ["步速：成年人", "WGS 84"]

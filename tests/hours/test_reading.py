"""What is held back although the library would take it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from xc_gis.hours.reading import read_hours


def test_hours_keep_their_text_and_say_how_they_were_read():
    found = read_hours(" 周一至周五 8:30-17:30 ")
    assert (found.text, found.osm, found.reason, found.is_read) == ("周一至周五 8:30-17:30", "Mo-Fr 08:30-17:30", "", True)


@pytest.mark.parametrize("text", ["8:30-17:30双休", "8:30-17:30(双休)", "双休 8:30-17:30", "通宵营业"])
def test_a_weekend_off_and_an_open_night_are_no_hours(text):
    assert not read_hours(text).is_read
    assert read_hours(text).reason


def test_no_text_has_no_reason():
    found = read_hours("  ")
    assert (found.is_stated, found.is_read, found.reason) == (False, False, "")


@pytest.mark.parametrize("text", ['"by appointment"', "2026", "open", "Mo-Fr", "Mo-Fr 08:00+", "SH off; 08:00-10:00", "PH +1 day off; 08:00-10:00",
                                  "sunrise-sunset", "easter off; 08:00-10:00", "Mo-Fr 09:00-17:00; PH Mo-Fr 10:00-12:00"])  # fmt: skip
def test_texts_that_the_library_takes_for_open_are_held_back(text):
    OpeningHours(text)
    assert not read_hours(text).is_read
    assert read_hours(text).reason


@given(st.text(alphabet="周一二三四五六日至-、,;:0123456789点半上午下晚早休息节假日全天24小时夏冬季()次 ", max_size=30))
def test_any_text_is_read_into_valid_syntax_or_has_a_reason(text):
    found = read_hours(text)
    for one in found.texts:
        OpeningHours(one)
    assert found.is_read != bool(found.reason) or not found.is_stated


@given(
    st.integers(0, 23), st.sampled_from((0, 15, 30, 45)), st.integers(1, 24 * 4),
    st.sampled_from(("{h}:{m:02d}-{eh}:{em:02d}", "{h}点{m}分至{eh}点{em}分", "每天 {h}：{m:02d}～{eh}：{em:02d}", "周一至周日{h}时{m:02d}分—{eh}时{em:02d}分")),
)  # fmt: skip
def test_hours_within_a_day_are_read_as_written(hour, minute, quarters, form):
    end = hour * 60 + minute + 15 * quarters
    if end > 24 * 60:
        return
    text = form.format(h=hour, m=minute, eh=end // 60, em=end % 60)
    whole_day = (hour, minute, end) == (0, 0, 1440)
    assert read_hours(text).osm == ("24/7" if whole_day else f"Mo-Su {hour:02d}:{minute:02d}-{end // 60:02d}:{end % 60:02d}")

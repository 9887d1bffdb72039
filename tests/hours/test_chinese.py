"""Chinese forms in the syntax of OpenStreetMap."""

from __future__ import annotations

import pytest
from opening_hours import OpeningHours

from xc_gis.hours.chinese import translated
from xc_gis.hours.tokens import UnreadableHours


@pytest.mark.parametrize(
    ("text", "osm"),
    [
        ("周一至周五 8:30-12:00,13:30-17:30;周六 9:00-12:00", "Mo-Fr 08:30-12:00,13:30-17:30; Sa 09:00-12:00"),
        ("8:30-17:30(周一至周五) 9:00-12:00(周六)", "Mo-Fr 08:30-17:30; Sa 09:00-12:00"),
        ("周五至周日 10:00-20:00", "Fr-Su 10:00-20:00"),
        ("周六至周一 10:00-20:00", "Mo,Sa-Su 10:00-20:00"),
        ("全天开放", "24/7"),
        ("夏季(5月-9月)8:00-18:00,冬季8:30-17:00", "May 1-Sep 30 Mo-Su 08:00-18:00; Oct 1-Apr 30 Mo-Su 08:30-17:00"),
        ("周一闭馆,周二至周日9:00-17:00,节假日休息", "Tu-Su 09:00-17:00; PH off"),
        ("周一至周五（节假日除外） 9:00-17:00", "Mo-Fr 09:00-17:00; PH off"),
        ("工作日(法定节假日休息)8:30-12:00,13:30-17:30", "Mo-Fr 08:30-12:00,13:30-17:30; PH off"),
        ("9:00-17:00（节假日除外）", "Mo-Su 09:00-17:00; PH off"),
        ("周一闭馆，其余时间9-17", "Tu-Su 09:00-17:00"),
        ("每周一闭馆,其他时间9点-17点", "Tu-Su 09:00-17:00"),
        ("周一至周五9:00-17:00,其余时间10:00-16:00", "Mo-Fr 09:00-17:00; Sa-Su 10:00-16:00"),
        ("周一至周五9:00-17:00,其余时间休息", "Mo-Fr 09:00-17:00"),
        ("每天9-21", "Mo-Su 09:00-21:00"),
    ],
)
def test_a_form_is_written_as_openstreetmap_has_it(text, osm):
    found = translated(text)
    assert found.texts == (osm,)
    OpeningHours(osm)


def test_summer_and_winter_without_dates_are_two_readings():
    assert translated("夏季8:00-18:00 冬季8:30-17:30").texts == ("Mo-Su 08:00-18:00", "Mo-Su 08:30-17:30")


@pytest.mark.parametrize(
    "text",
    ["周一至周五", "周一闭馆", "午休12:00-13:30", "周一至周五 9:00-17:00 周六", "9:00-17:00 周六9:00-12:00", "夏季8:00-18:00", "8:00-18:00,夏季7:00-19:00",
     "夏季(5月1日-9月30日)8:00-18:00;冬季(11月1日-4月30日)8:00-17:00", "周一周一 8:00-9:00", "全天休息", "节假日照常,节假日休息,8:00-9:00",
     "周一闭馆,其余时间9-5", "每天9-12", "9-17", "每天3-15岁", "9:00-17:00,其余时间休息", "周一至周五(春节除外)9:00-17:00", "周一闭馆,其余时间",
     "13月1日-2月1日 8:00-9:00", "周一至周一 8:00-9:00"],
)  # fmt: skip
def test_what_is_not_whole_is_not_read(text):
    with pytest.raises(UnreadableHours):
        translated(text)

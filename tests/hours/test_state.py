"""
Opening hours at moments of ordinary and special days.

The table was written by hand from the texts and the calendar of 2026: 80 forms, of which 20 cannot be read, at ten moments each. ``O`` open,
``C`` closed, ``U`` unknown.
"""

from __future__ import annotations

from datetime import date

import pytest

from xc_gis.hours.calendar import Calendar
from xc_gis.hours.moments import moment_of
from xc_gis.hours.reading import read_hours
from xc_gis.hours.state import CLOSED, OPEN, UNKNOWN, state_at

STUDY_DATE = date(2026, 6, 30)

MOMENTS = (
    "WED 10:00", "WED 12:30", "WED 20:00", "THU 01:00", "SAT 10:00", "SUN 16:30", "MON 10:00",
    "2026-10-01T10:00",  # Thursday, National Day itself
    "2026-10-06T10:00",  # Tuesday, off by the arrangement, no statutory day
    "2026-09-20T10:00",  # Sunday, make-up working day
)  # fmt: skip

READABLE = {
    "周一至周五 8:30-17:30": "OOCCCCOCCO",
    "周一至周五8:30-12:00,13:30-17:30": "OCCCCCOCCO",
    "周一至周五 8:30-12:00 13:30-17:30 周六 9:00-12:00": "OCCCOCOUUU",
    "星期一至星期五 上午8：30-11：30 下午1：30-5：30": "OCCCCCOCCO",
    "礼拜一到礼拜天 9点到21点": "OOOCOOOOOO",
    "周一~周日 ８：００～２０：００": "OOCCOOOOOO",
    "每天 7:00-22:00": "OOOCOOOOOO",
    "9:00-21:00": "OOOCOOOOOO",
    "24小时": "OOOOOOOOOO",
    "全天24小时营业": "OOOOOOOOOO",
    "早8晚6": "OOCCOOOOOO",
    "朝九晚五": "OOCCOOOOOO",
    "早8点半至晚8点半": "OOOCOOOOOO",
    "上午9:00—下午5:30": "OOCCOOOOOO",
    "工作日 9:00-17:00，节假日休息": "OOCCCCOCCO",
    "双休日 10:00-16:00": "CCCCOCCUUU",
    "周二至周日 9:00-17:00（周一闭馆）": "OOCCOOCOOO",
    "9:00-16:30 周一闭馆": "OOCCOCCOOO",
    "9:00-17:00;周六9:00-12:00": "OOCCOOOOOO",
    "8:30-17:30(周一至周五)": "OOCCCCOCCO",
    "8:30-17:30(周一至周五) 9:00-12:00(周六)": "OOCCOCOUUU",
    "周一三五 9:00-11:00": "OCCCCCOCCU",
    "周二、四 9:00-11:00": "CCCCCCCUUC",
    "周一至周五 8:30-17:30 午休12:00-13:30": "OCCCCCOCCO",
    "周一至周五 8:30-17:30（12:00-13:30休息）": "OCCCCCOCCO",
    "夏季8:00-18:00 冬季8:30-17:30": "OOCCOOOOOO",
    "夏季7:00-20:30 冬季8:00-19:00": "OOUCOOOOOO",
    "夏令时(5月1日-9月30日)8:00-12:00,14:30-18:00;冬令时(10月1日-4月30日)8:00-12:00,14:00-17:30": "OCCCOOOOOO",
    "4月-10月 6:00-22:00;11月-3月 6:00-21:00": "OOOCOOOOOO",
    "18:00-次日2:00": "CCOOCCCCCC",
    "晚6点至凌晨2点": "CCOOCCCCCC",
    "20:00-8:00": "CCOOCCCCCC",
    "10:00-02:00": "OOOOOOOOOO",
    "全年无休 7:00-23:00": "OOOCOOOOOO",
    "周一至周日8:00-20:30，节假日不休": "OOOCOOOOOO",
    "周一至周五 9:00-17:00；周末及节假日 10:00-16:00": "OOCCOCOOOO",
    "法定节假日除外 周一至周五9-17点": "OOCCCCOCCO",
    "8.30-17.30": "OOCCOOOOOO",
    "周一至周五早8:00-晚8:00": "OOCCCCOCCO",
    "八点半至十七点": "OOCCOOOOOO",
    "周1-5 8:30-17:00": "OOCCCCOCCO",
    "每周一至周五:08:30-17:30": "OOCCCCOCCO",
    "周一至周五上午8:30-12:00;下午1:30-5:30": "OCCCCCOCCO",
    "周末休息,工作日9:00-18:00": "OOCCCCOCCO",
    "周一至周六 8:00-18:00": "OOCCOCOUUU",
    "周一至周日 9:00-18:00 节假日休息": "OOCCOOOCCO",
    "7:00-9:00、11:00-13:00、17:00-20:30": "COOCCCCCCC",
    "周一至周五 全天 周末 9:00-17:00": "OOOOOOOOOO",
    "24/7": "OOOOOOOOOO",
    "Mo-Fr 08:30-17:30; PH off": "OOCCCCOCCO",
    'Mo-Sa 09:00-18:00; Su "by appointment"': "OOCCOUOUUU",
    "Mo-Su,PH 08:00-20:00": "OOCCOOOOOO",
    "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00; PH 10:00-11:30": "OCCCOCOOOU",
    "周一至周五 8:30-17:30 中午不休息": "OOCCCCOCCO",
    "周一到周四 9:00-17:00，周五9:00-12:00": "OOCCCCOCCO",
    "门诊时间：周一至周日上午8:00-11:30,下午13:30-16:30": "OCCCOCOOOO",
    "周日至周四 06:00-23:00": "OOOCCOOOOO",
    "星期二至星期日09:00—17:00,星期一休馆": "OOCCOOCOOO",
    "周一至周五 17:30-21:00 周六日 9:00-21:00": "CCOCOOCUUU",
    "夜间22:00至次日7:00": "CCCOCCCCCC",
}

UNREADABLE = (
    "请电询", "预约", "8:30-5:30", "10:00-2:00", "8.30-11.30", "9:00", "周一至周五", "休息", "周一至周五 8:30-17:30 周六",
    "寒暑假除外 周一至周五 8:00-17:00", "农历初一十五 8:00-17:00", '"by appointment"', "2026", "8:00+", "夏季8:00-18:00",
    "周一至周五 9:00-18:00 下午休息", "9:00-17:00 周六9:00-12:00", "周一至周五 25:00-26:00", "sunrise-sunset", "周一至周五 9:00-17:00 午休",
)  # fmt: skip

LETTERS = {OPEN: "O", CLOSED: "C", UNKNOWN: "U"}


def answers(text: str) -> str:
    hours = read_hours(text)
    return "".join(LETTERS[state_at(hours, moment_of(word, STUDY_DATE))] for word in MOMENTS)


def test_the_table_has_eighty_forms_twenty_of_them_unreadable():
    assert (len(READABLE), len(UNREADABLE), len(MOMENTS)) == (60, 20, 10)


@pytest.mark.parametrize("text", READABLE)
def test_a_form_says_when_it_is_open(text):
    assert read_hours(text).reason == ""
    assert answers(text) == READABLE[text]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_cannot_be_read_is_unknown_with_a_reason(text):
    assert read_hours(text).reason
    assert answers(text) == "U" * len(MOMENTS)


def test_no_hours_are_unknown():
    assert answers("") == "U" * len(MOMENTS)


def test_a_holiday_rule_counts_at_night_for_the_day_on_which_it_began():
    # open every night until 02:00, not on holidays; 2026-10-01 to 10-07 are off
    hours = read_hours("Mo-Su 18:00-02:00; PH off")
    night = {day: state_at(hours, moment_of(f"2026-{day}T01:00")) for day in ("09-30", "10-02", "10-08", "10-09")}
    assert night == {"09-30": OPEN, "10-02": CLOSED, "10-08": UNKNOWN, "10-09": OPEN}


def test_a_make_up_day_with_hours_that_differ_between_weekdays_is_unknown_where_they_differ():
    hours = read_hours("周一至周四 9:00-17:00 周五 9:00-12:00")
    assert state_at(hours, moment_of("2026-09-20T10:00")) == OPEN
    assert state_at(hours, moment_of("2026-09-20T15:00")) == UNKNOWN
    assert state_at(hours, moment_of("2026-09-20T18:00")) == CLOSED


def test_a_day_of_a_year_without_data_is_known_only_where_no_holiday_could_change_it():
    assert state_at(read_hours("周一至周五 8:30-17:30"), moment_of("2031-10-01T10:00")) == UNKNOWN
    assert state_at(read_hours("周一至周五 8:30-17:30"), moment_of("2031-10-01T20:00")) == CLOSED
    assert state_at(read_hours("每天 8:30-17:30"), moment_of("2031-10-01T10:00")) == OPEN
    assert state_at(read_hours("24小时"), moment_of("2031-10-04T10:00")) == OPEN


def test_an_ordinary_weekday_is_no_holiday_in_any_year():
    nothing = Calendar({}, frozenset(), frozenset())
    hours = read_hours("周一至周五 8:30-17:30")
    assert state_at(hours, moment_of("WED 10:00", date(2031, 9, 30), nothing), nothing) == OPEN


def test_without_a_study_date_hours_of_a_part_of_the_year_are_unknown_where_seasons_differ():
    hours = read_hours("4月-10月 6:00-22:00;11月-3月 6:00-21:00")
    assert state_at(hours, moment_of("WED 20:00")) == OPEN
    assert state_at(hours, moment_of("WED 21:30")) == UNKNOWN
    assert state_at(hours, moment_of("WED 23:00")) == CLOSED


def test_a_rule_for_holidays_before_the_others_is_known_where_both_orders_agree():
    text = "PH off; Mo-Fr 09:00-17:00; Sa 09:00-12:00"
    asked = ("WED 10:00", "SAT 10:00", "2026-10-01T10:00", "2026-10-01T20:00", "2026-10-04T10:00")
    assert "".join(LETTERS[state_at(read_hours(text), moment_of(word, STUDY_DATE))] for word in asked) == "OOUCC"


def test_a_special_day_beside_days_with_dates_of_their_own_asks_its_own_date():
    # Saturday 10 October 2026 is worked: as a Wednesday that is a 10 October, not as Wednesday 7 October
    text = "Mo-Fr 09:00-17:00; Oct 01-07 off"
    asked = ("2026-10-06T10:00", "2026-10-08T10:00", "2026-10-10T10:00")
    assert [state_at(read_hours(text), moment_of(word)) for word in asked] == [CLOSED, OPEN, OPEN]
    assert state_at(read_hours("Mo-Fr 09:00-17:00; 2026 Oct 01-07 off"), moment_of("2026-10-08T10:00")) == OPEN

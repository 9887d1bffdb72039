"""
Words of Chinese opening hours, as data: what lists write, and what it stands for. Read by ``tokens``.

Longer words stand before those that they begin with. Texts are compared after NFKC (full width becomes plain: ８：３０ is 8:30), without
blanks, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HOLIDAY = 7
"""Number of the day “holiday” beside Monday 0 to Sunday 6."""

WEEKDAYS, WEEKEND, EVERY_DAY = (0, 1, 2, 3, 4), (5, 6), (0, 1, 2, 3, 4, 5, 6)

DAY_NUMBERS: Mapping[str, int] = {
    "一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5, "1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6,
}  # fmt: skip
"""Days after 周, 星期, 礼拜; 周末 is looked up before."""

DAY_GROUPS: Mapping[str, tuple[int, ...]] = {
    "法定节假日": (HOLIDAY,), "国家法定节假日": (HOLIDAY,), "法定假日": (HOLIDAY,), "法定假期": (HOLIDAY,), "节假日": (HOLIDAY,),
    "工作日": WEEKDAYS, "平日": WEEKDAYS, "双休日": WEEKEND, "周六日": WEEKEND, "周六周日": WEEKEND, "星期六日": WEEKEND,
    "周末": WEEKEND, "每天": EVERY_DAY, "每日": EVERY_DAY, "天天": EVERY_DAY, "全周": EVERY_DAY, "一周七天": EVERY_DAY, "每周七天": EVERY_DAY,
    "其余时间": EVERY_DAY, "其他时间": EVERY_DAY, "其它时间": EVERY_DAY, "其余日子": EVERY_DAY, "其他日子": EVERY_DAY, "其余": EVERY_DAY,
}  # fmt: skip
"""
Words for several days. 节日 alone, 假期 and 公休日 are not here: which days they mean is not said. 节假日 are the days off of the published
arrangement; 双休日 are Saturday and Sunday, and 双休 alone is a weekend off (8:30-17:30双休), no day that has hours.
"""

REST = frozenset(("其余时间", "其他时间", "其它时间", "其余日子", "其他日子", "其余"))
"""The days that are not named: 周一闭馆,其余时间9:00-17:00."""

GENERAL_DAYS = frozenset(("每天", "每日", "天天", "全周", "一周七天", "每周七天")) | REST
"""Of these the ones that say what holds where nothing else is said: a single day named beside them is an exception."""

WORKING_DAYS = frozenset(("工作日", "平日"))

WEEK = ("周", "星期", "礼拜")
"""In front of the number of a day."""

RANGE = ("至", "到", "-", "~", "—", "–", "―", "−", "－")
AND = ("、", ",", "和", "及", "与", "/", "以及", "，", "+", "&")
BREAK = (";", "。", "；", "|", "\n")
"""Between two hours or days; between two of a list; between two sentences."""

MORNING, NOON, AFTERNOON, EVENING, NIGHT, NEXT_DAY = "morning", "noon", "afternoon", "evening", "night", "next day"
DAY_PARTS: Mapping[str, str] = {
    "上午": MORNING, "早上": MORNING, "早晨": MORNING, "清晨": MORNING, "早": MORNING, "朝": MORNING, "中午": NOON, "正午": NOON, "下午": AFTERNOON,
    "傍晚": EVENING, "晚上": EVENING, "晚间": EVENING, "夜间": EVENING, "夜里": EVENING, "晚": EVENING, "夜": EVENING, "凌晨": NIGHT,
    "次日凌晨": NEXT_DAY, "第二天凌晨": NEXT_DAY, "次日早": NEXT_DAY, "次日": NEXT_DAY, "第二天": NEXT_DAY, "翌日": NEXT_DAY, "隔天": NEXT_DAY,
    "am": MORNING, "pm": AFTERNOON,
}  # fmt: skip
BEFORE_BARE = frozenset(("早", "朝", "晚"))
"""Behind these a number alone is an hour: 早8晚6, 朝九晚五."""

ALL_DAY = ("24小时营业", "24小时开放", "24小时服务", "24小时制", "24小时", "二十四小时", "24h", "7x24", "7*24", "24/7", "全天候", "全天24小时", "全天",
           "全日", "昼夜")  # fmt: skip
"""通宵 is not here: it says that a night is open, and nothing of the day."""

CLOSED = ("不营业", "不开放", "不上班", "不对外", "不接待", "不办公", "休息", "闭馆", "休馆", "关闭", "停诊", "公休", "歇业", "除外", "闭园", "闭门",
          "休")  # fmt: skip
"""After days: not open then. After hours: closed meanwhile."""

PAUSE = ("午休时间", "午休", "午间休息", "中午休息", "午间")

AS_USUAL = (
    "节假日不休息", "节假日不休", "节假日无休", "节假日照常营业", "节假日照常开放", "节假日照常", "节假日正常营业", "节假日正常开放", "节假日正常", "法定节假日照常",
    "法定节假日不休", "法定节假日正常", "含节假日", "包括节假日", "包含节假日",
)  # fmt: skip
"""Holidays are as other days."""

NO_DAY_OFF = ("全年无休", "年中无休", "全年不休", "终年无休", "365天", "无休", "不休息", "全年营业", "全年开放", "全年")
"""Every day, holidays too."""

SUMMER, WINTER = "summer", "winter"
SEASONS: Mapping[str, str] = {
    "夏令时": SUMMER, "夏令": SUMMER, "夏季": SUMMER, "夏时": SUMMER, "冬令时": WINTER, "冬令": WINTER, "冬季": WINTER, "冬时": WINTER,
}  # fmt: skip
"""Which days a season has, the text says, or nobody does."""

FILLERS = (
    "营业时间为", "营业时间", "开放时间为", "开放时间", "服务时间为", "服务时间", "办公时间", "上班时间", "工作时间", "接待时间", "开门时间", "门诊时间", "开馆时间",
    "开园时间", "对外开放", "对外", "营业", "开放", "服务", "接待", "门诊", "开门", "上班", "办公", "开馆", "开园", "时间", "照常", "正常", "均", "为", "每",
    "逢", "的", "是", "时段", "中午不休息", "中午不休", "午间不休息", "不午休", "无午休", ":", "【", "】", "!", ".",
)  # fmt: skip
"""Words that say nothing about when."""

NUMERALS = "一二两三四五六七八九十"
DIGITS: Mapping[str, int] = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
TEN = "十"
HALVES: Mapping[str, int] = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "钟": 0}
"""Minutes behind an hour in words."""

_TO = "|".join(map(re.escape, RANGE))
CLOCK = r"(\d{1,2}):(\d{2})(?::00)?(?!\d)"
CLOCK_IN_WORDS = rf"(?P<hour>\d{{1,2}}|[{NUMERALS}]{{1,3}})[点时](?:(?P<half>{'|'.join(HALVES)})|(?P<minute>\d{{1,2}}|[{NUMERALS}]{{1,3}})分?)?(?![间段])"
HOUR_BEFORE_HOUR = rf"(\d{{1,2}})()(?=\s*(?:{_TO})\s*\d{{1,2}}[点时])"
CLOCK_WITH_POINT = r"(\d{1,2})\.(\d{2})(?!\d)"
DATE = r"(\d{1,2})月(?:(\d{1,2})[日号]?)?(?![\d:点时])"
MONTH_BEFORE_MONTH = rf"(\d{{1,2}})()(?=\s*(?:{_TO})\s*\d{{1,2}}月)"
BARE_HOUR = rf"(\d{{1,2}}|[{NUMERALS}]{{1,3}})(?![\d:.点时月])"
DAY = rf"(?:{'|'.join(WEEK)})(?:([一二三四五六日天])|([1-7])(?![\d:]))"
NEXT_DAY_NUMBER = r"([一二三四五六日天])(?![十点时月])|([1-7])(?![\d:.点时月])"
"""Patterns of times, dates and days: 8:30 · 8点半 · 8-17点 · 8.30 · 5月1日 · 5-9月 · 早8 · 周一 · what follows 周一至."""
_WHOLE = r"(?=$|[;,。、()\s])"
BARE_BEGIN = rf"([5-9]|0[5-9]|1[0-2])()(?=(?:{_TO})(?:1[3-9]|2[0-4]){_WHOLE})"
BARE_END = rf"(1[3-9]|2[0-4]){_WHOLE}"
"""Behind days, hours alone are hours where they can be nothing else: 每天9-21; 9-5 may be either half of the day, 9-12 months."""
BLANK_BEFORE_UNIT = r"(?<=\d) (?=[点时小分月日])"
MARKS = r"[\s;,。、()]|\d"
"""Where an unknown word ends."""

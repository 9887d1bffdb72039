"""A setting as planners read it: what it means instead of its key, its value with the unit or the choice in words."""

from __future__ import annotations

from xc_gis.languages.message import Message, msg
from xc_gis.settings import BY_CENTRE, SETTINGS
from xc_gis.shares import percent

CHOICES = {
    ("legs", "reach"): msg("到附近每一条路"),
    ("legs", "nearest"): msg("只到最近的一条路"),
    ("gates", "rule"): msg("出入可以，不能穿行"),
    ("gates", "open"): msg("可以穿行"),
    ("gates", "closed"): msg("不能通行"),
    ("duplicates", "merge"): msg("合并"),
    ("duplicates", "report"): msg("只提示"),
    ("duplicates", "off"): msg("不处理"),
    ("crs.analysis", BY_CENTRE): msg("按研究范围的中心自动选择"),
}
"""What the words of a choice mean, by setting and word."""

DAYS = {
    "MON": msg("星期一"), "TUE": msg("星期二"), "WED": msg("星期三"), "THU": msg("星期四"), "FRI": msg("星期五"),
    "SAT": msg("星期六"), "SUN": msg("星期日"),
}  # fmt: skip


def setting_name(key: str) -> str:
    """What a setting means; one that this version does not know keeps its key."""
    return SETTINGS[key].description_zh if key in SETTINGS else msg("“{key}”", key=key)


def value_words(key: str, value: object, unit: str) -> str:
    """
    The value of a setting in words.

    Parameters
    ----------
    key
        Of the setting.
    value, unit
        As a run has written them: a number, a word or a switch; ``m``, ``s``, ``m/s``, ``×``, ``share``, ``months``, ``points`` or none.
    """
    if isinstance(value, bool):
        return msg("开") if value else msg("关")
    if isinstance(value, str):
        return CHOICES.get((key, value)) or _moment(value) or value
    if not isinstance(value, int | float):
        return str(value)
    if unit == "share":
        return percent(float(value))
    return _with_unit(float(value), unit)


def _with_unit(value: float, unit: str) -> Message:
    number = f"{value:.10g}"
    words = {
        "m": msg("{number} 米", number=number),
        "s": msg("{number} 秒", number=number),
        "m/s": msg("{number} 米/秒", number=number),
        "×": msg("{number} 倍", number=number),
        "months": msg("{number} 个月", number=number),
        "points": msg("{number} 分", number=number),
    }
    return words.get(unit) or msg("{number} {unit}", number=number, unit=unit)


def _moment(value: str) -> Message | None:
    """``WED 10:00`` as a day of the week and an hour; None where it is none."""
    day, _, hour = value.partition(" ")
    return msg("{day} {hour}", day=DAYS[day], hour=hour) if day in DAYS and hour else None

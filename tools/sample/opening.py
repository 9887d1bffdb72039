"""What the invented offices write about opening hours, beds, places and floor area: as offices write, with gaps and one odd form each."""

from __future__ import annotations

from collections.abc import Sequence

CLINIC = (
    "周一至周五 8:00-17:00，周六 8:30-11:30",
    "每天 8:00-12:00，13:00-17:00",
    "工作日 8:00-17:00",
    "24小时",
    "周一至周日8:00-20:00",
)
SHOP = ("7:00-22:00", "早7点到晚10点", "24小时", "8:00—21:00", "6:30-22:30")
MARKET = ("6:00-19:00", "6:00-12:00，15:00-19:30", "每天6:30至20:00")
MEALS = ("10:30-13:30，16:30-19:00", "周一至周五 11:00-13:00", "每天 7:00-19:00")
CARE = ("8:30-17:30", "全天", "周一至周六 8:30-17:00")
COUNTER = ("周一至周五 9:00-11:30，13:30-17:00", "工作日 9:00-17:00", "周一至周六 9:00-17:30", "周一至周五 9:00-20:00")
CULTURE = ("周二至周日 9:00-20:30", "9:00-21:00（周一闭馆）", "每天 8:00-21:00")
SCHOOL = ("工作日 7:30-17:30",)
PARK = ("6:00-21:00", "4月-10月 6:00-22:00，11月-3月 6:30-21:00", "全天")
POST = ("8:30-18:30", "每天 9:00-21:00", "24小时")

FORMS: dict[str, Sequence[str]] = {
    **dict.fromkeys(("CHC", "CHS", "HOS"), CLINIC),
    "VEG": MARKET,
    "CAN": MEALS,
    **dict.fromkeys(("KIN", "PRI"), SCHOOL),
    **dict.fromkeys(("CUL", "LIB", "SPO"), CULTURE),
    **dict.fromkeys(("PRK", "PLZ"), PARK),
}
"""By type of facility; others follow their office."""

UNREADABLE_EVERY, SILENT_EVERY = 397, 17
UNREADABLE = "营业时间以门口公告为准"


def hours_of(code: str, number: int, office: Sequence[str]) -> str:
    """What a list says of the ``number``-th facility; every 17th says nothing, every 397th nothing that can be read."""
    if number % UNREADABLE_EVERY == 0:
        return UNREADABLE
    if number % SILENT_EVERY == 0:
        return ""
    forms = FORMS.get(code, office)
    return forms[number % len(forms)]


AMOUNTS = {
    "EDS": (10, 50, 5), "ECC": (60, 150, 10), "NRH": (60, 200, 10), "NUR": (20, 80, 10), "KIN": (120, 360, 30), "PRI": (480, 1260, 60),
    "CHC": (600, 1600, 50), "CHS": (60, 200, 10), "CUL": (200, 1000, 20), "VEG": (150, 700, 10),
}  # fmt: skip
"""Beds (EDS, ECC, NRH), places (NUR, KIN, PRI) and square metres (the others), least, most, step: in all a little more than the people of the
sample need by the shipped standard's norms, so that some places are full and others are not."""


def amount_of(code: str, number: int) -> int | None:
    """Beds, places or square metres of the ``number``-th facility; every 17th says nothing, and types without a figure do not."""
    if code not in AMOUNTS or number % SILENT_EVERY == 0:
        return None
    least, most, step = AMOUNTS[code]
    return least + number * 7919 % ((most - least) // step + 1) * step

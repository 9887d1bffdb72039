"""Whether a facility is open, planned or closed: by the words of real lists, else by the days of opening and closing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

import numpy as np
import pandas as pd

from xc_gis.sources.rows.names import plain_name

_WORDS = {
    "open": "open 营业 营业中 正常 正常营业 正常运营 在用 开业 已开业 运营 运营中 已运营 开放 对外开放 试营业 试运营 试运行 启用 已启用 投入使用 已投入使用 "
            "使用中 已建成 建成 有效 存续 在业 在营 开诊 在册 已备案 active",
    "planned": "planned 规划 规划中 在建 拟建 筹建 筹建中 筹备 筹备中 筹办 建设中 施工中 未开业 即将开业 待开业 待建 未建成 未启用 待启用 未投入使用 "
               "暂未开放 尚未开放 proposed construction",
    "closed": "closed 停业 关闭 歇业 注销 暂停 停用 关停 已关闭 已停业 已关停 已停用 已注销 已歇业 暂停营业 暂停服务 暂停运营 暂停使用 暂时关闭 临时关闭 "
              "停业整顿 停业装修 装修中 装修 闭店 已闭店 撤销 已撤销 撤并 已撤并 撤点 已撤点 拆除 已拆除 拆迁 已拆迁 搬迁 已搬迁 迁出 已迁出 搬走 腾退 已腾退 疏解 "
              "已疏解 停办 已停办 吊销 废止 倒闭 转让 空置 停诊 停运 永久关闭 改造中 升级改造 disused abandoned inactive",
}  # fmt: skip
STATUS = {"": "open", **{word: status for status, words in _WORDS.items() for word in words.split()}}
"""Words for the status of a facility; nothing stated means open. 搬迁 means gone from here: the new place is another row."""

_DAY = re.compile(
    r"((?:19|20)\d\d)\s*[-/.年_]\s*(\d{1,2})\s*[-/.月_]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_MONTH = re.compile(r"((?:19|20)\d\d)(?:(?:-|/|\.|年)\s*(\d{1,2})月?|年?)")
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.\d+)?")
"""A day as Excel counts it: 46143 is 2026-05-01."""

EXCEL_BEGINS = date(1899, 12, 30)


def read_status(words: pd.Series, since: pd.Series, until: pd.Series, today: date | None) -> tuple[pd.Series, np.ndarray]:
    """Status by its word, else by the days of opening and closing; which words are unknown (not used: nobody guesses them)."""
    known = words.map(lambda word: STATUS.get(plain_name(word)))
    unknown = known.isna().to_numpy()
    status = known.fillna("closed")
    if today is not None:
        opens, closes = since.map(read_day), until.map(read_last_day)
        status = status.mask(closes.map(lambda d: d is not None and d < today).astype(bool), "closed")
        status = status.mask((status == "open") & opens.map(lambda d: d is not None and d > today).astype(bool), "planned")
    return status, unknown


def read_day(text: str) -> date | None:
    """
    A day in one of the ways in which offices write it, or None; of a month or year its first day.

    >>> [str(read_day(text)) for text in ("2026/5/1", "2026年5月1日", "20260501", "46143", "2026年5月", "1/5/26")]
    ['2026-05-01', '2026-05-01', '2026-05-01', '2026-05-01', '2026-05-01', 'None']
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _COMPACT.fullmatch(plain) or _DAY.fullmatch(plain)
    if found is None and _SERIAL.fullmatch(plain):
        return EXCEL_BEGINS + timedelta(days=int(float(plain)))
    if found is None and (month := _MONTH.fullmatch(plain)):
        parts = (int(month[1]), int(month[2] or 1), 1)
    elif found is None:
        return None
    else:
        parts = (int(found[1]), int(found[2]), int(found[3]))
    try:
        return date(*parts)
    except ValueError:  # the 31st of June
        return None


def read_last_day(text: str) -> date | None:
    """As ``read_day``, but of a month or year its last day: what closes in May is open in May."""
    day, month = read_day(text), _MONTH.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if day is None or month is None:
        return day
    after = date(day.year + (1 if not month[2] or day.month == 12 else 0), day.month % 12 + 1 if month[2] else 1, 1)  # noqa: PLR2004 - December
    return after - timedelta(days=1)

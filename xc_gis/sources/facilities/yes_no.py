"""
Columns that say with a tick whether a facility is open: 是否撤销, 是否营业, 在用, 营业状态 0/1.

Which answer means closed follows from the heading. A column 状态 with 0 and 1 does not say: some systems write 0 for normal.
Such a column is not used, and told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from xc_gis.sources.facilities.status import STATUS
from xc_gis.sources.names import plain_name
from xc_gis.sources.notes import Notes, listed
from xc_gis.sources.tables.cells import ROW, is_missing, texts
from xc_gis.sources.tables.marks import are_ticks, ticked_only, yes_no

_OPEN_WORDS = ("营业", "开放", "对外开放", "在用", "启用", "使用", "运营", "运行", "经营", "在营", "在业", "有效", "正常", "正常营业", "正常使用", "正常运营", "正常运行",
               "正在使用", "正在营业", "存续", "开诊", "可用", "保留", "投用", "投入使用", "投入运营", "开业", "建成", "已建成", "竣工", "active", "open", "enabled", "in_use", "is_open", "is_active")  # fmt: skip
_CLOSED_WORDS = ("撤销", "撤并", "停用", "停业", "关闭", "关停", "注销", "拆除", "拆迁", "搬迁", "迁出", "腾退", "疏解", "歇业", "停办", "废止", "闭店", "暂停", "暂停营业", "暂停服务",
                 "停诊", "停运", "作废", "取消", "吊销", "closed", "disabled", "is_closed", "is_disabled")  # fmt: skip
_NOT_YET = frozenset(("开业", "建成", "已建成", "竣工", "投用", "投入使用", "投入运营"))
_PLAIN_STATE = frozenset(("状态", "status", "state", "zt"))
"""Headings of which 0 and 1 do not tell which is open."""

_BRACKETS = re.compile(r"[(\[【].*?[)\]】]|\s|[*::??_-]")
_AROUND = re.compile(r"^(?:目前|现在|当前|是否|是不是|有无|已经|已)*(?P<core>.+?)(?:状态|与否|情况|标志|标识|标记|中|否)?$")


@dataclass(frozen=True)
class Ticks:
    """Status by row (empty: says nothing, ``?``: cannot be told) and why, as the ticks say."""

    status: pd.Series
    said: pd.Series


def status_of_ticks(frame: pd.DataFrame, headings: Mapping[str, str], notes: Notes) -> Ticks:
    """
    Read all columns of ticks that speak of the state.

    Parameters
    ----------
    frame
        The list: canonical and own columns, ``ROW``.
    headings
        Heading in the file by canonical column, where the study names it.

    Returns
    -------
    Ticks
        Where columns disagree, a closed one stands, then a planned one.
    """
    status, said = pd.Series("", index=frame.index, dtype=object), pd.Series("", index=frame.index, dtype=object)
    for column in frame.columns:
        heading = headings.get(str(column), str(column))
        core = "" if column in {ROW, "geometry"} else _core(heading)
        if core in _PLAIN_STATE and column != "status" and are_ticks(frame[column]):
            words = "、".join(dict.fromkeys(w for w in texts(frame[column]) if w))
            text = f"列 “{heading}” 只写了 {words},看不出哪个表示营业,没有使用:全部设施按营业计"
            notes.add("columns", "warning", text, {"column": heading})
        if core not in _OPEN_WORDS and core not in _CLOSED_WORDS:
            continue
        if (found := _found(frame[column], core)) is None:
            words = next((w for w in texts(frame[column]) if w), "")
            if words and column != "status" and heading.startswith("是"):
                text = f"列 “{heading}” 写的不是“是/否”(如 “{words}”),没有使用:全部设施按营业计"
                notes.add("columns", "warning", text, {"column": heading})
            continue
        mark = texts(frame[column]).where(texts(frame[column]) != "", "空")
        worse = found.map(_RANK) > status.map(_RANK)
        status, said = status.where(~worse, found), said.where(~worse, heading + " = " + mark)
        _tell(frame[ROW], found, heading, notes)
    return Ticks(status, said)


def is_ticks(values: pd.Series, heading: str) -> bool:
    """Whether ``status_of_ticks`` reads this column, so that its cells are no words of states."""
    core = _core(heading)
    return (core in _OPEN_WORDS or core in _CLOSED_WORDS) and bool(yes_no(values).notna().any())


_RANK: Mapping[str, int] = {"": 0, "open": 1, "?": 2, "planned": 3, "closed": 4}


def _found(values: pd.Series, core: str) -> pd.Series | None:
    """Status by row; None where not one cell is a tick."""
    if core in _OPEN_WORDS:
        yes, no, blank = "open", "planned" if core in _NOT_YET else "closed", "?"
    else:
        yes, no, blank = "closed", "open", "open"
    ticks, nothing = yes_no(values), is_missing(values)
    if not ticks.notna().any():
        return None
    lacking = blank if ticked_only(values) else ""

    def status(tick: bool | None, word: str, empty: bool) -> str:
        if tick is not None:
            return yes if tick else no
        return lacking if empty else STATUS.get(plain_name(word), "?")

    read = [status(t, w, e) for t, w, e in zip(ticks, texts(values), nothing, strict=True)]
    return pd.Series(read, index=values.index, dtype=object)


def _core(heading: str) -> str:
    plain = _BRACKETS.sub("", unicodedata.normalize("NFKC", heading).casefold())
    folded = unicodedata.normalize("NFKC", heading).casefold().strip()
    if folded in _OPEN_WORDS or folded in _CLOSED_WORDS or folded in _PLAIN_STATE:
        return folded
    if plain in _PLAIN_STATE:
        return plain
    found = _AROUND.match(plain)
    return found["core"] if found else plain


def _tell(numbers: pd.Series, found: pd.Series, heading: str, notes: Notes) -> None:
    rows, lost = numbers[found.isin(["closed", "planned"])].tolist(), numbers[found == "?"].tolist()
    if rows:
        text = f"按列 “{heading}”,{len(rows)} 行不算开放(第 {listed(rows)} 行)"
        notes.add("rows", "warning", text, {"column": heading, "rows": rows})
    if lost:
        text = f"列 “{heading}” 有 {len(lost)} 行看不出是否开放(第 {listed(lost)} 行),没有使用"
        notes.add("rows", "warning", text, {"column": heading, "rows": lost})
    if not rows and not lost:
        notes.add("columns", "info", f"列 “{heading}” 说明全部设施开放", {"column": heading})

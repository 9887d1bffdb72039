"""
The state of a facility where it stands in the name: 西便门服务站(暂停营业), 【已搬迁】便民菜店, 幼儿园-装修中.

Map services and office lists write it there. A word counts as a state only where it stands alone: as all that is in a pair of
brackets, or between signs at either end, with the day, the cause or the new place around it at most. 筹建处, 拆迁办,
搬家公司 and 建设中路店 are names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from xc_gis.sources.facilities.status import STATUS
from xc_gis.sources.rows.names import plain_name

_MORE = {
    "planned": "筹 待建成 尚未开业 暂未开业 未开放 尚未启用 暂未启用 重建中",
    "closed": "未营业 不营业 不再营业 暂不开放 暂不营业 暂停开放 停止营业 停止服务 暂停对外服务 暂停接诊 停止接诊 关门 已关门 已停运 已停诊 已倒闭 已作废 "
              "作废 已取消 已迁址 迁址 已搬走 已搬离 已转让 已废弃 废弃 已荒废 维修中 闭馆 已闭馆 闭园 已闭园 闭馆改造 封闭 暂时停业 临时停业 暂时闭馆 "
              "翻建中 修缮中 整修中 内部装修 店铺装修 装修改造 已拆 permanentlyclosed temporarilyclosed "
              + " ".join(f"{no}{towards}{what}" for no in ("暂停", "停止", "暂不", "不再", "不") for towards in ("", "对外")
                         for what in ("开放", "营业", "服务", "接待", "运营")),
}  # fmt: skip
_WORDS = {word: status for word, status in STATUS.items() if word and status != "open"} | {
    word: status for status, words in _MORE.items() for word in words.split()
}
"""Words of the status column and a few that stand in names alone; that a place is open needs no telling."""

_VAGUE = frozenset(
    "规划 装修 转让 疏解 暂停 封闭 撤并 迁址 腾退 空置 升级改造 装修改造 内部装修 inactive construction proposed planned".split()
)
"""Between dashes and spaces these may be a department or a subject (设计院-规划): a state in brackets alone."""

_THREE = frozenset(
    "已停业 已搬迁 已拆除 已拆迁 已关闭 已撤销 已注销 已歇业 已停用 已关停 已闭店 已迁出 已腾退 装修中 建设中 筹建中 筹备中 待开业 未开业 筹建".split()
)
LONG = 4
_AT_END = tuple(
    word
    for word in sorted(_WORDS, key=len, reverse=True)
    if word in _THREE or (len(word) >= LONG and not word.isascii() and word not in _VAGUE)
)
"""Words that are a state even where nothing parts them from the end of the name: 社区服务站暂停营业."""

_SIGNS = " -—–―_·•|/:*※"
_BRACKETED = re.compile(r"[(\[{<〈《【〔「『]([^()\[\]{}<>〈〉《》【】〔〕「」『』]*)(?:[)\]}>〉》】〕」』]|$)")
_PARTS = re.compile(r"\s*[-—–―_·•|/:*※]+\s*|\s+")
_BEFORE = re.compile(
    r"^(?:因.{1,12}?(?=暂|停|关|闭|装|拆|搬|迁|撤)|[^至到]{1,8}期间(?=暂|停|关|闭|不)|[原旧]址(?=已)|(?:自|从|于|截至)?\d{2,4}年?(?:[-./]?\d{1,2}月?)?(?:[-./]?\d{1,2}日?)?(?:起|前|后|底)?|现|现已|目前|当前|状态|注|该店|本店|此店|门店|店铺|整体|全部|[已正在]{1,2}(?=.{2}))+"
)
_AFTER = re.compile(
    r"(?:至|到|往)?(?:\d{2,4}年.*|\d{1,2}月.*|今|此)$|(?:至|到|往|于|在).{2,}$|[,;、。!].*$|(?:预计|计划|敬请|期间|阶段|状态|暂定|请|待|新址).*$|(?:了|啦|中)$"
)

_HERE = re.compile(r"[至到]此|迁入|搬入|迁来|搬来")
"""Moved to this place: open."""


@dataclass(frozen=True)
class NameState:
    """The state in a name: the word as written, and ``closed`` or ``planned``; ``rest`` is the name without it."""

    word: str
    status: str
    rest: str


def state_in_name(name: str) -> NameState | None:
    """
    Find the state that a name says; None where it says none.

    >>> state_in_name("丁社区卫生服务站（装修中）")
    NameState(word='装修中', status='closed', rest='丁社区卫生服务站')
    >>> state_in_name("西城区拆迁办") is None
    True
    """
    text = unicodedata.normalize("NFKC", name)
    for found in _BRACKETED.finditer(text):
        if status := _status(found[1]):
            rest = (text[: found.start()] + text[found.end() :]).strip(_SIGNS)
            return NameState(found[1].strip(), status, rest) if rest else None
    bare = text.strip(" *※")
    parts = _PARTS.split(bare)
    for at in (-1, 0):
        word = parts[at]
        if len(parts) > 1 and plain_name(word) not in _VAGUE and (status := _status(word)):
            rest = bare[: -len(word)] if at else bare[len(word) :]
            return NameState(word, status, rest.strip(_SIGNS))
    for word in _AT_END if bare.endswith(_AT_END) else ():
        if bare.endswith(word) and len(bare) > len(word) + 1:
            return NameState(word, _WORDS[word], bare[: -len(word)])
    return None


def without_state(name: str) -> str:
    """The name without the state in it: the same place in another list."""
    found = state_in_name(name)
    return found.rest if found else name


def _status(text: str) -> str | None:
    """Status of words that stand alone; None where they are no state."""
    words = text.strip()
    if _HERE.search(words):
        return None
    bare = _BEFORE.sub("", words).strip()
    for one in (words, bare, _AFTER.sub("", words).strip(), _AFTER.sub("", bare).strip()):
        if status := _WORDS.get(plain_name(one)):
            return status
    return None

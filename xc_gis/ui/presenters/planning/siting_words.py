"""Sentences of siting in the words of the window: a field by its label, not as an option of the command. Knows no Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xc_gis.languages.message import Message, msg
from xc_gis.ui.presenters.study.window_words import with_own_words
from xc_gis.wording.window import tr

MODELS: tuple[tuple[str, Message], ...] = (
    ("mclp", msg("覆盖居民最多")), ("lscp", msg("以最少的点覆盖全部")), ("pmedian", msg("步行总时间最少")), ("pcentre", msg("最远步行最短")),
    ("equity", msg("最差的社区优先")),
)  # fmt: skip
"""Models as the page calls them."""

FIELDS: Mapping[str, Message] = {
    "--count": msg("建几处"), "--budget": msg("总预算"), "--category": msg("服务类别"), "--every": msg("间距（米）"),
    "--spacing": msg("彼此至少相隔（米）"), "--time-limit": msg("求证时限（秒）"), "--area": msg("选址范围"), "--no-go": msg("禁建区"),
    "--near": msg("只建在近处"), "--candidates": msg("候选地点"), "--candidates-type": msg("设施类型"), "--build": msg("建哪类设施"),
    "--model": msg("目标"), "--lock": msg("一定要建"), "--forbid": msg("不要建"),
}  # fmt: skip
"""Options of ``xc-gis site``, and the labels of their fields."""

_OPTION = re.compile(r" ?(--[a-z]+(?:-[a-z]+)*)(?: (" + "|".join(code for code, _ in MODELS) + r")\b)? ?")


def siting_words(text: str) -> str:
    """
    A message in the language of the window, with its fields for options; texts that are filled in stay as they are.

    >>> siting_words(msg("请给出大于 0 的预算，或不写 --budget"))
    '请给出大于 0 的预算，或不写“总预算”'
    """
    return with_own_words(text, lambda words, _shown: _OPTION.sub(_field, words))


def _field(match: re.Match[str]) -> str:
    label = FIELDS.get(match[1])
    if label is None:
        return match[0]
    model = dict(MODELS).get(match[2] or "")
    words = tr(msg("“{field}”", field=tr(label)))
    return words if model is None else tr(msg("“{name}”选“{words}”", name=tr(label), words=tr(model)))

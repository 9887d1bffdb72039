"""Words in tables about services and voices: headings by role, answers, numerals."""

from __future__ import annotations

import re
from collections.abc import Mapping

CATALOGUE_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "小项编号", "小项代码", "编号", "代码", "编码", "item_code", "subitem_code"),
    "division": ("division", "大类", "大类名称", "类别", "服务大类"),
    "item": ("item", "项", "项目", "项名称", "项目名称", "服务项目"),
    "subitem": ("subitem", "小项", "小项名称", "服务小项", "内容"),
}
SURVEY_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "community_id": ("community_id", "社区编号", "社区代码", "社区编码"),
    "community": ("community", "社区", "社区名称", "所属社区", "居委会"),
    "subdistrict": ("subdistrict", "街道", "所属街道", "街道名称"),
    "code": ("subitem_code", "code", "item_code", "小项编号", "小项代码", "编号", "代码", "编码"),
    "subitem": ("subitem", "小项", "小项名称", "服务小项"),
    "provided": ("provided", "是否提供", "提供情况", "是否落实", "落实情况", "提供", "落实"),
    "satisfaction": ("satisfaction_pct", "satisfaction", "满意度", "满足度", "满意率", "满足率", "群众满意度"),
}
"""Names of columns by role, the plainest first."""

PROVIDED = frozenset(("提供", "已提供", "落实", "已落实", "全部落实", "已开展", "开展", "具备"))
NOT_PROVIDED = frozenset(("未提供", "不提供", "未落实", "没有提供", "未开展", "不具备", "没落实"))
NOT_KNOWN = frozenset(("unknown", "不清楚", "不知道", "未调查", "未知", "不详", "?"))
"""Answers beside ticks (``tables.marks``)."""

PERCENT_SIGNS = ("%", "％")
PERCENT_WORD = "百分之"
TENTHS = "成"
"""九成 is 90 %, 九成五 is 95 %."""

DIGITS: Mapping[str, int] = {
    c: n
    for n, group in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in group
}
TENS: Mapping[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
POINT = "点"

BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]|\s|[*:：]")
"""What a heading says beside its name."""

"""Headings under which a list ticks what is open or closed."""

from __future__ import annotations

import re

OPEN_WORDS = ("营业", "开放", "对外开放", "在用", "启用", "使用", "运营", "运行", "经营", "在营", "在业", "有效", "正常", "正常营业", "正常使用", "正常运营", "正常运行",
              "正在使用", "正在营业", "存续", "开诊", "可用", "保留", "投用", "投入使用", "投入运营", "开业", "建成", "已建成", "竣工", "active", "open", "enabled", "in_use", "is_open", "is_active")  # fmt: skip
CLOSED_WORDS = ("撤销", "撤并", "停用", "停业", "关闭", "关停", "注销", "拆除", "拆迁", "搬迁", "迁出", "腾退", "疏解", "歇业", "停办", "废止", "闭店", "暂停", "暂停营业", "暂停服务",
                "停诊", "停运", "作废", "取消", "吊销", "closed", "disabled", "is_closed", "is_disabled")  # fmt: skip
NOT_YET = frozenset(("开业", "建成", "已建成", "竣工", "投用", "投入使用", "投入运营"))
PLAIN_STATE = frozenset(("状态", "status", "state", "zt"))
"""Headings of which 0 and 1 do not tell which is open."""

ASKS = "是"
"""Begins a heading that asks: 是否营业."""

AROUND = re.compile(r"^(?:目前|现在|当前|是否|是不是|有无|已经|已)*(?P<core>.+?)(?:状态|与否|情况|标志|标识|标记|中|否)?$")


COMES_HOME = frozenset(
    ("上门", "可上门", "预约上门", "可预约上门", "提供上门", "提供", "支持", "上门服务", "入户", "可入户", "预约")
)
STAYS_AWAY = frozenset(("不上门", "不提供上门", "不提供", "不支持", "到店", "到站", "不入户"))
"""Answers of a column that asks for home visits (上门服务), besides yes and no."""

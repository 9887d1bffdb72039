"""Words in the office's table of measures: headings by role, marks between needs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xc_gis.model.ledger import DONE, PLANNED, RUNNING, STOPPED

MEASURE_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "measure_id": ("measure_id", "id", "项目编号", "措施编号", "编号", "序号"),
    "title": ("title", "name", "项目名称", "措施", "项目", "名称", "内容"),
    "needs": ("needs", "need_id", "need_ids", "需求编号", "需求", "对应需求"),
    "owner": ("owner", "责任单位", "牵头单位", "责任主体", "负责单位", "责任部门", "单位"),
    "deadline": ("deadline", "完成时限", "时限", "截止日期", "计划完成时间", "完成时间"),
    "budget": ("budget", "预算", "资金", "投资", "预算金额", "概算"),
    "state": ("state", "status", "状态", "进展", "进度", "办理状态"),
    "scenario": ("scenario", "方案", "方案文件"),
}
"""Names of columns by role, the plainest first. A budget is in yuan unless its cell says 万元."""

LIST_MARKS = re.compile(r"[;；、,，\s]+")
YUAN, WAN = "元", "万"
TEN_THOUSAND = 10_000.0

STATE_WORDS = {
    PLANNED: ("planned", "未开始", "未启动", "待启动", "计划", "拟办", "立项", "待办", ""),
    RUNNING: ("running", "进行中", "推进中", "在建", "办理中", "已启动", "实施中"),
    DONE: ("done", "已完成", "完成", "办结", "已办结", "竣工", "销项"),
    STOPPED: ("stopped", "已停止", "停止", "取消", "已取消", "终止", "暂停", "暂缓", "中止"),
}
"""States by their words; nothing said is not begun."""

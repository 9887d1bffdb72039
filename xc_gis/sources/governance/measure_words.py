"""Words in the office's table of measures: headings by role, marks between needs, words of offices."""

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
    DONE: ("done", "完成", "已完成", "办结", "已办结", "竣工", "销项"),
    STOPPED: ("stopped", "取消", "已取消", "终止", "暂停", "暂缓", "中止"),
}
"""States by their words; nothing said is not begun."""

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
OFFICE_WORDS = (
    "局", "委", "办", "科", "处", "所", "站", "室", "组", "队", "部", "院", "街", "社区", "中心", "公司", "集团", "政府", "书记", "主任", "长", "员", "物业", "专班", "协会", "学校", "医院",
)  # fmt: skip
"""A cell with one of these is an office or a role, whatever sign it begins with."""

BARE_NAME = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}")
"""Two or three signs that begin with a surname."""

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

POINT_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "community_id": ("community_id", "社区编号", "社区代码", "社区编码"),
    "community": ("community", "社区", "社区名称", "示范点", "示范社区"),
    "subdistrict": ("subdistrict", "街道", "所属街道", "街道名称"),
    "level": ("level", "级别", "示范级别", "层级", "等级"),
    "year": ("year", "年份", "年度", "命名年份", "命名时间", "授牌时间", "认定年份", "认定时间"),
    "document": ("document", "文号", "文件", "依据"),
}

PROVIDED = frozenset(("提供", "已提供", "落实", "已落实", "全部落实", "已开展", "开展", "具备"))
NOT_PROVIDED = frozenset(("未提供", "不提供", "未落实", "没有提供", "未开展", "不具备", "没落实"))
NOT_KNOWN = frozenset(("unknown", "不清楚", "不知道", "未调查", "未知", "不详", "?"))
"""Answers beside ticks (``tables.marks``)."""

PERCENT_SIGNS = ("%", "％")
ABOUT_BEHIND = re.compile(r"(?:左右|上下)$")
"""Behind a figure and its unit: 35个左右, 90%上下."""

ROUGHLY = re.compile(rf"^(?:大?约|近|≈|~)|\d%?(?:左右|上下|余|多)|\d\D{{0,8}}[余多]$|{ABOUT_BEHIND.pattern}")
"""A figure that is only about right, full-width signs made ordinary."""

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

TICKET_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "ticket_no": ("ticket_no", "工单编号", "工单号", "诉求编号", "案件编号", "受理编号", "编号"),
    "received_at": ("received_at", "受理时间", "来电时间", "诉求时间", "登记时间", "接单时间", "受理日期", "日期", "时间"),
    "category_l1": (
        "category_l1",
        "一级分类",
        "一级类别",
        "问题大类",
        "诉求大类",
        "大类",
        "问题分类",
        "诉求类别",
        "问题类别",
        "类别",
        "分类",
    ),
    "category_l2": ("category_l2", "二级分类", "二级类别", "问题小类", "诉求小类", "小类"),
    "subdistrict": ("subdistrict", "街道", "所属街道", "承办街道", "街道名称"),
    "community": ("community", "社区", "所属社区", "承办社区", "社区名称"),
    "x": ("x", "lon", "经度", "x坐标", "东经"),
    "y": ("y", "lat", "纬度", "y坐标", "北纬"),
    "responded": ("responded", "是否响应", "响应情况", "响应"),
    "resolved": ("resolved", "是否解决", "解决情况", "解决结果", "解决"),
    "satisfied": ("satisfied", "是否满意", "满意情况", "满意度评价", "满意"),
}
"""The schema of the hotline: no other column is ever taken from its table."""

TICKET_SIGNS = frozenset((
    "工单编号", "工单号", "诉求编号", "案件编号", "受理编号", "受理时间", "来电时间", "诉求时间", "接单时间", "来电人", "诉求人", "投诉人", "反映人", "来电号码", "诉求内容", "工单内容",
    "来电内容", "问题描述", "是否响应", "是否解决",
))  # fmt: skip
"""Headings of the hotline's table alone: one with two of them is no other table."""

CATEGORY_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "word": ("word", "热线类别", "诉求类别", "问题类别", "类别", "分类", "词"),
    "service": ("service", "category", "服务类别", "服务", "服务代码", "代码"),
}

SERVICE_OF_WORD: Mapping[str, str] = {
    "买菜": "VEG", "菜市场": "VEG", "便利店": "CVS", "早餐": "FOD", "餐饮": "FOD", "养老": "ELD", "助餐": "CAN", "食堂": "CAN", "就医": "MED", "医疗": "MED", "社区卫生": "MED", "托育": "CHI",
    "入园": "KIN", "幼儿园": "KIN", "维修": "REP", "快递": "PCL", "治安": "SAF", "绿化": "ENV", "健身": "SPO", "文化": "CUL", "就业": "EMP", "社会保障": "SSE", "社保": "SSE", "救助": "SAS", "药店": "PHA",
    "家政": "HSK",
}  # fmt: skip
"""Where the office gives no table of its own: services by words in a ticket's categories."""

ANSWERED_YES: Mapping[str, frozenset[str]] = {
    "responded": frozenset(("已响应", "响应", "按时响应", "已联系", "已签收")),
    "resolved": frozenset(("已解决", "解决", "已办结", "办结", "已完成")),
    "satisfied": frozenset(("满意", "非常满意", "很满意", "基本满意", "比较满意")),
}
ANSWERED_NO: Mapping[str, frozenset[str]] = {
    "responded": frozenset(("未响应", "超时响应", "超时", "未联系", "未签收")),
    "resolved": frozenset(("未解决", "部分解决", "未办结", "办理中", "未完成")),
    "satisfied": frozenset(("不满意", "非常不满意", "很不满意", "一般", "不太满意")),
}
"""Answers beside ticks. Half solved is not solved; what is said to be all right on the whole (基本满意) is satisfied."""

SATISFACTION_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "community_id": SURVEY_HEADINGS["community_id"],
    "community": SURVEY_HEADINGS["community"],
    "subdistrict": SURVEY_HEADINGS["subdistrict"],
    "service": ("service", "category", "服务类别", "服务", "服务代码", "项目", "类别"),
    "n": ("n", "有效问卷", "有效样本", "样本量", "样本数", "份数", "问卷数", "有效问卷数", "人数"),
    "score": ("score", "满意度", "得分", "评分", "满意率", "分数", "平均分"),
}
ALL_SERVICES = ("ALL", "", "总体", "综合", "总体满意度", "综合满意度", "全部", "合计", "总计")
"""Words for all services together in a table of satisfaction."""


CENSUS_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "community_id": SURVEY_HEADINGS["community_id"],
    "community": SURVEY_HEADINGS["community"],
    "subdistrict": SURVEY_HEADINGS["subdistrict"],
    "kind": ("kind", "资源种类", "资源类别", "资源类型", "种类", "类别", "类型"),
    "name": ("name", "资源名称", "名称", "组织名称", "设施名称", "机构名称", "单位名称"),
    "count": ("count", "数量", "个数", "数目", "处数", "资源数量", "家数"),
    "address": ("address", "地址", "详细地址", "所在地址", "位置"),
    "facility_id": ("facility_id", "设施编号", "机构编号", "网点编号"),
    "x": ("x", "lon", "经度", "x坐标", "东经"),
    "y": ("y", "lat", "纬度", "y坐标", "北纬"),
}
KIND_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind", "资源种类", "资源类别", "资源类型", "种类"),
    "group": ("group", "组别", "方面", "分组", "大类"),
    "types": ("types", "设施类型", "对应设施类型", "设施类型代码"),
    "source": ("source", "出处", "来源", "依据"),
}
GROUP_WORDS: Mapping[str, str] = {
    "社区社会组织": "organisation", "社会组织": "organisation", "组织": "organisation", "organisation": "organisation", "organization": "organisation",
    "公共服务设施": "facility", "社区公共服务设施": "facility", "公共设施": "facility", "设施": "facility", "facility": "facility",
}  # fmt: skip
"""The two groups of kinds as tables call them."""

DIRECTORY_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "community_id": SURVEY_HEADINGS["community_id"],
    "community": SURVEY_HEADINGS["community"],
    "subdistrict": SURVEY_HEADINGS["subdistrict"],
    "division": ("division", "大类", "服务大类", "大类名称"),
    "kind": ("kind", "小类", "服务小类", "小类名称", "服务项目"),
    "name": ("name", "名称", "单位名称", "服务商", "服务商名称", "企业名称", "机构名称", "店名"),
    "address": ("address", "地址", "详细地址", "经营地址", "所在地址"),
    "phone": ("phone", "电话", "联系电话", "服务电话", "服务热线", "咨询电话", "预约电话"),
    "hours": ("hours", "营业时间", "服务时间", "开放时间", "工作时间"),
    "booking": ("booking", "在线预约", "网上预约", "可在线预约", "是否可在线预约", "是否在线预约", "能否在线预约", "预约"),
    "url": ("url", "网址", "链接", "预约网址", "网站"),
    "facility_id": CENSUS_HEADINGS["facility_id"],
    "x": CENSUS_HEADINGS["x"],
    "y": CENSUS_HEADINGS["y"],
}
DIRECTORY_KIND_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "division": DIRECTORY_HEADINGS["division"],
    "kind": DIRECTORY_HEADINGS["kind"],
    "types": KIND_HEADINGS["types"],
}
ALL_KINDS = "all"

SERVICE_LINK_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "小项编号", "小项代码", "subitem_code", "item_code"),
    "facility_id": CENSUS_HEADINGS["facility_id"],
    "name": ("name", "设施名称", "机构名称", "名称", "站点名称"),
    "community_id": SURVEY_HEADINGS["community_id"],
    "community": SURVEY_HEADINGS["community"],
    "subdistrict": SURVEY_HEADINGS["subdistrict"],
    "type": ("type", "设施类型", "服务窗口", "窗口类型"),
    "service": ("service", "category", "服务类别", "服务", "服务代码"),
}

"""What the columns of tables about services, voices, resources and indicators mean (docs/governance.md, docs/targets.md): part of ``table_columns``."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.wording.column_words import PEOPLE, SHARE, ColumnWords

METRES, PER_10K = msg("米"), msg("每万居民")
COMMUNITY = ColumnWords(msg("社区编号"))
COMMUNITY_OR_ALL = ColumnWords(msg("社区编号"), msg("ALL 全区"))
AREA = ColumnWords(msg("街道名称"), msg("ALL 全区"))
CATEGORY = ColumnWords(msg("服务类别的编码，见“指标”表"), msg("ALL 全部类别，OTHER 不属于任何类别"))
KIND, GROUP = ColumnWords(msg("资源种类")), ColumnWords(msg("组别"), msg("organisation 社区社会组织，facility 公共服务设施"))
DIVISION, SMALL = ColumnWords(msg("大类")), ColumnWords(msg("小类"))
COMMUNITIES = ColumnWords(msg("社区数"))
ROW = ColumnWords(msg("行号，标题为第 1 行"))
LOW = ColumnWords(msg("下限：不清楚的都算不提供、不满意"), SHARE)
VALUE = ColumnWords(msg("数值：只按已知的；不清楚的太多时为空"), SHARE)
HIGH = ColumnWords(msg("上限：不清楚的都算提供、满意"), SHARE)
PROVIDED = ColumnWords(msg("是否提供"), msg("yes 提供，no 不提供，unknown 不清楚"))
NOTE = ColumnWords(msg("说明"), msg("suppressed 件数或问卷太少，不显示"))
FACILITY = ColumnWords(msg("对应到的设施编号；没有对应的为空"))
WAY = ColumnWords(
    msg("怎样对应到设施"), msg("id 按编号，name 按名称和社区，place 按位置，ambiguous 可能是几处中的一处，none 没有对应")
)
DISTANCE = ColumnWords(msg("名录或普查写的位置与设施之间的距离；缺一个位置的为空"), METRES)
LINKED = ColumnWords(msg("其中能对应到本次结果中某一处设施的条目"))
BOOKABLE = ColumnWords(msg("其中名录写明可以网上预约的条目"))
ENTRIES = ColumnWords(msg("名录中的条目数"))
OF_PEOPLE = ColumnWords(msg("每万名居民有几个；居民数不明的为空"), PER_10K)

STATISTICS = {
    "statistic": ColumnWords(
        msg("四项统计之一"),
        msg("item_satisfied_share 满意度达标的项目，item_full_satisfaction 满意度 100% 的项目，item_full_coverage 各社区都提供的项目，community_full_coverage 提供全部项目的社区"),
    ),
    "base": ColumnWords(msg("口径"), msg("subitem 小项，item 项")),
    "low": LOW, "value": VALUE, "high": HIGH,
}  # fmt: skip
ANSWERS = {
    "responded": ColumnWords(msg("响应率：只按写明是否响应的工单"), SHARE),
    "resolved": ColumnWords(msg("解决率：只按写明是否解决的工单"), SHARE),
    "satisfied": ColumnWords(msg("满意率：只按写明是否满意的工单"), SHARE),
}
CHANGES = {
    "month_on_month": ColumnWords(msg("环比：最后一个月比上一个月多或少的比例"), msg("小数，0.1 为多 10%")),
    "year_on_year": ColumnWords(msg("同比：最后一个月比上年同月多或少的比例"), msg("小数，0.1 为多 10%")),
}
TICKETS = ColumnWords(msg("工单件数；不显示的为空，不等于零"))
TICKETS_PER_10K = ColumnWords(msg("每万名居民的工单件数"), PER_10K)
PRESSURE = ColumnWords(msg("诉求压力：每名居民的工单数与全区第 90 百分位的社区相比"), msg("0–1"))
QUADRANT = ColumnWords(
    msg("需求与缺口"),
    msg("gap_complaints 有缺口、有诉求，gap_silent 有缺口、少诉求，complaints_only 无缺口、有诉求，fine 无缺口、少诉求，unknown 不能判断；不适用的为空"),
)  # fmt: skip
RANK = ColumnWords(msg("序号，最紧要的为 1"))
GAP = {"gap": ColumnWords(msg("未覆盖的居民"), PEOPLE), "gap_share": ColumnWords(msg("未覆盖居民占该类别服务人群的比例"), SHARE)}
INTERVAL = {
    "n": ColumnWords(msg("有效问卷数；不显示的为空")),
    "low": ColumnWords(msg("95% 区间（Wilson）的下限"), SHARE),
    "value": ColumnWords(msg("满意度；问卷太少时为空，不是零"), SHARE),
    "high": ColumnWords(msg("95% 区间（Wilson）的上限"), SHARE),
    "note": ColumnWords(msg("说明"), msg("small_n 有效问卷不足，只有区间，no_n 没有写有效问卷数，suppressed 问卷太少，不显示")),
}
NAMES = {
    "name": ColumnWords(msg("名称")), "address": ColumnWords(msg("地址")), "phone": ColumnWords(msg("电话")), "hours": ColumnWords(msg("营业时间")),
    "booking": ColumnWords(msg("能否网上预约"), msg("yes 可以，no 不可以；没有写明的为空")), "url": ColumnWords(msg("网址")),
}  # fmt: skip

GOVERNANCE_TABLES = {
    "survey.csv": STATISTICS,
    "survey_items.csv": {
        "base": STATISTICS["base"], "code": ColumnWords(msg("项目编号")), "division": DIVISION, "item": ColumnWords(msg("项")),
        "subitem": ColumnWords(msg("小项；按项统计时为空")), "yes": ColumnWords(msg("提供的社区数")), "no": ColumnWords(msg("不提供的社区数")),
        "unknown": ColumnWords(msg("不清楚的社区数")),
        "provided_low": ColumnWords(msg("提供比例的下限：不清楚的都算不提供"), SHARE), "provided": ColumnWords(msg("提供该项目的社区比例；不清楚的太多时为空"), SHARE),
        "provided_high": ColumnWords(msg("提供比例的上限：不清楚的都算提供"), SHARE),
        "satisfaction_low": ColumnWords(msg("满意度的下限：不清楚的算 0"), SHARE), "satisfaction": ColumnWords(msg("各社区满意度的平均；不清楚的太多时为空"), SHARE),
        "satisfaction_high": ColumnWords(msg("满意度的上限：不清楚的算 1"), SHARE),
    },
    "survey_areas.csv": {"area": AREA, "communities": COMMUNITIES, **STATISTICS},
    "survey_matrix.csv": {
        "community_id": COMMUNITY, "number": ColumnWords(msg("项目在 survey_items.csv 中的行，从 1 起")), "provided": PROVIDED,
        "satisfaction": ColumnWords(msg("该社区对该项目的满意度；没有写的为空"), SHARE),
    },
    "hotline.csv": {
        "community_id": COMMUNITY_OR_ALL, "category": CATEGORY, "tickets": TICKETS, "per_10k": TICKETS_PER_10K, **ANSWERS, "quadrant": QUADRANT, **CHANGES,
        "pressure": PRESSURE, "hot_spot": ColumnWords(msg("热点"), msg("hot 热点，cold 冷点，none 不显著；没有检验的为空")), "note": NOTE,
    },
    "hotline_areas.csv": {"area": AREA, "category": CATEGORY, "tickets": TICKETS, "per_10k": TICKETS_PER_10K, **ANSWERS, **CHANGES, "note": NOTE},
    "hotline_months.csv": {"month": ColumnWords(msg("月份")), "tickets": TICKETS, **ANSWERS, "note": NOTE},
    "hotline_priority.csv": {
        "rank": RANK, "community_id": COMMUNITY, "category": CATEGORY, "residents": ColumnWords(msg("该类别服务人群的居民"), PEOPLE), **GAP,
        "pressure": PRESSURE, "priority": ColumnWords(msg("优先值 = 缺口比例 ×（1 + 诉求压力）"), msg("0–2")), "quadrant": QUADRANT,
    },
    "hotline_ahead.csv": {"rank": RANK, "community_id": COMMUNITY, "category": CATEGORY, **GAP, "pressure": PRESSURE},
    "satisfaction.csv": {"community_id": COMMUNITY, "category": CATEGORY, **INTERVAL},
    "satisfaction_areas.csv": {
        "area": AREA, "category": CATEGORY, "communities": ColumnWords(msg("计入的社区数")),
        "left_out": ColumnWords(msg("未计入的社区数：问卷太少而不显示，或没有写有效问卷数")), **INTERVAL,
    },
    "census.csv": {
        "community_id": COMMUNITY, "kind": KIND, "group": GROUP, "state": ColumnWords(msg("该社区有没有调查这种资源"), msg("known 已知，unknown 没有调查")),
        "count": ColumnWords(msg("数量；没有调查的为空，不是零")), "per_10k": OF_PEOPLE, "linked": LINKED,
    },
    "census_areas.csv": {
        "area": AREA, "kind": KIND, "group": GROUP, "communities": COMMUNITIES, "known": ColumnWords(msg("其中已知这种资源的社区数")),
        "count": ColumnWords(msg("已知社区的数量；一个也不知道的为空，不是零")), "per_10k": ColumnWords(msg("已知社区每万名居民有几个"), PER_10K), "linked": LINKED,
    },
    "census_links.csv": {
        "row": ROW, "community_id": COMMUNITY, "kind": KIND, "name": NAMES["name"], "facility_id": FACILITY, "way": WAY, "distance_m": DISTANCE,
    },
    "survey_reach.csv": {
        "community_id": COMMUNITY, "code": ColumnWords(msg("项目编号")), "category": CATEGORY, "provided": PROVIDED,
        "residents": ColumnWords(msg("该类别服务人群的居民"), PEOPLE), "gap_share": GAP["gap_share"],
        "verdict": ColumnWords(
            msg("调查与地图是否相符"), msg("agree 相符，provided_gap 说有而很多人走不到，reached_not_provided 说没有而走得到，unknown 不能判断")
        ),
    },
    "service_links.csv": {
        "row": ROW, "code": ColumnWords(msg("项目编号；该行不涉及的为空")), "category": CATEGORY, "facility_id": ColumnWords(msg("设施编号；该行不涉及的为空")),
        "type": ColumnWords(msg("该设施另外提供的服务所属的设施类型")),
    },
    "directory.csv": {
        "row": ROW, "community_id": ColumnWords(msg("社区编号；没有写明的为空")), "division": DIVISION, "kind": SMALL, **NAMES, "facility_id": FACILITY,
        "way": WAY, "distance_m": DISTANCE,
    },
    "directory_counts.csv": {
        "community_id": COMMUNITY, "division": DIVISION, "kind": SMALL, "count": ENTRIES, "per_10k": OF_PEOPLE, "bookable": BOOKABLE, "linked": LINKED,
    },
    "directory_areas.csv": {
        "area": AREA, "division": DIVISION, "kind": SMALL, "count": ENTRIES, "per_10k": OF_PEOPLE, "bookable": BOOKABLE, "linked": LINKED,
    },
}  # fmt: skip

GOVERNANCE_TITLES = {
    "survey.csv": msg("服务调查四项统计"), "survey_items.csv": msg("服务目录各项目"), "survey_areas.csv": msg("服务调查汇总"), "survey_matrix.csv": msg("社区 × 项目"),
    "hotline.csv": msg("热线"), "hotline_areas.csv": msg("热线汇总"), "hotline_months.csv": msg("热线每月"), "hotline_priority.csv": msg("优先清单"),
    "hotline_ahead.csv": msg("未诉先办"), "satisfaction.csv": msg("满意度"), "satisfaction_areas.csv": msg("满意度汇总"),
    "census.csv": msg("社区资源"), "census_areas.csv": msg("资源普查"), "census_links.csv": msg("资源与设施"), "survey_reach.csv": msg("调查与可达"),
    "service_links.csv": msg("服务与设施"), "directory.csv": msg("便民服务名录"), "directory_counts.csv": msg("名录（社区）"), "directory_areas.csv": msg("名录汇总"),
}  # fmt: skip

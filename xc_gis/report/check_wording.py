"""Planners' words of the data check: levels, topics, remedies. One place, so that page, command line and window say the same."""

from __future__ import annotations

LEVEL_ZH = {"error": "错误", "warning": "提醒", "info": "正常"}
TOPIC_ZH = {
    "crs": "坐标系", "encoding": "编码", "columns": "列", "rows": "行", "types": "类型", "duplicates": "重复", "places": "位置",
    "residents": "人口", "inventory": "清单", "network": "路网", "plausibility": "合理性", "corrections": "更正",
}  # fmt: skip
REMEDY_ZH = {
    "no_location": "补充社区范围或点位",
    "no_place": "补充住宅坐标或住宅建筑",
    "off_network": "补充通往住处的道路,或核对住处位置",
    "no_inventory": "在 [[inventory]] 中声明清单完整的区域",
    "partial_inventory": "补齐清单后改为 complete",
    "stale_inventory": "重新核实清单,更新 surveyed",
    "neighbour_inventory": "补齐相邻社区的清单并声明",
    "outside_inventory": '核实区外设施,声明 areas = "outside"',
    "unplaced_community": "补充这些社区的位置,或补齐清单",
    "facility_off_network": "核对设施位置,或补充通往它的道路",
}
OF_LISTS = frozenset(("duplicates", "types", "corrections", "crs", "columns", "rows"))
"""Topics of findings on all facility lists together."""

HINT_ZH = {
    "crs": "核对坐标;个别行可在更正表中移动",
    "encoding": "写明 encoding,或另存为 UTF-8",
    "columns": "核对列的含义",
    "inventory": "先给没有位置的设施定位,或改声明",
    "corrections": "核对更正表",
    "network": "见下面“路网”一节的图和表",
    "plausibility": "核对来源数据;属实则不必处理",
    "residents": "补充来源数据;属实则不必处理",
    "places": "补充位置;属实则不必处理",
    "rows": "见该图层的行号",
    "duplicates": "核对后在更正表中合并或分开",
    "types": "核对类型列,或在更正表中改类型",
}
"""What to do where no key of the study file settles it."""

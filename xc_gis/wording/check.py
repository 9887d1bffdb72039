"""Planners' words of the data check: levels, topics, remedies. One place, so that page, command line and window say the same."""

from __future__ import annotations

from xc_gis.languages.message import msg

LEVEL_ZH = {"error": msg("错误"), "warning": msg("提醒"), "info": msg("正常")}
TOPIC_ZH = {
    "crs": msg("坐标系"), "encoding": msg("编码"), "columns": msg("列"), "rows": msg("行"), "types": msg("类型"), "duplicates": msg("重复"), "places": msg("位置"),
    "residents": msg("人口"), "inventory": msg("清单"), "network": msg("路网"), "plausibility": msg("合理性"), "corrections": msg("更正"), "hours": msg("开放时间"),
}  # fmt: skip
UNKNOWN_ZH = {
    "no_location": msg("社区没有位置"),
    "no_place": msg("没有具体住处(没有坐标,或没有可分摊的住宅)"),
    "off_network": msg("住处附近没有可步行道路"),
    "no_inventory": msg("没有声明该类设施的清单是否完整"),
    "partial_inventory": msg("该类设施的清单声明为不完整"),
    "stale_inventory": msg("该类设施的清单已过期"),
    "neighbour_inventory": msg("步行范围伸入清单不完整的相邻社区"),
    "outside_inventory": msg("步行范围伸出研究区,区外清单不完整"),
    "unplaced_community": msg("有社区没有位置、清单又不完整,可能就在附近"),
    "facility_off_network": msg("附近的设施没有接上可步行道路"),
}
"""Why residents are unknown."""

REMEDY_ZH = {
    "no_location": msg("补充社区范围或点位"),
    "no_place": msg("补充住宅坐标或住宅建筑"),
    "off_network": msg("补充通往住处的道路,或核对住处位置"),
    "no_inventory": msg("在 [[inventory]] 中声明清单完整的区域"),
    "partial_inventory": msg("补齐清单后改为 complete"),
    "stale_inventory": msg("重新核实清单,更新 surveyed"),
    "neighbour_inventory": msg("补齐相邻社区的清单并声明"),
    "outside_inventory": msg('核实区外设施,声明 areas = "outside"'),
    "unplaced_community": msg("补充这些社区的位置,或补齐清单"),
    "facility_off_network": msg("核对设施位置,或补充通往它的道路"),
}
OF_LISTS = frozenset(("duplicates", "types", "corrections", "crs", "columns", "rows"))
"""Topics of findings on all facility lists together."""

HINT_ZH = {
    "crs": msg("核对坐标;个别行可在更正表中移动"),
    "encoding": msg("写明 encoding,或另存为 UTF-8"),
    "columns": msg("核对列的含义"),
    "inventory": msg("先给没有位置的设施定位,或改声明"),
    "corrections": msg("核对更正表"),
    "network": msg("见下面“路网”一节的图和表"),
    "plausibility": msg("核对来源数据;属实则不必处理"),
    "residents": msg("补充来源数据;属实则不必处理"),
    "places": msg("补充位置;属实则不必处理"),
    "rows": msg("见该图层的行号"),
    "duplicates": msg("核对后在更正表中合并或分开"),
    "types": msg("核对类型列,或在更正表中改类型"),
}
"""What to do where no key of the study file settles it."""

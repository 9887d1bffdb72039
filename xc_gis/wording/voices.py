"""What codes of the survey, the hotline and satisfaction are called."""

from __future__ import annotations

from xc_gis.languages.message import msg

QUADRANTS = ("gap_complaints", "gap_silent", "complaints_only", "fine")
"""Of the demand × gap matrix, the most urgent first."""

QUADRANT_ZH = {
    "gap_complaints": msg("有缺口、有诉求"), "gap_silent": msg("有缺口、少诉求"), "complaints_only": msg("无缺口、有诉求"), "fine": msg("无缺口、少诉求"),
    "unknown": msg("不能判断"), "": msg("不适用"),
}  # fmt: skip

HOT_SPOT_ZH = {"hot": msg("热点"), "cold": msg("冷点"), "none": msg("不显著"), "": msg("没有检验")}

STATISTIC_ZH = {
    "item_satisfied_share": msg("满意度达标的项目"), "item_full_satisfaction": msg("满意度 100% 的项目"), "item_full_coverage": msg("各社区都提供的项目"),
    "community_full_coverage": msg("提供全部项目的社区"),
}  # fmt: skip
"""The four statistics: shares of items, and of communities."""

BASE_ZH = {"subitem": msg("小项"), "item": msg("项")}

VERDICT_ZH = {
    "provided_gap": msg("说提供，走不到"), "reached_not_provided": msg("说不提供，走得到"), "agree": msg("相符"), "unknown": msg("不能判断"),
}  # fmt: skip
"""Of the survey beside the map, what asks for a look first."""

VERDICT_NOTE = msg(
    "服务目录的项目对应到服务类别后，调查所说和步行可达对照：说提供而服务人群中缺口达到 {share}，或说不提供而缺口不到 {share}，请核对。"
)

PROVIDED_ZH = {"y": msg("提供"), "n": msg("不提供"), "?": msg("不清楚")}

SATISFACTION_NOTE_ZH = {
    "small_n": msg("有效问卷不足，只有区间"), "no_n": msg("没有写有效问卷数"), "suppressed": msg("问卷太少，不显示"), "": "",
}  # fmt: skip

OTHER_ZH, ALL_ZH = msg("其他诉求"), msg("全部诉求")

FORMULA_ZH = msg("优先值 = 缺口比例 ×（1 + 诉求压力）")


NOT_SHOWN = msg("不显示")
"""A count that is hidden so that it points at nobody."""


def why_not_shown(min_cell: int) -> str:
    """Why counts are hidden."""
    return msg("件数少于 {count} 的不显示；为了不能从合计推算出来，另有一些也不显示。不显示不等于没有。", count=min_cell)

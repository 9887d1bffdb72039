"""Planners' words for codes: states, reasons, stars. One place, so that map, workbook and window say the same."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from xc_gis.shares import cut, percent

if TYPE_CHECKING:  # the window says these words before pandas is loaded
    from xc_gis.analysis.result import StudyResult
    from xc_gis.standard import Standard

STATE_ZH = {"covered": "已覆盖", "gap": "缺口", "unknown": "未知"}
STATUS_ZH = {"rated": "已评级", "range": "星级区间", "insufficient": "暂不评级(数据不足)"}
NOTE_ZH = {
    "not_applicable": "本社区无此类人群,不适用",
    "ages_unknown": "年龄结构不明,按全体居民计",
    "no_residents": "没有居民",
    "no_location": "没有位置",
    "derived": "范围为推定",
}
LOCATION_ZH = {"area": "已知", "derived": "推定(步行最近)", "point": "只有点位", "none": "没有位置"}
PROFILE_ZH = {
    "adult": "成年人", "senior": "老年人", "frail": "高龄或体弱者", "child": "儿童", "wheelchair": "轮椅", "planning": "规划口径",
}  # fmt: skip
GROUP_ZH = {
    "all": "居民", "age0_3": "0–3 岁", "age3_6": "3–6 岁", "age6_12": "6–12 岁", "age60plus": "60 岁以上", "age80plus": "80 岁以上",
}  # fmt: skip
DOMAIN_ZH = {"P": "公共服务", "S": "社会服务", "C": "商业服务", "L": "日常生活服务"}
INTERNAL_ZH = "仅供内部工作使用,未经地图审核不得公开"
OSM_CREDIT = "© OpenStreetMap contributors, ODbL"
SYNTHETIC_CREDIT = "道路等地图数据均为虚构,不是真实地图"


def map_credit(as_of: str = "", *, synthetic: bool) -> str:
    """Credit of the map data, with their day where it is known; what is invented is nobody's."""
    if synthetic:
        return SYNTHETIC_CREDIT
    return f"{OSM_CREDIT}(数据 {as_of[:10]})" if as_of else OSM_CREDIT


_PART_ZH = {"supply": "服务落实与品质", "feedback": "群众评价与诉求"}


def reason_zh(code: str, standard: Standard, figures: Mapping[str, float] | None = None) -> str:
    """
    Say one entry of ``binding`` in a planner's words.

    ``figures``: the shares behind it, by category (``MED``), ``senior MED``, ``joint`` and ``completeness``; with them a share reads as
    everywhere else, with one decimal. An unknown code is returned as it is: better a code than a wrong sentence.
    """

    def name(category: str) -> str:
        return next((c.zh for c in standard.categories if c.code == category), category)

    def said(key: str, filed: str) -> str:
        share = (figures or {}).get(key, math.nan)
        return (
            percent(share)
            if f"{cut(share, len(filed.partition('.')[2])):.{len(filed.partition('.')[2])}f}" == filed
            else _percent(filed)
        )

    if match := re.fullmatch(r"score<([\d.]+)", code):
        return f"得分不足 {match[1]} 分"
    if match := re.fullmatch(r"G(\d):(\w+) ([\d.]+)<([\d.]+)", code):
        return f"{name(match[2])}覆盖率 {said(match[2], match[3])},{match[1]} 星要求 {_percent(match[4])}"
    if match := re.fullmatch(r"joint ([\d.]+)<([\d.]+)", code):
        return f"必备服务齐全的居民 {said('joint', match[1])},要求 {_percent(match[2])}"
    if match := re.fullmatch(r"senior (\w+) ([\d.]+)<([\d.]+)", code):
        return f"老年人{name(match[1])}覆盖率 {said('senior ' + match[1], match[2])},要求 {_percent(match[3])}"
    if match := re.fullmatch(r"completeness ([\d.]+)<([\d.]+)", code):
        return f"数据完整度 {said('completeness', match[1])},要求 {_percent(match[2])}"
    if match := re.fullmatch(r"(supply|feedback) absent", code):
        return f"缺少“{_PART_ZH[match[1]]}”数据"
    if match := re.fullmatch(r"(V[1-4]):(.+)", code):
        names = "、".join(name(c) for c in match[2].split(","))
        return {
            "V1": f"必备服务缺失:{names}(至多 1 星)",
            "V2": f"多项必备服务严重不足:{names}(至多 1 星)",
            "V3": f"老年人{names}覆盖不足一半(至多 3 星)",
            "V4": f"一票否决,文号 {match[2]}",
        }[match[1]]
    return "没有居民" if code == "no residents" else code


def _percent(share: str) -> str:
    """Percent with the digits that the code has: ``binding`` cuts to two decimals, and none is added."""
    digits = max(len(share.partition(".")[2]) - 2, 0)
    return f"{float(share) * 100:.{digits}f}%"


def reasons_zh(binding: str, standard: Standard, figures: Mapping[str, float] | None = None) -> list[str]:
    """All entries of ``binding`` in a planner's words; ``figures`` as in ``reason_zh``."""
    return [reason_zh(code, standard, figures) for code in binding.split("; ") if code]


def figures_of(result: StudyResult) -> dict[str, dict[str, float]]:
    """By community: the shares that its reasons speak of, as ``reason_zh`` takes them."""
    found: dict[str, dict[str, float]] = {
        row.community_id: {"completeness": float(row.completeness)} for row in result.rating.itertuples(index=False)
    }
    for row in result.joint.itertuples(index=False):
        found[row.community_id]["joint"] = float(row.joint)
    for row in result.coverage.itertuples(index=False):
        found[row.community_id] |= {row.category: float(row.coverage), f"senior {row.category}": float(row.senior_low)}
    return found


def surveys_zh(surveys: str, standard: Standard) -> str:
    """``surveys`` in a planner's words: which surveys would settle the range."""
    zh = {c.code: c.zh for c in standard.categories}
    sets = ["、".join(zh.get(code, code) for code in one.split("+")) for one in surveys.split("; ") if one]
    return ",或".join(f"核实{one}" for one in sets)

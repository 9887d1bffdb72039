"""Planners' words for codes: states, notes, groups, credits. One place, so that map, workbook and window say the same."""

from __future__ import annotations

from typing import Protocol

from xc_gis.languages.message import msg


class Named(Protocol):
    """What has a name in Chinese and maybe one in English."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English; empty where there is none."""


def name_in(thing: Named, lang: str) -> str:
    """A name in a language (``zh``, ``en``), in Chinese where there is no other."""
    return thing.en if lang == "en" and thing.en else thing.zh


STATE_ZH = {"covered": msg("已覆盖"), "gap": msg("缺口"), "unknown": msg("未知")}
STATUS_ZH = {"rated": msg("已评级"), "range": msg("星级区间"), "insufficient": msg("暂不评级(数据不足)")}
NOTE_ZH = {
    "not_applicable": msg("本社区无此类人群,不适用"),
    "ages_unknown": msg("年龄结构不明,按全体居民计"),
    "no_residents": msg("没有居民"),
    "no_location": msg("没有位置"),
    "derived": msg("范围为推定"),
}
LOCATION_ZH = {"area": msg("已知"), "derived": msg("推定(步行最近)"), "point": msg("只有点位"), "none": msg("没有位置")}
PROFILE_ZH = {
    "adult": msg("成年人"), "senior": msg("老年人"), "frail": msg("高龄或体弱者"), "child": msg("儿童"), "wheelchair": msg("轮椅"), "planning": msg("规划口径"),
}  # fmt: skip
GROUP_ZH = {
    "all": msg("居民"), "age0_3": msg("0–3 岁"), "age3_6": msg("3–6 岁"), "age6_12": msg("6–12 岁"), "age60plus": msg("60 岁以上"), "age80plus": msg("80 岁以上"),
}  # fmt: skip
DOMAIN_ZH = {"P": msg("公共服务"), "S": msg("社会服务"), "C": msg("商业服务"), "L": msg("日常生活服务")}
INTERNAL_ZH = msg("仅供内部工作使用,未经地图审核不得公开")
"""On maps of Chinese ground, whatever language they speak: the law asks for a review before they are published."""
INTERNAL_ABROAD_ZH = msg("仅供内部工作使用")
OSM_CREDIT = "© OpenStreetMap contributors, ODbL"
SAMPLE_MARK = msg("示例数据（虚构）")
"""Stands on every picture of a study that calls itself synthetic."""
SYNTHETIC_CREDIT = msg("道路等地图数据均为虚构,不是真实地图")


def map_credit(as_of: str = "", *, synthetic: bool) -> str:
    """Credit of the map data, with their day where it is known; what is invented is nobody's."""
    if synthetic:
        return SYNTHETIC_CREDIT
    return msg("{osm_credit}(数据 {as_of})", osm_credit=OSM_CREDIT, as_of=as_of[:10]) if as_of else OSM_CREDIT


def use_limit(*, in_china: bool) -> str:
    """What a map may be used for."""
    return INTERNAL_ZH if in_china else INTERNAL_ABROAD_ZH


WHY_PROVISIONAL = msg("缺少服务落实或群众评价数据")
"""Why stars are 暂评: parts of the rating have no data."""

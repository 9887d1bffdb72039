"""Columns of the table of rows that wait for a place, and words of geocoders for how exact an answer is."""

from __future__ import annotations

FILE, ID, KIND, NAME, ADDRESS, LON, LAT, CHOICE, NOTE = (
    "文件", "设施编号", "类型", "名称", "地址", "经度", "纬度", "采用候选", "说明",
)  # fmt: skip
HEADINGS = (FILE, "行", ID, KIND, NAME, ADDRESS, "街道", "社区", "原因", LON, LAT, CHOICE, NOTE)
"""To be filled in: 经度 and 纬度, or the number of a candidate in 采用候选; 说明 if there is something to say."""

COMMUNITY_KIND = "社区"
"""Stands in 类型 for a community."""

_OF_CANDIDATE = ("", LON, LAT, "得分")


def of_candidate(number: int | str, part: str) -> str:
    """Heading of what the table says of a candidate."""
    return f"候选{number}{part}"


def candidate_headings(count: int) -> list[str]:
    """Headings of all that the table says of candidates."""
    return [of_candidate(n, part) for n in range(1, count + 1) for part in _OF_CANDIDATE]


EXACT_WORDS = frozenset(
    "门牌号 门址 兴趣点 POI 楼栋号 单元号 门牌 商务大厦 餐饮 购物 医疗 教育 政府机构 生活服务 酒店 金融 house building amenity shop office".split()
)
NEAR_WORDS = frozenset("住宅区 小区 地产小区 热点商圈 村庄 交叉路口 道路交叉路口 residential neighbourhood".split())

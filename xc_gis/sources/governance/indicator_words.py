"""Words in tables of indicators: headings by role, what the district is called, units."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xc_gis.sources.governance.words import SURVEY_HEADINGS

INDICATOR_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "idx", "序号", "编号", "指标编号", "指标序号"),
    "indicator": ("indicator", "指标", "指标名称", "名称", "具体指标"),
    "part": ("part", "分项", "分项指标", "子项"),
    "area": ("area", "区域", "地区", "范围", "单位名称", "评价单元"),
    "subdistrict": SURVEY_HEADINGS["subdistrict"],
    "community_id": SURVEY_HEADINGS["community_id"],
    "community": SURVEY_HEADINGS["community"],
    "year": ("year", "年份", "年度", "年", "统计年度"),
    "value": ("value", "数值", "指标值", "完成值", "实际值", "现状值", "完成情况", "值"),
    "origin": ("origin", "source", "来源", "数据来源", "资料来源", "出处", "依据"),
    "stated": ("stated", "date", "日期", "填报日期", "统计日期", "发布日期"),
}
"""Names of columns by role, the plainest first. In the place of ``year`` and ``value``: a column for each year (2021, 2022年 …)."""

TYPED_VALUE_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "key": ("key", "value_key", "数值名称", "指标", "指标名称", "名称", "项目", "代码"),
    **{role: INDICATOR_HEADINGS[role] for role in ("area", "subdistrict", "community_id", "community")},
    "value": ("value", "数值", "指标值", "填报值", "值"),
    "unit": ("unit", "单位", "计量单位"),
    "origin": INDICATOR_HEADINGS["origin"],
    "stated": INDICATOR_HEADINGS["stated"],
}
"""The same of figures that a standard asks for."""

PERCENT_UNITS = frozenset(("%", "百分比", "百分数", "百分之", "percent", "pct"))
SHARE_UNITS = frozenset(("比例", "份额", "0-1", "0~1", "share", "ratio", "fraction"))
"""Units of a percentage: written 90, or 0.9."""

SQUARE_METRES = ("平方米", "平米", "㎡", "m²", "sqm")
DISTRICT_WORDS = frozenset(("", "all", "全区", "区级", "区", "本区", "合计", "总计", "district"))
YEAR_HEADING = re.compile(r"^((?:19|20)\d\d)(?:年|年度)?(?:完成值|实际值|数值|值)?$")
YEAR_CELL = re.compile(r"^((?:19|20)\d\d)(?:\.0+)?(?:年|年度|年末|年底)?$")
CHINESE_YEAR = re.compile(r"^[一二][零〇九][零〇一二三四五六七八九]{2}(?:年|年度)?$")
YEAR_END = "年度"
TEN_THOUSANDS = "万"
COUNTED_UNITS: tuple[tuple[str, ...], ...] = (
    ("人", "名"), ("户",), ("平方米", "平米", "平方", "m2"), ("米", "m"), ("个", "处", "间", "家", "所", "座", "支", "项"), ("张", "床"), ("层",),
)  # fmt: skip
"""Units behind a figure (usual letters) that mean the same; one of another group is another unit."""

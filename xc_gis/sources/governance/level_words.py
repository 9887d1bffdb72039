"""Words in tables that speak of areas of several levels: headings by role, names of the levels."""

from __future__ import annotations

from collections.abc import Mapping

AREA_OF_LEVEL = {
    "level": ("level", "层级", "级别", "区域层级", "预案级别"),
    "area": ("area", "区域", "区域名称", "网格", "小区", "名称", "单元"),
    "subdistrict": ("subdistrict", "街道", "所属街道", "街道名称"),
    "community": ("community", "社区", "所属社区", "社区名称"),
    "community_id": ("community_id", "社区编号", "社区代码", "社区编码"),
}  # fmt: skip
"""Columns that say which area a row speaks of, the plainest first."""

ROLE_HEADINGS: Mapping[str, tuple[str, ...]] = {
    **AREA_OF_LEVEL,
    "role": ("role", "责任岗位", "岗位", "职务", "责任人岗位", "包片职务"),
    "office": ("office", "责任单位", "单位", "所属单位", "牵头单位"),
}

PLAN_HEADINGS: Mapping[str, tuple[str, ...]] = {
    **AREA_OF_LEVEL,
    "plan": ("plan", "有无预案", "是否有预案", "预案", "应急预案", "应急方案", "有无方案"),
    "dated": ("dated", "编制日期", "修订日期", "日期", "发布日期"),
    "role": ("role", "责任岗位", "岗位", "职务"),
    "shelters": ("shelters", "避难场所", "避难场所编号", "应急避难场所", "设施编号"),
}

LEVEL_WORDS: Mapping[str, tuple[str, ...]] = {
    "district": ("district", "区", "区级", "全区"),
    "subdistrict": ("subdistrict", "街道", "街道级"),
    "community": ("community", "社区", "社区级"),
    "grid": ("grid", "网格", "网格级"),
    "compound": ("compound", "小区", "小区级", "院落"),
}
"""Levels by their words; the second is what messages propose to write. Below the compound stand buildings, of which no table speaks."""

BELOW = frozenset(("building", "楼宇", "楼栋", "楼宇楼栋", "单元", "住户", "户", "居民", "居民个人", "household", "person"))
"""Levels at which nothing is kept: the map stops at the building."""

DRAWN_UP = frozenset(("已编制", "已制定", "已完成", "已备案"))
NOT_DRAWN_UP = frozenset(("未编制", "未制定", "没有编制", "编制中", "制定中"))
"""Answers beside ticks; what is still being drawn up is not there."""

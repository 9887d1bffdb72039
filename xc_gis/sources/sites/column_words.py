"""Headings under which lists of vacated or free premises (腾退空间、闲置空间) keep ids, money and capacity."""

from __future__ import annotations

from collections.abc import Mapping

SITE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "site_id": (
        "site_id",
        "candidate_id",
        "facility_id",
        "id",
        "地点编号",
        "候选编号",
        "空间编号",
        "编号",
        "编码",
        "序号",
        "fid",
    ),
    "cost": ("cost", "price", "造价", "费用", "成本", "投资", "投资额", "建设费用", "改造费用", "预算"),
    "capacity": ("capacity", "容量", "服务能力", "服务人数", "可服务人数", "规模", "床位", "床位数", "学位", "学位数", "座位数"),
}
"""By column of a candidate: headings, the plainest first."""

AREA_NAMES = ("name", "编号", "网格编号", "网格编码", "网格名称", "小区名称", "小区编号", "名称", "网格", "小区", "id", "code")
"""Of areas with a name each (grids, compounds): headings of it, the plainest first."""

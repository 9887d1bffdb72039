"""Words of the table of inventories: headings, states and areas."""

from __future__ import annotations

from collections.abc import Mapping

ALL, OUTSIDE = "all", "outside"

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "category": ("category", "类别", "服务类别", "服务", "项目"),
    "type": ("type", "设施类型", "类型"),
    "area": ("area", "areas", "区域", "范围", "社区", "街道", "社区或街道"),
    "status": ("status", "状态", "完整性", "清单状态", "是否完整"),
    "surveyed": ("surveyed", "调查日期", "核实日期", "日期", "普查日期"),
}
"""Columns of the table and the headings under which they are known; others are left alone."""

STATUS = {
    "complete": "complete", "完整": "complete", "完全": "complete", "已核实完整": "complete", "全": "complete", "是": "complete",
    "partial": "partial", "部分": "partial", "不完整": "partial", "不全": "partial", "否": "partial", "未核实": "partial",
}  # fmt: skip

AREAS = {
    "all": ALL,
    "全部": ALL,
    "全区": ALL,
    "所有社区": ALL,
    "outside": OUTSIDE,
    "区外": OUTSIDE,
    "周边": OUTSIDE,
    "区外周边": OUTSIDE,
}

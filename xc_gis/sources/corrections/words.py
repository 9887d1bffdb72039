"""Words of the table of corrections: what can be done, and the headings of the columns."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MOVE, PLACE, SAME, DISTINCT, TYPE, STATE, IGNORE, SERVES, OPEN, CLOSE, PLACE_COMMUNITY = (
    "move", "place", "same", "distinct", "type", "status", "ignore", "serves", "open_gate", "close_gate", "place_community",
)  # fmt: skip

ACTIONS: Mapping[str, str] = MappingProxyType({
    MOVE: "移动", PLACE: "定位", SAME: "合并", DISTINCT: "不合并", TYPE: "类型", STATE: "状态", IGNORE: "忽略", SERVES: "服务社区",
    OPEN: "开放道路", CLOSE: "封闭道路", PLACE_COMMUNITY: "社区定位",
})  # fmt: skip
"""What a correction can do, and its word in the file: a place that is wrong, a row without a place, one and the same as another
facility or not, another type, status, left out, communities that it serves, an OSM way or node that everybody or nobody passes, a
community without a place (its id stands where a facility's would)."""

ACTION_OF_WORD: Mapping[str, str] = MappingProxyType(
    {
        **{word: code for code, word in ACTIONS.items()},
        **{code: code for code in ACTIONS},
    }
)

HEADINGS: Mapping[str, str] = MappingProxyType({
    "action": "操作", "facility_id": "设施编号", "file": "文件", "name": "名称", "address": "地址", "value": "取值", "lon": "经度", "lat": "纬度",
    "other_id": "另一设施编号", "other_file": "另一文件", "other_name": "另一名称", "other_address": "另一地址", "note": "说明",
})  # fmt: skip
"""Columns of the file and their headings; English names are read as well. Places are longitude and latitude in WGS 84."""

OPEN_WORDS, SHUT_WORDS = ("通", "可通行", "open", "yes"), ("不通", "不可通行", "封闭", "closed", "no")
DONE_WORDS, NOT_DONE_WORDS = ("完整", "complete"), ("不完整", "partial")
"""What people write into a list of field checks: of a way, and of a list."""

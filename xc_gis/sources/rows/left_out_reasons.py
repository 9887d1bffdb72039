"""
What makes a row of a source be left out: every reason there is, its sentence, and what is done with the row.

Whoever decides names one of these and fills in its figures; ``left_out_rows`` keeps the list that becomes ``problems.csv``. Not here, for
the row stays in the study in another way: rows that are one facility (``facilities.duplicates``) and rows that a person corrected
(``corrections.rows``). Rows that are no data at all (sums, remarks, headings) are found while a table is read (``tables.header_row``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from xc_gis.languages.message import Joined, Message, msg

LEFT_OUT = msg("未参与分析")
KEPT_WITHOUT_PLACE = msg("保留在各表中,标为没有位置")
NOT_USED = msg("未使用")
FIRST_ROW_KEPT = msg("保留先出现的一行,本行未参与分析")

LEAVE_OUT = frozenset((LEFT_OUT, FIRST_ROW_KEPT))
"""What is done with rows that the analysis does not use; after anything else they are used."""

WHAT_IS_DONE: Mapping[str, str] = MappingProxyType(
    {
        "communities": KEPT_WITHOUT_PLACE,
        "residents": LEFT_OUT,
        "facilities": LEFT_OUT,
        "entrances": NOT_USED,
        "hotline": LEFT_OUT,
        "census": LEFT_OUT,
        "directory": LEFT_OUT,
    }
)
"""What is done with a row that is left out, by table of the study file: a community keeps its row, for it is rated or waits for a place."""


@dataclass(frozen=True)
class LeftOutReason:
    """
    One reason.

    Attributes
    ----------
    code
        Its name.
    message
        The sentence, with gaps for what is filled in.
    tables
        Tables of the study file whose rows are left out for it.
    place_was_given
        The row names a place that cannot be used; a row that names none is no sign of a wrong column.
    action
        What is done, where it is not ``WHAT_IS_DONE`` with a row of the table.
    """

    code: str
    message: Message
    tables: tuple[str, ...]
    place_was_given: bool = False
    action: str = ""

    def text(self, **values: Any) -> str:
        """The reason with its figures and names filled in: a value for each gap, as ``msg`` takes them."""
        return self.message.filled(**values)


PLACES = ("communities", "residents", "facilities", "entrances")

NO_GEOMETRY = LeftOutReason("no_geometry", msg("没有几何"), PLACES)
EMPTY_GEOMETRY = LeftOutReason("empty_geometry", msg("几何为空"), PLACES)
UNREADABLE_WKT = LeftOutReason("unreadable_wkt", msg("图形文字(WKT)无法读取"), PLACES, place_was_given=True)
NO_COORDINATES = LeftOutReason("no_coordinates", msg("没有坐标"), PLACES)
ZERO_COORDINATES = LeftOutReason("zero_coordinates", msg("坐标为 0"), PLACES, place_was_given=True)
NO_NUMBERS = LeftOutReason("no_numbers", msg("坐标不是数字"), PLACES, place_was_given=True)
IMPOSSIBLE_PLACE = LeftOutReason("impossible_place", msg("坐标不是有效的经纬度或平面坐标"), PLACES, place_was_given=True)
BEYOND_REPAIR = LeftOutReason("beyond_repair", msg("几何无效且无法修复"), ("communities", "residents", "facilities"))
FAR_FROM_COMMUNITIES = LeftOutReason("far_from_communities", msg("距所有社区超过 {buffer_m:g} 米"), ("residents", "facilities"))
FAR_FROM_OTHERS = LeftOutReason("far_from_others", msg("远离其他社区（约 {far}）"), ("communities",))
TYPE_NOT_WANTED = LeftOutReason("type_not_wanted", msg("type_map 指定 “{written}”不使用"), ("facilities",))
NO_TYPE = LeftOutReason("no_type", msg("没有对上任何设施类型:{shown}"), ("facilities",))
SEVERAL_TYPES = LeftOutReason("several_types", msg("同时符合 {top},无法确定:{shown}"), ("facilities",))
UNKNOWN_STATUS = LeftOutReason("unknown_status", msg("状态无法识别"), ("facilities",))
ID_TWICE = LeftOutReason("id_twice", msg("设施编号 “{name}” 重复"), ("facilities",), action=FIRST_ROW_KEPT)
PERSONAL_DATA = LeftOutReason("personal_data", msg("含个人信息（{kinds}），整行没有读取"), ("hotline",))
NO_DAY = LeftOutReason("no_day", msg("没有受理时间，或看不懂"), ("hotline",))
AFTER_STUDY = LeftOutReason("after_study", msg("受理时间晚于项目日期"), ("hotline",))
TICKET_TWICE = LeftOutReason("ticket_twice", msg("工单编号重复"), ("hotline",), action=FIRST_ROW_KEPT)
NO_COMMUNITY = LeftOutReason("no_community", msg("看不出是哪个社区"), ("hotline",))
RESOURCE_TWICE = LeftOutReason("resource_twice", msg("与前面的资源完全相同"), ("census",), action=FIRST_ROW_KEPT)
ENTRY_TWICE = LeftOutReason("entry_twice", msg("与前面的条目完全相同"), ("directory",), action=FIRST_ROW_KEPT)
ENTRANCE_OF_NOTHING = LeftOutReason("entrance_of_nothing", msg("出入口不属于任何设施:{why}"), ("entrances",))

LEFT_OUT_REASONS: Mapping[str, LeftOutReason] = MappingProxyType({
    reason.code: reason
    for reason in (
        NO_GEOMETRY, EMPTY_GEOMETRY, UNREADABLE_WKT, NO_COORDINATES, ZERO_COORDINATES, NO_NUMBERS, IMPOSSIBLE_PLACE, BEYOND_REPAIR,
        FAR_FROM_COMMUNITIES, FAR_FROM_OTHERS, TYPE_NOT_WANTED, NO_TYPE, SEVERAL_TYPES, UNKNOWN_STATUS, ID_TWICE, ENTRANCE_OF_NOTHING,
        PERSONAL_DATA, NO_DAY, AFTER_STUDY, TICKET_TWICE, NO_COMMUNITY, RESOURCE_TWICE, ENTRY_TWICE,
    )
})  # fmt: skip
"""All reasons by code."""


def reason_of(text: str) -> LeftOutReason | None:
    """The reason that a row's text is made from, by its message and not by its words; None for any other text. More may be joined to it."""
    first = text.parts[0] if isinstance(text, Joined) else text
    template = first.template if isinstance(first, Message) else None
    return next((reason for reason in LEFT_OUT_REASONS.values() if reason.message.template == template), None)

"""What the card of a facility says, and what is copied. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xc_gis.run_view import RunView
from xc_gis.ui.words import joined_words, tell

STATUS_ZH = {"planned": "规划中", "closed": "已停业"}
FEW = 6


def facility_lines(answer: Mapping[str, Any]) -> list[str]:
    """What it is and where it stands in the files."""
    facility = answer["facility"]
    kind = [facility["type"], tell(STATUS_ZH[facility["status"]]) if facility["status"] in STATUS_ZH else ""]
    lines = [joined_words(part for part in kind if part)]
    lines.append(tell(f"地址：{facility['address']!s}") if facility["address"] else tell("没有地址"))
    if facility["file"]:
        row = facility["row"]
        lines.append(
            tell(f"来源：{facility['file']!s}") if row is None else tell(f"来源：{facility['file']!s} 第 {row} 行")
        )  # fmt: skip
    return [*lines, tell(f"编号 {facility['facility_id']!s}")]


def service_lines(answer: Mapping[str, Any], run: RunView) -> list[str]:
    """Whom it serves, a paragraph for each category."""
    serves: Sequence[Mapping[str, Any]] = answer["serves"]
    if not serves:
        return [tell("不提供服务：已停业、规划中、没有位置，或附近没有可步行道路")]
    homes = any(category.counts_homes for category in run.categories)
    return [_service(one, run, homes=homes) for one in serves]


def _service(one: Mapping[str, Any], run: RunView, *, homes: bool) -> str:
    within, nearest = f"{one['residents']:,.0f}", f"{one['nearest']:,.0f}"
    head = tell(f"{one['zh']!s}（{one['minutes']:g} 分钟）：")
    if homes:
        said = tell(f"{within} 处住宅按时走得到，其中 {nearest} 处离它最近")
    else:
        said = tell(f"{within} 人按时走得到，其中 {nearest} 人离它最近")
    names = [run.by_id[one_id].name for one_id in one["communities"] if one_id in run.by_id]
    if not names:
        return head + said
    few = joined_words(names[:FEW], "、")
    where = few if len(names) <= FEW else few + tell(f" 等 {len(names)} 个社区")
    return head + said + "\n" + tell(f"这些居民住在 {where!s}")


def facility_text(answer: Mapping[str, Any], run: RunView) -> str:
    """Everything, for the clipboard."""
    facility = answer["facility"]
    place = [] if facility["lon"] is None else [f"{facility['lon']:.6f},{facility['lat']:.6f} (WGS 84)"]
    return "\n".join([facility["name"], *facility_lines(answer), *place, *service_lines(answer, run)])

"""What the card of a facility says, and what is copied. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.runs.view import RunView
from xc_gis.wording.window import joined_words, named, tr

STATUS_ZH = {"planned": msg("规划中"), "closed": msg("已停业")}
FEW = 6


def facility_lines(answer: Mapping[str, Any]) -> list[str]:
    """What it is and where it stands in the files."""
    facility = answer["facility"]
    kind = [tr(facility["type"]), tr(STATUS_ZH[facility["status"]]) if facility["status"] in STATUS_ZH else ""]
    lines = [joined_words(part for part in kind if part)]
    lines.append(tr(msg("地址：{address}", address=facility["address"])) if facility["address"] else tr(msg("没有地址")))
    if facility["file"]:
        row = facility["row"]
        lines.append(
            tr(msg("来源：{file}", file=facility["file"])) if row is None else tr(msg("来源：{file} 第 {row} 行", file=facility["file"], row=row))
        )  # fmt: skip
    return [*lines, tr(msg("编号 {facility_id}", facility_id=facility["facility_id"]))]


def service_lines(answer: Mapping[str, Any], run: RunView) -> list[str]:
    """Whom it serves, a paragraph for each category."""
    serves: Sequence[Mapping[str, Any]] = answer["serves"]
    if not serves:
        return [tr(msg("不提供服务：已停业、规划中、没有位置，或附近没有可步行道路"))]
    homes = any(category.counts_homes for category in run.categories)
    return [_service(one, run, homes=homes) for one in serves]


def _service(one: Mapping[str, Any], run: RunView, *, homes: bool) -> str:
    within, nearest = f"{one['residents']:,.0f}", f"{one['nearest']:,.0f}"
    head = tr(msg("{zh}（{minutes:g} 分钟）：", zh=named(one["zh"], one.get("en", "")), minutes=one["minutes"]))
    if homes:
        counts = tr(msg("{within} 处住宅按时走得到，其中 {nearest} 处离它最近", within=within, nearest=nearest))
    else:
        counts = tr(msg("{within} 人按时走得到，其中 {nearest} 人离它最近", within=within, nearest=nearest))
    names = [run.by_id[one_id].name for one_id in one["communities"] if one_id in run.by_id]
    if not names:
        return head + counts
    few = joined_words(names[:FEW], "、")
    where = few if len(names) <= FEW else few + tr(msg(" 等 {count} 个社区", count=len(names)))
    return head + counts + "\n" + tr(msg("这些居民住在 {where}", where=where))


def facility_text(answer: Mapping[str, Any], run: RunView) -> str:
    """Everything, for the clipboard."""
    facility = answer["facility"]
    place = [] if facility["lon"] is None else [f"{facility['lon']:.6f},{facility['lat']:.6f} (WGS 84)"]
    return "\n".join([facility["name"], *facility_lines(answer), *place, *service_lines(answer, run)])

"""
The form of a change: what can be said of it besides name, cost and place, and a change with another answer. Knows no Qt.

A form says all that a scenario file can say of a change (decision 121); what an answer must be is decided where files are read, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import Message, msg
from xc_gis.model.changes import (
    AddFacility,
    AddPath,
    AddResidents,
    AnyChange,
    ChangeFacility,
    ChangeResidents,
    CloseArea,
    ClosePath,
    CompleteSurvey,
    OpenGate,
)
from xc_gis.sources.scenarios.faults import faults_of
from xc_gis.wording.window import label_of, tr

Choices = tuple[tuple[str, Message], ...]

STATUS: Choices = (("open", msg("开放")), ("planned", msg("规划中")), ("closed", msg("关闭")))
PATH_KINDS: Choices = (("path", msg("步行路")), ("steps", msg("台阶")), ("footbridge", msg("天桥")), ("crossing", msg("过街")))
LIGHTS: Choices = (("", msg("无信号灯")), ("1", msg("有信号灯")))

HOURS_HINT = msg("如 Mo-Fr 08:00-17:00 或 24/7（OpenStreetMap 的写法）；空着表示不写")
PERCENT = 100
DIGITS = 6


@dataclass(frozen=True)
class ChangeField:
    """
    One field of a form.

    Attributes
    ----------
    key
        Of the change.
    label, hint
        What stands before it, and what is told where somebody asks.
    value
        As it stands in the field; empty where nothing is said.
    choices
        Values with their words where one is chosen; empty where one types.
    """

    key: str
    label: Message
    value: str
    choices: Choices = ()
    hint: str = ""


def fields_of(change: AnyChange) -> tuple[ChangeField, ...]:
    """The fields of a change, those of its kind first, its note last."""
    own = _OWN.get(type(change), lambda _: ())(change)
    return (*own, ChangeField("note", msg("备注"), change.note))


def with_answer(change: AnyChange, key: str, text: str) -> AnyChange:
    """
    The change with another answer in a field.

    Raises
    ------
    InputError
        A text that is no answer to it, or an answer with which the change cannot be right.
    """
    word = text.strip()
    read = _READ.get(key, _as_text)
    other: AnyChange = replace(change, **read(change, key, word))
    wrong = next(faults_of(other), "")
    if wrong:
        raise InputError(wrong)
    return other


def _of_new_facility(change: AddFacility) -> tuple[ChangeField, ...]:
    return (
        ChangeField("status", msg("状态"), change.status, STATUS, msg("规划中、关闭的设施不计入覆盖")),
        ChangeField("hours", msg("开放时间"), change.hours, (), HOURS_HINT),
        ChangeField("id", msg("编号"), change.id, (), msg("空着时自动编号")),
    )


def _of_facility(change: ChangeFacility) -> tuple[ChangeField, ...]:
    stays: Choices = (("", msg("不变")),)
    return (
        ChangeField("status", msg("状态"), change.status or "", (*stays, *STATUS)),
        ChangeField("hours", msg("开放时间"), change.hours or "", (), HOURS_HINT),
    )


def _of_gate(change: OpenGate) -> tuple[ChangeField, ...]:
    return (ChangeField("osm", msg("OSM 编号"), change.osm, (), msg("node/编号 或 way/编号；空着时为所点位置最近的大门")),)


def _of_closed_path(change: ClosePath) -> tuple[ChangeField, ...]:
    return (ChangeField("osm", msg("OSM 编号"), change.osm, (), msg("way/编号")),)


def _of_path(change: AddPath) -> tuple[ChangeField, ...]:
    kind = ChangeField("as_", msg("类别"), change.as_, PATH_KINDS)
    if change.as_ != "crossing":
        return (kind,)
    return kind, ChangeField("signals", msg("信号灯"), "1" if change.signals else "", LIGHTS)


def _of_area(change: CloseArea) -> tuple[ChangeField, ...]:
    return (
        ChangeField("since", msg("首日"), _day(change.since), (), msg("如 2026-07-01；空着表示一直")),
        ChangeField("until", msg("末日"), _day(change.until), (), msg("如 2026-08-31；空着表示一直")),
        ChangeField("hours", msg("时段"), change.hours, (), msg("如 22:00-06:00；空着表示全天")),
    )


def _of_residents(change: ChangeResidents) -> tuple[ChangeField, ...]:
    percent = "" if change.factor is None else f"{change.factor * PERCENT:.{DIGITS}g}"
    return (
        ChangeField("factor", msg("变为现在的（%）"), percent, (), msg("100 为不变；与“改为（人）”二者填一")),
        ChangeField("residents", msg("改为（人）"), _count(change.residents), (), msg("所选范围内的总人数，各年龄同比例")),
    )


def _of_new_residents(change: AddResidents) -> tuple[ChangeField, ...]:
    named = (
        ("residents", msg("人数")), ("residents_0_3", msg("0–3 岁")), ("residents_3_6", msg("3–6 岁")),
        ("residents_6_12", msg("6–12 岁")), ("residents_60plus", msg("60 岁以上")), ("residents_80plus", msg("80 岁以上")),
    )  # fmt: skip
    unknown = msg("空着表示不知道，不是 0")
    return (
        *(
            ChangeField(key, label, _count(getattr(change, key)), (), "" if key == "residents" else unknown)
            for key, label in named
        ),
        ChangeField("id", msg("编号"), change.id, (), msg("空着时自动编号")),
    )


def _of_survey(change: CompleteSurvey) -> tuple[ChangeField, ...]:
    areas = msg("社区编号、街道名称、all（全部社区）或 outside（周边），用空格分开")
    return (
        ChangeField("category", msg("服务类别"), change.category, (), msg("类别代码，如 MED")),
        ChangeField("areas", msg("范围"), " ".join(change.areas), (), areas),
        ChangeField(
            "standard", msg("评价标准"), change.standard, (), msg("这个类别属于哪个标准（编号）；空着为项目的第一个标准")
        ),
    )


_OWN: Mapping[type, Callable[[Any], tuple[ChangeField, ...]]] = {
    AddFacility: _of_new_facility, ChangeFacility: _of_facility, OpenGate: _of_gate, ClosePath: _of_closed_path, AddPath: _of_path,
    CloseArea: _of_area, ChangeResidents: _of_residents, AddResidents: _of_new_residents, CompleteSurvey: _of_survey,
}  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _count(value: float | None) -> str:
    return "" if value is None else f"{value:.{DIGITS * 2}g}"


# -- answers ---------------------------------------------------------------------------------------------------------------
Answer = dict[str, Any]


def _as_text(_change: AnyChange, key: str, word: str) -> Answer:
    return {key: word}


def _as_hours(change: AnyChange, _key: str, word: str) -> Answer:
    return {"hours": (word or None) if isinstance(change, ChangeFacility) else word}


def _as_status(change: AnyChange, _key: str, word: str) -> Answer:
    return {"status": (word or None) if isinstance(change, ChangeFacility) else word}


def _as_kind(_change: AnyChange, _key: str, word: str) -> Answer:
    return {"as_": word} if word == "crossing" else {"as_": word, "signals": False}


def _as_gate(change: AnyChange, _key: str, word: str) -> Answer:
    if isinstance(change, OpenGate) and word:
        return {"osm": word, "at": None}
    return {"osm": word}


def _as_day(_change: AnyChange, key: str, word: str) -> Answer:
    try:
        return {key: date.fromisoformat(word) if word else None}
    except ValueError as fault:
        raise InputError(msg("“{text}” 不是日期，应写成 2026-06-30", text=word)) from fault


def _as_percent(_change: AnyChange, _key: str, word: str) -> Answer:
    return {"factor": _number(word.rstrip("%％")) / PERCENT, "residents": None}


def _as_count(change: AnyChange, key: str, word: str) -> Answer:
    if key == "residents":
        return {"residents": _number(word), **({"factor": None} if isinstance(change, ChangeResidents) else {})}
    return {key: _number(word) if word else None}


def _number(word: str) -> float:
    try:
        number = float(word.replace(",", "").replace("，", ""))
    except ValueError:
        number = float("nan")
    if not abs(number) < float("inf"):
        raise InputError(msg("“{text}” 不是数字", text=word))
    return number


_READ: Mapping[str, Callable[[AnyChange, str, str], Answer]] = {
    "hours": _as_hours, "status": _as_status, "as_": _as_kind, "osm": _as_gate, "since": _as_day, "until": _as_day, "factor": _as_percent,
    "signals": lambda _change, _key, word: {"signals": bool(word)},
    "areas": lambda _change, _key, word: {"areas": tuple(word.replace("，", " ").replace(",", " ").split())},
    **dict.fromkeys(("residents", "residents_0_3", "residents_3_6", "residents_6_12", "residents_60plus", "residents_80plus"), _as_count),
}  # fmt: skip


def field_words(field: ChangeField) -> tuple[str, str]:
    """Label and hint in the reader's language."""
    return label_of(field.label), tr(field.hint) if field.hint else ""

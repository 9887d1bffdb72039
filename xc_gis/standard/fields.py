"""
What a planner may change in a standard: every field with its Chinese name, made from the schema.

Bounds, choices and whether a value may be left out come from the models in ``schema`` (or from the setting that a field stands for);
only names, units and steps are written here. Each field of a model is either in ``FIELDS`` or in ``KEPT``.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Union, get_args, get_origin

from xc_gis.languages.message import msg
from xc_gis.settings import SETTINGS
from xc_gis.standard.caps import FIGURES, Cap
from xc_gis.standard.part import Part
from xc_gis.standard.schema import Category, Component, Coverage, Level, Measurement, Meta, Scoring, WalkingProfile

CHOICES_ZH: Mapping[str, str] = {
    "adult": msg("成年人"), "senior": msg("老年人"), "frail": msg("高龄或体弱者"), "child": msg("儿童(成人陪同)"), "wheelchair": msg("轮椅使用者"),
    "planning": msg("规划口径"),
    "all": msg("全体居民"), "age0_3": msg("0–3 岁"), "age3_6": msg("3–6 岁"), "age6_12": msg("6–12 岁"), "age60plus": msg("60 岁及以上"),
    "age80plus": msg("80 岁及以上"),
    "access": msg("可达"), "supply": msg("落实"), "feedback": msg("评价"),
    "reach": msg("到周边各条路"), "nearest": msg("只到最近的路"),
}  # fmt: skip
"""Words of choices as planners read them."""


@dataclass(frozen=True)
class Words:
    """Name of a field, its unit, what it means, and how finely it is set; ``setting`` names the setting that holds its bounds."""

    zh: str
    unit: str = ""
    step: float = 1.0
    decimals: int = 0
    about: str = ""
    setting: str = ""


@dataclass(frozen=True)
class Field:
    """
    One field of the form.

    Attributes
    ----------
    name
        Key in the file.
    kind
        ``number``, ``share`` (0-1, shown in percent), ``flag``, ``choice``, ``words`` (several choices) or ``text``.
    zh, unit, about, step, decimals
        As shown; a share's step and decimals are those of its percent.
    minimum, maximum
        Inclusive bounds of a number or share; a bound that must not be reached lies one step inside.
    choices
        Values of a choice with their names.
    optional
        May be left out: nothing is asked for.
    """

    name: str
    kind: str
    zh: str
    unit: str
    about: str
    step: float
    decimals: int
    minimum: float
    maximum: float
    choices: tuple[tuple[str, str], ...]
    optional: bool


SHARE_STEP = 0.01

FIELDS: Mapping[type[Part], Mapping[str, Words]] = {
    Meta: {
        "name_zh": Words(msg("标准名称")),
        "disclaimer_zh": Words(msg("说明"), about=msg("印在每份成果上")),
        "disclaimer_en": Words(msg("英文说明"), about=msg("印在每份英文成果上；空着则用中文说明")),
    },
    Category: {
        "mandatory": Words(msg("必备"), about=msg("必备服务决定星级门槛")),
        "weight": Words(msg("权重"), msg("分"), 1, 1, msg("25 类合计 100 分")),
        "minutes": Words(msg("分钟"), msg("分"), 1, 0, msg("从住处步行到最近设施的规定时间")),
        "profile": Words(msg("步行速度"), about=msg("按谁的速度计算时间")),
        "population": Words(msg("服务人群"), about=msg("覆盖率按哪些居民计算")),
        "senior_priority": Words(msg("老年优先"), about=msg("另按老年人速度核算 60 岁及以上居民")),
    },
    Component: {"weight": Words(msg("权重"), msg("分"), 1, 0, msg("三部分合计 100 分"))},
    Scoring: {"category_target": Words(msg("满分覆盖率"), about=msg("覆盖率达到这里,该类得满分"))},
    Level: {
        "min_score": Words(msg("最低得分"), msg("分"), 1, 1),
        "mandatory_each_min": Words(msg("每项必备服务"), about=msg("每一项必备服务的覆盖率都不低于")),
        "joint_min": Words(msg("一站式满足率"), about=msg("各必备类别全部达标的居民比例不低于")),
        "senior_priority_min": Words(msg("老年优先服务"), about=msg("必备的老年优先服务,老年居民覆盖率不低于")),
        "min_completeness": Words(msg("数据完整度"), about=msg("已知类别的权重占比不低于")),
        "components_required": Words(msg("须有数据"), about=msg("这些部分没有数据就评不上")),
    },
    Cap: {
        "share": Words(msg("低于"), about=msg("恰好达到不算")),
        "count": Words(msg("达到"), msg("类"), 1, 0, msg("这么多类及以上才成立")),
        "stars": Words(msg("至多"), msg("星"), about=msg("5 星即不设上限")),
    },
    Coverage: {
        "unknown_max": Words(msg("可视为已知的未知比例"), about=msg("未知居民不超过这个比例,该类别按已知计算")),
        "inventory_stale_months": Words(
            msg("清单有效期"), msg("个月"), 1, 0, msg("更早的清单按不完整处理"), "inventory.stale_months"
        ),
    },
    Measurement: {
        "max_leg_m": Words(msg("住处到道路的最远直线"), msg("米"), 10, 0, msg("更远的住处状态为未知"), "legs.max_m"),
        "leg_detour": Words(msg("直线绕行系数"), msg("倍"), 0.05, 2, msg("离开道路的一段按直线的多少倍走"), "legs.detour"),
        "legs": Words(msg("住处接入道路")),
        "respect_administrative_catchment": Words(msg("按辖区服务"), about=msg("社区、街道设施只服务本辖区居民")),
    },
    WalkingProfile: {"speed": Words(msg("速度"), msg("米/秒"), 0.05, 2)},
}
"""Fields that can be changed, in the order in which they are shown."""

KEPT: Mapping[type[Part], Mapping[str, str]] = {
    Meta: {
        "id": "filled in by saving", "version": "filled in by saving", "name_en": "the window's name in English",
        "study_area_buffer_m": "decides which rows are read: the study file says it",
    },
    Category: {
        "code": "heading in the files of a result", "zh": "as in the files of a result", "en": "a name", "domain": "a group", "seed9": "a source",
        "src": "a source",
    },
    Component: {"zh": "a name", "formula": "a remark"},
    Scoring: {"components": "shown one by one"},
    Level: {"grade": "a name", "grade_en": "a name", "at_least": "changed in the file", "values": "changed in the file"},
    Cap: {"id": "number in the files of a result", "kind": "kind of the condition", "categories": "changed in the file", "zh": "a name", "note": "a remark"},
    Coverage: {},
    Measurement: {},
    WalkingProfile: {"zh": "a name", "src": "a source"},
}  # fmt: skip
"""Fields that stay as the base has them, and why; no reader is shown the reasons."""


def fields_of(model: type[Part]) -> tuple[Field, ...]:
    """Fields of a model that can be changed, in their order."""
    return tuple(_field(model, name, words) for name, words in FIELDS[model].items())


def fields_of_cap(cap: Cap) -> tuple[Field, ...]:
    """The figures that a cap of its kind has; none of them may be left out."""
    has = {*FIGURES[cap.kind], "stars"}
    return tuple(replace(field, optional=False) for field in fields_of(Cap) if field.name in has)


def _field(model: type[Part], name: str, words: Words) -> Field:
    info = model.model_fields[name]
    kind, choices, optional, metadata = _read(info.annotation, info.metadata)
    step, decimals = words.step, words.decimals
    low, high = _bounds(metadata)
    if words.setting:
        low, high = SETTINGS[words.setting].minimum, SETTINGS[words.setting].maximum
    finest = 10.0**-decimals
    if kind == "number" and high == 1:
        kind, step, decimals, finest = "share", 1.0, 0, SHARE_STEP
    if any(getattr(bound, "gt", None) == low for bound in metadata):
        low += finest
    named = tuple((value, CHOICES_ZH[value]) for value in choices)
    return Field(name, kind, words.zh, words.unit, words.about, step, decimals, low, high, named, optional)


def _read(annotation: Any, metadata: list[Any]) -> tuple[str, tuple[str, ...], bool, list[Any]]:
    """Kind, choices, whether it may be left out, and bounds, of an annotation."""
    if get_origin(annotation) in {Union, types.UnionType}:
        inner = next(part for part in get_args(annotation) if part is not type(None))
        kind, choices, _, more = _read(inner, metadata)
        return kind, choices, True, more
    if hasattr(annotation, "__metadata__"):
        found = [bound for part in annotation.__metadata__ for bound in (getattr(part, "metadata", None) or [part])]
        return _read(annotation.__origin__, [*metadata, *found])
    if get_origin(annotation) is Literal:
        return "choice", get_args(annotation), False, metadata
    if get_origin(annotation) is tuple:
        return "words", get_args(get_args(annotation)[0]), False, metadata
    kinds = {bool: "flag", float: "number", int: "number", str: "text"}
    return kinds[annotation], (), False, metadata


def _bounds(metadata: list[Any]) -> tuple[float, float]:
    low, high = 0.0, float("inf")
    for bound in metadata:
        for name in ("ge", "gt"):
            low = low if getattr(bound, name, None) is None else float(getattr(bound, name))
        high = high if getattr(bound, "le", None) is None else float(bound.le)
    return low, high

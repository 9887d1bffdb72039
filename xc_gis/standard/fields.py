"""
What a planner may change in a standard: every field with its Chinese name, made from the schema.

Bounds, choices and whether a value may be left out come from the models in ``schema`` (or from the setting that a field stands for);
only names, units and steps are written here. Each field of a model is either in ``FIELDS`` or in ``KEPT``.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from xc_gis.settings import SETTINGS
from xc_gis.standard.schema import Cap, Category, Component, Coverage, Level, Measurement, Meta, Part, Scoring, WalkingProfile

CHOICES_ZH: Mapping[str, str] = {
    "adult": "成年人", "senior": "老年人", "frail": "高龄或体弱者", "child": "儿童(成人陪同)", "wheelchair": "轮椅使用者",
    "planning": "规划口径",
    "all": "全体居民", "age0_3": "0–3 岁", "age3_6": "3–6 岁", "age6_12": "6–12 岁", "age60plus": "60 岁及以上",
    "age80plus": "80 岁及以上",
    "access": "可达", "supply": "落实", "feedback": "评价",
    "reach": "到周边各条路", "nearest": "只到最近的路",
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
        "name_zh": Words("标准名称"),
        "disclaimer_zh": Words("说明", about="印在每份成果上"),
    },
    Category: {
        "mandatory": Words("必备", about="必备服务决定星级门槛"),
        "weight": Words("权重", "分", 1, 1, "25 类合计 100 分"),
        "minutes": Words("分钟", "分", 1, 0, "从住处步行到最近设施的规定时间"),
        "strict_minutes": Words("从严", "分", 1, 0, "更严的参考时间,不计入得分"),
        "profile": Words("步行速度", about="按谁的速度计算时间"),
        "population": Words("服务人群", about="覆盖率按哪些居民计算"),
        "senior_priority": Words("老年优先", about="另按老年人速度核算 60 岁及以上居民"),
    },
    Component: {"weight": Words("权重", "分", 1, 0, "三部分合计 100 分")},
    Scoring: {"category_target": Words("满分覆盖率", about="覆盖率达到这里,该类得满分")},
    Level: {
        "min_score": Words("最低得分", "分", 1, 1),
        "mandatory_each_min": Words("每项必备服务", about="每一项必备服务的覆盖率都不低于"),
        "joint_min": Words("必备服务齐全", about="同时享有全部必备服务的居民比例不低于"),
        "senior_priority_min": Words("老年优先服务", about="必备的老年优先服务,老年居民覆盖率不低于"),
        "min_completeness": Words("数据完整度", about="已知类别的权重占比不低于"),
        "components_required": Words("须有数据", about="这些部分没有数据就评不上"),
    },
    Cap: {"cap": Words("最高", "星")},
    Coverage: {
        "unknown_max": Words("可视为已知的未知比例", about="未知居民不超过这个比例,该类别按已知计算"),
        "inventory_stale_months": Words("清单有效期", "个月", 1, 0, "更早的清单按不完整处理", "inventory.stale_months"),
    },
    Measurement: {
        "max_leg_m": Words("住处到道路的最远直线", "米", 10, 0, "更远的住处状态为未知", "legs.max_m"),
        "leg_detour": Words("直线绕行系数", "倍", 0.05, 2, "离开道路的一段按直线的多少倍走", "legs.detour"),
        "legs": Words("住处接入道路"),
        "respect_administrative_catchment": Words("按辖区服务", about="社区、街道设施只服务本辖区居民"),
    },
    WalkingProfile: {"speed": Words("速度", "米/秒", 0.05, 2)},
}
"""Fields that can be changed, in the order in which they are shown."""

KEPT: Mapping[type[Part], Mapping[str, str]] = {
    Meta: {
        "id": "保存时填写", "version": "保存时填写", "name_en": "报告用英文名", "population_base": "只作说明", "evaluation_unit": "只作说明",
        "crs": "由项目文件决定", "study_area_buffer_m": "决定读取哪些行,由项目文件调整",
    },
    Category: {
        "code": "结果文件的列名", "zh": "与结果文件一致", "domain": "分组", "seed9": "出处", "distance_m": "只作说明", "src": "出处",
    },
    Component: {"zh": "名称", "formula": "只作说明", "inputs": "只作说明"},
    Scoring: {"components": "分项列出", "data_completeness": "只作说明", "joint_coverage": "只作说明", "rounding": "方法规定"},
    Level: {"zh": "名称"},
    Cap: {"id": "方法规定", "when": "方法规定", "zh": "名称"},
    Coverage: {
        "definition_zh": "只作说明", "demand_point": "只作说明", "inventory_status_values": "只作说明", "point_states": "只作说明",
        "outputs": "只作说明",
    },
    Measurement: {
        "mode": "只有一种", "use_building_entrance": "只作说明", "gated_compound_rule": "只作说明", "time_slice": "只作说明",
        "allowed_facility_status": "方法规定", "distance_decay": "只作说明",
    },
    WalkingProfile: {
        "zh": "名称", "src": "出处", "steps": "方法规定", "kerb_without_ramp": "只作说明", "max_slope": "只作说明",
        "crossing_delay": "方法规定",
    },
}  # fmt: skip
"""Fields that stay as the base has them, and why."""


def fields_of(model: type[Part]) -> tuple[Field, ...]:
    """Fields of a model that can be changed, in their order."""
    return tuple(_field(model, name, words) for name, words in FIELDS[model].items())


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

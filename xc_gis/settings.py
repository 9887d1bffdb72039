"""
Every parameter of the method: key, unit, bounds, default and where the value comes from.

The study file's ``[settings]`` table, the check of a standard, the report's table of assumptions
and the documentation are made from these records; nothing else holds a default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from xc_gis.errors import StudyError, nearest_spelling

Value = float | str | bool

PROFILES = ("adult", "senior", "frail", "child", "wheelchair", "planning")
"""Walking profiles (method §2), in the order in which they are shown."""

BY_CENTRE = "auto"
"""Metric system that follows the centre of the study; a study that is read has it replaced by a system (``sources.metric_system``)."""

MERGE_DUPLICATES = ("merge", "report", "off")
"""What can be done with rows that are one facility."""


@dataclass(frozen=True)
class Setting:
    """
    One parameter.

    Attributes
    ----------
    key
        Dotted name as it stands in a study file.
    default
        Value without any declaration; its type is the type of the setting.
    unit
        Unit of the value, or ``""`` for a choice.
    minimum, maximum
        Inclusive bounds of a number.
    choices
        Allowed words of a choice.
    form, example
        Regular expression that a text must match, and texts that do, for messages.
    description, description_zh
        What it means, in English and as planners read it.
    source
        Where the default comes from, or ``assumption``.
    """

    key: str
    default: Value
    unit: str
    description: str
    description_zh: str
    source: str
    minimum: float = 0.0
    maximum: float = float("inf")
    choices: tuple[str, ...] = ()
    form: str = ""
    example: str = ""

    def checked(self, value: object, where: str) -> Value:
        """Return ``value`` in the setting's own type, or raise ``StudyError`` naming ``where`` and the bounds."""
        if isinstance(self.default, bool):
            if isinstance(value, bool):
                return value
            raise StudyError(f"{where}:{self.key} = {value!r} 不是 true 或 false")
        if isinstance(self.default, str):
            if isinstance(value, str) and (not self.choices or value in self.choices) and self._has_form(value):
                return value
            allowed = "、".join(self.choices) or self.example or "文字"
            raise StudyError(f"{where}:{self.key} = {value!r} 不可用", hint=f"可用:{allowed}")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise StudyError(f"{where}:{self.key} = {value!r} 不是数字", hint=f"单位:{self.unit}")
        if not self.minimum <= value <= self.maximum:
            raise StudyError(
                f"{where}:{self.key} = {value} 超出范围",
                hint=f"允许 {self.minimum:g} 至 {self.maximum:g} {self.unit}",
            )
        return float(value)

    def _has_form(self, value: str) -> bool:
        return not self.form or re.fullmatch(self.form, value.strip()) is not None


def _speed(profile: str, default: float, zh: str, source: str) -> Setting:
    return Setting(
        f"walk.speed.{profile}",
        default,
        "m/s",
        f"Walking speed of the profile {profile}.",
        f"{zh}步行速度",
        source,
        0.2,
        3.0,
    )


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        s.key: s
        for s in (
            _speed("adult", 1.2, "成年人", "method §2; pedestrians crossing 1.17-1.29 m/s (Lu Jian), our choice"),
            _speed("senior", 0.9, "老年人", "method §2; Gates 2006, 65+, 15th percentile 0.92 m/s"),
            _speed("frail", 0.75, "高龄或体弱者", "method §2; Bath cohort 0.76 m/s"),
            _speed("child", 1.0, "儿童(成人陪同)", "method §2; Gates 2006, our choice"),
            _speed("wheelchair", 0.8, "轮椅使用者", "assumption"),
            _speed("planning", 1.0, "规划口径", "method §2; GB 50647-2011 design speed at crossings"),
            Setting(
                "walk.steps_factor",
                2.0,
                "×",
                "Slowness on steps against level ground.",
                "台阶耗时倍数",
                "method §2: half speed; IESVE down 0.5, up 0.35",
                1.0,
                10.0,
            ),
            Setting(
                "wait.signal_s",
                30.0,
                "s",
                "Waiting in all at a signal crossing.",
                "信号灯人行横道等候",
                "HCM (C-g)²/2C with C = 120 s, g = 35 s",
                0.0,
                120.0,
            ),
            Setting(
                "wait.crossing_s",
                15.0,
                "s",
                "Waiting in all at another crossing of a secondary road or bigger.",
                "无信号灯横道等候(次干路及以上)",
                "assumption",
                0.0,
                120.0,
            ),
            Setting(
                "wait.junction_s",
                7.5,
                "s",
                "Waiting on each edge end at a signal node without a mapped crossing.",
                "信号路口每段等候",
                "assumption; a Beijing junction is two to four such nodes",
                0.0,
                60.0,
            ),
            Setting(
                "wait.leg_s",
                7.5,
                "s",
                "Waiting of a leg that ends on a trunk, primary or secondary road.",
                "到达干路的接入等候",
                "assumption",
                0.0,
                60.0,
            ),
            Setting(
                "wait.lift_s",
                30.0,
                "s",
                "Waiting and riding at each end of a lift.",
                "电梯每端等候与乘梯",
                "assumption: 60 s a ride",
                0.0,
                300.0,
            ),
            Setting(
                "moment",
                "WED 10:00",
                "",
                "Weekday or date, and hour, at which conditional access is judged (WED 10:00, 2026-07-01 20:00).",
                "研究时刻(分时段通行按此判断)",
                "method §2",
                form=r"(?i)(MON|TUE|WED|THU|FRI|SAT|SUN)\s+([01]?\d|2[0-3]):[0-5]\d|\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])[ T]([01]\d|2[0-3]):[0-5]\d",
                example="WED 10:00、2026-07-01 20:00",
            ),
            Setting(
                "legs",
                "reach",
                "",
                "Which edges a point reaches by straight legs.",
                "接入方式",
                "method §3",
                choices=("reach", "nearest"),
            ),
            Setting(
                "legs.max_m",
                150.0,
                "m",
                "Longest straight leg.",
                "最长接入直线距离",
                "assumption",
                1.0,
                1000.0,
            ),
            Setting(
                "legs.detour",
                1.3,
                "×",
                "A straight leg is walked this many times its length.",
                "接入绕行系数",
                "assumption",
                1.0,
                3.0,
            ),
            Setting(
                "network.min_part_m",
                1000.0,
                "m",
                "A part of the network with less than this is an island.",
                "孤立路网最小长度",
                "assumption",
                0.0,
                100000.0,
            ),
            Setting(
                "gates",
                "rule",
                "",
                "Gated ways: walked only at the start or end of a walk (rule), by all (open), by nobody.",
                "封闭小区道路",
                "method §2",
                choices=("rule", "open", "closed"),
            ),
            Setting(
                "catchments",
                True,
                "",
                "Facilities with a catchment serve only their own community or subdistrict.",
                "服务辖区限制",
                "method §5",
            ),
            Setting(
                "network.beyond_m",
                1500.0,
                "m",
                "Streets are read this far beyond the ground on which facilities count (study_area_buffer_m).",
                "路网读取范围(设施范围以外)",
                "half of a walk of 40 minutes: no shorter one leaves this ground and comes back",
                0.0,
                100000.0,
            ),
            Setting(
                "coverage.unknown_max",
                0.2,
                "share",
                "A category is known in a community up to this unknown share.",
                "可视为已知的最大未知比例",
                "assumption",
                0.0,
                1.0,
            ),
            Setting(
                "inventory.stale_months",
                18.0,
                "months",
                "An older inventory counts as partial.",
                "清单有效期",
                "assumption",
                1.0,
                240.0,
            ),
            Setting(
                "study_area_buffer_m",
                1500.0,
                "m",
                "Rows farther than this from all communities are left out.",
                "研究范围外扩",
                "15 min × 1.42 m/s and a margin",
                0.0,
                20000.0,
            ),
            Setting(
                "duplicates",
                MERGE_DUPLICATES[0],
                "",
                "Rows of several lists that are one facility: merge, only report, leave alone.",
                "重复设施的处理",
                "decision 22",
                choices=MERGE_DUPLICATES,
            ),
            Setting(
                "duplicates.distance_m",
                100.0,
                "m",
                "Places of one facility in two lists lie no farther apart.",
                "重复设施的最大距离",
                "assumption: geocoded addresses and clicked points of one facility differ by some tens of metres",
                0.0,
                1000.0,
            ),
            Setting(
                "duplicates.similarity",
                0.85,
                "share",
                "Names of one facility in two lists are at least this alike (indel similarity of what is the name's own).",
                "重复设施的最小名称相似度",
                "assumption; checked against planted duplicates in benchmarks/duplicates.py",
                0.5,
                1.0,
            ),
            Setting(
                "placing.score",
                90.0,
                "points",
                "A row without coordinates is placed by its name and address from this score on; 101 places nothing.",
                "按名称和地址定位的最低得分",
                "decision 23: a house number, or an identical name that nothing contradicts",
                50.0,
                101.0,
            ),
            Setting(
                "isochrone.grid_m",
                20.0,
                "m",
                "Grid of the outline of many places.",
                "等时圈网格",
                "method §6",
                2.0,
                100.0,
            ),
            Setting(
                "isochrone.grid_place_m",
                10.0,
                "m",
                "Grid of the outline of one place.",
                "单点等时圈网格",
                "method §6",
                2.0,
                100.0,
            ),
            Setting(
                "isochrone.grid_map_m",
                40.0,
                "m",
                "Grid of the many small outlines on the overview map.",
                "总览图等时圈网格",
                "assumption: half a screen pixel of the overview",
                2.0,
                200.0,
            ),
            Setting(
                "crs.analysis",
                BY_CENTRE,
                "",
                "Projected CRS, in metres, of all lengths and areas; auto: the CGCS2000 3-degree zone of the study's centre, abroad UTM.",
                "量算坐标系",
                "method §1",
            ),
        )
    }
)


@dataclass(frozen=True)
class Settings:
    """
    The parameters of one run: defaults, overridden by the standard, overridden by the study.

    Attributes
    ----------
    values
        Value by key, complete.
    origins
        ``default``, ``standard``, ``study`` or ``centre`` (found by the place of the study) by key.
    """

    values: Mapping[str, Value] = field(default_factory=lambda: {k: s.default for k, s in SETTINGS.items()})
    origins: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(SETTINGS, "default"))

    def override(self, changes: Mapping[str, object], *, origin: str, where: str) -> Settings:
        """Return new settings with ``changes``; raises ``StudyError`` for an unknown key or a value out of bounds."""
        values, origins = dict(self.values), dict(self.origins)
        for key, value in changes.items():
            if key not in SETTINGS:
                raise StudyError(f"{where}:没有名为 “{key}” 的设置", hint=nearest_spelling(key, SETTINGS))
            values[key] = SETTINGS[key].checked(value, where)
            origins[key] = origin
        return Settings(values, origins)

    def number(self, key: str) -> float:
        """Value of a numeric setting."""
        value = self.values[key]
        assert isinstance(value, float)
        return value

    def word(self, key: str) -> str:
        """Value of a choice."""
        value = self.values[key]
        assert isinstance(value, str)
        return value

    def flag(self, key: str) -> bool:
        """Value of a switch."""
        value = self.values[key]
        assert isinstance(value, bool)
        return value

    def speed(self, profile: str) -> float:
        """Walking speed of a profile in m/s."""
        return self.number(f"walk.speed.{profile}")

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

"""
What a rating standard may say. The YAML file is checked against these models; unknown keys are refused.

Parts that only later stations read (monitoring tables, surveys, hotline, siting) are kept as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from xc_gis.model import AGE_COLUMNS
from xc_gis.settings import PROFILES

WEIGHT_SUM = 100.0
WEIGHT_TOLERANCE = 1e-6

Population = Literal["all", "age0_3", "age3_6", "age6_12", "age60plus", "age80plus"]
Profile = Literal["adult", "senior", "frail", "child", "wheelchair", "planning"]
Catchment = Literal["everyone", "own_community", "own_subdistrict"]
Share = Annotated[float, Field(ge=0, le=1)]


def _text(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("YAML 把不带引号的 yes、no、on、off 读成了真假值,请加引号")  # noqa: TRY004 - pydantic reports it
    return value


Text = Annotated[str, BeforeValidator(_text)]


class Part(BaseModel):
    """Any part of a standard: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,), allow_inf_nan=False)


class Meta(Part):
    """Who made the standard and what it is."""

    id: Text
    version: Text
    name_zh: Text
    name_en: Text = ""
    disclaimer_zh: Text = ""
    population_base: Literal["resident", "registered", "actual"] = "resident"
    evaluation_unit: Text = "community"
    crs: Mapping[str, Any] = {}
    study_area_buffer_m: float | None = None


class FacilityType(Part):
    """A kind of facility: its names, the categories it serves, and how it is found in data."""

    code: Text = ""
    zh: Text
    en: Text = ""
    services: tuple[Text, ...]
    catchment: Catchment = "everyone"
    osm: tuple[Text, ...] = ()
    amap: tuple[Text, ...] = ()
    name_re: Text | None = None
    geometry: Literal["polygon_entrances"] | None = None
    note: Text = ""


class Category(Part):
    """A scored service category: who needs it, how far it may be, what it weighs."""

    code: Text
    zh: Text
    domain: Literal["P", "S", "C", "L"]
    seed9: Text | None = None
    minutes: Annotated[float, Field(ge=1, le=60)]
    strict_minutes: Annotated[float, Field(ge=1, le=60)] | None = None
    profile: Profile
    population: Population
    mandatory: bool
    weight: Annotated[float, Field(gt=0, le=100)]
    senior_priority: bool = False
    distance_m: float | None = None
    src: Text = ""


class Component(Part):
    """A component of the score and its weight."""

    zh: Text
    weight: Annotated[float, Field(ge=0, le=100)]
    formula: Text = ""
    inputs: tuple[Text, ...] = ()


class Components(Part):
    """The three components."""

    access: Component
    supply: Component
    feedback: Component


class Scoring(Part):
    """How coverage becomes a score."""

    components: Components
    category_target: Annotated[float, Field(gt=0, le=1)] = 1.0
    data_completeness: Text = ""
    joint_coverage: Text = ""
    rounding: Mapping[str, Any] = {}


class Level(Part):
    """What a number of stars asks for."""

    zh: Text = ""
    min_score: Annotated[float, Field(ge=0, le=100)]
    mandatory_each_min: Share | None = None
    joint_min: Share | None = None
    senior_priority_min: Share | None = None
    min_completeness: Share
    components_required: tuple[Literal["access", "supply", "feedback"], ...] = ()


class Cap(Part):
    """A limit on the stars whatever the score."""

    id: Literal["V1", "V2", "V3", "V4"]
    when: Text
    cap: Annotated[int, Field(ge=0, le=5)]
    zh: Text = ""


class Stars(Part):
    """Levels, caps and what happens without data."""

    order: Text = ""
    levels: Mapping[int, Any]
    caps: tuple[Cap, ...]
    insufficient_data: Mapping[str, Any]
    provisional: Mapping[str, Any] = {}
    range: Text = ""
    tie_break_rank: tuple[Text, ...] = ()


class Coverage(Part):
    """How unknown residents are counted."""

    definition_zh: Text = ""
    demand_point: Text = ""
    inventory_status_values: tuple[Text, ...] = ()
    point_states: Mapping[str, Any] = {}
    outputs: Mapping[str, Any] = {}
    unknown_max: Share = 0.2
    inventory_stale_months: Annotated[float, Field(gt=0)] = 18


class Measurement(Part):
    """How distances are measured."""

    mode: Literal["time"] = "time"
    max_leg_m: float | None = None
    leg_detour: float | None = None
    legs: Literal["reach", "nearest"] | None = None
    use_building_entrance: bool = True
    gated_compound_rule: Text = ""
    respect_administrative_catchment: bool | None = None
    time_slice: Text = "any"
    allowed_facility_status: tuple[Text, ...] = ("open",)
    distance_decay: Mapping[str, Any] = {}


class WalkingProfile(Part):
    """A walking profile of the standard; the speed counts, the rest is described."""

    zh: Text
    speed: Annotated[float, Field(ge=0.2, le=3.0)]
    src: Text = ""
    steps: Text | None = None
    kerb_without_ramp: Text | None = None
    max_slope: float | None = None
    crossing_delay: bool | None = None


class Standard(Part):
    """
    A rating standard.

    Attributes
    ----------
    facility_types
        By code, in the order of the file.
    categories
        In the order of the file: the order of every table.
    sha256
        Of the file's bytes.
    """

    meta: Meta
    facility_types: Mapping[str, FacilityType]
    categories: tuple[Category, ...]
    scoring: Scoring
    stars: Stars
    coverage: Coverage = Coverage()
    measurement: Measurement = Measurement()
    walking_profiles: Mapping[str, WalkingProfile] = {}
    impedance_s: Mapping[str, Any] = {}
    admin_levels: tuple[Mapping[str, Any], ...] = ()
    circles: tuple[Mapping[str, Any], ...] = ()
    indicators_14fyp: tuple[Mapping[str, Any], ...] = ()
    qiyou_wuxing: Mapping[str, Any] = {}
    survey_180: Mapping[str, Any] = {}
    hotline_12345: Mapping[str, Any] = {}
    siting: Mapping[str, Any] = {}
    sha256: str = ""

    @model_validator(mode="after")
    def _hangs_together(self) -> Standard:
        faults = [*_category_faults(self), *_level_faults(self)]
        unknown = sorted(set(self.walking_profiles) - set(PROFILES))
        if unknown:
            faults.append(f"walking_profiles: 没有名为 {'、'.join(unknown)} 的步行口径(可用:{'、'.join(PROFILES)})")
        if faults:
            raise ValueError("\n".join(faults))
        return self

    @property
    def id(self) -> str:
        """Short name."""
        return self.meta.id

    @property
    def version(self) -> str:
        """Version as the file states it."""
        return self.meta.version

    @property
    def name_zh(self) -> str:
        """Title."""
        return self.meta.name_zh

    @property
    def disclaimer_zh(self) -> str:
        """What the standard is not."""
        return self.meta.disclaimer_zh

    @cached_property
    def levels(self) -> Mapping[int, Level]:
        """Level by number of stars, 5 down to 1."""
        return {n: Level.model_validate(self.stars.levels[n]) for n in (5, 4, 3, 2, 1)}

    @cached_property
    def caps(self) -> Mapping[str, int]:
        """Most stars by cap (V1-V4)."""
        return {cap.id: cap.cap for cap in self.stars.caps}

    @property
    def min_completeness(self) -> float:
        """Completeness below which nothing is rated: the least that any level asks for."""
        return min(level.min_completeness for level in self.levels.values())

    def category(self, code: str) -> Category:
        """Category by code; ``KeyError`` without it."""
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> Mapping[str, Category]:
        return {category.code: category for category in self.categories}

    def types_of(self, code: str) -> tuple[str, ...]:
        """Facility types that serve a category, in the order of the file."""
        return tuple(kind for kind, found in self.facility_types.items() if code in found.services)

    def setting_overrides(self) -> dict[str, object]:
        """Settings (keys of ``xc_gis.settings``) that this file states."""
        stated: dict[str, object] = {f"walk.speed.{name}": p.speed for name, p in self.walking_profiles.items()}
        measured = self.measurement
        impedance = self.impedance_s
        signal = impedance.get("signalised_crossing")
        candidates = {
            "legs.max_m": measured.max_leg_m,
            "legs.detour": measured.leg_detour,
            "legs": measured.legs,
            "catchments": measured.respect_administrative_catchment,
            "study_area_buffer_m": self.meta.study_area_buffer_m,
            "coverage.unknown_max": self.coverage.unknown_max if "unknown_max" in self.coverage.model_fields_set else None,
            "inventory.stale_months": (
                self.coverage.inventory_stale_months if "inventory_stale_months" in self.coverage.model_fields_set else None
            ),
            "wait.signal_s": signal.get("default") if isinstance(signal, Mapping) else None,
            "wait.crossing_s": impedance.get("unsignalised_crossing_major"),
            "walk.steps_factor": 1 / impedance["steps_speed_factor"] if impedance.get("steps_speed_factor") else None,
        }
        stated |= {key: value for key, value in candidates.items() if value is not None}
        return stated


def _category_faults(standard: Standard) -> list[str]:
    codes = [category.code for category in standard.categories]
    faults = [f"categories: 代码 {code} 出现 {codes.count(code)} 次" for code in sorted(set(codes)) if codes.count(code) > 1]
    total = sum(category.weight for category in standard.categories)
    if abs(total - WEIGHT_SUM) > WEIGHT_TOLERANCE:
        faults.append(f"categories: 权重之和是 {total:g},应为 {WEIGHT_SUM:g}")
    parts = standard.scoring.components
    component_sum = parts.access.weight + parts.supply.weight + parts.feedback.weight
    if abs(component_sum - WEIGHT_SUM) > WEIGHT_TOLERANCE:
        faults.append(f"scoring.components: 权重之和是 {component_sum:g},应为 {WEIGHT_SUM:g}")
    for kind, found in standard.facility_types.items():
        unknown = [code for code in found.services if code not in codes]
        if unknown:
            faults.append(f"facility_types.{kind}.services: 没有类别 {'、'.join(unknown)}")
    served = {code for found in standard.facility_types.values() for code in found.services}
    faults += [f"categories: 类别 {code} 没有任何设施类型提供" for code in codes if code not in served]
    faults += [
        f"categories: 类别 {c.code} 的 strict_minutes 大于 minutes"
        for c in standard.categories
        if c.strict_minutes is not None and c.strict_minutes > c.minutes
    ]
    return faults


def _level_faults(standard: Standard) -> list[str]:
    faults = [f"stars.levels: 缺少 {n} 星" for n in (1, 2, 3, 4, 5) if n not in standard.stars.levels]
    faults += [f"stars.levels: 没有 {n} 星(可用 0 至 5)" for n in standard.stars.levels if n not in range(6)]
    missing = {"V1", "V2", "V3", "V4"} - {cap.id for cap in standard.stars.caps}
    faults += [f"stars.caps: 缺少 {name}" for name in sorted(missing)]
    if faults:
        return faults
    try:
        levels = standard.levels
    except ValueError as fault:
        return [f"stars.levels: {fault}"]
    for lower, higher in ((1, 2), (2, 3), (3, 4), (4, 5)):
        for name in ("min_score", "min_completeness", "mandatory_each_min"):
            low, high = getattr(levels[lower], name), getattr(levels[higher], name)
            if low is not None and (high is None or high < low):
                faults.append(f"stars.levels.{higher}.{name}: {higher} 星的要求低于 {lower} 星")
    return faults


assert set(AGE_COLUMNS) == set(Population.__args__)  # type: ignore[attr-defined]
assert set(PROFILES) == set(Profile.__args__)  # type: ignore[attr-defined]

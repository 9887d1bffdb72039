"""
What a rating standard may say. The YAML file is checked against these models; unknown keys are refused.

Each field is read by a station, a form or an output, or stands in ``WORDS``: a figure that nothing reads has no place here (decision 89).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from xc_gis.findings import RED_FLAG, VALUE
from xc_gis.languages.message import Name, joined, msg
from xc_gis.model import AGE_COLUMNS
from xc_gis.settings import PROFILES
from xc_gis.standard.capacity import Capacity
from xc_gis.standard.caps import Cap, cap_faults
from xc_gis.standard.category_lists import CategoryList, LeastOfList, list_faults
from xc_gis.standard.part import NameText, Part, SchemaFault, SchemaFaults, Share, Text
from xc_gis.standard.slices import DEFAULT_SLICES, Need, TimeSlice, slice_faults
from xc_gis.standard.typed_values import LeastValue, TypedValue, value_faults

WEIGHT_SUM = 100.0
WEIGHT_TOLERANCE = 1e-6

Population = Literal["all", "age0_3", "age3_6", "age6_12", "age60plus", "age80plus"]
Profile = Literal["adult", "senior", "frail", "child", "wheelchair", "planning"]
Catchment = Literal["everyone", "own_community", "own_subdistrict"]


WORDS: Mapping[str, frozenset[str]] = {
    "FacilityType": frozenset(("note",)), "Category": frozenset(("seed9", "src")), "Component": frozenset(("formula",)),
    "Cap": frozenset(("note",)), "WalkingProfile": frozenset(("zh", "src")), "SignalWait": frozenset(("src",)),
    "TimeSlice": frozenset(("src",)), "Need": frozenset(("src",)), "TypedValue": frozenset(("src",)),
}  # fmt: skip
"""By part: texts for whoever reads the file, where a figure comes from and what is meant; nothing is computed with them."""


class Meta(Part):
    """
    Who made the standard and what it is.

    ``name_en``, ``disclaimer_en``: the same where English is chosen; empty: the Chinese stands there, too.
    """

    id: Text
    version: Text
    name_zh: Text
    name_en: Text = ""
    disclaimer_zh: Text = ""
    disclaimer_en: Text = ""
    study_area_buffer_m: float | None = None


class FacilityType(Part):
    """A kind of facility: its names, the categories it serves, and how it is found in data."""

    zh: Text
    en: NameText = ""
    services: tuple[Text, ...]
    catchment: Catchment = "everyone"
    osm: tuple[Text, ...] = ()
    amap: tuple[Text, ...] = ()
    name_re: Text | None = None
    note: Text = ""

    @property
    def name(self) -> Name:
        """Its name in whatever language is chosen."""
        return Name(self.zh, self.en)


class Category(Part):
    """
    A scored service category: who needs it, how far it may be, what it weighs.

    ``en``: its name where English is chosen; empty: ``zh`` stands there, too.
    """

    code: Text
    zh: Text
    en: NameText = ""
    domain: Literal["P", "S", "C", "L"]
    seed9: Text | None = None
    minutes: Annotated[float, Field(ge=1, le=60)]
    profile: Profile
    population: Population
    mandatory: bool
    weight: Annotated[float, Field(gt=0, le=100)]
    senior_priority: bool = False
    src: Text = ""

    @property
    def name(self) -> Name:
        """Its name in whatever language is chosen."""
        return Name(self.zh, self.en)


class Component(Part):
    """A component of the score and its weight."""

    zh: Text
    weight: Annotated[float, Field(ge=0, le=100)]
    formula: Text = ""


class Components(Part):
    """The three components."""

    access: Component
    supply: Component
    feedback: Component


class Scoring(Part):
    """How coverage becomes a score."""

    components: Components
    category_target: Annotated[float, Field(gt=0, le=1)] = 1.0


class Level(Part):
    """
    What a number of stars asks for.

    ``grade``, ``grade_en``: what a community of so many stars is called besides (基础型 …); empty: nothing.
    """

    grade: NameText = ""
    grade_en: NameText = ""
    min_score: Annotated[float, Field(ge=0, le=100)]
    mandatory_each_min: Share | None = None
    joint_min: Share | None = None
    senior_priority_min: Share | None = None
    min_completeness: Share
    components_required: tuple[Literal["access", "supply", "feedback"], ...] = ()
    at_least: tuple[LeastOfList, ...] = ()
    values: tuple[LeastValue, ...] = ()

    @property
    def grade_name(self) -> Name:
        """Its grade in whatever language is chosen; empty where it has none."""
        return Name(self.grade, self.grade_en)


class Stars(Part):
    """Levels and caps."""

    levels: Mapping[int, Any]
    caps: tuple[Cap, ...]


class Coverage(Part):
    """How unknown residents are counted."""

    unknown_max: Share = 0.2
    inventory_stale_months: Annotated[float, Field(gt=0)] = 18


class Measurement(Part):
    """How distances are measured."""

    max_leg_m: float | None = None
    leg_detour: float | None = None
    legs: Literal["reach", "nearest"] | None = None
    respect_administrative_catchment: bool | None = None


class WalkingProfile(Part):
    """The speed of a walking profile."""

    zh: Text
    speed: Annotated[float, Field(ge=0.2, le=3.0)]
    src: Text = ""


class SignalWait(Part):
    """Seconds of waiting at a crossing with signals."""

    default: float | None = None
    src: Text = ""


class Impedance(Part):
    """What crossings and steps cost; seconds, and the share of speed that is left on steps."""

    signalised_crossing: SignalWait = SignalWait()
    unsignalised_crossing_major: float | None = None
    steps_speed_factor: Annotated[float, Field(gt=0)] | None = None


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
    lists: Mapping[str, CategoryList] = {}
    values: Mapping[str, TypedValue] = {}
    scoring: Scoring
    stars: Stars
    coverage: Coverage = Coverage()
    measurement: Measurement = Measurement()
    walking_profiles: Mapping[str, WalkingProfile] = {}
    impedance_s: Impedance = Impedance()
    capacity: Capacity = Capacity()
    time_slices: tuple[TimeSlice, ...] = DEFAULT_SLICES
    needs: tuple[Need, ...] = ()
    sha256: str = ""

    @model_validator(mode="after")
    def _hangs_together(self) -> Standard:
        faults = [*_category_faults(self), *_level_faults(self), *cap_faults(self.stars.caps, self.categories)]
        faults += slice_faults(self.time_slices, self.needs, [c.code for c in self.categories])
        unknown = sorted(set(self.walking_profiles) - set(PROFILES))
        if unknown:
            words = msg(
                "没有名为 {unknown} 的步行口径(可用:{known})", unknown=joined("、", unknown), known=joined("、", PROFILES)
            )
            faults.append(SchemaFault(("walking_profiles",), words))
        if faults:
            raise SchemaFaults(faults)
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
    def title(self) -> Name:
        """Title in whatever language is chosen."""
        return Name(self.meta.name_zh, self.meta.name_en)

    @property
    def disclaimer(self) -> Name:
        """What the standard is not, in whatever language is chosen."""
        return Name(self.meta.disclaimer_zh, self.meta.disclaimer_en)

    @cached_property
    def levels(self) -> Mapping[int, Level]:
        """Level by number of stars, 5 down to the lowest that the standard has."""
        return {n: Level.model_validate(self.stars.levels[n]) for n in (5, 4, 3, 2, 1) if n in self.stars.levels}

    def next_level(self, stars: int) -> int:
        """The level above a number of stars below five."""
        return max(stars + 1, min(self.levels))

    @property
    def caps(self) -> tuple[Cap, ...]:
        """Caps by what is known of the categories, in the order of the file; the red flag apart."""
        return tuple(cap for cap in self.stars.caps if cap.kind != RED_FLAG)

    @property
    def red_flag(self) -> Cap:
        """The cap of communities with a red flag."""
        return next(cap for cap in self.stars.caps if cap.kind == RED_FLAG)

    @cached_property
    def senior_codes(self) -> frozenset[str]:
        """Categories whose coverage of seniors is worked out: those that seniors depend on, and those that a cap asks for."""
        capped = {code for cap in self.caps if cap.is_of_seniors for code in cap.codes(self.categories)}
        return frozenset(capped | {c.code for c in self.categories if c.senior_priority})

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

    @property
    def names(self) -> dict[str, Name]:
        """Names by code: of categories, and of stated figures by ``value:<KEY>``, as reasons and surveys of a rating call them."""
        return {**{c.code: c.name for c in self.categories}, **{f"{VALUE}{key}": one.name for key, one in self.values.items()}}

    def types_of(self, code: str) -> tuple[str, ...]:
        """Facility types that serve a category, in the order of the file."""
        return tuple(kind for kind, found in self.facility_types.items() if code in found.services)

    def setting_overrides(self) -> dict[str, object]:
        """Settings (keys of ``xc_gis.settings``) that this file states."""
        stated: dict[str, object] = {f"walk.speed.{name}": p.speed for name, p in self.walking_profiles.items()}
        measured = self.measurement
        impedance = self.impedance_s
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
            "wait.signal_s": impedance.signalised_crossing.default,
            "wait.crossing_s": impedance.unsignalised_crossing_major,
            "walk.steps_factor": 1 / impedance.steps_speed_factor if impedance.steps_speed_factor else None,
        }
        stated |= {key: value for key, value in candidates.items() if value is not None}
        return stated


def _category_faults(standard: Standard) -> list[SchemaFault]:
    codes = [category.code for category in standard.categories]
    at = ("categories",)
    faults = [
        SchemaFault(at, msg("代码 {code} 出现 {count} 次", code=code, count=codes.count(code)))
        for code in sorted(set(codes))
        if codes.count(code) > 1
    ]
    folded = [code.casefold() for code in codes]
    faults += [
        SchemaFault(at, msg("代码 {codes} 只有大小写不同：列名和文件名不分大小写", codes=joined("、", alike)))
        for alike in (sorted({code for code in codes if code.casefold() == fold}) for fold in sorted(set(folded)))
        if len(alike) > 1
    ]
    parts = standard.scoring.components
    for path, total in (
        (at, sum(category.weight for category in standard.categories)),
        (("scoring", "components"), parts.access.weight + parts.supply.weight + parts.feedback.weight),
    ):
        if abs(total - WEIGHT_SUM) > WEIGHT_TOLERANCE:
            faults.append(SchemaFault(path, msg("权重之和是 {total:g},应为 {right:g}", total=total, right=WEIGHT_SUM)))
    strange = [code for code in standard.capacity.norms if code not in codes]
    if strange:
        faults.append(SchemaFault(("capacity", "norms"), msg("没有类别 {codes}", codes=joined("、", strange))))
    for kind, found in standard.facility_types.items():
        unknown = [code for code in found.services if code not in codes]
        if unknown:
            faults.append(SchemaFault(("facility_types", kind, "services"), msg("没有类别 {codes}", codes=joined("、", unknown))))
    served = {code for found in standard.facility_types.values() for code in found.services}
    faults += [SchemaFault(at, msg("类别 {code} 没有任何设施类型提供", code=code)) for code in codes if code not in served]
    return faults


def _level_faults(standard: Standard) -> list[SchemaFault]:
    at = ("stars", "levels")
    given = standard.stars.levels
    lowest = min((n for n in given if n in range(1, 6)), default=1)
    faults = [SchemaFault(at, msg("缺少 {stars} 星", stars=n)) for n in range(lowest, 6) if n not in given]
    faults += [SchemaFault(at, msg("没有 {stars} 星(可用 1 至 5)", stars=n)) for n in given if n not in range(1, 6)]
    if faults:
        return faults
    try:
        levels = standard.levels
    except ValueError as fault:
        return [SchemaFault(at, str(fault))]
    codes = {c.code for c in standard.categories}
    faults += list_faults(standard.lists, {n: level.at_least for n, level in levels.items()}, codes)
    faults += value_faults(standard.values, {n: level.values for n, level in levels.items()}, codes)
    for lower, higher in zip(range(lowest, 5), range(lowest + 1, 6), strict=True):
        for name in ("min_score", "min_completeness", "mandatory_each_min"):
            low, high = getattr(levels[lower], name), getattr(levels[higher], name)
            if low is not None and (high is None or high < low):
                words = msg("{higher} 星的要求低于 {lower} 星", higher=higher, lower=lower)
                faults.append(SchemaFault((*at, higher, name), words))
    return faults


assert set(AGE_COLUMNS) == set(Population.__args__)  # type: ignore[attr-defined]
assert set(PROFILES) == set(Profile.__args__)  # type: ignore[attr-defined]

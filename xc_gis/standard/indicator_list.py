"""
Lists of indicators: the targets of a plan, or the dimensions of a monitoring system (七有五性). A YAML file that an office edits and versions.

A list says what is asked, in which unit, against what, by when; values come from tables, or from the run where ``computed`` says how.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from xc_gis.errors import StandardError
from xc_gis.languages.message import Name, msg
from xc_gis.standard.faults import all_faults, faults_of, located
from xc_gis.standard.named_file import named_file, shipped_ids
from xc_gis.standard.part import NameText, Part, SchemaFault, SchemaFaults, Text
from xc_gis.standard.yaml_text import content_of

Comparison = Literal[">=", ">", "<=", "<", "stays>="]
"""How a value is held against its target; ``stays>=``: in every year that is known (稳定在……以上, the figure itself included)."""

Kind = Literal["binding", "expected", "programme", "monitored"]
"""约束性, 预期性; a numbered target of a programme; watched without a target of the plan."""

Level = Literal["district", "subdistrict", "community"]

SHIPPED = "xc_gis.standard.indicators"
LIST = msg("指标清单")
"""What such a file is called in messages."""


class ListMeta(Part):
    """Who made the list. ``area``: what the district is called in tables (西城区), beside 全区."""

    id: Text
    version: Text
    name_zh: Text
    name_en: Text = ""
    source: Text = ""
    disclaimer_zh: Text = ""
    disclaimer_en: Text = ""
    area: Text = ""
    years: tuple[int, int] | None = None


class Computed(Part):
    """
    How the run gives a value.

    ``coverage``: share of residents covered in ``categories``, their mean. ``areas_with``: share of ``per`` areas with a facility of ``types``.
    ``floor_area_per_resident``: m² of ``types``. ``areas_with_floor_area``: share of ``per`` areas whose facilities of ``types`` have ``at_least`` m².
    ``communities_near``: share of communities with a facility of ``types`` within ``within_m`` of one of ``beside``.
    ``grids``: share of residents who live in a grid (网格) of the study's layer.
    """

    kind: Literal["coverage", "areas_with", "floor_area_per_resident", "areas_with_floor_area", "communities_near", "grids"]
    categories: tuple[Text, ...] = ()
    types: tuple[Text, ...] = ()
    beside: tuple[Text, ...] = ()
    per: Literal["community", "subdistrict"] = "community"
    at_least: Annotated[float, Field(gt=0)] | None = None
    within_m: Annotated[float, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _says_enough(self) -> Computed:
        needed = {
            "coverage": ("categories",), "areas_with": ("types",), "floor_area_per_resident": ("types",),
            "areas_with_floor_area": ("types", "at_least"), "communities_near": ("types", "beside", "within_m"), "grids": (),
        }[self.kind]  # fmt: skip
        faults = [
            SchemaFault((name,), msg("计算方式 {kind} 需要这个键", kind=self.kind)) for name in needed if not getattr(self, name)
        ]
        if faults:
            raise SchemaFaults(faults)
        return self


class TargetPart(Part):
    """One of several figures of an indicator, each with its own target (平安街道 80, 平安社区 90)."""

    zh: NameText
    en: NameText = ""
    target: float

    @property
    def name(self) -> Name:
        """Its name in whatever language is chosen."""
        return Name(self.zh, self.en)


class Indicator(Part):
    """
    One indicator.

    Attributes
    ----------
    number
        Within its list.
    group, group_en
        Part of the plan, or dimension (幼有所育 …), as it stands there, and its English name; what one indicator of a group says holds for all of it.
    unit
        ``%``, ``㎡``, ``个``, ``万人`` …: what values are in.
    target, floor
        What is to be reached, and what counts as nothing achieved (for an index): a target below the floor means that less is better.
    parts
        Several figures with a target each, in the place of ``target``.
    year
        By when; without it the last year of the list.
    weight
        In the index of its list.
    """

    number: Annotated[int, Field(ge=1)]
    group: NameText
    group_en: NameText = ""
    zh: Text
    en: Text = ""
    unit: Text = "%"
    comparison: Comparison = ">="
    target: float | None = None
    floor: float | None = None
    parts: tuple[TargetPart, ...] = ()
    kind: Kind = "expected"
    year: int | None = None
    weight: Annotated[float, Field(gt=0)] = 1.0
    levels: tuple[Level, ...] = ("district",)
    computed: Computed | None = None
    src: Text = ""

    @property
    def name(self) -> Name:
        """Its name in whatever language is chosen."""
        return Name(self.zh, self.en)

    def targets(self) -> Iterator[tuple[str, float | None]]:
        """Part (empty where there is one figure) and its target."""
        if self.parts:
            yield from ((part.zh, part.target) for part in self.parts)
        else:
            yield "", self.target


class IndicatorList(Part):
    """A list of indicators in the order of its file."""

    meta: ListMeta
    indicators: tuple[Indicator, ...]
    sha256: str = ""

    @model_validator(mode="after")
    def _hangs_together(self) -> IndicatorList:
        faults: list[SchemaFault] = []
        seen: set[int] = set()
        names: set[str] = set()
        for at, one in enumerate(self.indicators):
            if one.number in seen:
                faults.append(SchemaFault(("indicators", at, "number"), msg("编号 {number} 重复", number=one.number)))
            if one.zh in names:
                faults.append(SchemaFault(("indicators", at, "zh"), msg("名称 “{name}” 重复", name=one.zh)))
            seen.add(one.number)
            names.add(one.zh)
            if one.parts and one.target is not None:
                faults.append(SchemaFault(("indicators", at, "target"), msg("已写 parts（分项目标），不再写 target")))
            if one.floor is not None and one.floor == one.target:
                faults.append(SchemaFault(("indicators", at, "floor"), msg("floor 与 target 相同，无法算完成程度")))
            if one.computed and one.parts:
                faults.append(SchemaFault(("indicators", at, "computed"), msg("分项指标不能由程序计算")))
        if faults:
            raise SchemaFaults(faults)
        return self

    @property
    def id(self) -> str:
        """Short name."""
        return self.meta.id

    @property
    def name(self) -> Name:
        """Title in whatever language is chosen."""
        return Name(self.meta.name_zh, self.meta.name_en)

    def year_of(self, one: Indicator) -> int | None:
        """By when an indicator's target is to be reached; None where nobody said."""
        return one.year or (self.meta.years[1] if self.meta.years else None)

    @cached_property
    def by_number(self) -> dict[int, Indicator]:
        """Indicators by number."""
        return {one.number: one for one in self.indicators}


def shipped_lists() -> tuple[str, ...]:
    """Ids of the lists that come with the program."""
    return shipped_ids(SHIPPED)


def load_indicators(name_or_path: str, *, base_dir: Path | None = None) -> IndicatorList:
    """
    Load a list of indicators.

    Parameters
    ----------
    name_or_path
        Id of a shipped list, or path of a YAML file, relative to ``base_dir``.

    Raises
    ------
    StandardError
        If there is no such list or it is wrong; the message names file, line, key and reason.
    """
    raw, shown = named_file(name_or_path, SHIPPED, LIST, base_dir=base_dir)
    content, lines = content_of(raw, shown, LIST)
    try:
        return IndicatorList.model_validate({**content, "sha256": hashlib.sha256(raw).hexdigest()})
    except ValidationError as fault:
        raise StandardError(all_faults(shown, [located(one, lines) for one in faults_of(fault)], LIST)) from fault

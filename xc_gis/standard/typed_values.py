"""Figures that no map can tell (satisfaction, chain rate): somebody states them by area, and a level may ask for at least so much."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from xc_gis.languages.message import Name, joined, msg
from xc_gis.standard.part import NameText, Part, SchemaFault, Text
from xc_gis.units import PERCENT


class TypedValue(Part):
    """
    A figure by community that is stated, never computed.

    ``unit``: what it is in; ``%`` is 0-100; ``unit_en``: the same where English is chosen. ``src``: where the figure comes from, for whoever reads the file.
    """

    zh: NameText
    en: NameText = ""
    unit: Annotated[NameText, Field(min_length=1)] = PERCENT
    unit_en: NameText = ""
    src: Text = ""

    @property
    def name(self) -> Name:
        """Its name in whatever language is chosen."""
        return Name(self.zh, self.en)


class LeastValue(Part):
    """A stated figure is at least so much, in its unit."""

    value: Text
    least: float


def value_faults(
    values: Mapping[str, TypedValue], asked_of: Mapping[int, Sequence[LeastValue]], codes: Collection[str]
) -> list[SchemaFault]:
    """
    What does not hang together.

    ``asked_of``: what each number of stars asks for; ``codes``: of the categories. A key that is a category, too, a level that asks for a figure that does not
    exist or asks twice, more than all (``%``), and a level that asks for less than the one below.
    """
    faults = []
    both = sorted(set(values) & set(codes))
    if both:
        faults.append(SchemaFault(("values",), msg("代码 {codes} 已是类别", codes=joined("、", both))))
    names = [one.zh for one in values.values()]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        faults.append(SchemaFault(("values",), msg("名称 “{name}” 重复", name=twice[0])))
    asked: dict[str, float] = {}
    for stars in sorted(asked_of):
        at = ("stars", "levels", stars, "values")
        own: dict[str, float] = {}
        for one in asked_of[stars]:
            if one.value not in values:
                faults.append(SchemaFault(at, msg("没有填报数值 {value}", value=one.value)))
            elif values[one.value].unit == PERCENT and not 0 <= one.least <= 100:  # noqa: PLR2004 - percent
                faults.append(SchemaFault(at, msg("{value} 的要求不在 0 到 100% 之间", value=one.value)))
            if one.value in own:
                faults.append(SchemaFault(at, msg("{value} 要求了两次", value=one.value)))
            own[one.value] = one.least
        faults += [
            SchemaFault(at, msg("{higher} 星的要求低于 {lower} 星", higher=stars, lower=stars - 1))
            for name, least in asked.items()
            if name not in own or own[name] < least
        ]
        asked = own
    return faults

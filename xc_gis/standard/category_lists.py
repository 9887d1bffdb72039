"""Categories that belong together, of which a level may ask for a number (至少 15 种 of 23)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from xc_gis.languages.message import Name, joined, msg
from xc_gis.standard.part import NameText, Part, SchemaFault, Text


class CategoryList(Part):
    """
    Categories that belong together (基本保障类 …), of which a level may ask for a number.

    ``covered_min``: share of residents (0-1) who can walk to one in time, from which on a category counts as offered.
    """

    zh: NameText
    en: NameText = ""
    categories: Annotated[tuple[Text, ...], Field(min_length=1)]
    covered_min: Annotated[float, Field(gt=0, le=1)] = 0.5

    @property
    def name(self) -> Name:
        """Its name in whatever language is chosen."""
        return Name(self.zh, self.en)


class LeastOfList(Part):
    """At least ``count`` categories of a list are offered."""

    list: Text
    count: Annotated[int, Field(ge=1)]


def list_faults(
    lists: Mapping[str, CategoryList], asked_of: Mapping[int, Sequence[LeastOfList]], codes: Collection[str]
) -> list[SchemaFault]:
    """
    What does not hang together.

    ``asked_of``: what each number of stars asks for; ``codes``: of the categories. Categories or lists that do not exist or stand twice, numbers that no list
    reaches, and a level that asks for less than the one below.
    """
    faults = []
    for name, one in lists.items():
        strange = [code for code in one.categories if code not in codes]
        twice = sorted({code for code in one.categories if one.categories.count(code) > 1})
        if strange:
            faults.append(SchemaFault(("lists", name, "categories"), msg("没有类别 {codes}", codes=joined("、", strange))))
        if twice:
            faults.append(SchemaFault(("lists", name, "categories"), msg("类别 {codes} 重复", codes=joined("、", twice))))
    asked: dict[str, int] = {}
    for stars in sorted(asked_of):
        at = ("stars", "levels", stars, "at_least")
        for least in asked_of[stars]:
            known = lists.get(least.list)
            if known is None:
                faults.append(SchemaFault(at, msg("没有清单 {list}", list=least.list)))
            elif least.count > len(known.categories):
                faults.append(
                    SchemaFault(
                        at,
                        msg(
                            "清单 {list} 只有 {count} 类，不能要求 {asked} 类",
                            list=least.list,
                            count=len(known.categories),
                            asked=least.count,
                        ),
                    )
                )
        own = {least.list: least.count for least in asked_of[stars]}
        faults += [
            SchemaFault(at, msg("{higher} 星的要求低于 {lower} 星", higher=stars, lower=stars - 1))
            for name, count in asked.items()
            if own.get(name, 0) < count
        ]
        asked = own
    return faults

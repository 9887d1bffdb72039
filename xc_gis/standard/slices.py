"""
What a standard may say of times and of needs: slices of time, and the three sentences of the programme.

A standard without them has the defaults below; they decide no star.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from xc_gis.hours.moments import EXAMPLE, FORM
from xc_gis.languages.message import Name, joined, msg
from xc_gis.standard.part import NameText, Part, SchemaFault, Text


def _moment(value: str) -> str:
    if not re.fullmatch(FORM, value.strip()):
        raise ValueError(msg("看不懂时刻“{word}”；请写成 {example} 的样子", word=value, example=EXAMPLE))
    return value.strip()


class TimeSlice(Part):
    """
    A moment at which coverage is worked out: ``WED 20:00``, ``PH 10:00`` (a holiday), or a date.

    ``en``: its name where English is chosen; empty: ``zh`` stands there, too.
    """

    code: Text
    zh: Text
    en: NameText = ""
    at: Annotated[Text, AfterValidator(_moment)]
    src: Text = ""

    @property
    def name(self) -> Name:
        """Its name in whatever language is chosen."""
        return Name(self.zh, self.en)


class Need(Part):
    """
    A sentence of the programme: which categories it speaks of, and what keeps it.

    ``minutes``: on foot, at the pace of each category; ``own_community``: a facility in one's own community counts however far it is (within
    the minutes of the category); ``home_visit``: only facilities count whose people come to the home.
    """

    kind: Literal["small", "large", "urgent"]
    zh: Text
    en: NameText = ""
    categories: tuple[Text, ...]
    minutes: Annotated[float, Field(ge=1, le=60)]
    own_community: bool = False
    home_visit: bool = False
    src: Text = ""

    @property
    def name(self) -> Name:
        """Its name in whatever language is chosen."""
        return Name(self.zh, self.en)


DEFAULT_SLICES = (
    TimeSlice(code="weekday", zh=msg("工作日白天"), en="Working day", at="WED 10:00", src="A"),
    TimeSlice(code="evening", zh=msg("工作日晚间"), en="Evening", at="WED 20:00", src="SEED1; hour A"),
    TimeSlice(code="weekend", zh=msg("周末"), en="Weekend", at="SAT 10:00", src="A"),
    TimeSlice(code="holiday", zh=msg("节假日"), en="Holiday", at="PH 10:00", src="A"),
)
"""Slices of a standard that names none."""


def slice_faults(slices: Collection[TimeSlice], needs: Collection[Need], codes: Collection[str]) -> Iterator[SchemaFault]:
    """What of slices and needs does not hang together; ``codes``: categories of the standard."""
    for key, names in (("time_slices", [one.code for one in slices]), ("needs", [str(one.kind) for one in needs])):
        for name in sorted({one for one in names if names.count(one) > 1}):
            yield SchemaFault((key,), msg("代码 {code} 出现 {count} 次", code=name, count=names.count(name)))
    for at, need in enumerate(needs):
        unknown = [code for code in need.categories if code not in codes]
        if unknown:
            yield SchemaFault(("needs", at, "categories"), msg("没有类别 {codes}", codes=joined("、", unknown)))

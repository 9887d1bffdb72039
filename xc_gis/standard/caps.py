"""
Caps of the stars, whatever the score (method §7.4): a condition from a closed list with its figures, and the most stars.

A condition speaks of categories: of the mandatory ones, or of those that it names. It holds where ``count`` of them or more are
confirmed to fall short. A red flag is entered by a person for one community, with a document number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, Protocol

from pydantic import BeforeValidator, Field, model_validator

from xc_gis.findings import BELOW, NONE_COVERED, RED_FLAG, SENIORS_BELOW
from xc_gis.languages.message import joined, msg
from xc_gis.standard.part import Keys, Part, SchemaFault, Share, Text

MANDATORY = "mandatory"
"""Stands for all mandatory categories of the standard."""

FIGURES: Mapping[str, tuple[str, ...]] = {
    NONE_COVERED: ("categories", "count"),
    BELOW: ("categories", "count", "share"),
    SENIORS_BELOW: ("categories", "count", "share"),
    RED_FLAG: (),
}
"""What each kind of condition needs besides ``stars``; it takes nothing else."""

OLD_FORM: Mapping[str, tuple[str, ...]] = {
    "V1": ("kind: none_covered", "categories: mandatory", "count: 1"),
    "V2": ("kind: coverage_below", "categories: mandatory", "count: 3", "share: 0.50"),
    "V3": ("kind: senior_coverage_below", "categories: [MED, ELD]", "count: 1", "share: 0.50"),
    "V4": ("kind: red_flag",),
}
"""What the caps meant while their condition was a free text that nothing read."""


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Codes = Annotated[tuple[Text, ...], BeforeValidator(_listed)]


class Cap(Part):
    """
    A limit on the stars whatever the score.

    Attributes
    ----------
    id
        ``V`` and a number; stands in ``binding`` of the rating.
    kind
        ``none_covered``: nobody is covered (confirmed); ``coverage_below``: coverage is confirmed below ``share``;
        ``senior_coverage_below``: the same for residents of 60 and more at their own pace; ``red_flag``: entered by a person.
    categories
        Codes, or ``mandatory`` alone: which categories are looked at.
    count
        The cap holds where this many of them or more fall short.
    share
        0-1, a share at it does not fall short.
    stars
        Most stars where the cap holds; 5 switches it off.
    """

    id: Annotated[Text, Field(pattern=r"^V[1-9]\d?$")]
    kind: Literal["none_covered", "coverage_below", "senior_coverage_below", "red_flag"]
    categories: Codes | None = None
    count: Annotated[int, Field(ge=1, le=100)] | None = None
    share: Annotated[Share, Field(gt=0)] | None = None
    stars: Annotated[int, Field(ge=0, le=5)]
    zh: Text = ""
    note: Text = ""

    @model_validator(mode="after")
    def _has_its_figures(self) -> Cap:
        takes = FIGURES[self.kind]
        missing = [name for name in takes if getattr(self, name) is None]
        if missing:
            raise ValueError(msg("kind 为 {kind} 的上限缺少 {missing}", kind=self.kind, missing=joined("、", missing)))
        extra = [name for name in ("categories", "count", "share") if name not in takes and getattr(self, name) is not None]
        if extra:
            raise ValueError(msg("kind 为 {kind} 的上限不用 {extra}，请删去", kind=self.kind, extra=joined("、", extra)))
        return self

    @property
    def is_of_seniors(self) -> bool:
        """Whether it looks at seniors."""
        return self.kind == SENIORS_BELOW

    def codes(self, categories: Sequence[Scored]) -> tuple[str, ...]:
        """The categories it looks at, in the order of the standard; none for a red flag."""
        named = self.categories or ()
        return tuple(c.code for c in categories if (c.mandatory if named == (MANDATORY,) else c.code in named))


class Scored(Protocol):
    """What a cap must know of a category."""

    @property
    def code(self) -> str:
        """Code."""

    @property
    def mandatory(self) -> bool:
        """Whether every community must have it."""


def cap_faults(caps: Sequence[Cap], categories: Sequence[Scored]) -> Iterator[SchemaFault]:
    """Say what is wrong with caps beside these categories: a cap that can never hold is none."""
    at: Keys = ("stars", "caps")
    ids = [cap.id for cap in caps]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield SchemaFault(at, msg("编号 {name} 出现 {count} 次", name=name, count=ids.count(name)))
    flags = sum(cap.kind == RED_FLAG for cap in caps)
    if flags != 1:
        yield SchemaFault(at, msg("须有一条（且只有一条） kind 为 red_flag 的上限（一票否决），现有 {flags} 条", flags=flags))
    codes = {c.code for c in categories}
    for number, cap in enumerate(caps):
        if cap.kind == RED_FLAG:
            continue
        named = () if cap.categories in {None, (MANDATORY,)} else cap.categories or ()
        unknown = [code for code in named if code not in codes]
        if unknown:
            words = msg(
                "上限 {cap} 所指的类别 {codes} 不在本标准中，请改为本标准 categories 中的代码（全部必备类别写 mandatory），或删去这条上限",
                cap=cap.id, codes=joined("、", unknown),
            )  # fmt: skip
            yield SchemaFault((*at, number, "categories"), words)
            continue
        seen = len(cap.codes(categories))
        if seen < (cap.count or 0):
            words = msg(
                "上限 {cap} 要 {count} 类才成立，而它所指的类别只有 {seen} 类，永远不会成立",
                cap=cap.id,
                count=cap.count,
                seen=seen,
            )
            yield SchemaFault((*at, number, "count"), words)


def old_caps(caps: object) -> str:
    """
    How to write caps that have a free text (``when``) as their condition, ready to be put in their place.

    Empty where there are none.
    """
    listed = [cap for cap in caps if isinstance(cap, Mapping)] if isinstance(caps, list) else []
    if not any({"when", "cap"} & set(cap) for cap in listed):
        return ""
    lines = []
    for cap in listed:
        name, stars = str(cap.get("id", "")), cap.get("cap", cap.get("stars", ""))
        figures = OLD_FORM.get(name)
        if figures and isinstance(stars, int):
            zh = f", zh: {cap['zh']}" if isinstance(cap.get("zh"), str) else ""
            lines.append(f"    - {{id: {name}, {', '.join(figures)}, stars: {stars}{zh}}}")
    return msg(
        "when 和 cap 是旧写法（when 里的文字从未参与计算），请改写成下面几行，若 when 里另有要求请改其中的数字\n{lines}",
        lines="\n".join(lines),
    )

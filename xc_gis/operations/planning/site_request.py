"""What somebody asks of siting, checked word by word before anything is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xc_gis.analysis.planning.siting.question import MODELS
from xc_gis.analysis.planning.siting.study_reach import WantedCategory, default_types
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.standard import Standard

PEOPLE = ("group", "60plus")
"""Whom a site is to serve: the group of each category, or everybody of 60 and more."""

SPACING_OF_PLACES_M = 100.0
"""A candidate for every so many metres of street, where no list is given."""

TIME_LIMIT_S = 60.0


@dataclass(frozen=True)
class SitingRequest:
    """
    A siting question.

    Attributes
    ----------
    categories
        ``CODE`` or ``CODE:weight``.
    count
        Sites at most; None for ``lscp``: as many as are needed.
    model
        One of ``question.MODELS``.
    build
        Facility types that are built; for a category that none of them serves the first type that serves everyone.
    candidates
        A layer or table of sites (腾退空间); else ``candidates_type``: places of the study's own facilities of these types; else the streets.
    crs
        Coordinate system of the layers below where their formats do not say it.
    area, no_go
        Layers of polygons: look here only; do not build here.
    every_m
        Distance of places on the streets.
    lock, forbid
        Ids of candidates: in any case, never.
    spacing_m, budget
        Least straight distance between sites; money in all.
    near
        ``TYPE@METRES``: only where a facility of this type is near.
    people
        One of ``PEOPLE``.
    time_limit_s
        Seconds for the proof.
    stars, relocate
        Work out what it does to stars, and what moving the facilities of today could do.
    """

    categories: Sequence[str]
    count: int | None = None
    model: str = "mclp"
    build: Sequence[str] = ()
    candidates: Path | None = None
    candidates_type: Sequence[str] = ()
    crs: str | None = None
    area: Path | None = None
    no_go: Path | None = None
    every_m: float = SPACING_OF_PLACES_M
    lock: Sequence[str] = ()
    forbid: Sequence[str] = ()
    spacing_m: float = 0.0
    budget: float | None = None
    near: Sequence[str] = ()
    people: str = "group"
    time_limit_s: float = TIME_LIMIT_S
    stars: bool = True
    relocate: bool = True

    def check(self) -> None:
        """Raise ``InputError`` for what is wrong whatever the study."""
        if self.model not in MODELS:
            raise InputError(msg("没有选址模型 “{model}”", model=self.model), hint=_allowed(self.model, MODELS))
        if self.people not in PEOPLE:
            raise InputError(msg("没有人群 “{people}”", people=self.people), hint=_allowed(self.people, PEOPLE))
        if self.count is None and self.model != "lscp":
            raise InputError(msg("模型 {model} 要说明建几处（--count）", model=self.model))
        if self.budget is not None and not self.budget > 0:
            raise InputError(
                msg("预算为 {budget:g}，什么也建不了", budget=self.budget), hint=msg("请给出大于 0 的预算，或不写 --budget")
            )
        for amount, name in ((self.spacing_m, "--spacing"), (self.time_limit_s, "--time-limit")):
            if not 0 <= amount < float("inf"):
                raise InputError(msg("{name} 应为不小于 0 的数", name=name))
        if not 10 <= self.every_m <= 5000:  # noqa: PLR2004 - from house to house, to one in a district
            raise InputError(msg("--every 应在 10 到 5000 米之间"))
        if self.candidates is not None and self.candidates_type:
            raise InputError(msg("--candidates 与 --candidates-type 只能用一个"))
        both = sorted(set(self.lock) & set(self.forbid))
        if both:
            raise InputError(msg("{id} 既锁定又禁止", id=both[0]))

    def wanted(self, standard: Standard) -> tuple[WantedCategory, ...]:
        """The categories with their weights and what is built for them. Raises ``InputError`` for what the standard has not."""
        codes = [category.code for category in standard.categories]
        asked: dict[str, float] = {}
        for word in self.categories:
            code, _, weight = word.partition(":")
            if code not in codes:
                raise InputError(msg("标准中没有服务类别 “{code}”", code=code), hint=_allowed(code, codes))
            if code in asked:
                raise InputError(msg("服务类别 {code} 写了两次", code=code))
            asked[code] = _weight(word, weight)
        if not asked:
            raise InputError(msg("请用 --category 说明为哪类服务选址"))
        types = dict(default_types(standard, list(asked)))
        for kind in self.build:
            if kind not in standard.facility_types:
                raise InputError(msg("标准中没有设施类型 “{kind}”", kind=kind), hint=_allowed(kind, standard.facility_types))
            served = [code for code in asked if kind in standard.types_of(code)]
            if not served:
                raise InputError(msg("设施类型 {kind} 不提供 {codes}", kind=kind, codes=joined("、", asked)))
            types |= dict.fromkeys(served, kind)
        if len(asked) == 1:  # a weight against nothing
            asked = dict.fromkeys(asked, 1.0)
        return tuple(WantedCategory(code, weight, types[code]) for code, weight in asked.items())

    def near_places(self, standard: Standard) -> list[tuple[str, float]]:
        """``(type, metres)`` of what must be near. Raises ``InputError`` for words that are none."""
        found = []
        for word in self.near:
            kind, _, metres = word.partition("@")
            if kind not in standard.facility_types:
                raise InputError(msg("标准中没有设施类型 “{kind}”", kind=kind), hint=_allowed(kind, standard.facility_types))
            found.append((kind, _metres(word, metres)))
        return found


def _weight(word: str, weight: str) -> float:
    try:
        number = float(weight) if weight else 1.0
    except ValueError:
        number = -1.0
    if not 0 < number < float("inf"):
        raise InputError(msg("“{word}” 的权重应为大于 0 的数，如 MED:2", word=word))
    return number


def _metres(word: str, metres: str) -> float:
    try:
        number = float(metres)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise InputError(msg("--near {word} 应写成 类型@米数，如 PCS@50", word=word))
    return number


def _allowed(word: str, allowed: Iterable[str]) -> str:
    words = list(allowed)
    return nearest_spelling(word, words) or msg("可用:{asked}", asked=joined("、", words))

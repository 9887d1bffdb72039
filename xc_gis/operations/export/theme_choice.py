"""Themes by the words in which they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg

STARS, JOINT, COVERAGE, GAPS, MINUTES, CAPACITY, DIFFERENCE, DENSITY = (
    "stars", "joint", "coverage", "gaps", "minutes", "capacity", "difference", "density",
)  # fmt: skip
HOTLINE, DEMAND_GAP, SATISFACTION, SURVEY = "hotline", "demand_gap", "satisfaction", "survey"
OF_VOICES = (HOTLINE, DEMAND_GAP, SATISFACTION, SURVEY)
"""Services delivered and voices heard, where the run has them."""
OF_A_CATEGORY = (COVERAGE, GAPS, MINUTES, CAPACITY, DEMAND_GAP)
OF_ANY = (DIFFERENCE, HOTLINE, SATISFACTION)
"""Of a category, or without one of all together."""
DENSITIES = ("people", "floor_area", "tourism", "commerce")
"""The four densities of the plan: residents, floor area, tourist places, commerce for each km²."""
KINDS = (STARS, JOINT, *OF_A_CATEGORY, *OF_ANY, DENSITY, SURVEY)


@dataclass(frozen=True)
class ThemeChoice:
    """A theme that was asked for: its kind and, where it has one, the code of its category or which density."""

    kind: str
    category: str = ""

    @property
    def code(self) -> str:
        """As it is typed: ``coverage:MED``."""
        return f"{self.kind}:{self.category}" if self.category else self.kind


def typed_themes(codes: Sequence[str]) -> tuple[str, ...]:
    """Themes as they are typed, of those of a category the first as an example: ``stars``, ``coverage:MED``, ``density:people`` …"""
    example = tuple(f"{kind}:{codes[0]}" for kind in OF_A_CATEGORY) if codes else ()
    return (STARS, JOINT, *example, *OF_ANY, SURVEY, *(f"{DENSITY}:{one}" for one in DENSITIES))


def _with_categories(codes: Sequence[str]) -> list[str]:
    return [f"{kind}:{code}" for kind in (*OF_A_CATEGORY, *OF_ANY) for code in codes]


def theme_choice(text: str, codes: Sequence[str]) -> ThemeChoice:
    """
    Read ``stars``, ``coverage:MED`` …

    Raises
    ------
    InputError
        There is no such theme or category, or a category is missing.
    """
    kind, _, category = text.strip().partition(":")
    if kind not in KINDS:
        raise InputError(
            msg("没有专题 “{kind}”", kind=kind),
            hint=nearest_spelling(text.strip(), [*typed_themes(codes), *_with_categories(codes)])
            or msg("可用：{names}", names=joined("、", typed_themes(codes))),
        )
    allowed = DENSITIES if kind == DENSITY else codes
    if (kind in {*OF_A_CATEGORY, DENSITY}) != bool(category) and kind not in OF_ANY:
        example = f"{kind}:{allowed[0]}" if allowed and kind in {*OF_A_CATEGORY, DENSITY} else kind
        raise InputError(msg("专题 “{text}” 写法不对", text=text.strip()), hint=msg("应写作 {example}", example=example))
    if category and category not in allowed:
        raise InputError(
            msg("没有专题 “{kind}:{category}”", kind=kind, category=category),
            hint=nearest_spelling(f"{kind}:{category}", [f"{kind}:{one}" for one in allowed])
            or msg("可用：{names}", names=joined("、", [f"{kind}:{one}" for one in allowed])),
        )
    return ThemeChoice(kind, category)

"""
Further programmes of a run: what each further standard made of it, read as a run is read.

Standard library only, as ``view``. Nearest facilities and single gaps are those of the first standard alone: a programme's communities have none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xc_gis.errors import InputError
from xc_gis.files.file_names import file_words
from xc_gis.languages.message import Name, msg
from xc_gis.runs.view import CommunityView, CoverageView, RunView, read_view
from xc_gis.shares import misses


def read_programmes(run: RunView) -> tuple[RunView, ...]:
    """
    The further programmes in the order of the study; none of a run that was written by an earlier version without their views.

    Raises
    ------
    InputError
        Their files are damaged or gone.
    """
    stated = run.manifest.get("more_standards", ())
    words = file_words([one["id"] for one in stated])
    there = [one for one in stated if f"view_{words[one['id']]}.json" in run.manifest["outputs"]]
    try:
        return tuple(_programme(run, one, words[one["id"]]) for one in there)
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, StopIteration, RecursionError) as fault:
        if isinstance(fault, InputError):
            raise
        raise InputError(msg("结果 {name} 已损坏", name=run.folder.name), hint=msg("请重新运行该项目")) from fault


def _programme(run: RunView, stated: Mapping[str, Any], word: str) -> RunView:
    first = read_view(run.folder, run.manifest, f"_{word}")
    counts = {**run.manifest["counts"], "categories": _sums(first.communities)}
    manifest = {**run.manifest, "standard": stated, "counts": counts}
    return RunView(run.folder, manifest, first.standard, first.categories, first.levels, first.unknown_max, first.communities)


def _sums(communities: Sequence[CommunityView]) -> dict[str, dict[str, float]]:
    """Residents by category and state over all communities; those of a community without coverage are in none, as in the run's own counts."""
    sums: dict[str, dict[str, float]] = {}
    for row in (row for community in communities for row in community.coverage):
        own = sums.setdefault(row.category.code, dict.fromkeys(("residents", "covered", "gap", "unknown"), 0.0))
        for name in own:
            own[name] += getattr(row, name) or 0.0
    return sums


@dataclass(frozen=True)
class AskedList:
    """
    A list of categories of which levels ask for a number.

    ``covered_min``: share of residents (0-1) from which on a category counts as offered; ``least``: how many each number of stars asks for.
    """

    name: Name
    categories: tuple[str, ...]
    covered_min: float
    least: Mapping[int, int]


def asked_lists(run: RunView) -> tuple[AskedList, ...]:
    """The lists that the levels of a run's standard ask for, in their order; none where it asks for none."""
    found: dict[str, dict[int, Mapping[str, Any]]] = {}
    for stars in sorted(run.levels):
        for one in run.levels[stars].get("at_least", ()):
            found.setdefault(one["zh"], {})[stars] = one
    return tuple(
        AskedList(Name(zh, one["en"]), tuple(one["categories"]), one["covered_min"], {stars: level["count"] for stars, level in levels.items()})
        for zh, levels in found.items()
        for one in [next(iter(levels.values()))]
    )  # fmt: skip


@dataclass(frozen=True)
class AskedValue:
    """A figure that somebody states, as the highest level asks for it: at least ``least``, in a unit named in both languages."""

    key: str
    name: Name
    least: float
    unit: str
    unit_en: str


def asked_values(run: RunView) -> tuple[AskedValue, ...]:
    """Figures that somebody has to state, as the highest level of a run's standard asks for them; none where it asks for none."""
    asked = run.levels[max(run.levels)].get("values", ()) if run.levels else ()
    return tuple(
        AskedValue(one["key"], Name(one["zh"], one["en"]), float(one["least"]), one["unit"], one["unit_en"]) for one in asked
    )


def offered(community: CommunityView, categories: Collection[str], covered_min: float) -> tuple[int, int]:
    """
    How many of the categories a community has for certain, and at most.

    A category without coverage, because nobody is known to live there, may be there or not; one for nobody is not there, as in the rating.
    """
    rows = [row for row in community.coverage if row.category.code in categories]
    return sum(is_offered(row, covered_min)[0] for row in rows), sum(is_offered(row, covered_min)[1] for row in rows)


def is_offered(row: CoverageView, covered_min: float) -> tuple[bool, bool]:
    """Whether a community has a category for certain, and whether it may have it."""
    if not row.applies:
        return False, False
    if row.low is None or row.high is None:
        return False, True
    return not misses(row.low, covered_min), not misses(row.high, covered_min)


def has_grades(run: RunView) -> bool:
    """Whether the standard calls its levels by names (基础型 …)."""
    return any(level.get("grade") for level in run.levels.values())


def grade_of(run: RunView, stars: int | None) -> Name:
    """What a community of so many stars is called (基础型 …); empty: nothing."""
    level = run.levels.get(stars, {}) if stars is not None else {}
    return Name(level.get("grade", ""), level.get("grade_en", ""))


def grades_of(run: RunView, community: CommunityView) -> tuple[Name, Name] | None:
    """Grades of the stars that a community has at least and at most; None where it has no stars."""
    if community.stars_low is None or community.stars_high is None:
        return None
    return grade_of(run, community.stars_low), grade_of(run, community.stars_high)

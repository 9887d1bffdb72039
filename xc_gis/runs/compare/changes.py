"""Which communities change stars and which categories gain or lose residents between two runs."""

from __future__ import annotations

from dataclasses import dataclass

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.runs.compare.differences import differences_of
from xc_gis.runs.compare.flows import Counts, Flow, flow, total
from xc_gis.runs.view import CategoryView, CommunityView, RunView

RISES, FALLS, SAME, UNSURE, ADDED, GONE = "rises", "falls", "same", "unsure", "added", "gone"


@dataclass(frozen=True)
class CoverChange:
    """One community and category that both runs have; ``before`` or ``after`` is None where a run has no figure."""

    category: CategoryView
    before: Counts | None
    after: Counts | None

    @property
    def flow(self) -> Flow:
        """What became of the residents; nothing where a figure is missing."""
        return flow(self.before, self.after) if self.before and self.after else Flow()


@dataclass(frozen=True)
class CommunityChange:
    """One community; ``before`` or ``after`` is None where only one of the runs has it."""

    community_id: str
    name: str
    subdistrict: str
    before: CommunityView | None
    after: CommunityView | None
    categories: tuple[CoverChange, ...]

    @property
    def stars(self) -> tuple[str, str]:
        """Stars before and after, in words."""
        return (self.before.stars_zh if self.before else "—", self.after.stars_zh if self.after else "—")

    @property
    def step(self) -> int:
        """Stars gained (+) or lost (-); 0 where one of the two has none."""
        a, b = (self.before.stars if self.before else None), (self.after.stars if self.after else None)
        return b - a if a is not None and b is not None else 0

    @property
    def kind(self) -> str:
        """``rises``, ``falls``, ``same``; ``unsure`` where one run gives no stars; ``added``, ``gone`` where one has no such community."""
        if self.before is None or self.after is None:
            return ADDED if self.before is None else GONE
        if self.step:
            return RISES if self.step > 0 else FALLS
        return SAME if self.stars[0] == self.stars[1] else UNSURE

    @property
    def is_nothing(self) -> bool:
        """Whether stars and residents are as before."""
        return self.kind == SAME and all(c.before == c.after for c in self.categories)


@dataclass(frozen=True)
class CategoryChange:
    """
    One category over the communities that both runs have.

    ``left_out``: communities without a figure in one of the runs; they are in none of the sums.
    """

    category: CategoryView
    before: Counts
    after: Counts
    flow: Flow
    left_out: int


@dataclass(frozen=True)
class Comparison:
    """
    What changed.

    Attributes
    ----------
    before, after
        The runs.
    differences
        What the runs rest on and does not agree: study, standard, minutes, settings, data; one sentence each.
    communities
        All of both runs, by id.
    categories
        That both runs have, in the order of the later.
    """

    before: RunView
    after: RunView
    differences: tuple[str, ...]
    communities: tuple[CommunityChange, ...]
    categories: tuple[CategoryChange, ...]

    def of_kind(self, kind: str) -> tuple[CommunityChange, ...]:
        """Communities that rise, fall …, the greatest step first."""
        return tuple(sorted((c for c in self.communities if c.kind == kind), key=lambda c: (-abs(c.step), c.community_id)))

    @property
    def changes(self) -> tuple[CommunityChange, ...]:
        """Communities with any change, the greatest first."""
        moved = [c for c in self.communities if not c.is_nothing]
        return tuple(sorted(moved, key=lambda c: (c.kind in {SAME, ADDED, GONE}, -abs(c.step), -_moved(c), c.community_id)))

    @property
    def flow(self) -> Flow:
        """All categories together: residents count once in each."""
        return total(c.flow for c in self.categories)


def compare_runs(before: RunView, after: RunView) -> Comparison:
    """
    Compare two runs by community id and category code.

    Raises
    ------
    InputError
        If they have no community or no category in common, or a manifest is damaged.
    """
    shared = [category for category in after.categories if category.code in before.by_code]
    if not shared or not before.by_id.keys() & after.by_id.keys():
        what = msg("社区") if shared else msg("服务类别")
        raise InputError(
            msg("结果 {name} 与 {name2} 没有共同的{what},无法比较", name=before.folder.name, name2=after.folder.name, what=what),
            hint=msg("请选择同一地区、社区编号一致的项目结果"),
        )
    communities = tuple(_community(name, before, after, shared) for name in sorted({*before.by_id, *after.by_id}))
    both = [c for c in communities if c.before and c.after]
    categories = tuple(_category(n, category, both) for n, category in enumerate(shared))
    return Comparison(before, after, differences_of(before, after), communities, categories)


def _community(name: str, before: RunView, after: RunView, shared: list[CategoryView]) -> CommunityChange:
    a, b = before.by_id.get(name), after.by_id.get(name)
    shown = b or a
    assert shown is not None
    covers: tuple[CoverChange, ...] = ()
    if a and b:
        was, now = ({row.category.code: row for row in c.coverage} for c in (a, b))
        covers = tuple(CoverChange(c, Counts.of(was.get(c.code)), Counts.of(now.get(c.code))) for c in shared)
    return CommunityChange(name, shown.name, shown.subdistrict, a, b, covers)


def _category(number: int, category: CategoryView, both: list[CommunityChange]) -> CategoryChange:
    rows = [c.categories[number] for c in both]
    before, after = Counts(), Counts()
    for row in rows:
        if row.before and row.after:
            before, after = before.plus(row.before), after.plus(row.after)
    missing = sum(row.before is None or row.after is None for row in rows)
    return CategoryChange(category, before, after, total(row.flow for row in rows), missing)


def _moved(change: CommunityChange) -> float:
    return sum(abs(c.after.gap - c.before.gap) for c in change.categories if c.before and c.after)

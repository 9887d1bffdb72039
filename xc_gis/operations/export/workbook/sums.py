"""Several communities together, counted by residents and never as an average of communities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xc_gis.runs.view import CategoryView, CommunityView, CoverageView
from xc_gis.shares import within

SENIORS = "age60plus"
"""Population group of residents of 60 and more."""

SENIOR_COLUMN = "residents_60plus"


@dataclass(frozen=True)
class Counted:
    """
    Residents of a group by state.

    ``low``, ``share``, ``high``: coverage 0-1 as of a community (method §5); None without residents, ``share`` also where more than
    ``unknown_max`` are unknown.
    """

    covered: float
    gap: float
    unknown: float
    unknown_max: float

    @property
    def residents(self) -> float:
        """All of them."""
        return self.covered + self.gap + self.unknown

    @property
    def low(self) -> float | None:
        """Every unknown resident uncovered."""
        return self.covered / self.residents if self.residents > 0 else None

    @property
    def high(self) -> float | None:
        """Every unknown resident covered."""
        if self.residents <= 0:
            return None
        return (self.covered + self.unknown) / self.residents if self.gap else 1.0

    @property
    def share(self) -> float | None:
        """Of those known."""
        if self.covered + self.gap <= 0 or not within(self.unknown / self.residents, self.unknown_max):
            return None
        return self.covered / (self.covered + self.gap)


def counted(rows: Iterable[CoverageView], unknown_max: float) -> Counted:
    """Sum of coverage rows of one category; rows without figures add nothing."""
    known = [row for row in rows if row.residents is not None]
    return Counted(
        sum(row.covered or 0.0 for row in known), sum(row.gap or 0.0 for row in known), sum(row.unknown or 0.0 for row in known),
        unknown_max,
    )  # fmt: skip


def seniors_counted(members: Sequence[CommunityView], category: CategoryView, unknown_max: float) -> Counted | None:
    """
    Residents of 60 and more by state, at their own pace.

    None where the run does not look at them in this category, or does not know how many there are in a community.
    """
    if category.population == SENIORS:
        return counted([c.of(category.code) for c in members], unknown_max)
    if not category.senior_priority:
        return None
    covered = gap = unknown = 0.0
    for c in members:
        row, people = c.of(category.code), c.residents.get(SENIOR_COLUMN)
        if row.senior_low is None or row.senior_high is None:
            if people:
                return None
            continue
        if people is None:
            return None
        covered += row.senior_low * people
        gap += (1 - row.senior_high) * people
        unknown += (row.senior_high - row.senior_low) * people
    return Counted(covered, gap, unknown, unknown_max)


def joint_counted(members: Sequence[CommunityView]) -> tuple[float, float] | None:
    """Low and high share of residents with all mandatory categories; None where nobody is counted or a community's residents are not known."""
    low = high = people = 0.0
    for c in members:
        residents = c.residents.get("residents")
        if residents is None:
            return None
        if c.joint_low is None or c.joint_high is None:
            continue
        low, high, people = low + c.joint_low * residents, high + c.joint_high * residents, people + residents
    return (low / people, high / people) if people else None


def residents_of(members: Sequence[CommunityView], group: str) -> float | None:
    """Residents of a column of ages; None where those of a community are not known."""
    counts = [c.residents.get(group) for c in members]
    return None if None in counts else sum(count for count in counts if count is not None)


def by_subdistrict(communities: Sequence[CommunityView]) -> Mapping[str, tuple[CommunityView, ...]]:
    """Communities by the name of their subdistrict (empty where the data name none), sorted by it; those without stand last."""
    names = sorted({c.subdistrict for c in communities}, key=lambda name: (not name, name))
    return {name: tuple(c for c in communities if c.subdistrict == name) for name in names}

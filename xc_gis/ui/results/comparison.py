"""Two runs side by side: which communities change stars and which categories gain or lose residents. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xc_gis.run_view import CommunityView, RunView


@dataclass(frozen=True)
class CommunityChange:
    """
    One community in two runs; ``before`` or ``after`` is None where only one of them has it.

    ``categories``: names and residents in gap before and after, where they differ.
    """

    community_id: str
    name: str
    subdistrict: str
    before: CommunityView | None
    after: CommunityView | None
    categories: tuple[tuple[str, float, float], ...]

    @property
    def step(self) -> int:
        """Stars gained (+) or lost (-); 0 where one of the two has none."""
        a, b = (self.before.stars if self.before else None), (self.after.stars if self.after else None)
        return b - a if a is not None and b is not None else 0

    @property
    def stars(self) -> tuple[str, str]:
        """Stars before and after, in words."""
        return (self.before.stars_zh if self.before else "—", self.after.stars_zh if self.after else "—")


@dataclass(frozen=True)
class Comparison:
    """
    What changed.

    Attributes
    ----------
    changes
        Communities with another star or other gaps, the greatest change first.
    up, down, same
        Communities that gained, lost and kept their stars.
    gap_before, gap_after
        Residents in gap, summed over categories that both runs have.
    causes
        What differs between the runs: ``数据``, ``评价标准``, ``参数``, ``程序版本``.
    """

    changes: tuple[CommunityChange, ...]
    up: int
    down: int
    same: int
    gap_before: float
    gap_after: float
    causes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """In one breath."""
        cause = f"(改动:{'、'.join(self.causes)})" if self.causes else "(输入没有改动)"
        moved = f"升星 {self.up} 个,降星 {self.down} 个,不变 {self.same} 个社区"
        return f"{moved};各类缺口合计 {self.gap_before:,.0f} → {self.gap_after:,.0f} 人次{cause}"


def compare_runs(before: RunView, after: RunView) -> Comparison:
    """Compare two runs by community id and category code."""
    shared = [code for code in before.by_code if code in after.by_code]
    changes = []
    for name in sorted({*before.by_id, *after.by_id}):
        a, b = before.by_id.get(name), after.by_id.get(name)
        shown = b or a
        assert shown is not None
        changes.append(CommunityChange(name, shown.name, shown.subdistrict, a, b, _categories(a, b, shared)))
    moved = [c for c in changes if c.stars[0] != c.stars[1] or c.categories]
    moved.sort(key=lambda c: (-abs(c.step), -sum(abs(x - y) for _, x, y in c.categories), c.community_id))
    up, down = sum(c.step > 0 for c in changes), sum(c.step < 0 for c in changes)
    return Comparison(
        tuple(moved), up, down, len(changes) - up - down, _gaps(before, shared), _gaps(after, shared), _causes(before, after)
    )


def _categories(
    before: CommunityView | None, after: CommunityView | None, shared: Sequence[str]
) -> tuple[tuple[str, float, float], ...]:
    if before is None or after is None:
        return ()
    rows = [(after.of(code).category.zh, before.of(code).gap or 0.0, after.of(code).gap or 0.0) for code in shared]
    return tuple(row for row in rows if row[1] != row[2])


def _gaps(run: RunView, shared: Sequence[str]) -> float:
    return sum(row.gap or 0.0 for c in run.communities for row in c.coverage if row.category.code in shared)


def _causes(before: RunView, after: RunView) -> tuple[str, ...]:
    a, b = before.manifest, after.manifest
    looks = (
        ("数据", [(i["role"], i["path"], i["sha256"]) for i in a["inputs"]], [(i["role"], i["path"], i["sha256"]) for i in b["inputs"]]),
        ("评价标准", a["standard"], b["standard"]),
        ("参数", a["settings"], b["settings"]),
        ("程序版本", (a["tool"], a["method"]), (b["tool"], b["method"])),
    )  # fmt: skip
    return tuple(name for name, was, now in looks if was != now)

"""A comparison in sentences, for the head of the dialog and for the command line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from xc_gis.comparison.changes import (
    ADDED,
    FALLS,
    GONE,
    RISES,
    SAME,
    UNSURE,
    CategoryChange,
    CommunityChange,
    Comparison,
    CoverChange,
)
from xc_gis.comparison.flows import Flow

KIND_ZH = {
    RISES: "升星",
    FALLS: "降星",
    SAME: "星级不变",
    UNSURE: "星级无法比较",
    ADDED: "只在后一次结果中",
    GONE: "只在前一次结果中",
}
FLOW_ZH = {
    "gained": "由缺口转为覆盖", "lost": "由覆盖转为缺口", "found_gap": "由未知查明为缺口", "found_covered": "由未知查明为覆盖",
    "gap_unsure": "由缺口转为未知", "covered_unsure": "由覆盖转为未知", "others": "居民人数增减",
}  # fmt: skip
NAMED = 8


def head_sentences(comparison: Comparison) -> list[str]:
    """Which runs, what differs between them, what became of stars and gaps, and communities that only one run has."""
    counted = {kind: len(comparison.of_kind(kind)) for kind in KIND_ZH}
    lines = _folders(comparison)
    lines.extend(comparison.differences or ["两次结果的数据、标准和参数没有改动"])
    lines.append(f"升星 {counted[RISES]} 个社区,降星 {counted[FALLS]} 个,不变 {counted[SAME]} 个")
    if counted[UNSURE]:
        lines.append(f"{counted[UNSURE]} 个社区因数据不全,有一次没有确定的星级,不计入升降")
    moved = comparison.flow
    lines.append(f"各类服务合计:{moved.gained:,.0f} 人次由缺口转为覆盖,{moved.lost:,.0f} 人次由覆盖转为缺口")
    if moved.found_gap or moved.found_covered:
        lines.append(f"原来未知、现已查明:缺口 {moved.found_gap:,.0f} 人次,覆盖 {moved.found_covered:,.0f} 人次(不是增减)")
    if moved.gap_unsure or moved.covered_unsure:
        lines.append(f"现在变为未知:原缺口 {moved.gap_unsure:,.0f} 人次,原覆盖 {moved.covered_unsure:,.0f} 人次")
    lines.extend(f"{KIND_ZH[kind]}的社区:{_named(comparison.of_kind(kind))}" for kind in (ADDED, GONE) if counted[kind])
    return lines


def comparison_sentences(comparison: Comparison) -> list[str]:
    """All of it: the head, communities that rise, fall or cannot be told, categories."""
    lines = head_sentences(comparison)
    for kind in (RISES, FALLS, UNSURE):
        lines.extend(f"{KIND_ZH[kind]}:{community_line(c)}" for c in comparison.of_kind(kind))
    for change in comparison.categories:
        if change.before != change.after or change.left_out:
            lines.append(category_line(change))
            lines.extend(f"  {part}" for part in flow_words(change.flow))
            lines.extend([f"  {left_out_words(change)}"] if change.left_out else [])
    return lines


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The same for a program: codes and figures; a figure that is not known is null."""
    return {
        "before": str(comparison.before.folder),
        "after": str(comparison.after.folder),
        "differences": list(comparison.differences),
        "communities": [
            {"id": c.community_id, "name": c.name, "change": c.kind, "stars_before": c.before.stars if c.before else None,
             "stars_after": c.after.stars if c.after else None}
            for c in comparison.communities
        ],
        "categories": [
            {"code": c.category.code, "before": asdict(c.before), "after": asdict(c.after), "flow": asdict(c.flow), "left_out": c.left_out}
            for c in comparison.categories
        ],
    }  # fmt: skip


def left_out_words(change: CategoryChange) -> str:
    """How many communities are in none of the sums."""
    return f"另有 {change.left_out} 个社区缺数据,未计入"


def community_line(change: CommunityChange) -> str:
    """A community with its stars before and after."""
    return f"{change.name}({change.community_id}):{change.stars[0]} → {change.stars[1]}"


def category_line(change: CategoryChange) -> str:
    """A category with its residents before and after."""
    a, b = change.before, change.after
    return (
        f"{change.category.zh}:覆盖 {a.covered:,.0f} → {b.covered:,.0f},缺口 {a.gap:,.0f} → {b.gap:,.0f},"
        f"未知 {a.unknown:,.0f} → {b.unknown:,.0f}"
    )


def change_words(change: CoverChange) -> str:
    """A category of one community: its gap, and what is behind it where it is not a plain gain or loss."""
    name = change.category.zh
    if change.before is None or change.after is None:
        return f"{name}{'原来' if change.before is None else '现在'}没有数据"
    a, b = change.before, change.after
    gap = f"{name}缺口 {a.gap:,.0f} → {b.gap:,.0f}"
    return f"{gap}(未知 {a.unknown:,.0f} → {b.unknown:,.0f})" if a.unknown != b.unknown else gap


def flow_words(moved: Flow) -> list[str]:
    """What became of residents, only what happened."""
    return [f"{zh} {getattr(moved, name):,.0f}" for name, zh in FLOW_ZH.items() if getattr(moved, name)]


def _folders(comparison: Comparison) -> list[str]:
    """Names of the folders; the run before in the same folder has been replaced and needs none."""
    a, b = comparison.before.folder.absolute(), comparison.after.folder.absolute()
    if a == b:
        return []
    was, now = (a.name, b.name) if a.name != b.name else (f"{a.parent.name}/{a.name}", f"{b.parent.name}/{b.name}")
    return [f"比较:{was} → {now}"]


def _named(communities: tuple[CommunityChange, ...]) -> str:
    names = "、".join(c.name for c in communities[:NAMED])
    return names if len(communities) <= NAMED else f"{names} 等 {len(communities)} 个"

"""A comparison in sentences, for the head of the dialog and for the command line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from xc_gis.languages.message import joined, msg
from xc_gis.runs.compare.changes import (
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
from xc_gis.runs.compare.flows import Flow
from xc_gis.runs.history import name_of

KIND_ZH = {
    RISES: msg("升星"),
    FALLS: msg("降星"),
    SAME: msg("星级不变"),
    UNSURE: msg("星级无法比较"),
    ADDED: msg("只在后一次结果中"),
    GONE: msg("只在前一次结果中"),
}
FLOW_ZH = {
    "gained": msg("由缺口转为覆盖"), "lost": msg("由覆盖转为缺口"), "found_gap": msg("由未知查明为缺口"), "found_covered": msg("由未知查明为覆盖"),
    "gap_unsure": msg("由缺口转为未知"), "covered_unsure": msg("由覆盖转为未知"), "others": msg("居民人数增减"),
}  # fmt: skip
NAMED = 8


def head_sentences(comparison: Comparison) -> list[str]:
    """Which runs, what differs between them, what became of stars and gaps, and communities that only one run has."""
    counted = {kind: len(comparison.of_kind(kind)) for kind in KIND_ZH}
    lines = _folders(comparison)
    lines.extend(comparison.differences or [msg("两次结果的数据、标准和参数没有改动")])
    lines.append(
        msg(
            "升星 {counted} 个社区,降星 {counted2} 个,不变 {counted3} 个",
            counted=counted[RISES],
            counted2=counted[FALLS],
            counted3=counted[SAME],
        )
    )
    if counted[UNSURE]:
        lines.append(msg("{counted} 个社区因数据不全,有一次没有确定的星级,不计入升降", counted=counted[UNSURE]))
    moved = comparison.flow
    lines.append(
        msg("各类服务合计:{gained:,.0f} 人次由缺口转为覆盖,{lost:,.0f} 人次由覆盖转为缺口", gained=moved.gained, lost=moved.lost)
    )
    if moved.found_gap or moved.found_covered:
        lines.append(
            msg(
                "原来未知、现已查明:缺口 {found_gap:,.0f} 人次,覆盖 {found_covered:,.0f} 人次(不是增减)",
                found_gap=moved.found_gap,
                found_covered=moved.found_covered,
            )
        )
    if moved.gap_unsure or moved.covered_unsure:
        lines.append(
            msg(
                "现在变为未知:原缺口 {gap_unsure:,.0f} 人次,原覆盖 {covered_unsure:,.0f} 人次",
                gap_unsure=moved.gap_unsure,
                covered_unsure=moved.covered_unsure,
            )
        )
    lines.extend(
        msg("{kind_zh}的社区:{named}", kind_zh=KIND_ZH[kind], named=_named(comparison.of_kind(kind)))
        for kind in (ADDED, GONE)
        if counted[kind]
    )
    return lines


def comparison_sentences(comparison: Comparison) -> list[str]:
    """All of it: the head, communities that rise, fall or cannot be judged, categories."""
    lines = head_sentences(comparison)
    for kind in (RISES, FALLS, UNSURE):
        lines.extend(KIND_ZH[kind] + ":" + community_line(c) for c in comparison.of_kind(kind))
    for change in comparison.categories:
        if change.before != change.after or change.left_out:
            lines.append(category_line(change))
            lines.extend("  " + part for part in flow_words(change.flow))
            lines.extend(["  " + left_out_words(change)] if change.left_out else [])
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
    return msg("另有 {left_out} 个社区缺数据,未计入", left_out=change.left_out)


def community_line(change: CommunityChange) -> str:
    """A community with its stars before and after."""
    before, after = change.stars
    return msg(
        "{name}({community_id}):{before} → {after}",
        name=change.name,
        community_id=change.community_id,
        before=before,
        after=after,
    )


def category_line(change: CategoryChange) -> str:
    """A category with its residents before and after."""
    a, b = change.before, change.after
    return msg(
        "{zh}:覆盖 {covered:,.0f} → {covered2:,.0f},缺口 {gap:,.0f} → {gap2:,.0f},未知 {unknown:,.0f} → {unknown2:,.0f}",
        zh=change.category.name,
        covered=a.covered,
        covered2=b.covered,
        gap=a.gap,
        gap2=b.gap,
        unknown=a.unknown,
        unknown2=b.unknown,
    )


def change_words(change: CoverChange) -> str:
    """A category of one community: its gap, and what is behind it where it is not a plain gain or loss."""
    name = change.category.name
    if change.before is None:
        return msg("{name}原来没有数据", name=name)
    if change.after is None:
        return msg("{name}现在没有数据", name=name)
    a, b = change.before, change.after
    gap = msg("{name}缺口 {gap:,.0f} → {gap2:,.0f}", name=name, gap=a.gap, gap2=b.gap)
    return (
        msg("{gap}(未知 {unknown:,.0f} → {unknown2:,.0f})", gap=gap, unknown=a.unknown, unknown2=b.unknown)
        if a.unknown != b.unknown
        else gap
    )


def flow_words(moved: Flow) -> list[str]:
    """What became of residents, only what happened."""
    return [zh + f" {getattr(moved, name):,.0f}" for name, zh in FLOW_ZH.items() if getattr(moved, name)]


def _folders(comparison: Comparison) -> list[str]:
    """
    The two runs by the names that somebody gave them, else by their folders.

    The run before in the same folder has been replaced and needs no name.
    """
    a, b = comparison.before.folder.absolute(), comparison.after.folder.absolute()
    if a == b:
        return []
    was, now = (name_of(folder) or folder.name for folder in (a, b))
    if was == now:
        was, now = (f"{folder.parent.name}/{folder.name}" for folder in (a, b))
    return [msg("比较:{was} → {now}", was=was, now=now)]


def _named(communities: tuple[CommunityChange, ...]) -> str:
    names = joined("、", (c.name for c in communities[:NAMED]))
    return names if len(communities) <= NAMED else msg("{names} 等 {count} 个", names=names, count=len(communities))

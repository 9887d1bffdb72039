"""A comparison as tables: what differs, communities, categories, and every community and category."""

from __future__ import annotations

from pathlib import Path

from xc_gis.comparison.changes import CommunityChange, Comparison
from xc_gis.comparison.flows import Counts, Flow
from xc_gis.comparison.words import FLOW_ZH, KIND_ZH, head_sentences
from xc_gis.report.table_file import Table, write_table_file

COUNT_HEADS = tuple(f"{what}({when})" for what in ("覆盖", "缺口", "未知") for when in ("前", "后"))
FLOW_HEADS = tuple(FLOW_ZH.values())


def write_comparison(comparison: Comparison, path: Path) -> Path:
    """
    Write ``.xlsx`` with four sheets, or as CSV the one of communities and categories; an unknown figure is an empty cell.

    Raises ``OutputError`` for another suffix or a place that cannot be written.
    """
    if path.suffix.lower() == ".csv":
        return write_table_file(path, [details(comparison)])
    return write_table_file(path, [basis(comparison), communities(comparison), categories(comparison), details(comparison)])


def basis(comparison: Comparison) -> Table:
    """Which runs, and the sentences of the head."""
    lines: list[tuple[object, ...]] = [
        ("前一次结果", str(comparison.before.folder)),
        ("后一次结果", str(comparison.after.folder)),
    ]
    lines.extend(("说明", sentence) for sentence in head_sentences(comparison))
    return Table("说明", ("项目", "内容"), tuple(lines))


def communities(comparison: Comparison) -> Table:
    """Each community with its stars."""
    heads = ("社区编号", "社区", "街道", "变化", "星级(前)", "星级(后)", "得分(前)", "得分(后)")
    lines = tuple(
        (c.community_id, c.name, c.subdistrict, KIND_ZH[c.kind], *c.stars, c.before.score if c.before else None, c.after.score if c.after else None)
        for c in comparison.communities
    )  # fmt: skip
    return Table("社区", heads, lines)


def categories(comparison: Comparison) -> Table:
    """Each category over the communities of both runs."""
    heads = ("类别代码", "服务类别", *COUNT_HEADS, *FLOW_HEADS, "缺数据未计的社区")
    lines = tuple(
        (c.category.code, c.category.zh, *_counts(c.before, c.after), *_flow(c.flow), c.left_out) for c in comparison.categories
    )
    return Table("类别", heads, lines)


def details(comparison: Comparison) -> Table:
    """Each community and category that changed or not; a community of one run alone has one line without figures."""
    heads = ("社区编号", "类别代码", "社区", "街道", "服务类别", "变化", "星级(前)", "星级(后)", *COUNT_HEADS, *FLOW_HEADS)
    lines: list[tuple[object, ...]] = []
    for change in comparison.communities:
        lines.extend(_detail(change))
    return Table("明细", heads, tuple(lines))


def _detail(change: CommunityChange) -> list[tuple[object, ...]]:
    tail = (KIND_ZH[change.kind], *change.stars)
    if not change.categories:
        return [
            (change.community_id, "", change.name, change.subdistrict, "", *tail, *(None,) * (len(COUNT_HEADS) + len(FLOW_HEADS)))
        ]
    return [
        (change.community_id, c.category.code, change.name, change.subdistrict, c.category.zh, *tail, *_counts(c.before, c.after),
         *(_flow(c.flow) if c.before and c.after else (None,) * len(FLOW_HEADS)))
        for c in change.categories
    ]  # fmt: skip


def _counts(before: Counts | None, after: Counts | None) -> tuple[object, ...]:
    pairs = ((getattr(before, name, None), getattr(after, name, None)) for name in ("covered", "gap", "unknown"))
    return tuple(value for pair in pairs for value in pair)


def _flow(moved: Flow) -> tuple[object, ...]:
    return tuple(getattr(moved, name) for name in FLOW_ZH)

"""A comparison as tables: what differs, communities, categories, and every community and category."""

from __future__ import annotations

from pathlib import Path

from xc_gis.languages.message import msg
from xc_gis.report.tables.table_file import Table, write_table_file
from xc_gis.runs.compare.changes import CommunityChange, Comparison
from xc_gis.runs.compare.flows import Counts, Flow
from xc_gis.runs.compare.words import FLOW_ZH, KIND_ZH, head_sentences

COUNT_HEADS = (msg("覆盖(前)"), msg("覆盖(后)"), msg("缺口(前)"), msg("缺口(后)"), msg("未知(前)"), msg("未知(后)"))
FLOW_HEADS = tuple(FLOW_ZH.values())


def write_comparison(comparison: Comparison, path: Path, *, lang: str = "zh") -> Path:
    """
    Write in a language ``.xlsx`` with four sheets, or as CSV the one of communities and categories; an unknown figure is an empty cell.

    Raises ``OutputError`` for another suffix or a place that cannot be written.
    """
    if path.suffix.lower() == ".csv":
        return write_table_file(path, [details(comparison)], lang=lang)
    return write_table_file(
        path, [basis(comparison), communities(comparison), categories(comparison), details(comparison)], lang=lang
    )


def basis(comparison: Comparison) -> Table:
    """Which runs, and the sentences of the head."""
    lines: list[tuple[object, ...]] = [
        (msg("前一次结果"), str(comparison.before.folder)),
        (msg("后一次结果"), str(comparison.after.folder)),
    ]
    lines.extend((msg("说明"), sentence) for sentence in head_sentences(comparison))
    return Table(msg("说明"), (msg("项目"), msg("内容")), tuple(lines))


def communities(comparison: Comparison) -> Table:
    """Each community with its stars."""
    heads = (
        msg("社区编号"),
        msg("社区"),
        msg("街道"),
        msg("变化"),
        msg("星级(前)"),
        msg("星级(后)"),
        msg("得分(前)"),
        msg("得分(后)"),
    )
    lines = tuple(
        (c.community_id, c.name, c.subdistrict, KIND_ZH[c.kind], *c.stars, c.before.score if c.before else None, c.after.score if c.after else None)
        for c in comparison.communities
    )  # fmt: skip
    return Table(msg("社区"), heads, lines)


def categories(comparison: Comparison) -> Table:
    """Each category over the communities of both runs."""
    heads = (msg("类别代码"), msg("服务类别"), *COUNT_HEADS, *FLOW_HEADS, msg("缺数据未计的社区"))
    lines = tuple(
        (c.category.code, c.category.name, *_counts(c.before, c.after), *_flow(c.flow), c.left_out) for c in comparison.categories
    )
    return Table(msg("类别"), heads, lines)


def details(comparison: Comparison) -> Table:
    """Each community and category that changed or not; a community of one run alone has one line without figures."""
    heads = (
        msg("社区编号"),
        msg("类别代码"),
        msg("社区"),
        msg("街道"),
        msg("服务类别"),
        msg("变化"),
        msg("星级(前)"),
        msg("星级(后)"),
        *COUNT_HEADS,
        *FLOW_HEADS,
    )
    lines: list[tuple[object, ...]] = []
    for change in comparison.communities:
        lines.extend(_detail(change))
    return Table(msg("明细"), heads, tuple(lines))


def _detail(change: CommunityChange) -> list[tuple[object, ...]]:
    tail = (KIND_ZH[change.kind], *change.stars)
    if not change.categories:
        return [
            (change.community_id, "", change.name, change.subdistrict, "", *tail, *(None,) * (len(COUNT_HEADS) + len(FLOW_HEADS)))
        ]
    return [
        (change.community_id, c.category.code, change.name, change.subdistrict, c.category.name, *tail, *_counts(c.before, c.after),
         *(_flow(c.flow) if c.before and c.after else (None,) * len(FLOW_HEADS)))
        for c in change.categories
    ]  # fmt: skip


def _counts(before: Counts | None, after: Counts | None) -> tuple[object, ...]:
    pairs = ((getattr(before, name, None), getattr(after, name, None)) for name in ("covered", "gap", "unknown"))
    return tuple(value for pair in pairs for value in pair)


def _flow(moved: Flow) -> tuple[object, ...]:
    return tuple(getattr(moved, name) for name in FLOW_ZH)

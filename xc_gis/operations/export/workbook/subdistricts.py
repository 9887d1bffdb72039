"""Sheet 街道汇总: each subdistrict and the whole district, from counted residents."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.languages.message import msg
from xc_gis.operations.export.workbook.star_spread import HIGH, high_share
from xc_gis.operations.export.workbook.sums import by_subdistrict, counted, joint_counted, residents_of
from xc_gis.operations.export.workbook.values import (
    area_name,
    counted_value,
    head_of,
    number_or_unknown,
    whole_name,
)
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Unknown, Value
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.shares import percent


def subdistricts_sheet(run: RunView) -> Sheet:
    """The sheet."""
    columns = (
        Column(msg("街道"), Kind.TEXT, 16), Column(msg("社区数"), Kind.COUNT, 7), Column(msg("居民"), Kind.COUNT, 13), Column(msg("60 岁以上"), Kind.COUNT, 11),
        Column(msg("{n} 星及以上社区", n=HIGH), Kind.COUNT, 9), Column(msg("占社区比例"), Kind.SHARE, 9), Column(msg("暂不评级社区"), Kind.COUNT, 9),
        Column(msg("一站式满足率下限"), Kind.SHARE, 9), Column(msg("一站式满足率上限"), Kind.SHARE, 9), *(Column(head_of(c), Kind.SHARE, 10.5, tint=True) for c in run.categories),
    )  # fmt: skip
    areas = by_subdistrict(run.communities)
    rows = [Row((area_name(name), *_values(members, run))) for name, members in areas.items()]
    rows.append(Row((whole_name(), *_values(run.communities, run)), is_sum=True))
    notes = (
        msg("街道和全区的覆盖率按居民人数合计后计算，不是各社区的平均值。只按已知居民计；未知居民超过 {share} 时写明下限和上限，以斜线格表示。", share=percent(run.unknown_max)),
        msg("一站式满足率是各必备类别全部达标的居民所占比例。"),
    )  # fmt: skip
    return Sheet(msg("街道汇总"), msg("街道汇总表"), notes, columns, rows, frozen=1, pages_across=2)


def _values(members: Sequence[CommunityView], run: RunView) -> tuple[Value, ...]:
    rated = [c for c in members if c.stars is not None]
    high = sum(c.stars is not None and c.stars >= HIGH for c in members)
    shares = (counted_value(counted([c.of(category.code) for c in members], run.unknown_max)) for category in run.categories)
    return (
        len(members), number_or_unknown(residents_of(members, "residents")), number_or_unknown(residents_of(members, "residents_60plus")),
        high, high_share(members) if rated else Unknown(msg("未知")), len(members) - len(rated), *_joint(members), *shares,
    )  # fmt: skip


def _joint(members: Sequence[CommunityView]) -> tuple[Value, Value]:
    bounds = joint_counted(members)
    return bounds if bounds is not None else (Unknown(msg("未知")), Unknown(msg("未知")))

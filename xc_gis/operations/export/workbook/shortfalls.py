"""Sheet 短板清单: communities and categories with people who are not covered, most people first, with what the run says can be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from xc_gis.findings import Capped, LowCoverage, LowSeniors
from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.workbook.values import area_name, number_or_unknown, unknown_share
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Value
from xc_gis.runs.view import CategoryView, CommunityView, CoverageView, RunView
from xc_gis.wording.codes import GROUP_ZH
from xc_gis.wording.nearest import none_near

NEAR = 2.0
"""Minutes over the limit up to which the way is looked at before anything is built; assumption."""


@dataclass(frozen=True)
class Shortfall:
    """A community and a category with people in gap."""

    community: CommunityView
    row: CoverageView

    @property
    def people(self) -> float:
        """Residents of the category's group who are not covered."""
        return self.row.gap or 0.0


def shortfalls(run: RunView) -> list[Shortfall]:
    """All of them, most people first; equals by subdistrict, community and the order of the standard."""
    found = [Shortfall(c, row) for c in run.communities for row in c.coverage if row.gap]
    return sorted(found, key=lambda s: (-s.people, s.community.subdistrict, s.community.community_id))


def shortfalls_sheet(run: RunView) -> Sheet:
    """The sheet."""
    columns = (
        Column(msg("序号"), Kind.WHOLE, 6), Column(msg("社区"), Kind.TEXT, 17), Column(msg("街道"), Kind.TEXT, 13), Column(msg("社区编号"), Kind.TEXT, 16),
        Column(msg("类别"), Kind.TEXT, 16, wrap=True), Column(msg("必备"), Kind.TEXT, 6), Column(msg("时限（分钟）"), Kind.WHOLE, 6), Column(msg("服务人群"), Kind.TEXT, 11, wrap=True),
        Column(msg("未覆盖人数"), Kind.COUNT, 9), Column(msg("未知人数"), Kind.COUNT, 9), Column(msg("覆盖率"), Kind.SHARE, 9, tint=True),
        Column(msg("未覆盖居住点"), Kind.COUNT, 8), Column(msg("超出分钟（中位）"), Kind.MINUTES, 9, wrap=True), Column(msg("最近设施"), Kind.TEXT, 18, wrap=True),
        Column(msg("步行分钟"), Kind.MINUTES, 6), Column(msg("影响升星"), Kind.TEXT, 7), Column(msg("建议"), Kind.TEXT, 34, wrap=True),
        Column(msg("责任单位"), Kind.TEXT, 10, wrap=True), Column(msg("完成时限"), Kind.TEXT, 10, wrap=True),
    )  # fmt: skip
    found = shortfalls(run)
    ranks = _ranks(found)
    rows = [Row((ranks[s.people], *_values(s))) for s in found]
    unsure = sum(bool(row.unknown) and not row.gap for c in run.communities for row in c.coverage)
    notes = (
        msg(
            "未覆盖：在时限内走不到任何一处本类设施，且可达范围内的清单已核实完整。人数相同的序号相同。共 {count} 项；另有 {unsure} 项没有已知的未覆盖居民，但有未知居民，不列入。",
            count=len(found), unsure=unsure,
        ),
        msg("建议只根据本次结果：未知居民过多的先核实；多数只超出 {near:g} 分钟以内的先核对通行条件；其余补设能提供该服务的设施。位置、费用和先后没有在本次结果中求解。责任单位、完成时限由填报单位填写。", near=NEAR),
    )  # fmt: skip
    return Sheet(msg("短板清单"), msg("短板与补建清单"), notes, columns, rows, frozen=2)


def _ranks(found: list[Shortfall]) -> dict[float, int]:
    count, ranks, before = Counter(s.people for s in found), {}, 0
    for people in sorted(count, reverse=True):
        ranks[people], before = before + 1, before + count[people]
    return ranks


def _values(s: Shortfall) -> tuple[Value, ...]:
    row, category = s.row, s.row.category
    nearest = row.nearest
    return (
        s.community.name, area_name(s.community.subdistrict), s.community.community_id, category.name,
        msg("必备") if category.mandatory else "", category.minutes, GROUP_ZH.get(category.population, category.population),
        number_or_unknown(row.gap), number_or_unknown(row.unknown), _share(row), row.gap_points,
        msg("超出搜索范围") if row.over_median is None else row.over_median,
        none_near(is_unsure=bool(row.unknown) or row.share is None) if nearest is None else nearest.name or nearest.kind, None if nearest is None else nearest.minutes,
        msg("{n} 星", n=s.community.next_star) if holds_back(s.community, category) else "", suggestion(row), "", "",
    )  # fmt: skip


def _share(row: CoverageView) -> Value:
    if row.share is not None:
        return row.share
    return unknown_share(row.low or 0.0, row.high or 0.0)


def holds_back(community: CommunityView, category: CategoryView) -> bool:
    """Whether the category is among what the community lacks for its next star."""
    for reason in community.reasons:
        match reason:
            case LowCoverage(code) | LowSeniors(code) if code == category.code:
                return True
            case Capped(categories=codes) if category.code in codes:
                return True
    return False


def suggestion(row: CoverageView) -> str:
    """
    What can be done about a gap, out of what the run knows: the state of the lists, how far too far it is, which facilities provide the service.

    Where to build, in which order and at what cost are questions of ``xc-gis site`` and ``xc-gis nextstar``; a run does not answer them.
    """
    if row.share is None:
        return msg("先核实：{count:,.0f} 人未知，超过规定比例；核实后再定是否补设", count=row.unknown or 0.0)
    if not row.category.types:
        return msg("标准没有写明哪类设施提供该服务，请先完善标准")
    types = joined("、", row.category.types)
    build = (
        msg("补设或引入{types}（任一种）", types=types) if len(row.category.types) > 1 else msg("补设或引入{types}", types=types)
    )
    parts = [build]
    if row.over_median is not None and row.over_median <= NEAR:
        parts.insert(0, msg("多数只超出 {minutes:.1f} 分钟，先核对大门、过街等通行条件", minutes=row.over_median))
    if row.unknown:
        parts.append(msg("另有 {count:,.0f} 人未知，需核实", count=row.unknown))
    return joined("；", parts)

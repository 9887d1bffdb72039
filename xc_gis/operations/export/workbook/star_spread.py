"""Sheet 星级分布: how many communities have how many stars, by subdistrict and in the whole district, as table and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xc_gis.languages.message import msg
from xc_gis.operations.export.workbook.sums import by_subdistrict, residents_of
from xc_gis.operations.export.workbook.values import area_name, number_or_unknown, whole_name
from xc_gis.report.documents.workbook.records import Bars, Column, Kind, Row, Sheet, Shown, Unknown, Value
from xc_gis.report.themes import STARS, on_the_map
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.shares import parts_of_whole

LEVELS = (5, 4, 3, 2, 1, 0)

HIGH = 4
"""Stars from which a community is counted among the good ones: those that the programme rewards."""


def star_spread_sheet(run: RunView) -> Sheet:
    """The sheet."""
    columns = (
        Column(msg("街道"), Kind.TEXT, 22), Column(msg("社区数"), Kind.COUNT, 13),
        *(Column(msg("{n} 星", n=n), Kind.COUNT, 11) for n in LEVELS), Column(msg("暂不评级"), Kind.COUNT, 11),
        Column(msg("其中星级为区间"), Kind.COUNT, 11), Column(msg("其中暂评"), Kind.COUNT, 11),
    )  # fmt: skip
    areas = by_subdistrict(run.communities)
    rows = [Row((area_name(name), *_counts(members))) for name, members in areas.items()]
    rows.append(Row((whole_name(), *_counts(run.communities)), is_sum=True))
    rows += [Row(_shares(run.communities), is_sum=True), *_people(run.communities)]
    sums = len(areas)
    bars = tuple(range(2, 2 + len(LEVELS) + 1))
    fills = (*(on_the_map(STARS[n]) for n in LEVELS), "")  # as legends show them
    charts = (
        Bars(msg("全区社区星级分布"), msg("社区数"), bars, 0, (sums, sums), fills, across=True),
        Bars(msg("各街道社区星级分布"), msg("社区数"), bars, 0, (0, sums - 1), fills),
    )
    notes = (msg("星级按已知数据评定；“星级为区间”的社区，补充核实后星级可能变化；“暂评”的社区缺少服务落实或群众评价数据。"),)
    return Sheet(msg("星级分布"), msg("社区星级分布表"), notes, columns, rows, charts=charts)


def _counts(members: Sequence[CommunityView]) -> tuple[Value, ...]:
    return (
        len(members), *(sum(c.stars == n for c in members) for n in LEVELS), sum(c.stars is None for c in members), *_beside(members),
    )  # fmt: skip


def _beside(members: Sequence[CommunityView]) -> tuple[int, int]:
    """Communities with a range, and with provisional stars: counted among those with stars, too."""
    return sum(c.status == "range" for c in members), sum(c.stars is not None and c.provisional for c in members)


def star_shares(members: Sequence[CommunityView]) -> Mapping[int | None, float]:
    """Shares of the communities by stars, None for those without; as they are shown, they add up to 1 (decision 196)."""
    kinds = (*LEVELS, None)
    return dict(zip(kinds, parts_of_whole([sum(c.stars == kind for c in members) for kind in kinds]), strict=True))


def high_share(members: Sequence[CommunityView]) -> float:
    """Share of communities with ``HIGH`` stars or more: the sum of the shares that are shown."""
    return sum(share for stars, share in star_shares(members).items() if stars is not None and stars >= HIGH)


def _shares(members: Sequence[CommunityView]) -> tuple[Value, ...]:
    whole = len(members)
    beside = [count / whole if whole else 0.0 for count in _beside(members)]
    shown = (1.0 if whole else 0.0, *star_shares(members).values(), *beside)
    return (msg("占社区比例"), *(Shown(share, Kind.SHARE) for share in shown))


def _people(members: Sequence[CommunityView]) -> list[Row]:
    """Residents of the communities with so many stars, and their share of all."""
    groups = [
        members, *([c for c in members if c.stars == n] for n in LEVELS), [c for c in members if c.stars is None],
        [c for c in members if c.status == "range"], [c for c in members if c.stars is not None and c.provisional],
    ]  # fmt: skip
    counts = [residents_of(group, "residents") for group in groups]
    whole = counts[0]
    shares: list[Value] = [Unknown(msg("未知"))] * len(counts)
    if whole and None not in counts:
        known = [count or 0.0 for count in counts]
        parts = (1.0, *parts_of_whole(known[1:-2]), *(count / whole for count in known[-2:]))
        shares = [Shown(share, Kind.SHARE) for share in parts]
    return [
        Row((msg("居民"), *(number_or_unknown(count) for count in counts)), is_sum=True),
        Row((msg("占居民比例"), *shares), is_sum=True),
    ]

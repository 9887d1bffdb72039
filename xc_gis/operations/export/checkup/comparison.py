"""A community beside its subdistrict, communities of its kind and the district: figures counted from residents, never averages of communities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.checkup.kinds import Kind, kinds
from xc_gis.operations.export.spoken import Say, capital
from xc_gis.operations.export.workbook.indicators import target_of
from xc_gis.operations.export.workbook.ranking import Place, places
from xc_gis.operations.export.workbook.sums import Counted, counted, joint_counted
from xc_gis.runs.view import CategoryView, CommunityView, RunView
from xc_gis.shares import misses, percent, percent_range, threshold_percent

NOTHING = "—"


@dataclass(frozen=True)
class Group:
    """
    Communities taken together.

    Attributes
    ----------
    members
        They, the community itself among them.
    coverage
        By code of a category; counted from residents.
    places
        Of its members among themselves, by id.
    """

    members: tuple[CommunityView, ...]
    coverage: Mapping[str, Counted]
    places: Mapping[str, Place]

    @property
    def score(self) -> float | None:
        """Median of the scores that there are."""
        scores = [c.score for c in self.members if c.score is not None]
        return median(scores) if scores else None


@dataclass(frozen=True)
class Comparisons:
    """
    The groups of a run: ``whole``, by subdistrict, by kind of community.

    Attributes
    ----------
    kind_of
        Kind by id of a community; some have none.
    """

    whole: Group
    by_subdistrict: Mapping[str, Group]
    by_kind: Mapping[tuple[bool, bool | None], Group]
    kind_of: Mapping[str, Kind]

    def subdistrict(self, c: CommunityView) -> Group | None:
        """Its subdistrict, None where the data name none."""
        return self.by_subdistrict.get(c.subdistrict)

    def kind(self, c: CommunityView) -> Group | None:
        """Communities of its kind, None where there are too few."""
        found = self.kind_of.get(c.community_id)
        return None if found is None else self.by_kind[found.is_large, found.is_old]


def comparisons(run: RunView) -> Comparisons:
    """Count all groups of a run once."""
    areas: dict[str, list[CommunityView]] = {}
    for c in run.communities:
        if c.subdistrict:
            areas.setdefault(c.subdistrict, []).append(c)
    kind_of = kinds(run.communities)
    alike = {(kind.is_large, kind.is_old): kind.members for kind in kind_of.values()}
    return Comparisons(
        _group(run.communities, run), {name: _group(members, run) for name, members in areas.items()},
        {key: _group([run.by_id[name] for name in names], run) for key, names in alike.items()}, kind_of,
    )  # fmt: skip


def _group(members: Sequence[CommunityView], run: RunView) -> Group:
    rows: dict[str, list[object]] = {category.code: [] for category in run.categories}
    for c in members:
        for row in c.coverage:
            rows[row.category.code].append(row)
    coverage = {code: counted(found, run.unknown_max) for code, found in rows.items()}  # type: ignore[arg-type]
    return Group(tuple(members), coverage, places(members))


def group_share(group: Group | None, category: CategoryView) -> str:
    """Coverage of a category in a group as it is read; bounds where too much is unknown."""
    if group is None:
        return NOTHING
    count = group.coverage[category.code]
    if count.low is None or count.high is None:
        return NOTHING
    return percent(count.share) if count.share is not None else percent_range(count.low, count.high)


def comparison_rows(c: CommunityView, found: Comparisons, run: RunView, say: Say) -> list[list[str]]:
    """Score, rank, joint coverage, and how many categories reach the goal: of the community, its subdistrict, its kind, the district."""
    groups = (found.subdistrict(c), found.kind(c), found.whole)
    least = target_of(run)
    own = sum(row.share is not None and not misses(row.share, least) for row in c.coverage)
    return [
        [capital(say(msg("得分（各组为中位数）"))), NOTHING if c.score is None else f"{c.score:.1f}", *(_score(group) for group in groups)],
        [capital(say(msg("排名"))), NOTHING, *(_rank(c, group, say) for group in groups)],
        [capital(say(msg("一站式满足率"))), _joint([c]), *(_joint(group.members) if group else NOTHING for group in groups)],
        [
            capital(say(msg("覆盖率达到 {least} 的类别", least=threshold_percent(least)))), _of(own, sum(row.applies for row in c.coverage), say),
            *(_reached(group, least, say) for group in groups),
        ],
    ]  # fmt: skip


def _score(group: Group | None) -> str:
    return NOTHING if group is None or group.score is None else f"{group.score:.1f}"


def _rank(c: CommunityView, group: Group | None, say: Say) -> str:
    if group is None or (place := group.places[c.community_id]).rank is None:
        return NOTHING
    count = sum(one.rank is not None for one in group.places.values())
    if place.sharing > 1:
        return say(msg("并列第 {rank} 名（共 {count} 个）", rank=place.rank, count=count))
    return say(msg("第 {rank} 名（共 {count} 个）", rank=place.rank, count=count))


def _joint(members: Sequence[CommunityView]) -> str:
    bounds = joint_counted(members)
    return NOTHING if bounds is None else percent_range(*bounds)


def _reached(group: Group | None, least: float, say: Say) -> str:
    if group is None:
        return NOTHING
    known = [count for count in group.coverage.values() if count.residents > 0]
    return _of(sum(count.share is not None and not misses(count.share, least) for count in known), len(known), say)


def _of(count: int, total: int, say: Say) -> str:
    return say(msg("{count} / {total} 类", count=count, total=total))


def kind_words(c: CommunityView, found: Comparisons, say: Say) -> str:
    """How the kind of a community is determined, with its figures; why there is none."""
    kind = found.kind_of.get(c.community_id)
    if kind is None:
        return say(msg("同类社区：没有居民、人数未知或同类不足 3 个，不作比较。"))
    size = (
        msg("居民 {count:,.0f} 人及以上", count=kind.residents)
        if kind.is_large
        else msg("居民不足 {count:,.0f} 人", count=kind.residents)
    )
    parts = [size]
    if kind.is_old is not None and kind.seniors is not None:
        share = percent(kind.seniors)
        parts.append(
            msg("60 岁以上占 {share} 及以上", share=share) if kind.is_old else msg("60 岁以上占比低于 {share}", share=share)
        )
    return say(
        msg("同类社区：{which}，共 {count} 个（以全区各社区的中位数为界）。", which=joined("，", parts), count=len(kind.members))
    )

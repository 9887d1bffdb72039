"""Capacity on the planning page: who reaches only full facilities, and how much there is against the norm. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from xc_gis.languages.message import msg
from xc_gis.report.capacity.words import MEASURE_ZH
from xc_gis.report.themes import THEMES, Theme
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.planning.analysis_view import NO_TABLE, AnalysisAsking, AnalysisTable, AnalysisView
from xc_gis.ui.presenters.planning.value_theme import value_theme
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.capacity_tasks import CapacityFound, CategoryFound, CommunityCapacity, FindCapacity
from xc_gis.wording.sources import source_words
from xc_gis.wording.window import label_of, name_of, tr

FULL, SUPPLY = "full", "supply"
KINDS = ((FULL, msg("走得到但已满的居民")), (SUPPLY, msg("供给达到标准的比例")))
"""Themes of a category."""

_NOBODY, *_SOMEBODY = THEMES["gaps"].classes
FULL_THEME = Theme((replace(_NOBODY, words=(msg("没有这样的居民"),)), *_SOMEBODY), limit_counts_in=True)
"""People in the classes of a gap: it is one."""

*_BELOW, _ENOUGH = THEMES["coverage"].classes
SUPPLY_THEME = Theme((*_BELOW, replace(_ENOUGH, words=(msg("{}% 及以上"), "100"))), limit_counts_in=False)
"""Shares of the norm in the classes of coverage."""

NOTHING = "—"


class CapacityView(AnalysisView, Protocol):
    """The tab of capacity."""

    def show_choices(self, categories: Sequence[tuple[str, str]], kinds: Sequence[tuple[str, str]]) -> None:
        """Categories and themes to choose from: key and words."""

    def show_category(self, code: str) -> None:
        """Mark the category that is shown."""


class CapacityPresenter:
    """
    Decides what the tab and the map show.

    Parameters
    ----------
    view, questions, wake
        As ``AnalysisAsking``.
    show
        Shows a theme of values over the theme of a category; None: the themes of the run again.
    """

    def __init__(
        self,
        view: CapacityView,
        questions: Questions,
        wake: Callable[[], bool],
        show: Callable[[Mapping[str, Any] | None, str], None],
    ) -> None:
        self._view, self._show = view, show
        self.asking = AnalysisAsking(view, questions, wake)
        self._run: RunView | None = None
        self._found: CapacityFound | None = None
        self._category, self._kind = "", FULL

    def show_run(self, run: RunView) -> None:
        """Another run is shown: nothing is known of it."""
        self._run, self._found = run, None
        self.asking.forget()
        self._view.show_choices((), ())

    def start(self) -> None:
        """Work it out."""
        self.asking.ask(FindCapacity(), self._answered)

    def choose(self, category: str, kind: str) -> None:
        """Show a category in one of the themes."""
        if self._found is None or self._run is None or category not in self._found.categories:
            return
        self._category, self._kind = category, kind
        self._view.show_category(category)
        found = self._found.categories[category]
        name = name_of(self._run.by_code[category])
        self._view.show_answer([*_people_words(found), _norm_words(found)], self._table(name, found), self._silent_words())
        self._show(theme_of(name, found, kind), category)

    def show_again(self) -> None:
        """The tab is shown again."""
        self.choose(self._category, self._kind)

    def _answered(self, found: CapacityFound) -> None:
        self._found = found
        assert self._run is not None
        codes = list(found.categories)
        self._view.show_choices(
            [(code, name_of(self._run.by_code[code])) for code in codes], [(kind, label_of(words)) for kind, words in KINDS]
        )
        if codes:
            self.choose(self._category if self._category in codes else _first(found), self._kind)
        else:
            self._view.show_answer([tr(line) for line in found.sentences], NO_TABLE)

    def _silent_words(self) -> list[str]:
        assert self._run is not None
        assert self._found is not None
        silent = len(self._run.by_code) - len(self._found.categories)
        return [tr(msg("另有 {count} 类服务的清单没有写容量，全部未知", count=silent))] if silent else []

    def _table(self, name: str, found: CategoryFound) -> AnalysisTable:
        assert self._run is not None
        headings = (
            msg("社区"), msg("走得到"), msg("都已满"), msg("满否不知"), msg("每千人（平衡）"), msg("每千人（2SFCA）"), msg("每千人（E2SFCA）"),
        )  # fmt: skip
        names = {one.community_id: one.name for one in self._run.communities}
        order = sorted(found.communities, key=lambda one: (-(found.communities[one].full or 0.0), one))
        rows = tuple((names.get(one, one), *_cells(found.communities[one])) for one in order)
        return AnalysisTable(tr(msg("容量 {name}", name=name)), tuple(label_of(word) for word in headings), rows, tuple(order))


def _first(found: CapacityFound) -> str:
    """The category in which most people reach only full facilities."""
    people = {code: sum(one.full or 0.0 for one in of.communities.values()) for code, of in found.categories.items()}
    return max(people, key=lambda code: people[code])


def _cells(one: CommunityCapacity) -> tuple[str, ...]:
    people = (one.covered, one.full, one.full_unknown)
    amounts = (one.per_1000_balanced, one.per_1000, one.per_1000_e2sfca)
    return (
        *(NOTHING if n is None else f"{n:,.0f}" for n in people),
        *(NOTHING if n is None else f"{n:,.1f}" for n in amounts),
    )


def _people_words(found: CategoryFound) -> list[str]:
    """How many people in all reach only full facilities, and of how many it is not known; nothing without a norm."""
    if found.per_1000 is None:
        return []
    full, unknown = (sum(getattr(one, name) or 0.0 for one in found.communities.values()) for name in ("full", "full_unknown"))
    return [tr(msg("{full:,.0f} 名居民走得到的设施都已满，另有 {unknown:,.0f} 名不知是否已满", full=full, unknown=unknown))]


def _norm_words(found: CategoryFound) -> str:
    if found.per_1000 is None:
        return tr(msg("评价标准和项目文件都没有写每千人需要多少，无法判断是否已满"))
    return tr(
        msg(
            "标准：每千人 {norm:g} {unit}（{source}）；{known} / {all} 处设施写了容量",
            norm=found.per_1000, unit=MEASURE_ZH[found.measure], source=source_words(found.source), known=found.with_capacity,
            all=found.facilities,
        )
    )  # fmt: skip


def theme_of(name: str, found: CategoryFound, kind: str) -> dict[str, Any]:
    """
    Values of a category as a theme.

    ``full``: people covered who reach only full facilities, not known where nothing is known of those who are covered; ``supply``: what there is for
    each thousand people (balanced form) as a share of the norm.
    """
    if kind == SUPPLY:
        shares: dict[str, float | None] = {}
        for code, one in found.communities.items():
            if one.residents > 0:
                known = one.per_1000_balanced is not None and found.per_1000 is not None
                shares[code] = (one.per_1000_balanced or 0.0) / (found.per_1000 or 1.0) if known else None
        return value_theme(
            tr(msg("{name}：供给达到标准的比例", name=name)), SUPPLY_THEME, shares,
            lambda share: tr(msg("达到标准的 {share:.0f}%", share=int(share * 100 + 1e-6))), tr(msg("容量未知")),
        )  # fmt: skip
    people: dict[str, float | None] = {}
    for code, one in found.communities.items():
        if one.residents > 0:
            unsaid = one.full is None or (one.full == 0 and (one.full_unknown or 0.0) > 0)
            people[code] = None if unsaid else one.full
    return value_theme(
        tr(msg("{name}：走得到但已满的居民", name=name)), FULL_THEME, people, lambda n: tr(msg("{people:,.0f} 人走得到的都已满", people=n)),
        tr(msg("不知是否已满")),
    )  # fmt: skip

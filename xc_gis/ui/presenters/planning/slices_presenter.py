"""Moments of the week on the planning page: coverage when facilities are open, for whoever walks, and the three sentences. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from xc_gis.languages.message import msg
from xc_gis.report.themes import THEMES
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.planning.analysis_view import AnalysisAsking, AnalysisTable, AnalysisView
from xc_gis.ui.presenters.planning.value_theme import value_theme
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.slice_tasks import LookAt, LookAtNeed, MomentFound, NamedSlice, NeedFound, PrepareSlices, SlicesFacts
from xc_gis.wording.window import label_of, name_of, named, tr

DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
DAYS_ZH = {
    "MON": msg("周一"), "TUE": msg("周二"), "WED": msg("周三"), "THU": msg("周四"), "FRI": msg("周五"), "SAT": msg("周六"), "SUN": msg("周日"), "PH": msg("节假日"),
}  # fmt: skip
HALF_HOURS = 48
STEPS = len(DAYS) * HALF_HOURS
"""Half hours of a week: steps of the slider."""

PROFILES = (
    ("", msg("各类服务规定的速度和人群")), ("adult", msg("成年人")), ("senior", msg("老年人")), ("frail", msg("高龄或体弱者")), ("child", msg("儿童(成人陪同)")),
    ("wheelchair", msg("轮椅使用者")),
)  # fmt: skip
ANY_TIME = ""
COVERAGE = "coverage"


def moment_at(step: int) -> str:
    """
    The moment of a step of the slider.

    >>> moment_at(0), moment_at(2 * HALF_HOURS + 41), moment_at(STEPS - 1)
    ('MON 00:00', 'WED 20:30', 'SUN 23:30')
    """
    day, half = divmod(step, HALF_HOURS)
    return f"{DAYS[day]} {half // 2:02d}:{half % 2 * 30:02d}"


def step_of(at: str) -> int | None:
    """
    The step of the slider next before a moment; None for one that is not on it (a holiday, a date).

    >>> step_of("WED 20:30"), step_of("PH 10:00"), step_of("2026-10-01T19:30"), step_of("")
    (137, None, None, None)
    """
    day, _, time = at.partition(" ")
    if day not in DAYS or ":" not in time:
        return None
    hours, minutes = (int(part) for part in time.split(":"))
    return DAYS.index(day) * HALF_HOURS + 2 * hours + minutes // 30


def moment_words(at: str) -> str:
    """A moment as people say it."""
    day, _, time = at.partition(" ")
    if at == ANY_TIME:
        return tr(msg("不分时段"))
    return f"{tr(DAYS_ZH[day])} {time}" if day in DAYS_ZH else at.replace("T", " ")


class SlicesView(AnalysisView, Protocol):
    """The tab of moments."""

    def show_facts(self, slices: Sequence[tuple[str, str]], needs: Sequence[tuple[str, str]]) -> None:
        """What can be chosen: moments by their words, and sentences by their names; none before it is prepared."""

    def show_moment(self, at: str, words: str, step: int | None) -> None:
        """The moment that is shown, in words, and where it lies on the slider."""


class SlicesPresenter:
    """
    Decides what the tab and the map show.

    Parameters
    ----------
    view, questions, wake
        As ``AnalysisAsking``.
    category
        Category of the theme on the map; empty where it is none.
    show_figures
        Shows figures of a category under a name; None: those of the run.
    show_values
        Shows a theme of values; None: the themes of the run.
    """

    def __init__(
        self, view: SlicesView, questions: Questions, wake: Callable[[], bool], category: Callable[[], str],
        show_figures: Callable[[Mapping[str, Any] | None, str], None], show_values: Callable[[Mapping[str, Any] | None, str], None],
    ) -> None:  # fmt: skip
        self._view, self._questions, self._category = view, questions, category
        self._show_figures, self._show_values = show_figures, show_values
        self.asking = AnalysisAsking(view, questions, wake)
        self._run: RunView | None = None
        self._facts: SlicesFacts | None = None
        self._at, self._profile, self._theme = ANY_TIME, "", COVERAGE
        self._looking, self._is_stale = 0, False
        self._found: MomentFound | None = None

    def show_run(self, run: RunView) -> None:
        """Another run is shown: nothing is known of it."""
        self._run, self._facts, self._found = run, None, None
        self._looking, self._is_stale = 0, False
        self.asking.forget()
        self._view.show_facts((), ())

    def start(self) -> None:
        """Prepare the moments of the week."""
        self.asking.ask(PrepareSlices(self._profile), self._prepared)

    def choose_profile(self, profile: str) -> None:
        """Whose pace and residents; their walks are looked for first."""
        if profile != self._profile:
            self._profile = profile
            if self._facts is not None:
                self.start()

    def move(self, step: int) -> None:
        """The slider stands elsewhere."""
        self.choose(moment_at(step))

    def choose(self, at: str) -> None:
        """Another moment."""
        if self._facts is not None:
            self._at = at
            self._view.show_moment(at, moment_words(at), step_of(at))
            self.look()

    def choose_theme(self, theme: str) -> None:
        """What the map shows: coverage of the category chosen, or a sentence."""
        self._theme = theme
        if self._facts is not None:
            if theme == COVERAGE:
                self._show_values(None, "")
            self.look()

    def look(self) -> None:
        """Ask for what is chosen; where an answer is on its way, once it is there."""
        if self._facts is None:
            return
        if self._theme != COVERAGE:
            self.asking.ask(LookAtNeed(self._theme, self._at), self._need_found)
        elif self._looking:
            self._is_stale = True
        else:
            self._looking = self._questions.ask(
                LookAt(self._at, self._profile, self._category()), self._moment_found, self._failed
            )

    def lost(self) -> None:
        """The process that was asked is gone, and what it had prepared."""
        self._facts, self._looking, self._is_stale = None, 0, False
        self._view.show_facts((), ())

    def show_again(self) -> None:
        """The tab is shown again."""
        if self._facts is not None:
            self.look()

    def _prepared(self, facts: SlicesFacts) -> None:
        self._facts = facts
        self._view.show_facts(
            [(ANY_TIME, moment_words(ANY_TIME)), *((one.at, f"{_name(one)}（{moment_words(one.at)}）") for one in facts.slices)],
            [(COVERAGE, tr(msg("所选服务的覆盖率"))), *((one.key, _name(one)) for one in facts.needs)],
        )
        self.choose(self._at or (facts.slices[0].at if facts.slices else ANY_TIME))

    def _moment_found(self, found: MomentFound) -> None:
        self._looking, self._found = 0, found
        if self._is_stale:
            self._is_stale = False
            self.look()
        if self._run is None or self._facts is None or self._theme != COVERAGE:
            return
        hint = [] if found.code else [tr(msg("在左边选一类服务，地图就随时刻变化"))]
        hours = _hours_lines(self._facts)
        lines = [*hint, *_moment_lines(found), *([] if self._facts.stated else hours)]
        self._view.show_answer(lines, self._table(found), hours if self._facts.stated else ())
        words = moment_words(found.at)
        if found.profile:
            words = f"{words} · {label_of(dict(PROFILES)[found.profile])}"
        self._show_figures(found.figures or None, words)

    def _failed(self, failure: Failure) -> None:
        self._looking, self._is_stale = 0, False
        self._view.show_fault(tr(failure.message))

    def _table(self, found: MomentFound) -> AnalysisTable:
        assert self._run is not None
        headings = tuple(label_of(word) for word in (msg("服务"), msg("覆盖率"), msg("缺口"), msg("未知"), msg("已覆盖")))
        rows = []
        for code, (covered, gap, unknown) in found.totals.items():
            rows.append(
                (
                    name_of(self._run.by_code[code]),
                    _percent(found.shares[code]),
                    f"{gap:,.0f}",
                    f"{unknown:,.0f}",
                    f"{covered:,.0f}",
                )
            )
        return AnalysisTable(
            tr(msg("分时段覆盖 {moment}", moment=moment_words(found.at))).replace(":", "."),
            headings,
            tuple(rows),
            tuple(found.totals),
        )

    def _need_found(self, found: NeedFound) -> None:
        assert self._run is not None
        assert self._facts is not None
        name = next(_name(one) for one in self._facts.needs if one.key == found.need)
        names = {one.community_id: one.name for one in self._run.communities}
        order = sorted(found.shares, key=lambda one: (found.shares[one][0] is None, found.shares[one][0] or 0.0, one))
        headings = tuple(label_of(word) for word in (msg("社区"), msg("至少"), msg("已知居民中"), msg("至多")))
        rows = tuple((names.get(one, one), *map(_percent, found.shares[one])) for one in order)
        moment = moment_words(found.at)
        line = tr(msg("{need}：{moment}，这句话对多少居民成立（该句各项服务都满足才算）", need=name, moment=moment))
        self._view.show_answer([line], AnalysisTable(f"{name} {moment}".replace(":", "."), headings, rows, tuple(order)))
        values = {one: point for one, (low, point, _) in found.shares.items() if low is not None}
        self._show_figures(None, "")
        self._show_values(value_theme(f"{name} · {moment}", THEMES["coverage"], values, _percent, tr(msg("未知"))), "")


def _name(one: NamedSlice) -> str:
    return named(one.zh, one.en)


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{int(share * 1000 + 1e-6) / 10:.1f}%"


def _moment_lines(found: MomentFound) -> list[str]:
    if found.at == ANY_TIME:
        return [tr(msg("不看开放时间，与运行结果相同"))] if not found.profile else []
    said = msg(
        "{moment}：{open:,} 处设施开放，{closed:,} 处不开，{unknown:,} 处不知道",
        moment=moment_words(found.at), open=found.open, closed=found.closed, unknown=found.unknown,
    )  # fmt: skip
    return [tr(said), *([tr(msg("按 {day} 计算", day=found.day))] if found.day else [])]


def _hours_lines(facts: SlicesFacts) -> list[str]:
    if not facts.stated:
        return [tr(msg("清单都没有写开放时间：有时段时全部未知；请在清单中加一列“开放时间”"))]
    said = msg(
        "{facilities:,} 处设施中 {stated:,} 处写了开放时间，读懂 {read:,} 处；其余的居民按未知处理",
        facilities=facts.facilities, stated=facts.stated, read=facts.read,
    )  # fmt: skip
    return [tr(said), *map(tr, facts.left_out)]

"""The three ledgers on the page: needs of the run, the office's measures, facilities; where on the map. Knows no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xc_gis.languages.message import joined, msg
from xc_gis.model import ALL
from xc_gis.model.ledger import WHOLE
from xc_gis.runs.history import KeptRun
from xc_gis.runs.needs import NeedView
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.targets.ledger_tables import (
    MEASURES,
    NEEDS,
    TABLES,
    measures_table,
    needs_table,
    resources_table,
)
from xc_gis.ui.presenters.targets.ledger_themes import due_record, need_record, place_record
from xc_gis.ui.presenters.targets.targets_view import LedgerTab
from xc_gis.ui.presenters.voices.cells import NO_TABLE, VoiceTable
from xc_gis.ui.presenters.voices.voices_view import NO_DETAIL, Detail, TablesView
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.ledger_tasks import LedgersFound, ReadLedgers
from xc_gis.wording.ledgers import DUE_ZH, SOURCE_ZH, STATE_ZH
from xc_gis.wording.window import joined_words, label_of, name_of, tr

if TYPE_CHECKING:
    from xc_gis.operations.ledger.outcome import NeedOutcome
    from xc_gis.operations.ledger.standing import MeasureStanding

NO_RUN = ""
"""Key of the choice to compare with no earlier run."""


@dataclass(frozen=True)
class LedgerSource:
    """Where the ledgers come from: the study that names the measures, and earlier runs to compare with."""

    study: Path
    earlier: tuple[KeptRun, ...]


class LedgerPresenter:
    """
    Decides what the tab of ledgers, its tables and the map show.

    Parameters
    ----------
    tab, tables
        Where.
    questions
        To whom the reading of measures is given.
    show
        Shows a theme of values over the theme of a category.
    source
        Says where the ledgers come from, when they are wanted; None while no study is open.
    fresh
        Told when there is more to show.
    """

    def __init__(
        self, tab: LedgerTab, tables: TablesView, questions: Questions, show: Callable[[Mapping[str, Any] | None, str], None],
        source: Callable[[], LedgerSource | None], fresh: Callable[[], None],
    ) -> None:  # fmt: skip
        self._tab, self._tables, self._questions, self._show = tab, tables, questions, show
        self._source, self._fresh = source, fresh
        self._run: RunView | None = None
        self._needs: tuple[NeedView, ...] | None = None
        self._found: LedgersFound | None = None
        self._community: CommunityView | None = None
        self._asked, self._fault = 0, ""
        self._others: tuple[Path, ...] = ()
        self.category, self.table, self.measure = ALL, NEEDS, ""
        self.against: Path | None = None

    def show_run(self, run: RunView, needs: tuple[NeedView, ...] | None) -> None:
        """Another run; ``needs`` is None where its study keeps no ledger."""
        self._drop()
        self._run, self._needs, self._found, self._community, self._fault = run, needs, None, None, ""
        self.category, self.table, self.measure, self.against, self._others = ALL, NEEDS, "", None, ()
        self._tab.show_missing("" if needs is not None else tr(missing_words()))
        self._tab.show_detail(NO_DETAIL)

    # -- requests ----------------------------------------------------------------------------------------------------------
    def choose_category(self, category: str) -> None:
        """Another category; ``ALL``: all."""
        self.category, self.measure = category, ""
        self._fill()
        self._fill_table()

    def choose_against(self, folder: str) -> None:
        """Another earlier run to compare with; empty: none."""
        chosen = Path(folder) if folder else None
        if chosen is not None and chosen not in {run.folder for run in self._kept()}:
            self._others = (*dict.fromkeys((*self._others, chosen)),)
        self.against = chosen
        self.read_again()

    def read_again(self) -> None:
        """Read the office's table of measures again."""
        self._drop()
        self._found, self._fault = None, ""
        self._read()
        self._fill()
        self._fill_table()

    def choose_table(self, table: str) -> None:
        """Another table."""
        self.table, self.measure = table, ""
        self._fill()
        self._fill_table()

    def choose_row(self, category: str) -> None:
        """A row of the table in front: of a measure, it is on the map and at the right."""
        if self.table == MEASURES and category != self.measure:
            self.measure = category
            self._fill()

    def remember(self, community: CommunityView | None) -> None:
        """The community that is to be shown when the tab is in front."""
        self._community = community

    def choose_community(self, community: CommunityView | None) -> None:
        """The community of the fact sheet."""
        self._community = community
        self._fill_detail()
        self._mark()

    # -- what is shown -----------------------------------------------------------------------------------------------------
    def show_again(self) -> None:
        """The tab is in front."""
        if self._run is None or self._needs is None:
            self._tables.show_names((), "")
            self._show(None, "")
            return
        if self._found is None and not self._asked and not self._fault:
            self._read()
        self._tables.show_group("")
        self._fill()
        self._fill_table()

    def current_table(self) -> VoiceTable:
        """The table in front."""
        run = self._run
        if run is None or self._needs is None:
            return NO_TABLE
        if self.table == NEEDS:
            return needs_table(run, self._chosen_needs(), self._answered())
        if self._found is None:
            return NO_TABLE
        if self.table == MEASURES:
            return measures_table(run, self._chosen_measures(), self._found.day)
        return resources_table(run, self._found.places)

    def _fill_table(self) -> None:
        self._tables.show_names([(key, label_of(words)) for key, words in TABLES], self.table)
        self._tables.show_table(self.current_table())
        self._mark()

    def _mark(self) -> None:
        if self.table == MEASURES and self.measure:
            return
        if self._community is not None:
            self._tables.select(self._community.community_id, "" if self.category == ALL else self.category)

    def _fill(self) -> None:
        """Choices, sentences, map and what is chosen."""
        run = self._run
        if run is None or self._needs is None:
            return
        self._show(self._record(run), self.category if self.table == NEEDS and self.category in run.by_code else "")
        codes = [(ALL, label_of(msg("全部类别"))), *((code, name_of(run.by_code[code])) for code in self._codes())]
        self._tab.show_choices(codes, self._earlier(), (self.category, str(self.against or NO_RUN)))
        facts = (
            [tr(line) for line in self._found.sentences]
            if self._found is not None
            else [tr(msg("需求 {count:,} 项", count=len(self._needs)))]
        )
        if self._asked:
            facts.append(tr(msg("正在读项目清单…")))
        if self._fault:
            facts.append(self._fault)
        self._tab.show_facts(facts, [tr(line) for line in METHOD])
        self._fill_detail()

    def _record(self, run: RunView) -> dict[str, Any] | None:
        if self.table == NEEDS:
            return need_record(run, self._chosen_needs(), self.category)
        if self._found is None:
            return None
        if self.table == MEASURES:
            return due_record(run, self._chosen_measures(), self.measure)
        return place_record(run, self._found.places)

    def _fill_detail(self) -> None:
        run, needs = self._run, self._needs
        if run is None or needs is None:
            return
        one = self._measure()
        if self.table == MEASURES and one is not None:
            self._tab.show_detail(self._of_measure(run, one))
            return
        c = self._community
        if c is None:
            self._tab.show_detail(NO_DETAIL)
            return
        answered = self._answered()
        mine = [need for need in needs if need.community_id == c.community_id]
        rows = []
        for need in sorted(mine, key=lambda need: (need.told is None, -(need.told or 0.0))):
            people = people_words(need.told)
            measures = "、".join(answered.get(need.need_id, ())) if answered is not None else tr(msg("未知"))
            rows.append(
                (
                    name_of(run.by_code[need.category]),
                    people,
                    joined_words([tr(SOURCE_ZH[s]) for s in need.sources], "、"),
                    measures,
                )
            )
        keys = tuple(need.category for need in sorted(mine, key=lambda need: (need.told is None, -(need.told or 0.0))))
        heads = tuple(label_of(word) for word in (msg("类别"), msg("未覆盖人数"), msg("来源"), msg("对应项目"))) if rows else ()
        lines = (tr(msg("{count} 项需求", count=len(mine))),) if mine else (tr(msg("没有需求")),)
        self._tab.show_detail(Detail(f"{c.name}  {c.subdistrict}".strip(), lines, heads, tuple(rows), keys))

    def _of_measure(self, run: RunView, one: MeasureStanding) -> Detail:
        measure = one.measure
        deadline = measure.deadline.isoformat() if measure.deadline else tr(msg("未写明"))
        lines = [
            f"{label_of(msg('责任单位'))} {measure.owner}",
            joined_words([f"{label_of(msg('完成时限'))} {deadline}", tr(DUE_ZH[one.due]), *_days(one)]),
            f"{label_of(msg('状态'))} {tr(STATE_ZH[measure.state])}",
            f"{label_of(msg('预算（元）'))} {tr(msg('未写明')) if measure.budget is None else f'{measure.budget:,.0f}'}",
        ]
        rows: list[tuple[str, str, str]] = []
        for need in one.needs:
            community, _, code = need.need_id.rpartition("-")
            category = run.by_code.get(code)
            name = run.by_id[community].name if community in run.by_id else community
            said = f"{name} {name_of(category) if category is not None else code}"
            rows += need_rows(said, need, compared=one.compared)
        heads = tuple(label_of(word) for word in (msg("对应需求"), msg("原未覆盖人数"), msg("现未覆盖人数")))
        return Detail(
            f"{measure.measure_id} {measure.title}", tuple(lines), heads, tuple(rows), ("",) * len(rows), ends_in_words=False
        )

    # -- reading -----------------------------------------------------------------------------------------------------------
    def _read(self) -> None:
        source = self._source()
        if self._run is None or self._needs is None or source is None:
            return
        self._asked = self._questions.ask(ReadLedgers(self._run.folder, source.study, self.against), self._take, self._failed)

    def _take(self, found: LedgersFound) -> None:
        self._asked, self._found = 0, found
        self._fresh()

    def _failed(self, failure: Failure) -> None:
        self._asked = 0
        hint = msg("{message}。{hint}", message=failure.message, hint=failure.hint) if failure.hint else failure.message
        self._fault = tr(hint)
        self._fresh()

    def _drop(self) -> None:
        if self._asked:
            self._questions.drop(self._asked)
            self._asked = 0

    # -- rows --------------------------------------------------------------------------------------------------------------
    def _kept(self) -> tuple[KeptRun, ...]:
        source = self._source()
        return source.earlier if source is not None else ()

    def _earlier(self) -> list[tuple[str, str]]:
        kept = [(str(run.folder), run_words(run)) for run in self._kept()]
        return [
            (NO_RUN, label_of(msg("不比较"))),
            *kept,
            *((str(folder), f"{folder.parent.name}/{folder.name}") for folder in self._others),
        ]

    def _codes(self) -> list[str]:
        there = Counter(need.category for need in self._needs or ())
        return [code for code in (self._run.by_code if self._run is not None else ()) if there[code]]

    def _chosen_needs(self) -> list[NeedView]:
        return [need for need in self._needs or () if self.category in {ALL, need.category}]

    def _chosen_measures(self) -> Sequence[MeasureStanding]:
        measures = self._found.measures if self._found is not None else ()
        return [
            one
            for one in measures
            if self.category == ALL or any(need.endswith(f"-{self.category}") for need in one.measure.needs)
        ]

    def _measure(self) -> MeasureStanding | None:
        return next((one for one in self._chosen_measures() if one.measure.measure_id == self.measure), None)

    def _answered(self) -> dict[str, list[str]] | None:
        if self._found is None:
            return None
        answered: dict[str, list[str]] = {}
        for one in self._found.measures:
            for need in one.measure.needs:
                answered.setdefault(need, []).append(one.measure.measure_id)
        return answered


def _days(one: MeasureStanding) -> list[str]:
    if one.days_left is None or one.due == "finished":
        return []
    if one.days_left < 0:
        return [tr(msg("过了 {count} 天", count=-one.days_left))]
    return [tr(msg("还有 {count} 天", count=one.days_left))]


def need_rows(name: str, one: NeedOutcome, *, compared: bool) -> list[tuple[str, str, str]]:
    """A need of a measure: its people in a gap before and now; below them those of whom nobody can say, where there are any."""
    sides = (one.before if compared else None, one.after)
    rows = [(name, *(people_words(side.told if side else None) for side in sides))]
    if any(side is not None and side.unknown >= WHOLE for side in sides):
        rows.append((f"　{label_of(msg('未知'))}", *(people_words(side.unknown if side else None) for side in sides)))
    return [(words, before if compared else "—", now) for words, before, now in rows]


def people_words(people: float | None) -> str:
    """A number of people, or that nobody knows it."""
    return tr(msg("未知")) if people is None else f"{people:,.0f}"


def run_words(run: KeptRun) -> str:
    """What an earlier run is called."""
    when = f"{run.ended:%Y-%m-%d %H:%M}" if run.ended else run.folder.name
    return tr(joined(" ", [run.name, when])) if run.name else when


METHOD = (
    msg("需求由本次结果算出：缺口、热线和调查；只有未知居民、也没有热线和调查的不列入，地图画斜线，先核实清单。"),
    msg("项目清单在第一次打开本页时读取；单位改了表，点“重新读取”，不用重新运行。"),
    msg("时限按项目日期计算，不按今天。是否解决要与较早的一次结果比较：没有人未覆盖，也没有人未知，才算已解决。"),
)


def missing_words() -> str:
    """What a study without a ledger could name."""
    return msg(
        '这个项目没有台账。\n在项目文件中加上下面几行（measures 是单位的项目清单，可不写），再运行一次：\n\n[ledger]\nmeasures = "台账/项目清单.xlsx"\n\n项目清单各列见 docs/ledgers.md。'
    )

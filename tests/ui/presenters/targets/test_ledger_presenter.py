"""The ledgers on the page without a window: needs from the run, measures from the office's table, whether they helped; a wrong table is told and needs stay."""

from pathlib import Path

import pytest

from tests.fixtures.voiced_run import Calls
from xc_gis.errors import InputError
from xc_gis.operations.ledger.outcome import NeedOutcome, People
from xc_gis.runs.needs import read_needs
from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.targets.ledger_presenter import LedgerPresenter, LedgerSource, need_rows
from xc_gis.ui.presenters.targets.ledger_tables import MEASURES, NEEDS, RESOURCES
from xc_gis.ui.presenters.voices.cells import BAD, UNKNOWN
from xc_gis.ui.workers.failure import failure_of
from xc_gis.ui.workers.ledger_tasks import ReadLedgers, WriteLedgerBook
from xc_gis.ui.workers.worker import TaskMemory


class AtOnce:
    """Questions that are answered when ``answer`` is called, in this process."""

    def __init__(self):
        self.waiting = []

    def ask(self, task, then, otherwise):
        self.waiting.append((task, then, otherwise))
        return len(self.waiting)

    def drop(self, _number):
        self.waiting.clear()

    def answer(self):
        task, then, otherwise = self.waiting.pop()
        try:
            found = task.run(TaskMemory(), None)
        except InputError as fault:
            otherwise(failure_of(fault))
        else:
            then(found)


@pytest.fixture
def made(ledger_runs):
    """Presenter, what tab and tables were told last, themes shown, questions."""
    run = read_run_view(ledger_runs / "run_after")
    tab, tables, shown, questions = Calls(), Calls(), [], AtOnce()
    source = LedgerSource(ledger_runs / "after" / "study.toml", ())
    presenter = LedgerPresenter(
        tab,
        tables,
        questions,
        lambda record, _category: shown.append(record),
        lambda: source,
        lambda: presenter.show_again(),  # noqa: PLW0108 - not there yet
    )
    presenter.show_run(run, read_needs(run))
    presenter.show_again()
    return presenter, tab.last, tables.last, shown, questions


def test_needs_are_there_before_the_measures_are_read(made):
    presenter, tab, tables, shown, questions = made
    assert [key for key, _ in tables["show_names"][0]] == [NEEDS, MEASURES, RESOURCES]
    table = presenter.current_table()
    people = [row.cells[3].order for row in table.rows if row.cells[3].order is not None]
    assert people == sorted(people, reverse=True)
    assert {row.cells[7].kind for row in table.rows} == {UNKNOWN}
    assert tab["show_facts"][0][-1] == "正在读项目清单…"
    assert shown[-1]["name"] == "需求项数"
    questions.answer()
    assert any(row.cells[7].text == "P2、P3" for row in presenter.current_table().rows)


def test_measures_stand_with_their_days_and_places(made):
    presenter, tab, _, shown, questions = made
    questions.answer()
    presenter.choose_table(MEASURES)
    rows = presenter.current_table().rows
    assert [row.cells[0].text for row in rows] == ["P1", "P2", "P3"]
    assert (rows[0].cells[4].text, rows[0].cells[4].kind) == ("已逾期", BAD)
    assert rows[1].cells[7].kind == UNKNOWN
    assert [row.community for row in rows] == ["C2", "C1", "C1"]
    presenter.choose_row("P1")
    assert shown[-1]["name"] == "项目 P1"
    assert set(shown[-1]["of"]) == {"C2"}
    detail = tab["show_detail"][0]
    assert "过了 29 天" in detail.lines[1]
    assert detail.rows[0][:2] == ("东社区 医疗卫生", "—")


def test_an_earlier_run_says_what_became_of_the_people(made, ledger_runs):
    presenter, tab, _, _, questions = made
    presenter.choose_against(str(ledger_runs / "run_before"))
    questions.answer()
    presenter.choose_table(MEASURES)
    assert [row.cells[8].text for row in presenter.current_table().rows] == ["已解决", "部分解决", "部分解决"]
    assert tab["show_choices"][1][-1][0] == str(ledger_runs / "run_before")
    presenter.choose_against(str(ledger_runs / "run_after"))
    questions.answer()
    assert "同一次" in tab["show_facts"][0][-1]
    assert len(presenter.current_table().rows) == 0
    presenter.choose_table(NEEDS)
    assert presenter.current_table().rows


def test_a_category_chooses_needs_and_measures_and_counts_people(made):
    presenter, _, _, shown, questions = made
    questions.answer()
    presenter.choose_category("MED")
    assert {row.category for row in presenter.current_table().rows} == {"MED"}
    assert shown[-1]["name"] == "需求：医疗卫生"
    presenter.choose_table(RESOURCES)
    assert shown[-1]["name"] == "在用设施处数"
    assert {row.community for row in presenter.current_table().rows} <= {"", "C1", "C2"}


def test_the_community_chosen_shows_its_needs(made):
    presenter, tab, tables, _, questions = made
    questions.answer()
    presenter.choose_community(presenter._run.by_id["C1"])
    assert tab["show_detail"][0].title.startswith("西社区")
    assert "MED" in tab["show_detail"][0].keys
    assert tables["select"] == ("C1", "")


def test_a_table_that_cannot_be_read_is_told_and_the_needs_stay(made, ledger_runs, tmp_path):
    presenter, tab, _, _, questions = made
    task, then, otherwise = questions.waiting.pop()
    questions.waiting.append((ReadLedgers(task.run_folder, tmp_path / "none.toml", None), then, otherwise))
    questions.answer()
    assert "none.toml" in tab["show_facts"][0][-1]
    assert presenter.current_table().rows
    presenter.read_again()
    assert len(questions.waiting) == 1


def test_without_a_ledger_the_page_says_what_to_add(ledger_runs):
    tab, tables = Calls(), Calls()
    presenter = LedgerPresenter(tab, tables, AtOnce(), lambda _record, _category: None, lambda: None, lambda: None)
    presenter.show_run(read_run_view(ledger_runs / "run_after"), None)
    presenter.show_again()
    assert "[ledger]" in tab.last["show_missing"][0]
    assert tables.last["show_names"] == ((), "")


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        ((120.0, 0.0), (0.0, 0.2), [("东", "120", "0")]), ((120.0, 30.0), (90.0, 40.4), [("东", "120", "90"), ("　未知", "30", "40")]),
        ((120.0, 0.0), (0.0, 5691.0), [("东", "120", "未知"), ("　未知", "0", "5,691")]), (None, (1.0, 2.0), [("东", "未知", "1"), ("　未知", "未知", "2")]),
        ((1.0, 1.0), None, [("东", "1", "未知"), ("　未知", "1", "未知")]),
    ],
)  # fmt: skip
def test_unknown_people_stand_below_and_are_no_0(before, after, rows):
    one = NeedOutcome("C2-MED", *(People(*side) if side else None for side in (before, after)))
    assert need_rows("东", one, compared=True) == rows
    assert {row[1] for row in need_rows("东", one, compared=False)} == {"—"}


def test_the_workbook_leaves_as_one_file(ledger_runs, tmp_path):
    task = WriteLedgerBook(ledger_runs / "run_after", tmp_path / "三单.xlsx", ledger_runs / "after" / "study.toml", None, "zh")
    assert task.run(TaskMemory(), None) == tmp_path / "三单.xlsx"
    assert Path(tmp_path / "三单.xlsx").read_bytes()[:2] == b"PK"

"""The page of targets reads a run once, gives the map back when it closes, and tells a damaged run where its tables would stand."""

import shutil

import pytest

from tests.fixtures.followed_run import followed
from tests.fixtures.voiced_run import Calls
from xc_gis.errors import InputError
from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.targets.targets_presenter import INDEX, LEDGER, PageTables, ReadPageTables, Sources, TargetsPresenter
from xc_gis.ui.workers.failure import failure_of
from xc_gis.ui.workers.worker import TaskMemory


class Tabs:
    def __init__(self):
        self.indicators, self.index, self.programme, self.ledger, self.years = (Calls() for _ in range(5))


class Waiting(list):
    def ask(self, task, then, otherwise, _meanwhile=None):
        self.append((task, then, otherwise))
        return len(self)

    def drop(self, _number):
        return True


@pytest.fixture
def made():
    tabs, tables, asked, shown, failed = Tabs(), Calls(), Waiting(), [], []
    presenter = TargetsPresenter(
        tabs,
        tables,
        asked,
        lambda record, _c: shown.append(record),
        failed.append,
        Sources(lambda: None, lambda: None, lambda: None),
    )
    return presenter, tabs, tables.last, asked, shown, failed


def test_nothing_is_read_before_the_page_is_open_and_then_once(made, followed_run):
    presenter, tabs, tables, asked, shown, _ = made
    run, targets = followed(followed_run[1])
    presenter.show_run(run)
    assert not asked
    presenter.open()
    assert asked[0][0] == ReadPageTables(run)
    asked[0][1](asked[0][0].run(TaskMemory(), None))
    assert presenter.found == PageTables(targets, None)
    assert tables["show_table"][0].rows
    presenter.turn(INDEX)
    assert tabs.index.last["show_radar"][0]
    presenter.turn(LEDGER)
    assert "[ledger]" in tabs.ledger.last["show_missing"][0]
    presenter.close()
    assert shown[-1] is None
    presenter.open()
    assert len(asked) == 1


def test_a_damaged_run_says_so_in_each_tab(made, followed_run, tmp_path):
    presenter, tabs, _, asked, _, failed = made
    folder = shutil.copytree(followed_run[1], tmp_path / "run")
    (folder / "indicator_status.csv").write_text("list,number\nx,y\n", encoding="utf-8-sig")
    presenter.show_run(read_run_view(folder))
    presenter.open()
    with pytest.raises(InputError) as fault:
        asked[0][0].run(TaskMemory(), None)
    asked[0][2](failure_of(fault.value))
    for tab in (tabs.indicators, tabs.index, tabs.ledger):
        assert "已损坏" in tab.last["show_missing"][0]
    assert failed


def test_rows_go_to_the_tab_in_front_and_leave_filtered(made, followed_run):
    presenter, _, _, asked, _, _ = made
    run, _ = followed(followed_run[1])
    presenter.show_run(run)
    presenter.open()
    asked[0][1](asked[0][0].run(TaskMemory(), None))
    presenter.choose_row("24|")
    assert presenter.indicators.indicator == "24|"
    assert len(presenter.exported("", "平安").rows) == 2
    presenter.choose_community(run.by_id["C2"])
    assert presenter.index.area in {"", run.by_id["C2"].subdistrict}

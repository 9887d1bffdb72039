"""The tab of years in the real window: two results compared beside it, a folder that is none refused, the line drawn, the comparison kept."""

import shutil
from pathlib import Path

import pytest

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.window import window_of
from xc_gis.ui.presenters.targets.targets_presenter import YEARS
from xc_gis.ui.presenters.targets.targets_view import SeriesPoint
from xc_gis.ui.shell.pages import TARGETS
from xc_gis.ui.shell.targets_assembly import run_choice
from xc_gis.ui.storage.results import result_folder
from xc_gis.ui.targets.panel import KEYS
from xc_gis.ui.targets.series_chart import SeriesChart
from xc_gis.ui.workers.years_tasks import KeepYears


@pytest.fixture(scope="module")
def opened(qapp, ledger_runs, tmp_path_factory):
    """A window with the later of two studies; the earlier result lies elsewhere."""
    folder = tmp_path_factory.mktemp("years") / "study"
    shutil.copytree(ledger_runs / "after", folder)
    study = folder / "study.toml"
    shutil.copytree(ledger_runs / "run_after", result_folder(study))
    with window_of(tmp_path_factory.mktemp("home"), study) as window:
        yield window


@pytest.fixture
def page(opened, qtbot):
    qtbot.waitUntil(lambda: opened.display.run is not None and opened.display.work.has_map, timeout=WAIT_MS)
    opened.show_page(TARGETS)
    page = opened.pages.targets
    qtbot.waitUntil(lambda: page.presenter.found is not None, timeout=WAIT_MS)
    page.panel.tabs.setCurrentIndex(KEYS.index(YEARS))
    return page


def test_figures_of_two_results_are_compared_beside_the_window_and_kept(page, ledger_runs, qtbot, tmp_path, monkeypatch):
    tab = page.panel.years
    assert not tab.start.isEnabled()
    earlier = run_choice(ledger_runs / "run_before")
    page.presenter.years.add(earlier)
    assert tab.runs.count() == 2
    tab.split.setChecked(False)
    assert tab.no_points.isHidden()
    points = tmp_path / "示范点.csv"
    points.write_text("社区编号,级别,年份\nC1,市级,2026\n", encoding="utf-8")
    monkeypatch.setattr("xc_gis.ui.shell.targets_assembly.ask_file", lambda *_: points)
    tab.points.click()
    assert "示范点.csv" in tab.points.text()
    assert not tab.no_points.isHidden()
    tab.start.click()
    assert tab.stop.isEnabled()
    qtbot.waitUntil(lambda: page.presenter.years.folder is not None, timeout=WAIT_MS)
    assert page.tables.which.currentData() == "series"
    assert len(page.tables.model.shown) == 2
    assert page.tables.which.findData("points") > 0
    tab.no_points.click()
    assert page.presenter.years.points is None
    page.write(KeepYears(page.presenter.years.folder, tmp_path / "kept"))
    qtbot.waitUntil((tmp_path / "kept" / "compare.json").is_file, timeout=WAIT_MS)


def test_a_mark_that_is_taken_away_leaves_too_few(page, qtbot):
    tab = page.panel.years
    for n in range(tab.runs.count()):
        tab.runs.item(n).setCheckState(0)
    assert not tab.start.isEnabled()
    assert "至少两次" in tab.said.text()


def test_a_folder_without_a_run_is_none(tmp_path):
    assert run_choice(tmp_path) is None


def test_a_line_breaks_where_nothing_is_known(qtbot):
    chart = SeriesChart()
    qtbot.addWidget(chart)
    chart.show_points(
        [
            SeriesPoint("2024", 2, 2, 2, "2"),
            SeriesPoint("2025", None, None, None, "没有数"),
            SeriesPoint("2026", 2, None, 3, "2–3"),
        ],
        5.0,
        "社区 星级",
    )
    chart.resize(300, 150)
    assert chart.accessibleDescription() == "社区 星级；2024 2；2025 没有数；2026 2–3"
    assert chart.place_of(0, 5).y() < chart.place_of(0, 0).y()
    assert not chart.grab().isNull()
    chart.show_points((), 1.0, "")
    assert chart.isHidden()


def test_the_folder_of_the_page_goes_with_it(opened, page):
    folder = Path(page._draft.name)
    assert folder.is_dir()
    page.close()
    assert not folder.exists()

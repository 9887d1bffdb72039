"""Years on the page without a window: which runs are compared, a stop, what changed and why, a refusal told with what can still be seen."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fixtures.followed_run import followed
from tests.fixtures.voiced_run import Calls
from tests.runs.test_years import write_comparison
from xc_gis.runs.years import read_years
from xc_gis.ui.presenters.targets.points_tables import GROUPS, POINTS
from xc_gis.ui.presenters.targets.targets_view import RunChoice
from xc_gis.ui.presenters.targets.years_presenter import YearsPresenter, YearsSource
from xc_gis.ui.presenters.targets.years_tables import CHANGES, EVIDENCE, SERIES, SUMS
from xc_gis.ui.presenters.voices.cells import BAD, UNKNOWN
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.years_tasks import CompareYears, YearsFound

RUNS = tuple(RunChoice(Path(f"/runs/{year}"), f"第 {year} 次", f"{year}-06-30") for year in (2024, 2025, 2026))


class Waiting(list):
    def ask(self, task, then, otherwise):
        self.append((task, then, otherwise))
        return len(self)

    def drop(self, _number):
        return True


@pytest.fixture
def made(followed_run, tmp_path):
    """Presenter, what tab and tables were told last, themes shown, questions, how often it was stopped."""
    tab, tables, shown, asked, stops = Calls(), Calls(), [], Waiting(), []
    source = YearsSource(RUNS, tmp_path / "work")
    presenter = YearsPresenter(
        tab, tables, asked, lambda record, _category: shown.append(record), lambda: source, lambda: presenter.show_again(), lambda: stops.append(1),  # noqa: PLW0108 - not there yet
    )  # fmt: skip
    presenter.show_run(followed(followed_run[1])[0])
    presenter.show_again()
    return presenter, tab.last, tables.last, shown, asked, stops


@pytest.fixture
def compared(made, tmp_path):
    """The same, two runs compared."""
    presenter, _, _, _, asked, _ = made
    presenter.start()
    asked[-1][1](YearsFound(read_years(write_comparison(tmp_path / "a")), (("星级合计 +1",),)))
    return made


def test_the_two_latest_runs_are_marked_and_compared_in_their_order(made, tmp_path):
    presenter, tab, tables, shown, asked, _ = made
    assert [on for _, on in tab["show_runs"][0]] == [False, True, True]
    assert tables["show_names"] == ((), "")
    assert shown[-1] is None
    presenter.add(RunChoice(Path("/runs/2023.zip"), "存档", "2023-01-01"))
    presenter.mark(RUNS[2].folder, on=False)
    presenter.choose_split(on=False)
    presenter.start()
    assert asked[0][0] == CompareYears((Path("/runs/2023.zip"), RUNS[1].folder), tmp_path / "work", split=False)
    presenter.start()
    assert len(asked) == 1


def test_one_run_alone_is_not_compared(made):
    presenter, *_, asked, _ = made
    presenter.mark(RUNS[2].folder, on=False)
    presenter.start()
    assert not asked


def test_a_comparison_can_be_stopped(made):
    presenter, tab, _, _, _, stops = made
    presenter.start()
    presenter.reached("读项目")
    assert tab["show_runs"][1:] == (True, "读项目", "")
    presenter.reached("读项目", 1, 1)
    assert tab["show_runs"][1:] == (True, "读项目", "")
    presenter.stop()
    assert stops
    assert tab["show_runs"][1:] == (False, "已停止比较", "")


def test_a_refusal_says_why_and_what_can_still_be_seen(made):
    presenter, tab, _, _, asked, _ = made
    presenter.start()
    asked[-1][2](Failure("结果 前 的 a.csv 已有改动", "请存档"))
    said = tab["show_runs"][2]
    assert "a.csv 已有改动。请存档" in said
    assert "仍可看历次数值" in said
    assert presenter.folder is None


def test_changes_are_split_add_up_and_say_what_is_not_known(compared):
    presenter, tab, tables, shown, _, _ = compared
    assert [key for key, _ in tables["show_names"][0]] == [CHANGES, SUMS, EVIDENCE, SERIES]
    rows = presenter.current_table().rows
    assert [cell.text for cell in rows[0].cells[3:9]] == ["2", "3", "+1", "+1/2", "+1/2", "0"]
    assert [cell.kind for cell in rows[1].cells[3:9]] == [UNKNOWN, "", *[UNKNOWN] * 4]
    assert rows[1].cells[9].text == "一次没有数"
    assert shown[-1]["of"]["C2"]["row"] is None
    assert shown[-1]["rows"][shown[-1]["of"]["C1"]["row"]]["words"] == "增加至多 1 星"
    assert tab["show_facts"][0] == [
        "已分解的社区星级 +1：世界变化 +1/2，数据变化 +1/2，方法变化 0",
        "1 个社区没有分解，不在合计内",
    ]
    assert tab["show_facts"][1][0] == "星级合计 +1"
    assert presenter.folder is not None


def test_a_category_and_a_cause_are_on_the_map(compared):
    presenter, _, _, shown, _, _ = compared
    presenter.choose_table(SUMS)
    presenter.choose_what("MED")
    presenter.choose_cause("world")
    assert shown[-1]["name"] == "医疗卫生 · 世界变化"
    assert shown[-1]["of"] == {"C1": {"row": 2, "words": "−10"}}
    presenter.choose_table(CHANGES)
    assert presenter.current_table().rows[0].cells[5].kind == BAD


def test_evidence_names_what_counts_as_which_cause(compared):
    presenter, *_ = compared
    presenter.choose_table(EVIDENCE)
    texts = [[cell.text for cell in row.cells] for row in presenter.current_table().rows]
    assert texts[0][:5] == ["世界变化", "设施", "=新站", "清单新增", "在前一份清单调查之后开业"]
    assert texts[1][:3] == ["方法变化", "参数", "walk.pace"]


def test_the_community_chosen_is_drawn_run_by_run(compared, followed_run):
    presenter, tab, tables, _, _, _ = compared
    presenter.choose_community(followed(followed_run[1])[0].by_id["C1"])
    points, most, title = tab["show_series"]
    assert [(one.value, one.low, one.high, one.words) for one in points] == [(2, 2, 2, "2"), (None, 2, 3, "2–3")]
    assert (most, title) == (5.0, "西社区 星级")
    assert tab["show_detail"][0].rows == (("星级", "+1", "+1/2", "+1/2", "0"), ("医疗卫生", "−10", "−10", "0", "0"))
    assert tables["select"] == ("C1", "")


def test_series_alone_leave_the_map(made, tmp_path):
    presenter, tab, tables, shown, asked, _ = made
    presenter.start()
    asked[-1][1](YearsFound(read_years(write_comparison(tmp_path / "a", split=False)), ()))
    assert tables["show_names"] == ([(SERIES, "历次数值")], SERIES)
    assert shown[-1] is None
    assert [cell.kind for cell in presenter.current_table().rows[0].cells[2:]] == ["", UNKNOWN]
    assert tab["show_choices"][0] == []


def test_of_one_day_the_run_that_was_computed_first_comes_first(made):
    presenter, tab, *_ = made
    for name, ended in (("current", "2026-07-02T10:00"), ("方案前", "2026-07-01T10:00")):
        presenter.add(RunChoice(Path(f"/runs/{name}"), name, "2027-06-30", ended))
    assert [one.folder.name for one, _ in tab["show_runs"][0]][-2:] == ["方案前", "current"]


def test_demonstration_points_are_followed_told_and_on_the_map(made, tmp_path):
    presenter, tab, tables, shown, asked, _ = made
    presenter.choose_points(tmp_path / "示范点.csv")
    assert tab["show_runs"][3] == "示范点.csv"
    presenter.start()
    assert asked[-1][0].points == tmp_path / "示范点.csv"
    asked[-1][1](YearsFound(read_years(write_comparison(tmp_path / "a", points=True)), (("星级合计 +1",),), ("示范点 1 个",)))
    assert [key for key, _ in tables["show_names"][0]] == [CHANGES, SUMS, EVIDENCE, SERIES, POINTS, GROUPS]
    assert tab["show_facts"][0][-1] == "示范点 1 个"
    presenter.choose_cause(POINTS)
    assert shown[-1]["of"] == {"C1": {"row": 0, "words": "市级（2026 年）"}}
    presenter.choose_table(POINTS)
    assert presenter.current_table().rows[0].community == "C1"
    presenter.choose_table(GROUPS)
    assert len(presenter.current_table().rows) == 2
    presenter.choose_points(None)
    assert tab["show_runs"][3] == ""


def test_points_of_series_alone_are_on_the_map_too(made, tmp_path):
    presenter, tab, tables, shown, asked, _ = made
    presenter.start()
    asked[-1][1](YearsFound(read_years(write_comparison(tmp_path / "a", split=False, points=True)), ()))
    assert [key for key, _ in tables["show_names"][0]] == [SERIES, POINTS, GROUPS]
    assert [key for key, _ in tab["show_choices"][2]] == [POINTS]
    presenter.choose_cause(POINTS)
    assert shown[-1]["name"] == "示范点"


def test_runs_are_compared_by_the_standard_that_was_chosen(made, tmp_path):
    presenter, tab, _, shown, asked, _ = made
    assert tab["show_standards"] == ([], "")  # a run by one standard: nothing to choose
    presenter.choose_standard("second")
    presenter.start()
    assert asked[-1][0].standard == "second"
    asked[-1][1](YearsFound(read_years(write_comparison(tmp_path / "a")), (("星级合计 +1",),)))
    assert shown[-1]["name"].startswith("星级")
    presenter.show_run(presenter._run)
    assert presenter.standard == ""


def test_categories_of_a_further_standard_have_their_names_and_lie_over_no_category_of_the_first(made, tmp_path, monkeypatch):
    presenter, tab, _, shown, asked, _ = made
    run = presenter._run
    further = replace(
        run,
        manifest={**run.manifest, "standard": {"id": "second", "version": "2"}},
        categories=tuple(replace(one, zh=f"第二{one.zh}") for one in run.categories),
    )
    manifest = {**run.manifest, "more_standards": [{"id": "second", "name": "第二标准", "name_en": "Second"}]}
    presenter.show_run(replace(run, manifest=manifest))
    presenter.show_again()
    assert tab["show_standards"][0][1:] == [("second", "第二标准")]
    monkeypatch.setattr("xc_gis.ui.presenters.targets.years_presenter.read_programmes", lambda _run: (further,))
    presenter.choose_standard("second")
    presenter.start()
    asked[-1][1](YearsFound(read_years(write_comparison(tmp_path / "a")), (("星级合计 +1",),)))
    whats = dict(tab["show_choices"][1])
    assert all(name.startswith("第二") for code, name in whats.items() if code in run.by_code)
    assert shown[-1]["name"].endswith("第二标准")
    assert shown[-1]["standard"] == ["second", "2"]

"""How sure stars are, on the planning page without a window: robust and fragile, what turns them, checks out and back."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.ui.presenters.planning.test_planning_presenter import Lane
from tests.ui.presenters.planning.test_siting_presenter import Tab
from xc_gis.ui.presenters.planning.robust_presenter import RobustPresenter, sure_theme
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.robust_tasks import ChecksTaken, FindRobust, RobustFound, SaveChecks, TakeChecks, Verdict

FOUND = RobustFound(
    (
        Verdict("C1", 4, True, 4, 4, (), 1.0), Verdict("C2", 3, False, 2, 3, ("步行较慢", "类别权重"), 0.515),
        Verdict("C3", None, False, None, 3, ("未知居民全部未覆盖",), 0.0), Verdict("C4", 3, False, 1, 5, ("几项共同变化",), 0.9),
    ),
    ("四个社区",), 2, "<html>核查</html>",
)  # fmt: skip
RUN = SimpleNamespace(manifest={}, communities=[SimpleNamespace(community_id=f"C{n}", name=f"{n}号社区") for n in (1, 2, 3, 4)])


class Sure:
    """The presenter with what it asked and showed."""

    def __init__(self):
        self.lane, self.tab, self.shown, self.noted, self.failed = Lane(None), Tab(), [], [], []
        self.tab.allow_checks = lambda *, on: self.tab.calls.append(("allow_checks", on))
        self.questions = Questions(self.lane)
        self.presenter = RobustPresenter(
            self.tab, self.questions, lambda: True, lambda *told: self.shown.append(told), self.noted.append, self.failed.append
        )
        self.presenter.show_run(RUN)

    def answer(self, content):
        number, task = self.lane.waiting.popleft()
        self.questions.answer(number, content)
        return task


@pytest.fixture
def sure():
    made = Sure()
    made.presenter.start()
    assert made.answer(FOUND) == FindRobust("zh")
    return made


def test_the_least_sure_stand_first_with_what_turns_them(sure):
    name, (lines, table, _) = next(call for call in reversed(sure.tab.calls) if call[0] == "show_answer")
    assert name == "show_answer"
    assert lines == ["四个社区"]
    assert table.keys == ("C3", "C2", "C4", "C1")
    assert table.rows[1] == ("2号社区", "3", "2", "3", "51%", "步行较慢、类别权重")
    assert table.rows[0][1] == "—"
    assert table.rows[3][-1] == "稳固"


def test_robust_and_fragile_are_told_apart_on_the_map_and_not_rated_is_neither(sure):
    made = sure.shown[-1][0]
    assert made == sure_theme(FOUND)
    of = made["of"]
    assert (of["C1"]["row"], of["C2"]["row"], of["C4"]["row"]) == (0, 1, 2)
    assert of["C4"]["words"] == "可能相差 4 星"
    assert of["C3"] == {"row": None, "words": "暂不评级"}


def test_checks_are_saved_printed_and_read_back(sure):
    assert ("allow_checks", True) in sure.tab.calls
    assert sure.presenter.page == "<html>核查</html>"
    sure.presenter.save_checks(Path("checks.csv"))
    assert sure.answer(Path("checks.csv")) == SaveChecks(Path("checks.csv"))
    assert "checks.csv" in sure.noted[-1]
    sure.presenter.take_checks(Path("study.toml"), Path("filled.csv"))
    assert sure.answer(ChecksTaken(2, 1, 3, '[[inventory]]\ncategory = "MED"\n', "study.corrections.csv")) == TakeChecks(
        Path("study.toml"), Path("filled.csv")
    )
    lines, table = sure.tab.calls[-1][1]
    assert lines[0] == "读回核查结果：2 项更正写入 study.corrections.csv，1 项与地图一致，3 项还没有填"
    assert "[[inventory]]" in lines[2]
    assert lines[-1] == "重新运行后生效"
    assert table.rows, "the verdicts stay in sight"


def test_another_run_has_no_checks(sure):
    sure.presenter.show_run(RUN)
    assert sure.presenter.page == ""
    assert sure.tab.calls[-1] == ("allow_checks", False)

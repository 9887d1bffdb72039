"""The next star on the planning page without a window: table, theme, a scenario that is opened."""

from types import SimpleNamespace

import pytest

from tests.ui.presenters.planning.test_planning_presenter import Lane
from tests.ui.presenters.planning.test_siting_presenter import Tab
from xc_gis.model.changes import AddFacility, Scenario
from xc_gis.ui.presenters.planning.next_star_presenter import NextStarPresenter, fives_theme, steps_theme
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.next_star_tasks import FindFiveStars, FivePlan, SharedStep, StarPlan, StarsFound

TWO = Scenario("甲:下一颗星", (AddFacility(type="CHS", at=(116.3, 39.9)), AddFacility(type="CVS", at=(116.3, 39.9))))
ONE = Scenario("丁:下一颗星", (AddFacility(type="CHS", at=(116.3, 39.9)),))
FOUND = StarsFound(
    (
        StarPlan("C1", 3, 4, 2.0, "found", "甲:两项", TWO), StarPlan("C2", 2, None, None, "none", "乙:不行", None),
        StarPlan("C3", 5, 5, None, "top", "丙:已是五星", None), StarPlan("C4", None, 2, 1.0, "found", "丁:一项", ONE),
    ),
    ("四个社区",),
)  # fmt: skip
RUN = SimpleNamespace(manifest={}, communities=[SimpleNamespace(community_id=f"C{n}", name=f"{n}号社区") for n in (1, 2, 3, 4)])


@pytest.fixture
def stars():
    tab, shown, taken = Tab(), [], []
    questions = Questions(Lane(None))
    presenter = NextStarPresenter(
        tab, questions, lambda: True, lambda record, category: shown.append((record, category)), taken.append
    )
    presenter.show_run(RUN)
    presenter.start()
    questions.answer(presenter.asking.number, FOUND)
    return presenter, tab, shown, taken


def test_five_stars_have_words_of_their_own_on_the_map():
    theme = steps_theme(FOUND)
    assert theme["absent"] == "已是五星"
    assert sorted(theme["of"]) == ["C1", "C2", "C4"]


def test_the_cheapest_stands_first_and_what_there_is_none_of_is_no_zero(stars):
    _, tab, shown, _ = stars
    name, (lines, table, _) = tab.calls[-1]
    assert name == "show_answer"
    assert lines == ["四个社区"]
    assert table.keys == ("C4", "C1", "C2", "C3")
    assert table.rows[0] == ("4号社区", "—", "2", "1", "丁:一项")
    assert table.rows[2] == ("2号社区", "2", "—", "—", "乙:不行")
    assert shown[-1][1] == ""


def test_the_map_tells_how_many_changes_it_takes_and_where_there_are_none():
    made = steps_theme(FOUND)
    assert [row["words"] for row in made["rows"]][:2] == ["1 项改动", "2 项改动"]
    assert (made["of"]["C4"]["row"], made["of"]["C1"]["row"]) == (0, 1)
    assert made["of"]["C2"]["row"] is None
    assert "C3" not in made["of"], "five stars already"


def test_a_row_opens_its_changes_as_a_scenario_on_a_map_without_the_theme(stars):
    presenter, _, shown, taken = stars
    assert presenter.opens("C1")
    presenter.open("C1")
    assert taken == [TWO]
    assert shown[-1] == (None, "")
    for community in ("C2", "C3", "", "unknown"):
        assert not presenter.opens(community)
        presenter.open(community)
    assert taken == [TWO]


def test_another_run_knows_nothing_of_it(stars):
    presenter, _, _, _ = stars
    presenter.show_run(RUN)
    assert not presenter.opens("C1")


PLAN = FivePlan(
    (SharedStep("新增便利店", 2.0, ("C1", "C2")), SharedStep("补查医疗", 1.0, ())), ("C3",), ("C1", "C2"), (), ("现有", "共", "已证明", "注意"), TWO,
)  # fmt: skip


def test_the_plan_of_the_district_is_told_by_change_and_opens_whole(stars):
    presenter, tab, shown, taken = stars
    presenter.start_five(3)
    presenter.asking._questions.answer(presenter.asking.number, PLAN)
    name, (lines, table, more) = tab.calls[-1]
    assert name == "show_answer"
    assert (lines, more) == (["现有", "共", "已证明"], ["注意"])
    assert table.rows == (("新增便利店", "2", "2", "1号社区、2号社区"), ("补查医疗", "1", "0", ""))
    assert table.keys == ("C1", "")
    for key in table.keys:
        assert presenter.opens(key)
        presenter.open(key)
    assert taken == [TWO, TWO]
    presenter.show_again()
    assert shown[-1][0] == fives_theme(PLAN)


def test_the_map_tells_who_has_and_who_gains_five_stars():
    theme = fives_theme(PLAN)
    words = {community: one["words"] for community, one in theme["of"].items()}
    assert words == {"C1": "按方案达到五星", "C2": "按方案达到五星", "C3": "已是五星"}
    assert theme["absent"] == "不在方案之内"
    assert FindFiveStars(3).wanted == 3


def test_a_study_of_several_standards_has_a_choice_and_the_answer_its_grades(stars):
    presenter, tab, _, _ = stars
    assert ("show_standards", ([],)) in tab.calls, "one standard: nothing to choose"
    more = [{"id": "shops", "name": "商店标准", "name_en": "Shops"}]
    presenter.show_run(
        SimpleNamespace(manifest={"more_standards": more}, standard={"name": "首个标准"}, communities=RUN.communities)
    )
    assert tab.calls[-1] == ("show_standards", ([("", "首个标准"), ("shops", "商店标准")],))
    presenter.choose_standard("shops")
    lane = presenter.asking._questions
    presenter.start()
    lane.answer(
        presenter.asking.number, StarsFound(FOUND.plans, ("按商店标准", "四个社区", "其余"), 2, {3: "基础型", 4: "提升型"})
    )
    lines, table, more = tab.calls[-1][1]
    assert (lines, more) == (["按商店标准", "四个社区"], ["其余"])
    assert dict(zip(table.keys, table.rows, strict=True))["C1"][1:3] == ("3 基础型", "4 提升型")

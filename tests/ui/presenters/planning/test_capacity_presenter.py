"""Capacity on the planning page without a window: themes, table, what is not known."""

from types import SimpleNamespace

import pytest

from tests.ui.presenters.planning.test_planning_presenter import Lane
from tests.ui.presenters.planning.test_siting_presenter import Tab
from xc_gis.ui.presenters.planning.capacity_presenter import FULL, SUPPLY, CapacityPresenter, theme_of
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.capacity_tasks import CapacityFound, CategoryFound, CommunityCapacity

C = CommunityCapacity
ELD = CategoryFound("places", 30.0, "A", 5, 4, {
    "C1": C(1000, 800, 20.0, 19.0, 15.0, 300, 0), "C2": C(500, 500, 60.0, 60.0, 33.0, 0, 0), "C3": C(400, 100, None, None, None, 0, 100),
    "C4": C(0, 0, None, None, None, 0, 0),
})  # fmt: skip
KIN = CategoryFound("places", None, "", 2, 1, {code: C(10, 10, 5.0, 5.0, 5.0, None, None) for code in ("C1", "C2", "C3", "C4")})
RUN = SimpleNamespace(
    communities=[SimpleNamespace(community_id=f"C{n}", name=f"{n}号社区") for n in (1, 2, 3, 4)],
    by_code={
        "ELD": SimpleNamespace(zh="养老", en="Care"),
        "KIN": SimpleNamespace(zh="幼儿园", en=""),
        "PHA": SimpleNamespace(zh="药店", en=""),
    },
)


@pytest.fixture
def capacity():
    lane, tab, shown = Lane(None), Tab(), []
    questions = Questions(lane)
    presenter = CapacityPresenter(tab, questions, lambda: True, lambda record, category: shown.append((record, category)))
    presenter.show_run(RUN)
    presenter.start()
    questions.answer(presenter.asking.number, CapacityFound({"KIN": KIN, "ELD": ELD}, ("一句话",)))
    return presenter, tab, shown


def last(tab, name):
    return next(values for called, values in reversed(tab.calls) if called == name)


def test_the_category_with_most_people_before_full_doors_is_shown_first(capacity):
    _, tab, shown = capacity
    assert shown[-1][1] == "ELD"
    lines, table, more = last(tab, "show_answer")
    assert lines[0] == "300 名居民走得到的设施都已满，另有 100 名不知是否已满"
    assert lines[1] == "标准：每千人 30 床位、席位（A）；4 / 5 处设施写了容量"
    assert more[0] == "另有 1 类服务的清单没有写容量，全部未知"
    assert table.keys == ("C1", "C2", "C3", "C4")
    assert table.rows[0] == ("1号社区", "800", "300", "0", "15.0", "20.0", "19.0")
    assert table.rows[2][4:] == ("—", "—", "—")


def test_people_before_full_doors_are_a_theme_and_unknown_is_never_nobody():
    of = theme_of("养老", ELD, FULL)["of"]
    assert of["C1"]["words"] == "300 人走得到的都已满"
    assert of["C2"]["row"] is not None
    assert of["C3"] == {"row": None, "words": "不知是否已满"}
    assert "C4" not in of, "nobody lives there"


def test_supply_is_held_against_the_norm_and_cut_never_rounded_up():
    made = theme_of("养老", ELD, SUPPLY)
    assert made["rows"][0]["words"] == "100% 及以上"
    assert made["of"]["C1"]["words"] == "达到标准的 50%"
    assert made["of"]["C2"]["words"] == "达到标准的 110%"
    assert made["of"]["C3"]["row"] is None
    assert {one["row"] for one in theme_of("幼儿园", KIN, SUPPLY)["of"].values()} == {None}


def test_a_category_without_a_norm_says_so(capacity):
    presenter, tab, shown = capacity
    presenter.choose("KIN", FULL)
    lines, table, _ = last(tab, "show_answer")
    assert "无法判断是否已满" in lines[0]
    assert table.rows[0][2] == "—"
    assert shown[-1][1] == "KIN"
    presenter.choose("XXX", FULL)  # not known: nothing happens
    assert shown[-1][1] == "KIN"


def test_lists_that_say_nothing_are_told():
    lane, tab, shown = Lane(None), Tab(), []
    questions = Questions(lane)
    presenter = CapacityPresenter(tab, questions, lambda: True, lambda *told: shown.append(told))
    presenter.show_run(RUN)
    presenter.start()
    questions.answer(presenter.asking.number, CapacityFound({}, ("所有清单都没有写",)))
    assert last(tab, "show_answer")[0] == ["所有清单都没有写"]
    assert shown == []

"""What is chosen and what is asked for it, decided without a window."""

import pytest

from tests.ui.presenters.result.test_result_presenter import Failure, made, opened, study, study_with_run  # noqa: F401 - fixtures
from xc_gis.ui.workers.tasks import TotalsWithin

RING = ((116.0, 39.0), (116.1, 39.0), (116.1, 39.1))


@pytest.fixture
def display(opened):  # noqa: F811
    presenter, view, runner = opened
    return presenter, view, runner


def answer(run, **more):
    sums = {"residents": 10.0, "covered": 6.0, "gap": 4.0, "unknown": 0.0, "ages_unknown": False}
    base = {"points": 3, "residents": 10.0, "outside_points": 0, "outside_residents": 0.0}
    return {**base, "categories": {c.code: dict(sums) for c in run.categories}, **more}


def test_communities_are_chosen_in_the_order_of_the_run_and_counted(display):
    presenter, view, _ = display
    presenter.selection.choose(["C2", "C1", "C2", "gone"])
    totals, ids, ring = view.last("show_totals")
    assert (ids, ring) == (("C1", "C2"), ())
    assert totals.residents == sum(c.residents["residents"] for c in presenter.run.communities)


def test_one_more_is_added_to_the_one_whose_sheet_is_shown(display):
    presenter, view, _ = display
    presenter.choose_community("C1")
    presenter.selection.toggle("C2")
    assert view.last("show_totals")[1] == ("C1", "C2")
    presenter.selection.toggle("C1")
    assert view.last("show_totals")[1] == ("C2",)
    presenter.selection.toggle("C2")
    assert view.calls[-1][0] == "clear_totals"


def test_a_subdistrict_chooses_all_of_its_communities(display):
    presenter, view, _ = display
    presenter.selection.choose_subdistrict("甲街道")
    assert view.last("show_totals")[1] == ("C1", "C2")


def test_an_empty_box_says_so_and_changes_nothing(display):
    presenter, view, _ = display
    presenter.selection.choose(["C1", "C2"])
    presenter.selection.box([])
    assert "没有社区" in view.last("show_note")[0]
    assert presenter.selection.chosen == ("C1", "C2")


def test_an_area_is_counted_by_the_explorer(display):
    presenter, view, runner = display
    presenter.selection.area(RING)
    runner.answer(TotalsWithin, answer(presenter.run))
    totals, ids, ring = view.last("show_totals")
    assert (ids, ring) == ((), RING)
    assert totals.of("MED").share == 0.6


def test_only_the_latest_area_is_shown_and_none_after_leaving(display):
    presenter, view, runner = display
    presenter.selection.area(RING)
    presenter.selection.choose(["C1", "C2"])
    runner.answer(TotalsWithin, answer(presenter.run))
    assert view.last("show_totals")[1] == ("C1", "C2")
    presenter.selection.area(RING)
    presenter.selection.dismiss()
    runner.answer(TotalsWithin, answer(presenter.run))
    assert view.last("show_totals")[1] == ("C1", "C2")


def test_an_area_that_is_none_is_told(display):
    presenter, view, runner = display
    presenter.selection.area(RING)
    runner.answer(TotalsWithin, Failure("边线互相交叉", "重新画", exit_code=1))
    assert "交叉" in view.last("show_note")[0]
    assert view.count("show_totals") == 0


def test_a_community_that_is_chosen_ends_the_selection(display):
    presenter, view, _ = display
    presenter.selection.choose(["C1", "C2"])
    before = view.count("clear_totals")
    presenter.choose_community("C1")
    assert view.count("clear_totals") > before
    assert presenter.selection.chosen == ()

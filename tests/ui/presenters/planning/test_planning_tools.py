"""Tools of the planning page on the map, with the real tasks: what is drawn or clicked becomes a change."""

import pytest

from tests.ui.presenters.planning.test_planning_presenter import lonlat, memory, planner, run  # noqa: F401 - fixtures


def test_a_drawn_path_joins_the_streets_and_is_tried_the_whole_way(planner):  # noqa: F811
    planner.presenter.tools.draw_path("footbridge")
    assert planner.page.last("use_tool") == ("line",)
    planner.presenter.tools.happened("plan_line", {"points": [lonlat(310, 215), lonlat(320, 390)]})
    planner.settle()
    change = planner.draft.changes[0].change
    assert (change.as_, change.line[0]) == ("footbridge", pytest.approx(lonlat(310, 200), abs=2e-6))
    planner.settle()
    assert planner.page.card.headline
    assert [mark["line"] for mark in planner.page.last("show_on_map")[1]] == [[list(point) for point in change.line]]


def test_a_street_is_closed_by_a_click_and_one_beside_all_streets_is_told(planner):  # noqa: F811
    planner.presenter.tools.close_path()
    planner.presenter.tools.happened("plan_spot", dict(zip(("lon", "lat"), lonlat(300, 210), strict=True)))
    planner.settle()
    assert planner.draft.changes[0].change.osm.startswith("way/")
    planner.presenter.tools.close_path()
    planner.presenter.tools.happened("plan_spot", dict(zip(("lon", "lat"), lonlat(300, 290), strict=True)))
    planner.settle()
    assert "没有道路" in planner.page.last("show_failure")[0].message


def test_a_drawn_area_is_closed_and_a_line_of_two_points_is_none(planner):  # noqa: F811
    corners = [lonlat(900, 300), lonlat(1100, 300), lonlat(1100, 700)]
    planner.presenter.tools.close_area()
    planner.presenter.tools.happened("plan_ring", {"ring": corners[:2]})
    assert planner.draft.changes == ()
    planner.presenter.tools.close_area()
    planner.presenter.tools.happened("plan_ring", {"ring": corners})
    assert planner.draft.changes[0].change.area == tuple(corners)
    planner.settle()
    assert planner.page.card.headline or planner.page.card.state

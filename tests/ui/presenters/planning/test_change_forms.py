"""Forms on the real presenter: what is typed becomes the change, what cannot be right is said and the field is as it was."""

from tests.ui.presenters.planning.test_planning_presenter import lonlat, memory, planner, run  # noqa: F401 - fixtures
from xc_gis.model.changes import AddFacility, ChangeFacility, CloseFacility, MoveFacility


def changes(planner):  # noqa: F811
    return [one.change for one in planner.draft.changes]


def test_a_status_that_is_typed_is_tried_and_one_that_cannot_be_right_is_not(planner):  # noqa: F811
    planner.presenter.add(AddFacility(type="CHS", at=lonlat(2000, 405)))
    planner.settle()
    assert planner.page.card.headline.startswith("新覆盖")
    key = planner.draft.changes[0].key
    planner.presenter.forms.answer(key, "status", "planned")
    planner.settle()
    assert planner.page.card.headline.startswith("新覆盖 0 人")
    planner.presenter.forms.answer(key, "id", "F1")
    planner.settle()
    assert "F1" in planner.page.card.state
    planner.presenter.undo()
    planner.presenter.forms.answer("no such key", "status", "open")
    assert changes(planner) == [AddFacility(type="CHS", at=lonlat(2000, 405), status="planned")]


def test_a_facility_is_put_where_another_stands_today(planner):  # noqa: F811
    planner.presenter.add(AddFacility(type="CHS", at=lonlat(2000, 405)))
    planner.presenter.forms.place_at(planner.draft.changes[0].key, "F1")
    planner.settle()
    row = planner.page.last("show_changes")[0][0]
    first = planner.presenter.names.facility("F1")
    assert (row.place_id, row.place) == ("F1", (first.lon, first.lat))
    planner.presenter.forms.place_at(planner.draft.changes[0].key, "F99")
    planner.settle()
    assert "F99" in planner.page.card.state


def test_status_and_hours_of_a_facility_are_one_change_which_its_closing_becomes_and_its_move_is_not(planner):  # noqa: F811
    adjust = planner.presenter.forms.adjust
    adjust("F1", hours="24/7")
    adjust("F1", status="planned")
    assert changes(planner) == [ChangeFacility(facility="F1", status="planned", hours="24/7")]
    planner.presenter.move_named("F1", *lonlat(500, 205))
    move = MoveFacility(facility="F1", at=lonlat(500, 205))
    assert changes(planner) == [ChangeFacility(facility="F1", status="planned", hours="24/7"), move]
    planner.presenter.close_named("F1")
    assert changes(planner) == [CloseFacility(facility="F1")]
    adjust("F1", hours="24/7")
    assert changes(planner) == [ChangeFacility(facility="F1", status="closed", hours="24/7")]
    planner.settle()
    assert "失去覆盖" in planner.page.card.headline

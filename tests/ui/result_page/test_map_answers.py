"""What was asked on the map: each answer stays until it is taken away, and Esc takes the latest of them."""

from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest

from xc_gis.ui.presenters.result.measured import Measured, Segment
from xc_gis.ui.result_page.map_answers import MapAnswers

PLACE = {"lon": 116.0, "lat": 39.0}
MEASURED = Measured(((116.0, 39.0), (116.1, 39.0)), (Segment(800.0, "walked", 60.0, 70.0, ((116.0, 39.0),)),), "adult")
FACILITY = {"facility": {"lon": 116.0, "lat": 39.0}, "reach": {"features": []}}


@pytest.fixture
def page():
    right, mouse, view = MagicMock(), MagicMock(), MagicMock()
    mouse.tool, mouse.asks_places, right.has_totals = "", False, False
    right.shows.side_effect = lambda card: (
        card is right.setCurrentWidget.call_args.args[0] if right.setCurrentWidget.called else False
    )
    answers = MapAnswers(right, mouse, lambda: view, lambda: True)
    return SimpleNamespace(answers=answers, right=right, mouse=mouse, map=view)


def test_a_place_is_on_the_map_and_on_its_card_and_a_walk_on_the_map_alone(page):
    page.answers.show_place(PLACE, "MED")
    page.map.show_place.assert_called_with(PLACE, "MED")
    page.right.place_card.show_place.assert_not_called()
    page.answers.show_place(PLACE, "")
    page.map.show_place.assert_called_with(PLACE, None)
    page.right.place_card.show_place.assert_called_once_with(PLACE)
    assert page.answers.shows_place
    page.answers.clear_place()
    assert not page.answers.shows_place
    page.map.clear_place.assert_called_once()


def test_before_the_map_is_made_nothing_is_taken_off_it():
    right, made = MagicMock(), []
    answers = MapAnswers(right, MagicMock(), lambda: made.append(1), lambda: False)
    for clear in (answers.clear_place, answers.clear_measure, answers.clear_totals, answers.clear_facility):
        clear()
    assert made == []


def test_a_facility_without_a_place_is_shown_beside_the_map_alone(page):
    page.answers.show_facility({"facility": {"lon": None}, "reach": {}}, "run")
    page.map.show_place.assert_not_called()
    page.answers.show_facility(FACILITY, "run")
    assert page.map.show_place.call_args.args[0]["isochrones"] == {"features": []}
    page.right.setCurrentWidget.assert_called_with(page.right.facility_card)


def test_totals_frame_their_communities_until_they_are_cleared(page):
    page.answers.show_totals("totals", ["C1", "C2"], [[0, 0]])
    assert (page.answers.selected, page.right.has_totals) == (("C1", "C2"), True)
    page.map.show_selection.assert_called_with(["C1", "C2"], [[0, 0]])
    page.answers.clear_totals()
    assert (page.answers.selected, page.right.has_totals) == ((), False)
    page.map.show_selection.assert_called_with([], [])


def test_what_is_measured_is_on_the_map_with_a_label_for_each_click(page):
    page.answers.show_measure(MEASURED)
    points, ways, labels = page.map.show_measure.call_args.args
    assert (points, ways) == ([[116.0, 39.0], [116.1, 39.0]], [[[116.0, 39.0]]])
    assert len(labels) == 2


def test_esc_takes_the_latest_first_and_one_at_a_time(page):
    """The tool, what is measured, the facility, asking, the place, the totals, the mark."""
    answers, right, mouse = page.answers, page.right, page.mouse
    answers.show_mark(PLACE)
    answers.show_totals("totals", ["C1"], [])
    answers.show_place(PLACE, "MED")
    mouse.asks_places = True
    answers.show_facility(FACILITY, "run")
    answers.show_measure(MEASURED)
    right.setCurrentWidget(right.facility_card)
    mouse.tool = "box"

    answers.step_back()
    mouse.use.assert_called_once_with("")
    mouse.tool = ""
    answers.step_back()
    right.measure_card.closed.emit.assert_called_once()
    answers.clear_measure()
    answers.step_back()
    right.facility_card.closed.emit.assert_called_once()
    right.setCurrentWidget(right.place_card)
    answers.step_back()
    mouse.ask_no_places.assert_called_once()
    mouse.asks_places = False
    answers.step_back()
    right.place_card.closed.emit.assert_called_once()
    answers.clear_place()
    answers.step_back()
    right.totals_card.closed.emit.assert_called_once()
    answers.clear_totals()
    page.map.clear_mark.assert_not_called()
    answers.step_back()
    page.map.clear_mark.assert_called_once()
    answers.step_back()
    page.map.clear_mark.assert_called_once()


def test_a_mark_of_an_earlier_map_is_forgotten(page):
    page.answers.show_mark(PLACE)
    page.answers.forget_mark()
    page.answers.step_back()
    page.map.clear_mark.assert_not_called()

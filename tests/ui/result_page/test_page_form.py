"""Fields of a page make the choice that they show, and begin as they were left."""

import pytest

from tests.fixtures.map_page import WAIT_MS

AREAS = [("extent", "", "视图范围"), ("every_subdistrict", "", "每个街道"), ("subdistrict", "甲街道", "甲街道")]


@pytest.fixture
def form(qtbot):
    from xc_gis.ui.result_page.page_form import PageForm

    made = PageForm(AREAS, {"paper": "A3", "orientation": "nonsense", "legend": False, "office": "<b>某办</b>"})
    qtbot.addWidget(made)
    return made


def test_fields_begin_as_they_were_left_and_nonsense_is_passed_over(form):
    choice = form.choice()
    assert (choice.area, choice.paper, choice.orientation, choice.legend, choice.facts) == ("extent", "A3", "auto", False, True)
    assert choice.settings.office == "<b>某办</b>"
    assert choice.scale == 0.0


def test_what_is_chosen_is_told_and_kept(form, qtbot):
    with qtbot.waitSignal(form.changed, timeout=WAIT_MS):
        form.area.setCurrentIndex(2)
    form.scale.setEditText("1：2,500")
    form.title.setText("题目")
    choice = form.choice()
    assert (choice.area, choice.name, choice.scale, choice.title) == ("subdistrict", "甲街道", 2500.0, "题目")
    assert form.to_keep()["paper"] == "A3"
    form.scale.setEditText("大一点")
    assert form.chosen_scale() is None


def test_pages_of_all_subdistricts_take_no_title_of_ones_own(form):
    form.area.setCurrentIndex(1)
    assert not form.title.isEnabled()


def test_every_field_is_reached_by_the_keyboard_and_named(form):
    from PyQt5.QtCore import Qt

    fields = (
        form.area,
        form.paper,
        form.orientation,
        form.title,
        form.scale,
        form.legend,
        form.facts,
        form.office,
        form.map_number,
    )
    assert all(field.focusPolicy() & Qt.TabFocus for field in fields)
    assert all(field.accessibleName() or field.text() for field in fields if not hasattr(field, "addItem"))

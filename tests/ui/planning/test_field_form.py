"""The form of a change as a widget: what is typed is told once, choices are told when chosen, fields of another kind take their places."""

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QComboBox

from xc_gis.model.changes import AddFacility, AddPath, AddResidents
from xc_gis.ui.planning.field_form import FieldForm
from xc_gis.ui.presenters.planning.change_fields import fields_of, with_answer

AT = (116.3, 39.9)


@pytest.fixture
def form(qtbot):
    made = FieldForm()
    qtbot.addWidget(made)
    made.heard = []
    made.answered.connect(lambda *what: made.heard.append(what))
    made.show()
    return made


def test_what_is_typed_is_told_when_it_is_done_and_what_stands_already_is_not(form, qtbot):
    form.show_fields(fields_of(AddResidents(residents=100, at=AT)))
    older = form.fields["residents_60plus"]
    QTest.keyClicks(older, "40")
    QTest.keyClick(older, Qt.Key_Return)
    QTest.keyClick(form.fields["residents"], Qt.Key_Return)
    assert form.heard == [("residents_60plus", "40")]
    assert "0" in older.toolTip()  # empty is not nought


def test_a_kind_of_way_with_lights_has_a_field_for_them_and_one_without_has_none(form, qtbot):
    path = AddPath(line=(AT, (116.31, 39.9)), as_="crossing", signals=True)

    def answer(key, text):
        nonlocal path
        path = with_answer(path, key, text)
        form.show_fields(fields_of(path))  # as the page does, while the choice is telling

    form.answered.connect(answer)
    form.show_fields(fields_of(path))
    kind = form.fields["as_"]
    assert isinstance(kind, QComboBox)
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key_Home)
    kind.activated.emit(kind.currentIndex())
    qtbot.wait(50)
    assert (path.as_, path.signals) == ("path", False)
    assert list(form.fields) == ["as_", "note"]


def test_fields_that_stay_keep_their_widgets(form):
    form.show_fields(fields_of(AddFacility(type="CHS", at=AT)))
    hours = form.fields["hours"]
    form.show_fields(fields_of(AddFacility(type="CHS", at=AT, hours="24/7")))
    assert (form.fields["hours"] is hours, hours.text()) == (True, "24/7")

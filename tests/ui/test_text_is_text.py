"""Names in the window are text: no label, tip or message box obeys markup, and no sign of a shortcut is lost."""

import pytest
from PyQt5.QtCore import QPoint, Qt
from PyQt5.QtWidgets import QApplication, QLabel, QMessageBox, QToolTip

NAME = '<b>甲</b> <img src="file:///etc/hostname"> <a href="x">乙</a> &amp; %s {0}'


def test_a_label_shows_markup_as_it_was_given(qtbot):
    label = QLabel(NAME)
    qtbot.addWidget(label)
    label.show()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == NAME


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_tip_shows_markup_as_it_was_given(qtbot):
    owner = QLabel("x")
    qtbot.addWidget(owner)
    owner.show()
    QToolTip.showText(QPoint(5, 5), NAME, owner)
    tip = next(w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel"))
    assert tip.textFormat() == Qt.TextFormat.PlainText
    assert tip.text() == NAME
    QToolTip.hideText()


def test_a_message_box_shows_markup_as_it_was_given(qtbot):
    box = QMessageBox(QMessageBox.Icon.Warning, "题", NAME)
    box.setInformativeText(NAME)
    qtbot.addWidget(box)
    box.show()
    reported = [label for label in box.findChildren(QLabel) if label.text() == NAME]
    assert len(reported) == 2
    assert {label.textFormat() for label in reported} == {Qt.TextFormat.PlainText}

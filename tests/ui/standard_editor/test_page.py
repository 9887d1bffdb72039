"""The standard page: real form, real engine, real study. A change shows its effect; a fault stands at its field; a version is saved."""

import re
import shutil

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QLineEdit

from tests.fixtures.map_page import WAIT_MS
from tests.ui.presenters.standard.test_editor_presenter import SHIPPED
from xc_gis.standard import load_standard
from xc_gis.standard.draft import Draft
from xc_gis.ui.standard_editor.form import StandardForm
from xc_gis.ui.standard_editor.page import StandardPage
from xc_gis.ui.standard_editor.save_dialog import SaveStandardDialog
from xc_gis.ui.workers.engine import Engine
from xc_gis.ui.workers.tasks import Explore

MED_MINUTES = ("categories", "MED", "minutes")


@pytest.fixture
def engine(qtbot):
    made = Engine()
    yield made
    made.shutdown()


@pytest.fixture
def form(qtbot):
    made = StandardForm()
    qtbot.addWidget(made)
    made.show_draft(Draft(SHIPPED, "xicheng-ykz-default"))
    return made


def spin(form, path):
    return form.editors[path].findChild(QDoubleSpinBox)


def test_form_has_a_field_of_the_right_kind_for_every_value(form):
    assert len([path for path in form.editors if path[0] == "categories"]) == 25 * 6
    assert len([path for path in form.editors if path[:2] == ("stars", "levels")]) == 5 * 6
    minutes = spin(form, MED_MINUTES)
    assert (minutes.minimum(), minutes.maximum(), minutes.value(), minutes.suffix()) == (1, 60, 15, " 分")
    assert minutes.accessibleName() == "医疗卫生 分钟"
    profile = form.editors["categories", "ELD", "profile"].findChild(QComboBox)
    assert profile.currentText() == "老年人"
    assert form.editors["categories", "MED", "mandatory"].findChild(QCheckBox).isChecked()
    assert spin(form, ("stars", "levels", 5, "joint_min")).text() == "80%"
    assert spin(form, ("stars", "levels", 2, "joint_min")).text() == "不要求"
    assert form.editors["meta", "name_zh"].findChild(QLineEdit).text().startswith("西城区")
    assert form.editors["stars", "levels", 5, "components_required"].value() == ["access", "supply", "feedback"]


def test_every_field_can_be_reached_by_keyboard(form):
    form.resize(900, 700)
    form.show()
    for number in range(form.count()):
        form.setCurrentIndex(number)
        inner = [editor.focusProxy() for path, editor in form.editors.items() if form._tab_of[path] == number]
        assert all(widget.focusPolicy() & Qt.FocusPolicy.TabFocus for widget in inner)


def test_edit_tells_path_and_value_and_the_wheel_tells_nothing(qtbot, form):
    reported = []
    form.edited.connect(lambda path, value: reported.append((path, value)))
    minutes = spin(form, MED_MINUTES)
    minutes.stepDown()
    spin(form, ("stars", "levels", 2, "joint_min")).stepUp()
    form.editors["stars", "levels", 4, "components_required"].findChildren(QCheckBox)[1].click()
    assert reported == [
        (MED_MINUTES, 14.0),
        (("stars", "levels", 2, "joint_min"), 0.0),
        (("stars", "levels", 4, "components_required"), ["supply"]),
    ]
    wheel_over(minutes)
    assert minutes.value() == 14.0


def wheel_over(widget):
    from PyQt5.QtCore import QPoint, QPointF
    from PyQt5.QtGui import QWheelEvent

    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 120), QPoint(0, 120), Qt.NoButton, Qt.NoModifier, Qt.NoScrollPhase, False
    )
    QApplication.sendEvent(widget, event)


def test_a_share_with_more_decimals_is_shown_whole(form):
    editor = form.editors["coverage", "unknown_max"]
    editor.set_value(0.125)
    assert editor.findChild(QDoubleSpinBox).text() == "12.5%"
    assert editor.value() == 0.125


def test_no_text_is_cut_at_the_smallest_window(form):
    form.resize(870, 620)
    form.show()
    for number in range(form.count()):
        form.setCurrentIndex(number)
        QApplication.processEvents()
        for label in form.widget(number).findChildren(QLabel):
            if label.isVisible() and label.text() and not label.wordWrap():
                assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()
        for box in form.widget(number).findChildren(QComboBox):
            if box.isVisible():
                longest = max(box.fontMetrics().horizontalAdvance(box.itemText(i)) for i in range(box.count()))
                assert box.width() >= longest + 28, box.accessibleName()


def test_long_line_gives_way_to_what_stands_beside_it(qtbot):
    from xc_gis.ui.widgets.elided_label import ElidedLabel

    label = ElidedLabel("底稿：西城区“一刻钟社区服务圈”星级评价标准（试点·默认版）")
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() == 0
    label.resize(900, 20)
    assert label.shown() == label.text()
    label.resize(120, 20)
    assert label.shown().endswith("…")


@pytest.fixture
def page(qtbot, engine, small_study, small_run, tmp_path):
    """The page on a copy of the small study that is analysed in the explorer process."""
    folder = tmp_path / "study"
    shutil.copytree(small_study.parent, folder)
    study = folder / small_study.name
    number = engine.ask(Explore(study, folder / small_run.name))
    with qtbot.waitSignal(engine.answered, timeout=WAIT_MS, check_params_cb=lambda n, _: n == number):
        pass
    made = StandardPage(engine)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.open_standard(study)
    settled(qtbot, made)
    return made


def settled(qtbot, page):
    def quiet():
        presenter = page.presenter
        return presenter.draft is not None and presenter._rating is None and presenter._reading is None

    qtbot.waitUntil(quiet, timeout=WAIT_MS)


def test_change_shows_its_effect_and_previews_it_on_the_map_then_is_saved(qtbot, page, monkeypatch):
    previews, saved = [], []
    page.preview.connect(previews.append)
    page.saved.connect(saved.append)
    assert page.effect.summary.text() == "2 个社区的星级都不变"
    assert not page.save.isEnabled()
    assert page.minimumSizeHint().width() <= 1100

    # weights that do not sum to 100 are refused, live
    spin(page.form, ("categories", "MED", "weight")).setValue(60)
    settled(qtbot, page)
    assert page.form._sums["weights"].text() == "合计 148 分，多出 48 分"
    assert page.form.tabText(0).endswith("⚠")
    assert not page.save.isEnabled()
    qtbot.mouseClick(page.form._balance, Qt.LeftButton)
    settled(qtbot, page)
    assert page.form._sums["weights"].text() == "合计 100 分"
    assert page.save.isEnabled()

    # a completeness that the small study reaches: communities get stars
    for stars in (1, 2, 3, 4, 5):
        spin(page.form, ("stars", "levels", stars, "min_completeness")).setValue(0)
        settled(qtbot, page)
    summary = page.effect.summary.text()
    assert re.fullmatch(r"2 个社区变为确定，0 个不变", summary), summary
    assert page.effect.table.rowCount() == 2
    assert page.effect.table.item(0, 2).text() == "数据不足"
    assert {row["community_id"] for row in previews[-1]} == {"C1", "C2"}
    assert all(row["stars"] is not None for row in previews[-1])

    # another speed needs a run: said, and the map shows the run again
    spin(page.form, ("walking_profiles", "adult", "speed")).setValue(1.0)
    settled(qtbot, page)
    assert "重新计算" in page.effect.summary.text()
    assert "成年人步行速度由 1.2 改为 1" in page.effect.reasons.text()
    assert previews[-1] == []
    qtbot.mouseClick(page.undo, Qt.LeftButton)
    settled(qtbot, page)
    assert page.effect.summary.text() == summary

    monkeypatch.setattr(SaveStandardDialog, "exec_", lambda _: SaveStandardDialog.Accepted)
    qtbot.mouseClick(page.save, Qt.LeftButton)
    settled(qtbot, page)
    study = page.presenter.study
    assert saved == [study.parent / "xicheng-ykz-default-本区-0.1.0.yaml"]
    assert f'standard = "{saved[0].name}"' in study.read_text(encoding="utf-8")
    assert load_standard(str(saved[0])).category("MED").weight == 60
    assert "xicheng-ykz-default-本区 0.1.0" in page.base.text()
    assert not page.is_edited


def test_fault_stands_at_its_field_and_undo_takes_it_away(qtbot, page):
    path = ("stars", "levels", 4, "min_score")
    page.form.setCurrentIndex(1)
    spin(page.form, path).setValue(60)
    settled(qtbot, page)
    assert page.form.editors[path].fault() == "4 星的要求低于 3 星"
    assert spin(page.form, path).property("fault")
    assert "4 星 · 最低得分" in page.effect.reasons.text()
    page.activateWindow()
    qtbot.keyClick(page, Qt.Key_Z, Qt.ControlModifier)
    settled(qtbot, page)
    assert page.form.editors[path].fault() == ""
    assert spin(page.form, path).value() == 85


def test_dialog_says_at_once_what_would_be_refused(qtbot, tmp_path):
    (tmp_path / "own-1.yaml").write_text("", encoding="utf-8")
    dialog = SaveStandardDialog(("own", "2"), ("base", "1"), tmp_path, "小项目")
    qtbot.addWidget(dialog)
    assert dialog.ok.isEnabled()
    assert dialog.file.text() == "own-2.yaml"
    dialog.version.setText("1")
    assert "已存在" in dialog.fault.text()
    dialog.id.setText("xicheng-ykz-default")
    assert "内置标准" in dialog.fault.text()
    assert not dialog.ok.isEnabled()
    dialog.id.setText("own")
    dialog.version.setText("3")
    assert dialog.chosen() == ("own", "3", True)


def test_each_cap_has_the_figures_of_its_kind_and_no_others(form):
    figures = {cap: {path[3] for path in form.editors if path[:3] == ("stars", "caps", cap)} for cap in ("V1", "V2", "V3", "V4")}
    assert figures == {
        "V1": {"count", "stars"},
        "V2": {"share", "count", "stars"},
        "V3": {"share", "count", "stars"},
        "V4": {"stars"},
    }
    reported = []
    form.edited.connect(lambda path, value: reported.append((path, value)))
    for name, shown in (("share", 40.0), ("count", 2.0), ("stars", 2.0)):
        form.editors["stars", "caps", "V2", name].findChild(QDoubleSpinBox).setValue(shown)
    assert reported == [
        (("stars", "caps", "V2", "share"), 0.4),
        (("stars", "caps", "V2", "count"), 2.0),
        (("stars", "caps", "V2", "stars"), 2.0),
    ]

"""The pages of the study and of the standard in English: no Chinese word but names out of the data and of the standard."""

import re
import shutil

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTabWidget,
    QWidget,
)

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.small_study import write_small_study
from tests.ui.presenters.standard.test_editor_presenter import SHIPPED
from xc_gis.ui.standard_editor.page import StandardPage
from xc_gis.ui.standard_editor.save_dialog import SaveStandardDialog
from xc_gis.ui.study_editor.new_study_dialog import NewStudyDialog
from xc_gis.ui.study_editor.page import StudyPage
from xc_gis.ui.study_editor.step_list import DETAIL
from xc_gis.ui.workers.engine import Engine
from xc_gis.ui.workers.tasks import Explore
from xc_gis.wording import window as words

WORD = re.compile(r"[\u3400-\u9fff]+")
STEPS = (
    "study",
    "network",
    "communities",
    "residents",
    "facilities.0",
    "add",
    "subdistricts",
    "supply",
    "feedback",
    "red_flag",
    "inventory",
    "queue",
    "unknown",
)


@pytest.fixture(scope="module")
def engine(qapp):
    made = Engine()
    yield made
    made.shutdown()


@pytest.fixture
def english():
    words.use("en")
    yield
    words.use("zh")


def texts_of(root):
    """Every text of a widget and of all in it, whether it is seen now or not."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield from (widget.text(), widget.placeholderText())
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(n) for n in range(widget.count()))
        elif isinstance(widget, QTabWidget):
            yield from (widget.tabText(n) for n in range(widget.count()))
        elif isinstance(widget, QTableWidget):
            yield from table_texts(widget)
        elif isinstance(widget, QListWidget):
            for item in (widget.item(n) for n in range(widget.count())):
                yield from (
                    item.text(),
                    item.toolTip(),
                    str(item.data(DETAIL) or ""),
                    str(item.data(Qt.AccessibleTextRole) or ""),
                )
        if isinstance(widget, QAbstractSpinBox):
            yield widget.specialValueText()
        if isinstance(widget, QSpinBox | QDoubleSpinBox):
            yield from (widget.suffix(), widget.prefix())


def table_texts(table):
    for n in range(table.columnCount()):
        yield table.horizontalHeaderItem(n).text()
        for row in range(table.rowCount()):
            item = table.item(row, n)
            yield from (item.text(), item.toolTip())


def names_in(*texts):
    """Chinese words of the data: they stay."""
    return {word for text in texts for word in WORD.findall(text)}


def left_chinese(root, names):
    """Chinese words on a page that are no names."""
    return {text for text in texts_of(root) if not set(WORD.findall(text)) <= names}


@pytest.fixture
def study(tmp_path):
    """The small study with a row without a place and a list in a coordinate system that is not declared."""
    path = write_small_study(tmp_path / "study")
    table = path.with_name("facilities.csv")
    table.write_text(table.read_text(encoding="utf-8") + "F9,没有坐标的卫生站,CHS,,\n", encoding="utf-8")
    path.write_text(
        path.read_text(encoding="utf-8").replace('type_column = "类型"\ncrs = "EPSG:4326"', 'type_column = "类型"'), "utf-8"
    )
    return path


def study_settled(qtbot, page):
    def quiet():
        presenter = page.presenter
        return presenter.draft is not None and not presenter._looking and not presenter.is_checking and page._standard is None

    qtbot.waitUntil(quiet, timeout=WAIT_MS)


def test_study_page_speaks_english_on_every_step_and_nothing_is_cut(qtbot, english, engine, study):
    page = StudyPage(engine)
    qtbot.addWidget(page)
    page.resize(1366, 640)
    page.show()
    page.open_study(study)
    study_settled(qtbot, page)
    files = [file.read_text(encoding="utf-8") for file in study.parent.iterdir() if file.suffix in {".toml", ".csv", ".geojson"}]
    names = names_in(*files, str(study), *(re.findall(r"zh: *([^,}\n]+)", SHIPPED)))
    seen = 0
    for crs in (None, "EPSG:4326"):  # first with a fault and its repairs, then with a list that reads
        page.presenter.set_keys("facilities.0", {"crs": crs})
        study_settled(qtbot, page)
        for key in STEPS:
            page.presenter.choose(key)
            QApplication.processEvents()
            assert not left_chinese(page, names), key
            assert not set(WORD.findall(page.map._words)) - names
            seen += len([text for text in texts_of(page) if text])
            for button in page.findChildren(QPushButton):
                if button.isVisible():
                    assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()), button.text()
    assert seen > 2000
    assert page.run.text() == "Run"
    assert page.queue.title.text() == "1 facility waits for a place"
    date = page.form.findChild(QDateEdit) or page.inventory.findChild(QDateEdit)
    assert date.specialValueText() == "Not given"
    page.shutdown()


def test_new_study_asks_in_english(qtbot, english, tmp_path):
    dialog = NewStudyDialog(start=tmp_path)
    qtbot.addWidget(dialog)
    for name in ("", "study", "x"):
        dialog.name.setText(name)
        assert not left_chinese(dialog, set())
    dialog.place.setText(str(tmp_path / "no" / "such"))
    assert dialog.fault.text() == "There is no such place"


def standard_settled(qtbot, page):
    def quiet():
        presenter = page.presenter
        return presenter.draft is not None and presenter._rating is None and presenter._reading is None

    qtbot.waitUntil(quiet, timeout=WAIT_MS)


def test_standard_page_speaks_english_with_effects_faults_and_needs(qtbot, english, engine, small_study, small_run, tmp_path):
    folder = tmp_path / "study"
    shutil.copytree(small_study.parent, folder)
    study = folder / small_study.name
    number = engine.ask(Explore(study, folder / small_run.name))
    with qtbot.waitSignal(engine.answered, timeout=WAIT_MS, check_params_cb=lambda n, _: n == number):
        pass
    page = StandardPage(engine)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    page.open_standard(study)
    standard_settled(qtbot, page)
    qtbot.waitUntil(lambda: page.form.count() == 4, timeout=WAIT_MS)
    files = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.suffix in {".toml", ".csv", ".geojson"}]
    base = page.presenter.draft.base
    names = names_in(*files, base.meta.name_zh, base.meta.disclaimer_zh)  # both are typed into fields of the form
    assert not left_chinese(page, names)
    assert page.effect.summary.text() == "The stars of all 2 communities stay"
    assert base.meta.name_en in page.base.text()

    for stars in (1, 2, 3, 4, 5):
        page.presenter.set_value(("stars", "levels", stars, "min_completeness"), 0.0)
    standard_settled(qtbot, page)
    assert page.effect.table.rowCount() == 2
    assert not left_chinese(page, names)
    page.presenter.set_value(("walking_profiles", "adult", "speed"), 1.0)
    standard_settled(qtbot, page)
    assert "Speed of adults: 1.2 becomes 1" in page.effect.reasons.text()
    assert not left_chinese(page, names)
    for path, value in (
        (("categories", "MED", "weight"), 60.0), (("stars", "levels", 4, "min_score"), 99.0), (("categories", "MED", "profile"), "senior"),
        (("stars", "levels", 5, "components_required"), ["access"]), (("measurement", "legs"), "nearest"),
        (("stars", "caps", "V1", "stars"), 2.0), (("scoring", "components", "access", "weight"), 60.0),
    ):  # fmt: skip
        page.presenter.set_value(path, value)
    standard_settled(qtbot, page)
    assert page.form._sums["weights"].text() == "Sum: 148, 48 too much"
    assert not left_chinese(page, names)

    dialog = SaveStandardDialog(("xicheng-ykz-default", "0"), (base.id, base.version), folder, "study", page)
    qtbot.addWidget(dialog)
    assert not left_chinese(dialog, names)
    dialog.id.setText("own 1")
    assert not left_chinese(dialog, names)
    assert dialog.fault.text()

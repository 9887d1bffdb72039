"""The small map: places are where they belong, a click tells its place, keys move it, tiles lie below."""

import numpy as np
import pytest
from PyQt5.QtCore import QBuffer, QByteArray, QPoint, Qt
from PyQt5.QtGui import QColor, QImage

from xc_gis.ui.map.preview import MapPreview

RING = np.array([[116.30, 39.90], [116.40, 39.90], [116.40, 39.95], [116.30, 39.95], [116.30, 39.90]])


@pytest.fixture
def shown(qtbot):
    made = MapPreview()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_all_of_a_layer_is_in_sight_also_after_a_change_of_size(shown):
    shown.show_layer(None, [RING])
    for size in ((400, 300), (900, 200)):
        shown.resize(*size)
        corners = [shown.pixel_of(*corner) for corner in RING]
        assert all(shown.rect().contains(pixel) for pixel in corners)
    assert max(p.y() for p in corners) - min(p.y() for p in corners) > 150


def test_single_row_far_outside_does_not_shrink_the_rest(shown):
    points = np.column_stack([np.linspace(116.3, 116.4, 400), np.linspace(39.9, 39.95, 400)])
    shown.show_layer(np.vstack([points, [[121.0, 31.0]]]), [])
    west, east = shown.pixel_of(116.3, 39.9), shown.pixel_of(116.4, 39.95)
    assert east.x() - west.x() > 150


def test_click_tells_its_place_and_a_drag_does_not(qtbot, shown):
    shown.show_layer(None, [RING])
    reported = []
    shown.place_clicked.connect(lambda lon, lat: reported.append((lon, lat)))
    qtbot.mouseClick(shown, Qt.LeftButton, pos=shown.pixel_of(116.35, 39.92))
    assert reported[0] == pytest.approx((116.35, 39.92), abs=3e-4)
    before = shown.pixel_of(116.35, 39.92)
    qtbot.mousePress(shown, Qt.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(shown, QPoint(150, 130))
    shown.mouseMoveEvent(move_to(QPoint(150, 130)))
    qtbot.mouseRelease(shown, Qt.LeftButton, pos=QPoint(150, 130))
    assert len(reported) == 1
    assert shown.pixel_of(116.35, 39.92) - before == QPoint(50, 30)


def move_to(pixel):
    from PyQt5.QtCore import QEvent, QPointF
    from PyQt5.QtGui import QMouseEvent

    return QMouseEvent(QEvent.MouseMove, QPointF(pixel), Qt.NoButton, Qt.LeftButton, Qt.NoModifier)


def test_keys_zoom_move_and_click_in_the_middle(qtbot, shown):
    shown.show_layer(None, [RING])
    middle = shown.place_at(QPoint(200, 150))
    reported = []
    shown.place_clicked.connect(lambda lon, lat: reported.append((lon, lat)))
    width = shown.pixel_of(116.4, 39.9).x() - shown.pixel_of(116.3, 39.9).x()
    qtbot.keyClick(shown, Qt.Key_Plus)
    qtbot.keyClick(shown, Qt.Key_Return)
    assert reported[0] == pytest.approx(middle, abs=1e-6)
    assert shown.pixel_of(116.4, 39.9).x() - shown.pixel_of(116.3, 39.9).x() == pytest.approx(width * 2**0.5, abs=2)
    qtbot.keyClick(shown, Qt.Key_Right)
    assert shown.pixel_of(*middle).x() == 140


def test_layer_and_marks_are_painted(shown):
    shown.show_layer(np.array([[116.35, 39.92]]), [RING])
    shown.show_marks([(116.33, 39.93, "新址", "#b3261e")])
    picture = shown.grab().toImage()
    assert colour_at(picture, shown, 116.33, 39.93) == QColor("#b3261e")
    point = colour_at(picture, shown, 116.35, 39.92)
    assert point.blue() > point.red() + 30


def colour_at(picture, shown, lon, lat):
    pixel = shown.pixel_of(lon, lat) * picture.devicePixelRatio()
    return QColor(picture.pixel(pixel))


def test_tiles_lie_below_and_each_is_asked_for_once(qtbot, shown):
    asked = []

    def tiles(z, x, y, scale, answer):
        asked.append((z, x, y))
        answer(green())

    shown.set_tiles(tiles)
    shown.show_layer(None, [RING])
    shown.grab()
    shown.grab()
    assert asked
    assert len(asked) == len(set(asked))
    assert QColor(shown.grab().toImage().pixel(20, 20)) == QColor(0, 200, 0)


def green():
    image = QImage(256, 256, QImage.Format_RGB32)
    image.fill(QColor(0, 200, 0))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content)


def test_empty_map_says_why(shown):
    shown.show_layer(None, [], words="选择文件后，这里显示位置")
    assert shown.is_empty
    shown.grab()

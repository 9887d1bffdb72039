"""Rows of the legend as they are painted."""


def test_ring_in_the_legend_is_empty_and_a_dot_is_full(qapp):
    from PyQt5.QtCore import QRect
    from PyQt5.QtGui import QColor, QImage, QPainter

    from xc_gis.ui.map.legend import SWATCH_PX, paint_row

    def middle_and_edge(ring):
        image = QImage(200, 60, QImage.Format_RGB32)
        image.fill(QColor("#00aa00"))
        painter = QPainter(image)
        row = {"fill": "#14416b", "hatched": False, "words": "设施", "count": "", "dot": True, "ring": ring, "note": False}
        centre = painter.fontMetrics().height() // 2
        paint_row(painter, row, QRect(0, 0, 200, 60))
        painter.end()
        return [image.pixelColor(SWATCH_PX // 2 + away, centre).name() for away in (0, 4)]

    assert middle_and_edge(True) == ["#ffffff", "#14416b"]
    assert middle_and_edge(False) == ["#14416b", "#14416b"]

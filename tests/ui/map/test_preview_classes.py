"""Places of a preview in the colours of their classes: on the map, in the legend, by name."""

import numpy as np
import pytest
from PyQt5.QtGui import QColor

from xc_gis.languages.message import msg
from xc_gis.operations.preview.records import PreviewClasses
from xc_gis.report.themes import PREVIEW_AMOUNTS, PREVIEW_KINDS, PREVIEW_OTHERS
from xc_gis.ui.map.preview import MapPreview
from xc_gis.ui.map.preview_classes import REACH
from xc_gis.wording.window import use

POINTS = np.array([[116.30, 39.90], [116.40, 39.95]])
PARK = np.array([[116.33, 39.91], [116.37, 39.91], [116.37, 39.94], [116.33, 39.94], [116.33, 39.91]])


@pytest.fixture
def shown(qtbot):
    made = MapPreview()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def kinds(**more):
    named = {"places": np.vstack([POINTS, PARK[:-1].mean(axis=0)]), "names": ("甲药店\n药店", "（没有名称）\n其他", "西园\n公园")}
    return PreviewClasses(
        msg("{count:,} 处设施,{size} 种", count=3, size=3),
        ("药店", "公园", "其他 1 种"),
        (1, 1, 1),
        np.array([0, 2]),
        np.array([1]),
        others=True,
        **{**named, **more},
    )


def colour_at(shown, place):
    picture = shown.grab().toImage()
    return QColor(picture.pixel(shown.pixel_of(*place) * picture.devicePixelRatio()))


def test_each_class_has_its_colour_and_the_rest_is_grey(shown):
    shown.show_layer(POINTS, [PARK], classes=kinds())
    assert colour_at(shown, POINTS[0]) == QColor(PREVIEW_KINDS[0])
    assert colour_at(shown, POINTS[1]) == QColor(PREVIEW_OTHERS)
    inside = colour_at(shown, (116.36, 39.935))
    assert inside.red() - inside.blue() > 40  # the second colour, light


def test_steps_grow_darker_and_cells_fill_their_ground(shown):
    lightness = [QColor(name).lightnessF() for name in PREVIEW_AMOUNTS]
    assert lightness == sorted(lightness, reverse=True)
    near = np.array([[116.3500, 39.9200], [116.3512, 39.9200]])
    classes = PreviewClasses(
        "共 9 人，2 格", ("不足 5 人", "5 人以上"), (1, 1), np.array([0, 1]), np.zeros(0, dtype=int), ordered=True, cell_m=100.0
    )
    shown.show_layer(near, [], classes=classes)
    assert shown._classed.colours() == [PREVIEW_AMOUNTS[0], PREVIEW_AMOUNTS[-1]]
    corner = near[1] + [0.0004, 0.0003]  # 34 m from the centre: still of the cell
    assert colour_at(shown, corner) == colour_at(shown, near[1] + [0.0001, 0.0001])
    assert colour_at(shown, corner).lightness() < colour_at(shown, near[0] - [0.0004, 0.0003]).lightness()


def test_name_is_told_near_a_place_only(shown):
    shown.show_layer(POINTS, [PARK], classes=kinds())
    at = shown.pixel_of(*POINTS[0])
    assert shown._classed.name_at(at, shown._to_screen) == "甲药店\n药店"
    at.setX(at.x() + REACH + 5)
    assert shown._classed.name_at(at, shown._to_screen) == ""


def test_layer_is_in_sight_beside_the_legend(shown):
    shown.show_layer(POINTS, [PARK], classes=kinds())
    free = shown.width() - shown._classed.legend_width(shown.font())
    assert all(0 <= shown.pixel_of(*place).x() <= free for place in (*POINTS, *PARK))
    shown.resize(240, 170)
    shown.grab()


def test_legend_speaks_the_language_of_the_window(shown, request):
    shown.show_layer(POINTS, [PARK], classes=kinds())
    wide = shown._classed.legend_width(shown.font())
    request.addfinalizer(lambda: use("zh"))
    use("en")
    assert shown._classed.legend_width(shown.font()) > wide


def test_a_layer_without_classes_is_drawn_plain_again(shown):
    shown.show_layer(POINTS, [PARK], classes=kinds())
    shown.show_layer(POINTS, [PARK])
    assert colour_at(shown, POINTS[0]) != QColor(PREVIEW_KINDS[0])

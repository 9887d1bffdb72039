"""Labels of a radar: none over the web or another label, all inside, at widths of the panel in both languages."""

import math

import pytest
from PyQt5.QtCore import QPointF, QRectF

from xc_gis.ui.presenters.targets.targets_view import RadarAxis
from xc_gis.ui.targets.radar import Radar
from xc_gis.ui.targets.radar_labels import LEAST_RADIUS, REACH, direction, labelled_web

ENGLISH = (
    "Childcare",
    "Education",
    "Employment",
    "Medical care",
    "Elderly care",
    "Social assistance",
    "Convenience",
    "Liveability",
    "Diversity",
    "Safety",
)
CHINESE = ("幼有所育", "学有所教", "劳有所得", "病有所医", "老有所养", "弱有所扶", "便利性", "宜居性", "多样性", "安全性")  # fmt: skip
LINE, HIGH = 17.0, 248.0


def web_of(names, width, letter):
    return labelled_web([(name, "99.9") for name in names], lambda words: letter * len(words), LINE, (width, HIGH))


@pytest.mark.parametrize("width", [300, 330, 360, 420, 600])
@pytest.mark.parametrize(("names", "letter"), [(ENGLISH, 7.0), (CHINESE, 11.0), (ENGLISH[:5], 7.0), (ENGLISH[:3], 7.0)])
def test_labels_lie_inside_and_over_nothing(names, letter, width):
    web = web_of(names, width, letter)
    middle, room = QPointF(width, HIGH) / 2, QRectF(0, 0, width, HIGH).adjusted(-0.01, -0.01, 0.01, 0.01)
    ends = [middle + direction(n, len(names)) * web.radius for n in range(len(names))]
    ring = [a + (b - a) * t / 20 for a, b in zip(ends, [*ends[1:], ends[0]], strict=True) for t in range(21)]
    for n, box in enumerate(web.boxes):
        assert room.contains(box), names[n]
        assert not any(box.adjusted(-2, -2, 2, 2).contains(point) for point in ring), names[n]
        assert not any(box.intersects(other) for other in web.boxes[:n]), names[n]
        assert box.width() >= max(letter * len(line) for line in web.lines[n]), names[n]  # nothing is cut


def test_figures_go_below_names_where_that_makes_the_web_larger():
    assert 2 in {len(lines) for lines in web_of(ENGLISH, 330, 7.0).lines}
    assert {len(lines) for lines in web_of(CHINESE, 600, 11.0).lines} == {1}


def test_where_there_is_no_room_at_all_the_web_stays_and_labels_stay_outside_it():
    web = web_of(ENGLISH, 150, 9.0)
    assert web.radius == LEAST_RADIUS
    assert all(box.left() >= 0 and box.right() <= 150 for box in web.boxes)
    assert math.isclose(web.boxes[2].left(), 75 + direction(2, 10).x() * LEAST_RADIUS * REACH)


@pytest.mark.parametrize("names", [ENGLISH, CHINESE])
def test_the_radar_of_the_panel_uses_them(qtbot, names):
    radar = Radar()
    qtbot.addWidget(radar)
    radar.resize(400, 268)
    radar.show_axes([RadarAxis(name, 100.0, 90.0) for name in names], "街道", "全区")
    web = radar.web()
    points = [radar.place_of(n, 100.0) for n in range(len(names))]
    assert not any(box.contains(point) for box in web.boxes for point in points)
    assert not radar.grab().isNull()

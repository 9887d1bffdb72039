"""What lies over a map is drawn with a white rim and named once in the legend."""

import shapely

from tests.fixtures.finished_run import letters
from xc_gis.report.documents.atlas.drawn_page import overlay_rows
from xc_gis.report.documents.atlas.overlays import draw_overlays, overlay_labels
from xc_gis.report.documents.atlas.own_page import Overlay
from xc_gis.report.documents.drawing.map_frame import MapFrame
from xc_gis.report.documents.drawing.svg import Drawing

FRAME = MapFrame(100.0, 100.0, 0.0, 0.0, 10_000.0)
AREA = Overlay(shapely.box(-100, -100, 100, 100), "#111111", 0.5, fill_opacity=0.1, words="范围", label="15 分钟")
WAY = Overlay(shapely.LineString([(0, 0), (300, 0)]), "#222222", 0.4, (1.0, 1.0), words="路线")
SPOT = Overlay(shapely.Point(50, 50), "#333333", 1.2, words="地点", label="<b>某地</b>")
FAR = Overlay(shapely.Point(9_000, 0), "#333333", 1.2, words="地点", label="远处")


def test_lines_areas_and_dots_are_drawn_on_a_rim():
    drawing = Drawing(100.0, 100.0, "")
    draw_overlays(drawing, FRAME, (AREA, WAY, SPOT, FAR))
    svg = drawing.svg().decode()
    assert svg.count("<circle") == 1
    assert svg.count('stroke="#ffffff"') == 3
    assert 'fill-opacity="0.1"' in svg
    assert "stroke-dasharray" in svg


def test_a_label_stands_at_the_northernmost_place_in_sight():
    area, spot = overlay_labels(FRAME, (AREA, WAY, SPOT, FAR), letters())
    assert (area.y, spot.texts) == (100.0, ("<b>某地</b>",))


def test_rows_of_the_legend_say_each_thing_once():
    rows = overlay_rows((AREA, WAY, WAY, SPOT, FAR, Overlay(shapely.Point(0, 0), "#444444", 1.0)))
    assert [(row["words"], row["kind"]) for row in rows] == [("范围", "stroke"), ("路线", "stroke"), ("地点", "dot")]

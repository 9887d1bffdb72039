"""Drawings are well-formed SVG."""

from defusedxml.ElementTree import fromstring

from xc_gis.report.documents.drawing.svg import Drawing


def test_marks_lie_in_the_order_in_which_they_were_drawn():
    drawing = Drawing(100, 50, "#ffffff")
    drawing.fill("M0 0l9 0 0 9z", "#112233", opacity=0.5)
    drawing.fill("", "#000000")
    drawing.stroke("M0 0l9 9", "#445566", 0.25, dash_mm=(1.2, 0.8))
    drawing.stroke("", "#000000", 1)
    drawing.dot(10, 20, 1.0, "#778899", "#ffffff", 0.2)
    root = fromstring(drawing.svg())
    assert root.get("viewBox") == "0 0 10000 5000"
    rect, area, line, dot = list(root)
    assert area.get("fill-opacity") == "0.5"
    assert (line.get("stroke-width"), line.get("stroke-dasharray")) == ("25", "120 80")
    assert (dot.get("r"), dot.get("fill")) == ("100", "#778899")
    assert rect.get("fill") == "#ffffff"


def test_a_drawing_without_a_ground_is_clear():
    assert list(fromstring(Drawing(10, 10, "").svg())) == []

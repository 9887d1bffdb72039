"""A figure is the drawing of the atlas in another size, with its legend, and as a picture."""

import struct

from tests.fixtures.finished_run import fonts, letters, source_of
from xc_gis.report.documents.atlas.map_figure import BAR_MM, draw_figure, figure_pictures
from xc_gis.report.documents.atlas.records import COMMUNITY, DISTRICT, AtlasPage


def test_a_figure_has_the_size_and_the_legend_that_it_is_asked_for(finished_run):
    source = source_of(finished_run, "coverage:MED")
    figure = draw_figure(source, AtlasPage(DISTRICT, ""), (120.0, 80.0), 3, letters())
    assert (figure.record["width"], figure.record["height"] + figure.record["bar"], figure.record["map"]) == (
        120.0,
        80.0,
        "figure-3.svg",
    )
    assert f'width="120mm" height="{80 - BAR_MM:g}mm"'.encode() in figure.drawings["figure-3.svg"]
    words = [row["words"] for row in figure.record["rows"]]
    assert "提供服务的设施" in words
    assert figure.record["scale"]["mm"] <= 40.0


def test_pictures_are_as_large_on_paper_as_their_figures(finished_run):
    figures = [draw_figure(source_of(finished_run), AtlasPage(COMMUNITY, "C1"), (60.0, 40.0), n, letters()) for n in range(2)]
    one, other = figure_pictures(figures, fonts(), "zh", dots_per_inch=100)
    width, height = struct.unpack(">II", one[16:24])
    assert width == round(60 / 25.4 * 100)
    assert height > round(40 / 25.4 * 100)  # the legend stands below
    assert one == other

"""Boxes of a page lie on the paper and cover nothing of one another."""

import itertools

import pytest
import shapely

from xc_gis.report.documents.atlas.layout import A3_LANDSCAPE, A3_PORTRAIT, A4, layout_of, lies_better, paper_layout
from xc_gis.report.documents.atlas.records import COMMUNITY, DISTRICT, SUBDISTRICT


@pytest.mark.parametrize("layout", [A4, A3_PORTRAIT, A3_LANDSCAPE])
def test_boxes_lie_on_the_paper_and_do_not_overlap(layout):
    paper = shapely.box(5, 5, layout.paper[0] - 5, layout.paper[1] - 5)
    boxes = [shapely.box(x, y, x + width, y + height) for x, y, width, height in layout.boxes.values()]
    assert all(paper.contains(box) for box in boxes)
    assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].intersection(pair[1]).area > 0]
    assert layout.map_size[0] * layout.map_size[1] > 0.55 * layout.paper[0] * layout.paper[1]


def test_paper_follows_the_kind_of_page_and_the_shape_of_the_area():
    tall, broad = (0.0, 0.0, 1000.0, 1900.0), (0.0, 0.0, 1900.0, 1000.0)
    assert layout_of(COMMUNITY, tall) is layout_of(COMMUNITY, broad) is A4
    assert layout_of(SUBDISTRICT, broad) is A3_LANDSCAPE
    assert layout_of(DISTRICT, tall) is A3_PORTRAIT


@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("lying", [False, True])
@pytest.mark.parametrize("parts", range(16))
def test_boxes_of_a_page_lie_on_the_paper_and_apart(paper, lying, parts):
    named = dict(zip(("legend", "facts", "table", "inset"), (bool(parts >> n & 1) for n in range(4)), strict=True))
    layout = paper_layout(paper, lying=lying, **named)
    boxes = [shapely.box(x, y, x + width, y + height) for x, y, width, height in layout.boxes.values()]
    sheet = shapely.box(0, 0, *layout.paper)
    assert all(sheet.contains(box) for box in boxes)
    assert max(a.intersection(b).area for a, b in itertools.combinations(boxes, 2)) < 1e-6
    assert ("legend" in layout.boxes, "table" in layout.boxes) == (named["legend"], named["table"] and named["facts"])


def test_a_map_that_stands_alone_takes_the_page():
    alone = paper_layout("A4", lying=False, legend=False, facts=False, table=True, inset=True)
    assert alone.map_size[0] * alone.map_size[1] > 1.2 * A4.map_size[0] * A4.map_size[1]


def test_paper_lies_for_a_broad_area():
    parts = {"legend": True, "facts": True, "table": False, "inset": True}
    assert lies_better("A4", (0.0, 0.0, 2000.0, 500.0), **parts)
    assert not lies_better("A4", (0.0, 0.0, 500.0, 2000.0), **parts)

"""Boxes of a page lie on the paper and cover nothing of one another."""

import itertools

import pytest
import shapely

from xc_gis.report.documents.atlas.layout import A3_LANDSCAPE, A3_PORTRAIT, A4, layout_of
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

"""Marks of siting: ranks on sites, outlines of what was drawn."""

from tests.ui.presenters.planning.test_siting_presenter import SITES
from xc_gis.ui.presenters.planning.site_marks import ground_marks, site_marks

RING = ((1.0, 2.0), (3.0, 4.0), (5.0, 6.0))


def test_sites_have_their_ranks_and_cannot_be_dragged():
    marks = site_marks(SITES)
    assert [(m["label"], m["title"], m["drag"]) for m in marks] == [("1", "甲仓库", False), ("2", "S2", False)]


def test_what_is_looked_in_is_told_apart_from_where_nothing_is_built():
    marks = ground_marks(RING, (RING, RING))
    assert [(m["key"], m.get("inside", False)) for m in marks] == [("no-go 1", False), ("no-go 2", False), ("inside", True)]
    assert marks[0]["ring"] == [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
    assert ground_marks((), ()) == []

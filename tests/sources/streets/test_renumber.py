"""New objects get their own numbers back, and everything is sorted by them."""

import numpy as np

from tests.fixtures.towns import FOOTWAY, town
from xc_gis.model import StreetLoss
from xc_gis.sources.osm.door import OsmFile
from xc_gis.sources.streets.renumber import renumbered

NUMBERS = {("n", 3): -30, ("w", 2): -20, ("r", 2001): -5}


def streets():
    return town(
        {"a": (0, 0), "b": (10, 0), "c": (20, 0)},
        [("abc", FOOTWAY), ("ca", FOOTWAY)],
        tags={"c": {"barrier": "gate"}},
        lines=[("bc", {"barrier": "wall"})],
        areas=[("abca", "", {})],
    )


def test_without_new_objects_everything_stays():
    given = streets()
    assert renumbered(given, OsmFile(None)) is given


def test_nodes_ways_areas_and_losses_have_the_numbers_of_the_file():
    given = streets()
    given = given.__class__(
        **{
            **given.__dict__,
            "losses": (StreetLoss("lost_way", "way/2"), StreetLoss("deleted", "way/7")),
            "open_areas": (("relation", 2001), ("way", 1)),
        }
    )
    found = renumbered(given, OsmFile(None, numbers=NUMBERS))
    assert found.node_ids.tolist() == [-30, 1, 2]
    assert found.lon.tolist() == [given.lon[2], given.lon[0], given.lon[1]]
    assert (np.diff(found.node_ids) > 0).all()
    assert found.node_tags == {-30: {"barrier": "gate"}}
    assert [(way, refs) for way, refs, _ in found.ways] == [(-20, (-30, 1)), (1, (1, 2, -30))]
    assert [refs for _, refs, _ in found.lines] == [(2, -30)]
    assert [(area.osm_id, area.outer) for area in found.areas] == [(-5, ((1, 2, -30, 1),))]
    assert found.open_areas == (("relation", -5), ("way", 1))
    assert [loss.osm for loss in found.losses] == ["way/-20", "way/7"]

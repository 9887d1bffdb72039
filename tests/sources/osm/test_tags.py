"""Tags of what osmium reads, whatever their number."""

import osmium
import pytest

from tests.fixtures.osm_files import MAKE
from xc_gis.sources.osm.tags import tags_of


@pytest.mark.parametrize("tags", [{}, {"highway": "steps"}, {"name": "阜成门内大街", "highway": "residential", "foot": "yes"}])
def test_tags_of_nodes_ways_and_relations_are_all_there(tmp_path, tags):
    path = tmp_path / "one.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        writer.add_node(MAKE.Node(id=1, version=1, location=(116.3, 39.9), tags=tags))
        writer.add_way(MAKE.Way(id=1, version=1, nodes=[1], tags=tags))
        writer.add_relation(MAKE.Relation(id=1, version=1, members=[("w", 1, "outer")], tags=tags))
    read = [tags_of(thing) for thing in osmium.FileProcessor(str(path))]
    assert read == [tags] * 3

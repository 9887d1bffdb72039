"""Ways from the middle of each community are the walks that single explanations tell."""

import pytest
import shapely

from xc_gis.analysis.walks.community_ways import ways_of_communities
from xc_gis.analysis.walks.explanation import explain
from xc_gis.operations.study import analyse, read_study


@pytest.fixture(scope="module")
def study(gis_export):
    read = read_study(gis_export.folder.parent / "study/study.toml")
    return read, analyse(read)


def test_each_way_is_the_walk_of_its_explanation(study):
    read, found = study
    ways = ways_of_communities(found, read.standard, read.settings)
    assert len(ways) > 2
    for way in ways.itertuples(index=False):
        told = explain(found, way.demand_id, way.category, read.standard, read.settings)
        assert (told.facility, told.seconds) == (way.facility, pytest.approx(way.seconds))
        assert told.line.length == pytest.approx(way.geometry.length)
        assert shapely.equals(shapely.get_point(told.line, -1), shapely.get_point(way.geometry, -1))
    order = [category.code for category in read.standard.categories]
    assert [(way.community_id, order.index(way.category)) for way in ways.itertuples()] == sorted(
        (way.community_id, order.index(way.category)) for way in ways.itertuples()
    )

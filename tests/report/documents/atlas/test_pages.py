"""Which pages there are, in which order, and what each shows."""

from dataclasses import replace

import shapely

from tests.fixtures.finished_run import source_of
from xc_gis.report.documents.atlas.pages import AROUND_POINT_M, bounds_of, pages_of
from xc_gis.report.documents.atlas.records import COMMUNITY, DISTRICT, SUBDISTRICT, AtlasPage


def keys(pages):
    return [page.key for page in pages]


def with_places(source, **places):
    return replace(source, ground=replace(source.ground, communities={**source.ground.communities, **places}))


def test_the_district_comes_first_then_each_subdistrict_with_its_communities(finished_run):
    pages, unplaced = pages_of(source_of(finished_run))
    assert keys(pages) == ["district:", "subdistrict:甲街道", "community:C1", "community:C2"]
    assert unplaced == []


def test_communities_outside_all_subdistricts_come_last(finished_run):
    source = source_of(finished_run)
    lone = replace(source, communities=(replace(source.communities[0], subdistrict=""), source.communities[1]))
    assert keys(pages_of(lone)[0]) == ["district:", "subdistrict:甲街道", "community:C2", "community:C1"]


def test_only_what_is_asked_for(finished_run):
    source = source_of(finished_run)
    assert keys(pages_of(source, ["C2"])[0]) == ["community:C2"]
    assert keys(pages_of(source, ["甲街道"])[0]) == ["subdistrict:甲街道", "community:C1", "community:C2"]
    assert pages_of(source, ["nowhere"]) == ([], [])


def test_a_community_without_a_place_has_no_page_and_is_told(finished_run):
    source = with_places(source_of(finished_run), C1=None)
    pages, unplaced = pages_of(source)
    assert (keys(pages), unplaced) == (["district:", "subdistrict:甲街道", "community:C2"], ["C1"])
    assert pages_of(with_places(source, C2=None)) == ([], ["C1", "C2"])


def test_bounds_are_those_of_what_is_shown(finished_run):
    source = source_of(finished_run)
    one, whole = bounds_of(source, AtlasPage(COMMUNITY, "C1")), bounds_of(source, AtlasPage(DISTRICT, ""))
    assert round((one[2] - one[0]) / 100) == 12
    assert round((whole[2] - whole[0]) / 100) == 24
    assert bounds_of(source, AtlasPage(SUBDISTRICT, "甲街道")) == whole
    point = bounds_of(with_places(source, C1=shapely.Point(1000, 2000)), AtlasPage(COMMUNITY, "C1"))
    assert point == (1000 - AROUND_POINT_M, 2000 - AROUND_POINT_M, 1000 + AROUND_POINT_M, 2000 + AROUND_POINT_M)

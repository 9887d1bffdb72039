"""The map of a page: the area's own class in colour, unknown hatched, dots and rings where there are people in gap and facilities."""

import re
from dataclasses import replace

import pytest
import shapely

from tests.fixtures.finished_run import letters, source_of
from xc_gis.report.documents.atlas.page_map import AROUND, draw_page_map, subject_of
from xc_gis.report.documents.atlas.pages import bounds_of
from xc_gis.report.documents.atlas.records import COMMUNITY, DISTRICT, SUBDISTRICT, AtlasPage, Look
from xc_gis.report.documents.drawing.map_frame import fitted
from xc_gis.report.themes import MARKS, UNKNOWN_LINE


def drawn(source, kind, area):
    page = AtlasPage(kind, area)
    return draw_page_map(source, page, fitted(bounds_of(source, page), 190, 188), letters())


def with_looks(source, **looks):
    return replace(source, theme=replace(source.theme, looks={**source.theme.looks, **looks}))


def test_the_community_of_the_page_is_in_full_colour_and_those_around_are_pale(finished_run):
    source = with_looks(source_of(finished_run), C1=Look(0, "五星"), C2=Look(3, "二星"))
    svg = drawn(source, COMMUNITY, "C1").svg.decode()
    own, other = (source.theme.rows[n].colour for n in (0, 3))
    assert re.search(rf'fill="{own}" fill-rule="evenodd"/>', svg)
    assert re.search(rf'fill="{other}" fill-rule="evenodd" fill-opacity="{AROUND:g}"/>', svg)


def test_unknown_is_hatched_and_what_is_unsure_is_stippled_in_its_colour(finished_run):
    sure = with_looks(source_of(finished_run), C1=Look(1, ""), C2=Look(1, ""))
    assert UNKNOWN_LINE not in drawn(sure, DISTRICT, "").svg.decode()
    assert MARKS["unsure"] not in drawn(sure, DISTRICT, "").svg.decode()
    unsure = with_looks(sure, C1=Look(None, "", is_unknown=True), C2=Look(1, "", is_unsure=True))
    assert f'stroke="{UNKNOWN_LINE}"' in drawn(unsure, DISTRICT, "").svg.decode()
    dots = re.search(rf'<path d="([^"]*)" fill="none" stroke="{MARKS["unsure"]}"', drawn(unsure, DISTRICT, "").svg.decode())
    assert dots[1].count("M") > 50
    assert f'fill="{sure.theme.rows[1].colour}"' in drawn(unsure, DISTRICT, "").svg.decode()


def test_people_in_gap_and_facilities_of_a_theme_are_drawn_and_counted(finished_run):
    source = source_of(finished_run, "gaps:MED")
    made = drawn(source, DISTRICT, "")
    assert made.people == source.ground.gaps["MED"].residents.sum()
    assert (made.facilities, made.beyond) == (1, 0)
    assert made.svg.decode().count(f'stroke="{MARKS["facility"]}"') == 1
    assert made.svg.decode().count('stroke="#ffffff" stroke-width="22"') == len(source.ground.gaps["MED"].places)
    assert drawn(source_of(finished_run), DISTRICT, "").people == 0


@pytest.mark.parametrize(
    ("kind", "area", "names"),
    [(DISTRICT, "", {"西社区", "东社区"}), (COMMUNITY, "C2", {"东社区"}), (SUBDISTRICT, "甲街道", {"西社区", "东社区"})],
)
def test_names_stand_on_the_map(finished_run, kind, area, names):
    made = drawn(source_of(finished_run), kind, area)
    assert names <= {line.text for line in made.names}
    assert made.left_out == ()


def test_facilities_are_named_on_the_page_of_a_community_alone(finished_run):
    source = source_of(finished_run, "coverage:MED")
    assert "西站" in {line.text for line in drawn(source, COMMUNITY, "C1").names}
    assert "西站" not in {line.text for line in drawn(source, DISTRICT, "").names}


def test_a_community_known_as_a_point_is_marked(finished_run):
    source = source_of(finished_run)
    middle = shapely.centroid(source.ground.communities["C1"])
    pointed = replace(source, ground=replace(source.ground, communities={**source.ground.communities, "C1": middle}))
    assert f'fill="{MARKS["place"]}"' in drawn(pointed, COMMUNITY, "C1").svg.decode()
    assert subject_of(pointed, AtlasPage(DISTRICT, "")) == ("C1", "C2")


def test_facilities_are_counted_in_the_area_of_the_page_and_those_around_it_apart(finished_run):
    source = source_of(finished_run, "coverage:MED")
    around = drawn(source, COMMUNITY, "C1")
    there = shapely.Point(source.ground.facilities[list(source.ground.facility_types).index("CHS")])
    assert (around.facilities, around.beyond) == (1, 0)
    moved = {**source.ground.communities, "C1": shapely.difference(source.ground.communities["C1"], there.buffer(60))}
    outside = drawn(replace(source, ground=replace(source.ground, communities=moved)), COMMUNITY, "C1")
    assert (outside.facilities, outside.beyond) == (0, 1)
    points = {name: shapely.centroid(shape) for name, shape in source.ground.communities.items()}
    known_as_points = drawn(replace(source, ground=replace(source.ground, communities=points, subdistricts={})), DISTRICT, "")
    assert known_as_points.beyond == 0

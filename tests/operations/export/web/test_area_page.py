"""A page cut to some communities: their figures, what lies around them, and nothing of others."""

import json

import pytest

from xc_gis.operations.export.web.area_page import area_page, gaps_within
from xc_gis.runs.map_page import read_map_page


@pytest.fixture(scope="module")
def page(finished_run):
    return read_map_page(finished_run)


def test_figures_are_those_of_the_whole_page(page):
    east = area_page(page, {"C2"})
    assert [c["id"] for c in east["communities"]] == ["C2"]
    assert {code: [value[1] for value in columns.values()] for code, columns in page["coverage"].items()} == {
        code: [value[0] for value in columns.values()] for code, columns in east["coverage"].items()
    }


def test_a_facility_is_found_by_its_new_row(page):
    east = area_page(page, {"C2"})
    for code, columns in page["nearest"].items():
        old, new = columns["facility"][1], east["nearest"][code]["facility"][0]
        assert (old is None) == (new is None)
        if old is not None:
            assert page["facilities"]["name"][old] == east["facilities"]["name"][new]
    assert all(row < len(east["facilities"]["name"]) for row in east["outlines"]["facility"])


def test_residents_in_gap_are_those_who_live_there(page):
    codes = [code for code, columns in page["gaps"].items() if columns["x"]]
    assert codes
    west, east = (gaps_within(page["gaps"], [c], page["scale"]) for c in page["communities"])
    for code in codes:
        assert sum(west[code]["residents"]) + sum(east[code]["residents"]) == sum(page["gaps"][code]["residents"])
        counted = [page["coverage"][code]["gap"][n] for n in (0, 1)]
        assert [sum(one[code]["residents"]) for one in (west, east)] == counted


def test_the_page_is_smaller_and_frames_its_communities(page):
    east = area_page(page, {"C2"})
    assert page["bounds"][0] < east["bounds"][0] < east["bounds"][2] <= page["bounds"][2]
    assert len(json.dumps(east)) < len(json.dumps(page))


def test_communities_without_a_place_keep_the_whole_frame(page):
    placeless = [{**c, "id": "X"} for c in page["communities"][:1]]
    placeless[0].pop("rings")
    cut = area_page({**page, "communities": placeless + page["communities"][1:]}, {"X"})
    assert cut["bounds"] == page["bounds"]
    assert cut["unplaced"] == 1

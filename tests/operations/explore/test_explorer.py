"""A study in memory answers: what is near a place, walks, and why there is none; the same numbers as the tables."""

import pytest

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.explore.explorer import Explorer
from xc_gis.operations.study import analyse, read_study


@pytest.fixture(scope="module")
def explorer(tmp_path_factory):
    study = read_study(write_small_study(tmp_path_factory.mktemp("explorer")))
    found = Explorer(study, analyse(study))
    found.warm_up()
    return found


def at(x, y):
    lon, lat = degrees([(x, y)])[0]
    return float(lon), float(lat)


def test_the_nearest_of_each_category_comes_with_its_minutes_state_and_way(explorer):
    answer = explorer.ask_place(*at(100, 210), [5.0, 10.0], "adult")
    med = next(row for row in answer["nearest"] if row["category"] == "MED")
    assert (med["facility_id"], med["within"], med["state"]) == ("F1", True, "covered")
    assert med["minutes"] < 1  # five metres away
    assert [f["properties"]["minutes"] for f in answer["isochrones"]["features"]] == [10.0, 5.0]
    reached, absent = {row["category"] for row in answer["nearest"]}, {row["category"] for row in answer["absent"]}
    assert reached | absent == {c.code for c in explorer.study.standard.categories}
    assert not reached & absent
    assert {f["properties"]["category"] for f in answer["ways"]["features"]} == reached


def test_without_minutes_no_outline_is_drawn_and_the_place_is_kept(explorer):
    first = explorer.ask_place(*at(300, 300), [], "adult")
    assert first["isochrones"]["features"] == []
    assert explorer.ask_place(*at(300, 300), [5.0], "senior")["nearest"] is first["nearest"]


def test_a_walk_along_streets_is_as_long_as_on_paper(explorer):
    walk = explorer.walk_between(at(0, 0), at(400, 200), "adult")
    assert walk["metres"] == pytest.approx(600, abs=1)  # the ladder knows no diagonals
    assert walk["seconds"] == pytest.approx(600 / 1.2, abs=1)
    assert walk["reason"] == ""
    assert walk["way"][0] == pytest.approx(at(0, 0), abs=1e-5)


def test_why_there_is_no_walk_is_said(explorer):
    assert "终点附近 150 米内没有可步行道路" in explorer.walk_between(at(0, 0), at(1300, 1800), "adult")["reason"]
    nowhere = explorer.walk_between(at(1300, 1800), at(0, 0), "adult")
    assert "起点附近" in nowhere["reason"]
    assert (nowhere["seconds"], nowhere["metres"], nowhere["way"]) == (None, None, [])


def test_a_pace_that_the_standard_does_not_use_is_made_when_it_is_asked_for(explorer):
    profile = next(p for p in ("wheelchair", "child", "frail") if p not in explorer.graphs)
    assert explorer.graph_of(profile) is explorer.graph_of(profile)
    with pytest.raises(InputError, match="没有步行口径 “nobody”"):
        explorer.graph_of("nobody")


def test_a_facility_is_asked_for_by_row_and_name(explorer):
    row = explorer.found.data.facilities["facility_id"].tolist().index("F1")
    answer = explorer.facility_service(row, "西站")
    assert answer["serves"]
    assert answer["reach"]["features"]
    for wrong in ((row, "东站"), (-1, "西站"), (99, "西站")):
        with pytest.raises(InputError, match="没有设施"):
            explorer.facility_service(*wrong)


def test_a_time_is_explained_with_the_figure_of_the_table(explorer):
    answer = explorer.explain_walk("D000", "MED")
    assert answer["facility"] == "西站"
    assert answer["limit"] == explorer.study.standard.category("MED").minutes
    assert (answer["lon"], answer["lat"]) == pytest.approx(at(110, 110), abs=1e-5)
    assert answer["sentences"]

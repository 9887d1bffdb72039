"""Whom a facility serves: counted by the walk of the tables, with this facility alone."""

import numpy as np
import pytest

from tests.fixtures.small_study import FACILITIES, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.explore.explorer import Explorer
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent

MORE = {**FACILITIES, "F4": ("CHS", "东站", (2300.0, 1005.0))}


@pytest.fixture(scope="module")
def explorer(tmp_path_factory):
    read = read_study(write_small_study(tmp_path_factory.mktemp("serves") / "study", facilities=MORE), Silent())
    return Explorer(read, analyse(read, Silent()))


def served(explorer, row, name, code="MED"):
    answer = explorer.facility_service(row, name)
    return next(one for one in answer["serves"] if one["category"] == code)


def test_two_facilities_share_all_whom_the_tables_cover(explorer):
    west, east = served(explorer, 0, "西站"), served(explorer, 3, "东站")
    demand, found = explorer.found.data.demand, explorer.found
    covered = demand["residents"].to_numpy()[found.states["MED"] == 0].sum()
    both = demand["residents"].to_numpy()[_equally_near(explorer)].sum()
    assert west["nearest"] + east["nearest"] - both == pytest.approx(covered)
    assert west["residents"] >= west["nearest"] > 0
    assert east["communities"][0] == "C2"


def _equally_near(explorer):
    from xc_gis.analysis.assessment import questions
    from xc_gis.analysis.times.travel_times import Ends, walking_times

    found, scene = explorer.found, explorer.found.scene
    question = next(q for q in questions(explorer.study.standard) if q.key == "MED")
    alone = [
        walking_times(
            scene.network, scene.barriers, Ends(scene.demand, found.areas, scene.facility, scene.facility_points),
            found.services[found.services["facility"] == row], [question], explorer.study.settings, Silent(),
        )["MED"]
        for row in (0, 3)
    ]  # fmt: skip
    limit = explorer.study.standard.category("MED").minutes * 60
    return (np.abs(alone[0] - alone[1]) <= 1e-6) & (alone[0] <= limit)


def test_a_facility_that_is_alone_is_nearest_to_all_who_reach_it(explorer):
    only = served(explorer, 1, "东便利店", next(one["category"] for one in explorer.facility_service(1, "东便利店")["serves"]))
    assert only["residents"] == only["nearest"] > 0


def test_the_ground_from_which_it_is_reached_comes_along(explorer):
    answer = explorer.facility_service(0, "西站")
    assert answer["reach"]["features"][0]["properties"]["minutes"] == answer["serves"][0]["minutes"]
    assert (answer["facility"]["file"], answer["facility"]["row"]) == ("facilities.csv", 2)


def test_another_name_in_that_row_is_refused(explorer):
    with pytest.raises(InputError, match="没有设施"):
        explorer.facility_service(0, "东站")
    with pytest.raises(InputError):
        explorer.facility_service(99, "西站")


def test_one_that_no_street_reaches_serves_nobody(tmp_path):
    far = {**FACILITIES, "F4": ("CHS", "孤站", (600.0, 1500.0))}
    read = read_study(write_small_study(tmp_path / "study", facilities=far), Silent())
    answer = Explorer(read, analyse(read, Silent())).facility_service(3, "孤站")
    assert answer["serves"] == []
    assert answer["reach"]["features"] == []

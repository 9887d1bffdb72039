"""Rows that were put on a place: written into the corrections, taken back, known after the next check; sources untouched."""

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.report.check.records import QueuedRow
from xc_gis.sources.corrections.table import read_corrections
from xc_gis.ui.presenters.study.placements import Placements, row_key, same_thing


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "study")


def row(number, table="facilities.0", path="facilities.csv"):
    return QueuedRow(table, path, number, f"站{number}", "南大街", "没有坐标", f"F{number}")


def written(study):
    path = study.with_name("study.corrections.csv")
    return (
        [(one.action, one.target.facility_id, one.lon, one.lat, one.note) for one in read_corrections(path)]
        if path.exists()
        else []
    )


def test_a_place_is_written_and_taken_back_and_the_source_stays(study):
    before = study.with_name("facilities.csv").read_bytes()
    placements = Placements()
    assert not placements.can_undo
    placements.put(study, (row(5),), (116.35, 39.92), "看地图")
    ((_, facility, lon, lat, note),) = written(study)
    assert (facility, lon, lat, note) == ("F5", 116.35, 39.92, "看地图")
    assert placements.among([row(4), row(5)]) == {1: (116.35, 39.92)}
    assert (placements.can_undo, placements.last) == (True, ("facilities.0", 5))
    assert placements.take_back(study)
    assert written(study) == []
    assert (placements.can_undo, placements.among([row(5)])) == (False, {})
    assert study.with_name("facilities.csv").read_bytes() == before


def test_a_community_and_a_station_of_one_row_have_their_own_corrections_and_go_together(study):
    queue = [row(5), row(5, "communities"), row(5, "facilities.1", "other.csv"), row(6)]
    together = same_thing(queue[0], queue)
    assert together == (queue[0], queue[1])
    placements = Placements()
    placements.put(study, together, (116.35, 39.92), "")
    assert len({action for action, *_ in written(study)}) == 2
    assert placements.take_back(study)
    assert written(study) == []


def test_the_last_placement_of_a_row_is_the_one_that_is_taken_back(study):
    placements = Placements()
    placements.put(study, (row(5),), (116.35, 39.92), "")
    placements.put(study, (row(6),), (116.36, 39.93), "")
    placements.put(study, (row(5),), (116.37, 39.94), "")
    assert placements.among([row(5), row(6)]) == {0: (116.37, 39.94), 1: (116.36, 39.93)}
    assert placements.last == row_key(row(5))
    assert placements.take_back(study)
    assert placements.last == row_key(row(6))


def test_a_row_that_a_check_has_seen_placed_is_taken_back_with_a_word(study):
    placements = Placements()
    placements.put(study, (row(5),), (116.35, 39.92), "")
    placements.keep([row(6)])
    assert placements.among([row(5)]) == {}
    assert not placements.take_back(study)
    assert written(study) == []

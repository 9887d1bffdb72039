"""Parts of two studies that differ, and as which cause each of them counts."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.fixtures.small_study import write_small_study
from tests.operations.years.pairs import flagged, grown, heard, paths_closed, slower
from xc_gis.analysis.causes.study_changes import (
    inventory_change,
    method_changes,
    people_change,
    red_flag_change,
    street_change,
    voice_change,
)
from xc_gis.operations.study import read_study

RANDOM = np.random.default_rng(1)
DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(write_small_study(tmp_path_factory.mktemp("parts")))


def test_nothing_differs_from_itself(study):
    data = study.data
    assert street_change(study.streets, study.streets, same_file=True) is None
    assert people_change(data, data, (DAY, DAY)) is None
    assert inventory_change(data, data, (DAY, DAY), [study.settings]) is None
    assert (voice_change(data, data), red_flag_change(data, data)) == (None, None)
    method = (study.standard, study.settings)
    assert list(method_changes(method, method, (study.streets, study.streets))) == []


@pytest.mark.parametrize(
    ("same_file", "days", "cause", "reason"),
    [
        (True, ("", ""), "data", "corrected_by_hand"),
        (False, ("", ""), "world", "extract_undated"),
        (False, ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), "world", "extract_newer"),
        (False, ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), "data", "extract_not_newer"),
        (False, ("2026-01-01T00:00:00Z", ""), "world", "extract_undated"),
    ],
)
def test_streets_are_the_world_unless_their_file_says_otherwise(study, same_file, days, cause, reason):
    other = paths_closed(study, RANDOM).streets
    found = street_change(replace(study.streets, as_of=days[0]), replace(other, as_of=days[1]), same_file=same_file)
    assert (found.cause, found.reason, found.count) == (cause, reason, 3)


def test_a_node_that_moved_changes_its_ways(study):
    lon = study.streets.lon.copy()
    lon[0] += 1e-5
    found = street_change(study.streets, replace(study.streets, lon=lon), same_file=False)
    assert found.count == 2  # the corner of the ladder is in two ways


@pytest.mark.parametrize(
    ("days", "cause", "reason"),
    [
        ((date(2025, 12, 31), date(2026, 1, 1)), "world", "later_year"),
        ((date(2026, 1, 1), date(2026, 12, 31)), "data", "same_year"),
        ((date(2026, 1, 1), date(2025, 1, 1)), "data", "same_year"),
        ((None, DAY), "world", "year_unknown"),
    ],
)
def test_people_of_a_later_year_came_or_went_and_those_of_the_same_year_are_a_correction(study, days, cause, reason):
    found = people_change(study.data, grown(study, RANDOM).data, days)
    assert (found.cause, found.reason) == (cause, reason)
    assert found.count > 0


def test_a_name_of_a_community_is_no_change_and_its_outline_is(study):
    renamed = study.data.communities.assign(name="x")
    assert people_change(study.data, replace(study.data, communities=renamed), (DAY, DAY)) is None
    wider = study.data.communities.assign(geometry=study.data.communities.geometry.buffer(1))
    assert people_change(study.data, replace(study.data, communities=wider), (DAY, DAY)).count == len(wider)


def test_lists_that_age_are_told_from_lists_that_were_surveyed(study):
    data = replace(study.data, inventory=tuple(replace(s, surveyed=date(2026, 1, 1)) for s in study.data.inventory))
    assert inventory_change(data, data, (DAY, date(2026, 12, 1)), [study.settings]) is None  # still young enough
    assert inventory_change(data, data, (DAY, date(2028, 1, 1)), [study.settings]).reason == "list_aged"
    fewer = replace(data, inventory=data.inventory[1:])
    assert inventory_change(data, fewer, (DAY, DAY), [study.settings]).reason == "surveyed"
    again = replace(data, inventory=tuple(replace(s, surveyed=DAY) for s in data.inventory))
    assert inventory_change(data, again, (DAY, DAY), [study.settings]) is None  # surveyed again, with the same outcome


def test_surveys_and_incidents_are_counted(study):
    assert voice_change(study.data, heard(study, RANDOM).data).count == 4
    assert red_flag_change(study.data, flagged(study, RANDOM).data).cause == "world"


def test_settings_are_named_and_a_moment_that_changes_no_street_is_none(study):
    method, streets = (study.standard, study.settings), (study.streets, study.streets)
    other = slower(study, RANDOM).settings
    drawn = other.override({"moment": "2027-07-01 10:00", "isochrone.grid_m": 25.0}, origin="study", where="test")
    assert [part.name for part in method_changes(method, (study.standard, drawn), streets)] == ["walk.speed.adult"]
    number, nodes, tags = study.streets.ways[0]
    winter = replace(
        study.streets, ways=((number, nodes, {**tags, "foot:conditional": "no @ (2026 Jul 01)"}), *study.streets.ways[1:])
    )
    named = {part.name for part in method_changes(method, (study.standard, drawn), (winter, winter))}
    assert named == {"walk.speed.adult", "moment"}

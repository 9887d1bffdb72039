"""Field checks: what bears on most comes first, then the nearest."""

import numpy as np

from tests.analysis.planning.robustness.shaky_town import shaky_town, worlds_of_study
from xc_gis.analysis.planning.robustness.field_checks import (
    CHECK_COLUMNS,
    FieldCheck,
    check_table,
    in_walking_order,
    path_checks,
    survey_checks,
)
from xc_gis.analysis.planning.robustness.worlds import World, is_doubtful


def check(what, xy, *settles):
    return FieldCheck(what, 0, xy, frozenset(settles))


def test_the_order_is_what_settles_most_and_then_the_nearest():
    some = [check("way/1", (0, 0), 1), check("way/2", (90, 0), 1), check("way/3", (100, 0), 1, 2), check("way/4", (10, 0), 1)]
    assert [one.what for one in in_walking_order(some)] == ["way/3", "way/2", "way/4", "way/1"]


def test_the_table_names_communities_and_leaves_room_for_answers():
    table = check_table([check("survey:MED", (0, 0), 1, 0)], ["C1", "C2"], np.array([[116.3, 39.9]]))
    assert tuple(table.columns) == CHECK_COLUMNS
    assert table.iloc[0].tolist() == [1, "survey:MED", "C1", 116.3, 39.9, 2, "C1;C2", "", ""]


def test_ways_are_named_where_people_lose_cover_without_them(tmp_path):
    study, found = shaky_town(tmp_path / "s")
    world = World("paths-", {}, paths=False)
    without = worlds_of_study(study).states(world)
    doubtful = [osm for osm, _, tags in study.streets.ways if is_doubtful(tags)]
    home = found.data.demand["community_id"].map({"C1": 0, "C2": 1}).to_numpy()
    both = path_checks(found, without, np.array([True, True]), doubtful, home)
    west = path_checks(found, without, np.array([True, False]), doubtful, home)
    assert both
    assert {one.what for one in both} <= {f"way/{osm}" for osm in doubtful}
    assert all(one.settles == frozenset({0}) for one in west)
    assert path_checks(found, without, np.array([False, False]), doubtful, home) == []


def test_a_survey_stands_in_each_community_in_which_one_would_look(tmp_path):
    _, found = shaky_town(tmp_path / "s")
    checks = survey_checks(found, {(0, "MED"): [0, 1], (1, "MED"): [1]})
    assert [(one.what, one.community, one.settles) for one in checks] == [
        ("survey:MED", 0, frozenset({0})), ("survey:MED", 1, frozenset({0, 1})),
    ]  # fmt: skip

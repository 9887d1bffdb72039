"""The candidates of a question become fewer aloud, and a budget needs the cost of each."""

from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.operations.planning.site_candidates import (
    FoundCandidates,
    _Narrowing,
    _refuse_unknown_types,
    rules_of,
    with_community,
)


def frame(*ids, cost=None):
    return gpd.GeoDataFrame(
        {"site_id": list(ids), "cost": cost or [np.nan] * len(ids)},
        geometry=shapely.points([(100.0 * n, 0.0) for n in range(len(ids))]),
    )


def test_each_that_is_left_out_is_counted_with_its_reason():
    left = _Narrowing(frame("A", "B", "C", "D", "E"), [])
    left.leave_out(np.array([True, True, False, True, True]), "被禁止")
    left.leave_out(np.array([False]), "不在指定范围内")
    assert left.frame["site_id"].tolist() == ["C"]
    assert left.frame.index.tolist() == [0]
    assert [str(note) for note in left.notes] == ["4 处候选被禁止（如 A、B、D）"]
    assert left.lost == dict.fromkeys("ABDE", "被禁止")


def test_a_street_is_long_and_the_community_says_where_on_it():
    places = frame("A", "B", "C").assign(name=["甲街", "", "乙街"])
    communities = gpd.GeoDataFrame(
        {"name": ["西里社区", "东里社区", "点社区"], "location": ["polygon", "polygon", "point"]},
        geometry=[shapely.box(-10, -10, 10, 10), shapely.box(90, -10, 110, 10), shapely.box(190, -10, 210, 10)],
    )
    assert with_community(places, communities) == ["西里社区 · 甲街", "东里社区", "乙街"]


def found(cost=None):
    made = frame("A", "B", "C", cost=cost)
    return FoundCandidates(made, None, shapely.get_coordinates(made.geometry.to_numpy()), (), ())


def request(**more):
    return SimpleNamespace(**{"budget": None, "count": 2, "lock": (), "spacing_m": 0.0, **more})


def test_rules_hold_count_lock_cost_and_spacing():
    rules = rules_of(request(lock=("B",), spacing_m=150.0, budget=5.0), found([1.0, 2.0, 0.0]))
    assert rules.count == 2
    assert rules.locked.tolist() == [False, True, False]
    assert rules.cost.tolist() == [1.0, 2.0, 0.0]
    assert rules.too_near.toarray().astype(bool).tolist() == [
        [False, True, False],
        [True, False, True],
        [False, True, False],
    ]  # 100 m and 200 m apart


def test_without_a_count_all_may_be_built_and_a_cost_that_nobody_said_is_needed_for_a_budget_alone():
    assert rules_of(request(count=None), found()).count == 3
    with pytest.raises(InputError, match=r"有预算，但 2 处候选没有费用（如 A、C）") as caught:
        rules_of(request(budget=5.0), found([np.nan, 0.0, np.nan]))
    assert "--budget" in caught.value.hint


def test_a_type_that_the_standard_lacks_is_told_with_the_nearest():
    study = SimpleNamespace(standard=SimpleNamespace(facility_types={"CHS": 1, "PHA": 2}))
    _refuse_unknown_types(["CHS"], study)
    with pytest.raises(InputError, match="标准中没有设施类型 “CHX”") as caught:
        _refuse_unknown_types(["CHS", "CHX"], study)
    assert "CHS" in caught.value.hint

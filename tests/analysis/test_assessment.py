"""The whole method in its order: states add up, what a planner must know is told, and nothing depends on the listener."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from xc_gis.analysis.assessment import assess, assess_scene, build_scene, questions, state_inputs_of
from xc_gis.progress import Silent


def test_every_resident_of_a_community_has_one_state_in_each_category(small):
    found = small.found
    people = found.data.demand.groupby("community_id")["residents"].sum()
    mine = found.coverage[found.coverage["category"] == "MED"].set_index("community_id")
    assert mine["residents"].to_dict() == people.to_dict()
    assert (mine["covered"] + mine["gap"] + mine["unknown"]).to_dict() == pytest.approx(people.to_dict())
    assert len(found.coverage) == 2 * len(small.study.standard.categories)
    assert set(found.times) == {question.key for question in questions(small.study.standard)}


def test_table_of_demand_points_says_states_and_seconds(small):
    table, found = small.found.demand, small.found
    covered = table["state_MED"] == "covered"
    assert (table.loc[covered, "t_MED"] <= 900 + 1e-6).all()
    assert not (table.loc[table["state_MED"] == "gap", "t_MED"] <= 900).any()
    assert np.array_equal(table["t_MED"], found.times["MED"], equal_nan=True)
    assert len(found.gaps[found.gaps["category"] == "MED"]) == (table["state_MED"] == "gap").sum()


def test_what_a_planner_must_know_is_told(small):
    (warning,) = [text for text in small.found.warnings if "路外站" in text]
    assert warning.startswith("1 处设施附近没有可步行道路")
    assert small.found.scene.facility_off_network.sum() == 1
    assert warning in {finding.text for finding in small.found.data.findings}


def test_homes_outside_are_told_and_those_off_the_network_are_unknown(small):
    """One home goes to nowhere near a street, one out of all communities."""
    study = small.study
    demand = study.data.demand.copy()
    demand.loc[0, "geometry"] = shapely.transform(demand.geometry.iloc[0], lambda xy: xy - np.array([0, 5_000]))
    demand.loc[1, "community_id"] = None
    data = replace(study.data, demand=demand)
    found = assess(data, study.streets, study.standard, study.settings, Silent(), study_date=None)
    people = demand["residents"].iloc[0]
    assert f"1 个居住点(居民 {people:,.0f})附近没有可步行道路,状态为未知" in found.warnings
    assert "1 个居住点不在任何社区内,不计入覆盖率" in found.warnings
    assert found.demand["state_MED"].iloc[0] == "unknown"
    assert found.demand["off_network"].tolist().count(True) == 1
    counted = found.coverage.loc[found.coverage["category"] == "MED", "residents"].sum()
    assert counted == pytest.approx(demand["residents"].sum() - demand["residents"].iloc[1])


def test_a_scene_that_is_built_once_gives_the_same(small):
    study = small.study
    stages = []

    class Heard:
        def step(self, stage, done, total):
            stages.append((str(stage), done, total))

    scene = build_scene(study.data, study.streets, study.settings, Heard())
    again = assess_scene(scene, study.data, study.standard, study.settings, Heard(), study_date=study.file.study.date)
    assert again.coverage.equals(small.found.coverage)
    assert again.rating.drop(columns=["reasons", "surveys"]).equals(small.found.rating.drop(columns=["reasons", "surveys"]))
    assert ("建立步行网络", 3, 3) in stages
    assert stages[-1] == ("计算覆盖与评级", 2, 2)
    ground = state_inputs_of(scene, small.found.data)
    assert set(ground.demand_points.community.tolist()) == {0, 1}

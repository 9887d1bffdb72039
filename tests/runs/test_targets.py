"""Targets of a run as they are read: figures that nobody knows are None, stated ones bring their source, an earlier version has none."""

import shutil

import pytest

from tests.fixtures.followed_run import followed
from xc_gis.errors import InputError
from xc_gis.runs.targets import Targets, follows_targets, read_targets


def test_lists_in_the_order_of_the_study_with_what_they_say(followed_run):
    _, targets = followed(followed_run[1])
    plan, seven = targets.lists
    assert (plan.id, seven.id) == ("xicheng-plan-2021-2025", "qiyou-wuxing")
    assert plan.indicators[16].parts["平安社区"].in_language("en") == "Safe communities"
    assert (plan.indicators[10].how, plan.indicators[10].at_least) == ("areas_with_floor_area", 350)
    assert seven.indicators[7].categories == ("VEG", "CVS", "FOD", "REP")


def test_figures_sources_and_what_nobody_knows(followed_run):
    rows = {(row.list_id, row.number, row.area): row for row in followed(followed_run[1])[1].rows}
    stated = rows["xicheng-plan-2021-2025", 1, "ALL"]
    assert (stated.origin, stated.stated, stated.value) == ("=组织部", "2026-01-05", 100)
    nothing = rows["xicheng-plan-2021-2025", 13, "ALL"]
    assert (nothing.value, nothing.low, nothing.year, nothing.status) == (None, None, None, "no_data")
    behind = rows["qiyou-wuxing", 4, "ALL"]
    assert (behind.short_of, behind.short_low, behind.short_high) == ("people", 7306, 7306)
    assert [(one.area, one.short) for one in followed(followed_run[1])[1].shortfalls] == [("C2", 4986), ("C1", 2320)]


def test_only_the_district_is_held_back_by_areas_of_stated_figures(followed_run):
    rows = {row.area: row for row in followed(followed_run[1])[1].rows if row.number == 18}
    assert [rows[area].held_back_by for area in ("ALL", "C1", "C2")] == [("C2",), (), ()]


def test_a_run_of_an_earlier_version_or_without_lists_has_none(followed_run):
    run, _ = followed(followed_run[1])
    for manifest in (
        {key: value for key, value in run.manifest.items() if key != "indicator_lists"},
        {**run.manifest, "outputs": {}},
    ):
        assert not follows_targets(manifest)
        assert read_targets(run.folder, manifest) == Targets()


def test_the_district_and_what_has_no_index_have_no_rank_in_older_runs_neither(followed_run, tmp_path):
    run, targets = followed(followed_run[1])
    assert {row.rank for row in targets.indices if row.area == "ALL"} == {None}
    for name in ("indicators.csv", "indicator_status.csv", "indicator_shortfalls.csv"):
        shutil.copy(run.folder / name, tmp_path / name)
    head = "list,level,area,dimension,index,low,high,weight_known,rank\n"
    rows = "qiyou-wuxing,district,ALL,ALL,50,50,50,1,1\nqiyou-wuxing,subdistrict,甲街道,ALL,,0,99,0,0\n"
    (tmp_path / "indicator_index.csv").write_text(head + rows, encoding="utf-8")
    assert [row.rank for row in read_targets(tmp_path, run.manifest).indices] == [None, None]


def test_a_table_that_is_gone_is_a_damaged_run(followed_run, tmp_path):
    run, _ = followed(followed_run[1])
    for name in ("indicators.csv", "indicator_status.csv", "indicator_index.csv"):
        shutil.copy(run.folder / name, tmp_path / name)
    with pytest.raises(InputError, match="已损坏"):
        read_targets(tmp_path, run.manifest)

"""Slices of a study on disk: what is written, what is told, and that a run's folder does as well as its study file."""

import json

import pandas as pd
import pytest

from tests.fixtures.small_study import STUDY, edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.planning.slices import slices_into
from xc_gis.operations.run import run_into

HOURS = {"F1": "周一至周五 8:30-17:30", "F2": "7:00-23:00", "F3": "请电询"}
STATED = STUDY.replace('name = "名称", ', 'name = "名称", hours = "营业时间", home_visit = "上门服务", ')


def write(folder):
    path = write_small_study(folder, study=STATED)

    def with_hours(text):
        head, *rows = text.splitlines()
        return "\n".join([f"{head},营业时间,上门服务", *(f"{row},{HOURS[row.split(',')[0]]},是" for row in rows)]) + "\n"

    edit(path.with_name("facilities.csv"), with_hours)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slices")
    study = write(folder / "study")
    result, content = slices_into(study, folder / "out", profiles=("senior",))
    return study, folder / "out", result, content


def read(path):
    return pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)


def test_the_tables_have_the_columns_of_the_contract(made):
    _, out, _, content = made
    columns = {name: list(read(out / name).columns) for name in ("slices.csv", "profiles.csv", "needs.csv", "hours.csv")}
    assert columns["slices.csv"] == ["community_id", "category", "slice", "residents", "covered", "gap", "unknown"]
    assert columns["profiles.csv"] == ["community_id", "category", "profile", "slice", "residents", "covered", "gap", "unknown"]
    assert columns["needs.csv"] == ["community_id", "need", "category", "residents", "covered", "gap", "unknown"]
    assert columns["hours.csv"][-4:] == ["weekday", "evening", "weekend", "holiday"]
    assert set(content["outputs"]) == set(columns)
    assert json.loads((out / "slices.json").read_text(encoding="utf-8"))["hours_read"] == 2


def test_a_station_is_open_on_a_working_day_and_a_shop_always(made):
    _, out, result, _ = made
    hours = read(out / "hours.csv").set_index("facility_id")
    assert hours.loc["F1", ["weekday", "evening", "weekend", "holiday"]].tolist() == ["open", "closed", "closed", "closed"]
    assert hours.loc["F2", ["weekday", "evening", "weekend", "holiday"]].tolist() == ["open"] * 4
    assert hours.loc["F3", ["weekday", "evening", "weekend", "holiday"]].tolist() == ["unknown"] * 4
    assert "请电询" in hours.loc["F3", "reason"]
    assert (result.facilities, result.stated, result.read) == (3, 3, 2)
    covered = read(out / "slices.csv").groupby(["category", "slice"])["covered"].sum()
    assert covered["MED", "weekday"] > 0
    assert covered["MED", "evening"] == 0
    assert covered["CVS", "evening"] == covered["CVS", "weekday"] > 0
    assert covered["EMP", "weekday"] == 0


def test_hours_that_cannot_be_read_stand_in_the_problems_of_a_run(made, tmp_path):
    study, _, result, _ = made
    run_into(study, tmp_path / "run", tables_only=True)
    problems = read(tmp_path / "run" / "problems.csv")
    mine = problems[problems["file"] == "facilities.csv"]
    assert [(row, "请电询" in reason) for row, reason in zip(mine["row"], mine["reason"], strict=True)] == [(4, True)]
    again, _ = slices_into(tmp_path / "run", tmp_path / "again", profiles=("senior",))
    pd.testing.assert_frame_equal(again.table, result.table)
    assert (tmp_path / "again" / "slices.csv").read_bytes() == (made[1] / "slices.csv").read_bytes()


def test_moments_take_the_place_of_the_slices(made, tmp_path):
    result, _ = slices_into(made[0], tmp_path / "out", at=("2026-10-01T19:30", "WED 20:00"), profiles=())
    assert [(one.code, one.day) for one in result.slices] == [("2026-10-01T19:30", "2026-10-01"), ("WED 20:00", "2026-07-01")]
    assert len(result.profiles) == 0


def test_what_cannot_be_had_is_refused_and_nothing_is_written(made, tmp_path):
    for wrong in ({"at": ("晚上",)}, {"at": ("",)}, {"profiles": ("planning",)}):
        with pytest.raises(InputError):
            slices_into(made[0], tmp_path / "out", **wrong)
    assert not (tmp_path / "out").exists()

"""Capacity comes from a folder of ``xc-gis capacity`` of the same data."""

import csv
import json

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.export.capacity_theme import capacity_theme, read_full
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.planning.capacity import capacity_into
from xc_gis.runs.view import read_run_view


@pytest.fixture(scope="module")
def answer(finished_run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("capacity") / "out"
    capacity_into(finished_run.parent / "study" / "study.toml", folder)
    return folder


def test_people_are_those_of_the_table_and_unknown_stays_unknown(finished_run, answer):
    view = read_run_view(finished_run)
    with (answer / "capacity.csv").open(encoding="utf-8-sig", newline="") as handle:
        table = {row["community_id"]: row["full"] for row in csv.DictReader(handle) if row["category"] == "MED"}
    theme = capacity_theme(view, answer, "MED", saying("zh"))
    for name, full in table.items():
        assert theme.looks[name].is_unknown == (full == "")
    assert theme.code == "capacity:MED"


def test_figures_have_their_class(finished_run, answer, tmp_path):
    for name in ("capacity.json", "capacity.csv"):
        (tmp_path / name).write_bytes((answer / name).read_bytes())
    (tmp_path / "capacity.csv").write_text("community_id,category,full\nC1,MED,0\nC2,MED,730\n", encoding="utf-8-sig")
    looks = capacity_theme(read_run_view(finished_run), tmp_path, "MED", saying("zh")).looks
    assert (looks["C1"].words, looks["C2"].words) == ("0 人", "730 人")
    assert looks["C1"].row == 5
    assert looks["C2"].row == 1


def test_answers_of_other_data_and_no_answers_are_refused(finished_run, answer, tmp_path):
    view = read_run_view(finished_run)
    with pytest.raises(InputError, match="需要"):
        read_full(view, None, "MED")
    with pytest.raises(InputError, match="不是容量结果"):
        read_full(view, tmp_path, "MED")
    record = json.loads((answer / "capacity.json").read_text(encoding="utf-8"))
    record["inputs"][0]["sha256"] = "0"
    (tmp_path / "capacity.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(InputError, match="同样的数据"):
        read_full(view, tmp_path, "MED")
    (tmp_path / "capacity.json").write_bytes((answer / "capacity.json").read_bytes())
    with pytest.raises(InputError, match="已损坏"):
        read_full(view, tmp_path, "MED")

"""A study that follows indicators: stated and computed values stand in the run; faults are told with file and row."""

import csv
import json

import pytest

from tests.fixtures.followed_run import write_followed_study
from tests.fixtures.small_study import edit
from xc_gis.errors import InputError
from xc_gis.operations.check.check import check_study
from xc_gis.operations.run import run_into
from xc_gis.standard.indicator_list import load_indicators


def table(folder, name):
    return list(csv.DictReader((folder / name).read_text(encoding="utf-8-sig").splitlines()))


@pytest.fixture(scope="module")
def run(followed_run):
    """A run of the small study with two lists."""
    return followed_run


def test_stated_values_stand_in_the_run(run):
    rows = [row for row in table(run[1], "indicators.csv") if row["number"] == "24"]
    assert [(row["year"], row["value"], row["target"], row["status"], row["source"]) for row in rows] == [
        ("2022", "75", "78", "behind", "typed"), ("2023", "76", "78", "behind", "typed"), ("2024", "77", "78", "behind", "typed"),
    ]  # fmt: skip
    status = next(row for row in table(run[1], "indicator_status.csv") if row["number"] == "24")
    assert (status["forecast"], status["outlook"]) == ("78", "expected")


def test_every_indicator_is_there_and_nothing_unknown_is_a_number(run):
    rows = table(run[1], "indicator_status.csv")
    plan = {int(row["number"]) for row in rows if row["list"] == "xicheng-plan-2021-2025"}
    assert set(range(1, 25)) <= plan
    assert all(row["value"] == "" for row in rows if row["status"] == "no_data")


def test_what_the_map_can_tell_equals_the_coverage(run):
    coverage = [row for row in table(run[1], "coverage.csv") if row["category"] == "MED"]
    covered, people = (sum(float(row[name]) for row in coverage) for name in ("covered", "residents"))
    row = next(
        r
        for r in table(run[1], "indicator_status.csv")
        if r["list"] == "qiyou-wuxing" and r["number"] == "4" and r["area"] == "ALL"
    )
    assert float(row["low"]) == pytest.approx(100 * covered / people, abs=1e-4)
    assert any(r["dimension"] == "ALL" for r in table(run[1], "indicator_index.csv"))


def test_lists_stand_among_the_inputs_with_their_checksum(run):
    inputs = json.loads((run[1] / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    lists = [(one["path"], one["sha256"]) for one in inputs if one["role"] == "indicator_list"]
    assert lists == [(name, load_indicators(name).sha256) for name in ("xicheng-plan-2021-2025", "qiyou-wuxing")]


def test_a_list_that_is_not_there_stops_run_and_check_alike(tmp_path):
    path = write_followed_study(tmp_path, "编号,年份,数值\n24,2022,75%\n")
    edit(path, lambda text: text.replace('"qiyou-wuxing"', '"none.yaml"'))
    (layer,) = [one for one in check_study(path).layers if one.table == "indicators.1"]
    assert "找不到指标清单 “none.yaml”" in layer.fault.message
    with pytest.raises(InputError, match=r"none\.yaml"):
        run_into(path, tmp_path / "run", tables_only=True)


def test_the_check_names_file_and_row(run, tmp_path):
    path = write_followed_study(tmp_path, "编号,年份,数值\n99,2022,75%\n")
    found = check_study(path)
    layer = next(one for one in found.layers if one.table == "indicators.0")
    assert "第 2 行" in layer.fault.message
    with pytest.raises(InputError, match="第 2 行：指标清单 xicheng-plan-2021-2025 中没有 “99”"):
        run_into(path, tmp_path / "run", tables_only=True)

"""A study that names what the district hears of its services: its tables stand in the run, its rating rests on them where nothing else is stated."""

import csv
import json
from pathlib import Path

import pytest

from tests.fixtures.small_study import STUDY, edit, write_small_study
from xc_gis.operations.check.check import check_study
from xc_gis.operations.run import run_into
from xc_gis.operations.study import read_study

SATISFACTION = '\n[satisfaction]\ntable = "satisfaction.csv"\n'
HOTLINE = '\n[hotline]\ntable = "tickets.csv"\ncategories = "categories.csv"\n'
RESOURCES = """
[census]
table = "census.csv"
complete = ["公共厕所"]

[directory]
table = "directory.csv"

[services]
table = "links.csv"
"""
SURVEY = '\n[survey]\nitems = "items.csv"\ntable = "survey.csv"\n'
ITEMS = "编号,大类,项,小项\n101,就业,求职,登记\n102,就业,求职,推荐\n201,养老,助餐,午餐\n"
ANSWERS = "社区编号,小项编号,是否提供,满意度\n" + "".join(
    f"{row}\n" for row in ("C1,101,是,90", "C1,102,是,80", "C1,201,是,95", "C2,101,是,100", "C2,102,否,", "C2,201,是,85")
)


TICKETS = "工单编号,受理时间,来电人,电话,类别,社区,是否响应,是否解决,是否满意,诉求内容\n" + "".join(
    f"T{n},2026-{n % 6 + 1:02d}-05 09:00,王某某,13800138467,{kind},{where},是,{'是' if n % 2 else '否'},满意,张先生家住3号楼2单元8467\n"
    for n, (kind, where) in enumerate(
        [("看病", "西社区")] * 12 + [("买菜", "东社区")] * 18 + [("看病", "东社区")] * 2 + [("买菜", "西社区")] * 7
    )
)


def write(folder: Path, more: str = SURVEY + HOTLINE + SATISFACTION + RESOURCES) -> Path:
    """The small study with the tables of this page."""
    path = write_small_study(folder, study=STUDY + more)
    (folder / "items.csv").write_text(ITEMS, encoding="utf-8")
    (folder / "survey.csv").write_text(ANSWERS, encoding="utf-8")
    (folder / "satisfaction.csv").write_text(
        "社区,服务类别,有效问卷,满意度\n西社区,总体,100,80%\n西社区,MED,12,90%\n", encoding="utf-8"
    )
    (folder / "categories.csv").write_text("热线类别,服务\n看病,MED\n买菜,VEG\n", encoding="utf-8")
    (folder / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    (folder / "census.csv").write_text(
        f"社区,资源种类,资源名称,数量,设施编号\n西社区,社区卫生服务站,西 站,,\n西社区,社区社会组织,{'长' * 40},,\n东社区,社区社会组织,,十二,\n西社区,社区服务站,=HYPERLINK(1)<b>,,F3\n",
        encoding="utf-8",
    )
    (folder / "directory.csv").write_text(
        "大类,小类,名称,社区,电话,在线预约\n医疗,卫生,西站,西社区,=1+1,是\n购物,店,东便利店,,010-2,否\n购物,店,<b>x</b>,东社区,,\n",
        encoding="utf-8",
    )
    (folder / "links.csv").write_text("小项编号,服务类别,设施编号,设施类型\n201,医疗卫生,,\n,,F3,CAN\n", encoding="utf-8")
    return path


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """A table of a run."""
    return list(csv.DictReader((folder / name).read_text(encoding="utf-8-sig").splitlines()))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Study and its run."""
    folder = tmp_path_factory.mktemp("heard")
    path = write(folder / "study")
    run_into(path, folder / "run", tables_only=True)
    return path, folder / "run"


def test_the_survey_stands_in_the_run(run):
    _, folder = run
    figures = {(row["statistic"], row["base"]): (row["low"], row["value"], row["high"]) for row in table(folder, "survey.csv")}
    assert figures["item_full_coverage", "subitem"] == ("0.666667",) * 3
    assert figures["item_full_coverage", "item"] == ("0.500000",) * 3
    assert len(figures) == 8
    assert [row["satisfaction"] for row in table(folder, "survey_items.csv")] == ["0.950000", "0.800000", "0.900000"]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {"survey.csv", "survey_items.csv"} <= set(manifest["outputs"])
    assert {"survey", "survey_items"} <= {record["role"] for record in manifest["inputs"]}


def test_the_rating_rests_on_the_survey(run):
    assert read_study(run[0]).data.supply == pytest.approx({"C1": (1 + 2 / 3) / 2, "C2": (2 / 3 + 1 / 2) / 2})


def test_the_hotline_stands_in_the_run_and_small_counts_do_not(run):
    rows = {(row["community_id"], row["category"]): row for row in table(run[1], "hotline.csv")}
    assert rows["ALL", "ALL"]["tickets"] == "39"
    assert rows["ALL", "MED"]["tickets"] == "14"
    hidden = {key for key, row in rows.items() if row["note"] == "suppressed"}
    assert ("C2", "MED") in hidden
    assert all(rows[key]["tickets"] == rows[key]["per_10k"] == rows[key]["resolved"] == "" for key in hidden)
    assert rows["C1", "ALL"]["resolved"] == "0.473684"  # 9 of 19
    assert rows["C1", "MED"]["quadrant"] in {"gap_complaints", "gap_silent", "complaints_only", "fine", "unknown"}
    assert rows["C1", "ALL"]["quadrant"] == ""
    for name in ("hotline_priority.csv", "hotline_ahead.csv"):
        for n, row in enumerate(table(run[1], name), 1):
            assert int(row["rank"]) == n
    for row in table(run[1], "hotline_priority.csv"):
        assert float(row["priority"]) == pytest.approx(float(row["gap_share"]) * (1 + float(row["pressure"])), abs=2e-6)


def test_satisfaction_stands_in_the_run_with_its_interval(run):
    rows = table(run[1], "satisfaction.csv")
    assert [(row["category"], row["n"], row["value"], row["note"]) for row in rows] == [
        ("ALL", "100", "0.800000", ""),
        ("MED", "12", "", "small_n"),
    ]
    assert rows[0]["low"] == "0.711171"


def test_feedback_is_satisfaction_and_complaints_by_the_formula(run):
    study = read_study(run[0])
    hotline = study.governance.hotline
    weight = {one.code: one.weight for one in study.standard.categories}
    med, veg = (hotline.categories.index(code) for code in ("MED", "VEG"))
    pressure = (hotline.pressure[:, med] * weight["MED"] + hotline.pressure[:, veg] * weight["VEG"]) / (
        weight["MED"] + weight["VEG"]
    )
    assert study.data.feedback == pytest.approx({"C1": 0.6 * 0.8 + 0.4 * (1 - pressure[0]), "C2": 1 - pressure[1]})


def test_stated_values_win_and_that_is_said(tmp_path):
    path = write(tmp_path, '\n[supply]\nvalues = "supply.csv"\n' + SURVEY)
    (tmp_path / "supply.csv").write_text("community_id,value\nC1,0.5\n", encoding="utf-8")
    data = read_study(path).data
    assert data.supply == {"C1": 0.5}
    assert any("项目写了 [supply]，评级用它的值" in found.text for found in data.findings)


def test_the_check_tells_every_faulty_table_and_goes_on(tmp_path):
    path = write(tmp_path)
    edit(tmp_path / "survey.csv", lambda text: text.replace("C2,201", "C9,201"))
    report = check_study(path)
    layers = {layer.table: layer for layer in report.layers}
    assert "第 7 行:没有社区 “C9”" in layers["survey"].fault.message
    assert layers["communities"].fault is None
    (tmp_path / "items.csv").unlink()
    missing = {layer.table: layer for layer in check_study(path).layers}["survey"]
    assert "[survey] items:找不到文件 items.csv" in missing.fault.message


def test_census_directory_and_links_stand_in_the_run(run):
    _, folder = run
    rows = {(row["community_id"], row["kind"]): row for row in table(folder, "census.csv")}
    assert (rows["C2", "社区社会组织"]["count"], rows["C1", "社区社会组织"]["count"]) == ("12", "1")
    assert (rows["C2", "社区卫生服务站"]["state"], rows["C2", "社区卫生服务站"]["count"]) == ("unknown", "")
    assert (rows["C2", "公共厕所"]["state"], rows["C2", "公共厕所"]["count"]) == ("known", "0")
    links = table(folder, "census_links.csv")
    assert [(row["facility_id"], row["way"]) for row in links] == [("F1", "name"), ("", "none"), ("F3", "id")]
    assert links[2]["name"] == "'=HYPERLINK(1)<b>"
    entries = table(folder, "directory.csv")
    assert [(row["facility_id"], row["booking"], row["phone"]) for row in entries] == [
        ("F1", "yes", "'=1+1"),
        ("F2", "no", "010-2"),
        ("", "", ""),
    ]
    assert {row["area"] for row in table(folder, "directory_areas.csv")} == {"ALL", "甲街道"}
    assert {row["community_id"]: row["linked"] for row in table(folder, "directory_counts.csv")} == {"C1": "1", "C2": "1"}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["population"] == {"base": "given"}
    assert {"census", "directory", "services"} <= {record["role"] for record in manifest["inputs"]}
    assert any("便民服务名录的 3 行中，0 行按编号、2 行按名称和社区" in warning for warning in manifest["warnings"])


def test_a_linked_service_is_covered_and_the_survey_stands_beside_the_map(run):
    path, folder = run
    assert "F3+CAN" in set(read_study(path).data.facilities["facility_id"])
    covered = {(row["community_id"], row["category"]): row["covered"] for row in table(folder, "coverage.csv")}
    assert float(covered["C1", "CAN"]) > 0
    assert {row["facility_id"] for row in table(folder, "catchments.csv")} >= {"F3", "F3+CAN"}
    beside = {row["community_id"]: (row["provided"], row["verdict"]) for row in table(folder, "survey_reach.csv")}
    assert set(beside) == {"C1", "C2"}
    assert beside["C1"][0] == "yes"


def test_areas_stand_in_the_run(run):
    _, folder = run
    assert [row["area"] for row in table(folder, "survey_areas.csv")] == ["ALL"] * 8 + ["甲街道"] * 8
    tickets = {(row["area"], row["category"]): row["tickets"] for row in table(folder, "hotline_areas.csv")}
    assert tickets["ALL", "ALL"] == tickets["甲街道", "ALL"] == "39"
    people = {
        row["area"]: (row["n"], row["left_out"]) for row in table(folder, "satisfaction_areas.csv") if row["category"] == "ALL"
    }
    assert people == {"ALL": ("100", "0"), "甲街道": ("100", "0")}

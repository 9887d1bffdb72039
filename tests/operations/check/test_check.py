"""The data check: what a planner reads before believing a number."""

import dataclasses
import html
import json
import re

import pytest
from typer.testing import CliRunner

from tests.fixtures.browser import browse, needs_browser
from tests.fixtures.dwellings import BUILDINGS, write_study
from tests.fixtures.small_study import FACILITIES, STUDY, edit, write_small_study
from tests.fixtures.studies import FIELD, SAMPLE, field_data
from xc_gis.analysis.checks.unknown_reasons import REASONS
from xc_gis.cli import app
from xc_gis.findings import RowGroup
from xc_gis.languages.message import in_language
from xc_gis.model import Finding
from xc_gis.operations.check.check import check_study, write_guesses
from xc_gis.operations.study import analyse, read_study
from xc_gis.report.check.page import check_page, row_numbers, write_check_page
from xc_gis.report.check.records import CheckReport, LayerReport
from xc_gis.report.check.text import check_sentences
from xc_gis.wording.check import REMEDY_ZH, UNKNOWN_ZH

NASTY = "<img src=x onerror=alert(1)>\"'&"


def layer(report, table):
    return next(found for found in report.layers if found.table == table)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A sound study whose residents know only the age 60+, and whose list lacks a coordinate."""
    folder = tmp_path_factory.mktemp("small")
    path = write_small_study(folder)
    edit(folder / "facilities.csv", lambda t: t + f'F9,"{NASTY.replace(chr(34), chr(34) * 2)}",CHS,,\n')
    return path, check_study(path)


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """Faults in three layers at once."""
    folder = tmp_path_factory.mktemp("broken")
    text = STUDY.replace(
        "[[inventory]]",
        '[[facilities]]\npath = "gone.csv"\ntype = "CHS"\ncrs = "EPSG:4326"\n\n[[facilities]]\npath = "wrong.csv"\ntype = "CHS"\ncrs = "EPSG:4326"\n\n[[inventory]]',
        1,
    )
    path = write_small_study(folder, study=text)
    (folder / "wrong.csv").write_text("name,lon,lat\n甲,2.35,48.85\n", encoding="utf-8")
    edit(folder / "residents.csv", lambda t: t.replace(",100,", ",-100,"))
    return path, check_study(path)


def test_a_sound_study_can_run_and_says_what_was_read(small):
    report = small[1]
    assert not report.stops
    assert [(found.table, found.rows, found.used) for found in report.layers] == [
        ("communities", 2, 2),
        ("residents", 72, 72),
        ("network", 20, 20),
        ("facilities.0", 4, 3),
    ]
    assert layer(report, "facilities.0").left_out == (RowGroup("没有坐标", "未参与分析", (5,)),)
    assert report.method == ("人口按每处住宅登记的人数,合计 9,756 人", "人口口径：按原表，未注明常住、户籍或实有")
    assert [(row.row, row.name, row.reason) for row in report.queue] == [(5, NASTY, "没有坐标")]


def test_what_is_unknown_adds_up_to_the_table_of_coverage(small):
    path, report = small
    coverage = analyse(read_study(path)).coverage.groupby("category")["unknown"].sum()
    by_category = dict.fromkeys(coverage.index, 0.0)
    for row in report.unknown:
        by_category[row.category] += row.residents
    assert by_category == pytest.approx(coverage.to_dict())
    reasons = {(row.category, row.reason) for row in report.unknown}
    assert ("VEG", "no_inventory") in reasons
    assert not any(category == "MED" for category, _ in reasons)  # declared complete inside and outside


@pytest.mark.parametrize(
    ("inventory", "reason"),
    [
        ('areas = "all"\nstatus = "partial"', "partial_inventory"),
        ('areas = "all"\nstatus = "complete"\nsurveyed = 2020-01-01', "stale_inventory"),
        ('areas = "all"\nstatus = "complete"', "outside_inventory"),
        ('areas = ["C1"]\nstatus = "complete"', "neighbour_inventory"),
    ],
)
def test_each_kind_of_inventory_has_its_own_reason(tmp_path, inventory, reason):
    text = STUDY[: STUDY.index("[[inventory]]")] + f'[[inventory]]\ncategory = "MED"\n{inventory}\n'
    path = write_small_study(tmp_path, study=text, facilities={"F2": FACILITIES["F2"]})
    rows = [row for row in check_study(path).unknown if row.category == "MED"]
    assert reason in {row.reason for row in rows}
    assert sum(row.share for row in rows) == pytest.approx(1.0)


def test_residents_without_a_dwelling_and_off_the_network_are_named(tmp_path):
    far = [*BUILDINGS, (700, 2300, 10, {"levels": 1, "building": "house"})]
    residents = '[residents]\npath = "buildings.gpkg"\ntotals = "人口.csv"\n'
    path = write_study(tmp_path, residents, {"人口.csv": "community_id,residents\nC1,1000\nC2,77\n"}, buildings=far[:2])
    report = check_study(path)
    people = {row.reason: row.residents for row in report.unknown if row.category == "MED"}
    assert people == {"no_place": 77}
    assert any("没有可分摊的住宅" in finding.text for finding in layer(report, "residents").findings)
    assert "人口按 人口.csv 的社区人口总数以建筑面积分摊到住宅,合计 1,077 人" in report.method


def test_every_reason_has_its_remedy():
    assert set(REMEDY_ZH) == set(UNKNOWN_ZH) == set(REASONS)


def test_a_check_collects_what_a_run_stops_at(broken):
    report = broken[1]
    assert report.stops
    assert report.exit_code == 1
    faults = {found.table: found.fault for found in report.layers if found.fault}
    assert set(faults) == {"residents", "facilities.1", "facilities.2"}
    assert "是负数" in faults["residents"].message
    assert "找不到文件 gone.csv" in faults["facilities.1"].message
    assert "wrong.csv 的 1 个位置全部在研究范围" in faults["facilities.2"].message
    assert layer(report, "facilities.0").used == 3
    assert layer(report, "communities").used == 2
    assert report.unknown is None
    assert report.totals == {"subdistricts": 1, "communities": 2}  # nothing read is no zero
    assert report.network.parts == 1
    assert report.network.off_network_points == 0
    shown = check_page(report)
    for words in ("运行会停止：3 处错误", "还不能判断", "是负数"):
        assert words in shown


def test_without_communities_the_other_layers_are_still_checked(tmp_path):
    path = write_small_study(tmp_path)
    (tmp_path / "communities.geojson").write_text("{", encoding="utf-8")
    report = check_study(path)
    assert {found.table for found in report.layers if found.fault} == {"communities"}
    assert layer(report, "facilities.0").used == 3
    assert "还没有检查" in layer(report, "residents").findings[0].text


def test_a_study_file_that_cannot_be_read_is_one_message(tmp_path):
    path = tmp_path / "study.toml"
    path.write_text("[study]\nnam = 1\n", encoding="utf-8")
    report = check_study(path)
    assert report.stops
    assert "没有这个键" in report.fault.message
    assert "没有这个键" in check_page(report)


def test_the_page_is_one_file_that_asks_nobody_and_escapes_names(small, tmp_path):
    page = tmp_path / "check.html"
    write_check_page(small[1], page)
    shown = page.read_text(encoding="utf-8")
    assert html.escape(NASTY) in shown.replace("&#34;", "&quot;").replace("&#39;", "&#x27;")
    assert "<img" not in shown
    assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:)?//|@import|url\(", shown)
    assert "built-in method" not in shown


def test_one_facility_in_two_lists_is_told_on_the_page(tmp_path):
    second = '[[facilities]]\npath = "second.csv"\ntype = "CHS"\ncrs = "EPSG:4326"\n\n[[inventory]]'
    path = write_small_study(tmp_path, study=STUDY.replace("[[inventory]]", second, 1))
    lines = (tmp_path / "facilities.csv").read_text(encoding="utf-8").splitlines()
    place = next(line for line in lines if line.startswith("F1")).split(",")
    (tmp_path / "second.csv").write_text(f"name,lon,lat\n西站,{place[3]},{place[4]}\n", encoding="utf-8")
    report = check_study(path)
    reported = [finding.text for finding in report.findings if finding.topic == "duplicates"]
    assert reported
    shown = check_page(report)
    assert "各设施清单之间" in shown
    assert html.escape(in_language(reported[0], "zh")) in shown.replace("&#34;", "&quot;")


@needs_browser
def test_the_page_opens_without_an_error(small, tmp_path):
    page = tmp_path / "check.html"
    write_check_page(small[1], page)
    shown, console = browse(page)
    assert console == ""
    for words in (
        "数据检查 · 小项目",
        "要处理的事",
        "哪些会是未知、为什么",
        "没有声明该类设施的清单是否完整",
        "在 [[inventory]] 中声明",
    ):
        assert words in shown


def test_json_holds_the_whole_report_and_no_picture(small):
    content = json.loads(json.dumps(small[1].as_json(), allow_nan=False))
    assert content["stops"] is False
    assert content["layers"][3]["left_out"][0]["rows"] == [5]
    assert content["network"]["islands"] == []
    assert "network_svg" not in content
    assert small[1].network_svg.startswith("<svg")


def test_the_command_ends_with_1_when_a_run_would_stop(broken, small, tmp_path):
    runner = CliRunner()
    page = tmp_path / "new" / "check.html"
    done = runner.invoke(app, ["check", str(broken[0]), "--out", str(page), "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout.splitlines()[-1])["stops"] is True
    assert page.is_file()
    assert runner.invoke(app, ["check", str(small[0])]).exit_code == 0


def test_guesses_become_keys_of_the_study_file(tmp_path):
    path = write_small_study(tmp_path)
    guess = Finding("residents.csv", "residents", "crs", "info", "…", {}, {"crs_confirmed": True})
    report = CheckReport("小项目", path.name, layers=(LayerReport("residents", "居民", "residents.csv", findings=(guess,)),))
    assert write_guesses(path, report) == 1
    assert "crs_confirmed = true" in path.read_text(encoding="utf-8")
    assert not check_study(path).stops
    assert write_guesses(path, dataclasses.replace(report, layers=())) == 0


def test_a_second_check_after_write_guesses_nothing(tmp_path):
    text = STUDY.replace('columns = { facility_id = "编号", name = "名称", lon = "经度", lat = "纬度" }\n', "")
    path = write_small_study(tmp_path, study=text)
    runner = CliRunner()
    first = runner.invoke(app, ["check", str(path), "--write", "--json"])
    assert first.exit_code == 0
    written = path.read_text(encoding="utf-8")
    assert re.search(r'columns = \{.*lon = "经度".*\}', written)
    before = json.loads(first.stdout.splitlines()[-1])
    again = check_study(path)
    assert not [finding for found in again.layers for finding in found.findings if finding.repair]
    assert again.as_json()["unknown"] == before["unknown"]
    assert runner.invoke(app, ["check", str(path), "--write"]).exit_code == 0
    assert path.read_text(encoding="utf-8") == written


def test_row_numbers_read_like_a_person_writes_them():
    assert row_numbers((3, 5, 6, 7, 12)) == "3、5–7、12"
    assert row_numbers(tuple(range(1, 200, 2)), most=2) == "1、3 …"


def test_the_sample_is_recognised_as_xicheng_and_says_what_will_be_unknown():
    report = check_study(SAMPLE)
    assert not report.stops
    reported = "\n".join(finding.text for finding in report.findings)
    for words in (
        "街道 15 个;西城区应为 15 个,相符",
        "社区 263 个",
        "居民 1,100,000 人;西城区应为 1,106,214 人,相符",
        "面积 50.7 平方公里",
    ):
        assert words in reported
    assert report.network.parts >= 2
    assert report.network.islands[0].demand_points > 0
    assert {row.reason for row in report.unknown} >= {"off_network", "no_inventory"}


@field_data
def test_field_data_say_that_nearly_all_is_unknown_and_that_dwellings_are_no_people():
    report = check_study(FIELD)
    assert not report.stops
    assert "residents" not in report.totals
    assert any("每处住宅按 1 计" in sentence for sentence in report.method)
    shares = {}
    for row in report.unknown:
        shares[row.category] = shares.get(row.category, 0.0) + row.share
    assert shares["MED"] == pytest.approx(1.0)
    assert shares["EMP"] < 0.2
    reported = "\n".join(finding.text for finding in report.findings)
    assert "115 个社区没有位置" in reported
    assert "只有点位" in reported


def test_of_nobody_it_is_not_said_that_every_service_is_known(tmp_path):
    path = write_small_study(tmp_path)
    edit(tmp_path / "residents.csv", lambda t: re.sub(r"(?m),\d+,\d+$", ",0,0", t))
    report = check_study(path)
    assert sum(count for name, count in report.totals.items() if name == "residents") == 0
    assert not [line for line in check_sentences(report) if "没有未知" in line]

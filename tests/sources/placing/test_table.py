"""The table of rows that wait: written for people, read back into corrections, a slip told with its row."""

import csv

import pytest

from tests.fixtures.small_study import degrees, edit
from tests.sources.placing.test_facilities import metres
from xc_gis.errors import InputError
from xc_gis.model.waiting import PlaceCandidate, WaitingRow
from xc_gis.operations.study import read_study
from xc_gis.sources.corrections.table import corrections_file
from xc_gis.sources.placing.table import read_placing_table, take_over, write_placing_table
from xc_gis.sources.study.file import read_study_file


def test_table_is_filled_in_and_read_back_into_corrections(study):
    table = study.with_name("placing.csv")
    write_placing_table(read_study(study).data.waiting, table)
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 5
    lon, lat = degrees([(1500, 605)])[0]
    cells = [line.split(",") for line in lines]
    cells[1][11] = "2"  # the second candidate
    cells[3][9:11] = [f"{lon:.7f}", f"{lat:.7f}"]
    cells[3][12] = "电话核实"
    table.write_text("\n".join(",".join(row) for row in cells) + "\n", encoding="utf-8-sig")
    assert take_over(table, corrections_file(read_study_file(study)).path) == 2
    placed = metres(study)
    assert (placed["养老驿站:7"], placed["养老驿站:5"] in {1400, 2200}) == (1500, True)
    assert len(read_study(study).data.waiting) == 2
    lines = study.with_name("养老驿站.csv").read_text(encoding="utf-8").splitlines()
    study.with_name("养老驿站.csv").write_text("\n".join([lines[0], *lines[:0:-1]]) + "\n", encoding="utf-8")
    assert metres(study)["养老驿站:3"] == 1500  # a new delivery in another order


def test_coordinates_picked_in_amap_are_converted(study, tmp_path):
    table = tmp_path / "placing.csv"
    write_placing_table(read_study(study).data.waiting, table)
    edit(table, lambda t: t.replace("没有坐标,,,", "没有坐标,116.37,39.91,", 1))
    plain, shifted = read_placing_table(table)[0], read_placing_table(table, "GCJ-02")[0]
    assert (plain.lon, plain.lat) == (116.37, 39.91)
    assert plain.lon - shifted.lon == pytest.approx(0.0062, abs=0.0004)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("没有坐标,,,", "没有坐标,116.37,,", "都留空"),
        ("没有坐标,,,,", "没有坐标,,,7,", "没有可用的候选 “7”"),
    ],
)
def test_slip_in_the_filled_table_is_named_with_its_row(study, tmp_path, before, after, words):
    table = tmp_path / "placing.csv"
    write_placing_table(read_study(study).data.waiting, table)
    edit(table, lambda t: t.replace(before, after, 1))
    with pytest.raises(InputError) as caught:
        read_placing_table(table)
    assert "第 2 行" in str(caught.value)
    assert words in str(caught.value)


def waiting_row(**more):
    candidates = (PlaceCandidate(116.3, 39.9, 92.0, "门牌相符:甲"), PlaceCandidate(None, None, 30.0, "只知道街"))
    return WaitingRow(
        **{
            "table": "facilities.0",
            "file": "a.csv",
            "row": 5,
            "facility_id": "F1",
            "type": "EDS",
            "name": "=甲",
            "address": "甲街1号",
            "subdistrict": "",
            "community": "",
            "reason": "没有坐标",
            "candidates": candidates,
            **more,
        }
    )


def filled(path, **cells):
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    rows[0].update(cells)
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "placing.csv"
    write_placing_table([waiting_row(), waiting_row(table="communities", facility_id="C1", row=6)], path)
    return path


def test_a_row_stands_with_its_candidates_and_nothing_is_a_formula(table):
    with table.open(encoding="utf-8-sig", newline="") as handle:
        first, second = csv.DictReader(handle)
    assert (first["名称"], first["候选1得分"], first["候选1经度"], first["候选2经度"], first["候选3"]) == (
        "'=甲",
        "92",
        "116.3000000",
        "",
        None,
    )
    assert (first["类型"], second["类型"]) == ("EDS", "社区")
    assert read_placing_table(table) == []


def test_what_is_filled_in_is_a_correction_with_its_reason(table):
    filled(table, 采用候选="1")
    (made,) = read_placing_table(table)
    assert (made.action, made.target.name, made.lon, made.lat, made.note) == ("place", "=甲", 116.3, 39.9, "采用候选 1")
    filled(table, 经度="116.5", 纬度="39.8", 说明="电话核实")  # a place filled in stands before a candidate
    (made,) = read_placing_table(table)
    assert (made.lon, made.lat, made.note) == (116.5, 39.8, "电话核实")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"经度": "116.5"}, "placing.csv 第 2 行:经度和纬度应都是数字,或都留空"), ({"经度": "东", "纬度": "39"}, "应都是数字"), ({"采用候选": "2"}, "没有可用的候选 “2”"), ({"采用候选": "4"}, "没有可用的候选 “4”"),
        ({"采用候选": "1", "候选1经度": "东经"}, "候选 “1” 的经纬度 东经, 39.9000000 不是有效的度数"), ({"采用候选": "1", "候选1纬度": "99"}, "不是有效的度数"),
    ],
)  # fmt: skip
def test_half_a_place_or_a_candidate_that_is_none_is_told_with_its_row(table, cells, words):
    filled(table, **cells)
    with pytest.raises(InputError) as caught:
        read_placing_table(table)
    assert words in caught.value.message
    assert "第 2 行" in caught.value.message


def test_another_table_and_none_are_told(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.csv 缺少列 文件、名称、地址、经度、纬度"):
        read_placing_table(tmp_path / "x.csv")
    with pytest.raises(InputError, match=r"找不到 y\.csv"):
        read_placing_table(tmp_path / "y.csv")

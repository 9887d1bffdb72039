"""Lists meet each other and the study area: what is far, of no type or of unknown state is left out and told; one row an id."""

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from xc_gis.sources.facilities.join import (
    ListFault,
    _frame,
    _known_status,
    _known_types,
    _one_row_an_id,
    _prefixes,
    _within,
    types_finding,
)
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.study.area import StudyArea


def rows_of(*records, **columns):
    """Rows by (id, metres east), of one list unless ``_layer`` says otherwise."""
    frame = pd.DataFrame({"facility_id": [r[0] for r in records], "type": "PHA", "typed": "", "status": "open", "name": "x", "address": "", "serves": "", "crs_in": "EPSG:4326",
                          "building": False, "hours": "", "home_visit": "", "phone": "", "booking": "", "capacity": float("nan"), "floor_area": float("nan"), "since": "", "until": "", "no_place": "", "placed": "", ROW: range(2, len(records) + 2), "_file": "药店.csv", "_layer": 0, **columns})  # fmt: skip
    return gpd.GeoDataFrame(frame, geometry=[None if r[1] is None else shapely.Point(r[1], 0) for r in records], crs="EPSG:4548")


AREA = shapely.box(0, -100, 1000, 100)


@pytest.mark.parametrize(("east", "far"), [(1000.0, False), (2500.0, False), (2500.5, True)])
def test_a_row_farther_than_the_margin_loses_its_place_and_is_told(east, far):
    problems = ProblemList()
    rows, warnings = _within(rows_of(("A", 10.0), ("B", east)), AREA, 1500.0, problems)
    assert rows.geometry.isna().tolist() == [False, far]
    assert [row for _, row, _, _ in problems.rows] == ([3] if far else [])
    assert warnings == (["药店.csv 有 1 行距所有社区超过 1500 米,未参与分析"] if far else [])


def test_a_list_that_lies_elsewhere_as_a_whole_is_a_fault_with_its_place_and_system():
    both = pd.concat([rows_of(("A", 10.0)), rows_of(("B", 9000.0), ("C", None), _layer=1, _file="远.csv")], ignore_index=True)
    with pytest.raises(ListFault) as caught:
        _within(both, AREA, 1500.0, ProblemList())
    assert caught.value.number == 1
    assert caught.value.fault.message == "远.csv 的 1 个位置全部在研究范围 1.5 公里以外(如平面坐标 9000, 0)"
    assert "EPSG:4326" in caught.value.fault.hint


def test_a_list_without_any_place_and_a_study_without_an_area_are_no_such_fault():
    rows, warnings = _within(rows_of(("A", None)), AREA, 1500.0, ProblemList())
    assert (len(rows), warnings) == (1, [])
    assert _within(rows_of(("A", 9e6)), None, 1500.0, ProblemList())[0].geometry.notna().all()


def test_of_two_rows_with_one_id_the_first_stands():
    problems = ProblemList()
    assert _one_row_an_id(rows_of(("A", 1.0), ("B", 2.0), ("A", 3.0)), problems)[ROW].tolist() == [2, 3]
    assert [(row, "A" in reason) for _, row, reason, _ in problems.rows] == [(4, True)]


def test_an_unknown_state_takes_the_place_and_is_told():
    problems = ProblemList()
    rows = _known_status(rows_of(("A", 1.0), ("B", 2.0), status=["", "planned"]), problems)
    assert rows["status"].tolist() == ["closed", "planned"]
    assert rows.geometry.isna().tolist() == [True, False]
    assert [row for _, row, _, _ in problems.rows] == [2]


def test_rows_of_no_type_are_left_out_with_their_reason_and_counted_by_it():
    rows = rows_of(
        *((n, 1.0) for n in "ABCDEFG"), type=["PHA", "CVS", "", "", "", "", ""], typed=["药", "店", "甲", "乙", "乙", "丙", "丁"]
    )
    problems = ProblemList()
    kept, (finding,) = _known_types(rows, problems)
    assert kept["facility_id"].tolist() == ["A", "B"]
    assert [reason for _, _, reason, _ in problems.rows] == ["甲", "乙", "乙", "丙", "丁"]
    assert (finding.table, finding.level) == ("facilities.0", "warning")
    assert finding.text.startswith("识别出 2 处设施的类型(共 2 种);5 行没有使用,最多的是:乙(2)、")
    assert finding.text.count("(1)") == 2  # three reasons are named
    assert sum(entry["rows"] for entry in finding.evidence["unmatched"]) == 5


def test_where_all_fit_the_finding_is_no_warning():
    own = rows_of(("A", 1.0), typed=["药"])
    finding = types_finding("药店.csv", "facilities.3", own, own[own["type"] == ""])
    assert (finding.level, finding.text) == ("info", "识别出 1 处设施的类型(共 1 种)")
    assert finding.evidence["types"] == {"PHA": 1}


@pytest.mark.parametrize(
    ("subdistricts", "district", "found"),
    [
        (["广安街道"], "", {"广安街道", "广安"}),
        (["广街道"], "", {"广街道"}),
        ([""], "西城区", {"西城区"}),
        (["广安街道"], "西城区", {"广安街道", "广安", "西城区", "西城区广安街道", "西城区广安"}),
    ],
)
def test_names_of_subdistricts_stand_before_names_with_and_without_office_and_district(subdistricts, district, found):
    class Study:
        class study:  # noqa: N801 - as the study file calls it
            pass

    Study.study.district = district
    ground = StudyArea("EPSG:4548", gpd.GeoDataFrame({"subdistrict": subdistricts}), None, None, 1500.0, "社区.csv")
    assert _prefixes(ground, Study) == found


def test_a_facility_names_all_rows_that_it_was_made_of():
    every = rows_of(("B", 1.0), ("A", 2.0), ("C", 3.0), placed=["", "地址", ""])
    standing = every.iloc[:2].assign(_members=[[0, 2], [1]])
    made = _frame(standing, every)
    assert made["facility_id"].tolist() == ["A", "B"]
    assert json.loads(made["sources"][1]) == [{"file": "药店.csv", "row": 2}, {"file": "药店.csv", "row": 4}]
    assert json.loads(made["sources"][0]) == [{"file": "药店.csv", "row": 3, "placed": "地址"}]
